"""One's own machine and the demo: no TLS, readable logs, mail on the console."""

from core.logs import logging_config

from .base import *  # noqa: F403
from .base import FIELD_KEYS, INVITATIONS_ADDRESS, LOG_LEVEL, SECRET_KEY, VAR_DIR, env

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = SECRET_KEY or "for-one-machine-only-and-never-for-a-site-that-others-can-reach"
FIELD_KEYS = FIELD_KEYS or ["cHVibGljLWFuZC1mb3Itb25lLW1hY2hpbmUtYWxvbmU="]  # "public-and-for-one-machine-alone"
ALLOWED_HOSTS = ["*"]
STYLE_PAGE = True
DEMO_ALLOWED = True
WHITENOISE_USE_FINDERS = True
SERVE_MEDIA = True
WHITENOISE_AUTOREFRESH = DEBUG
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
INVITATIONS_ADDRESS = INVITATIONS_ADDRESS or "invitations@localhost"
PHONE_STAND_IN = env.str("PHONE_STAND_IN", default="")
ACCOUNT_EMAIL_VERIFICATION = "optional"
LOGGING = logging_config(level=LOG_LEVEL, as_json=False)
