"""Looks at the desk, the panel, the menu, and the demo."""

from datetime import timedelta
from random import Random

import pytest
from django.urls import reverse
from django.utils import timezone

from core.actors import Role
from core.demo import DemoWorld
from core.models import AuditEvent
from people.models import StaffRole
from privacy import demo
from privacy.models import Incident, LookState, RecordRequest, UnusualLook, WellKnown
from tests.factories.centres import CentreFactory
from tests.factories.people import PersonFactory, StaffRoleFactory
from tests.factories.privacy import IncidentFactory, RecordRequestFactory, UnusualLookFactory
from tests.people.conftest import staff_client

pytestmark = pytest.mark.django_db


def settle(client, look, **sent):
    return client.post(reverse("privacy:look", args=[look.public_id]), sent)


def test_officer_settles_a_look(officer, centre):
    look = UnusualLookFactory(centre=centre)
    empty = settle(officer, look, deed="fine", words="")
    assert empty.context["form"].errors == {"words": ["Write a few words: what you found out, or what you asked."]}
    settle(officer, look, deed="ask", words="Asked Sam.")
    settle(officer, look, deed="fine", words="Cousins; Joan knows.")
    look.refresh_from_db()
    assert look.state == LookState.FINE
    page = officer.get(reverse("privacy:looks"))
    assert list(page.context["settled"]) == [look]
    assert "Cousins" not in page.text
    assert "Cousins" in officer.get(reverse("privacy:look", args=[look.public_id])).text


def test_look_becomes_an_incident_on_the_next_page(officer, centre):
    look = UnusualLookFactory(centre=centre)
    response = settle(officer, look, deed="incident", words="")
    address = reverse("privacy:incident_of_look", args=[look.public_id])
    assert response["Location"] == address
    sent = {
        "what": "used",
        "found_on": timezone.localdate().isoformat(),
        "found_by": "Ines",
        "happened": "He wanted to know how she is.",
        "others": "0",
    }
    officer.post(address, sent)
    assert Incident.objects.get().affected.get().person == look.person


def test_ones_own_look_is_settled_by_another(officer, officer_user, centre):
    look = UnusualLookFactory(centre=centre, viewer=officer_user)
    assert officer.get(reverse("privacy:look", args=[look.public_id])).context["may_settle"] is False
    settle(officer, look, deed="fine", words="It was me.")
    look.refresh_from_db()
    assert look.state == LookState.OPEN


def test_officer_elsewhere_finds_no_look(stranger, centre):
    look = UnusualLookFactory(centre=centre)
    for name in ("look", "incident_of_look"):
        assert stranger.get(reverse(f"privacy:{name}", args=[look.public_id])).status_code == 404
    assert stranger.get(reverse("privacy:looks")).context["page"].paginator.count == 0


def test_reading_a_look_is_recorded(officer, centre):
    look = UnusualLookFactory(centre=centre)
    officer.get(reverse("privacy:look", args=[look.public_id]))
    assert AuditEvent.about(look.person_id).filter(action="unusuallook.viewed").count() == 1


def test_officer_marks_somebody_well_known_on_their_page(officer, colleague, centre):
    person = PersonFactory(centres=[centre])
    page, address = (
        reverse("desk:person", args=[person.public_id]),
        reverse("privacy:well_known", args=[person.public_id]),
    )
    officer.post(address)
    assert WellKnown.objects.get().person == person
    assert "Well known here" in officer.get(page).text
    assert "Well known here" not in colleague.get(page).text
    officer.post(address)
    assert not WellKnown.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_the_same_queries_however_many(number, officer, centre, django_assert_num_queries):
    for state in (LookState.OPEN, LookState.FINE):
        UnusualLookFactory.create_batch(number, centre=centre, **{"state": state})
    with django_assert_num_queries(12):
        page = officer.get(reverse("privacy:looks"))
    assert (len(page.context["page"]), len(page.context["settled"])) == (number, number)


def test_panel_tells_officers_what_waits_and_others_nothing(officer, colleague, centre):
    for _one in range(2):
        UnusualLookFactory(centre=centre)
    IncidentFactory(centre=centre)
    RecordRequestFactory(centre=centre, due_on=timezone.localdate() - timedelta(days=3))
    page = officer.get(reverse("desk:home")).text
    for words in ("2 unusual looks to look into", "1 incident that is not closed", "3 days late"):
        assert words in " ".join(page.split())
    trail = f'href="{reverse("privacy:trail")}"'
    assert trail in page
    assert trail not in colleague.get(reverse("desk:home")).text


def test_panel_is_quiet_where_nothing_waits(officer):
    assert "Nothing waits for you here." in officer.get(reverse("desk:home")).text


def test_officer_of_two_centres_sees_the_one_where_they_work(officer_user, officer, centre):
    other = CentreFactory()
    StaffRoleFactory(user=officer_user, centre=other, role=Role.COORDINATOR)
    look = UnusualLookFactory(centre=other)
    assert officer.get(reverse("privacy:look", args=[look.public_id])).status_code == 404


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.LINK_WORKER, Role.PROVIDER, Role.EVALUATOR])
def test_no_other_role_gets_in(role, centre):
    client = staff_client(role, centre=centre)
    for name in ("trail", "looks", "incidents", "requests", "retention"):
        assert client.get(reverse(f"privacy:{name}")).status_code == 403


def test_demo_has_something_of_each():
    centre = CentreFactory(slug="guelph")
    StaffRoleFactory(centre=centre)
    people = PersonFactory.create_batch(4, centres=[centre])
    world = DemoWorld(now=timezone.now(), rng=Random(1))
    world.made = {"centres": {"guelph": centre}, "people": {"guelph": people}}
    demo.build(world)
    assert UnusualLook.objects.filter(person=people[0]).exists()
    assert Incident.objects.get().state == "closed"
    assert RecordRequest.objects.open().count() == 2
    assert StaffRole.objects.count() == 1
