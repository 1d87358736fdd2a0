"""What a centre did: the numbers of the page of evidence, as they stand there."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from core.reports import Block, Chart, Table
from evaluation import charts
from evaluation.figures import Figure
from evaluation.indicators import Scope


def blocks(figures: Iterable[Figure], scope: Scope) -> Iterator[Block]:
    for figure in figures:
        yield _block(figure, _address(figure, scope))


def _address(figure: Figure, scope: Scope) -> str:
    """Of the same picture on a page: several centres are all of the reader's."""
    asked = {"until": scope.quarters[-1], **({"where": "all"} if len(scope.centres) > 1 else {})}
    return f"{reverse('desk_evidence:chart', args=[figure.indicator.slug])}?{urlencode(asked)}"


def _block(figure: Figure, address: str) -> Block:
    title = str(figure.indicator.title)
    _corner, *quarters = figure.table_headings
    alt = _("Chart: %(title)s. The same numbers stand in the table below.") % {"title": title}
    chart = Chart(alt, address, lambda: charts.inline(figure, alt))
    if not figure.table:
        return Block(title, [str(figure.indicator.how), _("None in these quarters.")])
    return Block(
        heading=title,
        lines=[str(figure.indicator.how)],
        chart=chart if figure.is_drawn else None,
        tables=[Table(title, [_("What"), *quarters], figure.table)],
        notes=[_("hidden: fewer than 6, or hidden to protect people")] if figure.hides else [],
    )
