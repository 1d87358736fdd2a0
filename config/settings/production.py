"""A site that people rely on. Refuses to start where a secret or an address is missing or weak."""

import base64
import binascii

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import (
    ALLOWED_HOSTS,
    ANYMAIL,
    FIELD_KEYS,
    INBOUND_MAIL_PROVIDER,
    INVITATIONS_ADDRESS,
    PUBLIC_BASE_URL,
    SECRET_KEY,
    env,
)


def is_field_key(key: str) -> bool:
    """32 bytes that nobody could have typed."""
    try:
        found = base64.urlsafe_b64decode(key)
    except (binascii.Error, ValueError):
        return False
    return len(found) == 32 and not found.isascii()


if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10 or SECRET_KEY.startswith("django-insecure-"):
    raise ImproperlyConfigured("SECRET_KEY must be set to at least 50 random characters.")
if not all(is_field_key(key) for key in FIELD_KEYS or [""]):
    raise ImproperlyConfigured("FIELD_KEYS must hold at least one key of 32 random bytes in URL-safe base64.")
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the host names that the site answers to.")
if not PUBLIC_BASE_URL.startswith("https://"):
    raise ImproperlyConfigured("PUBLIC_BASE_URL must be the site's https address.")
if INVITATIONS_ADDRESS and not (INBOUND_MAIL_PROVIDER and ":" in ANYMAIL["WEBHOOK_SECRET"]):
    raise ImproperlyConfigured(
        "INVITATIONS_ADDRESS needs INBOUND_MAIL_PROVIDER and INBOUND_MAIL_SECRET, as name:secret."
    )

STAFF_MFA_REQUIRED = True
STYLE_PAGE = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
CSRF_TRUSTED_ORIGINS = [PUBLIC_BASE_URL]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# A console's mail would put addresses and links into the log: without EMAIL_URL, this machine's own mail server.
vars().update(env.email_url("EMAIL_URL", default="smtp://localhost:25"))
# Tries are counted by address, failed sign-ins (allauth's) as well: behind a proxy, by the one that the proxy saw.
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=1)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
# The process is asked for its health from inside, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=60 * 60 * 24 * 365)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
