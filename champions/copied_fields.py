"""The same as `champions.copies`, part by part, as fields for a program: codes, numbers and days as they are kept."""

from champions.models import (
    Application,
    Break,
    Certificate,
    Champion,
    ChampionInvitation,
    Clearance,
    Hours,
    HoursChange,
    Layer,
    Milestone,
    Note,
    StoryConsent,
    SupportPlan,
)
from people.copies import Rows, fields
from people.models import Person


def standing(person: Person) -> Rows:
    rows = Champion.objects.filter(person=person).order_by("pk")
    kept = ("standing", "since", "works", "languages", "interests", "helps_out", "check_in_weeks", "check_in_on")
    return fields(rows, *kept, centre="centre__slug", supporter="supporter__name")


def steps(person: Person) -> Rows:
    rows = Clearance.objects.filter(champion__person=person).order_by("pk")
    kept = ("need", "decision", "issued_on", "decided_on", "until", "version", "signed_as", "taken_back_at")
    return fields(rows, *kept)


def plan(person: Person) -> Rows:
    rows = SupportPlan.objects.filter(champion__person=person).order_by("pk")
    return fields(rows, "helps", "hinders", "reach", "agreed", "written_at", "right_at")


def notes(person: Person) -> Rows:
    """Those of the layer that is theirs too."""
    rows = Note.objects.filter(champion__person=person, layer=Layer.SHARED).newest_first()
    return fields(rows, "at", "text", "checks_in", "minutes")


def breaks(person: Person) -> Rows:
    rows = Break.objects.filter(champion__person=person).order_by("starts_on", "pk")
    return fields(rows, "starts_on", "until", "word", "asked_at", "ended_at")


def hours(person: Person) -> Rows:
    rows = Hours.objects.filter(champion__person=person).newest_first()
    return fields(rows, "day", "minutes", "what", "state", "answer")


def corrections(person: Person) -> Rows:
    rows = HoursChange.objects.filter(hours__champion__person=person)
    return fields(rows, "at", "minutes_before", "minutes_after", "day_before", "day_after", "why")


def thanks(person: Person) -> Rows:
    """Milestones, then certificates. Two queries."""
    own = {"champion__person": person}
    reached = fields(Milestone.objects.filter(**own).order_by("pk"), "unit", "number", "reached_on")
    kept = ("code", "name", "first_day", "last_day", "minutes", "kinds", "language", "issued_on", "revoked_at")
    papers = fields(Certificate.objects.filter(**own).newest_first(), *kept)
    return [{"thing": "milestone", **row} for row in reached] + [{"thing": "certificate", **row} for row in papers]


def stories(person: Person) -> Rows:
    rows = StoryConsent.objects.filter(champion__person=person).newest_first()
    return fields(rows, "about", "named_as", "code", "wording", "channel", "given_at", "withdrawn_at")


def asked(person: Person) -> Rows:
    rows = ChampionInvitation.objects.filter(champion__person=person).order_by("made_at", "pk")
    return fields(rows, "made_at", "words", "means", "answer", "answered_at")


def application(person: Person) -> Rows:
    rows = Application.objects.filter(champion__person=person).order_by("pk")
    kept = ("first_words", "gifts", "enjoys", "days", "parts", "needs", "lived", "started_at", "sent_at")
    return fields(rows, *kept)
