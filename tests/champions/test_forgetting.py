"""Erasing somebody forgets what was said and noted of them as a champion; numbers stay."""

from datetime import date

import pytest

from champions.models import Break, Certificate, Hours, HoursChange, Milestone, Note, SupportPlan
from champions.services import breaks, certificates, hours, support
from core.actors import SYSTEM, person_actor
from people.services import erasure
from tests.factories.champions import ChampionFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)


def test_words_go_and_numbers_stay():
    champion = ChampionFactory()
    me = person_actor(champion.person_id)
    support.write_plan(champion, helps="Zinnias", hinders="", reach="", agreed="", by=SYSTEM)
    support.note(champion, layer="staff", text="Zinnias", by=SYSTEM)
    support.plan_check_ins(champion, weeks=4, on=DAY, by=SYSTEM)
    row = hours.add(champion, key="a", day=DAY, minutes=90, what="Zinnias", today=DAY, by=SYSTEM)
    hours.correct(row, day=DAY, minutes=120, why="Zinnias", today=DAY, by=SYSTEM)
    certificates.issue(champion, first=None, last=None, kinds=["other"], language="en", today=DAY, by=SYSTEM)
    Milestone.objects.create(champion=champion, unit="hours", number=10, reached_on=DAY)
    breaks.ask(champion, starts_on=DAY, until=None, word="Zinnias", today=DAY, by=me)

    erasure.erase(champion.person, by=SYSTEM)

    champion.refresh_from_db()
    assert (champion.check_in_weeks, champion.check_in_on) == (None, None)
    assert [model.objects.count() for model in (SupportPlan, Note, Certificate)] == [0, 0, 0]
    assert list(Hours.objects.values_list("minutes", "what")) == [(120, "")]
    assert list(HoursChange.objects.values_list("minutes_after", "why")) == [(120, "")]
    assert [(one.word, one.ended_at is not None) for one in Break.objects.all()] == [("", True)]
    assert Milestone.objects.count() == 1
