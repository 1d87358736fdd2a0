"""The list of prescriptions, one's page, the place booked at once, the slip, and revoking."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.choices import JoinMode
from activities.models import Booking, BookingState, Enrolment, Session
from core import desk
from core.actors import Channel, Role
from core.models import AuditEvent
from people import sections as shelves
from people.actors import for_user
from people.sections import Section
from prescriptions import sections
from prescriptions import slip as paper
from prescriptions.models import Level, Need, PrescriptionState, Reach, TakingPart, Told
from prescriptions.needs import FAMILIES, in_warm_words
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.centres import CentreFactory
from tests.factories.people import PersonFactory, StaffRoleFactory
from tests.factories.prescriptions import PrescriptionFactory
from tests.factories.resources import ResourceFactory
from tests.factories.words import let_hear
from tests.notifications.telephone import dated
from tests.pdf import figures, needs_press, read, words
from tests.people.conftest import signed_in, staff_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    return CentreFactory(name_en="Maple Falls", name_fr="Les Érables", phone="+16135550142")


@pytest.fixture
def nadia(centre):
    return StaffRoleFactory(role=Role.PROVIDER, centre=centre, user__name="Nadia Roy").user


@pytest.fixture
def provider(nadia):
    return signed_in(nadia)


@pytest.fixture
def group(centre):
    return ActivityFactory(centre=centre, title_en="Card Night", title_fr="Soirée de cartes")


def written(centre, nadia, **fields):
    return PrescriptionFactory(centre=centre, written_by=nadia, **fields)


def address(prescription, name="show"):
    return reverse(f"desk_prescriptions:{name}", args=[prescription.public_id])


# --- Who sees what --------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["show", "slip", "revoke"])
def test_page_is_for_whoever_wrote_it_and_those_who_walk_with_clients(name, centre, nadia, provider):
    at = address(written(centre, nadia), name)
    asking = {
        "its provider": provider,
        "another provider": staff_client(Role.PROVIDER, centre=centre),
        "link worker": staff_client(Role.LINK_WORKER, centre=centre),
        "manager": staff_client(Role.MANAGER, centre=centre),
        "coordinator": staff_client(Role.COORDINATOR, centre=centre),
        "link worker elsewhere": staff_client(Role.LINK_WORKER),
    }
    assert {who: client.get(at).status_code for who, client in asking.items()} == {
        "its provider": 200,
        "another provider": 404,
        "link worker": 200,
        "manager": 200,
        "coordinator": 403,
        "link worker elsewhere": 404,
    }


def test_provider_who_works_elsewhere_now_does_not_see_it(centre, nadia):
    prescription = written(centre, nadia)
    nadia.staff_roles.all().delete()
    StaffRoleFactory(role=Role.PROVIDER, user=nadia)
    assert signed_in(nadia).get(address(prescription)).status_code == 404


def test_staff_who_are_clients_do_not_open_their_own_at_the_desk(centre, nadia):
    worker = StaffRoleFactory(role=Role.LINK_WORKER, centre=centre).user
    own = written(centre, nadia, person=PersonFactory(user=worker, centres=[centre]))
    client = signed_in(worker)
    assert client.get(address(own)).status_code == 404
    assert not client.get(reverse("desk_prescriptions:mine")).context["lines"]


def test_looking_and_printing_are_logged(centre, nadia, provider):
    prescription = written(centre, nadia)
    provider.get(address(prescription))
    provider.get(address(prescription, "slip"))
    about = AuditEvent.objects.filter(person_id=prescription.person_id).values_list("action", flat=True)
    assert list(about.order_by("pk")) == ["prescription.viewed", "prescription.printed"]


# --- What the client lets whoever wrote it hear ---------------------------------------------------
@pytest.fixture
def ended(centre, nadia, group):
    """A prescription that is completed, of somebody who has a place in the group that it names."""
    session = SessionFactory(activity=group, day=group.start_date)
    prescription = written(centre, nadia, activity=group, state=PrescriptionState.COMPLETED)
    BookingFactory(session=session, person=prescription.person)
    return prescription


def seen(client, prescription):
    """The state on its page, on the list and on the first screen, and whether the page shows the place."""
    page = client.get(address(prescription))
    lists = [client.get(reverse(name)).text for name in ("desk_prescriptions:mine", "desk:home")]
    is_named = ["completed" in text for text in (page.text, *lists)]
    return is_named, bool(page.context["places"])


@pytest.mark.parametrize(
    ("told", "state", "places"),
    [(Told.NOTHING, False, False), (Told.PROGRESS, True, False), (Told.DETAILS, True, True)],
)
def test_provider_s_own_pages_tell_no_more_than_the_client_lets_them(provider, ended, told, state, places):
    let_hear(ended, told)
    assert seen(provider, ended) == ([state] * 3, places)


@pytest.mark.parametrize("told", [Told.PROGRESS, Told.DETAILS])
def test_provider_s_own_pages_fall_silent_when_the_client_takes_it_back(provider, ended, told):
    let_hear(ended, told)
    let_hear(ended, Told.NOTHING)
    assert seen(provider, ended) == ([False] * 3, False)


def test_nothing_vanishes_that_would_tell_the_end(provider, ended):
    """The client said nothing yet: the page is as it was on the day on which it was written."""
    page = provider.get(address(ended))
    assert ended.code_shown in page.text
    assert page.context["may_revoke"]
    assert len(page.context["dates"]) == 1
    assert provider.get(address(ended, "slip")).status_code == 200


def test_page_of_one_in_force_says_so_only_where_its_end_would_be_said(centre, nadia, provider):
    prescription = written(centre, nadia)
    assert "in force" not in provider.get(address(prescription)).text
    let_hear(prescription, Told.PROGRESS)
    assert "in force" in provider.get(address(prescription)).text


def test_that_it_is_revoked_is_their_own_deed(centre, nadia, provider):
    prescription = written(centre, nadia, state=PrescriptionState.REVOKED)
    for at in (address(prescription), reverse("desk_prescriptions:mine"), reverse("desk:home")):
        assert "revoked" in provider.get(at).text
    assert provider.get(address(prescription, "slip")).status_code == 404


@pytest.mark.parametrize("role", [Role.LINK_WORKER, Role.MANAGER])
def test_those_who_walk_with_clients_see_it_whatever_was_said(centre, ended, role):
    client = staff_client(role, centre=centre)
    page = client.get(address(ended))
    assert "completed" in page.text
    assert len(page.context["places"]) == 1
    assert "completed" in client.get(reverse("desk_prescriptions:mine")).text


# --- The list -------------------------------------------------------------------------------------
def test_list_has_one_s_own_and_for_those_who_walk_with_clients_the_centre_s(centre, nadia, provider):
    mine = written(centre, nadia)
    other = PrescriptionFactory(centre=centre)
    PrescriptionFactory()
    at = reverse("desk_prescriptions:mine")

    def listed(client):
        return {line.prescription for line in client.get(at).context["lines"]}

    assert listed(provider) == {mine}
    assert set(AuditEvent.objects.values_list("action", "person_id")) == {("person.listed", mine.person_id)}
    assert listed(staff_client(Role.LINK_WORKER, centre=centre)) == {mine, other}
    assert staff_client(Role.COORDINATOR, centre=centre).get(at).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_the_same_queries_however_many(number, centre, nadia, provider, django_assert_num_queries):
    for _one in range(number):
        written(centre, nadia)
    with django_assert_num_queries(12):
        page = provider.get(reverse("desk_prescriptions:mine"))
    assert len(page.context["lines"]) == number


def test_panel_of_a_provider_begins_one_and_shows_the_latest(centre, nadia, provider):
    for days in range(4):
        written(centre, nadia, person__name=f"Client {days}", written_at=timezone.now() - timedelta(days=days))
    page = provider.get(reverse("desk:home")).text
    assert 'role="search"' in page
    assert [name in page for name in ("Client 0", "Client 2", "Client 3")] == [True, True, False]
    assert "Your latest" not in staff_client(Role.LINK_WORKER, centre=centre).get(reverse("desk:home")).text


@pytest.mark.parametrize(
    ("role", "has"),
    [(Role.PROVIDER, True), (Role.LINK_WORKER, True), (Role.MANAGER, True), (Role.COORDINATOR, False)],
)
def test_menu_leads_to_prescriptions(centre, role, has):
    item = desk.menu["prescriptions"]
    assert item.url_name == "desk_prescriptions:mine"
    page = staff_client(role, centre=centre).get(reverse("desk:home")).text
    assert (f'href="{reverse("desk_prescriptions:mine")}"' in page) is has


# --- On the person's page -------------------------------------------------------------------------
def test_person_s_page_lists_them_for_those_who_walk_with_clients_alone(centre, nadia):
    prescription = written(centre, nadia)
    person = reverse("desk:person", args=[prescription.person.public_id])
    assert shelves.person["prescriptions"].of_client
    for role, sees in ((Role.LINK_WORKER, True), (Role.MANAGER, True), (Role.COORDINATOR, False)):
        assert (address(prescription) in staff_client(role, centre=centre).get(person).text) is sees


@pytest.mark.parametrize("number", [1, 3])
def test_person_s_section_takes_one_query(number, rf, centre, nadia, django_assert_num_queries):
    person = PersonFactory(centres=[centre])
    for _one in range(number):
        written(centre, nadia, person=person)
    request = rf.get("/")
    request.actor = for_user(StaffRoleFactory(role=Role.LINK_WORKER, centre=centre).user)
    with django_assert_num_queries(1):
        shown = shelves.person["prescriptions"].get_context_data({"request": request, "person": person})
    assert len(shown["lines"]) == number


# --- Its page -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"level": Level.SIGNPOSTING}, "They go by themselves; nobody calls."),
        ({"level": Level.LIGHT}, "book the place with them now"),
        ({"level": Level.MEDIUM}, "A link worker gets in touch"),
        ({"level": Level.HOLISTIC, "urgency": 2}, "within two working days"),
        ({"level": Level.HOLISTIC, "urgency": 2, "reach": Reach.NOBODY}, "Nobody contacts them"),
    ],
)
def test_page_says_what_happens_now(centre, nadia, provider, fields, sentence):
    assert sentence in provider.get(address(written(centre, nadia, **fields))).text


def test_page_says_the_code_so_that_it_can_be_read_aloud(centre, nadia, provider):
    page = provider.get(address(written(centre, nadia, code="482915336"))).text
    assert "482 915 336" in page
    assert "4 8 2, 9 1 5, 3 3 6" in page


def test_other_rooms_add_their_sections(centre, nadia, provider, monkeypatch):
    class Later(Section):
        def get_context_data(self, parent_context=None):
            raise AssertionError("not for providers")

        def is_shown(self, request):
            return request.actor.has(Role.LINK_WORKER)

    class Words(Section):
        def render_html(self, parent_context=None):
            return f"What became of {parent_context['prescription'].person.name}"

    monkeypatch.setattr(sections, "prescription", [Later(), Words()])
    assert "What became of Brian Hall" in provider.get(address(written(centre, nadia))).text


# --- A place at once ------------------------------------------------------------------------------
def test_suggested_date_is_booked_at_once(centre, nadia, provider, group):
    session = SessionFactory(activity=group, day=group.start_date)
    later = SessionFactory(activity=group, day=group.start_date + timedelta(days=7))
    prescription = written(centre, nadia, activity=group, session=session)
    let_hear(prescription, Told.DETAILS)
    page = provider.get(address(prescription))
    assert [one for one, _seats in page.context["dates"]] == [session]
    assert "10 places free" in page.text
    provider.post(address(prescription, "book"), {"date": str(later.public_id)})
    assert not Booking.objects.exists()
    for _twice in range(2):
        provider.post(address(prescription, "book"), {"date": str(session.public_id)})
    booking = Booking.objects.get()
    assert (booking.person, booking.session, booking.channel) == (prescription.person, session, Channel.PRESCRIPTION)
    assert TakingPart.objects.get().activity == group
    again = provider.get(address(prescription))
    assert [place.pk for place in again.context["places"]] == [booking.pk]
    assert "Book this place" not in again.text


def test_group_without_a_date_offers_its_next_ones(centre, nadia, provider, group):
    sessions = [SessionFactory(activity=group, day=group.start_date + timedelta(weeks=week)) for week in range(5)]
    prescription = written(centre, nadia, activity=group)
    page = provider.get(address(prescription))
    assert [one for one, _seats in page.context["dates"]] == sessions[:4]
    provider.post(address(prescription, "book"), {"date": str(sessions[2].public_id)})
    assert Booking.objects.get().session == sessions[2]


def test_where_people_just_come_no_date_is_offered(centre, nadia, provider, group):
    type(group).objects.filter(pk=group.pk).update(join_mode=JoinMode.DROP_IN)
    SessionFactory(activity=group, day=group.start_date)
    assert not provider.get(address(written(centre, nadia, activity=group))).context["dates"]


def test_course_is_booked_as_a_whole_while_it_takes_people_in(centre, nadia, provider):
    course = dated(centre, join_mode="course", joinable_dates=1)
    prescription = written(centre, nadia, activity=course)
    first, second = course.sessions.order_by("day")
    assert provider.get(address(prescription)).context["dates"] == [(first, "a course: all its dates · places free")]
    provider.post(address(prescription, "book"), {"date": str(first.public_id)})
    assert {row.session for row in Enrolment.objects.get(person=prescription.person).bookings.all()} == {first, second}
    assert TakingPart.objects.get().activity == course
    Session.objects.filter(pk=first.pk).update(starts_at=timezone.now() - timedelta(hours=1))
    other = written(centre, nadia, activity=course)
    assert not provider.get(address(other)).context["dates"]
    provider.post(address(other, "book"), {"date": str(second.public_id)})
    assert not Booking.objects.filter(person=other.person).exists()


def test_full_date_puts_them_on_the_waiting_list(centre, nadia, provider, group):
    session = SessionFactory(activity=group, day=group.start_date, capacity=1, seats_taken=1)
    prescription = written(centre, nadia, activity=group, session=session)
    let_hear(prescription, Told.DETAILS)
    response = provider.post(address(prescription, "book"), {"date": str(session.public_id)}, follow=True)
    assert Booking.objects.get().state == BookingState.WAITLISTED
    assert "They are on the waiting list." in response.text


# --- Revoking -------------------------------------------------------------------------------------
def test_revoking_asks_why_and_takes_slip_and_booking_away(centre, nadia, provider, group):
    session = SessionFactory(activity=group, day=group.start_date)
    prescription = written(centre, nadia, activity=group, session=session)
    at = address(prescription, "revoke")
    assert list(provider.post(at, {"reason": " "}).context["form"].errors) == ["reason"]
    assert provider.post(at, {"reason": "The wrong Brian"})["Location"] == address(prescription)
    prescription.refresh_from_db()
    assert prescription.state == PrescriptionState.REVOKED
    page = provider.get(address(prescription)).text
    assert [words in page for words in ("Print the slip", "Book this place", "Revoke it")] == [False, False, False]
    assert provider.get(address(prescription, "slip")).status_code == 404
    provider.post(address(prescription, "book"), {"date": str(session.public_id)})
    assert not Booking.objects.exists()
    assert "this has changed" in provider.post(at, {"reason": "Again"}).text


# --- The slip -------------------------------------------------------------------------------------
def slip(client, prescription, **asked):
    return client.get(address(prescription, "slip"), asked)


@needs_press
@pytest.mark.parametrize(("asked", "inches"), [({}, (8.5, 5.5)), ({"large": "on"}, (8.5, 11))])
def test_slip_is_half_a_page_and_in_large_print_one(centre, nadia, provider, group, asked, inches):
    prescription = written(
        centre, nadia, activity=group, needs=[need.value for need in list(Need)[:6]], code="482915336",
        session=SessionFactory(activity=group, day=group.start_date),
    )  # fmt: skip
    pdf = read(slip(provider, prescription, language="en", **asked))
    assert len(pdf.pages) == 1
    box = pdf.pages[0].mediabox
    assert (round(box.width / 72, 1), round(box.height / 72, 1)) == inches


@needs_press
def test_slip_says_in_warm_words_what_was_prescribed_and_how_to_book(centre, nadia, provider, group):
    prescription = written(centre, nadia, activity=group, code="482915336", person__name="Brian Hall")
    response = slip(provider, prescription, language="en")
    text = words(response)
    for said in (
        "For you, Brian",
        "Nadia Roy (nurse practitioner) thought of you",
        "company, and people to laugh with",
        "people who have time to listen",
        "Card Night",
        "613-555-0142",
        "482 915 336",
        "It opens booking only, and says nothing about you.",
    ):
        assert said in text
    assert "grief" not in text.lower()
    assert "Hall" not in text
    assert len(figures(response)) == 1


@needs_press
def test_slip_comes_in_the_client_s_language_or_in_the_other(centre, nadia, provider, group):
    prescription = written(centre, nadia, activity=group, person__language="fr")
    assert "Soirée de cartes" in words(slip(provider, prescription))
    assert "Card Night" in words(slip(provider, prescription, language="en"))


@needs_press
def test_private_group_is_named_on_the_slip_where_somebody_ticks_it_alone(centre, nadia, provider):
    circle = ActivityFactory(centre=centre, title_en="Grief Circle", sensitive=True)
    prescription = written(centre, nadia, activity=circle)
    discreet = words(slip(provider, prescription, language="en"))
    assert "Grief Circle" not in discreet
    assert "Group at Maple Falls" in discreet
    assert circle.venue.name not in discreet
    assert "Grief Circle" in words(slip(provider, prescription, language="en", named="on"))


@needs_press
def test_slip_names_a_resource_with_its_number(centre, nadia, provider):
    pool = ResourceFactory(centre=centre, name_en="The pool", phone="+15195550177")
    text = words(slip(provider, written(centre, nadia, resource=pool, level=Level.SIGNPOSTING), language="en"))
    assert "The pool" in text
    assert "519-555-0177" in text


def test_code_on_the_slip_stays_out_of_the_logs(centre, nadia, monkeypatch):
    drawn = []
    monkeypatch.setattr(paper.qr, "code", drawn.append)
    paper.Slip.of(written(centre, nadia, code="482915336"), is_named=False)
    before, _hash, after = drawn[0].partition("#")
    assert (before.endswith("/rx/"), after) == (True, "482915336")


def test_every_need_has_a_family_and_warm_words():
    assert sorted(need for _title, needs in FAMILIES for need in needs) == sorted(Need)
    assert all(in_warm_words(list(Need)))
