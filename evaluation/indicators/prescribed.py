"""Prescriptions: whom they reach, what they are for, and how they go on.

Everything here counts prescriptions by the quarter in which they were written, and never joins what is counted with
what there can be several of: that is asked by a subquery for each.
"""

from datetime import timedelta
from typing import Any

from django.db.models import (
    Count,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    Min,
    OuterRef,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from activities.models import Booking
from evaluation.indicators.kinds import (
    WHOLE,
    Counts,
    Group,
    Indicator,
    Kind,
    Scope,
    Tie,
    gather,
    is_,
    lines,
    register,
    tally,
    within,
)
from people.models.person import Language
from prescriptions.models import CaseState, ClosedReason, Level, Need, Prescription, Source, TakingPart, Word

ENOUGH = 4  # sessions: somebody keeps coming
BANDS = {"soon": 7, "later": 14, "late": 28}  # at most so many days
READ_IN = timedelta(days=14)
_OF_PROVIDERS = (Source.PROVIDER, Source.BEHALF)
WALKED = tuple(level for level in Level if level.is_walked)


def written(scope: Scope) -> "QuerySet[Any, Any]":
    """Those that were not taken back."""
    rows = Prescription.objects.exclude(state="revoked")
    return within(rows, scope, when="written_at")


def by_source(scope: Scope) -> Counts:
    return tally(written(scope), scope, F("source"))


def by_level(scope: Scope) -> Counts:
    return tally(written(scope), scope, F("level"))


def by_language(scope: Scope) -> Counts:
    return tally(written(scope), scope, F("person__language"))


def clients(scope: Scope) -> Counts:
    """Each person once a quarter."""
    earlier = Prescription.objects.exclude(state="revoked").filter(
        person=OuterRef("person"), centre=OuterRef("centre"), written_at__lt=OuterRef("written_at")
    )
    rows = written(scope).annotate(is_again=Exists(earlier))
    found: dict[tuple[int, int, int], bool] = {}
    for centre, nth, person, is_again in rows.order_by().values_list("at_centre", "nth", "person", "is_again"):
        found[centre, nth, person] = found.get((centre, nth, person), True) and is_again
    return gather(
        scope,
        (
            (centre, scope.quarters[nth], "again" if again else "first", 1)
            for (centre, nth, _who), again in found.items()
        ),
    )


def providers(scope: Scope) -> Counts:
    rows = written(scope).filter(source__in=_OF_PROVIDERS).exclude(written_by=None)
    return tally(rows, scope, is_("providers"), of=Count("written_by", distinct=True))


def by_need(scope: Scope) -> Counts:
    """One with two needs counts in both."""
    rows = written(scope).order_by().values_list("at_centre", "nth", "needs")
    return gather(
        scope,
        ((centre, scope.quarters[nth], line, 1) for centre, nth, needs in rows for line in (*set(needs), WHOLE)),
    )


def _waited(scope: Scope, rows: "QuerySet[Any, Any]", until: Any) -> Counts:
    """By how long it took from the writing until something. One query."""
    waited = ExpressionWrapper(until - F("written_at"), output_field=DurationField())
    bands = [When(waited__lte=timedelta(days=days), then=is_(line)) for line, days in BANDS.items()]
    line = lines(When(waited=None, then=is_("not_yet")), *bands, otherwise="very_late")
    return tally(rows.annotate(waited=waited), scope, line)


def to_first_contact(scope: Scope) -> Counts:
    """Of those with which a link worker walks."""
    return _waited(scope, written(scope).exclude(case=None), F("case__contacted_at"))


def visits() -> "QuerySet[Any, Any]":
    """Where the client of a prescription was, in what they joined because of it."""
    joined = TakingPart.objects.filter(
        prescription=OuterRef(OuterRef("pk")),
        activity=OuterRef("session__activity"),
        since__lte=OuterRef("session__ends_at"),
    )
    return Booking.objects.attended().filter(Exists(joined), person=OuterRef("person")).order_by().values("person")


def to_first_session(scope: Scope) -> Counts:
    first = visits().annotate(first=Min("session__starts_at")).values("first")
    return _waited(scope, written(scope), Subquery(first))


def uptake(scope: Scope) -> Counts:
    times = Coalesce(Subquery(visits().annotate(how_many=Count("pk")).values("how_many")), 0)
    line = lines(When(times=0, then=is_("none")), When(times__lt=ENOUGH, then=is_("some")), otherwise="sustained")
    return tally(written(scope).annotate(times=times), scope, line)


def ended(scope: Scope) -> Counts:
    line = lines(When(case__state=CaseState.CLOSED, then=F("case__closed_reason")), otherwise="open")
    return tally(written(scope).exclude(case=None), scope, line)


def loop(scope: Scope) -> Counts:
    """Of those of providers: whether they read the first word about it, and how soon."""
    first = Word.objects.filter(prescription=OuterRef("pk")).order_by("at", "pk")
    rows = written(scope).filter(source__in=_OF_PROVIDERS)
    rows = rows.annotate(said=Subquery(first.values("at")[:1]), read=Subquery(first.values("read_at")[:1]))
    line = lines(
        When(said=None, then=is_("nothing")),
        When(read=None, then=is_("unread")),
        When(read__lte=F("said") + READ_IN, then=is_("read")),
        otherwise="read_late",
    )
    return tally(rows, scope, line)


_OF_PRESCRIPTIONS = _("Prescriptions written in the quarter, without those that were taken back.")
_BY_WAIT = {
    "soon": _("within 7 days"),
    "later": _("after 8 to 14 days"),
    "late": _("after 15 to 28 days"),
    "very_late": _("later"),
    "not_yet": _("not yet"),
}

register(
    Indicator(
        "source",
        _("Prescriptions, by who wrote them"),
        _OF_PRESCRIPTIONS,
        Group.REACH,
        dict(Source.choices),
        by_source,
    )
)
register(
    Indicator(
        "clients",
        _("Clients"),
        _(
            "People with a prescription of the quarter; each counts once, however many they have. “Again”: "
            "the centre had prescribed for them before."
        ),
        Group.REACH,
        {"first": _("for the first time"), "again": _("again")},
        clients,
    )
)
register(
    Indicator(
        "providers",
        _("Providers who prescribed"),
        _("Accounts under which at least one prescription of the quarter was written, also by staff on their behalf."),
        Group.REACH,
        {"providers": _("providers")},
        providers,
        Kind.WORK,
        ties=(Tie(("providers",), "source", _OF_PROVIDERS),),
    )
)
register(
    Indicator(
        "language",
        _("Prescriptions, by the client’s language"),
        _("The language in which the client wants to be written to and called, as it stands today."),
        Group.REACH,
        dict(Language.choices),
        by_language,
    )
)
register(
    Indicator(
        "needs",
        _("Prescriptions, by what they are for"),
        _("One that is for two things counts in both; the whole counts each once."),
        Group.SUPPORT,
        {**dict(Need.choices), WHOLE: _("prescriptions in all")},
        by_need,
        Kind.OVERLAPPING,
    )
)
register(Indicator("levels", _("Levels of support"), _OF_PRESCRIPTIONS, Group.SUPPORT, dict(Level.choices), by_level))
register(
    Indicator(
        "contact",
        _("From the prescription to the first talk"),
        _(
            "Days from the writing until a link worker first spoke with the client. Only where a link worker "
            "walks with them: not for signposting and light support."
        ),
        Group.WAY,
        _BY_WAIT,
        to_first_contact,
        ties=(Tie(tuple(_BY_WAIT), "levels", WALKED),),
    )
)
register(
    Indicator(
        "first_session",
        _("From the prescription to the first session"),
        _(
            "Days from the writing until the client was first at a session of a group that they joined "
            "because of it, as the register says."
        ),
        Group.WAY,
        _BY_WAIT,
        to_first_session,
    )
)
register(
    Indicator(
        "uptake",
        _("How often they came"),
        _(
            "At how many sessions the client of a prescription was until today, of all groups that they "
            "joined because of it. Four or more is called sustained."
        ),
        Group.WAY,
        {"none": _("not yet"), "some": _("one to three times"), "sustained": _("four times or more")},
        uptake,
        ties=(Tie(("none",), "first_session", ("not_yet",)),),
    )
)
register(
    Indicator(
        "ended",
        _("How it ended"),
        _(
            "Of the prescriptions with which a link worker walks: those still open today, and why the others "
            "were closed."
        ),
        Group.WAY,
        {"open": _("goes on"), **dict(ClosedReason.choices)},
        ended,
        ties=(Tie(("open", *ClosedReason.values), "levels", WALKED),),
    )
)
register(
    Indicator(
        "loop",
        _("Word back to the provider"),
        _(
            "Of the prescriptions by providers of the centre: whether the first word about one was read, and "
            "whether within 14 days."
        ),
        Group.WAY,
        {
            "read": _("read within 14 days"),
            "read_late": _("read later"),
            "unread": _("not read yet"),
            "nothing": _("nothing to tell yet"),
        },
        loop,
        ties=(Tie(("read", "read_late", "unread", "nothing"), "source", _OF_PROVIDERS),),
    )
)
