"""Questions answered by text and on the automatic line: signed webhooks in, and what is answered."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.actors import SYSTEM, Channel, person_actor
from core.errors import DomainError
from evaluation.instruments import DECLINED, newest
from evaluation.models import Measure, Score, Sitting, SittingState, Way
from evaluation.services import answering, calling_in, sittings
from notifications.models import CallBack, Conversation, InboundText, LineCall
from people.models.consent import Purpose
from people.services import consents, pins
from tests.factories.centres import CentreFactory
from tests.factories.evaluation import SittingFactory
from tests.factories.people import ContactPointFactory, PersonFactory
from tests.factories.prescriptions import CaseFactory, PrescriptionFactory
from tests.fakes.signed import LINE, TOKEN, Call, Handset

pytestmark = pytest.mark.django_db
ROSA = "+15195550142"
PIN = "2580"
UCLA, BELONGING, MATTERS, ONS4, SWEMWBS = (
    newest(slug).key for slug in ("ucla3", "belonging", "matters", "ons4", "swemwbs")
)


@pytest.fixture
def centre(settings):
    settings.TWILIO_AUTH_TOKEN = TOKEN
    return CentreFactory(name_en="Guelph CHC", name_fr="CSC de Guelph", phone="+15195550199", line_number=LINE)


def asked(centre, *instruments, name="Rosa Diaz", number=ROSA, pin=PIN, **fields):
    """Questions that wait for somebody with this number, a loneliness scale and belonging unless others are given."""
    person = PersonFactory(name=name, centres=[centre], **fields)
    ContactPointFactory(person=person, value=number)
    if pin:
        pins.choose(person, digits=pin, by=SYSTEM)
    case = CaseFactory(prescription=PrescriptionFactory(centre=centre, person=person))
    return SittingFactory(case=case, instruments=list(instruments) or [UCLA, BELONGING])


@pytest.fixture
def sitting(centre):
    return asked(centre)


def answers_of(sitting, instrument=UCLA):
    return Measure.objects.get(sitting=sitting, instrument=instrument).answers


def now(sitting):
    return Sitting.objects.get(pk=sitting.pk)


def later(time_machine, passed):
    time_machine.move_to(timezone.now() + passed, tick=False)


def takes_it_back(sitting):
    consents.withdraw(person=sitting.person, purpose=Purpose.EVALUATION, by=SYSTEM)


# --- By text ----------------------------------------------------------------------------------------------


def test_first_text_says_that_there_are_questions_and_nothing_of_what(sitting):
    assert Handset().text("Questions") == (
        "Guelph CHC has 4 short questions for you. You need not answer, and nothing else changes if you do not."
        " Best when nobody reads along.\n"
        "Reply 1 to begin, 2 for another day, 3 if you would rather not this time."
    )


def test_one_question_is_asked_after_another_and_the_last_ends_it(sitting):
    phone = Handset()
    phone.text("QUESTIONS")
    assert phone.text("1") == (
        "The next three questions are about how you feel about different parts of your life.\n"
        "How often do you feel that you lack companionship?\n"
        "1 Hardly ever\n2 Some of the time\n3 Often\nX I would rather not say\n"
        "To stop and go on another day, text LATER."
    )
    assert phone.text("3") == (
        "How often do you feel left out?\n1 Hardly ever\n2 Some of the time\n3 Often\nX I would rather not say"
    )
    phone.text("2")
    phone.text("Hardly ever")
    assert phone.text("x") == "That was the last one. Thank you!"
    assert answers_of(sitting) == {"companionship": 3, "left_out": 2, "isolated": 1}
    assert answers_of(sitting, BELONGING) == {"belonging": DECLINED}
    assert now(sitting).state == SittingState.DONE
    assert {(one.scale, one.value, one.lack) for one in Score.objects.all()} == {
        ("loneliness", 6.0, ""),
        ("belonging", None, "declined"),
    }
    assert set(Measure.objects.values_list("way", "by_user_id")) == {(Way.TEXT, None)}
    assert phone.text("questions").startswith("We have no questions for you just now.")


def test_all_of_it_in_french(centre):
    theirs = asked(centre, BELONGING, language="fr")
    phone = Handset()
    assert phone.text("Questions") == (
        "CSC de Guelph a une petite question à vous poser. Rien ne vous oblige à répondre, et rien d'autre ne change"
        " si vous ne répondez pas. Mieux vaut que personne ne lise avec vous.\n"
        "Répondez 1 pour commencer, 2 pour un autre jour, 3 si vous préférez ne pas répondre cette fois-ci."
    )
    asks = phone.text("Oui")
    assert "\nX Je préfère ne pas répondre\nPour arrêter et continuer un autre jour, textez PLUS TARD." in asks
    assert phone.text("9").startswith("Répondez par un chiffre de 1 à 4.")
    assert phone.text("passe") == "C'était la dernière. Merci!"
    assert answers_of(theirs, BELONGING) == {"belonging": DECLINED}


def test_what_is_answered_is_not_kept_among_the_texts(sitting):
    phone = Handset()
    for said in ("questions", "1", "Often", "2"):
        phone.text(said)
    assert list(InboundText.objects.order_by("pk").values_list("words", flat=True)) == ["questions", "1", "", ""]


def test_text_that_is_reported_again_answers_one_question(sitting):
    phone = Handset()
    phone.text("questions")
    phone.text("1")
    first = phone.text("3")
    assert phone.again() == first
    assert answers_of(sitting) == {"companionship": 3}


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("9", "Please answer with a number from 1 to 3. X means that you would rather not say;"),
        ("Quite often", "Please answer with a number from 1 to 3."),
        ("terrible since the winter", "Please answer with a number from 1 to 3."),
    ],
)
def test_wrong_answer_tells_what_can_be_answered_and_the_question_stays(sitting, said, answer):
    phone = Handset()
    phone.text("questions")
    phone.text("1")
    assert phone.text(said).startswith(answer)
    phone.text("2")
    assert answers_of(sitting) == {"companionship": 2}


def test_second_one_in_a_row_brings_a_call_that_does_not_say_what_they_wrote(sitting):
    phone = Handset()
    for said in ("questions", "1", "terrible", "terrible"):
        answer = phone.text(said)
    assert answer.startswith("Somebody from Guelph CHC will call you.")
    assert CallBack.objects.get().words == ""


def test_later_stops_and_another_day_goes_on_where_they_stopped(sitting, time_machine):
    phone = Handset()
    for said in ("questions", "1", "3"):
        phone.text(said)
    answer = phone.text("Later")
    assert answer.startswith("Of course. Text QUESTIONS on any day until ")
    later(time_machine, timedelta(days=5))
    assert phone.text("questions").startswith("Guelph CHC has 3 short questions for you.")
    assert phone.text("begin").startswith("How often do you feel left out?")
    assert answers_of(sitting) == {"companionship": 3}


@pytest.mark.parametrize("said", ["3", "No", "non merci"])
def test_who_would_rather_not_is_asked_nothing_this_time(sitting, said):
    phone = Handset()
    phone.text("questions")
    assert phone.text(said) == "That is fine. We ask no more this time, and nothing else changes for you."
    assert now(sitting).state == SittingState.DECLINED
    assert consents.stands(sitting.person, Purpose.EVALUATION)


def test_no_in_the_middle_keeps_what_was_said(sitting):
    phone = Handset()
    for said in ("questions", "1", "3", "no"):
        phone.text(said)
    assert (now(sitting).state, answers_of(sitting)) == (SittingState.DECLINED, {"companionship": 3})


@pytest.mark.parametrize("nth", [1, 2])
def test_consent_taken_back_in_the_middle_ends_it(sitting, nth):
    phone = Handset()
    for said in ("questions", "1")[:nth]:
        phone.text(said)
    takes_it_back(sitting)
    assert phone.text("1").startswith("The time for these questions is over.")
    assert not Measure.objects.exists()
    assert phone.text("questions").startswith("We have no questions for you just now.")


def test_sitting_that_closes_in_the_middle_takes_nothing_more(sitting, time_machine):
    phone = Handset()
    for said in ("questions", "1", "3"):
        phone.text(said)
    Sitting.objects.update(opens_at=sitting.opens_at - timedelta(days=28), closes_at=sitting.opens_at)
    assert phone.text("3").startswith("The time for these questions is over.")
    sittings.lapse_overdue()
    assert (now(sitting).state, answers_of(sitting)) == (SittingState.LAPSED, {"companionship": 3})


def test_what_was_answered_on_the_web_meanwhile_is_not_asked_again(sitting):
    phone = Handset()
    phone.text("questions")
    by = person_actor(sitting.person_id)
    answering.answer(sitting, instrument=UCLA, answers={"companionship": 1, "left_out": 1}, way=Way.WEB, by=by)
    assert phone.text("1").startswith("How often do you feel isolated from others?")


def test_nobody_without_questions_learns_of_any(sitting):
    other = PersonFactory(name="Bo Lee", centres=[sitting.centre])
    ContactPointFactory(person=other, value="+15195550143")
    assert Handset("+15195550143").text("questions").startswith("We have no questions for you just now.")
    assert Handset("+15195550144").text("questions").startswith("We do not know this number yet")


def test_planned_sitting_is_not_asked_yet(centre):
    theirs = asked(centre)
    Sitting.objects.filter(pk=theirs.pk).update(state=SittingState.PLANNED)
    assert Handset().text("questions").startswith("We have no questions for you just now.")


def test_scores_that_staff_bring_along_are_asked_by_no_telephone(centre):
    theirs = asked(centre, SWEMWBS)
    assert Handset().text("questions").startswith("We have no questions for you just now.")
    assert "questions" not in Call().words
    with pytest.raises(DomainError, match="sitting_over"):
        calling_in.again(theirs.pk, [theirs.person_id], now=timezone.now())
    assert now(theirs).state == SittingState.OPEN


# --- Numbers and words ------------------------------------------------------------------------------------


def test_what_matters_is_said_in_their_words_then_rated_and_comes_back_in_no_text(centre):
    theirs = asked(centre, MATTERS)
    phone = Handset()
    phone.text("questions")
    assert phone.text("1").startswith(
        "What matters most to you just now? In your own words.\nX I would rather not say"
    )
    assert phone.text("7").startswith("Please answer in a few words of your own.")
    rated = phone.text("Call my daughter\nmore often")
    assert rated == (
        "How is it with what matters to you, this past week?\n"
        "Text a number from 0 (as bad as it could be) to 6 (as good as it could be).\n"
        "X I would rather not say"
    )
    assert phone.text("8").startswith("Please answer with a number from 0 to 6.")
    assert phone.text("0") == "That was the last one. Thank you!"
    measure = Measure.objects.get(sitting=theirs)
    assert (measure.own_words, measure.answers) == ("Call my daughter more often", {"matters": 0})
    kept = InboundText.objects.values_list("words", "answer")
    assert [row for row in kept if "daughter" in " ".join(row)] == []


def test_words_once_said_are_not_asked_again(centre):
    asked(centre, MATTERS)
    phone = Handset()
    for said in ("questions", "1", "my garden", "later", "questions"):
        phone.text(said)
    assert phone.text("1").startswith("How is it with what matters to you")
    assert phone.text("6") == "That was the last one. Thank you!"


def test_who_keeps_the_words_to_themselves_can_still_rate(centre):
    theirs = asked(centre, MATTERS)
    phone = Handset()
    for said in ("questions", "1", "1", "X", "4"):
        phone.text(said)
    measure = Measure.objects.get(sitting=theirs)
    assert (measure.own_words, measure.answers) == ("", {"matters": 4})


def test_keyword_alone_is_no_word_of_their_own(centre):
    asked(centre, MATTERS)
    phone = Handset()
    phone.text("questions")
    phone.text("1")
    assert phone.text("CALL ME").startswith("Somebody from Guelph CHC will call you.")
    assert not Measure.objects.exists()


def test_what_no_text_asks_is_left_for_the_page_or_a_call(centre):
    theirs = asked(centre, ONS4, BELONGING)
    phone = Handset()
    assert phone.text("questions").startswith("Guelph CHC has one short question for you.")
    phone.text("1")
    assert phone.text("1") == (
        "Thank you! We ask no more by text. The other questions are on your page, or we can call you: text CALL."
    )
    assert now(theirs).state == SittingState.OPEN
    assert phone.text("questions").startswith("Thank you! We ask no more by text.")


# --- Several people with one number -----------------------------------------------------------------------


@pytest.fixture
def bill(sitting):
    """Rosa's husband, who has the same telephone and no questions."""
    person = PersonFactory(name="Bill Diaz", centres=[sitting.centre])
    ContactPointFactory(person=person, value=ROSA)
    pins.choose(person, digits="1470", by=SYSTEM)
    return person


