"""What we hold about a person, as rows of question and answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import dates, phones
from people.forms import QUESTIONS
from people.models import Consent, ContactPoint, PageLink, Person
from people.models.consent import Purpose
from people.models.contact import ContactKind


@dataclass(frozen=True)
class Row:
    """One answer. Where it can be changed, `href` says where and `what` says to the ear what the link changes."""

    key: str
    value: str
    href: str = ""
    what: str = ""


def details(person: Person, *, with_needs: bool = True) -> list[Row]:
    """Everything that somebody may say about themselves; what they have not said is named as such. Without what they
    need, what helps to reach them and to talk with them."""
    emergency = " ".join(part for part in (person.emergency_name, phones.shown(person.emergency_phone)) if part)
    answers = [
        (_("Name to use"), person.name),
        (_("Pronouns"), person.pronouns),
        (_("Date of birth"), dates.day(person.birth_date, year=True) if person.birth_date else ""),
        (_("Language for calls and messages"), person.get_language_display()),
        (_("Other languages spoken or signed"), person.other_languages),
        *([(_("What makes it easier to take part"), person.access_needs)] if with_needs else []),
        (_("Interpreter"), person.interpreter),
        (_("Whom to call in an emergency"), emergency),
    ]
    return [Row(str(key), str(value) or _("Not said")) for key, value in answers]


def chart_number(person: Person, number: str) -> Row:
    """Under which the centre's medical records know them, and the way to change it."""
    href = reverse("desk:person_chart", args=[person.public_id])
    return Row(_("Chart number"), number or _("Not said"), href=href)


def agreements(standing: list[tuple[Purpose, Consent | None]]) -> list[Row]:
    """Each purpose with the newest word on it."""
    return [Row(str(QUESTIONS[purpose]), _agreement(consent)) for purpose, consent in standing]


def _agreement(consent: Consent | None) -> str:
    if consent is None:
        return _("Not asked yet")
    said = _("Yes, since %(day)s (%(channel)s)") if consent.given else _("No, since %(day)s (%(channel)s)")
    return said % {"day": dates.day(consent.at.date()), "channel": consent.get_channel_display()}


def with_notes(points: Iterable[ContactPoint], stops: Mapping[str, datetime]) -> list[ContactPoint]:
    """The addresses and numbers as staff see them: each with `note`, which says why nothing goes there and what to do.
    `stops` says of a number since when it gets no texts."""
    noted = list(points)
    for point in noted:
        point.note = _note(point, stops.get(point.value))  # type: ignore[attr-defined]
    return noted


def _note(point: ContactPoint, stopped_at: datetime | None) -> str:
    if point.refused_at:
        day = {"day": _day(point.refused_at)}
        if point.kind == ContactKind.EMAIL:
            return _("An e-mail came back on %(day)s: nobody has this address. Ask for another one.") % day
        return (
            _(
                "The carrier refused this number on %(day)s, so no messages go there. Ask for another number; if this "
                "one is a landline, remove it and add it as one."
            )
            % day
        )
    if stopped_at:
        return _(
            "Somebody texted STOP from this number on %(day)s, so no texts go there. Nobody here can change that: "
            "only a text that says START, from this number, brings them back."
        ) % {"day": _day(stopped_at)}
    return ""


def masked(point: ContactPoint) -> str:
    """Enough to know one's own number or address again, and too little to learn somebody else's."""
    if point.kind == ContactKind.EMAIL:
        local, _at, domain = point.value.partition("@")
        return f"{local[:1]}…@{domain}"
    return _("the number that ends in %(digits)s") % {"digits": point.value[-2:]}


@dataclass(frozen=True)
class LinkLine:
    """A link to somebody's page: what its maker and its person need to know it again."""

    pk: int
    made: str
    used: str
    ends: str


def page_links(found: Iterable[PageLink]) -> list[LinkLine]:
    return [_link_line(link) for link in found]


def _link_line(link: PageLink) -> LinkLine:
    made = _("Made by staff on %(day)s") if link.made_by_user_id else _("Made on %(day)s")
    used = _("Last used on %(day)s") % {"day": _day(link.last_used_at)} if link.last_used_at else _("Not used yet")
    return LinkLine(
        pk=link.pk,
        made=made % {"day": _day(link.made_at)},
        used=used,
        ends=_("Ends on %(day)s") % {"day": _day(link.expires_at)},
    )


def _day(moment: datetime) -> str:
    return dates.day(timezone.localtime(moment).date())
