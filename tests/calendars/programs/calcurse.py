"""calcurse, a calendar for the terminal (Debian), with a reader of its own in C.

It keeps no UID: what is imported twice stands there twice, whoever wrote the file. So it is asked once.
"""

from pathlib import Path

from tests.calendars.programs import Shown, in_columns, need, run

FORMAT = "%(start:%Y-%m-%d %H:%M)|%(end:%Y-%m-%d %H:%M)|%m\\n"


def shows(data: bytes, zone: str, folder: Path) -> list[Shown]:
    (folder / "feed.ics").write_bytes(data)
    (folder / "calcurse").mkdir()
    calcurse = [need("calcurse"), "-D", str(folder / "calcurse")]
    report = run([*calcurse, "-i", str(folder / "feed.ics")], folder, zone=zone)
    assert report.rstrip().endswith("/ 0 skipped"), report
    dates = ["--from", "10/01/2026", "--to", "06/01/2027"]
    return in_columns(
        run([*calcurse, "-Q", *dates, "--filter-type", "cal", "--format-apt", FORMAT], folder, zone=zone)
    )
