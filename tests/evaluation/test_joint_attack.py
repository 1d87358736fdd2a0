"""An attacker who reads everything at once: the numbers of four quarters at two centres, each alone and both together,
and the tables by year that are made of the same people. They know what each number is, and so what hangs together.
"""

import random
from collections import Counter, defaultdict

import pytest

from activities.models import Attendance
from evaluation import figures, tied
from evaluation.indicators import WHOLE, Kind, registry
from evaluation.instruments.equity import RATHER_NOT, UNKNOWN
from evaluation.models import SittingState
from evaluation.safe import LIMIT, Table, protect, tables
from people.models.person import Language
from prescriptions.models import ClosedReason, Level, Need, Outcome, Source
from tests.evaluation.knowing import Knowing
from tests.evaluation.test_attack import Attack, made, read, read_together

CENTRES, QUARTERS = ("0", "1"), range(4)
BANDS = ("soon", "later", "late", "very_late", "not_yet")
BY_PROVIDERS, WALKED = (Source.PROVIDER, Source.BEHALF), (Level.MEDIUM, Level.HOLISTIC)
# What is the same by what it is, with the sum of what; and what is never more than what. `WHOLE`: all of it.
ALL_PRESCRIPTIONS = ("levels", "language", "needs", "first_session", "uptake")
SAME = [("source", [WHOLE], slug, [WHOLE]) for slug in ALL_PRESCRIPTIONS]
SAME += [
    ("loop", [WHOLE], "source", [*BY_PROVIDERS]),
    ("contact", [WHOLE], "levels", [*WALKED]),
    ("ended", [WHOLE], "levels", [*WALKED]),
    ("outcome", [WHOLE], "ended", [*ClosedReason.values]),
    ("uptake", ["none"], "first_session", ["not_yet"]),
    ("waited", [WHOLE], "waiting", ["taken"]),
]
CROSSED = [("levels", [*WALKED]), ("uptake", ["some", "sustained"])]
AT_MOST = [
    ("clients", [WHOLE], "source", [WHOLE]),
    ("providers", [WHOLE], "source", [*BY_PROVIDERS]),
    ("stopped", [WHOLE], "uptake", ["some", "sustained"]),
    ("stopped", [WHOLE], "levels", [*WALKED]),
    ("source", [WHOLE], "needs", [*Need.values]),
    *(("needs", [need], "source", [WHOLE]) for need in Need.values),
]


# --- the truth -----------------------------------------------------------------------------------
def some_of(dice, values):
    """Now this and now that is rare: it is among them that the few are."""
    weights = [dice.choice([1, 1, 4, 20]) for _value in values]
    return lambda: dice.choices(values, weights)[0]


def a_quarter(dice, people, known):
    """What every indicator counts, of one centre in one quarter; and its clients, who are `known` from then on."""
    found = {slug: Counter() for slug, _one in registry.items()}
    draw = {
        "source": some_of(dice, Source.values),
        "levels": some_of(dice, Level.values),
        "language": some_of(dice, Language.values[:3]),
        "contact": some_of(dice, BANDS),
        "first_session": some_of(dice, BANDS),
        "ended": some_of(dice, ["open", *ClosedReason.values[:3]]),
        "outcome": some_of(dice, [*Outcome.values, "not_said"]),
        "loop": some_of(dice, ["read", "read_late", "unread", "nothing"]),
        "stopped": some_of(dice, ["comes", "stopped"]),
        "needs": some_of(dice, Need.values[:5]),
    }
    clients, writers = set(), set()
    for _nth in range(dice.choice([4, 9, 14, 20, 30])):
        one = {slug: choose() for slug, choose in draw.items()}
        clients.add(dice.choice(people))
        a_prescription(dice, found, one, writers)
    found["clients"].update(again=len(clients & known), first=len(clients - known))
    known |= clients
    found["providers"]["providers"] = len(writers)
    others(dice, found)
    whole = {slug: {line: lines[line] for line in registry[slug].labels} for slug, lines in found.items()}
    return whole, clients


