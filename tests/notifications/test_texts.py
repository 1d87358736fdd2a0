"""By text one can do what one can do on the web, in both languages, and is never left without an answer."""

import re
from datetime import time, timedelta

import pytest
from django.utils import timezone

from activities.choices import JoinMode
from activities.models import Booking, BookingState, Enrolment
from activities.services import bookings
from centres.models import Centre
from core.actors import SYSTEM, Channel
from notifications.models import CallBack, InboundText, OutboxMessage, Preferences
from notifications.services import delivery
from people.models import Person, StoppedNumber
from people.services import codes, persons
from tests.factories.centres import CentreFactory
from tests.fakes.signed import Handset
from tests.notifications.telephone import dated, placed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("token")]
CODE = "4829"


@pytest.fixture
def group(centre):
    return dated(centre, title_en="Card Night", title_fr="Soirée de cartes", join_code=CODE)


@pytest.fixture
def handset(centre):
    return Handset()


def known(centre, name="Rosa Diaz", number="+15195550142", **fields):
    return persons.register(name=name, centre=centre, contact=number, contact_kind="mobile", by=SYSTEM, **fields)


# --- Signing up --------------------------------------------------------------------------------------


def test_stranger_signs_up_with_a_code_a_date_and_a_first_name(handset, group):
    asked = handset.text(f"JOIN {CODE}")
    assert asked.startswith("Card Night, Guelph CHC. When will you come?")
    assert len(re.findall(r"^\d ", asked, re.MULTILINE)) == 2
    assert handset.text("2") == "What is your first name?"
    assert handset.text("Rosa").startswith("You have a place: Card Night, ")
    booking = Booking.objects.get()
    assert (booking.session, booking.channel) == (group.sessions.order_by("day")[1], Channel.SMS)
    [point] = booking.person.contact_points.all()
    assert (booking.person.name, booking.person.language, point.value) == ("Rosa", "en", handset.number)
    assert point.verified_at is not None


def test_stranger_signs_up_in_french(handset, group):
    assert handset.text(f"inscrire {CODE}").startswith("Soirée de cartes, CSC de Guelph. Quand viendrez-vous?")
    assert handset.text("1") == "Quel est votre prénom?"
    assert handset.text("Éloïse").startswith("Vous avez une place : Soirée de cartes, ")
    assert Person.objects.get().language == "fr"


def test_code_alone_is_enough(handset, group):
    assert handset.text(f" {CODE}. ").startswith("Card Night")


def test_who_is_known_is_not_asked_for_a_name(handset, group, centre):
    person = known(centre)
    handset.text(f"join {CODE}")
    assert handset.text("1.").startswith("You have a place")
    assert Booking.objects.get().person == person


def test_same_text_reported_again_does_nothing_and_gets_the_same_answer(handset, group, centre):
    known(centre)
    handset.text(f"join {CODE}")
    first = handset.text("1")
    assert handset.again() == first
    assert (Booking.objects.count(), InboundText.objects.count()) == (1, 2)


def test_full_date_means_the_waiting_list_and_says_so(handset, centre):
    full = dated(centre, capacity=1, join_code=CODE)
    placed(known(centre, "Bill", "+15195550143"), full)
    assert "(full: waiting list)" in handset.text(f"join {CODE}")
    handset.text("1")
    assert handset.text("Rosa").startswith("It is full. You are on the waiting list: ")


def test_every_time_can_be_chosen_of_a_standing_group(handset, centre):
    dated(centre, join_mode=JoinMode.STANDING, join_code=CODE)
    known(centre)
    assert "3 every time, from " in handset.text(f"join {CODE}")
    assert "every time" in handset.text("3")
    assert Enrolment.objects.get().channel == Channel.SMS


def test_group_by_invitation_is_not_joined_by_its_code(handset, centre):
    dated(centre, join_mode=JoinMode.INVITATION, join_code=CODE)
    assert handset.text(f"join {CODE}") == "To join this group, please call the centre. Questions? 519-555-0199."
    assert Booking.objects.count() == 0


@pytest.mark.parametrize("said", ["join", "JOIN 9999", "inscrire", "INSCRIRE 9999"])
def test_missing_and_wrong_codes_are_told(handset, group, said):
    answer = handset.text(said)
    assert "9999" in answer or "1234" in answer


def test_name_that_is_none_is_asked_again(handset, group):
    handset.text(f"join {CODE}")
    handset.text("1")
    assert handset.text("555 1234").startswith("Please text us only the name")
    assert handset.text("Rosa").startswith("You have a place")


