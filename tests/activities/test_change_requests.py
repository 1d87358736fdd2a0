"""What a leader asks of staff: who hears of it, who answers, and what each reads."""

import pytest
from django.db import IntegrityError, transaction

from activities.models import ChangeRequest, ChangeRequestState, Wish
from activities.services import change_requests, sessions
from core.actors import PUBLIC, SYSTEM, Role, person_actor
from core.errors import DomainError, Forbidden, Moved
from core.models import AuditEvent
from core.models.transition import Transition
from notifications.models import OutboxMessage
from notifications.services import outbox
from people.actors import for_user
from people.services import erasure, merging
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import PersonFactory, StaffRoleFactory, staff_actor

pytestmark = pytest.mark.django_db
WORDS = "The stairs are too much for Ana."


@pytest.fixture
def leader():
    return ChampionFactory(with_account=True)


@pytest.fixture
def session(leader):
    return SessionFactory(activity=ActivityFactory(centre=leader.centre, leaders=[leader]))


@pytest.fixture
def by(leader):
    return person_actor(leader.person_id, user_id=leader.person.user_id)


@pytest.fixture
def coordinator(leader):
    return for_user(member(leader.centre))


def member(centre, role=Role.COORDINATOR):
    return StaffRoleFactory(centre=centre, role=role).user


def ask(session, by, **more):
    what = {"wish": Wish.MOVE, "session": session, "answers": {"venue": 1}, "words": WORDS, **more}
    return change_requests.ask(session.activity, by=by, **what)


def told(slug):
    rows = OutboxMessage.objects.filter(type=slug).select_related("person").order_by("pk")
    return [row.person.user_id for row in rows]


def words_of(slug):
    return outbox.render(OutboxMessage.objects.filter(type=slug).select_related("person"), language="en")[0].text


def test_coordinators_are_told_and_where_there_are_none_managers(session, by, leader):
    manager = member(leader.centre, Role.MANAGER)
    ask(session, by)
    assert told("change-asked") == [manager.pk]
    one, other = member(leader.centre), member(leader.centre)
    member(ChampionFactory().centre)
    ask(session, by, words="Again")
    assert sorted(told("change-asked")[1:]) == sorted([one.pk, other.pk])


def test_same_wish_asked_twice_is_one(session, by, coordinator):
    first = ask(session, by)
    assert ask(session, by, words=f" {WORDS} ") == first
    change_requests.fulfil(first, by=coordinator)
    assert ask(session, by) != first


def test_only_active_leaders_of_the_group_ask(session, by, leader):
    stands_in = ChampionFactory(centre=leader.centre)
    sessions.tell_apart(session, substitute=stands_in, note_en="", note_fr="", by=SYSTEM)
    for actor in (PUBLIC, person_actor(stands_in.person_id), person_actor(ChampionFactory().person_id)):
        with pytest.raises(Forbidden):
            ask(session, actor)
    session.activity.leaders.clear()
    with pytest.raises(Forbidden):
        ask(session, by)


def test_wish_in_words_alone_needs_some(session, by):
    with pytest.raises(DomainError, match="wish_needs_words"):
        ask(session, by, wish=Wish.OTHER, words="  ")
    made = ask(session, by, wish=Wish.OTHER)
    with pytest.raises(IntegrityError), transaction.atomic():
        ChangeRequest.objects.filter(pk=made.pk).update(words="")


def test_coordinator_does_it_and_whoever_asked_is_told(session, by, leader, coordinator):
    asked = change_requests.fulfil(ask(session, by), reply=" With pleasure. ", by=coordinator)
    assert (asked.state, asked.reply, asked.answered_at is None) == (ChangeRequestState.DONE, "With pleasure.", False)
    assert told("change-done") == [leader.person.user_id]
    assert session.activity.title in words_of("change-done")
    assert [step.name for step in Transition.of(asked).order_by("pk")] == ["ask", "fulfil"]


