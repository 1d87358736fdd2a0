"""Words about people's health, unreadable to whoever copies the database or a backup of it.

The library's tokens (Fernet: AES-128-CBC and HMAC-SHA256) are made with the newest of `FIELD_KEYS` and read with any
of them, so that a key can be replaced while the site runs (`manage.py rotate_field_keys`). What is stored so cannot be
searched, sorted or compared, and that is meant.
"""

from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models


class EncryptedTextField(models.TextField[str, str]):
    """Text that the database holds as a token. Empty text stays empty: a rule can ask for words without reading."""

    description = "Encrypted text"

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return encrypt(value) if value else value

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> str | None:
        return decrypt(value) if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        """No word of it can be asked for; whether there is one can."""
        if lookup_name in {"isnull", "exact"}:
            return super().get_lookup(lookup_name)
        raise FieldError(f"{self.name} is encrypted: it has no {lookup_name}.")


def encrypt(text: str) -> str:
    return _keys(tuple(settings.FIELD_KEYS)).encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """Raises `cryptography.fernet.InvalidToken` where no key fits: the keys of a backup go with it."""
    return _keys(tuple(settings.FIELD_KEYS)).decrypt(token.encode()).decode()


def fields() -> list[tuple[type[models.Model], list[str]]]:
    """Every model that keeps such text, with the names of its fields."""

    found = [
        (model, [field.name for field in model._meta.local_fields if isinstance(field, EncryptedTextField)])
        for model in apps.get_models()
    ]
    return [(model, names) for model, names in found if names]


@lru_cache(maxsize=4)
def _keys(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])
