"""The numbers of a centre: each with its definition and the query behind it."""

from evaluation.indicators import (  # noqa: F401 - they register their indicators
    cancelling,
    groups,
    prescribed,
    results,
    staffing,
    supporting,
    waiting,
)
from evaluation.indicators.kinds import WHOLE, Counts, Group, Indicator, Kind, Scope, Tie, registry
from evaluation.indicators.quarters import Quarter, read, up_to

__all__ = ["WHOLE", "Counts", "Group", "Indicator", "Kind", "Quarter", "Scope", "Tie", "read", "registry", "up_to"]
