"""Workers die every second, and one of twenty of the provider's answers is lost: each text is taken exactly once."""

from collections import Counter, defaultdict
from datetime import datetime
from itertools import pairwise

import pytest

from bench import crew
from tests.crash import places
from tests.crash.storm import Aftermath, Storm

pytestmark = pytest.mark.crash
MESSAGES = 2000
DROPPED = 0.05
SLOW = 0.006  # seconds a text: else all are out before many workers can be killed
LONGEST_SILENCE = 60  # seconds


@pytest.fixture
def telephone():
    with crew.stand_in(drop_share=DROPPED, slow_seconds=SLOW) as address:
        yield address


def assert_each_text_was_taken_once(after: Aftermath) -> None:
    numbers = Counter(text["to"] for text in after.accepted)
    assert [number for number, times in numbers.items() if times > 1] == []
    assert (len(numbers), len({text["body"] for text in after.accepted})) == (MESSAGES, MESSAGES)
    assert Counter(row["outcome"] for row in after.messages) == {"sent": MESSAGES}
    assert [row for row in after.messages if row["due_at"] or row["lease_until"]] == []


def assert_site_knows_what_the_provider_took(after: Aftermath) -> None:
    taken = {text["sid"]: text["to"] for text in after.accepted}
    noted = {provider_id: number for _message, number, _status, provider_id, _at in after.tries if provider_id}
    assert noted == taken
    statuses = Counter(status for _message, _number, status, _id, _at in after.tries)
    assert statuses.pop("accepted") == MESSAGES
    assert set(statuses) <= {"lost"}  # nothing is left uncertain


def assert_nobody_waited_long(after: Aftermath) -> None:
    """After each kill the next text goes out in time, and so does what the dead worker had in hand."""
    moments = [datetime.fromisoformat(text["at"]).timestamp() for text in after.accepted]
    for kill in after.kills:
        later = [moment for moment in moments if moment > kill]
        assert not later or later[0] - kill < LONGEST_SILENCE
    tries = defaultdict(list)
    for message, _number, _status, _id, at in after.tries:
        tries[message].append(at)
    waits = [second - first for each in tries.values() for first, second in pairwise(each)]
    assert max(waits, default=0) < LONGEST_SILENCE


def assert_it_was_a_storm(after: Aftermath) -> None:
    """Where nobody was hit while texts went out, nothing was shown."""
    first, last = (datetime.fromisoformat(after.accepted[nth]["at"]).timestamp() for nth in (0, -1))
    assert len([kill for kill in after.kills if first < kill < last]) >= 3  # a busy machine kills more slowly


def weather(after: Aftermath) -> None:
    assert_it_was_a_storm(after)
    assert_each_text_was_taken_once(after)
    assert_site_knows_what_the_provider_took(after)
    assert_nobody_waited_long(after)


def test_one_worker_on_sqlite(telephone, tmp_path):
    env = crew.environment(f"sqlite:///{tmp_path / 'site.sqlite3'}", telephone)
    weather(Storm(1, env, telephone, tmp_path, MESSAGES).run())


def test_three_workers_on_postgresql(telephone, tmp_path):
    with places.postgres("embedded") as url:
        env = crew.environment(url, telephone)
        weather(Storm(3, env, telephone, tmp_path, MESSAGES).run())


def test_three_celery_workers_whose_broker_loses_everything(telephone, tmp_path):
    with places.broker(tmp_path) as broker, places.postgres("celery") as url:
        address = f"redis://127.0.0.1:{broker.get_connection_kwargs()['port']}/0"
        env = crew.environment(url, telephone, TASK_ENGINE="celery", CELERY_BROKER_URL=address)
        weather(Storm(3, env, telephone, tmp_path, MESSAGES, engine="celery", halfway=broker.flushall).run())
