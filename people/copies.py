"""The copy of everything that a centre holds about somebody, for themselves (PHIPA s. 52): one part for each hat.
Rooms above add what they hold."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.registry import Registry
from people import presenters
from people.models import Person
from people.services import consents


class Hat(models.TextChoices):
    CLIENT = "client", _("As somebody whom the centre serves")
    CHAMPION = "champion", _("As a Health Champion")


@dataclass(frozen=True)
class Part:
    """`lines(person)` puts what is held into words, in the active language; a part without any is left out.

    `rows(person)`, where a part offers it, gives the same as fields for a program.
    """

    hat: Hat
    title: str | Promise
    lines: Callable[[Person], list[str]]
    rows: Callable[[Person], list[dict[str, Any]]] | None = None


parts: Registry[Part] = Registry("part of the copy for a person")


@dataclass(frozen=True)
class Half:
    """What is held under one hat: titles, each with its lines."""

    title: str
    parts: list[tuple[str, list[str]]]


def of(person: Person) -> list[Half]:
    """Both hats, each apart."""
    halves = []
    for hat in Hat:
        held = [(str(part.title), part.lines(person)) for part in parts if part.hat == hat]
        if filled := [(title, lines) for title, lines in held if lines]:
            halves.append(Half(str(hat.label), filled))
    return halves


FORMAT, VERSION = "porchlight-copy", 1


def as_data(person: Person) -> dict[str, Any]:
    """The same for a program: per hat and part the lines that stand on paper, and fields where a part offers them."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "language": get_language(),
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "person": str(person.public_id),
        "hats": [
            {"hat": str(hat), "title": str(hat.label), "parts": [part for part in _data(person, hat) if part["lines"]]}
            for hat in Hat
        ],
    }


def _data(person: Person, hat: Hat) -> Iterator[dict[str, Any]]:
    for slug, part in parts.items():
        if part.hat == hat:
            fields = {} if part.rows is None else {"fields": part.rows(person)}
            yield {"part": slug, "title": str(part.title), "lines": part.lines(person), **fields}


def _details(person: Person) -> list[str]:
    return [f"{row.key}: {row.value}" for row in presenters.details(person)]


def _contact_points(person: Person) -> list[str]:
    return [f"{point.get_kind_display()}: {point.shown}" for point in person.contact_points.all()]


def _agreements(person: Person) -> list[str]:
    return [f"{row.key}: {row.value}" for row in presenters.agreements(consents.standing(person))]


_DETAILS = (
    "name",
    "pronouns",
    "birth_date",
    "language",
    "other_languages",
    "access_needs",
    "interpreter",
    "emergency_name",
    "emergency_phone",
    "created_at",
)


def _detail_rows(person: Person) -> list[dict[str, Any]]:
    return [{name: getattr(person, name) for name in _DETAILS}]


def _contact_rows(person: Person) -> list[dict[str, Any]]:
    rows = person.contact_points.values("kind", "value", "voicemail_ok", "calls_ok", "verified_at")
    return [dict(row) for row in rows]


def _agreement_rows(person: Person) -> list[dict[str, Any]]:
    """Each statement, and not the newest alone."""
    rows = person.consents.order_by("at", "pk").values("purpose", "given", "wording", "channel", "at")
    return [dict(row) for row in rows]


def register_own() -> None:
    agreed = _("Agreements, given and withdrawn")
    parts.register("details", Part(Hat.CLIENT, _("Details"), _details, _detail_rows))
    parts.register("contact_points", Part(Hat.CLIENT, _("Numbers and addresses"), _contact_points, _contact_rows))
    parts.register("agreements", Part(Hat.CLIENT, agreed, _agreements, _agreement_rows))
