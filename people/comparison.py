"""Two records side by side, as a reader compares them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core import dates
from people import presenters
from people.models import Person
from people.services import consents


@dataclass(frozen=True)
class Line:
    """One question with both answers. `mark` says in a word what is to be noticed, where something is."""

    key: str
    one: str
    other: str
    mark: str = ""


def side_by_side(one: Person, other: Person) -> list[Line]:
    """Everything that helps to tell whether it is one human."""
    lines = [
        Line(mine.key, mine.value, its.value, "" if mine.value == its.value else _("different"))
        for mine, its in zip(_shown(one), _shown(other), strict=True)
    ]
    return [line for line in lines if line.one != _("Not said") or line.other != _("Not said")]


def two(kept: Person, merged: Person) -> list[presenters.Row]:
    """Which is which, where both may have one name."""
    return [
        presenters.Row(_("Stays"), _in_short(kept)),
        presenters.Row(_("Goes into it"), _in_short(merged)),
    ]


def _in_short(person: Person) -> str:
    reached = ", ".join(point.shown for point in person.contact_points.all()) or _("No telephone and no e-mail")
    since = _("Known since %(day)s") % {"day": dates.day(person.created_at.date())}
    return "\n".join((person.name, reached, since))


def united(kept: Person, merged: Person) -> list[Line]:
    """What the record that stays will say. What it leaves open it takes from the other, and says so."""
    pairs = zip(presenters.details(kept), presenters.details(merged), strict=True)
    lines = [Line(mine.key, mine.value, its.value, _mark(mine.value, its.value)) for mine, its in pairs]
    return [line for line in lines if line.mark]


def _mark(mine: str, its: str) -> str:
    if mine == its or its == _("Not said"):
        return ""
    return _("taken over") if mine == _("Not said") else _("not taken over")


def _shown(person: Person) -> list[presenters.Row]:
    reached = "\n".join(point.shown for point in person.contact_points.all())
    name, *rest = presenters.details(person)
    return [
        name,
        presenters.Row(_("How to reach them"), reached or _("Not said")),
        *rest,
        *presenters.agreements(consents.standing(person)),
        presenters.Row(_("Signs in with an account"), _("Yes") if person.user_id else _("No")),
        presenters.Row(_("Known since"), dates.day(person.created_at.date())),
    ]
