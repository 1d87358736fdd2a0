"""To have everything, and to have something corrected: within thirty days."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from core.actors import SYSTEM, Channel, Role, person_actor
from core.errors import DomainError, Forbidden, Moved
from core.models import AuditEvent
from notifications.models import OutboxMessage
from notifications.services import outbox
from people import copies
from people.models import Person
from people.services import erasure, merging
from privacy import presenters
from privacy.models import RecordRequest, RequestKind, RequestState
from privacy.services import requests
from tests import pdf
from tests.factories.centres import CentreFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import ContactPointFactory, PersonFactory, staff_actor
from tests.factories.privacy import RecordRequestFactory
from tests.people.conftest import signed_in, staff_client

pytestmark = pytest.mark.django_db
WRONG = "My street is Woolwich, not Woodlawn."


@pytest.fixture
def joan(centre):
    return PersonFactory(name="Joan Tremblay", centres=[centre], with_account=True)


@pytest.fixture
def me(joan):
    return person_actor(joan.pk, user_id=joan.user_id)


@pytest.fixture
def page(joan):
    return signed_in(joan.user)


@pytest.fixture
def correction(joan, centre, me):
    return requests.ask(person=joan, centre=centre, kind=RequestKind.CORRECTION, words=WRONG, by=me)


def code(excinfo) -> str:
    return excinfo.value.code


def today():
    return timezone.localdate()


def test_thirty_days_begin_when_they_ask(joan, centre, me):
    mine = requests.ask(person=joan, centre=centre, kind=RequestKind.ACCESS, by=me)
    assert (mine.received_on, mine.due_on, mine.channel) == (today(), today() + timedelta(days=30), Channel.WEB)
    asked_on = today() - timedelta(days=12)
    clerk = staff_actor(centre=centre)
    other = PersonFactory(centres=[centre])
    told = requests.ask(person=other, centre=centre, kind=RequestKind.ACCESS, received_on=asked_on, by=clerk)
    assert told.due_on == asked_on + timedelta(days=30)


def test_what_cannot_be_asked(joan, centre, me):
    requests.ask(person=joan, centre=centre, kind=RequestKind.ACCESS, by=me)
    for wanted, no in (
        ({"kind": RequestKind.ACCESS}, "record_asked_already"),
        ({"kind": RequestKind.CORRECTION, "words": " "}, "correction_needs_words"),
        (
            {"kind": RequestKind.CORRECTION, "words": WRONG, "received_on": today() + timedelta(days=2)},
            "received_ahead",
        ),
    ):
        with pytest.raises(DomainError) as refused:
            requests.ask(person=joan, centre=centre, by=me, **wanted)
        assert code(refused) == no


def test_nobody_asks_for_somebody_whom_they_do_not_know(joan, centre):
    other = PersonFactory()
    for actor in (person_actor(other.pk), staff_actor(), staff_actor(Role.EVALUATOR, centre=centre)):
        with pytest.raises(Forbidden):
            requests.ask(person=joan, centre=centre, kind=RequestKind.ACCESS, by=actor)


def test_correction_is_made_and_the_person_reads_what_was_done(correction, by, page):
    with pytest.raises(DomainError) as refused:
        requests.grant(correction, answer="", by=by)
    assert code(refused) == "answer_needs_words"
    requests.grant(correction, answer="Ines put it right.", by=by)
    assert "Ines put it right." in page.get(reverse("my_privacy:home")).text
    with pytest.raises(Moved):
        requests.refuse(correction, answer="No.", by=by)


def test_refusal_is_told_with_its_reason_and_answered_by_a_statement(correction, by, me, page, centre, joan):
    with pytest.raises(DomainError) as refused:
        requests.disagree(correction, statement="It is.", by=me)
    assert code(refused) == "nothing_refused"
    requests.refuse(correction, answer="The lease says Woodlawn.", by=by)
    shown = page.get(reverse("my_privacy:home")).text
    assert "The lease says Woodlawn." in shown
    assert "Information and Privacy Commissioner" in shown
    page.post(reverse("my_privacy:disagree", args=[correction.public_id]), {"statement": "The lease is old."})
    assert "The lease is old." in page.get(reverse("my_privacy:home")).text
    for role in (Role.LINK_WORKER, Role.COORDINATOR, Role.MANAGER):
        at_desk = staff_client(role, centre=centre).get(reverse("desk:person", args=[joan.public_id])).text
        assert WRONG in at_desk
        assert "The lease is old." in at_desk
    assert "The lease is old." in str(copies.of(joan))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("answer", [requests.grant, requests.refuse])
def test_whoever_asked_is_told_that_there_is_an_answer_and_no_word_of_it(correction, by, joan, language, answer):
    Person.objects.filter(pk=joan.pk).update(language=language)
    answer(correction, answer="The lease says Woodlawn.", by=by)
    message = OutboxMessage.objects.select_related("person").get(person=joan)
    [told] = outbox.render([message])
    assert (told.kind.slug, told.kind.call) == ("request-answered", True)
    said = f"{told.subject} {told.text}"
    assert {"en": "Here has answered", "fr": "a répondu à votre demande au sujet de votre dossier"}[language] in said
    assert not [word for word in ("Woodlawn", "Woolwich", "lease") if word in said]
    with translation.override(language):
        assert told.address.endswith(reverse("my_privacy:home"))


def test_what_is_taken_back_or_refused_without_words_tells_nothing(correction, by, me):
    with pytest.raises(DomainError):
        requests.refuse(correction, answer=" ", by=by)
    requests.withdraw(correction, by=me)
    assert not OutboxMessage.objects.exists()


def test_answer_for_a_record_that_was_merged_is_told_to_the_one_that_stands(correction, by, joan):
    kept = PersonFactory(centres=[correction.centre])
    Person.objects.filter(pk=joan.pk).update(merged_into=kept)
    requests.grant(correction, answer="Ines put it right.", by=by)
    assert OutboxMessage.objects.get().person == kept


def test_statement_about_the_client_is_not_for_who_only_coordinates_champions(by, centre):
    champion = ChampionFactory(centre=centre)
    mine = person_actor(champion.person_id)
    asked = requests.ask(person=champion.person, centre=centre, kind=RequestKind.CORRECTION, words=WRONG, by=mine)
    requests.refuse(asked, answer="No.", by=by)
    requests.disagree(asked, statement="The lease is old.", by=mine)
    address = reverse("desk:person", args=[champion.person.public_id])
    assert "The lease is old." not in staff_client(Role.COORDINATOR, centre=centre).get(address).text
    assert "The lease is old." in staff_client(Role.LINK_WORKER, centre=centre).get(address).text


def test_more_time_is_taken_once_and_not_too_late(correction, by):
    late = timezone.now() + timedelta(days=31)
    with pytest.raises(DomainError) as refused:
        requests.extend(correction, by=by, now=late)
    assert code(refused) == "cannot_extend"
    requests.extend(correction, by=by)
    correction.refresh_from_db()
    assert correction.due_on == correction.received_on + timedelta(days=60)
    with pytest.raises(DomainError) as refused:
        requests.extend(correction, by=by)
    assert code(refused) == "cannot_extend"


@pytest.mark.parametrize(
    ("days", "words", "colour"),
    [
        (30, "30 days left", "green"),
        (7, "7 days left", "yellow"),
        (1, "1 day left", "yellow"),
        (-2, "2 days late", "red"),
    ],
)
def test_requests_age(days, words, colour):
    asked = RecordRequestFactory.build(centre=None, person=None, due_on=today() + timedelta(days=days))
    due = presenters.due(asked, today())
    assert (due.words, due.colour) == (words, colour)


def test_officer_who_asks_is_answered_by_another(officer_user, centre, by):
    own = PersonFactory(user=officer_user, centres=[centre])
    mine = RecordRequestFactory(person=own, centre=centre)
    with pytest.raises(Forbidden):
        requests.grant(mine, by=replace(by, person_id=own.pk))


def test_only_officers_of_the_centre_and_the_person_see_it(correction, centre, by, me):
    for actor, number in (
        (by, 1),
        (me, 1),
        (staff_actor(centre=centre), 0),
        (staff_actor(Role.MANAGER), 0),
        (person_actor(PersonFactory().pk), 0),
    ):
        assert RecordRequest.visible_to(actor).count() == number


def test_words_are_kept_encrypted(correction):
    raw = RecordRequest.objects.extra(select={"raw": "words"}).values_list("raw", flat=True).get()
    assert "Woolwich" not in raw


def test_erasing_keeps_that_there_was_one(correction, joan, by):
    requests.refuse(correction, answer="No.", by=by)
    erasure.erase(joan, by=SYSTEM)
    correction.refresh_from_db()
    assert (correction.words, correction.answer, correction.state) == ("", "", RequestState.REFUSED)


def test_merging_brings_the_requests_along(correction, joan, centre):
    kept = PersonFactory(centres=[centre])
    merging.merge(kept, joan, by=SYSTEM)
    assert RecordRequest.objects.get().person == kept


# --- my page --------------------------------------------------------------------------------------------------------
def test_one_click_gives_everything_for_a_program(page, joan, centre):
    ContactPointFactory(person=joan, value="+16135550142")
    RecordRequestFactory(person=joan, centre=centre, words="The notes, too.")
    response = page.get(reverse("my_privacy:copy_json"))
    data = json.loads(response.content)
    assert (data["format"], data["version"], data["person"]) == ("porchlight-copy", 1, str(joan.public_id))
    parts = {part["part"]: part for hat in data["hats"] for part in hat["parts"]}
    assert parts["details"]["fields"][0]["name"] == "Joan Tremblay"
    assert parts["contact_points"]["fields"][0]["value"] == "+16135550142"
    assert parts["record_requests"]["fields"][0]["words"] == "The notes, too."
    assert AuditEvent.about(joan.pk).filter(action="person.copied").count() == 1


def test_file_for_a_program_has_each_line_of_the_paper():
    champion = ChampionFactory(person__access_needs="A chair with arms")
    data = copies.as_data(champion.person)
    in_file = [
        (hat["title"], part["title"], part["lines"]) for hat in data["hats"] for part in hat["parts"] if part["lines"]
    ]
    on_paper = [(half.title, title, lines) for half in copies.of(champion.person) for title, lines in half.parts]
    assert in_file == on_paper
    assert len(on_paper) > 2


def test_person_asks_on_their_page_and_takes_it_back(page, joan):
    page.post(reverse("my_privacy:ask_access"), {"words": "The notes of spring."})
    asked = RecordRequest.objects.get()
    assert (asked.words, asked.person) == ("The notes of spring.", joan)
    again = page.post(reverse("my_privacy:ask_access"), {"words": "And once more."})
    assert "asked for already" in again.text
    assert "And once more." in again.text
    page.post(reverse("my_privacy:withdraw", args=[asked.public_id]))
    asked.refresh_from_db()
    assert asked.state == RequestState.WITHDRAWN


def test_person_of_two_centres_says_which(page, joan, centre):
    other = CentreFactory()
    joan.centres.add(other)
    address = reverse("my_privacy:ask_correction")
    assert page.post(address, {"words": WRONG}).context["form"].errors == {"centre": ["Please choose."]}
    page.post(address, {"words": WRONG, "centre": str(other.pk)})
    assert RecordRequest.objects.get().centre == other


def test_somebody_elses_request_is_not_there(page, centre):
    other = RecordRequestFactory(centre=centre)
    assert page.post(reverse("my_privacy:withdraw", args=[other.public_id])).status_code == 404


def test_answer_is_news_on_my_page(correction, by, page):
    requests.grant(correction, answer="Done.", by=by)
    assert "What I asked about my record" in page.get(reverse("my:home")).text


# --- at the desk ----------------------------------------------------------------------------------------------------
def test_clerk_writes_down_what_somebody_asked(centre, joan):
    clerk = staff_client(Role.LINK_WORKER, centre=centre)
    day = today() - timedelta(days=2)
    sent = {"kind": "correction", "words": WRONG, "received_on": day.isoformat()}
    response = clerk.post(reverse("privacy:request_new", args=[joan.public_id]), sent)
    assert response["Location"] == reverse("desk:person", args=[joan.public_id])
    assert RecordRequest.objects.get().received_on == day
    empty = clerk.post(reverse("privacy:request_new", args=[joan.public_id]), {**sent, "words": ""})
    assert "words" in empty.context["form"].errors


def test_officer_answers_at_the_desk(officer, correction):
    address = reverse("privacy:request", args=[correction.public_id])
    assert WRONG in officer.get(address).text
    empty = officer.post(address, {"deed": "refuse", "answer": ""})
    assert "answer" in empty.context["form"].errors
    officer.post(address, {"deed": "refuse", "answer": "The lease says so."})
    correction.refresh_from_db()
    assert (correction.state, correction.answer) == (RequestState.REFUSED, "The lease says so.")


def test_officer_elsewhere_finds_nothing(stranger, correction):
    for name in ("request", "copy", "copy_json", "request_statement"):
        assert stranger.get(reverse(f"privacy:{name}", args=[correction.public_id])).status_code == 404


@pdf.needs_press
def test_officer_prints_the_copy_to_hand_over(officer, correction, joan):
    assert "Joan Tremblay" in pdf.words(officer.get(reverse("privacy:copy", args=[correction.public_id])))
    data = json.loads(officer.get(reverse("privacy:copy_json", args=[correction.public_id])).content)
    assert data["person"] == str(joan.public_id)
    assert AuditEvent.about(joan.pk).filter(action="person.copied").count() == 2


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_the_same_queries_however_many(number, officer, centre, django_assert_num_queries):
    RecordRequestFactory.create_batch(number, centre=centre)
    with django_assert_num_queries(10):
        page = officer.get(reverse("privacy:requests"))
    assert len(page.context["waiting"]) == number
