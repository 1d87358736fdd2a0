"""The demo's report: a quarter that is over has words, and a manager can write more."""

import random
import re
from datetime import UTC, datetime

import pytest

import centres.demo
import people.demo
from centres.models import Centre
from core.demo import DemoWorld
from evaluation import demo_reports
from evaluation.models import ReportWords
from evaluation.services import report_words

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)


def test_demo_has_words_for_one_quarter_and_somebody_who_writes_them():
    made = DemoWorld(now=NOW, rng=random.Random(2019))
    for room in (centres.demo, people.demo):
        room.build(made)
    for _twice in range(2):
        demo_reports.build(made)
    centre = Centre.objects.get(slug=demo_reports.CENTRE)
    rows = ReportWords.objects.all()
    assert {(row.centre, row.period) for row in rows} == {(centre, "2026-3")}
    assert len(rows) == len(demo_reports.WORDS)
    assert all(row.words_en and row.words_fr for row in rows)
    assert report_words.may_write(made.made["staff"][demo_reports.CENTRE]["manager"], centre)


def test_words_of_the_demo_fit_any_quarter():
    """They stand in the last one that is over, whatever day it is."""
    said = " ".join(text for both in demo_reports.WORDS.values() for text in both).lower()
    assert not re.search(r"\b(summer|fall|autumn|winter|spring|été|automne|hiver|printemps)\b", said)
