"""A leader's pages: asked, shown and done, or sent to staff as it was typed."""

from datetime import date, time

import pytest
import time_machine
from django.urls import reverse

from activities.models import BookingState, ChangeRequest, Pause, Phase, Session, SessionState, Wish
from activities.services import bookings, scheduling
from centres.models import Deed
from core.actors import SYSTEM, Channel, Role
from people.services import persons
from tests.chance import without_chance
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.centres import VenueFactory
from tests.factories.champions import ChampionFactory
from tests.people.conftest import signed_in, staff_client

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 8)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-12-01 15:00", tick=False):
        yield


@pytest.fixture
def leader():
    return ChampionFactory(with_account=True)


@pytest.fixture
def group(leader):
    venue = VenueFactory(centre=leader.centre, name_en="The Lamp Room", opens=time(9), closes=time(17))
    return ActivityFactory(centre=leader.centre, venue=venue, leaders=[leader], start_date=DAY)


@pytest.fixture
def session(group):
    return SessionFactory(activity=group, day=DAY)


@pytest.fixture
def as_leader(leader):
    return signed_in(leader.person.user)


@pytest.fixture
def as_colleague(leader):
    return staff_client(Role.COORDINATOR, centre=leader.centre)


def to(name, thing):
    return reverse(f"leading:{name}", args=[thing.public_id if isinstance(thing, Session) else thing.pk])


def booked(session, contact="ana@example.org"):
    person = persons.register(name="Ana Silva", centre=session.centre, contact=contact, by=SYSTEM)
    return bookings.book(session=session, person=person, channel=Channel.DESK, by=SYSTEM)


def new_time(**more):
    return {"day": "2026-12-09", "start_time": "10:00", "minutes": "90", "venue": "", **more}


def page(response):
    return " ".join(response.text.split())


@pytest.mark.parametrize("dates", [1, 3])
def test_group_takes_the_same_queries_however_many(group, as_leader, dates, django_assert_num_queries):
    for number in range(dates):
        booked(SessionFactory(activity=group, day=date(2026, 12, 8 + 7 * number)))
        as_leader.post(to("ask", group), {"wish": "other", "words": f"Chairs {number}"})
    with django_assert_num_queries(14):
        response = as_leader.get(to("group", group))
    assert (len(response.context["dates"]), len(response.context["asked"])) == (dates, dates)


@pytest.mark.parametrize("people", [1, 3])
def test_preview_takes_the_same_queries_however_many(session, as_leader, people, django_assert_num_queries):
    for _number in range(people):
        booked(session)
    with django_assert_num_queries(16):
        response = as_leader.post(to("move", session), new_time())
    assert len(response.context["meaning"].touched.reaches) == people


def test_my_page_leads_to_the_group_but_not_whoever_stands_in(session, leader, as_leader):
    other = ChampionFactory(centre=leader.centre, with_account=True)
    Session.objects.update(substitute=other)
    shown = [
        to("group", session.activity) in page(client.get(reverse("my:home")))
        for client in (as_leader, signed_in(other.person.user))
    ]
    assert shown == [True, False]


def test_who_stands_in_keeps_the_register_and_moves_nothing(session, leader):
    other = ChampionFactory(centre=leader.centre, with_account=True)
    Session.objects.update(substitute=other)
    client = signed_in(other.person.user)
    answers = [
        client.get(address).status_code
        for address in (reverse("register:show", args=[session.public_id]), to("move", session))
    ]
    assert answers == [200, 403]
    client.post(to("move", session), new_time(sure="1"))
    assert Session.objects.get().day == DAY


def test_move_within_the_limits_is_shown_and_done(session, as_leader):
    booked(session)
    booked(session, "519-555-0134")
    response = as_leader.post(to("move", session), new_time())
    assert (response.context["meaning"].beyond, Session.objects.get().day) == ([], DAY)
    said = without_chance(page(response))
    assert "It touches 2 people, who are told. Staff call 1 of them" in said
    assert [name for name in ("Ana", "Silva", "555-0134", "ana@example.org") if name in said] == []
    as_leader.post(to("move", session), new_time(sure="1"))
    assert Session.objects.get().day == date(2026, 12, 9)


def test_move_beyond_the_limits_is_kindly_sent_to_staff_as_typed(session, as_leader):
    typed = new_time(start_time="8:00 pm", words="Then the bus fits.")
    response = as_leader.post(to("move", session), typed)
    assert "The Lamp Room is open from 9 am to 5 pm." in page(response)
    assert ("start_time", "8:00 pm") in response.context["sent"]
    assert response.context["form"]["words"].value() == "Then the bus fits."
    response = as_leader.post(to("move", session), {**typed, "ask": "1"})
    asked = ChangeRequest.objects.get()
    assert response["Location"] == reverse("leading:asked", args=[asked.public_id])
    assert (asked.wish, asked.session, asked.words) == (Wish.MOVE, session, "Then the bus fits.")
    assert asked.answers == {"day": "2026-12-09", "start_time": "20:00"}
    assert Session.objects.get().day == DAY