# --- What is on --------------------------------------------------------------------------------------


def test_list_names_the_week_and_a_digit_joins(handset, group, centre):
    dated(centre, title_en="Grief Circle", title_fr="Cercle de deuil", sensitive=True)
    answer = handset.text("What's on?")
    assert answer.startswith("This week at Guelph CHC:\n1 Card Night, ")
    assert "Grief" not in answer
    assert handset.text("1").startswith("Card Night, Guelph CHC. When will you come?")


def test_list_of_a_day_in_either_language(handset, group):
    day = group.sessions.order_by("day")[0].day
    english, french = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"], [
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    ]  # fmt: skip
    assert "1 Card Night" in handset.text(f"LIST {english[day.weekday()]}")
    assert "1 Soirée de cartes" in handset.text(f"LISTE {french[day.weekday()]}")
    assert "Nothing on" in handset.text(f"list {english[day.weekday() - 1]}")


# --- One's own places ----------------------------------------------------------------------------------


def test_place_is_given_back_by_digits(handset, group, centre):
    booking = placed(known(centre), group)
    assert "1 Card Night, " in handset.text("PLACES")
    assert "1 I cannot come then" in handset.text("1")
    assert handset.text("1").startswith("Thank you for telling us. Your place is given back: Card Night, ")
    booking.refresh_from_db()
    assert booking.state == BookingState.CANCELLED
    assert handset.text("places").startswith("You have no places just now.")


def test_offer_is_taken_by_a_digit(handset, centre):
    full = dated(centre, capacity=1, join_code=CODE)
    held = placed(known(centre, "Bill", "+15195550143"), full)
    waits = placed(known(centre), full)
    bookings.cancel(held, by=SYSTEM)
    assert "(a place is free for you)" in handset.text("my places")
    assert handset.text("1").endswith("1 I take the place\n2 I cannot come then")
    assert handset.text("1").startswith("You have a place: ")
    waits.refresh_from_db()
    assert waits.state == BookingState.CONFIRMED


def test_one_date_is_skipped_and_all_are_left(handset, centre):
    group = dated(centre, join_mode=JoinMode.STANDING, join_code=CODE)
    known(centre)
    handset.text(f"join {CODE}")
    handset.text("3")
    assert handset.text("2").endswith("We expect you the next time.")
    first, second = Booking.objects.order_by("session__day")
    assert (first.state, second.state) == (BookingState.CANCELLED, BookingState.CONFIRMED)
    handset.text("places")
    assert "2 I will not come any more" in handset.text("1")
    assert handset.text("2").startswith("You are off the list, on every date.")
    assert group.enrolments.active().count() == 0


def test_waiting_list_is_left_and_nobody_is_promoted(handset, centre):
    full = dated(centre, capacity=1, join_code=CODE)
    placed(known(centre, "Bill", "+15195550143"), full)
    placed(known(centre), full)
    handset.text("places")
    assert "1 take me off the waiting list" in handset.text("1")
    assert handset.text("1").startswith("You are off the waiting list: ")
    assert Booking.objects.confirmed().get().person.name == "Bill"


# --- Households ------------------------------------------------------------------------------------------


def test_shared_number_is_asked_who_it_is_once(handset, group, centre):
    placed(known(centre, "Rosa Diaz"), group)
    placed(known(centre, "Bill Diaz"), group, nth=1)
    assert handset.text("places") == "Who is this? Answer with a number.\n1 Bill\n2 Rosa\n3 somebody else"
    assert handset.text("2").count("Card Night") == 1
    assert handset.text("places").count("Card Night") == 1


def test_somebody_else_of_the_household_signs_up_by_name(handset, group, centre):
    known(centre, "Rosa Diaz")
    known(centre, "Bill Diaz")
    handset.text(f"join {CODE}")
    assert handset.text("1").startswith("Who is this?")
    assert handset.text("3") == "What is your first name?"
    assert handset.text("Nora").startswith("You have a place")
    assert Booking.objects.get().person.name == "Nora"


def test_records_with_one_first_name_are_one_human(handset, group, centre):
    placed(known(centre, "Rosa Diaz"), group)
    placed(known(centre, "Rosa D."), group, nth=1)
    assert handset.text("places").count("Card Night") == 2


