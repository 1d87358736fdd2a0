"""Instruments: what is asked, and how it is scored. Pure; no database."""

from core.registry import Registry
from evaluation.instruments import clients, licensed, own
from evaluation.instruments.kinds import (
    DECLINED,
    Answers,
    Audience,
    Better,
    Both,
    Given,
    Instrument,
    Item,
    Licence,
    Option,
    Scale,
)

__all__ = [
    "DECLINED",
    "Answers",
    "Audience",
    "Better",
    "Both",
    "Given",
    "Instrument",
    "Item",
    "Licence",
    "Option",
    "Scale",
    "newest",
    "registry",
    "scale_of",
]

registry: Registry[Instrument] = Registry("instrument")  # by key: its slug and its version
for _one in (*clients.ALL, *own.ALL, *licensed.ALL):
    registry.register(_one.key, _one)


def newest(slug: str) -> Instrument:
    """The version in which it is asked now: the one registered last. Raises `KeyError`."""
    versions = [one for one in registry if one.slug == slug]
    if not versions:
        raise KeyError(slug)
    return versions[-1]


def scale_of(about: str) -> Scale:
    """Of "instrument/scale/second time", as a change is named where it is kept. Raises `KeyError`."""
    key, slug, _point = about.split("/")
    return registry[key].scale(slug)
