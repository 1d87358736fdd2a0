"""When a look is worth a question: one small function a rule. Each says what it saw, and accuses nobody."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from statistics import median

from core.text import fold
from privacy.models import Rule

FROM, UNTIL, SATURDAY = time(7), time(19), 5  # working hours, generously
AROUND = timedelta(days=2)  # how near something has to be to explain a look
FLOOR, TIMES = 40, 3  # records a day: fewer are never too many; more than so many times the usual are
FEWEST_LETTERS = 2  # of a family name


@dataclass(frozen=True)
class Look:
    """One viewer, one person, one day: the first look's moment by the centre's clock, and how many there were.

    `odd_at`: the first of them outside of working hours, if any was.
    """

    viewer: int
    person: int
    day: date
    first_at: datetime
    number: int
    odd_at: datetime | None = None


@dataclass
class Known:
    """What the rules may ask about accounts (by the id of the account) and people (by the id of the record)."""

    viewers: set[int] = field(default_factory=set)  # of those whose account stands
    people: set[int] = field(default_factory=set)  # … and of those who are not forgotten
    own: Mapping[int, set[int]] = field(default_factory=dict)  # account: their own records
    viewer_names: Mapping[int, set[str]] = field(default_factory=dict)  # account: family names
    names: Mapping[int, set[str]] = field(default_factory=dict)  # person: family names
    viewer_contacts: Mapping[int, set[str]] = field(default_factory=dict)
    contacts: Mapping[int, set[str]] = field(default_factory=dict)
    viewer_postal: Mapping[int, set[str]] = field(default_factory=dict)
    postal: Mapping[int, set[str]] = field(default_factory=dict)
    well_known: set[int] = field(default_factory=set)
    busy: Mapping[int, set[date]] = field(default_factory=dict)  # person: days on which something went on
    until: date = date.max  # the last day of which everything around is known


def _share(one: Mapping[int, set[str]], other: Mapping[int, set[str]], look: Look) -> bool:
    return not one.get(look.viewer, set()).isdisjoint(other.get(look.person, set()))


def own_record(look: Look, known: Known) -> bool:
    return look.person in known.own.get(look.viewer, set())


def same_household(look: Look, known: Known) -> bool:
    return _share(known.viewer_contacts, known.contacts, look)


def same_name(look: Look, known: Known) -> bool:
    return _share(known.viewer_names, known.names, look)


def same_postal_code(look: Look, known: Known) -> bool:
    return _share(known.viewer_postal, known.postal, look)


def well_known(look: Look, known: Known) -> bool:
    return look.person in known.well_known


def odd_hours(look: Look, known: Known) -> bool:
    """Nothing went on about the person in the days around; asked once those days are over."""
    if look.odd_at is None or look.day + AROUND > known.until:
        return False
    return not any(abs(day - look.day) <= AROUND for day in known.busy.get(look.person, set()))


def usual(days: Mapping[date, int], before: date) -> int:
    """How many records somebody looks at on a day on which they look at any; nought for who is new."""
    earlier = [number for day, number in days.items() if day < before]
    return round(median(earlier)) if earlier else 0


def too_many(number: int, usually: int) -> bool:
    return number > max(FLOOR, TIMES * usually)


# How two may belong together: the nearest that speaks is enough. The others speak for themselves.
NEAR: tuple[tuple[Rule, Callable[[Look, Known], bool]], ...] = (
    (Rule.OWN, own_record),
    (Rule.HOUSEHOLD, same_household),
    (Rule.NAME, same_name),
    (Rule.POSTAL, same_postal_code),
)
OTHERS: tuple[tuple[Rule, Callable[[Look, Known], bool]], ...] = (
    (Rule.KNOWN, well_known),
    (Rule.HOURS, odd_hours),
)


def speak(look: Look, known: Known) -> list[Rule]:
    """The rules that a look calls for a question by."""
    near = next((rule for rule, says in NEAR if says(look, known)), None)
    return [rule for rule in (near, *(rule for rule, says in OTHERS if says(look, known))) if rule is not None]


def family_names(name: str) -> set[str]:
    """The last word of a name, and each half of a double one; nothing where there is but one word."""
    words = fold(name).split()
    if len(words) < 2:
        return set()
    last = words[-1]
    return {part for part in (last, *last.split("-")) if len(part) >= FEWEST_LETTERS}


def is_odd(moment: datetime) -> bool:
    """Outside of working hours, by the clock of the centre."""
    return moment.weekday() >= SATURDAY or not FROM <= moment.time() < UNTIL