def test_change_my_answers_keeps_them_and_the_word_to_staff(session, as_leader):
    sent = new_time(start_time="8 pm", words="Then the bus fits.", change="1")
    response = as_leader.post(to("move", session), sent)
    assert (response.context["form"]["start_time"].value(), "Then the bus fits." in page(response)) == ("8 pm", True)


def test_forged_yes_beyond_the_limits_moves_nothing_and_says_why(session, as_leader):
    response = as_leader.post(to("move", session), new_time(start_time="20:00", sure="1"))
    assert "This is beyond what leaders change by themselves." in page(response)
    assert (Session.objects.get().day, response.context["meaning"].beyond != []) == (DAY, True)


@pytest.mark.parametrize(
    "sent", [new_time(day="2001-01-01"), {"day": "2026-12-08", "start_time": "14:00", "minutes": "90", "venue": ""}]
)
def test_move_to_the_past_or_to_nowhere_is_said_at_once(session, as_leader, sent):
    response = as_leader.post(to("move", session), {**sent, "ask": "1"})
    assert list(response.context["form"].errors) == ["day"]
    assert not ChangeRequest.objects.exists()


def test_leader_calls_a_date_off(session, as_leader):
    booking = booked(session)
    response = as_leader.post(to("cancel", session), {"note": "The boiler"})
    assert response.context["meaning"].beyond == []
    as_leader.post(to("cancel", session), {"note": "The boiler", "sure": "1"})
    booking.refresh_from_db()
    assert (Session.objects.get().state, booking.state) == (SessionState.CANCELLED, BookingState.CONFIRMED)


def test_leader_says_who_stands_in(session, leader, as_leader):
    other = ChampionFactory(centre=leader.centre, person__name="Rosa Lee")
    ChampionFactory(person__name="Somebody Elsewhere")
    form = as_leader.get(to("this_time", session)).context["form"]
    assert {one.person.name for one in form.fields["substitute"].queryset} == {leader.person.name, "Rosa Lee"}
    sent = {"substitute": other.pk, "note_en": "Bring a mug", "note_fr": ""}
    facts = as_leader.post(to("this_time", session), sent).context["meaning"].facts
    assert [value for _name, value in facts] == ["Rosa Lee", "Bring a mug"]
    as_leader.post(to("this_time", session), {**sent, "sure": "1"})
    assert (Session.objects.get().substitute, Session.objects.get().note_en) == (other, "Bring a mug")


def test_pause_goes_to_staff_or_is_done_where_they_leave_it_to_leaders(group, as_leader):
    scheduling.materialise(activity=group, by=SYSTEM)
    sent = {"first_day": "2026-12-15", "last_day": "2026-12-29"}
    as_leader.post(to("pause", group), {**sent, "ask": "1"})
    assert ChangeRequest.objects.get().answers == sent
    group.leaders_may = [Deed.PAUSE]
    group.save()
    meaning = as_leader.post(to("pause", group), sent).context["meaning"]
    assert (meaning.beyond, len(meaning.plan.goes)) == ([], 3)
    as_leader.post(to("pause", group), {**sent, "sure": "1", "digest": meaning.digest})
    assert Pause.objects.get().last_day == date(2026, 12, 29)
    assert "Back from the pause" in page(as_leader.get(to("group", group)))


def test_new_time_of_the_group_is_done_where_it_is_left_to_leaders(group, as_leader):
    group.leaders_may = [Deed.SERIES]
    group.save()
    sent = {
        "since": "2026-12-08",
        "frequency": "",
        "start_time": "15:00",
        "minutes": "90",
        "venue": group.venue_id,
        "capacity": "10",
        "on_holidays": "meet",
    }
    meaning = as_leader.post(to("when_where", group), sent).context["meaning"]
    as_leader.post(to("when_where", group), {**sent, "sure": "1", "digest": meaning.digest})
    assert Phase.objects.get().start_time == time(15)


def test_clash_with_another_group_is_said_without_its_name(session, leader, as_leader):
    secret = ActivityFactory(centre=leader.centre, venue=session.venue, title_en="Grief Circle", start_date=DAY)
    SessionFactory(activity=secret, day=date(2026, 12, 9))
    said = page(as_leader.post(to("move", session), new_time(start_time="14:00")))
    assert ("The room is taken at that time." in said, "Grief" in said) == (True, False)


# --- At the desk --------------------------------------------------------------------------------


def asked_for_a_room(session, as_leader):
    other = VenueFactory(centre=session.centre, name_en="The Garden Room")
    as_leader.post(
        to("move", session),
        {
            "day": "2026-12-08",
            "start_time": "14:00",
            "minutes": "90",
            "venue": other.pk,
            "words": "No stairs.",
            "ask": "1",
        },
    )
    return ChangeRequest.objects.get(), other


