import threading

import pytest
from django.db import connection

from champions.models import Champion
from champions.states import machine
from core.actors import SYSTEM, Actor, Channel, Role
from core.errors import Moved
from core.models import AuditEvent, Transition
from tests.factories.champions import ChampionFactory

ROSE = Actor(user_id=7, person_id=8, roles=frozenset({Role.COORDINATOR}), centre_id=3, channel=Channel.DESK)
SAM = Actor(user_id=9, roles=frozenset({Role.COORDINATOR}), centre_id=3, channel=Channel.DESK)


@pytest.fixture
def champion(db):
    return ChampionFactory()


def test_move_changes_the_row_and_the_object(champion):
    moved = machine.move(champion, "pause", by=ROSE)
    assert moved is champion
    assert champion.standing == "paused"
    assert Champion.objects.get(pk=champion.pk).standing == "paused"


def test_move_writes_other_changes_with_it(champion):
    machine.move(champion, "pause", by=ROSE, interests="cards")
    assert champion.interests == "cards"
    assert Champion.objects.get(pk=champion.pk).interests == "cards"


def test_move_leaves_one_history_row(champion):
    machine.move(champion, "pause", by=ROSE, note="A rest until spring.")
    row = Transition.of(champion).get()
    assert (row.name, row.from_state, row.to_state, row.note) == ("pause", "active", "paused", "A rest until spring.")
    assert (row.actor_user_id, row.actor_person_id, row.role, row.channel) == (7, 8, "coordinator", "desk")
    assert (row.subject, row.subject_id, row.centre_id) == ("champions.champion", champion.pk, 3)


def test_move_leaves_one_audit_event_without_the_note(champion):
    machine.move(champion, "pause", by=ROSE, note="A rest until spring.")
    event = AuditEvent.about(champion.person_id).get()
    assert (event.action, event.subject, event.subject_id) == ("champion.pause", "champions.champion", champion.pk)
    assert (event.reason, event.detail) == ("", {})


def test_move_by_the_system_names_the_things_centre(champion):
    machine.move(champion, "pause", by=SYSTEM)
    assert Transition.of(champion).get().centre_id == champion.centre_id


def test_move_from_another_state_says_who_was_first_and_when(champion):
    stale = Champion.objects.get(pk=champion.pk)
    machine.move(champion, "pause", by=ROSE)
    with pytest.raises(Moved) as refusal:
        machine.move(stale, "pause", by=SAM)
    first = Transition.of(champion).get()
    assert refusal.value.state == "paused"
    assert (refusal.value.last, refusal.value.last.actor_user_id, refusal.value.last.at) == (first, 7, first.at)
    assert refusal.value.words == "Somebody else was faster: this has changed since you opened it."


def test_refused_move_changes_and_records_nothing(champion):
    with pytest.raises(Moved) as refusal:
        machine.move(champion, "resume", by=ROSE, interests="cards")
    assert refusal.value.last is None
    assert Champion.objects.get(pk=champion.pk).interests == ""
    assert Transition.of(champion).count() == 0
    assert AuditEvent.about(champion.person_id).count() == 0


@pytest.mark.parametrize(("name", "answer"), [("pause", True), ("resume", False)])
def test_can_says_whether_a_move_is_legal(champion, name, answer):
    assert machine.can(champion, name) is answer


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_two_at_once_one_wins():
    champion = ChampionFactory()
    start, results = threading.Barrier(2), []

    def pause(actor: Actor) -> None:
        mine = Champion.objects.get(pk=champion.pk)
        start.wait()
        try:
            machine.move(mine, "pause", by=actor)
            results.append(("won", actor.user_id))
        except Moved as refusal:
            results.append(("lost to", refusal.last.actor_user_id))
        finally:
            connection.close()

    threads = [threading.Thread(target=pause, args=[actor]) for actor in (ROSE, SAM)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    winner = Transition.of(champion).get().actor_user_id
    assert sorted(results) == [("lost to", winner), ("won", winner)]
