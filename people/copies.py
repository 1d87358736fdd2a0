"""The copy of everything that a centre holds about somebody, for themselves (PHIPA s. 52): one part for each hat.
Rooms above add what they hold."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
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
    """`lines(person)` puts what is held into words, in the active language; a part without any is left out."""

    hat: Hat
    title: str | Promise
    lines: Callable[[Person], list[str]]


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


def _details(person: Person) -> list[str]:
    return [f"{row.key}: {row.value}" for row in presenters.details(person)]


def _contact_points(person: Person) -> list[str]:
    return [f"{point.get_kind_display()}: {point.shown}" for point in person.contact_points.all()]


def _agreements(person: Person) -> list[str]:
    return [f"{row.key}: {row.value}" for row in presenters.agreements(consents.standing(person))]


def register_own() -> None:
    parts.register("details", Part(Hat.CLIENT, _("Details"), _details))
    parts.register("contact_points", Part(Hat.CLIENT, _("Numbers and addresses"), _contact_points))
    parts.register("agreements", Part(Hat.CLIENT, _("Agreements, given and withdrawn"), _agreements))
