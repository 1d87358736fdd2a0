"""The automatic line: two languages from the first word, a person at any time, and nothing counts twice."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from activities.choices import JoinMode
from activities.models import Booking, BookingState, Enrolment
from activities.services import bookings
from centres.services import hours
from core import clock
from core.actors import SYSTEM, Channel
from core.models import AuditEvent
from notifications.models import CallBack, LineCall, Reason
from people.models import Person
from people.services import persons, pins
from tests.factories.centres import ClosureFactory
from tests.fakes.signed import Call, post
from tests.notifications.telephone import dated, placed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("token", "centre")]
CODE = "482913"
ROSA = "+15195550142"
MONDAY_MORNING = datetime(2026, 11, 30, 10, 0, tzinfo=ZoneInfo("America/Toronto"))
MONDAY_EVENING = MONDAY_MORNING.replace(hour=19)


@pytest.fixture
def group(centre):
    return dated(centre, title_en="Card Night", title_fr="Soirée de cartes", join_code=CODE)


def known(centre, name="Rosa Diaz", number=ROSA, pin="", **fields):
    person = persons.register(name=name, centre=centre, contact=number, contact_kind="landline", by=SYSTEM, **fields)
    if pin:
        pins.choose(person, digits=pin, by=SYSTEM)
    return person


def at(moment):
    return clock.standing_at(moment)


def english(number=ROSA):
    return Call(number).press("1")


def verified(pin="2580"):
    return english().press("4").press(pin)


# --- The two languages -------------------------------------------------------------------------------


def test_greeting_offers_both_languages_each_in_its_own_voice():
    call = Call()
    assert call.heard == [
        ("en-CA", "Hello. This is Guelph CHC. For English, press 1. To speak to a person at any time, press 0."),
        (
            "fr-CA",
            "CSC de Guelph, bonjour. Pour le français, faites le 2. "
            "Pour parler à une personne, à tout moment, faites le 0.",
        ),
    ]
    voices = {say.get("language"): say.get("voice") for say in call.root.iter("Say")}
    assert voices == {"en-CA": "Polly.Joanna-Neural", "fr-CA": "Polly.Gabrielle-Neural"}


def test_known_callers_own_language_comes_first(centre):
    known(centre, language="fr")
    assert [language for language, _words in Call().heard] == ["fr-CA", "en-CA"]


@pytest.mark.parametrize(
    ("said", "language"), [("English.", "en-CA"), ("Français", "fr-CA"), ("en français s'il vous plaît", "fr-CA")]
)
def test_language_can_be_said(said, language):
    assert [tongue for tongue, _words in Call().say(said).heard] == [language]


def test_silence_is_asked_once_more_and_then_a_person_helps_in_both_languages():
    with at(MONDAY_MORNING):
        call = Call().wait()
        assert call.words.startswith("I did not hear anything. Hello. This is Guelph CHC.")
        call.wait()
    assert call.waits_for == "Dial"
    assert "A person can help you better." in call.heard[0][1]
    assert "Une personne pourra mieux vous aider." in call.heard[1][1]


# --- Anywhere ----------------------------------------------------------------------------------------


def test_main_menu_is_heard_again_slower_and_left_for_a_person():
    with at(MONDAY_MORNING):
        call = english()
        menu = call.words
        assert menu.startswith("To hear what is on this week, press 1.")
        assert call.press("9").words == menu
        assert call.press("*").words == menu
        assert "prosody" not in call.document
        slow = call.press("8")
        assert slow.words.startswith("I speak more slowly now. To hear what is on")
        assert 'rate="80%"' in slow.document
        assert "prosody" not in call.press("8").document
        assert call.press("0").waits_for == "Dial"


def test_three_misses_in_a_row_lead_to_a_person_and_one_that_is_understood_starts_anew():
    with at(MONDAY_MORNING):
        call = english().press("5").say("hmm")
        assert call.words.startswith("I am sorry, I did not understand. To hear")
        call.press("9").wait().press("7")
        assert call.waits_for == "Gather"
        assert call.wait().waits_for == "Dial"


# --- A person ----------------------------------------------------------------------------------------


def test_desk_rings_in_opening_hours(centre):
    with at(MONDAY_MORNING):
        call = Call().press("0")
        assert call.root.find("Dial/Number").text == centre.phone
        assert call.passed_on("completed").words == "Thank you. Goodbye. Merci. Au revoir."
    assert call.waits_for == "Hangup"


@pytest.mark.parametrize("outcome", ["busy", "no-answer", "failed"])
def test_where_nobody_is_free_a_message_lands_on_the_call_list(centre, outcome):
    person = known(centre)
    with at(MONDAY_MORNING):
        call = english().press("0").passed_on(outcome)
        assert "It is recorded, for our staff alone." in call.words
        assert (call.verb.get("maxLength"), call.verb.get("playBeep")) == ("120", None)
        assert call.record("RE42").words == "Somebody from Guelph CHC will call you. Thank you. Goodbye."
    waits = CallBack.objects.get()
    assert (waits.reason, waits.recording, waits.number, waits.person) == (Reason.ASKED, "RE42", ROSA, person)


def test_out_of_hours_it_says_when_somebody_is_there(centre):
    with at(MONDAY_EVENING):
        call = english().press("0")
        assert "We are there again on Tuesday, December 1, at 9 am." in call.words
        assert "Our telephone number is 5 1 9, 5 5 5, 0 1 9 9." in call.words
        assert call.waits_for == "Record"
        call.wait()
    assert CallBack.objects.get().recording == ""


def test_message_that_ends_with_the_receiver_is_kept_also_when_it_is_reported_late(centre):
    with at(MONDAY_EVENING):
        call = english().press("0")
        post("/phone/status/", {"CallSid": call.fields["CallSid"], "CallStatus": "completed"})
        call.record("RE7", Digits="hangup", CallStatus="completed")
    assert CallBack.objects.get().recording == "RE7"


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (MONDAY_MORNING, True),
        (MONDAY_MORNING.replace(hour=9), True),
        (MONDAY_MORNING.replace(hour=16, minute=30), False),
        (MONDAY_EVENING, False),
        (MONDAY_MORNING - timedelta(days=1), False),
        (datetime(2026, 12, 25, 10, tzinfo=ZoneInfo("America/Toronto")), False),
    ],
)
def test_desk_is_open_on_working_days_in_its_hours(centre, moment, is_open):
    assert hours.is_open(centre, moment) is is_open


def test_desk_opens_again_after_holidays_weekend_and_closures(centre):
    ClosureFactory(centre=centre, first_day=date(2026, 12, 29), last_day=date(2026, 12, 31))
    christmas_eve = datetime(2026, 12, 24, 20, tzinfo=ZoneInfo("America/Toronto"))
    assert hours.opens_at(centre, christmas_eve).date() == date(2027, 1, 4)
    ClosureFactory(centre=centre, first_day=date(2027, 1, 1), last_day=date(2027, 3, 1))
    assert hours.opens_at(centre, christmas_eve) is None


@pytest.mark.parametrize("number", ["+266696687", "anonymous", "", "Restricted"])
def test_withheld_number_gets_public_information_and_a_person(group, number):
    assert english(number).press("1").words.startswith("This week, at Guelph CHC. Card Night, ")
    with at(MONDAY_EVENING):
        call = english(number).press("4")
        assert call.words.startswith("I cannot see the number from which you call.")
        assert call.press("12").words.startswith("This is not a telephone number")
        call.press("5195550177").record("RE9")
    waits = CallBack.objects.get()
    assert (waits.number, waits.recording) == ("+15195550177", "RE9")
    assert set(LineCall.objects.values_list("number", flat=True)) == {""}


# --- What is on --------------------------------------------------------------------------------------


def test_week_is_read_out_without_sensitive_groups_and_a_key_joins(group, centre):
    dated(centre, title_en="Grief Circle", title_fr="Cercle de deuil", sensitive=True)
    call = english().press("1")
    assert call.words.startswith("This week, at Guelph CHC. Card Night, ")
    assert "To join, press 1." in call.words
    assert "Grief" not in call.words
    assert call.press("2").words.startswith("I am sorry, I did not understand. This week")
    assert call.press("1").words.startswith("Card Night, at Guelph CHC. To come on ")


def test_long_week_is_read_out_five_dates_at_a_time(centre):
    for number in range(7):
        dated(centre, dates=1, title_en=f"Group {number}")
    call = english().press("1")
    assert (call.words.count("To join"), "To hear more, press 7." in call.words) == (5, True)
    call.press("7")
    assert (call.words.count("To join"), "press 7" in call.words) == (2, False)
    assert call.press("7").words.startswith("I am sorry")


def test_day_is_keyed_or_said_in_either_language(group):
    day = group.sessions.order_by("day")[0].day
    assert "Card Night" in english().press("2").press(str(day.weekday() + 1)).words
    french = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"][day.weekday()]
    assert "Soirée de cartes" in Call().press("2").press("2").say(f"{french}, merci").words
    other = english().press("2").press(str((day.weekday() + 1) % 7 + 1))
    assert other.words.startswith("There is nothing on ")
    assert english().press("2").say("today").words.startswith("There is nothing on ")


@pytest.mark.parametrize("how", ["press", "say"])
def test_group_is_found_by_its_number(group, how):
    call = english().press("3")
    assert call.verb.get("finishOnKey") == "#"
    assert getattr(call, how)("482 913" if how == "say" else CODE).words.startswith("Card Night, at Guelph CHC.")


def test_wrong_number_is_read_back(group):
    call = english().press("3").press("999999")
    assert call.words.startswith("I know no group with the number 9 9 9 9 9 9. Key in the number of the group.")


def test_sensitive_group_is_joined_by_its_number_and_never_named(centre):
    dated(centre, title_en="Grief Circle", title_fr="Cercle de deuil", sensitive=True, join_code=CODE)
    call = english().press("3").press(CODE)
    assert call.words.startswith("Your group, at Guelph CHC.")
    call.press("1").record()
    assert "The place is yours: your group, " in call.words
    assert "Grief" not in call.words


# --- Joining -----------------------------------------------------------------------------------------


def test_somebody_new_says_a_name_and_has_the_place(group):
    call = english().press("3").press(CODE).press("2")
    assert call.words.startswith("Please say your name after the tone. It is recorded, for our staff alone.")
    assert call.verb.get("maxLength") == "10"
    call.record("RE5")
    assert call.words.startswith("The place is yours: Card Night, ")
    assert "Somebody from the centre will call you, to ask the rest." in call.words
    booking = Booking.objects.select_related("person", "session").get()
    assert (booking.session, booking.channel) == (group.sessions.order_by("day")[1], Channel.VOICE)
    [point] = booking.person.contact_points.all()
    assert (booking.person.name, point.value, point.kind) == ("Caller …0142", ROSA, "landline")
    waits = CallBack.objects.get()
    assert (waits.reason, waits.recording, waits.person) == (Reason.NEW, "RE5", booking.person)
    assert booking.person.consents.get().given


def test_name_that_is_not_said_is_asked_once_more_and_the_place_is_given_all_the_same(group):
    call = english().press("3").press(CODE).press("1").wait()
    assert call.words.startswith("I did not hear a name. Let us try again.")
    assert call.wait().words.startswith("The place is yours")
    assert CallBack.objects.get().recording == ""


def test_known_number_of_one_person_books_without_saying_who(group, centre):
    person = known(centre)
    call = english().press("3").press(CODE).press("1")
    assert call.words.startswith("The place is yours: Card Night, ")
    assert "Rosa" not in call.words
    assert Booking.objects.get().person == person


def test_place_that_was_there_before_sounds_like_a_new_one(group, centre):
    call = english().press("3").press(CODE).press("1")
    call.record()
    new = call.words.replace("Somebody from the centre will call you, to ask the rest. ", "")
    assert english().press("3").press(CODE).press("1").words == new
    assert Booking.objects.count() == 1


@pytest.mark.parametrize("has_place", [True, False])
def test_full_date_tells_nobody_whether_they_have_a_place(centre, has_place):
    full = dated(centre, capacity=1, join_code=CODE)
    placed(known(centre) if has_place else known(centre, "Bill", "+15195550143"), full)
    if not has_place:
        known(centre)
    call = english().press("3").press(CODE)
    assert "is full. To go on the waiting list, press 1." in call.words
    assert call.press("1").words.startswith("This date is full just now: ")
    assert "I have noted that you would like to come." in call.words


def test_somebody_new_hears_that_they_are_on_the_waiting_list(centre):
    full = dated(centre, capacity=1, join_code=CODE)
    placed(known(centre, "Bill", "+15195550143"), full)
    call = english().press("3").press(CODE).press("1").record()
    assert call.words.startswith("It is full just now. You are on the waiting list: ")


def test_every_time_can_be_chosen_of_a_standing_group(centre):
    dated(centre, join_mode=JoinMode.STANDING, join_code=CODE)
    known(centre)
    call = english().press("3").press(CODE)
    assert "To come every time, from " in call.words
    assert "every time" in call.press("3").words
    assert Enrolment.objects.get().channel == Channel.VOICE


def test_group_by_invitation_is_not_joined_by_its_number(centre):
    dated(centre, join_mode=JoinMode.INVITATION, join_code=CODE)
    call = english().press("3").press(CODE)
    assert call.words.startswith("To join this group, please call the centre. To hear what is on")


def test_shared_telephone_reads_out_no_name_and_asks_for_a_pin(group, centre):
    known(centre, "Rosa Diaz", pin="2580")
    bill = known(centre, "Bill Diaz", pin="1470")
    call = english().press("3").press(CODE).press("1")
    assert call.words.startswith("If this place is for somebody who has signed up with us before, press 1.")
    call.press("1").press("1470")
    assert call.words.startswith("The place is yours")
    assert "Bill" not in call.words
    assert Booking.objects.get().person == bill


def test_somebody_new_at_a_shared_telephone_is_a_new_person(group, centre):
    known(centre, "Rosa Diaz")
    known(centre, "Bill Diaz")
    english().press("3").press(CODE).press("1").press("2").record()
    assert Booking.objects.get().person.name == "Caller …0142"


def test_date_that_began_meanwhile_is_told(group, centre):
    known(centre)
    call = english().press("3").press(CODE)
    group.sessions.update(starts_at=timezone.now() - timedelta(hours=1))
    assert call.press("1").words.startswith("This date is over. To hear what is on this week")
    assert Booking.objects.count() == 0


# --- Who is calling ------------------------------------------------------------------------------------


def test_own_dates_are_said_only_after_a_pin(group, centre):
    person = known(centre, pin="2580")
    placed(person, group)
    call = english().press("4")
    assert call.words.startswith("What is yours stays private.")
    assert "Card Night" not in call.words
    assert call.press("2580").words.startswith("Card Night, ")
    assert LineCall.objects.get().person == person
    assert AuditEvent.objects.filter(action="line_call.verified", person_id=person.pk).count() == 1


@pytest.mark.parametrize("how", ["press", "say"])
def test_own_dates_are_said_after_a_date_of_birth(group, centre, how):
    placed(known(centre, birth_date=date(1944, 3, 12)), group)
    said = {"press": "19440312", "say": "1944 03 12"}[how]
    assert getattr(english().press("4"), how)(said).words.startswith("Card Night, ")


@pytest.mark.parametrize("digits", ["2581", "258", "19440313", "99999999", "25802580"])
def test_wrong_digits_say_nothing_of_whom_we_know(group, centre, digits):
    stranger = english("+15195550177").press("4").press(digits).words
    placed(known(centre, pin="2580", birth_date=date(1944, 3, 12)), group)
    assert english().press("4").press(digits).words == stranger
    assert stranger.startswith("I am sorry. I could not find you with these digits.")


def test_third_wrong_pin_is_the_last_of_a_call_and_leads_to_a_person(group, centre):
    placed(known(centre, pin="2580"), group)
    with at(MONDAY_EVENING):
        call = english().press("4").press("1111").press("2222").press("3333").press("2580")
    assert call.words.startswith("I could not find you. A person can help you. Nobody is at our desk")


def test_pins_of_a_number_are_tried_only_so_often(group, centre):
    placed(known(centre, pin="2580"), group)
    for _call in range(2):
        english().press("4").press("1111").press("2222").press("3333")
    assert "Card Night" not in english().press("4").press("2580").words


def test_pin_of_somebody_with_another_telephone_is_worth_nothing(group, centre):
    placed(known(centre, number="+15195550177", pin="2580"), group)
    assert "Card Night" not in english().press("4").press("2580").words


def test_pin_that_fits_two_of_a_telephone_fits_nobody(group, centre):
    placed(known(centre, "Rosa", pin="2580"), group)
    known(centre, "Bill", pin="2580")
    assert "Card Night" not in english().press("4").press("2580").words


# --- One's own dates -----------------------------------------------------------------------------------


def test_dates_come_one_by_one_and_one_is_given_back(group, centre):
    person = known(centre, pin="2580")
    first, second = placed(person, group), placed(person, group, nth=1)
    call = verified()
    assert "To hear the next date, press 1." in call.words
    call.press("1")
    assert "To go on, press 1." in call.words
    assert call.press("2").words.startswith("Thank you for telling us. The place is given back: Card Night, ")
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (BookingState.CONFIRMED, BookingState.CANCELLED)
    assert call.press("9").words.startswith("Thank you for telling us.")


def test_last_date_is_followed_by_the_end_of_the_list(group, centre):
    placed(known(centre, pin="2580"), group)
    assert verified().press("1").words.startswith("Those were all your dates.")


def test_nobody_has_dates_who_has_none(centre):
    known(centre, pin="2580")
    assert verified().words.startswith("You have no dates ahead just now.")


def test_offer_is_taken(centre):
    full = dated(centre, capacity=1)
    held = placed(known(centre, "Bill", "+15195550143"), full)
    waits = placed(known(centre, pin="2580"), full)
    bookings.cancel(held, by=SYSTEM)
    call = verified()
    assert "A place is free for you. To take it, press 4." in call.words
    assert call.press("4").words.startswith("Thank you. The place is yours: ")
    waits.refresh_from_db()
    assert waits.state == BookingState.CONFIRMED


def test_standing_place_is_left_for_good(centre):
    group = dated(centre, join_mode=JoinMode.STANDING, join_code=CODE)
    known(centre, pin="2580")
    english().press("3").press(CODE).press("3")
    call = verified()
    assert "If you do not want to come any more at all, press 3." in call.words
    assert call.press("3").words.startswith("You are off the list, for every date.")
    assert group.enrolments.active().count() == 0


def test_waiting_list_is_left(centre):
    full = dated(centre, capacity=1)
    placed(known(centre, "Bill", "+15195550143"), full)
    placed(known(centre, pin="2580"), full)
    call = verified()
    assert "You are on the waiting list, number 1." in call.words
    assert call.press("2").words.startswith("You are off the waiting list: ")


@pytest.mark.parametrize("key", ["3", "4"])
def test_key_that_was_not_offered_does_nothing(group, centre, key):
    booking = placed(known(centre, pin="2580"), group)
    assert verified().press(key).words.startswith("I am sorry, I did not understand. Card Night")
    booking.refresh_from_db()
    assert booking.state == BookingState.CONFIRMED


# --- Who may speak to it, and when ---------------------------------------------------------------------


def fields(call, **more):
    return call.fields | more


def test_what_is_not_signed_is_refused(group):
    call = english()
    step = call.verb.attrib["action"]
    for path in ("/phone/voice/", step, "/phone/voice/message/1/"):
        assert post(path, fields(call, Digits="1"), token="somebody-else").status_code == 403
    assert LineCall.objects.get().turn == 1


def test_step_reported_again_gets_the_same_answer_and_changes_nothing(group):
    call = english().press("3").press(CODE).press("1").record()
    assert call.again().content.decode() == call.document
    assert (Booking.objects.count(), Person.objects.count(), CallBack.objects.count()) == (1, 1, 1)


def test_opening_reported_again_gets_the_same_answer(centre):
    call = Call()
    assert call.again().content.decode() == call.document
    assert LineCall.objects.count() == 1


def test_step_that_is_past_or_was_never_asked_is_refused(group):
    call = english()
    old = call.last
    call.press("1").press("9")
    assert post(*old).status_code == 403
    assert post("/phone/voice/", call.fields).status_code == 403
    step = call.verb.attrib["action"]
    wrong = ["book", "my-dates", "language", "no-such-step"]
    assert {post(step.replace("/list/", f"/{slug}/"), fields(call)).status_code for slug in wrong} == {403}
    for turn in ("", "x", "99", "-1", "9" * 30):
        assert post(f"{step.partition('?')[0]}?turn={turn}", fields(call)).status_code == 403
    assert post(step, fields(call, CallSid="CA-of-nobody")).status_code == 403
    assert post(step, fields(call, CallSid="")).status_code == 403


def test_after_its_end_and_after_two_hours_a_call_is_over(group):
    call = english()
    post("/phone/status/", fields(call, CallStatus="completed"))
    assert post(call.verb.attrib["action"], fields(call, Digits="1")).status_code == 403
    late = english()
    LineCall.objects.update(started_at=timezone.now() - timedelta(hours=2, minutes=1))
    assert post(late.verb.attrib["action"], fields(late, Digits="1")).status_code == 403


def test_number_that_calls_without_end_is_not_taken():
    for _time in range(30):
        Call()
    assert Call().waits_for == "Reject"


@pytest.mark.parametrize("rough", ["\x00", "9" * 500, "İ" * 80, "0001-01-01", "%s"])
def test_whatever_is_sent_gets_an_answer(group, rough):
    call = english().press("3")
    for menu in (call, english(), english().press("4")):
        assert post(menu.verb.attrib["action"], fields(menu, Digits=rough)).status_code == 200
        assert post(menu.verb.attrib["action"], fields(menu, CallSid=rough)).status_code == 403
