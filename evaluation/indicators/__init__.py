"""The numbers of a centre: each with its definition and the query behind it."""

from evaluation.indicators import groups, prescribed  # noqa: F401 - they register their indicators
from evaluation.indicators.kinds import WHOLE, Counts, Group, Indicator, Kind, Scope, registry
from evaluation.indicators.quarters import Quarter, read, up_to

__all__ = ["WHOLE", "Counts", "Group", "Indicator", "Kind", "Quarter", "Scope", "read", "registry", "up_to"]