def test_shared_number_is_asked_first_who_it_is(sitting, bill):
    phone = Handset()
    assert phone.text("questions") == ("Who is this? Answer with a number.\n1 Bill\n2 Rosa\n3 somebody else")
    assert phone.text("1").startswith("We have no questions for you just now.")
    Conversation.objects.update(person=None)
    phone.text("questions")
    assert phone.text("2").startswith("Guelph CHC has 4 short questions for you.")
    phone.text("1")
    phone.text("3")
    assert answers_of(sitting) == {"companionship": 3}


def test_on_another_day_it_is_asked_anew_who_it_is(sitting, bill, time_machine):
    phone = Handset()
    for said in ("questions", "2", "1"):
        phone.text(said)
    later(time_machine, timedelta(hours=13))
    assert phone.text("often") == "To go on, text QUESTIONS. We then ask first who you are."
    phone.text("questions")
    phone.text("2")
    phone.text("1")
    later(time_machine, timedelta(hours=13))
    assert phone.text("3").startswith("Who is this?")
    phone.text("1")
    assert not Measure.objects.exists()


def test_own_words_from_nobody_in_particular_are_kept_nowhere(centre, time_machine):
    first = asked(centre, MATTERS)
    ContactPointFactory(person=PersonFactory(name="Bill Diaz", centres=[centre]), value=ROSA)
    phone = Handset()
    for said in ("questions", "2", "1"):
        phone.text(said)
    later(time_machine, timedelta(hours=13))
    assert phone.text("my garden").startswith("To go on, text QUESTIONS.")
    assert not first.measures.exists()


