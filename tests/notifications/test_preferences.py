"""How somebody likes to be reached: said by themselves or by staff, kept whole, and obeyed."""

from datetime import time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from activities.services import bookings, sessions
from core.actors import SYSTEM, Channel, Role
from core.errors import Forbidden
from core.models import AuditEvent
from notifications.models import Preferences, Reminders
from notifications.services import calls, preferences
from people.models.contact import ContactKind
from people.services import contacts, links, merging, persons
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.centres import CentreFactory
from tests.factories.people import ContactPointFactory, PersonFactory, staff_actor
from tests.people.conftest import signed_in, staff_client

pytestmark = pytest.mark.django_db
MINE, THEIRS = "messages:preferences", "desk_messages:preferences"
ANSWERS = {"reminders": "both", "quiet_from": "9 pm", "quiet_until": "8 am"}


@pytest.fixture
def centre():
    return CentreFactory()


@pytest.fixture
def person(centre):
    return PersonFactory(name="Ana Silva", with_account=True, centres=[centre])


@pytest.fixture
def points(person):
    """An e-mail address, a mobile and a landline, liked in this order."""
    kinds = [(ContactKind.EMAIL, "ana@example.org"), (ContactKind.MOBILE, "+15195550142")]
    kinds.append((ContactKind.LANDLINE, "+15195550134"))
    return [
        ContactPointFactory(person=person, kind=kind, value=value, position=nth)
        for nth, (kind, value) in enumerate(kinds)
    ]


def wishes(**fields):
    said = {"reminders": Reminders.BOTH, "quiet_from": time(21), "quiet_until": time(8), "do_not_contact": False}
    return {**said, "order": [], "calls_ok": set(), **fields}


def kept(person):
    row = Preferences.objects.get(person=person)
    return row.reminders, row.quiet_from, row.quiet_until, row.do_not_contact


def order_of(person):
    return [(point.value, point.calls_ok) for point in person.contact_points.all()]


def actions(person):
    return list(AuditEvent.about(person.pk).order_by("pk").values_list("action", flat=True))


# --- The service --------------------------------------------------------------------------------


def test_change_is_recorded_by_what_changed_and_said_twice_once(person, points):
    email, mobile, landline = points
    said = wishes(reminders=Reminders.NONE, order=[mobile.pk, landline.pk, email.pk], calls_ok={landline.pk, email.pk})
    for _time in range(2):
        preferences.change(person, by=SYSTEM, **said)
    assert kept(person) == ("none", time(21), time(8), False)
    assert order_of(person) == [(mobile.value, False), (landline.value, True), (email.value, False)]
    assert actions(person) == ["preferences.changed", "contact_point.calls_decided", "contact_point.ordered"]
    assert AuditEvent.objects.get(action="preferences.changed").detail["fields"] == ["reminders"]


def test_number_that_was_added_meanwhile_comes_last_and_one_that_is_gone_is_passed_over(person, points):
    email, mobile, landline = points
    preferences.change(person, by=SYSTEM, **wishes(order=[landline.pk, 0, email.pk]))
    assert [value for value, _ok in order_of(person)] == [landline.value, email.value, mobile.value]


def test_only_the_person_and_staff_who_know_them_may(person):
    with pytest.raises(Forbidden):
        preferences.change(person, by=staff_actor(), **wishes())
    with pytest.raises(Forbidden):
        contacts.arrange(person, order=[], calls_ok=set(), by=staff_actor())


# --- The form -----------------------------------------------------------------------------------


def test_person_says_how_they_like_to_be_reached(person, points):
    email, mobile, landline = points
    sent = {**ANSWERS, "reminders": "two_hours", "quiet_from": "20:30", "quiet_until": "9 h 15"}
    sent |= {"order": [landline.pk, email.pk, mobile.pk], "calls_ok": [landline.pk]}
    answer = signed_in(person.user).post(reverse(MINE), sent)
    assert (answer.status_code, answer["Location"]) == (302, reverse("my:home"))
    assert kept(person) == ("two_hours", time(20, 30), time(9, 15), False)
    assert order_of(person) == [(landline.value, True), (email.value, False), (mobile.value, False)]
    page = signed_in(person.user).get(reverse("my:home")).text
    assert "Two hours before" in page
    assert "8:30\xa0pm to 9:15\xa0am" in page
    assert "Automatic call: 519-555-0134" in page


