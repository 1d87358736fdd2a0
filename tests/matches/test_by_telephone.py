"""Visits by text and by the automatic line: signed webhooks in, and what went out."""

from datetime import UTC, datetime, timedelta

import pytest

from core.actors import SYSTEM, person_actor
from matches.models import Alert, Cause, Visit, VisitState
from matches.services import checking, safety, visit_reminders, visits
from notifications.carrier_words import HELP, RESUME, STOP
from notifications.keywords import keywords
from notifications.models import Delivery, OutboxMessage, Outcome
from notifications.services import delivery
from people.models.contact import Way
from people.services import contacts, persons
from tests.factories.centres import CentreFactory
from tests.factories.matches import MatchFactory, MatchRequestFactory, VisitFactory
from tests.factories.people import StaffRoleFactory
from tests.fakes.signed import LINE, TOKEN, Call, Handset, post

pytestmark = pytest.mark.django_db
START = datetime(2026, 12, 8, 19, tzinfo=UTC)  # 2 pm in Toronto
END = START + timedelta(hours=1)
GRACE = timedelta(minutes=15)
MINUTE = timedelta(minutes=1)
TERRY, ROSA = "+15195550142", "+15195550143"


@pytest.fixture
def centre(settings):
    settings.TWILIO_AUTH_TOKEN = TOKEN
    return CentreFactory(name_en="Guelph CHC", name_fr="CSC de Guelph", phone="+15195550199", line_number=LINE)


@pytest.fixture
def visit(centre, time_machine):
    time_machine.move_to(START, tick=False)
    asked = MatchRequestFactory(centre=centre, can_be_reached=ROSA)
    match = MatchFactory(centre=centre, request=asked, visitor_can_be_reached=TERRY)
    StaffRoleFactory(centre=centre, is_on_call=True)
    return VisitFactory(match=match, starts_at=START)


@pytest.fixture
def terry(visit):
    return Handset(TERRY)


def now(visit):
    return Visit.objects.for_rows().get(pk=visit.pk)


def goes_out(moment, time_machine):
    """What is due at this moment is owed and sent."""
    time_machine.move_to(moment, tick=False)
    safety.watch(now=moment)
    delivery.deliver_due(now=moment)


# --- Words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("Arrived", "Thank you: we know that you are there. When you leave, text LEFT."),
        ("here", "Thank you: we know that you are there."),
        ("I'm here!", "Thank you: we know that you are there."),
        ("Arrivée", "Merci\u00a0: nous savons que vous êtes sur place."),
        ("arrivé", "Merci\u00a0: nous savons que vous êtes sur place."),
        ("ICI", "Merci\u00a0: nous savons que vous êtes sur place."),
    ],
)
def test_word_says_that_a_visitor_is_there(visit, terry, said, answer):
    assert terry.text(said).replace(" :", "\u00a0:").startswith(answer)
    assert now(visit).checked_in_at == START


@pytest.mark.parametrize("said", ["LEFT", "done", "Parti", "partie", "fini", "Terminé"])
def test_word_says_that_a_visitor_has_left(visit, terry, said):
    assert terry.text(said)
    assert (now(visit).state, now(visit).checked_out_at) == (VisitState.HAPPENED, START)


@pytest.mark.parametrize("said", ["SOS", "danger", "Au secours!"])
def test_word_calls_for_help(visit, terry, said):
    terry.text(said)
    assert Alert.objects.get().cause == Cause.HELP


def test_word_reported_twice_counts_once(visit, terry, time_machine):
    first = terry.text("arrived")
    time_machine.move_to(START + MINUTE, tick=False)
    assert terry.again() == first
    assert now(visit).checked_in_at == START


def test_who_has_no_visit_just_now_hears_so(visit):
    persons.register(name="Bo", centre=visit.match.centre, contact="+15195550144", contact_kind="mobile", by=SYSTEM)
    assert Handset("+15195550144").text("here").startswith("We know of no visit of yours just now.")
    assert now(visit).checked_in_at is None


def test_stranger_says_nothing_for_a_visitor(visit):
    Handset("+15195550145").text("left")
    assert now(visit).state == VisitState.PLANNED


def test_no_word_of_ours_belongs_to_the_carriers():
    reserved = {word for words in (STOP, RESUME, HELP) for word in words.carriers.union(*words.ours.values())}
    ours = {word for one in keywords for said in one.words.values() for word in said}
    assert ours & reserved == set()


