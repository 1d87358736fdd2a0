"""Whether a subscriber already has the file: asked and answered before anything is rendered."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from calendars import ical, selectors
from calendars.selectors import Selection

NEVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Version:
    """Which version of a file this is."""

    etag: str  # quoted and strong: the same tag means the same bytes
    changed: datetime  # when a session or its group last changed
    last_modified: int  # for the HTTP header, in seconds


def version(selection: Selection, *, language: str, source: str, now: datetime) -> Version:
    """Two queries, however many sessions there are.

    A deleted date, or a place with a new name, leaves no date of change behind; the tag sees them. Programs that ask
    by date alone (If-Modified-Since) are given a new file at least once a day, so that they see them too.
    """
    facts, changed = selectors.fingerprint(selection)
    digest = hashlib.sha256(repr((ical.RENDER_VERSION, language, source, facts)).encode()).hexdigest()
    midnight = now.astimezone(selection.centre.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    changed = changed or NEVER
    return Version(f'"{digest[:32]}"', changed, int(max(changed, midnight).timestamp()))