def at_desk(name, asked):
    return reverse(f"desk_asked:{name}", args=[asked.public_id])


def test_coordinator_does_it_with_the_desks_own_form_and_the_leader_reads_so(session, as_leader, as_colleague):
    booked(session)
    asked, room = asked_for_a_room(session, as_leader)
    response = as_colleague.get(at_desk("asked", asked))
    assert ("Room or place", "The Garden Room") in response.context["facts"]
    way = response.context["way"]
    form = as_colleague.get(way).context["form"]
    assert form["venue"].value() == room.pk
    sent = {"day": "2026-12-08", "start_time": "14:00", "minutes": "90", "venue": room.pk}
    preview = as_colleague.post(way, sent)
    assert ("No stairs." in page(preview), len(preview.context["impact"].reaches)) == (True, 1)
    as_colleague.post(way, {**sent, "sure": "1"})
    asked.refresh_from_db()
    assert (asked.state, Session.objects.get().venue) == ("done", room)
    assert "Done" in page(as_leader.get(reverse("leading:asked", args=[asked.public_id])))


@pytest.mark.parametrize(
    ("wish", "field", "value"),
    [
        (Wish.RESIZE, "capacity", 4),
        (Wish.THIS_TIME, "note_en", "Bring a mug"),
        (Wish.CANCEL, "note", "The boiler"),
        (Wish.PAUSE, "first_day", "2026-12-15"),
        (Wish.RESUME, "back_on", "2026-12-15"),
        (Wish.WHEN_WHERE, "capacity", 4),
    ],
)
def test_each_wish_opens_the_form_that_does_it(session, leader, as_colleague, wish, field, value):
    asked = ChangeRequest.objects.create(
        activity=session.activity,
        centre=session.centre,
        session=session,
        person=leader.person,
        wish=wish,
        answers={field: value},
        asked_at=session.starts_at,
    )
    if wish in (Wish.PAUSE, Wish.RESUME, Wish.WHEN_WHERE):
        ChangeRequest.objects.update(session=None)
    way = as_colleague.get(at_desk("asked", asked)).context["way"]
    response = as_colleague.get(way)
    assert (response.context["form"][field].value(), response.context["wish"]) == (value, asked)


def test_wish_of_another_group_fills_in_nothing_and_is_not_answered(session, leader, as_leader, as_colleague):
    asked, _room = asked_for_a_room(session, as_leader)
    other = SessionFactory(activity=ActivityFactory(centre=leader.centre), day=DAY)
    for query in (f"?wish={asked.public_id}", "?wish=nonsense"):
        as_colleague.post(reverse("desk_activities:resize", args=[other.public_id]) + query, {"capacity": "12"})
    asked.refresh_from_db()
    assert asked.state == "new"


def test_no_is_said_with_a_reason_that_the_leader_reads(session, as_leader, as_colleague):
    asked, _room = asked_for_a_room(session, as_leader)
    response = as_colleague.post(at_desk("not_possible", asked), {"reply": ""})
    assert list(response.context["form"].errors) == ["reply"]
    as_colleague.post(at_desk("not_possible", asked), {"reply": "The room is let."})
    assert "The room is let." in page(as_leader.get(reverse("leading:asked", args=[asked.public_id])))


def test_two_who_answer_at_once_hear_who_was_faster(session, as_leader, as_colleague):
    asked, _room = asked_for_a_room(session, as_leader)
    as_leader.post(reverse("leading:withdraw", args=[asked.public_id]))
    response = as_colleague.post(at_desk("done", asked), follow=True)
    asked.refresh_from_db()
    assert (asked.state, "Somebody else was faster" in page(response)) == ("withdrawn", True)


def test_list_and_panel_take_the_same_queries_however_many(
    session, as_leader, as_colleague, django_assert_num_queries
):
    as_colleague.get(reverse("desk_asked:list"))
    for more in (1, 2):
        for number in range(more):
            as_leader.post(to("ask", session.activity), {"wish": "other", "words": f"Chairs {more} {number}"})
        with django_assert_num_queries(9):
            as_colleague.get(reverse("desk_asked:list"))
    said = page(as_colleague.get(reverse("desk:home")))
    assert "3 requests wait for an answer." in said


def test_staff_set_the_limits_of_the_centre_and_of_one_group(group, as_colleague):
    as_colleague.post(reverse("desk_rules:leading"), {"deeds": [Deed.PAUSE, Deed.MOVE]})
    group.centre.refresh_from_db()
    assert group.centre.leaders_may == ["move", "pause"]
    address = reverse("desk_activities:leading", args=[group.pk])
    for sent, kept in (
        ({"whose": "own", "deeds": ["seats"]}, ["seats"]),
        ({"whose": "centre", "deeds": ["seats"]}, None),
    ):
        as_colleague.post(address, sent)
        group.refresh_from_db()
        assert group.leaders_may == kept
