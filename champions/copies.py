"""What this room puts into the copy of everything that somebody's centre holds about them: all of their file but the
notes that are for staff alone. Those are handed out on request, by a person (docs/coordinators-guide.md)."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from champions.models import (
    Application,
    Break,
    Certificate,
    Champion,
    ChampionInvitation,
    Clearance,
    Enjoys,
    Hours,
    HoursChange,
    Layer,
    Milestone,
    Note,
    PartOfDay,
    StoryConsent,
    SupportPlan,
    Weekday,
)
from core import dates
from core.text import labelled, listed
from people.models import Person


def standing(person: Person) -> list[str]:
    rows = Champion.objects.filter(person=person).select_related("centre", "supporter").order_by("pk")
    return [line for champion in rows for line in _of_champion(champion)]


def _of_champion(champion: Champion) -> Iterable[str]:
    yield labelled(champion.centre.name, champion.get_standing_display())
    if champion.since:
        yield _("Since %(day)s") % {"day": dates.full(champion.since)}
    if champion.spoken:
        yield ", ".join(champion.spoken)
    if champion.interests:
        yield champion.interests
    if champion.supporter:
        yield _("Supported by %(name)s") % {"name": champion.supporter.get_full_name()}
    if champion.check_in_on:
        yield _("Next check-in: %(day)s") % {"day": dates.full(champion.check_in_on)}


def steps(person: Person) -> list[str]:
    rows = Clearance.objects.filter(champion__person=person).order_by("pk")
    return [
        labelled(row.get_need_display(), f"{row.get_decision_display()}, {dates.full(row.decided_on)}")
        + (f" – {dates.full(row.until)}" if row.until else "")
        for row in rows
    ]


def plan(person: Person) -> list[str]:
    rows = SupportPlan.objects.filter(champion__person=person).order_by("pk")
    return [text for row in rows for text in (row.helps, row.hinders, row.reach, row.agreed) if text]


def notes(person: Person) -> list[str]:
    rows = Note.objects.filter(champion__person=person, layer=Layer.SHARED).newest_first()
    return [labelled(_day(row.at), row.text) for row in rows]


def breaks(person: Person) -> list[str]:
    rows = Break.objects.filter(champion__person=person).order_by("starts_on", "pk")
    return [
        dates.full(row.starts_on) + (f" – {dates.full(row.until)}" if row.until else "") + f" {row.word}".rstrip()
        for row in rows
    ]


def hours(person: Person) -> list[str]:
    rows = Hours.objects.filter(champion__person=person).newest_first()
    return [", ".join(filter(None, _of_hours(row))) for row in rows]


def _of_hours(row: Hours) -> Iterable[str]:
    yield dates.full(row.day)
    yield dates.how_long(row.minutes)
    yield row.what
    yield str(row.get_state_display())
    yield row.answer


def corrections(person: Person) -> list[str]:
    rows = HoursChange.objects.filter(hours__champion__person=person)
    return [labelled(_day(row.at), f"{_change(row)} {row.why}".rstrip()) for row in rows]


def _change(row: HoursChange) -> str:
    return f"{dates.how_long(row.minutes_before)} → {dates.how_long(row.minutes_after)}"


def thanks(person: Person) -> list[str]:
    own = {"champion__person": person}
    reached = [f"{row.number} {row.get_unit_display()}" for row in Milestone.objects.filter(**own).order_by("pk")]
    papers = [
        _("Certificate of %(day)s") % {"day": dates.full(row.issued_on)} + f", {row.shown_code}"
        for row in Certificate.objects.filter(**own).newest_first()
    ]
    return reached + papers


def stories(person: Person) -> list[str]:
    rows = StoryConsent.objects.filter(champion__person=person).newest_first()
    return [
        labelled(row.about, f"{row.get_named_as_display()}, {_day(row.given_at)}")
        + (f" – {_day(row.withdrawn_at)}" if row.withdrawn_at else "")
        for row in rows
    ]


def asked(person: Person) -> list[str]:
    """In which words they were asked, and what they said."""
    rows = ChampionInvitation.objects.filter(champion__person=person).order_by("made_at", "pk")
    return [
        labelled(_day(row.made_at), row.words) + (f" – {row.get_answer_display()}" if row.answer else "")
        for row in rows
    ]


def application(person: Person) -> list[str]:
    rows = Application.objects.filter(champion__person=person).order_by("pk")
    return [line for row in rows for line in _of_application(row)]


def _of_application(row: Application) -> Iterable[str]:
    yield from filter(None, (row.first_words, row.gifts, row.needs, row.lived))
    for codes, kind in ((row.enjoys, Enjoys), (row.days, Weekday), (row.parts, PartOfDay)):
        if codes:
            yield listed(str(kind(code).label) for code in codes)


def _day(moment: datetime) -> str:
    return dates.full(timezone.localtime(moment).date())
