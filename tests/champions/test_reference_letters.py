"""Writing to referees, who have no record with us."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse

from champions.models import Referee, ReferenceAnswer
from champions.services import reference_letters, references, standing
from core.actors import PUBLIC, SYSTEM, Role, person_actor
from core.errors import DomainError, Forbidden
from people.models.contact import ContactKind
from people.services import codes, erasure
from people.services.codes import Refused
from tests.factories.champions import ChampionFactory
from tests.factories.people import staff_actor

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 28, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_that_day(time_machine):
    time_machine.move_to(NOW, tick=False)


def named(champion=None, **other):
    champion = champion or ChampionFactory(person__name="Terry Moss")
    known = {"name": "Ann Bell", "knows_them": "Next door", "language": "en", "email": "ann@example.org"}
    return references.name(champion, by=person_actor(champion.person_id), **{**known, **other})


def link(referee):
    return reference_letters.address(referee).rstrip("/").rsplit("/", 1)[-1]


def test_a_letter_goes_out_once_and_once_more_after_a_week():
    named()
    for after, letters in [(0, 1), (1, 1), (6, 1), (7, 2), (14, 2), (60, 2)]:
        reference_letters.send_due(now=NOW + timedelta(days=after))
        assert (after, len(mail.outbox)) == (after, letters)


@pytest.mark.parametrize(("language", "word"), [("en", "Hello Ann Bell"), ("fr", "Bonjour Ann Bell")])
def test_a_letter_tells_nothing_but_who_named_them(language, word):
    referee = named(language=language)
    reference_letters.send_due(now=NOW)
    [letter] = mail.outbox
    assert letter.to == ["ann@example.org"]
    assert word in letter.body
    assert "Terry Moss" in letter.body
    assert "Terry" not in letter.subject
    assert f"/{language}/" in letter.body
    for telling in ("champion", "client", "volunteer", "bénévol", "health", "santé "):
        assert telling not in letter.body.lower().replace(referee.champion.centre.name.lower(), "")


def test_whoever_has_answered_is_not_asked_again():
    referee = named()
    reference_letters.send_due(now=NOW)
    references.answer(referee, since="For years", trust="Yes", by=PUBLIC)
    reference_letters.send_due(now=NOW + timedelta(days=8))
    assert len(mail.outbox) == 1


def test_nobody_is_asked_about_a_champion_who_has_left():
    referee = named()
    standing.move(referee.champion, "leave", by=SYSTEM)
    assert reference_letters.send_due(now=NOW) == 1
    assert mail.outbox == []
    assert reference_letters.by_link(link(referee)) is None


def test_a_mail_server_that_is_away_is_tried_again_later(monkeypatch):
    referee = named()

    def away(_letter):
        raise OSError

    with monkeypatch.context() as patch:
        patch.setitem(codes.ways._items, ContactKind.EMAIL, codes.Way(away))
        reference_letters.send_due(now=NOW)
        referee.refresh_from_db()
        assert (referee.tries, referee.failed, referee.asked) == (1, False, 0)
        assert reference_letters.send_due(now=NOW) == 0
    reference_letters.send_due(now=NOW + timedelta(minutes=2))
    assert len(mail.outbox) == 1


def test_an_address_that_nobody_has_is_not_tried_again(monkeypatch):
    referee = named()

    def refuses(_letter):
        raise Refused

    monkeypatch.setitem(codes.ways._items, ContactKind.EMAIL, codes.Way(refuses))
    reference_letters.send_due(now=NOW)
    referee.refresh_from_db()
    assert (referee.failed, referee.due_at) == (True, None)


def test_what_another_worker_holds_is_left_alone_until_its_lease_ends():
    referee = named()
    Referee.objects.update(lease_until=NOW + timedelta(seconds=40))
    assert reference_letters.send_due(now=NOW) == 0
    assert reference_letters.send_due(now=NOW + timedelta(seconds=41)) == 1
    referee.refresh_from_db()
    assert (len(mail.outbox), referee.lease_until) == (1, None)


def test_a_link_opens_the_questions_until_it_is_too_old(client, time_machine):
    referee = named()
    address = reverse("reference:answer", args=[link(referee)])
    page = client.get(address)
    assert "Terry Moss" in page.content.decode()
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    time_machine.move_to(NOW + timedelta(days=31))
    assert client.get(address).status_code == 404


def test_an_answer_is_kept_once_and_shown_to_nobody_who_holds_the_link(client):
    referee = named()
    address = reverse("reference:answer", args=[link(referee)])
    said = {"since": "Since 2019, next door.", "trust": "With my own mother."}
    assert "Please fill this in." in client.post(address, {"since": said["since"]}).content.decode()
    client.post(address, said)
    again = client.post(address, {**said, "trust": "No."})
    assert [(one.since, one.trust) for one in ReferenceAnswer.objects.all()] == [tuple(said.values())]
    assert "mother" not in again.content.decode()


def test_a_program_that_fills_in_everything_is_thanked_and_forgotten(client):
    referee = named()
    address = reverse("reference:answer", args=[link(referee)])
    page = client.post(address, {"since": "x", "trust": "y", "homepage": "http://spam.example"})
    assert page.status_code == 200
    assert not ReferenceAnswer.objects.exists()


@pytest.mark.parametrize("token", ["nonsense", "", "bm9uc2Vuc2U:1:2"])
def test_a_link_that_was_altered_opens_nothing(token):
    assert reference_letters.by_link(token) is None


def test_answers_are_seen_by_coordinators_and_managers_of_the_centre_and_never_by_the_champion():
    referee = named()
    references.answer(referee, since="For years", trust="Yes", by=PUBLIC)
    centre = referee.champion.centre
    seen = [
        ReferenceAnswer.visible_to(actor).count()
        for actor in (
            staff_actor(Role.COORDINATOR, centre=centre),
            staff_actor(Role.MANAGER, centre=centre),
            staff_actor(Role.LINK_WORKER, centre=centre),
            staff_actor(Role.COORDINATOR),
            person_actor(referee.champion.person_id),
            PUBLIC,
        )
    ]
    assert seen == [1, 1, 0, 0, 0, 0]


def test_four_names_are_enough():
    champion = ChampionFactory()
    for number in range(4):
        named(champion, email=f"ann{number}@example.org")
    with pytest.raises(DomainError, match="enough_referees"):
        named(champion)


def test_a_stranger_names_nobody():
    with pytest.raises(Forbidden):
        references.name(ChampionFactory(), name="A", knows_them="B", language="en", email="a@example.org", by=PUBLIC)


def test_a_removed_referee_is_forgotten_with_what_they_said():
    referee = named()
    references.answer(referee, since="For years", trust="Yes", by=PUBLIC)
    token = link(referee)
    references.remove(referee, by=staff_actor(centre=referee.champion.centre))
    assert (Referee.objects.count(), ReferenceAnswer.objects.count(), reference_letters.by_link(token)) == (0, 0, None)


def test_erasing_the_champion_forgets_whom_they_named():
    referee = named()
    references.answer(referee, since="For years", trust="Yes", by=PUBLIC)
    erasure.erase(referee.champion.person, by=SYSTEM)
    assert (Referee.objects.count(), ReferenceAnswer.objects.count()) == (0, 0)


def test_staff_have_somebody_asked_again_at_once():
    referee = named()
    reference_letters.send_due(now=NOW)
    reference_letters.ask_anew(referee, by=staff_actor(centre=referee.champion.centre))
    reference_letters.send_due(now=NOW)
    assert len(mail.outbox) == 2
