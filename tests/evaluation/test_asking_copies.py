"""What somebody gets of their own answers, and what is left when their record is erased."""

import pytest
from django.utils import translation

from core.actors import SYSTEM, person_actor
from core.errors import DomainError
from evaluation import copies
from evaluation.instruments import DECLINED, newest
from evaluation.models import Measure, SittingState, Way
from evaluation.privacy import erase_sittings
from evaluation.services import answering
from people.copies import parts
from tests.factories.evaluation import SittingFactory

pytestmark = pytest.mark.django_db
UCLA, MATTERS, SWEMWBS, EQ5D = (newest(slug).key for slug in ("ucla3", "matters", "swemwbs", "eq5d5l"))


@pytest.fixture
def sitting():
    sitting = SittingFactory(instruments=[UCLA, MATTERS, SWEMWBS])
    said = {"way": Way.WEB, "by": person_actor(sitting.person_id)}
    answering.answer(sitting, instrument=UCLA, answers={"companionship": 3, "left_out": DECLINED}, **said)
    answering.answer(sitting, instrument=MATTERS, answers={"matters": 4}, own_words="To fish again", **said)
    answering.bring_scores(sitting, instrument=SWEMWBS, values={"well_being": 21.5}, way=Way.STAFF, by=SYSTEM)
    return sitting


@pytest.mark.parametrize(
    ("language", "question", "score"),
    [
        ("en", "How often do you feel that you lack companionship? Often", "21.5"),
        ("fr", "À quelle fréquence sentez-vous que vous manquez de compagnie? Souvent", "21,5"),
    ],
)
def test_copy_says_each_question_with_its_answer(sitting, language, question, score, django_assert_num_queries):
    with translation.override(language), django_assert_num_queries(2):
        lines = copies.measures(sitting.person)
    assert lines[0].split(": ", 1)[1] == question
    assert len(lines) == 5
    assert lines[2].endswith("To fish again")
    assert lines[3].endswith(" 4 / 6")
    assert lines[4].endswith(score)


@pytest.mark.parametrize(("language", "number"), [("en", "0.949"), ("fr", "0,949")])
def test_copy_writes_numbers_as_its_language_does(language, number):
    sitting = SittingFactory(instruments=[EQ5D])
    answering.bring_scores(sitting, instrument=EQ5D, values={"index": 0.949}, way=Way.STAFF, by=SYSTEM)
    with translation.override(language):
        [line] = copies.measures(sitting.person)
    assert line.endswith(number)


def test_copy_for_a_program_has_answers_scores_and_reasons(sitting):
    rows = parts["measures"].rows(sitting.person)
    assert [row["instrument"] for row in rows] == [UCLA, MATTERS, SWEMWBS]
    assert rows[0]["answers"] == {"companionship": 3, "left_out": DECLINED}
    assert rows[0]["scores"] == {"loneliness": None}
    assert rows[1]["own_words"] == "To fish again"
    assert rows[2]["scores"] == {"well_being": 21.5}


def test_staff_alone_bring_scores(sitting):
    with pytest.raises(DomainError, match="question_not_asked"):
        answering.bring_scores(
            sitting,
            instrument=SWEMWBS,
            values={"well_being": 20},
            way=Way.WEB,
            by=person_actor(sitting.person_id),
        )
    with pytest.raises(DomainError, match="score_out_of_range"):
        answering.bring_scores(sitting, instrument=SWEMWBS, values={"well_being": 6}, way=Way.STAFF, by=SYSTEM)
    with pytest.raises(DomainError, match="question_not_asked"):
        answering.bring_scores(sitting, instrument=UCLA, values={"loneliness": 6}, way=Way.STAFF, by=SYSTEM)


def test_erasing_takes_the_words_and_asks_nothing_more(sitting):
    erase_sittings(sitting.person_id)
    sitting.refresh_from_db()
    assert sitting.state == SittingState.CALLED_OFF
    assert not any(row.own_words for row in Measure.objects.all())
    assert Measure.objects.get(instrument=UCLA).scores.exists()
