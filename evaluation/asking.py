"""What is asked in one sitting, page by page, whoever asks: the client reads it, staff read it aloud or copy it."""

from dataclasses import dataclass
from datetime import datetime

from core import links
from evaluation.instruments import Instrument
from evaluation.models import Measure, Sitting, SittingState
from prescriptions.models import ClosedReason

LINK = "questions"  # the purpose of the signed link in a message
CODE = "questions-on-paper"  # the purpose of the code on a paper
PER_MINUTE = 3  # questions, read at one's ease
MOST_MINUTES = 9
# After these there is nobody to ask any more.
NOT_ASKED_AFTER = frozenset({ClosedReason.DIED, ClosedReason.UNREACHED})


@dataclass(frozen=True)
class Asked:
    """The pages of a sitting, with what was answered so far."""

    sitting: Sitting
    instruments: list[Instrument]
    measures: dict[str, Measure]

    @classmethod
    def of(cls, sitting: Sitting, *, with_scores: bool) -> "Asked":
        """`with_scores`: also the instruments of which we keep scores alone, which staff bring along. One query."""
        pages = [one for one in sitting.asked if one.items or with_scores]
        return cls(sitting, pages, {measure.instrument: measure for measure in sitting.measures.all()})

    @property
    def count(self) -> int:
        return len(self.instruments)

    @property
    def next_page(self) -> int:
        """The first with an open question, counted from one; one past the last where none is open."""
        for number, instrument in enumerate(self.instruments, start=1):
            measure = self.measures.get(instrument.key)
            if measure is None or any(item.slug not in measure.answers for item in instrument.items):
                return number
        return self.count + 1

    @property
    def is_begun(self) -> bool:
        return bool(self.measures)


def is_over(sitting: Sitting, now: datetime) -> bool:
    """Whether nothing can be answered any more."""
    return sitting.state not in {SittingState.PLANNED, SittingState.OPEN} or sitting.closes_at <= now


def takes_scores(sitting: Sitting, now: datetime) -> bool:
    """Whether the questions are answered, and staff can still bring the scores of what was asked elsewhere."""
    is_done = sitting.state == SittingState.DONE and sitting.closes_at > now
    return is_done and not all(instrument.items for instrument in sitting.asked)


def minutes(sitting: Sitting) -> int:
    """About how long it takes to answer all of it."""
    items = sum(len(instrument.items) for instrument in sitting.asked)
    return max(2, min(MOST_MINUTES, -(-items // PER_MINUTE) + 1))


def asks_something(sitting: Sitting) -> bool:
    """Whether there is a question for the person, and not scores alone."""
    return any(instrument.items for instrument in sitting.asked)


def token_of(sitting: Sitting) -> str:
    """The signed part of the address in a message. It opens these questions, and nothing else of theirs."""
    return links.make(LINK, str(sitting.public_id))


def code_of(sitting: Sitting) -> str:
    """What stands on the paper in place of a name."""
    return links.short(CODE, sitting.pk)