def test_words_mean_one_thing_each():
    said = [word for one in keywords for word in {word for words in one.words.values() for word in words}]
    assert sorted(said) == sorted(set(said))


# --- What we ask ------------------------------------------------------------------------------------------


def reminded(visit, time_machine):
    moment = START - timedelta(days=1)
    time_machine.move_to(moment, tick=False)
    visit_reminders.remind(now=moment)
    delivery.deliver_due(now=moment)


@pytest.mark.parametrize(("number", "other"), [(TERRY, "Rosa Diaz"), (ROSA, "Terry Moss")])
def test_two_to_the_reminder_calls_it_off_and_tells_the_other(visit, time_machine, texts, number, other):
    reminded(visit, time_machine)
    [words] = [words for to, words in texts.sent if to == number]
    assert "Reply 1 if that is fine, 2 if you cannot." in words
    assert "Rosa" not in words
    answer = Handset(number).text("2")
    assert answer.startswith("Thank you for telling us. This visit is off")
    assert ("You can propose another day" in answer) is (number == TERRY)
    assert now(visit).state == VisitState.CANCELLED
    assert OutboxMessage.objects.get(type="visit-cancelled").person.name == other


def test_one_to_the_reminder_leaves_it(visit, time_machine, texts):
    reminded(visit, time_machine)
    assert Handset(ROSA).text("1").startswith("Thank you. It stays at Tuesday, December 8, 2")
    assert now(visit).state == VisitState.PLANNED


def test_answer_to_a_reminder_of_another_day_touches_nothing(visit, time_machine, texts):
    reminded(visit, time_machine)
    visits.cancel(now(visit), by=person_actor(visit.match.champion.person_id))
    assert "not on any more" in Handset(ROSA).text("2")


@pytest.mark.parametrize(("digit", "state"), [("1", VisitState.PLANNED), ("2", VisitState.CANCELLED)])
def test_who_is_late_says_whether_they_are_there(visit, terry, time_machine, texts, digit, state):
    goes_out(START + 15 * MINUTE, time_machine)
    assert texts.sent[-1][1].startswith("Have you arrived? Your visit was to begin at 2")
    terry.text(digit)
    assert (now(visit).state, now(visit).checked_in_at is not None) == (state, digit == "1")


def test_one_after_the_end_ends_it_and_no_telephone_rings(visit, terry, time_machine, texts):
    terry.text("here")
    goes_out(END + GRACE, time_machine)
    [words] = [words for _to, words in texts.sent if words.startswith("All well?")]
    assert words.endswith("Reply 1 = yes, I have left. 2 = I need help.")
    assert terry.text("1").startswith("Thank you. We know that you have left.")
    goes_out(END + GRACE + 30 * MINUTE, time_machine)
    assert (now(visit).state, texts.rung, Alert.objects.count()) == (VisitState.HAPPENED, [], 0)


def test_two_after_the_end_tells_staff_at_once(visit, terry, time_machine, texts):
    terry.text("here")
    goes_out(END + GRACE, time_machine)
    assert "Call 911" in terry.text("2")
    assert Alert.objects.get().cause == Cause.HELP


# --- The line -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "slug"),
    [("1", "We know that you are there"), ("2", "We know that you have left"), ("3", "hang up and call 9 1 1")],
)
def test_visitor_says_it_by_calling_the_line(visit, key, slug):
    call = Call(TERRY).press("1")
    assert call.words.startswith("To say that you have arrived at your visit")
    call.press("5").press(key)
    assert slug in call.words
    found = now(visit)
    assert {
        "1": found.checked_in_at is not None,
        "2": found.state == VisitState.HAPPENED,
        "3": Alert.objects.filter(cause=Cause.HELP).exists(),
    }[key]


def test_visitor_says_it_by_words_in_french(visit):
    call = Call(TERRY).press("2").say("ma visite").say("partie")
    assert "Nous savons que vous êtes en route." in call.words


@pytest.mark.parametrize("number", [ROSA, "+15195550149", "+266696687"])
def test_nobody_else_is_told_of_it(visit, number):
    call = Call(number).press("1")
    assert "visit" not in call.words
    assert "visit" not in call.press("5").words
    assert now(visit).checked_in_at is None