def test_no_needs_a_reason_that_stands_on_the_page_alone(session, by, leader, coordinator):
    asked = ask(session, by)
    with pytest.raises(DomainError, match="reason_needed"):
        change_requests.decline(asked, reply=" ", by=coordinator)
    change_requests.decline(asked, reply="The room is let.", by=coordinator)
    assert told("change-declined") == [leader.person.user_id]
    assert (asked.reply, "The room is let." in words_of("change-declined")) == ("The room is let.", False)


def test_words_are_in_no_message_and_in_no_record(session, by, coordinator, caplog):
    change_requests.decline(ask(session, by), reply="Ana can use the lift.", by=coordinator)
    rows = [*AuditEvent.objects.values(), *Transition.objects.values(), *OutboxMessage.objects.values()]
    assert "Ana" not in repr(rows) + caplog.text + words_of("change-declined")


def test_sensitive_group_is_not_named(session, by, leader, coordinator):
    session.activity.sensitive = True
    session.activity.save()
    substitute = ChampionFactory(centre=leader.centre)
    sessions.tell_apart(session, substitute=substitute, note_en="", note_fr="", by=by)
    change_requests.fulfil(ask(session, by), by=coordinator)
    said = words_of("change-done") + words_of("stand-in")
    assert (session.activity.title_en in said, "Thank you" in said or "is done" in said) == (False, True)


def test_nobody_answers_a_wish_of_their_own(session, leader):
    own = StaffRoleFactory(centre=leader.centre, user=leader.person.user).user
    actor = for_user(own)
    assert (actor.person_id, actor.has(Role.COORDINATOR)) == (leader.person_id, True)
    asked = ask(session, actor)
    for answer in (change_requests.fulfil, change_requests.decline):
        with pytest.raises(Forbidden):
            answer(asked, reply="Yes", by=actor)


def test_staff_elsewhere_and_other_staff_do_not_answer(session, by, leader):
    asked = ask(session, by)
    for actor in (staff_actor(Role.COORDINATOR), staff_actor(Role.LINK_WORKER, centre=leader.centre), by):
        with pytest.raises(Forbidden):
            change_requests.fulfil(asked, by=actor)


def test_whoever_asked_takes_it_back_and_nobody_answers_then(session, by, coordinator):
    asked = ask(session, by)
    with pytest.raises(Forbidden):
        change_requests.withdraw(asked, by=coordinator)
    change_requests.withdraw(asked, by=by)
    with pytest.raises(Moved):
        change_requests.fulfil(asked, by=coordinator)
    assert told("change-done") == []


def test_wish_is_seen_by_whoever_asked_and_by_coordinators_here(session, by, leader, coordinator):
    asked = ask(session, by)
    stands_by = ChampionFactory(centre=leader.centre)
    session.activity.leaders.add(stands_by)
    actors = {
        "leader": by,
        "coordinator": coordinator,
        "co-leader": person_actor(stands_by.person_id),
        "link worker": staff_actor(Role.LINK_WORKER, centre=leader.centre),
        "elsewhere": staff_actor(Role.COORDINATOR),
        "nobody": PUBLIC,
    }
    seen = {who for who, actor in actors.items() if asked in ChangeRequest.visible_to(actor)}
    assert seen == {"leader", "coordinator"}


def test_wish_outlives_its_date(session, by):
    asked = ask(session, by)
    session.delete()
    asked.refresh_from_db()
    assert (asked.session, asked.state) == (None, ChangeRequestState.NEW)


def test_erasing_takes_back_what_waits_and_forgets_who_asked(session, by, leader):
    asked = ask(session, by)
    in_words = ask(session, by, wish=Wish.OTHER)
    erasure.erase(leader.person, by=staff_actor(Role.MANAGER, centre=leader.centre))
    for row, words in ((asked, ""), (in_words, "—")):
        row.refresh_from_db()
        assert (row.state, row.words, row.answers, row.person) == (ChangeRequestState.WITHDRAWN, words, {}, None)


def test_merging_two_records_keeps_the_wishes(session, by, leader):
    asked = ask(session, by)
    kept = PersonFactory(centres=[leader.centre])
    merging.merge(kept, leader.person, by=SYSTEM)
    asked.refresh_from_db()
    assert asked.person == kept