def a_prescription(dice, found, one, writers):
    for slug in ("source", "levels", "language", "first_session"):
        found[slug][one[slug]] += 1
    found["needs"].update({one["needs"], dice.choice(Need.values[:5]), WHOLE})
    came = one["first_session"] != "not_yet"
    found["uptake"][dice.choice(["some", "sustained"]) if came else "none"] += 1
    is_walked = one["levels"] in WALKED
    if is_walked:
        found["stopped"][one["stopped"]] += came
        found["contact"][one["contact"]] += 1
        found["ended"][one["ended"]] += 1
        if one["ended"] != "open":
            found["outcome"][one["outcome"]] += 1
    if one["source"] in BY_PROVIDERS:
        found["loop"][one["loop"]] += 1
        writers.add(dice.randrange(9))


def others(dice, found):
    """What counts something else, and hangs together with little."""
    for slug in ("attendance", "ways", "given_back", "matches", "started", "contacts", "seats", "waiting", "waited"):
        for line in registry[slug].labels:
            found[slug][line] = dice.choice([0, 1, 3, 6, 8, 20])
    found["waiting"]["taken"] = found["waited"].total()
    assert set(Attendance.values) == set(found["attendance"])


# --- what is read --------------------------------------------------------------------------------
class Everything(Attack):
    """What was read, and the truth beside it. `sums_all`: both together have those of which nothing is shown, too."""

    def __init__(self, *, sums_all):
        self.puzzle, self.truth, self.sums_all = Knowing(), {}, sums_all

    def quarter(self, name, counts):
        """One centre's page."""
        for slug, indicator in registry.items():
            lines, told = counts[slug], figures.cells(indicator, [counts])
            whole = lines[WHOLE] if indicator.kind == Kind.OVERLAPPING else sum(lines.values())
            total = self.number(f"{name}/{slug}/{WHOLE}", whole, told[WHOLE])
            parts = [line for line in lines if line != WHOLE]
            for line in parts:
                self.number(f"{name}/{slug}/{line}", lines[line], told[line])
            if indicator.kind != Kind.OVERLAPPING:
                self.puzzle.adds_up([f"{name}/{slug}/{line}" for line in parts], total)
                self._not_nothing([f"{name}/{slug}/{line}" for line in parts if told[line] is None], len(parts))
        for slug, mine, other, theirs in SAME:
            self.puzzle.is_same(_names(name, slug, mine), _names(name, other, theirs))
        self._crossed(name, counts)
        for slug, mine, other, theirs in AT_MOST:
            self.puzzle.at_most(_names(name, slug, mine), _names(name, other, theirs))

    def _crossed(self, name, counts):
        """Who was walked with and never came, who came and was not, and who did neither: in no table, and yet."""
        walked, came = (sum(counts[slug][line] for line in lines) for slug, lines in CROSSED)
        both, whole = sum(counts["stopped"].values()), sum(counts["levels"].values())
        here = f"{name}/stopped/{WHOLE}"
        one = self.number(f"{name}/one", walked - both, None)
        other = self.number(f"{name}/other", came - both, None)
        neither = self.number(f"{name}/neither", whole - walked - came + both, None)
        for alone, (slug, lines) in zip((one, other), CROSSED, strict=True):
            self.puzzle.is_same([alone, here], _names(name, slug, lines))
        self.puzzle.is_same([one, other, neither, here], _names(name, "levels", [WHOLE]))

    def _not_nothing(self, hidden, many):
        """A line with nothing would be shown, where any is."""
        for one in hidden if len(hidden) < many else []:
            self.puzzle.bounds[one] = (1, self.puzzle.bounds[one][1])

    def together(self, names, each):
        """The page of both: a centre of which nothing is shown is no part of it."""
        for slug, indicator in registry.items():
            told = figures.cells(indicator, each)
            alone = [figures.cells(indicator, [counts]) for counts in each]
            is_in_it = [cells[WHOLE] is not None for cells in alone]
            if self.sums_all:
                is_in_it = [not tied.is_cut(indicator, counts) for counts in each]
            in_it = [name for name, is_in in zip(names, is_in_it, strict=True) if is_in]
            for line, cell in told.items():
                parts = [f"{name}/{slug}/{line}" for name in in_it]
                if cell is not None:
                    truth = sum(self.truth[part] for part in parts)
                    self.puzzle.adds_up(parts, self.number(f"all/{names}/{slug}/{line}", truth, cell))

    def found(self):
        """What they are certain of: that it is a few."""
        of_work = {slug for slug, one in registry.items() if one.kind == Kind.WORK}
        few = [name for name, truth in self.truth.items() if 0 < truth < LIMIT]
        theirs = [name for name in few if not of_work & set(name.split("/"))]
        return [name for name in theirs if self.puzzle.gives_away(name)]