def test_page_that_a_link_opened_works_like_an_account(person, points):
    client = Client()
    client.post(links.make(person=PersonFactory(centres=[person.centres.get()]), by=SYSTEM).address)
    assert client.post(reverse(MINE), {**ANSWERS, "any_time": "on"}).status_code == 302
    row = Preferences.objects.get()
    assert (row.person.user, row.has_quiet_hours) == (None, False)


def test_staff_write_it_down_and_the_look_is_recorded(centre, person, points):
    client = staff_client(Role.COORDINATOR, centre=centre)
    assert "When shall we remind them of a place?" in client.get(reverse(THEIRS, args=[person.public_id])).text
    sent = {**ANSWERS, "do_not_contact": "on", "order": [point.pk for point in points]}
    answer = client.post(reverse(THEIRS, args=[person.public_id]), sent)
    assert answer["Location"] == reverse("desk:person", args=[person.public_id])
    assert actions(person) == ["person.viewed", "preferences.changed"]
    assert "Do not contact: they want no messages" in client.get(answer["Location"]).text
    assert staff_client(Role.COORDINATOR).get(reverse(THEIRS, args=[person.public_id])).status_code == 404


@pytest.mark.parametrize(
    ("answers", "fields"),
    [
        ({"quiet_from": "bedtime"}, ["quiet_from"]),
        ({"quiet_until": ""}, ["quiet_until"]),
        ({"quiet_from": "8 am"}, ["quiet_until"]),
        ({"reminders": "hourly"}, ["reminders"]),
        ({"calls_ok": ["0"]}, ["calls_ok"]),
    ],
)
def test_mistake_is_said_at_its_field_and_nothing_is_lost(person, points, answers, fields):
    email, mobile, landline = points
    sent = {**ANSWERS, "calls_ok": [landline.pk], "do_not_contact": "on", **answers}
    sent["order"] = [landline.pk, mobile.pk, email.pk]
    page = signed_in(person.user).post(reverse(MINE), sent)
    form = page.context["form"]
    assert list(form.errors) == fields
    assert [line.point for line in form.ways] == [landline, mobile, email]
    assert form["do_not_contact"].value() is True
    assert form["quiet_from"].value() == sent["quiet_from"]
    assert not Preferences.objects.exists()


def test_arrows_move_a_line_without_keeping_or_losing_anything(person, points):
    email, mobile, landline = points
    client = signed_in(person.user)
    sent = {"reminders": "none", "quiet_from": "bedtime", "quiet_until": "", "do_not_contact": "on"}
    sent |= {"calls_ok": [landline.pk], "order": [email.pk, mobile.pk, landline.pk]}

    def order_after(**arrow):
        form = client.post(reverse(MINE), {**sent, **arrow}).context["form"]
        assert (form.errors, form["quiet_from"].value(), form["reminders"].value()) == ({}, "bedtime", "none")
        assert [line.may_call for line in form.ways if line.point == landline] == [True]
        return [line.point for line in form.ways]

    assert order_after(up=landline.pk) == [email, landline, mobile]
    assert order_after(up=email.pk) == [email, mobile, landline]
    assert order_after(down=email.pk) == [mobile, email, landline]
    assert order_after(down=landline.pk) == [email, mobile, landline]
    assert [value for value, _ok in order_of(person)] == [email.value, mobile.value, landline.value]
    assert not Preferences.objects.exists()


def test_whoever_has_no_quiet_hours_finds_them_proposed_again(person):
    preferences.change(person, by=SYSTEM, **wishes(quiet_from=time(0), quiet_until=time(0)))
    form = signed_in(person.user).get(reverse(MINE)).context["form"]
    assert (form["any_time"].value(), form["quiet_from"].value()) == (True, "9\xa0pm")


