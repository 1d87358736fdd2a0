"""The time of staff, as far as they wrote it down."""

from typing import Any

from django.db.models import F, QuerySet, Sum, When
from django.utils.translation import gettext_lazy as _

from champions.models import Note
from evaluation.indicators.kinds import (
    Counts,
    Group,
    Indicator,
    Kind,
    Scope,
    counted,
    is_,
    lines,
    register,
    tallied,
    tally,
    within,
)
from prescriptions.models import ContactAttempt


def _contacts(scope: Scope) -> "QuerySet[Any, Any]":
    """Without those that another centre had, and handed over with the case."""
    rows = ContactAttempt.objects.filter(at__gte=F("case__opened_at"))
    return within(rows, scope, when="at", centre="case__centre")


def staff_time(scope: Scope) -> Counts:
    """Whole hours, of the sum of minutes. One query."""
    clients = _contacts(scope).exclude(minutes=None)
    champions = within(Note.objects.exclude(minutes=None), scope, when="at", centre="champion__centre")
    found = counted(
        scope,
        tallied(clients, is_("clients"), of=Sum("minutes")),
        tallied(champions, is_("champions"), of=Sum("minutes")),
    )
    return {key: {line: many // 60 for line, many in minutes.items()} for key, minutes in found.items()}


def contacts(scope: Scope) -> Counts:
    return tally(_contacts(scope), scope, lines(When(minutes=None, then=is_("without")), otherwise="timed"))


register(
    Indicator(
        "staff_time",
        _("Staff time, where it was written down"),
        _(
            "Whole hours that link workers noted for their contacts with clients, and staff for supporting champions. "
            "Nobody has to note them, so that there was more."
        ),
        Group.STAFF,
        {"clients": _("hours with clients"), "champions": _("hours for champions")},
        staff_time,
        Kind.WORK,
    )
)
register(
    Indicator(
        "contacts",
        _("Contacts of link workers with clients"),
        _("Calls, letters and talks that were noted, in vain or not, by whether the minutes were noted, too."),
        Group.STAFF,
        {"timed": _("with the minutes"), "without": _("without the minutes")},
        contacts,
    )
)
