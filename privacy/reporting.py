"""The incidents in a centre's yearly report: how many of each kind. Whom they affected stays with the officer."""

from django.utils.translation import gettext as _

from centres.models import Centre
from core.reports import Block, Section, Table
from privacy import counters


def incidents(centre: Centre, start: int) -> Section:
    """Of the calendar year that ends within the report's year, as the Commissioner counts. One query."""
    found = counters.of_year(centre, start)
    caption = _("Privacy incidents in %(year)s") % {"year": start}
    rows = [[str(counter.what.label), str(counter.incidents)] for counter in found.counters]
    how = _(
        "From January to December, as the Information and Privacy Commissioner asks for them once a year. Each "
        "incident counts once, in the year in which it was found."
    )
    table = Table(caption, [_("What"), _("Incidents")], rows)
    return Section("incidents", _("Privacy"), blocks=[Block(caption, [how], tables=[table])])
