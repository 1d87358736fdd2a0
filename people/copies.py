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
from core.text import labelled
from people import presenters
from people.models import Person
from people.services import consents

Rows = list[dict[str, Any]]


class Hat(models.TextChoices):
    CLIENT = "client", _("As somebody whom the centre serves")
    CHAMPION = "champion", _("As a Health Champion")


@dataclass(frozen=True)
class Part:
    """`lines(person)` puts what is held into words, in the active language; a part without any is left out.
    `rows(person)` gives the same as fields for a program.
    """

    hat: Hat
    title: str | Promise
    lines: Callable[[Person], list[str]]
    rows: Callable[[Person], Rows]


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
    """The same for a program: per hat and part the lines that stand on paper, and the same as fields."""
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
            yield {"part": slug, "title": str(part.title), "lines": part.lines(person), "fields": part.rows(person)}


def fields(rows: models.QuerySet[Any], *names: str, **renamed: str) -> Rows:
    """These fields of each row; `renamed`: a name for a program, and where its value is found. One query."""
    paths = {**{name: name for name in names}, **renamed}
    return [dict(zip(paths, row, strict=True)) for row in rows.values_list(*paths.values())]


def _details(person: Person) -> list[str]:
    return [labelled(row.key, row.value) for row in presenters.details(person)]


def _contact_points(person: Person) -> list[str]:
    return [labelled(point.get_kind_display(), point.shown) for point in person.contact_points.all()]


def _agreements(person: Person) -> list[str]:
    return [labelled(row.key, row.value) for row in presenters.agreements(consents.standing(person))]


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


def _detail_rows(person: Person) -> Rows:
    return [{name: getattr(person, name) for name in _DETAILS}]


def _contact_rows(person: Person) -> Rows:
    return fields(person.contact_points.all(), "kind", "value", "voicemail_ok", "calls_ok", "verified_at")


def _agreement_rows(person: Person) -> Rows:
    """Each statement, and not the newest alone."""
    return fields(person.consents.order_by("at", "pk"), "purpose", "given", "wording", "channel", "at")


def register_own() -> None:
    agreed = _("Agreements, given and withdrawn")
    parts.register("details", Part(Hat.CLIENT, _("Details"), _details, _detail_rows))
    parts.register("contact_points", Part(Hat.CLIENT, _("Numbers and addresses"), _contact_points, _contact_rows))
    parts.register("agreements", Part(Hat.CLIENT, agreed, _agreements, _agreement_rows))
