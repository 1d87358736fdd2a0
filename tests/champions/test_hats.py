"""Two hats: as a champion, a person's record as a client is not seen by those who coordinate volunteers, and the
reverse."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from champions.models import Hours, Note, Standing
from champions.services import hours, support
from core.actors import SYSTEM, Role
from core.models import AuditEvent
from notifications.services.outbox import notify
from people import hats
from people.models import StaffRole
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import PersonFactory, StaffRoleFactory, staff_actor
from tests.people.conftest import signed_in, staff_client

pytestmark = pytest.mark.django_db

# What each hat holds, as it would stand on a page.
CLIENT = ("Zinnia Morning", "A chair with arms", "Came: 1")
CHAMPION = ("Worn out in May.", "Large print, please.", "3 hours given.")
REACH = ("613-555-0177", "When they ask you, you can book for them")
# At one centre: roles, whether the person's page shows the client, whether it shows more than the tag, and the file.
ROLES = [
    ((Role.COORDINATOR,), False, True, 200),
    ((Role.LINK_WORKER,), True, False, 403),
    ((Role.MANAGER,), True, True, 200),
    ((Role.COORDINATOR, Role.LINK_WORKER), True, True, 200),
    ((Role.COORDINATOR, Role.MANAGER), True, True, 200),
    ((Role.COORDINATOR, Role.PROVIDER), False, True, 200),
]
NAMES = ["coordinator", "link worker", "manager", "both", "coordinator and manager", "coordinator and provider"]


@pytest.fixture
def champion():
    champion = ChampionFactory(person__name="Terry Moss", person__access_needs="A chair with arms")
    champion.person.contact_points.create(kind="mobile", value="+16135550177")
    group = ActivityFactory(centre=champion.centre, title_en="Zinnia Morning")
    session = SessionFactory(activity=group, day=timezone.localdate() - timedelta(days=7))
    booking = BookingFactory(session=session, person=champion.person, attendance="came")
    notify("place-confirmed", person=champion.person, about=booking, centre_id=champion.centre_id)
    by = staff_actor(centre=champion.centre)
    support.write_plan(champion, helps="Large print, please.", hinders="", reach="", agreed="", by=by)
    support.note(champion, layer="staff", text="Worn out in May.", by=by)
    hours.credit(champion=champion, source="session:1", day=timezone.localdate(), minutes=180, by=SYSTEM)
    return champion


def client_of(roles, centre):
    first, *others = roles
    held = StaffRoleFactory(role=first, centre=centre)
    for role in others:
        StaffRoleFactory(role=role, centre=centre, user=held.user)
    return signed_in(held.user)


def page_of(client, person):
    return client.get(reverse("desk:person", args=[person.public_id]))


@pytest.mark.parametrize(("roles", "sees_client", "sees_champion", "file"), ROLES, ids=NAMES)
def test_persons_page_by_role(champion, roles, sees_client, sees_champion, file):
    client = client_of(roles, champion.centre)
    page = page_of(client, champion.person).text
    assert [words in page for words in CLIENT] == [sees_client] * len(CLIENT)
    assert [words in page for words in CHAMPION] == [False, False, sees_champion]  # a file is a page of its own
    assert ("Health Champion" in page, "613-555-0177" in page) == (True, True)
    assert ("What the centre knows of them as a client is kept apart" in page) is not sees_client
    assert (REACH[1] in page) is not sees_client


@pytest.mark.parametrize(("roles", "sees_client", "sees_champion", "file"), ROLES, ids=NAMES)
def test_champions_file_by_role(champion, roles, sees_client, sees_champion, file):
    client = client_of(roles, champion.centre)
    answer = client.get(reverse("champions:file", args=[champion.pk]))
    assert answer.status_code == file
    assert [words in answer.text for words in CHAMPION[:2]] == [file == 200] * 2
    assert [words in answer.text for words in CLIENT] == [False] * len(CLIENT)


@pytest.mark.parametrize(("role", "expected"), [(Role.PROVIDER, (403, 403)), (Role.EVALUATOR, (403, 403))])
def test_other_roles_see_neither_page(champion, role, expected):
    client = staff_client(role, centre=champion.centre)
    file = client.get(reverse("champions:file", args=[champion.pk]))
    assert (page_of(client, champion.person).status_code, file.status_code) == expected


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.LINK_WORKER, Role.MANAGER])
def test_staff_of_another_centre_see_neither_page(champion, role):
    client = staff_client(role)
    file = client.get(reverse("champions:file", args=[champion.pk]))
    assert page_of(client, champion.person).status_code == 404
    assert file.status_code in {403, 404}


def test_tag_is_all_that_a_link_worker_reads_of_a_champion(champion):
    page = page_of(staff_client(Role.LINK_WORKER, centre=champion.centre), champion.person).text
    assert "hours given" not in page
    assert reverse("champions:file", args=[champion.pk]) not in page
    for model in (Hours, Note):
        assert model.visible_to(staff_actor(Role.LINK_WORKER, centre=champion.centre)).count() == 0


def test_other_pages_about_the_client_are_closed_with_one_kind_sentence(champion):
    double = PersonFactory(centres=[champion.centre])
    person = champion.person
    closed = [
        reverse("desk:person_access", args=[person.public_id]),
        reverse("desk_paper:person", args=[person.public_id]),
        reverse("desk:compare", args=[double.public_id, person.public_id]),
        reverse("desk:merge", args=[person.public_id, double.public_id]),
    ]
    for role, status in ((Role.COORDINATOR, 403), (Role.LINK_WORKER, 200)):
        client = staff_client(role, centre=champion.centre)
        answers = [client.get(address) for address in closed]
        assert [answer.status_code for answer in answers] == [status] * 4
        assert ["kept apart from that" in answer.text for answer in answers if status == 403] == [True] * (
            4 if status == 403 else 0
        )


def test_form_neither_shows_nor_loses_what_they_need(champion):
    client = staff_client(Role.COORDINATOR, centre=champion.centre)
    address = reverse("desk:person_edit", args=[champion.person.public_id])
    assert "A chair with arms" not in client.get(address).text
    client.post(address, {"name": "Terry M.", "language": "en", "access_needs": "Nothing"})
    champion.person.refresh_from_db()
    assert (champion.person.name, champion.person.access_needs) == ("Terry M.", "A chair with arms")


def test_telephone_desk_books_for_them_all_the_same(champion):
    client = staff_client(Role.COORDINATOR, centre=champion.centre)
    answer = client.post(reverse("desk_phone:caller"), {"person": champion.person.public_id}, follow=True)
    assert answer.status_code == 200
    assert "Terry Moss" in answer.text


@pytest.mark.parametrize(
    ("standing", "sees_client"),
    [(standing, standing in {Standing.INVITED, Standing.DECLINED}) for standing in Standing],
)
def test_hat_is_worn_from_the_application_on_and_stays(champion, standing, sees_client):
    type(champion).objects.filter(pk=champion.pk).update(**{"standing": standing})
    page = page_of(staff_client(Role.COORDINATOR, centre=champion.centre), champion.person).text
    assert ("A chair with arms" in page) is sees_client


def test_champion_of_another_centre_is_a_client_like_any_other_here(champion):
    here = StaffRoleFactory()
    champion.person.centres.add(here.centre)
    assert "A chair with arms" in page_of(signed_in(here.user), champion.person).text


def test_role_that_ends_ends_what_one_sees(champion):
    held = StaffRoleFactory(role=Role.COORDINATOR, centre=champion.centre)
    also = StaffRoleFactory(role=Role.LINK_WORKER, centre=champion.centre, user=held.user)
    assert "A chair with arms" in page_of(signed_in(held.user), champion.person).text
    StaffRole.objects.filter(pk=also.pk).delete()
    assert "A chair with arms" not in page_of(signed_in(held.user), champion.person).text


def test_log_says_which_hat_was_looked_at(champion):
    before = AuditEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    coordinator = staff_client(Role.COORDINATOR, centre=champion.centre)
    page_of(coordinator, champion.person)
    coordinator.get(reverse("champions:file", args=[champion.pk]))
    page_of(staff_client(Role.LINK_WORKER, centre=champion.centre), champion.person)
    looks = AuditEvent.objects.filter(pk__gt=before, person_id=champion.person_id, action__endswith="viewed").order_by(
        "pk"
    )
    assert [(look.action, look.role) for look in looks] == [
        ("person.reach_viewed", "coordinator"),
        ("champion.viewed", "coordinator"),
        ("person.viewed", "link_worker"),
    ]


@pytest.mark.parametrize(("role", "queries"), [(Role.COORDINATOR, 1), (Role.LINK_WORKER, 0), (Role.MANAGER, 0)])
def test_keeping_apart_takes_one_query_for_coordinators_alone(champion, role, queries, django_assert_num_queries):
    actor = staff_actor(role, centre=champion.centre)
    with django_assert_num_queries(queries):
        hats.sees_client(actor, champion.person)
