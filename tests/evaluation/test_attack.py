"""An attacker reads everything that the pages and files offer about two centres: each alone and both together, by
every question, every change, and how many answered. They write it all down as equations, and learn of no few people.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluation.change.cohort import Cohort
from evaluation.change.shown import completion, shown
from evaluation.instruments import newest
from evaluation.instruments.equity import RATHER_NOT, UNKNOWN, Question
from evaluation.instruments.kinds import Both
from evaluation.models import SittingState
from evaluation.safe import LIMIT, Safe, several
from evaluation.services.counting import table
from tests.evaluation.solver import Puzzle

WORDS = Both("-", "-")
FIRST, SECOND = (Question(slug, WORDS, WORDS, WORDS, ()) for slug in ("first", "second"))
ANSWERS = st.sampled_from([RATHER_NOT, UNKNOWN, None])
SCALES = ((newest("lonely1").key, "lonely"), (newest("belonging").key, "belonging"))
# Most answer all: it is among nearly whole counts that a few are missing.
MOSTLY = st.sampled_from([True] * 9 + [False])
STATES = MOSTLY.map(lambda answers: SittingState.DONE if answers else SittingState.LAPSED)

people = st.tuples(ANSWERS, ANSWERS, STATES, st.tuples(st.integers(-1, 1), MOSTLY, MOSTLY))
centres = st.one_of(st.lists(people, max_size=26), st.lists(people, min_size=14, max_size=30))


@dataclass
class Centre:
    """The truth about one, and what is shown of it."""

    cohort: Cohort = field(default_factory=Cohort)
    said: dict[int, dict[str, list[str]]] = field(default_factory=dict)


def made(rows) -> Centre:
    centre = Centre()
    for person, (first, second, state, (moved, both, also)) in enumerate(rows):
        answers = {"first": first, "second": second}
        centre.said[person] = {slug: [given] for slug, given in answers.items() if given}
        centre.cohort.states[person] = state
        for scale, has in zip(SCALES, (both, both and also), strict=True):
            if has and state == SittingState.DONE:
                centre.cohort.pairs[scale][person] = (2, 2 + moved)
            else:
                centre.cohort.lost[scale][person] = 2
    return centre


class Attack:
    """Everything that was read, and, beside it, the truth about every number, to see what was learnt."""

    def __init__(self) -> None:
        self.puzzle, self.truth = Puzzle(), {}

    def number(self, name: str, truth: int, told: int | None) -> str:
        assert told in (None, truth), name
        self.truth[name] = truth
        if told is not None:
            self.puzzle.bounds[name] = (told, told)
        return self.puzzle.unknown(name)

    def line(self, name: str, whole: str, safe: Safe | None, truth: dict[str, int]) -> None:
        """Parts of a whole that has a name of its own."""
        parts = [
            self.number(f"{name}/{slug}", count, None if safe is None else safe.cell(slug))
            for slug, count in truth.items()
        ]
        self.puzzle.adds_up(parts, self.number(whole, sum(truth.values()), None if safe is None else safe.total))


def groups(centre: Centre, persons, question: Question) -> tuple[Safe, dict[str, int]]:
    kept = table(dict.fromkeys(persons, 0.0), centre.said, question, tells=lambda _persons: False)
    truth: dict[str, int] = {group.slug: 0 for group in question.groups}
    for person in persons:
        truth[question.group_of(centre.said.get(person, {}))] += 1
    return Safe.line(kept["cells"], kept["total"]), truth


def ways(cohort: Cohort, scale) -> dict[str, int]:
    moved = [after - before for before, after in cohort.pairs.get(scale, {}).values()]
    up, down = sum(one > 0 for one in moved), sum(one < 0 for one in moved)
    good, bad = (down, up) if scale == SCALES[0] else (up, down)
    return {"better": good, "same": len(moved) - up - down, "worse": bad}


def read(attack: Attack, name: str, centre: Centre, tables: dict[str, list[Safe]]) -> None:
    """All pages of one centre."""
    cohort, told = centre.cohort, {}
    for one in shown([cohort]).scales:
        told[one.instrument.key, one.scale.slug] = one
    states = {state.value: 0 for state in (SittingState.DONE, SittingState.DECLINED, SittingState.LAPSED)}
    states[SittingState.CALLED_OFF.value] = 0
    for state in cohort.states.values():
        states[state.value] += 1
    attack.line(f"{name}/ended", f"{name}/due", completion(cohort), states)
    for question in (FIRST, SECOND):
        safe, truth = groups(centre, cohort.states, question)
        attack.line(f"{name}/reach/{question.slug}", f"{name}/reach", safe, truth)
        tables[f"reach/{question.slug}"].append(safe)
    for place, scale in enumerate(SCALES):
        one, both = told.get(scale), cohort.pairs.get(scale, {})
        number = attack.number(f"{name}/{place}/both", len(both), one.facts.n if one and one.facts else None)
        attack.line(f"{name}/{place}/ways", number, one.ways if one else None, ways(cohort, scale))
        without = attack.number(f"{name}/{place}/without", len(cohort.states) - len(both), None)
        attack.puzzle.adds_up([number, without], f"{name}/due")
        for question in (FIRST, SECOND):
            safe, truth = groups(centre, both, question)
            attack.line(f"{name}/{place}/{question.slug}", number, safe, truth)
            tables[f"{place}/{question.slug}"].append(safe)


def read_together(attack: Attack, tables: dict[str, list[Safe]]) -> None:
    """The sums that the pages of both centres show."""
    for about, each in tables.items():
        together = several(each)
        if together is None:
            continue
        names = [f"{place}/{about}" for place, one in enumerate(each) if one.total is not None]
        for slug in together.columns:
            parts = [f"{name}/{slug}" for name in names]
            truth = sum(attack.truth[part] for part in parts)
            attack.puzzle.adds_up(parts, attack.number(f"all/{about}/{slug}", truth, together.cell(slug)))


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(centres, centres)
def test_whoever_reads_everything_learns_of_no_few_people(one, other):
    attack, tables = Attack(), defaultdict(list)
    for name, rows in enumerate((one, other)):
        read(attack, str(name), made(rows), tables)
    read_together(attack, tables)
    for name, truth in attack.truth.items():
        if 0 < truth < LIMIT:
            assert not attack.puzzle.gives_away(name), name


@settings(max_examples=200, deadline=None)
@given(centres)
def test_who_answered_less_who_has_both_scores_is_never_a_few(rows):
    cohort = made(rows).cohort
    told, safe = shown([cohort]), completion(cohort)
    known = [number for number in (safe.total, *safe.cells.values()) if number is not None]
    for one in told.scales:
        if one.facts:
            assert not any(0 < abs(number - one.facts.n) < LIMIT for number in known)


endings = st.dictionaries(st.sampled_from(list(SittingState)[1:]), st.integers(0, 20), min_size=2)


@settings(max_examples=300, deadline=None)
@given(endings, st.data())
def test_no_sum_of_how_it_ended_less_who_has_both_scores_is_a_few(many, data):
    """Also those who did not finish may have both."""
    cohort = Cohort()
    for state in (state for state, number in many.items() for _nth in range(number)):
        cohort.states[len(cohort.states)] = state
    both = data.draw(st.integers(0, len(cohort.states)))
    cohort.pairs[SCALES[0]] = dict.fromkeys(range(both), (2, 2))
    safe = completion(cohort)
    if safe.total is None or both < LIMIT:
        return
    shown_ones = [number for number in safe.cells.values() if number is not None]
    blocks = [*shown_ones, safe.total - sum(shown_ones)]
    for chosen in product((0, 1), repeat=len(blocks)):
        number = sum(block for block, is_in in zip(blocks, chosen, strict=True) if is_in)
        assert not (number and 0 < abs(number - both) < LIMIT)
