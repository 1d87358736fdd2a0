"""What one number tells of another: two tables that share a sum are shown beside each other only where that sum is one
of whole blocks in both, so that neither looks into a block of the other. Why: docs/adr/0031. Pure; no database.
"""

from collections.abc import Collection, Mapping

from evaluation import safe
from evaluation.indicators import Indicator, registry

Lines = Mapping[str, int]


def kin(indicator: Indicator) -> list[frozenset[str]]:
    """Which lines had better be hidden with each other: those whose sum another one tells, and those beside them."""
    theirs = [tie.theirs for one in registry for tie in one.ties if tie.other == indicator.slug]
    told = [frozenset(lines) for lines in (*theirs, *(tie.mine for tie in indicator.ties))]
    return [*told, *(frozenset(indicator.labels) - lines for lines in told)]


def is_cut(indicator: Indicator, found: Mapping[str, Lines]) -> bool:
    """Of one centre in one quarter: whether this one stays hidden there. `found`: by indicator, what was counted."""
    return _leaves_few(indicator, found) or not all(
        _tells(indicator, found[indicator.slug], tie.mine)
        and _tells(registry[tie.other], found[tie.other], tie.theirs)
        for tie in indicator.ties
    )


def _leaves_few(indicator: Indicator, found: Mapping[str, Lines]) -> bool:
    """Of a table that crosses two others: whether those in only one of them, or in neither, are a few. Nobody shows
    them, and each is a difference of what is shown."""
    if not indicator.crosses:
        return False
    both = sum(found[indicator.slug].values())
    one, other = (sum(found[tie.other][line] for line in tie.theirs) for tie in indicator.crosses)
    neither = sum(found[indicator.crosses[0].other].values()) - one - other + both
    return any(0 < few < safe.LIMIT for few in (one - both, other - both, neither))


def _tells(indicator: Indicator, table: Lines, lines: Collection[str]) -> bool:
    """Whether the sum of these lines is one of what is shown and of what is hidden together."""
    shown = safe.protect(safe.Table.line(table), kin(indicator))
    hidden = {line for line in table if shown.cell(line) is None}
    return hidden & set(lines) in (set(), hidden)
