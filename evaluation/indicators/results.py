"""Prescriptions, further on: who stopped coming, and how far people came, as they see it."""

from django.db.models import F, Max, OuterRef, Q, Subquery, When
from django.utils.translation import gettext_lazy as _

from evaluation.indicators.kinds import Counts, Group, Indicator, Scope, Tie, is_, lines, register, tally
from evaluation.indicators.prescribed import WALKED, visits, written
from prescriptions.models import CaseState, ClosedReason, Happening, HappeningKind, Outcome


def stopped(scope: Scope) -> Counts:
    """Of those that led to a session at all, and with which somebody walks: else nobody looks."""
    last = visits().annotate(last=Max("session__starts_at")).values("last")
    missed = Happening.objects.filter(case__prescription=OuterRef("pk"), kind=HappeningKind.STOPPED).order_by("-at")
    rows = written(scope).exclude(case=None).annotate(last=Subquery(last), missed=Subquery(missed.values("at")[:1]))
    line = lines(When(missed__gt=F("last"), then=is_("stopped")), otherwise="comes")
    return tally(rows.exclude(last=None), scope, line)


def outcome(scope: Scope) -> Counts:
    rows = written(scope).filter(case__state=CaseState.CLOSED)
    return tally(rows, scope, lines(When(~Q(case__outcome=""), then=F("case__outcome")), otherwise="not_said"))


_OF_WALKED = Tie(("comes", "stopped"), "levels", WALKED)
_OF_THOSE_WHO_CAME = Tie(("comes", "stopped"), "uptake", ("some", "sustained"))

register(
    Indicator(
        "stopped",
        _("Who stopped coming"),
        _(
            "Of the prescriptions with which a link worker walks and whose client was at a session: those who "
            "then missed three times in a row, as the register says, and have not been at a session since."
        ),
        Group.WAY,
        {"comes": _("have not stopped"), "stopped": _("stopped coming")},
        stopped,
        ties=(
            _OF_WALKED,
            _OF_THOSE_WHO_CAME,
            Tie(("comes", "stopped"), "first_session", ("soon", "later", "late", "very_late")),
        ),
        crosses=(_OF_WALKED, _OF_THOSE_WHO_CAME),
    )
)
register(
    Indicator(
        "outcome",
        _("How far people came, as they see it"),
        _(
            "Of the prescriptions with which a link worker walked and whose work has ended: what the client said at "
            "the end."
        ),
        Group.WAY,
        {**dict(Outcome.choices), "not_said": _("nothing was written down")},
        outcome,
        ties=(
            Tie((*Outcome.values, "not_said"), "levels", WALKED),
            Tie((*Outcome.values, "not_said"), "ended", tuple(ClosedReason.values)),
        ),
    )
)
