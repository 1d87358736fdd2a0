"""The end of a match: kind, with a last visit, and two questions."""

from datetime import UTC, date, datetime

import pytest

from core.actors import Role, person_actor
from core.errors import DomainError, Forbidden
from core.models import AuditEvent, Transition
from matches.models import Ender, MatchState, RequestState, Say, Side, Went, Why
from matches.services import goodbyes
from notifications.models import OutboxMessage
from tests.factories.companions import MatchFactory
from tests.factories.people import staff_actor

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 28, 15, tzinfo=UTC)


@pytest.fixture
def match():
    return MatchFactory(together=True)


def plan(match, **how):
    how = {"ended_by": Ender.PERSON, "why": Why.FULFILLED, "farewell": "Thank you both.", **how}
    return goodbyes.plan(match, by=staff_actor(centre=match.centre), now=NOW, **how)


def told():
    return sorted(OutboxMessage.objects.values_list("type", "person"))


def both(match):
    return sorted([match.request.person_id, match.champion.person_id])


def test_without_a_last_visit_it_ends_at_once_and_both_are_asked(match):
    plan(match)
    match.request.refresh_from_db()
    assert (match.state, match.request.state) == (MatchState.ENDED, RequestState.ENDED)
    assert told() == [("match-goodbye", pk) for pk in both(match)]
    assert Transition.of(match).last().note == "Thank you both."


def test_with_a_last_visit_ahead_it_stands_until_then(match):
    plan(match, last_visit_on=date(2026, 12, 1))
    assert (match.is_together, match.is_goodbye_planned) == (True, True)
    assert told() == [("match-news", pk) for pk in both(match)]
    goodbyes.close(match, by=staff_actor(centre=match.centre))
    assert match.state == MatchState.ENDED


def test_whoever_would_like_somebody_else_is_on_the_list_again(match):
    plan(match, waits_again=True)
    match.request.refresh_from_db()
    assert match.request.state == RequestState.WAITING


def test_where_the_person_has_died_nobody_writes_to_them(match):
    plan(match, why=Why.LOSS, waits_again=True, last_visit_on=date(2026, 12, 1))
    match.request.refresh_from_db()
    assert told() == [("match-goodbye", match.champion.person_id)]
    assert match.request.state == RequestState.ENDED


def test_goodbye_is_written_by_care_staff_of_the_centre_alone(match):
    others = [staff_actor(), staff_actor(Role.PROVIDER, centre=match.centre), person_actor(match.champion.person_id)]
    for by in others:
        with pytest.raises(Forbidden):
            goodbyes.plan(match, ended_by=Ender.CENTRE, why=Why.OTHER, by=by)


def test_goodbye_twice_is_refused(match):
    plan(match)
    with pytest.raises(DomainError, match="moved"):
        plan(match)


def test_how_it_was_is_read_by_staff_and_by_nobody_else(match):
    plan(match)
    say = Say.objects.with_match().get(match=match, side=Side.PERSON)
    by = person_actor(match.request.person_id)
    goodbyes.say_how_it_was(say, went=Went.WELL, words="Cards!", by=by)
    champion = person_actor(match.champion.person_id)
    assert [Say.visible_to(actor).filter(pk=say.pk).count() for actor in (by, champion, staff_actor())] == [1, 0, 0]
    with pytest.raises(Forbidden):
        goodbyes.say_how_it_was(say, went=Went.BADLY, by=champion)
    assert Say.objects.unread().count() == 1
    goodbyes.read(say, by=staff_actor(centre=match.centre))
    assert Say.objects.unread().count() == 0
    assert {"say.given", "say.read"} <= set(AuditEvent.objects.values_list("action", flat=True))
    with pytest.raises(DomainError, match="nothing_asked"):
        goodbyes.say_how_it_was(say, went=Went.MIXED, by=by)


def test_nothing_is_asked_before_the_goodbye(match):
    say = Say.objects.with_match().get(match=match, side=Side.PERSON)
    with pytest.raises(DomainError, match="nothing_asked"):
        goodbyes.say_how_it_was(say, went=Went.WELL, by=person_actor(match.request.person_id))