def test_question_of_ours_on_a_shared_number_asks_who_before_it_begins(sitting, bill):
    Conversation.objects.create(
        number=ROSA,
        centre=sitting.centre,
        language="en",
        question="questions",
        choices=calling_in.to_begin(sitting.pk),
        asked_at=sitting.opens_at,
    )
    phone = Handset()
    assert phone.text("1").startswith("Who is this?")
    assert phone.text("1").startswith("The time for these questions is over.")


# --- On the line ------------------------------------------------------------------------------------------


def proved(pin=PIN, language="1"):
    return Call(ROSA).press(language).press("7").press(pin)


def test_line_asks_with_the_keys_after_the_pin_and_nothing_before(sitting):
    call = Call(ROSA).press("1")
    assert call.words.startswith("To answer the centre’s questions, press 7.")
    call.press("7")
    assert "Key in your PIN" in call.words
    assert "lonely" not in call.words
    call.press(PIN)
    assert call.words.startswith("Guelph CHC has 4 short questions for you.")
    call.press("1")
    assert "How often do you feel that you lack companionship? Hardly ever: press 1." in call.words
    assert "If you would rather not say, press star." in call.words
    call.press("3").press("*").say("some of the time").press("2")
    assert call.words.startswith("That was the last one. Thank you!")
    assert answers_of(sitting) == {"companionship": 3, "left_out": DECLINED, "isolated": 2}
    assert now(sitting).state == SittingState.DONE
    assert set(Measure.objects.values_list("way", "by_user_id")) == {(Way.VOICE, None)}
    assert "centre’s questions" not in call.press("*").words


