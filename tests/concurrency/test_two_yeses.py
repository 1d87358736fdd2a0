"""Two champions say yes to the same date at the same moment: one stands in."""

from datetime import timedelta

import pytest
import time_machine

from activities.models import Reply, SubstituteAsk, SubstituteSearch
from activities.services import substitutes
from core.errors import DomainError
from notifications.models import OutboxMessage
from tests.activities.leading_world import NOON, acting, ask_of, given_a_date, helper
from tests.concurrency.test_last_seats import at_once
from tests.factories.champions import ChampionFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOON, tick=True):
        yield


@pytest.fixture
def session():
    return given_a_date([ChampionFactory()])


def saying(act, champion):
    ask = ask_of(champion)
    return lambda: act(ask, by=acting(champion))


def sought(session, helpers):
    champions = [helper(session) for _ in range(helpers)]
    substitutes.seek(session, by=acting(session.activity.leaders.get()))
    return champions


def test_of_five_yeses_one_wins_and_four_hear_that_it_is_settled(session):
    champions = sought(session, 5)
    answers = at_once(*(saying(substitutes.accept, champion) for champion in champions))
    won = [answer for answer in answers if isinstance(answer, SubstituteAsk)]
    late = [answer.code for answer in answers if isinstance(answer, DomainError)]
    session.refresh_from_db()
    assert (len(won), late) == (1, ["substitute_found"] * 4)
    assert session.substitute_id == won[0].champion_id
    assert SubstituteAsk.objects.filter(state=Reply.YES).count() == 1
    assert OutboxMessage.objects.filter(type="substitute-there").count() == 1


def test_yes_while_the_job_asks_the_next_and_the_leader_asks_again(session):
    [champion] = sought(session, 1)
    leader = session.activity.leaders.get()
    at_once(
        saying(substitutes.accept, champion),
        lambda: substitutes.look_after(now=NOON + timedelta(days=1)),
        lambda: substitutes.seek(session, by=acting(leader)),
    )
    session.refresh_from_db()
    assert session.substitute == champion
    assert SubstituteSearch.objects.open().count() == 0


def test_job_that_runs_twice_at_once_asks_and_tells_once(session):
    sought(session, 0)
    before = OutboxMessage.objects.count()
    helper(session)
    later = NOON + timedelta(days=3)
    with time_machine.travel(later, tick=True):
        at_once(*(lambda: substitutes.look_after(now=later) for _ in range(3)))
    assert SubstituteAsk.objects.count() == 1
    assert OutboxMessage.objects.count() == before + 1
