"""What runs out is told in time, on the day, and once."""

from datetime import UTC, date, datetime, timedelta

import pytest

from champions.models import Clearance, Need
from champions.services import renewals, standing
from core.actors import SYSTEM
from notifications.models import OutboxMessage
from notifications.services import outbox
from tests.factories.champions import ChampionFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
UNTIL = date(2026, 12, 31)


def at(days_before):
    return datetime(2026, 12, 31, 17, tzinfo=UTC) - timedelta(days=days_before)


@pytest.fixture
def champion(db):
    found = ChampionFactory(uncleared=True, supporter=UserFactory())
    Clearance.objects.create(champion=found, need=Need.VSC, decided_on=date(2026, 1, 5), until=UNTIL)
    return found


def told():
    return sorted(OutboxMessage.objects.values_list("type", "key"))


def kinds():
    return sorted(OutboxMessage.objects.values_list("type", flat=True))


def test_nothing_is_told_while_there_is_time(champion):
    renewals.tell(now=at(61))
    assert told() == []


@pytest.mark.parametrize(
    ("days", "kind"), [(60, "ending"), (20, "ending"), (14, "ending"), (0, "ending"), (-1, "over"), (-10, "over")]
)
def test_champion_and_supporter_are_told(champion, days, kind):
    renewals.tell(now=at(days))
    assert kinds() == [f"clearance-{kind}", f"clearance-{kind}-staff"]


def test_each_is_told_once_however_often_the_job_runs(champion):
    for days in (62, 60, 59, 30, 14, 13, 1, 0, -1, -2, -14, -40):
        renewals.tell(now=at(days))
        renewals.tell(now=at(days))
    assert kinds() == [
        *["clearance-ending"] * 2,
        *["clearance-ending-staff"] * 2,
        "clearance-over",
        "clearance-over-staff",
    ]


def test_nothing_more_is_told_once_it_was_renewed(champion, time_machine):
    time_machine.move_to(at(10))
    renewals.tell(now=at(10))
    messages = OutboxMessage.objects.filter(person=champion.person).select_related("person")
    assert len(outbox.render(messages)) == 1
    Clearance.objects.create(champion=champion, need=Need.VSC, decided_on=date(2026, 12, 21), until=date(2029, 12, 21))
    assert outbox.render(messages) == []
    renewals.tell(now=at(-1))
    assert kinds() == ["clearance-ending", "clearance-ending-staff"]


def test_whoever_has_left_hears_nothing(champion):
    standing.move(champion, "leave", by=SYSTEM)
    renewals.tell(now=at(10))
    assert told() == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_message_does_not_say_what_runs_out(champion, language, time_machine):
    time_machine.move_to(at(10))
    renewals.tell(now=at(10))
    messages = OutboxMessage.objects.select_related("person").order_by("pk")
    for said in outbox.render(messages, language=language):
        text = f"{said.subject} {said.text}".lower()
        assert "31" in text
        for telling in ("police", "vulnerable", "vérification", "check"):
            assert telling not in text