def test_line_asks_in_french(sitting):
    call = proved(language="2")
    assert call.words.startswith("CSC de Guelph a 4 petites questions à vous poser.")
    call.press("1")
    assert "À quelle fréquence sentez-vous que vous manquez de compagnie? Presque jamais : faites le 1." in call.words
    call.say("souvent").say("passe")
    assert answers_of(sitting) == {"companionship": 3, "left_out": DECLINED}


def test_who_hangs_up_goes_on_another_day_and_by_another_way(sitting, time_machine):
    proved().press("1").press("3")
    later(time_machine, timedelta(days=3))
    call = proved()
    assert "has 3 short questions" in call.words
    assert call.press("1").words.startswith("How often do you feel left out?")
    phone = Handset()
    phone.text("questions")
    assert phone.text("1").startswith("How often do you feel left out?")


def test_line_takes_a_no(sitting):
    call = proved().press("2")
    assert call.words.startswith("That is fine. We ask no more this time")
    assert now(sitting).state == SittingState.DECLINED


@pytest.mark.parametrize("key", ["5", "4"])
def test_wrong_key_tells_which_there_are(sitting, key):
    call = proved().press("1").press(key)
    assert call.words.startswith("I am sorry, I did not understand. Please press a number from 1 to 3.")
    assert "How often do you feel that you lack companionship?" in call.words
    assert not Measure.objects.exists()


