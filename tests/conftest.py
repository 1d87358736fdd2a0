"""What every test stands on: a database that keeps the rows that migrations made, and no leftovers between tests."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection, transaction
from django.db.models.signals import post_migrate
from django.utils import timezone, translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from icalendar.timezone import tzp

from core import paper
from scripts import chromium
from tests import ready_made
from tests.fakes.texts import texts  # noqa: F401 - a fixture for everybody

TESTS = Path(__file__).parent
# A busy machine is no reason to fail; all else is as Hypothesis has it, here and with CI=true.
hypothesis_settings.register_profile(
    "house", hypothesis_settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("house")

IN_BROWSER = ("browser", "journeys")
NO_DATABASE = ("scripts",)
WITH_DATABASE = {"db", "transactional_db", "live_server"}


def pytest_configure(config: pytest.Config) -> None:
    """Playwright runs an event loop in the thread that also speaks to the database; Django must allow that."""
    if "browser" in config.option.markexpr and "not browser" not in config.option.markexpr:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks by folder, and leaves out what a database cannot show, or need not show a second time."""
    on_postgres = "postgres" in settings.DATABASES["default"]["ENGINE"]
    for item in items:
        if item.path.relative_to(TESTS).parts[0] in IN_BROWSER:
            item.add_marker("browser")
        if _is_the_same_on_every_database(item):
            item.add_marker("once")
        if item.get_closest_marker("press") and paper.press() is None:  # without Pango
            item.add_marker(pytest.mark.skip(reason="WeasyPrint cannot be loaded here"))
        if on_postgres and item.get_closest_marker("once"):
            item.add_marker(pytest.mark.skip(reason="shown on SQLite"))
        if item.get_closest_marker("postgres") and not on_postgres:
            item.add_marker(pytest.mark.skip(reason="only PostgreSQL can show it"))


def _is_the_same_on_every_database(item: pytest.Item) -> bool:
    """What asks none; what a PDF looks like; and the demo, which is told through the rooms' own services."""
    if item.path.relative_to(TESTS).parts[0] in NO_DATABASE or "demo" in item.path.stem:
        return True
    return item.get_closest_marker("press") is not None or not _asks_a_database(item)


def _asks_a_database(item: pytest.Item) -> bool:
    """Whoever does not say so is refused by pytest-django: what they show, they show on every database."""
    return bool(item.get_closest_marker("django_db") or WITH_DATABASE & set(getattr(item, "fixturenames", ())))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """The system's Chromium, without the calls that it makes on its own account."""
    path = chromium.find()
    if path is None:
        pytest.skip("no Chromium was found")
    return {**browser_type_launch_args, "executable_path": path, "args": chromium.QUIET}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Each worker its own database: see above."""


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None, pytestconfig: pytest.Config) -> bool:
    """Whether a database is there to begin with: kept on request, or a copy of one that earlier runs have migrated."""
    kept: bool = pytestconfig.getvalue("reuse_db")
    return kept or ready_made.lay_out()


def _rows_from_migrations() -> dict[str, tuple[list[str], list[tuple]]]:
    """Columns and rows of every table that migrations filled: Wagtail's root page, site, collection and locales…"""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our own tables
            if rows := cursor.fetchall():
                found[table] = ([column[0] for column in cursor.description], rows)
    return found


def _bring_back(tables: dict[str, tuple[list[str], list[tuple]]]) -> None:
    """Put the rows back with their old keys; permissions and content types, which Django has made anew, as well."""
    quote = connection.ops.quote_name
    with transaction.atomic(), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {quote(table)}")  # noqa: S608
        for table, (columns, rows) in tables.items():
            names, places = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {quote(table)} ({names}) VALUES ({places})", rows)  # noqa: S608
    ContentType.objects.clear_cache()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureDef) -> None:
    """Tests with real transactions empty every table at their end; what migrations made comes back when they do."""
    with django_db_blocker.unblock():
        tables = _rows_from_migrations()
        ready_made.put_by()
    last = [config for config in apps.get_app_configs() if config.models_module][-1]

    def after_flush(**_kwargs: object) -> None:
        _bring_back(tables)

    post_migrate.connect(after_flush, sender=last, weak=False)


@pytest.fixture(autouse=True)
def _no_leftovers() -> Iterator[None]:
    """No cached value, language or time zone of one test reaches the next."""
    cache.clear()
    tzp.use_default()  # else the zones of every calendar file that icalendar has read
    yield
    translation.activate(settings.LANGUAGE_CODE)
    timezone.deactivate()
