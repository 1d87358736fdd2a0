"""khal, a calendar for the terminal (Debian)."""

from pathlib import Path

from tests.calendars.programs import Shown, in_columns, need, run

LAST = "2027-06-01"


def shows(data: bytes, zone: str, folder: Path, *, until: str = LAST) -> list[Shown]:
    """What it shows of a file that its owner has imported."""
    takes_in(data, zone, folder)
    return shows_of(folder / "vdir", zone, folder, until=until)


def takes_in(data: bytes, zone: str, folder: Path) -> None:
    (folder / "feed.ics").write_bytes(data)
    (folder / "vdir").mkdir(exist_ok=True)
    _khal(folder / "vdir", zone, folder, "import", "--batch", str(folder / "feed.ics"))


def shows_of(vdir: Path, zone: str, folder: Path, *, until: str = LAST) -> list[Shown]:
    """What it shows of a folder that another program keeps for it."""
    columns = ["--day-format", "", "--format", "{start}|{end}|{title}"]
    return in_columns(_khal(vdir, zone, folder, "list", *columns, "2026-10-01", until))


def _khal(vdir: Path, zone: str, folder: Path, *arguments: str) -> str:
    config = folder / "khal.conf"
    config.write_text(
        f"""
[calendars]
[[feed]]
path = {vdir}
[default]
default_calendar = feed
[sqlite]
path = {folder / "khal.db"}
[locale]
local_timezone = {zone}
default_timezone = {zone}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""
    )
    return run([need("khal"), "-c", str(config), *arguments], folder, zone=zone)
