"""Where is a Chromium on this machine?"""

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find() -> str | None:
    """The path of the system's Chromium, or of the one that `playwright install` put down, if any."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    root = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    return next((str(path) for path in sorted(root.glob("chromium-*/chrome-linux*/chrome"), reverse=True)), None)
