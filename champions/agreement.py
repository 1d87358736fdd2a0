"""The confidentiality agreement, one text a version: `templates/champions/agreement/<version>.<language>.html`.

A text that somebody has signed is never changed: a new one is a new version.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Version:
    """`asks_again`: whoever signed an earlier one is asked to sign this one too."""

    name: str
    asks_again: bool = False


VERSIONS = (Version("2026-11"),)


def current() -> str:
    """What is signed now."""
    return VERSIONS[-1].name


def outdated() -> list[str]:
    """The versions whose signature counts no longer: those before the last that asks again."""
    places = [place for place, version in enumerate(VERSIONS) if version.asks_again]
    return [version.name for version in VERSIONS[: max(places, default=0)]]
