"""Another time for a visit by text: signed webhooks in, what we answer, and what becomes of the visit."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.actors import SYSTEM, Channel, person_actor
from core.models import AuditEvent
from matches.models import Visit, VisitState
from matches.services import checking, safety, visit_reminders, visits
from notifications import parts
from notifications.models import CallBack, OutboxMessage
from notifications.services import delivery
from people.services import persons
from tests.factories.centres import CentreFactory
from tests.factories.matches import MatchFactory, MatchRequestFactory, VisitFactory
from tests.factories.people import staff_actor
from tests.fakes.signed import LINE, TOKEN, Handset

pytestmark = pytest.mark.django_db
TWO = time(14)
MONDAY = datetime(2026, 12, 7, 19, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)  # at 2 pm in Toronto
FRIDAY = datetime(2026, 12, 11, 20, tzinfo=UTC)
TERRY, ROSA = "+15195550142", "+15195550143"
READ_BACK = "Move the visit of Tuesday, December 8, 2 pm, to Friday, December 11, 3 pm?"
ASKED = f"{READ_BACK} Reply 1 to agree, 2 to leave it as it is."


@pytest.fixture(autouse=True)
def _keyed(settings):
    settings.TWILIO_AUTH_TOKEN = TOKEN


def arranged(time_machine, *, at=TUESDAY, zone="America/Toronto", now=MONDAY, language="en"):
    """A visit of which both were just reminded."""
    time_machine.move_to(now, tick=False)
    centre = CentreFactory(name_en="Guelph CHC", phone="+15195550199", line_number=LINE, timezone=zone)
    asked = MatchRequestFactory(centre=centre, can_be_reached=ROSA)
    match = MatchFactory(centre=centre, request=asked, visitor_can_be_reached=TERRY)
    made = VisitFactory(match=match, starts_at=at)
    for person in (match.champion.person, match.request.person):
        persons.update_details(person, language=language, by=SYSTEM)
    visit_reminders.remind(now=now)
    delivery.deliver_due(now=now)
    return made


@pytest.fixture
def visit(time_machine, texts):
    return arranged(time_machine)


def now(visit):
    return Visit.objects.for_rows().get(pk=visit.pk)


def told(slug):
    return sorted(OutboxMessage.objects.filter(type=slug).values_list("person__name", flat=True))


# --- Moving it ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "other"), [(TERRY, "Rosa Diaz"), (ROSA, "Terry Moss")])
def test_either_of_the_two_moves_it_and_the_other_is_told(visit, texts, number, other):
    handset = Handset(number)
    assert handset.text("2 FRIDAY 3 PM") == ASKED
    assert (now(visit).starts_at, told("visit-moved")) == (TUESDAY, [])
    answer = handset.text("1")
    assert answer == "Thank you. The visit is now on Friday, December 11, 3 pm, and we tell the other."
    moved = now(visit)
    assert (moved.starts_at, moved.minutes, moved.revision, moved.state) == (FRIDAY, 60, 1, VisitState.PLANNED)
    assert told("visit-moved") == [other]
    delivery.deliver_due(now=MONDAY)
    to, words = texts.sent[-1]
    assert to == {TERRY: ROSA, ROSA: TERRY}[number]
    assert "has another time: Friday, December 11, 3 pm." in words
    assert words.endswith("Reply 1 if that is fine, 2 if you cannot. Or text another time: TUESDAY 2 PM.")
    assert ("Rosa" in words, "Terry" in words) == (False, False)


def test_move_is_on_record_as_theirs(visit):
    handset = Handset(ROSA)
    handset.text("friday 3 pm")
    handset.text("1")
    event = AuditEvent.objects.get(action="visit.moved")
    assert (event.actor_person_id, event.channel) == (visit.match.request.person_id, Channel.SMS)


def test_it_is_read_back_in_their_language_whatever_they_wrote(time_machine, texts):
    visit = arranged(time_machine, language="fr")
    for _to, words in texts.sent:
        assert words.endswith("2 si vous ne pouvez pas. Ou écrivez un autre moment : MARDI 14 H.")
    handset = Handset(ROSA)
    read_back = "Déplacer la visite du mardi 8 décembre, 14 h, au vendredi 11 décembre, 15 h? Répondez 1 pour accepter"
    assert handset.text("Friday 3 PM").startswith(read_back)
    assert handset.text("2 VENDREDI 15 H").startswith(read_back)
    assert handset.text("1").startswith("Merci. La visite aura lieu le vendredi 11 décembre, 15 h")
    assert now(visit).starts_at == FRIDAY


def test_french_words_are_read_from_who_speaks_english(visit):
    assert Handset(ROSA).text("11 DÉC 15 H") == ASKED


def test_two_leaves_it_and_two_once_more_cancels_it(visit):
    handset = Handset(TERRY)
    handset.text("friday 3 pm")
    assert handset.text("2").startswith("Nothing has changed: Tuesday, December 8, 2 pm. Reply 1 if that is fine")
    assert (now(visit).starts_at, now(visit).state) == (TUESDAY, VisitState.PLANNED)
    handset.text("2")
    assert now(visit).state == VisitState.CANCELLED


def test_another_time_takes_the_place_of_the_one_before_it(visit):
    handset = Handset(TERRY)
    handset.text("thursday 3 pm")
    assert handset.text("no, not then").startswith("Sorry, we did not understand.")
    assert handset.text("friday 3 pm") == ASKED
    handset.text("1")
    assert now(visit).starts_at == FRIDAY
    assert "to Saturday, December 12, 3 pm?" in handset.text("saturday")
    assert now(visit).starts_at == FRIDAY


def test_one_reported_twice_moves_it_once(visit):
    handset = Handset(TERRY)
    handset.text("friday 3 pm")
    first = handset.text("1")
    assert handset.again() == first
    assert (now(visit).revision, told("visit-moved")) == (1, ["Rosa Diaz"])


def test_one_pressed_twice_changes_nothing_more(visit):
    handset = Handset(TERRY)
    for said in ("friday 3 pm", "1"):
        handset.text(said)
    assert handset.text("1") == "Thank you. It stays at Friday, December 11, 3 pm."
    assert now(visit).revision == 1


def test_what_was_moved_meanwhile_is_said_and_not_moved_over(visit):
    handset = Handset(TERRY)
    handset.text("friday 3 pm")
    thursday = {"day": (FRIDAY - timedelta(days=1)).date(), "start_time": time(9)}
    visits.move(now(visit), **thursday, minutes=60, seen=0, by=staff_actor(centre=visit.match.centre))
    assert handset.text("1").startswith("The visit has changed meanwhile: Thursday, December 10, 9 am.")
    assert now(visit).revision == 1


def test_what_was_called_off_meanwhile_stays_off(visit):
    handset = Handset(TERRY)
    handset.text("friday 3 pm")
    visits.cancel(now(visit), by=person_actor(visit.match.request.person_id))
    assert "not on any more" in handset.text("1")
    assert "not on any more" in Handset(ROSA).text("friday 3 pm")
    assert now(visit).state == VisitState.CANCELLED


# --- Which texts are answered so ------------------------------------------------------------------------


def test_text_of_a_planned_visit_takes_another_time_and_says_so(time_machine, texts):
    visit = arranged(time_machine, at=TUESDAY + timedelta(days=7))
    visits.plan(
        visit.match,
        days=[FRIDAY.date(), FRIDAY.date() + timedelta(days=7)],
        start_time=TWO,
        minutes=60,
        by=staff_actor(centre=visit.match.centre),
    )
    delivery.deliver_due(now=MONDAY)
    assert {to for to, _words in texts.sent} == {TERRY, ROSA}
    for _to, words in texts.sent:
        assert words.endswith("Another time? Reply with it: TUESDAY 2 PM.")
    handset = Handset(ROSA)
    assert handset.text("1") == "Thank you. It stays at Friday, December 11, 2 pm."
    assert handset.text("2").startswith(
        "Sorry, we did not understand. For another time, write for example TUESDAY 2 PM."
    )
    assert handset.text("3 pm").startswith(
        "Move the visit of Friday, December 11, 2 pm, to Friday, December 11, 3 pm?"
    )
    handset.text("1")
    first, second, _third = visit.match.visits.order_by("starts_at")
    assert first.starts_at == FRIDAY
    assert (second.revision, second.state) == (0, VisitState.PLANNED)


def test_who_is_asked_whether_they_have_arrived_can_move_it(visit, time_machine):
    late = TUESDAY + timedelta(minutes=15)
    time_machine.move_to(late, tick=False)
    safety.watch(now=late)
    delivery.deliver_due(now=late)
    handset = Handset(TERRY)
    handset.text("2 friday 3 pm")
    handset.text("1")
    assert (now(visit).starts_at, now(visit).asked_in_at) == (FRIDAY, None)


def test_time_without_a_question_of_a_visit_moves_nothing(visit, time_machine):
    time_machine.move_to(MONDAY + timedelta(days=3), tick=False)
    assert "Move" not in Handset(TERRY).text("sunday 3 pm")
    assert "Move" not in Handset("+15195550147").text("friday 3 pm")


def test_keywords_keep_their_meaning(visit):
    assert "Move" not in Handset(TERRY).text("LIST FRIDAY")


# --- What cannot be ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("nov 20 2pm", "This time has passed. Choose one that lies ahead."),
        ("today 9 am", "This time has passed. Choose one that lies ahead."),
        ("dec 20 2027 2pm", "That is more than a year ahead. Choose an earlier day."),
        ("friday 3 pm", "There is a visit at that time already."),
    ],
)
def test_time_that_cannot_be_is_said_so_and_another_one_is_taken(visit, said, why):
    VisitFactory(match=visit.match, starts_at=FRIDAY)
    handset = Handset(ROSA)
    assert handset.text(said) == f"{why} Text another time, or call 519-555-0199."
    assert "to Thursday, December 10, 3 pm?" in handset.text("thursday 3 pm")
    assert now(visit).starts_at == TUESDAY


def test_time_that_is_taken_before_they_agree_is_said_so(visit):
    handset = Handset(ROSA)
    handset.text("friday 3 pm")
    VisitFactory(match=visit.match, starts_at=FRIDAY)
    assert handset.text("1").startswith("There is a visit at that time already.")
    assert now(visit).revision == 0


def test_same_time_again_is_no_change(visit):
    assert Handset(ROSA).text("tuesday 2 pm") == "Thank you. It stays at Tuesday, December 8, 2 pm."


def test_visit_that_has_begun_is_not_moved(visit, time_machine):
    time_machine.move_to(TUESDAY, tick=False)
    checking.check_in(now(visit), by=person_actor(visit.match.champion.person_id), now=TUESDAY)
    assert Handset(ROSA).text("friday 3 pm").startswith("This visit has begun, so it cannot be changed any more.")


@pytest.mark.parametrize("said", ["2 some other day", "4/12 14h", "tuesday dec 9 2 pm"])
def test_what_cannot_be_read_gets_an_example_and_a_number_to_call(visit, said):
    words = "Sorry, we did not understand. Answer 1 or 2. For another time, write for example TUESDAY 2 PM."
    handset = Handset(ROSA)
    assert handset.text(said) == f"{words} Or call 519-555-0199."
    assert handset.text("friday 3 pm") == ASKED


def test_who_is_not_understood_twice_is_called(visit):
    handset = Handset(ROSA)
    handset.text("2 some other day")
    handset.text("whenever")
    assert CallBack.objects.get().number == ROSA


def test_stranger_moves_nothing(visit):
    persons.register(name="Bo", centre=visit.match.centre, contact="+15195550144", contact_kind="mobile", by=SYSTEM)
    for said in ("friday 3 pm", "1"):
        assert "Move" not in Handset("+15195550144").text(said)
    assert now(visit).revision == 0


# --- Clocks ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("zone", ["America/Toronto", "America/Thunder_Bay", "America/Winnipeg"])
@pytest.mark.parametrize(
    ("at", "said", "local"),
    [
        ((2026, 10, 30, 14), "SUNDAY 2 PM", (2026, 11, 1, 14)),
        ((2026, 11, 1, 14), "DEMAIN 9 H", (2026, 11, 1, 9)),
        ((2026, 11, 1, 14), "monday", (2026, 11, 2, 14)),
        ((2027, 3, 13, 14), "14 mars 10h", (2027, 3, 14, 10)),
        ((2027, 3, 14, 14), "2 tomorrow 3", (2027, 3, 14, 15)),
    ],
)
def test_local_hour_holds_when_the_clocks_change(time_machine, texts, zone, at, said, local):
    start = datetime(*at, tzinfo=ZoneInfo(zone))
    visit = arranged(time_machine, at=start.astimezone(UTC), zone=zone, now=visit_day_before(start))
    handset = Handset(ROSA)
    assert handset.text(said).startswith("Move the visit of")
    handset.text("1")
    assert now(visit).starts_at == datetime(*local, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    assert (now(visit).local_start.hour, now(visit).minutes) == (local[3], 60)


def visit_day_before(start):
    return (start - timedelta(days=1)).astimezone(UTC)


@pytest.mark.parametrize(
    ("zone", "day"), [("America/Toronto", "Tuesday, December 8"), ("America/Vancouver", "Monday, December 7")]
)
def test_today_is_that_of_the_centre(time_machine, texts, zone, day):
    """Half past midnight in Ontario is the evening before further west."""
    visit = arranged(time_machine)
    visit.match.centre.timezone = zone
    visit.match.centre.save()
    time_machine.move_to(datetime(2026, 12, 8, 5, 30, tzinfo=UTC), tick=False)
    assert f"to {day}, 11 pm?" in Handset(ROSA).text("today 11 pm")


def test_hour_that_spring_skips_is_read_back_as_it_is_meant(time_machine, texts):
    start = datetime(2027, 3, 14, 14, tzinfo=ZoneInfo("America/Toronto"))
    arranged(time_machine, at=start.astimezone(UTC), now=visit_day_before(start))
    assert "to Sunday, March 14, 3:30 am?" in Handset(ROSA).text("tomorrow 2:30 am")


# --- How they read ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "fr"])
def test_answers_are_one_part_in_the_alphabet_of_every_telephone(time_machine, texts, language):
    visit = arranged(time_machine, language=language)
    handset = Handset(ROSA)
    VisitFactory(match=visit.match, starts_at=FRIDAY + timedelta(days=1))
    said = ["wednesday 11:30", "2", "nov 20", "saturday 3 pm", "whenever", "wednesday 11:30", "1", "whatever"]
    answers = [handset.text(one) for one in said]
    assert [answer for answer in answers if parts.count(answer) > 1 or not parts.is_basic(answer)] == []
    assert [words for _to, words in texts.sent if not parts.is_basic(words)] == []
    assert now(visit).starts_at == TUESDAY + timedelta(hours=21, minutes=30)