# --- The carriers' words ---------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["STOP", "stop.", "Stop!", "StopAll", "UNSUBSCRIBE", "cancel", "END", "Quit"])
def test_carriers_stop_words_stop_and_the_carrier_answers(handset, word):
    assert handset.text(word) == ""
    assert StoppedNumber.objects.get().number == handset.number


@pytest.mark.parametrize("word", ["ARRÊT", "Arret", "arrêtez", "ARRETE"])
def test_french_stop_words_stop_and_we_answer_once(handset, word):
    assert handset.text(word).startswith("Vous ne recevrez plus de textos")
    assert StoppedNumber.objects.get().number == handset.number


@pytest.mark.parametrize("word", ["START", "unstop", "YES", "reprendre"])
def test_start_words_bring_texts_back(handset, word):
    handset.text("stop")
    handset.text(word)
    assert StoppedNumber.objects.count() == 0


def test_after_stop_nothing_is_answered_until_start(handset, group):
    handset.text("stop")
    assert (handset.text("list"), handset.text("hello"), handset.text("hello")) == ("", "", "")
    handset.text("start")
    assert handset.text("list").startswith("This week")


def test_cancel_and_yes_never_touch_a_place(handset, group, centre):
    booking = placed(known(centre), group)
    handset.text("places")
    handset.text("YES")
    handset.text("CANCEL")
    booking.refresh_from_db()
    assert booking.state == BookingState.CONFIRMED


def test_help_says_who_we_are_and_how_to_stop(handset):
    answer = handset.text("HELP")
    assert answer.startswith("Guelph CHC")
    assert ("519-555-0199" in answer, "STOP" in answer) == (True, True)
    assert handset.text("aide").startswith("CSC de Guelph")


# --- Not understood ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        ("JION 4829", "Card Night"),
        ("Lsit", "This week"),
        ("plcaes", "We do not know"),
        ("inscirre 4829", "Soirée"),
    ],
)
def test_slips_of_the_finger_are_forgiven(handset, group, said, begins):
    assert handset.text(said).startswith(begins)


@pytest.mark.parametrize("said", ["", "   ", "👍", "🎉🎉", "qwertyuiop"])
def test_what_nobody_understands_gets_a_short_answer_and_then_a_person(handset, said):
    assert handset.text(said).startswith("Sorry, we did not understand. LIST tells what is on")
    assert handset.text(said, NumMedia="1").startswith("Somebody from Guelph CHC will call you.")
    assert CallBack.objects.get().number == handset.number
    assert handset.text(said).startswith("Sorry")


def test_digit_beyond_the_choices_is_told_how_many_there_are(handset, group):
    handset.text(f"join {CODE}")
    assert "a number from 1 to 2" in handset.text("7")
    assert handset.text("1") == "What is your first name?"


@pytest.mark.parametrize("one", ["1", " 1 ", "1.", "#1", "(1)", "1️⃣", "１", "١"])
def test_digit_is_understood_however_it_is_written(handset, group, one):
    handset.text(f"join {CODE}")
    assert handset.text(one) == "What is your first name?"


def test_rule_that_says_no_is_told_in_words(handset, centre):
    group = dated(centre, join_code=CODE, dates=1)
    handset.text(f"join {CODE}")
    handset.text("1")
    group.sessions.update(starts_at=timezone.now() - timedelta(hours=1))
    assert handset.text("Rosa").startswith("This date is over.")
    assert Person.objects.count() == 0


def test_person_is_asked_for_by_a_word(handset, centre):
    known(centre)
    assert handset.text("call me").startswith("Somebody from Guelph CHC will call you.")
    assert CallBack.objects.get().person.name == "Rosa Diaz"


def test_language_is_switched_for_good(handset, centre):
    person = known(centre)
    assert handset.text("FRANÇAIS").startswith("À partir de maintenant")
    person.refresh_from_db()
    assert person.language == "fr"
    assert handset.text("bof").startswith("Désolé")


def test_machine_that_answers_our_answers_is_not_answered_for_ever(handset):
    answers = [handset.text("hello") for _ in range(32)]
    assert (answers[29] != "", answers[30], answers[31]) == (True, "", "")


def test_stop_is_heard_also_after_too_many_texts(handset):
    for _ in range(31):
        handset.text("hello")
    assert handset.text("ARRÊT").startswith("Vous ne recevrez plus de textos")
    assert StoppedNumber.objects.get().number == handset.number


def test_line_that_no_centre_has_is_answered_for_the_centre_that_knows_the_number(centre):
    known(centre)
    CentreFactory(name_en="Aaa CHC")
    assert Handset(line="+15195550777").text("help").startswith("Guelph CHC")


