"""What one number tells of another: two tables that share a sum are shown beside each other only where that sum is one
of whole blocks in both, so that neither looks into a block of the other. Why: docs/adr/0031. Pure; no database.
"""

from collections.abc import Collection, Mapping

from evaluation import safe
from evaluation.indicators import Indicator

Lines = Mapping[str, int]


def is_cut(indicator: Indicator, found: Mapping[str, Lines]) -> bool:
    """Of one centre in one quarter: whether this one stays hidden there. `found`: by indicator, what was counted."""
    return not all(
        _tells(found[indicator.slug], tie.mine) and _tells(found[tie.other], tie.theirs) for tie in indicator.ties
    )


def _tells(table: Lines, lines: Collection[str]) -> bool:
    """Whether the sum of these lines is one of what is shown and of what is hidden together."""
    shown = safe.protect(safe.Table.line(table))
    hidden = {line for line in table if shown.cell(line) is None}
    return hidden & set(lines) in (set(), hidden)
