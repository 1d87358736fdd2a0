"""What pages ask of other rooms. Each question is one query at the most."""

from dataclasses import dataclass
from datetime import datetime

from activities import lines as dated
from activities.presenters.calendar import dated_entries
from centres.models import Centre
from cms.memory import Remembered

MOST_SESSIONS = 12
NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Coming:
    """A date that is coming up, as a row shows it. `lang` is set where the title is in the other language."""

    when: str
    title: str
    url: str
    lang: str
    where: str
    note: str


def upcoming_sessions(*, now: datetime, number: int, centre_slug: str = "", kind: str = "") -> list[Coming]:
    """The next dates that the public may come to, soonest first; never the place of a sensitive group."""
    lines = dated.coming(now=now, count=min(number, MOST_SESSIONS), centre=centre_slug, kind=kind)
    return [
        Coming(
            when=_when(day, entry.hours),
            title=entry.title,
            url=entry.url,
            lang=entry.lang,
            where=entry.where,
            note=entry.note,
        )
        for day, entry in dated_entries(lines)
    ]


def _when(day: str, hours: str) -> str:
    """Day and hours, broken only where a reader would pause."""
    return f"{NO_BREAK.join(day.rsplit(' ', 1))}, {hours.replace(' ', NO_BREAK)}"


# The listed centres, by name: their telephone numbers are never far from any page.
centres = Remembered("centres", lambda: list(Centre.public()))