@pytest.mark.parametrize("number", [1, 3])
def test_form_takes_the_same_queries_however_many_numbers(person, number, django_assert_num_queries):
    ContactPointFactory.create_batch(number, person=person)
    client = signed_in(person.user)
    with django_assert_num_queries(11):
        client.get(reverse(MINE))


# --- Do not contact -----------------------------------------------------------------------------


def test_whoever_wants_no_contact_is_not_called_and_the_telephone_desk_sees_it(centre):
    person = persons.register(name="Bo", centre=centre, contact="519-555-0134", by=SYSTEM)
    session = SessionFactory(activity=ActivityFactory(centre=centre), day=timezone.localdate() + timedelta(days=3))
    bookings.book(session=session, person=person, channel=Channel.DESK, by=SYSTEM)
    sessions.cancel(session, by=SYSTEM)
    assert [call.person for call in calls.to_make(centre.pk, by=SYSTEM)] == [person]
    preferences.change(person, by=SYSTEM, **wishes(do_not_contact=True))
    assert calls.to_make(centre.pk, by=SYSTEM) == []
    client = staff_client(Role.COORDINATOR, centre=centre)
    page = client.post(reverse("desk_phone:caller"), {"person": person.public_id}).text
    assert "Do not contact: they want no messages" in page


# --- The calendar -------------------------------------------------------------------------------


@pytest.mark.parametrize("by_staff", [False, True])
def test_places_go_into_the_calendar_until_somebody_says_no(person, points, centre, by_staff):
    client = staff_client(Role.COORDINATOR, centre=centre) if by_staff else signed_in(person.user)
    address = reverse(THEIRS, args=[person.public_id]) if by_staff else reverse(MINE)
    assert client.get(address).context["form"]["calendar_letters"].value() is True
    client.post(address, ANSWERS)
    assert Preferences.objects.get().calendar_letters is False
    assert client.get(address).context["form"]["calendar_letters"].value() is False
    client.post(address, {**ANSWERS, "calendar_letters": "on"})
    assert Preferences.objects.get().calendar_letters is True


def test_arrow_keeps_the_tick_about_the_calendar(person, points):
    client = signed_in(person.user)
    for sent, shown in (({"calendar_letters": "on"}, "on"), ({}, "")):
        page = client.post(reverse(MINE), {**ANSWERS, **sent, "down": points[0].pk})
        assert page.context["form"]["calendar_letters"].value() == shown


def test_nobody_is_asked_about_the_calendar_where_nothing_would_reach_it(person, points, settings):
    client = signed_in(person.user)
    Preferences.objects.create(person=person)
    settings.INVITATIONS_ADDRESS = ""
    assert "calendar_letters" not in client.get(reverse(MINE)).context["form"].fields
    settings.INVITATIONS_ADDRESS = "in@porchlight.example"
    points[0].delete()
    assert "calendar_letters" not in client.get(reverse(MINE)).context["form"].fields
    client.post(reverse(MINE), ANSWERS)
    assert Preferences.objects.get().calendar_letters is True


# --- Two records of one human -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kept_one", "merged_one", "holds"),
    [
        (None, {"reminders": Reminders.NONE}, (Reminders.NONE, False)),
        ({"reminders": Reminders.DAY_BEFORE}, {"reminders": Reminders.NONE}, (Reminders.DAY_BEFORE, False)),
        (None, {"do_not_contact": True}, (Reminders.BOTH, True)),
        ({"reminders": Reminders.NONE}, {"do_not_contact": True}, (Reminders.NONE, True)),
    ],
)
def test_merging_keeps_what_either_record_says_and_that_they_want_no_contact(
    centre, person, kept_one, merged_one, holds
):
    merged = PersonFactory(centres=[centre])
    for whose, said in ((person, kept_one), (merged, merged_one)):
        if said is not None:
            Preferences.objects.create(person=whose, **said)
    done = merging.merge(person, merged, by=staff_actor(centre=centre))
    row = Preferences.objects.get(person=person)
    assert (row.reminders, row.do_not_contact) == holds
    merging.undo(done, by=staff_actor(centre=centre))
    assert Preferences.objects.filter(person=merged).count() == 1