def test_zero_is_a_person(sitting):
    assert proved().press("1").press("0").waits_for in {"Dial", "Record"}


@pytest.mark.parametrize(
    ("answer", "kept"),
    [("0", 0), ("8", 8), ("9", 9), ("10", 10), ("*", DECLINED)],
)
def test_number_is_keyed_and_no_digit_of_it_means_anything_else(centre, answer, kept):
    theirs = asked(centre, ONS4)
    call = proved().press("1")
    assert "Answer with a number from 0 to 10, then press the pound key." in call.words
    call.press(answer)
    assert answers_of(theirs, ONS4) == {"satisfied": kept}


@pytest.mark.parametrize(("said", "kept"), [("eight", 8), ("ten", 10), ("10", 10), ("press nine", 9)])
def test_number_may_be_said(centre, said, kept):
    theirs = asked(centre, ONS4)
    proved().press("1").say(said)
    assert answers_of(theirs, ONS4) == {"satisfied": kept}


def test_number_out_of_range_tells_which_there_are_and_a_person_is_there(centre):
    asked(centre, MATTERS)
    call = proved().press("1")
    assert call.words.startswith("Think of what matters most to you just now. You keep it to yourself.")
    assert "I need a number from 0 to 6." in call.press("7").words
    assert call.press("00").waits_for in {"Dial", "Record"}
    call = proved().press("1")
    assert call.say("a person please").waits_for in {"Dial", "Record"}
    assert not Measure.objects.exists()


def test_consent_taken_back_in_the_middle_of_a_call_ends_it(sitting):
    call = proved().press("1").press("1")
    takes_it_back(sitting)
    assert call.press("1").words.startswith("The time for these questions is over.")
    assert answers_of(sitting) == {"companionship": 1}


def test_sitting_that_closes_in_the_middle_of_a_call_takes_nothing_more(sitting):
    call = proved().press("1").press("1")
    Sitting.objects.update(opens_at=sitting.opens_at - timedelta(days=28), closes_at=sitting.opens_at)
    assert call.press("1").words.startswith("The time for these questions is over.")
    assert answers_of(sitting) == {"companionship": 1}


@pytest.mark.parametrize("number", ["+15195550149", "+266696687"])
def test_nobody_else_hears_of_them(sitting, number):
    call = Call(number).press("1")
    assert "questions" not in call.words
    assert "questions" not in call.press("7").words


def test_whoever_else_has_the_number_answers_nothing(sitting, bill):
    assert proved(pin="1470").words.startswith("There are no questions for you just now.")
    assert not Measure.objects.exists()


def test_no_answer_stays_in_the_call(sitting):
    proved().press("1").press("3").press("2")
    kept = LineCall.objects.get().choices["kept"]
    assert kept == {"sitting": sitting.pk, "instrument": UCLA, "item": "isolated"}


def test_step_that_is_reported_again_counts_once(sitting):
    call = proved().press("1").press("3")
    assert call.again().content.decode() == call.document
    assert answers_of(sitting) == {"companionship": 3}


def test_channel_is_written_down_with_who_answered(sitting):
    assert calling_in.themselves(sitting, Way.VOICE).channel == Channel.VOICE
    assert calling_in.themselves(sitting, Way.TEXT) == person_actor(sitting.person_id, channel=Channel.SMS)
