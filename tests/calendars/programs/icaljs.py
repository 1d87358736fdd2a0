"""ical.js (npm), with which Thunderbird reads calendars. It knows the file's own rules of the zone, and no others."""

from pathlib import Path

from tests.calendars.programs import Shown, in_columns, need, run

READER = Path(__file__).with_name("icaljs.mjs")


def shows(data: bytes, zone: str, folder: Path) -> list[Shown]:
    (folder / "feed.ics").write_bytes(data)
    return in_columns(run([need("node"), str(READER), str(folder / "feed.ics")], folder, zone=zone))
