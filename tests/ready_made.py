"""A migrated SQLite database that the next runs copy instead of migrating again: that takes longer than most tests."""

import hashlib
import os
import shutil
import time
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
KEPT_FOR = 7 * 24 * 3600  # seconds: other branches have other migrations


def lay_out() -> bool:
    """Put a copy where this worker's database goes, if one was put by; what a killed run left there is removed:
    SQLite would replay an old write-ahead log into the new database."""
    if connection.vendor != "sqlite":
        return False
    target = settings.DATABASES["default"]["TEST"]["NAME"]
    for ending in ("", "-wal", "-shm"):
        Path(f"{target}{ending}").unlink(missing_ok=True)
    if not _store().exists():
        return False
    shutil.copyfile(_store(), target)
    return True


def put_by() -> None:
    """Keep this worker's database, as the migrations left it, for later runs. Two at once do no harm."""
    store = _store()
    if connection.vendor != "sqlite" or store.exists():
        return
    for old in store.parent.glob("ready-made-*"):
        if old.stat().st_mtime < time.time() - KEPT_FOR:
            old.unlink(missing_ok=True)
    unfinished = store.with_suffix(f".{os.getpid()}")
    unfinished.unlink(missing_ok=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(unfinished)])
    unfinished.replace(store)


@cache
def _store() -> Path:
    """Named after everything that it was made from: our migrations, and the versions of everybody else's."""
    sources = [ROOT / "constraints.txt", *sorted(ROOT.glob("*/migrations/*.py"))]
    digest = hashlib.sha256(b"".join(str(path.relative_to(ROOT)).encode() + path.read_bytes() for path in sources))
    folder = Path(settings.DATABASES["default"]["TEST"]["NAME"]).parent
    return folder / f"ready-made-{digest.hexdigest()[:16]}.sqlite3"
