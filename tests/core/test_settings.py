"""Production starts only with a real secret and a real address."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from config.settings import dev

ROOT = Path(__file__).parent.parent.parent
GOOD = {
    "SECRET_KEY": secrets.token_urlsafe(60),
    "FIELD_KEYS": Fernet.generate_key().decode(),
    "ALLOWED_HOSTS": "porchlight.example",
    "PUBLIC_BASE_URL": "https://porchlight.example",
}


def start(environment: dict[str, str], code: str = "") -> subprocess.CompletedProcess[str]:
    code = f"import config.settings.production as settings; {code}"
    clean = {name: value for name, value in os.environ.items() if name not in {*GOOD, "EMAIL_URL"}}
    command, env = [sys.executable, "-c", code], {**clean, **environment}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def test_production_starts_with_good_settings():
    assert (start(GOOD).returncode, start(GOOD).stderr) == (0, "")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY must be set to at least 50 random characters."),
        ({"SECRET_KEY": "short"}, "SECRET_KEY must be set to at least 50 random characters."),
        ({"SECRET_KEY": "ab" * 40}, "SECRET_KEY must be set to at least 50 random characters."),
        ({"SECRET_KEY": f"django-insecure-{secrets.token_urlsafe(60)}"}, "SECRET_KEY must be set"),
        ({"FIELD_KEYS": None}, "FIELD_KEYS must hold at least one key"),
        ({"FIELD_KEYS": "not base64!"}, "FIELD_KEYS must hold at least one key"),
        ({"FIELD_KEYS": dev.FIELD_KEYS[0]}, "FIELD_KEYS must hold at least one key"),
        ({"FIELD_KEYS": f"{GOOD['FIELD_KEYS']},short"}, "FIELD_KEYS must hold at least one key"),
        ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS must name the host names"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must name the host names"),
        ({"PUBLIC_BASE_URL": None}, "PUBLIC_BASE_URL must be the site's https address."),
        ({"PUBLIC_BASE_URL": "http://porchlight.example"}, "PUBLIC_BASE_URL must be the site's https address."),
        ({"INVITATIONS_ADDRESS": "in@porchlight.example"}, "INVITATIONS_ADDRESS needs INBOUND_MAIL_PROVIDER"),
        (
            {"INVITATIONS_ADDRESS": "in@porchlight.example", "INBOUND_MAIL_PROVIDER": "postmark"},
            "INVITATIONS_ADDRESS needs INBOUND_MAIL_PROVIDER and INBOUND_MAIL_SECRET",
        ),
    ],
)
def test_production_refuses_what_is_missing_or_weak(change, words):
    environment = {name: value for name, value in {**GOOD, **change}.items() if value is not None}
    result = start(environment)
    assert result.returncode == 1
    assert words in result.stderr


def test_production_writes_no_mail_into_its_log_and_counts_sign_ins_by_visitor():
    result = start(GOOD, "print(settings.EMAIL_BACKEND, settings.ALLAUTH_TRUSTED_PROXY_COUNT)")
    assert result.stdout.split() == ["django.core.mail.backends.smtp.EmailBackend", "1"]
