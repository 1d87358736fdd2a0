"""A slip by text and on the automatic line: signed webhooks in, and what is answered."""

from datetime import timedelta

import pytest

from activities.models import Booking, BookingState, Enrolment
from core import throttle
from core.actors import SYSTEM, Channel
from core.models import AuditEvent
from notifications.models import Conversation
from people.services import persons
from prescriptions import sms, voice
from prescriptions.models import PrescriptionState, TakingPart
from prescriptions.services import codes, coming_in
from tests.factories.activities import BookingFactory
from tests.factories.centres import CentreFactory
from tests.factories.people import PersonFactory
from tests.factories.prescriptions import PrescriptionFactory
from tests.fakes.signed import LINE, TOKEN, Call, Handset
from tests.notifications.telephone import CARDS, dated, placed

pytestmark = pytest.mark.django_db
GRIEF = {"title_en": "Life Beyond Grief", "title_fr": "Vivre avec le deuil", "sensitive": True}
UNKNOWN = "This code does not open anything now."


@pytest.fixture
def centre(settings):
    settings.TWILIO_AUTH_TOKEN = TOKEN
    return CentreFactory(name_en="Guelph CHC", name_fr="CSC de Guelph", phone="+15195550199", line_number=LINE)


@pytest.fixture
def made(centre):
    """Brian's, for a group that nobody joins without it."""
    grief = dated(centre, join_mode="invitation", **GRIEF)
    return PrescriptionFactory(centre=centre, activity=grief)


@pytest.fixture
def open_made(centre):
    """One that names no group."""
    dated(centre, **CARDS)
    dated(centre, **GRIEF)
    return PrescriptionFactory(centre=centre)


def says_nothing_of(made, words):
    told = [made.person.name, "Brian", "Grief", "deuil", "breakfast", made.writer_name]
    return [one for one in told if one in words] == []


# --- By text ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["{0}", "{1}", "RX {0}", "rx {1}", "Code {1}.", "rx{0}"])
def test_nine_digits_give_the_dates_and_a_digit_the_place(made, form):
    phone = Handset()
    answer = phone.text(form.format(made.code, made.code_shown))
    assert answer.startswith("Guelph CHC. When will you come? Answer with a number.\n1 ")
    assert "\n2 " in answer
    assert says_nothing_of(made, answer)
    placed_ = phone.text("2")
    assert placed_.startswith("The place is yours: ")
    assert says_nothing_of(made, placed_)
    booking = Booking.objects.get()
    assert (booking.person, booking.channel, booking.state) == (
        made.person,
        Channel.PRESCRIPTION,
        BookingState.CONFIRMED,
    )
    assert list(TakingPart.objects.get(prescription=made).places()) == [booking]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_course_is_one_choice_and_one_digit_gives_all_its_dates(centre, language):
    made = PrescriptionFactory(centre=centre, activity=dated(centre, join_mode="course", **GRIEF))
    type(made.person).objects.update(language=language)
    phone = Handset()
    answer = phone.text(made.code)
    assert {"en": " (a course: all its dates)", "fr": " (un cours : toutes ses dates)"}[language] in answer
    assert "\n2 " not in answer
    placed_ = phone.text("1")
    assert {"en": "at all dates of the course", "fr": "à toutes les dates du cours"}[language] in placed_
    assert says_nothing_of(made, answer + placed_)
    assert Enrolment.objects.get(person=made.person).bookings.confirmed().count() == 2
    assert TakingPart.objects.get(prescription=made).places().count() == 2


@pytest.mark.parametrize("capacity", [8, 1])
def test_course_on_the_line_is_said_as_one(centre, capacity):
    course = dated(centre, join_mode="course", capacity=capacity, **CARDS)
    if capacity == 1:
        placed_elsewhere(course)
    made = PrescriptionFactory(centre=centre, activity=course)
    call = Call().press("1").press("6").press(made.code)
    said = "a course with all its dates, is full" if capacity == 1 else "To come to all dates of a course"
    assert said in call.words
    call.press("1")
    assert "at all dates of the course" in call.words
    assert ("The place is yours" in call.words) is (capacity == 8)
    states = {row.state for row in Enrolment.objects.get(person=made.person).bookings.all()}
    assert states == {BookingState.CONFIRMED if capacity == 8 else BookingState.WAITLISTED}


def placed_elsewhere(course):
    """Somebody has a place at its last date alone."""
    last = course.sessions.order_by("day").last()
    BookingFactory(session=last)
    type(last).objects.filter(pk=last.pk).update(seats_taken=1)


def test_text_that_is_reported_again_makes_no_second_place(made):
    phone = Handset()
    phone.text(made.code)
    first = phone.text("1")
    assert phone.again() == first
    assert Booking.objects.count() == 1


def test_without_a_named_group_others_are_offered_and_no_sensitive_one(open_made):
    answer = Handset().text(open_made.code)
    assert "1 Card Night, " in answer
    assert "\n2 " not in answer
    assert says_nothing_of(open_made, answer)