def test_where_there_is_no_centre_nothing_is_answered():
    Centre.objects.all().delete()
    assert Handset().text("help") == ""


@pytest.mark.parametrize("number", ["", "12345", "Bank", "+1"])
def test_text_from_no_telephone_is_let_pass(centre, number):
    assert Handset(number=number).text("help") == ""


def test_what_the_answer_said_is_not_texted_again(handset, group, centre):
    known(centre)
    handset.text(f"join {CODE}")
    handset.text("1")
    handset.text("2")
    assert OutboxMessage.objects.count() == 0


# --- Shared numbers, and what a text of ours asked ---------------------------------------------------


def offered(person, group):
    """Waits at the group's first date, which is full, until a place is offered."""
    held = placed(known(group.centre, "Bill", "+15195550143"), group)
    waits = placed(person, group)
    bookings.cancel(held, by=SYSTEM)
    waits.refresh_from_db()
    assert waits.state == BookingState.OFFERED
    return waits


def test_text_of_ours_to_one_of_two_does_not_say_who_texts_next(handset, group, centre, texts):
    first, _second = known(centre, "Ana Silva"), known(centre, "Rui Silva")
    Preferences.objects.create(person=first, quiet_from=time(0), quiet_until=time(0))
    offered(first, dated(centre, capacity=1))
    delivery.deliver_due()
    assert handset.number in [to for to, _words in texts.sent]
    handset.text(f"join {CODE}")
    assert handset.text("1").startswith("Who is this?")


def test_digit_that_comes_while_others_are_still_sent_to_answers_our_text(handset, group, centre, texts, monkeypatch):
    ana, rui = known(centre, "Ana"), known(centre, "Rui", "+15195550144")
    for person in (ana, rui):
        Preferences.objects.create(person=person, quiet_from=time(0), quiet_until=time(0))
    waits, _other = (offered(person, dated(centre, capacity=1)) for person in (ana, rui))
    handset.text(f"join {CODE}")
    send, said = texts.send_text, []

    def sent_and_answered(self, *, to, **text):
        if to == "+15195550144":
            said.append(handset.text("1"))
        return send(self, to=to, **text)

    monkeypatch.setattr(texts, "send_text", sent_and_answered)
    delivery.deliver_due()
    waits.refresh_from_db()
    assert (len(said), waits.state) == (1, BookingState.CONFIRMED)


def test_what_they_asked_since_is_not_forgotten_for_an_older_text_of_ours(handset, group, centre, texts):
    person = known(centre)
    Preferences.objects.create(person=person, quiet_from=time(0), quiet_until=time(0))
    offered(person, dated(centre, capacity=1))
    message = OutboxMessage.objects.get(person=person, type="place-offered")
    delivery.deliver_due()
    OutboxMessage.objects.filter(pk=message.pk).update(outcome="", due_at=timezone.now())  # nobody lived to note it
    handset.text(f"join {CODE}")
    delivery.deliver_due()
    assert handset.text("2").startswith("You have a place: Card Night, ")


def test_whoever_has_an_open_offer_and_joins_takes_it(handset, centre):
    full = dated(centre, capacity=1, join_code=CODE)
    waits = offered(known(centre), full)
    handset.text(f"join {CODE}")
    assert handset.text("1").startswith("You have a place: ")
    waits.refresh_from_db()
    assert waits.state == BookingState.CONFIRMED


def test_stop_holds_for_what_a_worker_has_in_hand(handset, group, centre, texts, monkeypatch):
    for person in (known(centre, "Ana", "+15195550144"), known(centre)):
        Preferences.objects.create(person=person, quiet_from=time(0), quiet_until=time(0))
        bookings.book(session=group.sessions.first(), person=person, channel=Channel.DESK, by=SYSTEM)
    send = texts.send_text

    def sent_as_the_other_stops(self, **text):
        handset.text("arret")
        return send(self, **text)

    monkeypatch.setattr(texts, "send_text", sent_as_the_other_stops)
    delivery.deliver_due()
    assert [to for to, _words in texts.sent] == ["+15195550144"]


def test_stop_holds_for_codes_as_well(handset, centre, texts, django_capture_on_commit_callbacks):
    point = known(centre).contact_points.get()
    handset.text("arret")
    with django_capture_on_commit_callbacks(execute=True):
        codes.send(point, by=SYSTEM)
    assert texts.sent == []
