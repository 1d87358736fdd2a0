"""What sort of file it is, told by what is in it and not by its name."""

from activities.importing import ics, sheets, tables, texts
from activities.importing.found import NotRead, Reader, Reading
from core import sealed

MOST_BYTES = sealed.MOST_BYTES
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"


def read(content: bytes, reader: Reader) -> Reading:
    """Raises `NotRead` where nothing at all can be made of it."""
    if len(content) > MOST_BYTES:
        raise NotRead("too_large")
    if not content.strip():
        raise NotRead("empty")
    if content.startswith(_OLD_OFFICE):
        raise NotRead("old_excel")
    if content.startswith(_ZIP):
        return sheets.read(tables.of_workbook(content), reader)
    text, remarks = texts.decoded(content)
    if "BEGIN:VCALENDAR" in text[:2000].upper():
        found = ics.read(text, reader)
    else:
        if "\x00" in text[:2000]:
            raise NotRead("not_a_table")
        found = sheets.read(tables.of_text(text), reader)
    return Reading(found.kind, found.found, found.unread, tuple(remarks))
