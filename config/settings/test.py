"""The test suite: fast hashing, mail in memory, and whichever database TEST_DATABASE_URL names."""

import tempfile
from pathlib import Path
from typing import Any

from .base import *  # noqa: F403
from .base import database, env

SECRET_KEY = "only-for-tests-only-for-tests-only-for-tests-only-for-tests"
FIELD_KEYS = ["cHVibGljLWFuZC1mb3Itb25lLW1hY2hpbmUtYWxvbmU="]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
STYLE_PAGE = True
DEMO_ALLOWED = True


def test_database() -> dict[str, Any]:
    """PostgreSQL where TEST_DATABASE_URL names one, else a SQLite file in the system's folder for temporary files.

    PORCHLIGHT_TEST_DB names the database, so that several people can test at once on one machine.
    """
    config = database("TEST_DATABASE_URL")
    name = env.str("PORCHLIGHT_TEST_DB", default="porchlight")
    if config["ENGINE"] == "django.db.backends.sqlite3":
        folder = Path(tempfile.gettempdir()) / "porchlight-tests"
        folder.mkdir(exist_ok=True)
        config["TEST"] = {"NAME": str(folder / f"{name}.sqlite3")}
        config["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    else:
        config["TEST"] = {"NAME": f"test_{name}"}
    return config


DATABASES = {"default": test_database()}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
INVITATIONS_ADDRESS = "invitations@testserver.example"
AFTERWARDS_IN_A_THREAD = False
MEDIA_ROOT = Path(tempfile.gettempdir()) / "porchlight-tests" / "media"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
