"""Whether a subscriber already has the file: asked and answered before anything is rendered."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from calendars import ical, selection
from calendars.selection import Selection

NEVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Version:
    """Which version of a file this is. Its tags are strong: the same tag means the same bytes."""

    digest: str
    changed: datetime  # when a session or its group last changed
    last_modified: int  # for the HTTP header, in seconds

    @property
    def plain(self) -> str:
        return f'"{self.digest}"'

    @property
    def squeezed(self) -> str:
        """Squeezed, the same file is other bytes, so it has another tag (RFC 9110 s. 8.8.3.3)."""
        return f'"{self.digest}-gzip"'


def version(found: Selection, *, language: str, source: str, now: datetime) -> Version:
    """One query, however many sessions there are.

    A deleted date, or a place with a new name, leaves no date of change behind; the tag sees them. Programs that ask
    by date alone (If-Modified-Since) are given a new file at least once a day, so that they see them too.
    """
    facts, changed = selection.fingerprint(found)
    digest = hashlib.sha256(repr((ical.RENDER_VERSION, language, source, facts)).encode()).hexdigest()
    midnight = now.astimezone(found.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    changed = changed or NEVER
    return Version(digest[:32], changed, int(max(changed, midnight).timestamp()))
