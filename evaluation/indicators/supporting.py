"""How champions are supported: who stays, who talks with them, and how much of that somebody carries."""

from collections.abc import Iterator

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from champions.models import Champion, Hours, Note, Standing
from evaluation.indicators.kinds import (
    Counts,
    Group,
    Indicator,
    Kind,
    Scope,
    counted,
    gather,
    is_,
    register,
    tallied,
    within,
)
from evaluation.indicators.quarters import Quarter

BANDS = {"few": 5, "some": 15}  # at most so many champions
_GONE = {Standing.PAUSED: "paused", Standing.ALUMNI: "ended"}


def retention(scope: Scope) -> Counts:
    """Of those who gave time in the quarter before. One query."""
    longer = Scope(scope.centres, (scope.quarters[0].previous, *scope.quarters), scope.now)
    rows = within(Hours.objects.counted(), longer, when="day", centre="champion__centre", is_day=True)
    gave = rows.order_by().values_list("at_centre", "nth", "champion", "champion__standing").distinct()
    return gather(scope, _stayed(longer, set(gave)))


def _stayed(longer: Scope, gave: set[tuple[int, int, int, str]]) -> Iterator[tuple[int, Quarter, str, int]]:
    for centre, nth, champion, standing in gave:
        if nth + 1 < len(longer.quarters):
            again = (centre, nth + 1, champion, standing) in gave
            yield centre, longer.quarters[nth + 1], "again" if again else _GONE.get(Standing(standing), "quiet"), 1


def check_ins(scope: Scope) -> Counts:
    """One query."""
    done = within(Note.objects.filter(checks_in=True), scope, when="at", centre="champion__centre")
    overdue = Champion.objects.to_check_in(timezone.localdate(scope.now))
    due = within(overdue, scope, when="check_in_on", is_day=True)
    return counted(scope, tallied(done, is_("done")), tallied(due, is_("due")))


def carried(scope: Scope) -> Counts:
    """By how many champions somebody noted something about. One query."""
    rows = within(Note.objects.exclude(written_by=None), scope, when="at", centre="champion__centre")
    by_staff = rows.order_by().values_list("at_centre", "nth", "written_by")
    found = by_staff.annotate(how_many=Count("champion", distinct=True))
    return gather(scope, ((centre, scope.quarters[nth], _band(many), 1) for centre, nth, _who, many in found))


def _band(champions: int) -> str:
    return next((line for line, most in BANDS.items() if champions <= most), "many")


register(
    Indicator(
        "retention",
        _("Champions who stay"),
        _(
            "Of the champions with hours in the quarter before: those with hours again, and where the others stand "
            "today."
        ),
        Group.CHAMPIONS,
        {
            "again": _("gave time again"),
            "quiet": _("gave none, and are still champions"),
            "paused": _("take a break"),
            "ended": _("have moved on"),
        },
        retention,
        Kind.WORK,
    )
)
register(
    Indicator(
        "check_ins",
        _("Check-ins with champions"),
        _(
            "Talks that staff wrote down as check-ins; and champions whose next check-in fell on a day of the quarter "
            "and has not taken place until today."
        ),
        Group.STAFF,
        {"done": _("done"), "due": _("overdue")},
        check_ins,
        Kind.WORK,
    )
)
register(
    Indicator(
        "carried",
        _("How many champions one of the staff supports"),
        _(
            "Accounts that noted something about supporting champions in the quarter, by about how many champions. "
            "What nobody noted is not counted."
        ),
        Group.STAFF,
        {"few": _("1 to 5 champions"), "some": _("6 to 15 champions"), "many": _("more champions")},
        carried,
        Kind.WORK,
    )
)
