"""What robots and slips of the hand send is answered with a page, never with a failure of ours."""

import uuid
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from core import paper
from core.actors import Role
from tests.architecture.test_permissions import TABLE
from tests.architecture.world import World
from tests.people.conftest import signed_in, staff_client

NINES = "9" * 30
ROUGH = [
    *("\x00", NINES, f"-{NINES}", "1e400", "9" * 5000, "İ" * 80, "+1"),
    *("0001-01-01", "9999-12-31", "%s%(x)s\r\nX: 1"),
]
# What our forms and filters are called, all in one.
FIELDS = (  # noqa: SIM905 - a list would fill a screen
    "q page centre kind language day access no_sign_up since skip next check name contact contact_kind request_key "
    "expected access_needs brings_someone attendance headcount step note value emergency_phone emergency_name "
    "pronouns other_languages agreed title summary audience approve-note decline-reason whole capacity join_mode "
    "code venue languages co_leaders needs_from_staff frequency start_time start_date_day start_date_month "
    "start_date_year last_date_day last_date_month last_date_year minutes title_en summary_en title_fr then"
).split()


@pytest.fixture(autouse=True)
def _quick_press(monkeypatch):
    """What is sent decides what stands on a sheet; to lay it out a hundred times over shows nothing more."""
    press = SimpleNamespace(pdf=lambda drafts, **_how: next(iter(drafts)).encode())
    monkeypatch.setattr(paper, "press", lambda: press)


@pytest.fixture
def world(db) -> World:
    world = World()
    world.ready()
    return world


def address_of(row, world) -> str:
    args = row.args(world)
    return reverse(row.name, args=args) if isinstance(args, list) else reverse(row.name, kwargs=args)


@pytest.mark.parametrize("name", sorted({row.name for row in TABLE} - {"readyz"}))
def test_address_takes_whatever_is_sent(world, name):
    address = address_of(next(row for row in TABLE if row.name == name), world)
    manager = staff_client(Role.MANAGER, centre=world.centre)
    clients = [Client(), manager] if "/desk/" in address else [signed_in(world.owner_user)]
    for rough in ROUGH:
        sent = dict.fromkeys(FIELDS, rough)
        for client in clients:
            assert client.get(address, sent).status_code < 500
            assert client.post(address, sent).status_code < 500


# Each of these would stand alone in the form that takes it, where the rest is as it should be.
@pytest.mark.parametrize("rough", ROUGH)
def test_sign_up_takes_whatever_is_sent(world, rough):
    address = reverse("signup:start", args=[world.session.public_id])
    good = {
        "name": "Sam",
        "contact_kind": "email",
        "contact": "sam@example.org",
        "request_key": str(uuid.uuid4()),
        "expected": "place",
    }
    for field in (*good, "access_needs", "voicemail_ok"):
        assert Client().post(address, {**good, field: rough}).status_code < 500


@pytest.mark.parametrize(
    "address",
    [
        f"/en/month/{NINES}/12/",
        "/en/month/0/0/",
        f"/en/desk/activities/{NINES}/",
        f"/en/my/details/contact/{NINES}/remove/",
        f"/en/desk/champions/{NINES}/pause/",
        "/en/%00/",
        "/en/activities/%00/",
        "/en/my-place/%00/",
        "/%00",
        "/en/%ff%fe/",
        "/documents/99999999999999999999999/x",
        "/calendar/centre/%00.ics",
        "/en/accounts/confirm-email/%00/",
        "/en/accounts/password/reset/key/%00-%00/",
    ],
)
def test_address_that_leads_nowhere_says_so(world, address):
    manager = staff_client(Role.MANAGER, centre=world.centre)
    for client in (Client(), manager):
        assert client.get(address).status_code < 500
        assert client.post(address).status_code < 500


@pytest.mark.parametrize("value", ["\x00" * 32, NINES, "x" * 300])
@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "messages", "django_language"])
def test_cookie_of_somebody_elses_making_is_no_matter(world, name, value):
    client = Client()
    client.cookies[name] = value
    assert client.get(reverse("activities:list")).status_code < 500
    assert client.get(reverse("my:home")).status_code < 500
