"""Messages at the desk: the list, why something did not get through, sending it again, and calling instead."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from activities.services import bookings, sessions
from core.actors import SYSTEM, Channel, Role
from core.models import AuditEvent
from notifications import lines
from notifications.models import Call, OutboxMessage, Outcome, Preferences
from notifications.services import delivery, outbox
from people.models import ContactPoint
from people.models.consent import Purpose
from people.services import consents, contacts, numbers
from tests.factories.activities import SessionFactory
from tests.factories.centres import CentreFactory
from tests.factories.people import PersonFactory, UserFactory, staff_actor
from tests.notifications.test_delivery import deliver, known, placed
from tests.people.conftest import staff_client

pytestmark = pytest.mark.django_db
LIST = "desk_outbox:list"
MOBILE = {"contact": "519-555-0134", "contact_kind": "mobile"}
STOPPED = "519-555-0134: somebody texted STOP from it, so no texts go there. Call them."


@pytest.fixture
def centre():
    return CentreFactory(name_en="Guelph CHC", name_fr="CSC de Guelph", phone="+15195550100")


@pytest.fixture(autouse=True)
def _by_day(time_machine):
    """No quiet hours, at whatever hour the tests run."""
    time_machine.move_to(timezone.localtime().replace(hour=12))


@pytest.fixture
def as_colleague(centre):
    return staff_client(Role.COORDINATOR, centre=centre)


def shown(client, **narrowed):
    return client.get(reverse(LIST), narrowed).context["lines"]


def only_line(centre):
    """The one message, as staff see it, and what may be done."""
    [line] = lines.of(lines.with_all(outbox.at_desk(staff_actor(centre=centre))))
    return line


def whys(centre):
    return only_line(centre).whys


# --- The list -----------------------------------------------------------------------------------


@pytest.mark.parametrize("people", [1, 3])
def test_list_takes_the_same_queries_however_many(centre, as_colleague, people, django_assert_num_queries):
    for _number in range(people):
        placed(centre, known(centre))
    deliver()
    with django_assert_num_queries(14):
        response = as_colleague.get(reverse(LIST))
    assert len(response.context["lines"]) == people


def test_list_has_the_words_in_the_language_in_which_they_went_out(centre, as_colleague):
    person = known(centre, language="fr")
    placed(centre, person, title_fr="Soirée de cartes")
    [line] = shown(as_colleague)
    assert line.words.startswith("Vous avez une place\xa0: Soirée de cartes")
    page = as_colleague.get(reverse(LIST)).text
    assert '<div class="pl-told" lang="fr"><p>Vous avez une place' in page
    assert reverse("desk:person", args=[person.public_id]) in page


def test_list_is_of_the_own_centre_newest_first_and_each_look_is_recorded(centre, as_colleague):
    older, newer = known(centre), known(centre, contact="bo@example.org")
    placed(centre, older)
    placed(centre, newer)
    placed(CentreFactory(), older)
    assert [line.message.person for line in shown(as_colleague)] == [newer, older]
    assert AuditEvent.about(older.pk).filter(action="person.listed").count() == 1
    assert shown(staff_client(Role.COORDINATOR)) == []


def test_list_has_pages(centre, as_colleague):
    person = known(centre)
    session = placed(centre, person).session
    for number in range(26):
        outbox.notify("register-open", person=person, about=session, key=str(number), centre_id=centre.pk)
    assert (len(shown(as_colleague)), len(shown(as_colleague, page=2))) == (25, 2)


def test_states_narrow_the_list(centre, as_colleague):
    kept, gone, late, no = (known(centre, contact=f"{name}@example.org") for name in ("a", "b", "c", "d"))
    none = PersonFactory(centres=[centre])
    consents.withdraw(person=no, purpose=Purpose.OWN_PLACES, by=SYSTEM)
    untrue = placed(centre, gone)
    for person in (kept, no, none):
        placed(centre, person)
    bookings.cancel(untrue, by=SYSTEM, quiet=True)
    deliver()
    placed(centre, late)

    def people(**narrowed):
        return {line.message.person for line in shown(as_colleague, **narrowed)}

    assert people(state="waiting") == {late}
    assert people(state="sent") == {kept}
    assert people(state="failed") == {no, none}
    assert people() == people(state="nonsense") == {kept, gone, late, no, none}


def test_whether_staff_are_told_of_a_worry_is_for_them_alone(centre, as_colleague):
    person = PersonFactory(user=UserFactory(), centres=[centre])
    session = SessionFactory(activity__centre=centre)
    outbox.notify("worry-reported", person=person, about=session, centre_id=centre.pk)
    assert shown(as_colleague) == []


def test_where_nothing_leaves_by_telephone_the_page_says_so(centre, as_colleague, settings):
    sentence = "Nothing leaves from here by text or by telephone"
    assert sentence in as_colleague.get(reverse(LIST)).text
    settings.TELEPHONE_GATEWAY = "tests.fakes.texts.KeptTexts"
    assert sentence not in as_colleague.get(reverse(LIST)).text


# --- Why ----------------------------------------------------------------------------------------


def test_stop_by_text_then_a_booking_on_the_web_says_why_no_text_went_out(centre, texts):
    person = known(centre, **MOBILE)
    numbers.stop("+15195550134", by=SYSTEM)
    session = SessionFactory(activity__centre=centre)
    bookings.book(session=session, person=person, channel=Channel.WEB, by=SYSTEM)
    deliver()
    line = only_line(centre)
    assert (texts.sent, line.tag, line.whys) == ([], "did not get through", [STOPPED])
    assert (line.may_resend, line.may_call) == (False, True)


@pytest.mark.parametrize(
    ("contact", "why"),
    [
        (MOBILE, "519-555-0134: the carrier refused it. Ask for another number."),
        ({"contact": "ana@example.org"}, "ana@example.org: nobody has this address. Ask for another one."),
    ],
)
def test_what_a_carrier_refused_says_what_to_do(centre, texts, contact, why):
    placed(centre, known(centre, **contact))
    ContactPoint.objects.update(refused_at=timezone.now())
    deliver()
    assert whys(centre) == [why]


def test_what_was_tried_in_vain_for_long_is_said(centre, monkeypatch, texts):
    placed(centre, known(centre, **MOBILE))

    def breaks(*_args, **_kwargs):
        raise ConnectionError

    monkeypatch.setattr(texts, "send_text", breaks)
    OutboxMessage.objects.update(urgent=True)  # else it would wait for the morning
    for hours in range(delivery.MOST_TRIES + 1):
        deliver(after=timedelta(hours=2 * hours))
    assert only_line(centre).message.outcome == Outcome.UNREACHABLE
    assert whys(centre) == ["519-555-0134: it did not arrive."]


def test_first_failure_is_tried_again_and_says_when(centre, monkeypatch, texts):
    placed(centre, known(centre, **MOBILE))

    def breaks(*_args, **_kwargs):
        raise ConnectionError

    monkeypatch.setattr(texts, "send_text", breaks)
    deliver()
    line = only_line(centre)
    assert (line.tag, line.state, line.may_resend) == ("on its way", "", False)
    assert line.whys[0].startswith("It did not go out yet, and is tried again on ")


def test_landline_and_nothing_at_all_are_named(centre, texts):
    placed(centre, known(centre, contact="519-555-0134", contact_kind="landline"))
    deliver()
    assert whys(centre) == ["519-555-0134: a landline, which only people call."]
    ContactPoint.objects.all().delete()
    line = only_line(centre)
    assert line.whys == ["We have neither a number nor an address for them. Ask them for one when you see them."]
    assert line.may_call is False


def test_where_no_gateway_carries_a_mobile_number_is_to_be_called(centre):
    placed(centre, known(centre, **MOBILE))
    deliver()
    assert whys(centre) == ["519-555-0134: nothing leaves from here by telephone. Call them."]


def test_whoever_wants_neither_messages_nor_calls_gets_neither(centre):
    person = known(centre, **MOBILE)
    Preferences.objects.create(person=person, do_not_contact=True)
    placed(centre, person)
    deliver()
    line = only_line(centre)
    assert (line.whys, line.may_resend, line.may_call) == (
        ["They want no messages and no calls from us."],
        False,
        False,
    )


def test_whoever_said_no_to_messages_about_places_may_be_called(centre):
    person = known(centre, **MOBILE)
    consents.withdraw(person=person, purpose=Purpose.OWN_PLACES, by=SYSTEM)
    placed(centre, person)
    deliver()
    line = only_line(centre)
    assert line.whys[0].startswith("They said no to messages about their places.")
    assert (line.may_resend, line.may_call) == (False, True)


def test_what_waits_for_the_morning_says_until_when(centre, texts, time_machine):
    night = timezone.now().astimezone(centre.zone).replace(hour=22, minute=0, second=0) + timedelta(days=1)
    time_machine.move_to(night, tick=False)
    placed(centre, known(centre, **MOBILE))
    deliver()
    [why] = whys(centre)
    assert why.startswith("It waits for the end of their quiet hours, on ")
    assert why.endswith(", 8\u00a0am.")


def test_what_was_too_old_and_what_is_not_needed_say_so(centre):
    booking = placed(centre, known(centre))
    deliver(after=delivery.SEND_FOR + timedelta(minutes=1))
    assert whys(centre) == ["It could not be sent for two days. If it is still news, send it again or call them."]
    OutboxMessage.objects.update(outcome=Outcome.OVERTAKEN)
    line = only_line(centre)
    assert (line.tag, line.state, line.whys) == ("not needed", "not sent: a later message says it", [])
    booking.delete()
    assert only_line(centre).words == "What this was about is gone."


def test_reasons_are_there_in_french(centre, texts):
    placed(centre, known(centre, **MOBILE))
    numbers.stop("+15195550134", by=SYSTEM)
    deliver()
    with override("fr"):
        assert "STOP" in whys(centre)[0]
        assert whys(centre)[0] != STOPPED


# --- Sending again, and calling ----------------------------------------------------------------


def test_button_has_it_sent_again_and_leads_back(centre, as_colleague):
    placed(centre, known(centre))
    deliver()
    message = OutboxMessage.objects.get()
    here = f"{reverse(LIST)}?state=sent"
    response = as_colleague.post(reverse("desk_outbox:resend", args=[message.pk]), {"back": here}, follow=True)
    assert response.redirect_chain == [(here, 302)]
    assert "It goes out again within a minute." in response.text
    again = as_colleague.post(reverse("desk_outbox:resend", args=[message.pk]), follow=True)
    assert "This message is on its way already." in again.text


def test_record_shows_the_same_states_and_buttons(centre, as_colleague, texts):
    person = known(centre, **MOBILE)
    numbers.stop("+15195550134", by=SYSTEM)
    placed(centre, person)
    deliver()
    contacts.add(person=person, value="ana@example.org", by=SYSTEM)
    message = OutboxMessage.objects.get()
    page = as_colleague.get(reverse("desk:person", args=[person.public_id])).text
    assert STOPPED in page
    assert reverse("desk_outbox:resend", args=[message.pk]) in page
    assert f'{reverse("desk_outbox:call", args=[message.pk])}?back=/en/desk/people/{person.public_id}/"' in page


def test_calling_instead_reads_the_message_aloud_and_notes_the_call(centre, as_colleague):
    person = known(centre, **MOBILE)
    placed(centre, person)
    deliver()
    message = OutboxMessage.objects.get()
    page = as_colleague.get(reverse("desk_outbox:call", args=[message.pk]))
    assert (page.context["may_call"], page.context["words"].subject) == (True, "You have a place")
    assert f'name="message" value="{message.pk}"' in page.text
    assert AuditEvent.about(person.pk).filter(action="person.viewed", detail={"page": "call"}).exists()
    sent = {"person": person.public_id, "message": message.pk, "result": "reached", "back": page.context["back"]}
    assert as_colleague.post(reverse("desk_calls:note"), sent)["Location"] == reverse(LIST)
    assert Call.objects.get().message == message
    [line] = shown(as_colleague, state="sent")
    assert (line.tag, line.state, line.may_resend) == ("heard", "said on the telephone", False)


def test_nobody_reads_aloud_what_is_not_true_any_more(centre, as_colleague):
    booking = placed(centre, known(centre, **MOBILE))
    deliver()
    bookings.cancel(booking, by=SYSTEM, quiet=True)
    page = as_colleague.get(reverse("desk_outbox:call", args=[OutboxMessage.objects.get().pk]))
    assert page.context["words"] is None
    assert "What the message said is not true any more." in page.text


def test_whoever_wants_no_calls_is_not_on_the_list_of_people_to_call(centre, as_colleague):
    person = known(centre, **MOBILE)
    Preferences.objects.create(person=person, do_not_contact=True)
    session = placed(centre, person).session
    sessions.cancel(session, by=SYSTEM)
    assert as_colleague.get(reverse("desk_calls:list")).context["calls"] == []
