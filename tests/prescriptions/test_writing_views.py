"""Finding the client and writing the prescription, as providers and those on their behalf do it."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.choices import JoinMode, Kind
from core.actors import Role
from core.models import AuditEvent
from people.models import ChartNumber, ContactPoint, Person
from people.models.consent import Purpose
from people.services import consents
from prescriptions.models import Case, Prescription, Source
from tests.chance import without_chance
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.centres import CentreFactory
from tests.factories.people import PersonFactory, StaffRoleFactory
from tests.factories.resources import ResourceFactory
from tests.people.conftest import signed_in, staff_client

pytestmark = pytest.mark.django_db
FIND = "prescribing:find"


@pytest.fixture
def centre():
    return CentreFactory()


@pytest.fixture
def brian(centre):
    return PersonFactory(name="Brian Hall", birth_date=date(1948, 3, 12), interpreter="ASL", centres=[centre])


@pytest.fixture
def nadia(centre):
    return StaffRoleFactory(role=Role.PROVIDER, centre=centre, user__name="Nadia Roy").user


@pytest.fixture
def provider(nadia):
    return signed_in(nadia)


def answers(**said):
    return {
        "request_key": str(uuid.uuid4()),
        "needs": ["social", "movement"],
        "level": "holistic",
        "urgency": "0",
        "risks": "none_known",
        "language": "en",
        "reach": "phone",
        "told": "progress",
        "agrees": "on",
        **said,
    }


def form_of(person):
    return reverse("prescribing:for_person", args=[person.public_id])


def meets(centre, **fields):
    group = ActivityFactory(centre=centre, **fields)
    return SessionFactory(activity=group, day=group.start_date, seats_taken=1)


# --- Finding --------------------------------------------------------------------------------------
def test_what_was_typed_stands_in_no_address_and_every_hit_is_logged(provider, brian):
    response = provider.post(reverse(FIND), {"q": "Brian Hall"})
    assert (response.status_code, response["Location"]) == (302, reverse(FIND))
    page = provider.get(response["Location"])
    assert form_of(brian) in page.text
    assert "born March\N{NO-BREAK SPACE}12, 1948" in page.text
    assert page["Cache-Control"] == "no-store"
    assert AuditEvent.objects.get(action="person.listed").person_id == brian.pk


def test_hit_shows_neither_number_nor_address(provider, brian):
    ContactPoint.objects.create(person=brian, kind="mobile", value="+15195550142")
    provider.post(reverse(FIND), {"q": "Hall"})
    page = without_chance(provider.get(reverse(FIND)).text)
    assert "Brian Hall" in page
    assert "555" not in page


def test_nobody_found_says_what_to_try_and_offers_somebody_new(provider):
    provider.post(reverse(FIND), {"q": "Zebedee"})
    page = provider.get(reverse(FIND)).text
    assert "Nobody found" in page
    assert reverse("prescribing:for_stranger") in page


@pytest.mark.parametrize("number", [1, 3])
def test_finding_takes_the_same_queries_however_many(number, centre, provider, django_assert_num_queries):
    PersonFactory.create_batch(number, name="Hall Hallam", centres=[centre])
    provider.post(reverse(FIND), {"q": "Hall"})
    with django_assert_num_queries(12):
        assert len(provider.get(reverse(FIND)).context["found"]) == number


# --- Writing --------------------------------------------------------------------------------------
def test_provider_writes_one_on_one_screen(provider, nadia, brian):
    page = provider.get(form_of(brian))
    assert page.context["form"]["interpreter"].value() == "ASL"
    response = provider.post(
        form_of(brian), answers(matters="Breakfast with somebody", writer_role="nurse practitioner", language="fr")
    )
    made = Prescription.objects.get()
    assert response["Location"] == reverse("desk_prescriptions:show", args=[made.public_id])
    assert (made.person, made.written_by, made.source) == (brian, nadia, Source.PROVIDER)
    assert (made.writer_name, made.writer_role, made.matters) == (
        "Nadia Roy",
        "nurse practitioner",
        "Breakfast with somebody",
    )
    assert Case.objects.get().prescription == made
    brian.refresh_from_db()
    assert (brian.language, brian.interpreter) == ("fr", "")
    assert {purpose for purpose, said in consents.standing(brian) if said and said.given} == {
        Purpose.REFERRAL,
        Purpose.WORD_BACK,
    }
    assert provider.get(form_of(brian)).context["form"]["writer_role"].value() == "nurse practitioner"


def test_looking_at_the_form_is_a_look_at_the_person(provider, brian):
    provider.get(form_of(brian))
    assert AuditEvent.objects.get(action="person.viewed").detail == {"page": "prescribe"}


def test_nothing_is_answered_beforehand_that_must_be_asked(provider, brian):
    form = provider.get(form_of(brian)).context["form"]
    assert [form[name].value() for name in ("level", "risks", "told", "agrees")] == [None, None, None, None]
    response = provider.post(form_of(brian), {"request_key": str(uuid.uuid4()), "matters": "His dog"})
    assert set(response.context["form"].errors) == {
        "needs", "level", "risks", "told", "agrees", "urgency", "language", "reach",
    }  # fmt: skip
    assert "His dog" in response.text
    assert "“None known” is an answer" in response.text
    assert not Prescription.objects.exists()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"risks": "some"}, "risk_words"),
        ({"level": "light"}, "thing"),
        ({"agrees": ""}, "agrees"),
        ({"thing": "date:no-such"}, "thing"),
        ({"thing": "group:99999999999999"}, "thing"),
        ({"thing": "elsewhere"}, "thing"),
        ({"matters": "x" * 1501}, "matters"),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(provider, brian, said, field):
    response = provider.post(form_of(brian), answers(strengths="Fiddle", **said))
    assert list(response.context["form"].errors) == [field]
    assert "Fiddle" in response.text
    assert response.context["form"]["needs"].value() == ["social", "movement"]


def test_sent_twice_it_is_written_once(provider, brian):
    said = answers()
    locations = {provider.post(form_of(brian), said)["Location"] for _once in range(2)}
    assert len(locations) == Prescription.objects.count() == 1


def test_double_key_of_a_stranger_opens_one_record(provider):
    said = answers(name="Joan Tremblay", contact="519-555-0142")
    for _once in range(2):
        provider.post(reverse("prescribing:for_stranger"), said)
    assert Person.objects.filter(name="Joan Tremblay").count() == Prescription.objects.count() == 1


def test_somebody_new_is_written_on_the_same_screen(provider, centre):
    born = {"birth_date_day": "12", "birth_date_month": "March", "birth_date_year": "1948"}
    said = answers(name="Joan Tremblay", contact="joan@example.org", chart_number="b 77", language="fr", **born)
    provider.post(reverse("prescribing:for_stranger"), said)
    joan = Prescription.objects.get().person
    assert (joan.name, joan.birth_date, joan.language) == ("Joan Tremblay", date(1948, 3, 12), "fr")
    assert joan.contact_points.get().value == "joan@example.org"
    assert ChartNumber.objects.get(person=joan, centre=centre).number == "B77"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": " "}, "name"),
        ({"contact": "12"}, "contact"),
        ({"birth_date_day": "31", "birth_date_month": "2", "birth_date_year": "1948"}, "birth_date"),
        ({"birth_date_day": "1", "birth_date_month": "2", "birth_date_year": "1848"}, "birth_date"),
        ({"chart_number": "B1234"}, "chart_number"),
    ],
)
def test_what_is_wrong_with_somebody_new_opens_no_record(provider, centre, brian, said, field):
    ChartNumber.objects.create(person=brian, centre=centre, number="B1234")
    response = provider.post(
        reverse("prescribing:for_stranger"), answers(**{"name": "Joan", "matters": "Cards", **said})
    )
    assert list(response.context["form"].errors) == [field]
    assert "Cards" in response.text
    assert not Person.objects.filter(name="Joan").exists()


# --- On a provider's behalf -----------------------------------------------------------------------
@pytest.mark.parametrize("role", [Role.LINK_WORKER, Role.MANAGER])
def test_staff_write_on_behalf_of_a_provider_whose_it_then_is(role, centre, nadia, brian):
    client = staff_client(role, centre=centre)
    elsewhere = StaffRoleFactory(role=Role.PROVIDER).user
    refused = client.post(form_of(brian), answers(provider=str(elsewhere.pk)))
    assert list(refused.context["form"].errors) == ["provider"]
    client.post(form_of(brian), answers(provider=str(nadia.pk)))
    made = Prescription.objects.get()
    assert (made.written_by, made.writer_name, made.source) == (nadia, "Nadia Roy", Source.BEHALF)
    assert signed_in(nadia).get(reverse("desk_prescriptions:show", args=[made.public_id])).status_code == 200


def test_provider_cannot_write_in_another_s_name(provider, nadia, centre, brian):
    other = StaffRoleFactory(role=Role.PROVIDER, centre=centre).user
    provider.post(form_of(brian), answers(provider=str(other.pk)))
    assert Prescription.objects.get().written_by == nadia


def test_nobody_prescribes_for_themselves(centre, nadia, provider):
    own = PersonFactory(name="Nadia Roy", user=nadia, centres=[centre])
    assert provider.get(form_of(own)).status_code == 404
    provider.post(reverse(FIND), {"q": "Nadia"})
    assert provider.get(reverse(FIND)).context["found"] == []


# --- What fits ------------------------------------------------------------------------------------
def keys(response):
    return [thing.key for thing in response.context["form"].things]


def test_what_fits_the_needs_is_offered_soonest_first_with_the_seats_of_this_moment(provider, centre, brian):
    cards = meets(centre, kind=Kind.GAMES, capacity=3, title_en="Card Night")
    walk = meets(centre, kind=Kind.MOVEMENT, start_date=timezone.localdate() + timedelta(days=2), title_en="Walk")
    meets(centre, kind=Kind.GRIEF)
    meets(CentreFactory(), kind=Kind.GAMES)
    food = ResourceFactory(centre=centre, kinds=["physical_activity"], name_en="The pool")
    page = provider.post(form_of(brian), answers(look="1", matters="His dog"))
    assert keys(page) == [
        f"group:{walk.activity.slug}",
        f"date:{walk.public_id}",
        f"group:{cards.activity.slug}",
        f"date:{cards.public_id}",
        f"resource:{food.public_id}",
    ]
    assert "2 places free" in page.text
    assert "His dog" in page.text
    assert not page.context["form"].errors
    assert not Prescription.objects.exists()


def test_tick_brings_what_fits_and_not_the_whole_page(provider, centre, brian):
    meets(centre, kind=Kind.GAMES, title_en="Card Night")
    part = provider.post(form_of(brian), answers(look="1"), headers={"hx-request": "true"}).text
    assert "Card Night" in part
    assert "<html" not in part


def test_course_that_takes_nobody_in_and_draft_are_not_offered(provider, centre, brian):
    begun = meets(centre, join_mode=JoinMode.COURSE, joinable_dates=1)
    SessionFactory(activity=begun.activity, day=timezone.localdate() - timedelta(days=3))
    meets(centre, draft=True)
    course = meets(centre, join_mode=JoinMode.COURSE)
    assert keys(provider.get(form_of(brian))) == [f"group:{course.activity.slug}"]


def test_named_date_is_kept_with_its_group(provider, centre, brian):
    cards = meets(centre, kind=Kind.GAMES)
    provider.post(form_of(brian), answers(level="light", needs=["food"], thing=f"date:{cards.public_id}"))
    made = Prescription.objects.get()
    assert (made.activity, made.session) == (cards.activity, cards)
    assert not Case.objects.exists()


def test_resource_is_named_for_signposting_and_makes_no_case(provider, centre, brian):
    pool = ResourceFactory(centre=centre, kinds=["food"])
    provider.post(form_of(brian), answers(level="signposting", needs=["food"], thing=f"resource:{pool.public_id}"))
    assert Prescription.objects.get().resource == pool
    assert not Case.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_form_takes_the_same_queries_however_much_fits(number, provider, centre, brian, django_assert_num_queries):
    for _one in range(number):
        meets(centre, kind=Kind.GAMES)
        meets(centre, kind=Kind.GAMES, join_mode=JoinMode.COURSE)
        ResourceFactory(centre=centre, kinds=["social"])
    with django_assert_num_queries(13):
        page = provider.post(form_of(brian), answers(look="1"))
    assert len(keys(page)) == 4 * number
