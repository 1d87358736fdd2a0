"""Where the crash test keeps its data: a database and a broker of its own, on real servers that it starts itself."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
import redis

from bench.crew import free_port
from scripts import postgres_for_tests


@contextmanager
def _server() -> Iterator[str]:
    """The PostgreSQL that TEST_DATABASE_URL names, or one from pip."""
    named = os.environ.get("TEST_DATABASE_URL", "")
    if named.startswith("postgres"):
        yield named
        return
    try:
        server = postgres_for_tests.postgres()
        url = server.__enter__()
    except Exception as error:  # noqa: BLE001 - whatever kept it from starting
        pytest.skip(f"no PostgreSQL could be started here: {error!r}")
    try:
        yield url
    finally:
        server.__exit__(None, None, None)


@contextmanager
def postgres(name: str) -> Iterator[str]:
    """An empty database, gone afterwards."""
    name = f"crash_{name}_{os.environ.get('PORCHLIGHT_TEST_DB', 'porchlight')}"
    with _server() as url, psycopg.connect(url, autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def broker(folder: Path) -> Iterator[redis.Redis]:
    """A Redis on a port of its own, which keeps everything in memory."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("redis-server is not installed (Debian: apt-get install redis-server)")
    port = free_port()
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    with subprocess.Popen([program, *options], stdout=subprocess.DEVNULL) as process:
        client = redis.Redis(host="127.0.0.1", port=port)
        try:
            _wait_for(client)
            yield client
        finally:
            client.close()
            process.kill()


def _wait_for(client: redis.Redis) -> None:
    for _try in range(200):
        try:
            client.ping()
        except redis.ConnectionError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError("redis-server does not answer")