def test_number_that_nobody_has_is_answered_in_the_language_of_the_slip(centre, made):
    made.person.language = "fr"
    made.person.save()
    phone = Handset()
    assert phone.text(made.code).startswith("CSC de Guelph. Quand viendrez-vous?")
    assert phone.text("1").startswith("La place est à vous")
    persons.register(name="Ana", centre=centre, contact="+15195550177", contact_kind="mobile", by=SYSTEM)
    assert Handset("+15195550177").text(made.code).startswith("Guelph CHC. When will you come?")


def test_full_date_says_the_same_to_whoever_has_a_place_and_whoever_waits(centre):
    cards = dated(centre, capacity=1, **CARDS)
    made = PrescriptionFactory(centre=centre, activity=cards)
    other = PrescriptionFactory(centre=centre, activity=cards)
    placed(made.person, cards)
    phone = Handset()
    assert "(full: waiting list)" in phone.text(made.code)
    theirs = phone.text("1")
    phone.text(other.code)
    assert phone.text("1") == theirs
    assert theirs.startswith("It is noted: ")
    assert [row.state for row in Booking.objects.order_by("pk")] == [BookingState.CONFIRMED, BookingState.WAITLISTED]


@pytest.mark.parametrize("over", ["nobody's", "revoked", "late"])
def test_code_that_opens_nothing_has_one_answer(made, time_machine, over):
    code = made.code
    if over == "revoked":
        type(made).objects.update(state=PrescriptionState.REVOKED)
    elif over == "late":
        type(made).objects.update(code_until=made.written_at - timedelta(days=1))
    else:
        code = codes.draw()
    assert Handset().text(code).startswith(UNKNOWN)
    assert not Conversation.objects.get().question


def test_code_that_ends_between_two_texts_makes_no_place(made):
    phone = Handset()
    phone.text(made.code)
    type(made).objects.update(state=PrescriptionState.REVOKED)
    assert phone.text("1").startswith(UNKNOWN)
    assert not Booking.objects.exists()


def test_guesses_are_counted_also_the_wrong_ones_and_slips_of_the_finger_are_not(made):
    phone = Handset()
    mistyped = made.code[:-1] + str((int(made.code[-1]) + 1) % 10)
    for _time in range(sms.AN_HOUR):
        assert phone.text(codes.draw()).startswith(UNKNOWN)
        assert phone.text(mistyped).startswith("Please look at the nine digits again")
    assert phone.text(made.code).startswith("That was too often")
    assert Handset("+15195550178").text(made.code).startswith("Guelph CHC.")


def test_all_numbers_together_have_so_many_tries(made, monkeypatch):
    monkeypatch.setattr(coming_in, "IN_ALL", 3)
    for last in range(3):
        assert Handset(f"+1519555017{last}").text(codes.draw()).startswith(UNKNOWN)
    assert Handset().text(made.code).startswith("That was too often")


def test_use_of_a_code_stands_in_the_access_log(made):
    Handset().text(made.code)
    event = AuditEvent.objects.get(action="prescription.code_used")
    assert (event.person_id, event.channel, event.actor_person_id) == (made.person_id, Channel.SMS, None)


# --- On the line ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "asks", "placed"),
    [
        ("1", "Key in the nine digits on your slip.", "The place is yours: your group, "),
        ("2", "Composez les neuf chiffres de votre feuillet.", "La place est à vous\u00a0: votre groupe, "),
    ],
)
@pytest.mark.parametrize("number", ["+15195550142", "+266696687"])
def test_line_reads_dates_and_makes_the_place(made, language, asks, placed, number):
    call = Call(number).press(language).press("6")
    assert asks in call.words
    call.press(made.code)
    assert says_nothing_of(made, call.words)
    call.press("1")
    assert placed in call.words.replace(" :", "\u00a0:")
    assert says_nothing_of(made, call.words)
    booking = Booking.objects.get()
    assert (booking.person, booking.channel) == (made.person, Channel.PRESCRIPTION)


def test_digits_may_be_said(made):
    call = Call().press("1").say("my slip")
    call.say(made.code_shown)
    assert "To come to your group, " in call.words


def test_line_names_others_where_no_group_is_named(open_made):
    call = Call().press("1").press("6").press(open_made.code)
    assert "To come to Card Night, " in call.words
    assert says_nothing_of(open_made, call.words)
    call.press("3")
    assert "Card Night" in call.words
    assert not Booking.objects.exists()


def test_line_lets_nobody_guess(made):
    call = Call().press("1").press("6")
    for _time in range(voice.IN_A_CALL - 1):
        call.press(codes.draw())
        assert UNKNOWN in call.words
    assert "Key in the nine digits" in call.words
    call.press(codes.draw())
    assert call.waits_for in {"Dial", "Record"}  # a person


def test_number_has_so_many_tries_in_an_hour_over_several_calls(made):
    for _time in range(voice.AN_HOUR):
        Call().press("1").press("6").press(codes.draw())
    call = Call().press("1").press("6").press(made.code)
    assert "That was too often for now." in call.words


def test_call_without_any_date_goes_to_a_person(centre):
    made = PrescriptionFactory(centre=centre, person=PersonFactory())
    call = Call().press("1").press("6").press(made.code)
    assert "There is no date just now that I can read to you." in call.words


def test_tries_of_a_slip_of_the_finger_are_none():
    assert coming_in.tries("123456789", throttle.Try("x", "y", 1)) == []
