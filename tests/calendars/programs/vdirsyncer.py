"""vdirsyncer (pip), which fetches a subscription over HTTP and keeps it as files for other programs."""

import sys
from pathlib import Path

from tests.calendars.programs import run

COMMAND = [sys.executable, "-m", "vdirsyncer"]


class Subscriber:
    """Somebody who has subscribed to an address, and whose program looks when told to."""

    def __init__(self, address: str, folder: Path) -> None:
        self.folder, self.vdir, self.config = folder, folder / "kept", folder / "vdirsyncer.conf"
        self.vdir.mkdir()
        self.config.write_text(
            f"""
[general]
status_path = "{folder / "status"}"
[pair subscription]
a = "site"
b = "kept"
collections = null
conflict_resolution = "a wins"
[storage site]
type = "http"
url = "{address}"
[storage kept]
type = "filesystem"
path = "{self.vdir}"
fileext = ".ics"
"""
        )
        self._vdirsyncer("discover", "--no-list")

    def looks(self) -> list[str]:
        """Fetch, and keep what was fetched; the names of the files, one for each date."""
        self._vdirsyncer("sync")
        return sorted(path.name for path in self.vdir.glob("*.ics"))

    def _vdirsyncer(self, *arguments: str) -> None:
        run([*COMMAND, "-c", str(self.config), *arguments], self.folder)