def test_where_several_have_the_number_they_prove_who_they_are(visit):
    persons.register(name="Sam", centre=visit.match.centre, contact=TERRY, contact_kind="mobile", by=SYSTEM)
    call = Call(TERRY).press("1").press("5")
    assert "arrived" not in call.words.lower().split("press 1")[0]
    assert now(visit).checked_in_at is None


# --- Our call -----------------------------------------------------------------------------------------------


def rung(visit, time_machine, texts):
    """The call after the end, as the visitor picks it up."""
    checking.check_in(visit, by=person_actor(visit.match.champion.person_id), now=START)
    for minute in (0, 5):
        goes_out(END + GRACE + minute * MINUTE, time_machine)
    [(number, script)] = texts.rung
    assert number == TERRY
    sent = Delivery.objects.get(way=Way.VOICE)
    assert script.endswith(f"/phone/voice/message/{sent.pk}/")
    return sent, Call(LINE, TERRY, path=f"/phone/voice/message/{sent.pk}/", AnsweredBy="human")


def test_line_calls_a_mobile_telephone_though_nobody_chose_calls_and_one_ends_it(visit, time_machine, texts):
    _sent, call = rung(visit, time_machine, texts)
    call.press("1")
    assert call.words.startswith("Is all well? Your appointment was to end at 3")
    assert "If you have left, press 1. If you need help, press 2." in call.words
    assert "If you are coming" not in call.words
    call.press("1")
    assert "We know that you have left." in call.words
    assert now(visit).state == VisitState.HAPPENED


def test_two_in_our_call_tells_staff_at_once(visit, time_machine, texts):
    _sent, call = rung(visit, time_machine, texts)
    call.press("1").press("2")
    assert Alert.objects.get().cause == Cause.HELP


def test_call_that_nobody_takes_goes_nowhere_else_and_staff_are_told_in_time(visit, time_machine, texts):
    sent, call = rung(visit, time_machine, texts)
    post(f"/phone/status/?delivery={sent.pk}", call.fields | {"CallSid": sent.provider_id, "CallStatus": "no-answer"})
    goes_out(END + GRACE + 6 * MINUTE, time_machine)
    message = OutboxMessage.objects.get(type="visit-call")
    assert message.outcome == Outcome.UNREACHABLE
    goes_out(END + GRACE + 10 * MINUTE, time_machine)
    assert Alert.objects.get().cause == Cause.OUT


def test_number_that_said_stop_is_still_called(visit, time_machine, texts):
    """They want no texts; that somebody looks after them is agreed."""
    Handset(TERRY).text("STOP")
    checking.check_in(visit, by=person_actor(visit.match.champion.person_id), now=START)
    for minute in (0, 5):
        goes_out(END + GRACE + minute * MINUTE, time_machine)
    assert [to for to, _script in texts.rung] == [TERRY]


def test_landline_of_a_visitor_is_called(centre, time_machine, texts):
    time_machine.move_to(START, tick=False)
    match = MatchFactory(centre=centre)
    point = match.champion.person.contact_points.get()
    contacts.remove(point, by=SYSTEM)
    contacts.add(person=match.champion.person, value="+15195550150", kind="landline", by=SYSTEM)
    VisitFactory(match=match, starts_at=START, checked_in_at=START)
    for minute in (0, 5):
        goes_out(END + GRACE + minute * MINUTE, time_machine)
    assert [to for to, _script in texts.rung] == ["+15195550150"]


def test_staff_are_told_at_night_by_text(visit, time_machine, texts):
    """The visit that ends in the evening: it is eleven at night, and nobody's quiet hours hold it back."""
    late = datetime(2026, 12, 9, 4, tzinfo=UTC)
    time_machine.move_to(late - timedelta(hours=1), tick=False)
    Visit.objects.update(starts_at=late - timedelta(hours=1), ends_at=late - 10 * MINUTE)
    user = StaffRoleFactory(centre=visit.match.centre, is_on_call=True).user
    person = persons.of_account(user)
    contacts.add(person=person, value="+15195550160", kind="mobile", by=SYSTEM)
    for minute in (0, 5, 10):
        goes_out(late - 10 * MINUTE + GRACE + minute * MINUTE, time_machine)
    [words] = [words for to, words in texts.sent if to == "+15195550160"]
    assert words.startswith("A visitor has not checked out. Please look now: http")
    assert ("Terry" in words, "Rosa" in words, "Mill" in words) == (False, False, False)