def _names(place, slug, lines):
    return [f"{place}/{slug}/{line}" for line in lines]


def attacked(seed, *, sums_all=False):
    """A world made by chance, and all that is shown of it."""
    dice, attack, by_year = random.Random(seed), Everything(sums_all=sums_all), defaultdict(list)
    counts, reached = {}, {}
    for centre in CENTRES:
        people, reached[centre] = list(range(dice.choice([6, 14, 30]))), set()
        known = set(dice.sample(people, dice.choice([0, 2, 6])))  # from before the year
        for quarter in QUARTERS:
            counts[centre, quarter], clients = a_quarter(dice, people, known)
            reached[centre] |= clients
            attack.quarter(f"{centre}/{quarter}", counts[centre, quarter])
        read(attack, centre, made([a_person(dice) for _one in reached[centre]]), by_year)
        attack.puzzle.at_most([f"{centre}/reach"], [f"{centre}/{quarter}/clients/{WHOLE}" for quarter in QUARTERS])
        attack.puzzle.at_most([f"{centre}/{quarter}/clients/first" for quarter in QUARTERS], [f"{centre}/reach"])
    for quarter in QUARTERS:
        names = [f"{centre}/{quarter}" for centre in CENTRES]
        attack.together(names, [counts[centre, quarter] for centre in CENTRES])
    read_together(attack, by_year)
    assert attack.puzzle.holds_for(attack.truth), "the attacker believes what is not so"
    return attack


def a_person(dice):
    mostly = [True] * 9 + [False]
    answers = [dice.choice([RATHER_NOT, UNKNOWN, None]) for _nth in range(2)]
    state = SittingState.DONE if dice.choice(mostly) else SittingState.LAPSED
    return (*answers, state, (dice.choice([-1, 0, 1]), dice.choice(mostly), dice.choice(mostly)))


# --- and what is learnt --------------------------------------------------------------------------
@pytest.mark.parametrize("seed", range(30))
def test_whoever_reads_all_of_it_learns_of_no_few(seed):
    assert attacked(seed).found() == []


def test_the_worlds_have_few_people_that_are_hidden():
    """Else there would be nothing to find."""
    attack = attacked(0)
    few = [name for name, truth in attack.truth.items() if 0 < truth < LIMIT]
    assert len([name for name in few if attack.puzzle.bounds[name][0] < attack.puzzle.bounds[name][1]]) > 50


def of_the_sum(found, _kin=()):
    """A hole: all centres together, protected as if they were one."""
    whole = {line: sum(lines[line] for lines in found) for line in found[0]}
    safe = protect(Table.line(whole))
    return {**{line: safe.cell(line) for line in whole}, WHOLE: safe.total}


@pytest.mark.parametrize(
    ("where", "name", "hole"),
    [
        (tied, "is_cut", lambda *_given: False),  # nobody looks at what one number tells of another
        (tables, "_is_enough", lambda *_given: True),  # what is few is hidden, and nothing beside it
        (figures, "_parts", of_the_sum),
    ],
)
def test_a_hole_is_found(where, name, hole, monkeypatch):
    monkeypatch.setattr(where, name, hole)
    assert any(attacked(seed, sums_all=hole is of_the_sum).found() for seed in range(12))
