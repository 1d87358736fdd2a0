"""What is the same everywhere. Anything that differs by place comes from the environment."""

from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from core.logs import logging_config

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY", default="")
# Newest first; what older ones encrypted is still read.
FIELD_KEYS = env.list("FIELD_KEYS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
# Addresses that leave the site (feeds, e-mail, signed links) are built from this, never from a Host header.
PUBLIC_BASE_URL = env.str("PUBLIC_BASE_URL", default="http://localhost:8000").rstrip("/")

INSTALLED_APPS = [
    "cms",
    "evaluation",
    "calendars",
    "prescriptions",
    "activities",
    "matches",  # its entries of menus and pages stand below those of groups
    "champions",
    "privacy",  # its panels and entries are for few: they stand below the others
    "notifications",
    "people",
    "centres",
    "core",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.locales",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "laces",
    "modelcluster",
    "taggit",
    "django_tasks",
    "oauth2_provider",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "anymail",
    "recurrence",
    "csp",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.forms",
]

MIDDLEWARE = [
    "core.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.PlainCookiesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "core.middleware.AdminPolicyMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "people.middleware.ActorMiddleware",
    "core.middleware.PrivateMiddleware",
    "core.middleware.ForbiddenMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "people.context.desk",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "core.templatetags.porchlight",
            ],
        },
    },
]
# Words for e-mails, texts and calls: no browser reads them, so nothing is escaped.
TEMPLATES += [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "NAME": "words",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {"autoescape": False, "builtins": TEMPLATES[0]["OPTIONS"]["builtins"]},
    }
]
FORM_RENDERER = "core.forms.Renderer"

# --- Data ---------------------------------------------------------------------------------------
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def database(url_name: str = "DATABASE_URL") -> dict[str, Any]:
    """The database that the environment names; SQLite in `var/` where it names none."""
    config = env.db_url_config(env.str(url_name, default="") or f"sqlite:///{VAR_DIR / 'porchlight.sqlite3'}")
    config["CONN_MAX_AGE"] = 60
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = {
            # IMMEDIATE takes the write lock at the start, so that "read, decide, write" cannot be overtaken.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000;",
        }
    else:
        config["CONN_HEALTH_CHECKS"] = True
        # The server parses and plans a statement once for each connection: half of its work where many sign up.
        prepared = {"server_side_binding": True, "prepare_threshold": 3}
        config["OPTIONS"] = {**prepared, **config.get("OPTIONS", {})}
    return config


DATABASES = {"default": database()}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 2000}}}

# --- People and doors ---------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "my:home"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_ADAPTER = "people.adapters.AccountAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Porchlight"
# Staff open health information: in production they need a second factor (people.middleware enforces it).
STAFF_MFA_REQUIRED = False
# The demo's accounts share a public password: `build_demo` refuses where this is not set.
DEMO_ALLOWED = False

# Against programs that try forms and codes: limits of an hour (core.throttle). Only a measurement switches them off.
THROTTLE = env.bool("THROTTLE", default=True)
THROTTLE_PER_ADDRESS = env.int("THROTTLE_PER_ADDRESS", default=60)
THROTTLE_PER_CONTACT = env.int("THROTTLE_PER_CONTACT", default=10)
THROTTLE_PER_CENTRE = env.int("THROTTLE_PER_CENTRE", default=600)
FHIR_PER_CLIENT = env.int("FHIR_PER_CLIENT", default=3600)  # another system's questions over /fhir/
# How many of our own reverse proxies write down where a visitor comes from; what others write is not believed.
TRUSTED_PROXY_COUNT = 0
# What is done once an answer is out (core.http.RedirectThen); the tests do it at once, in their own transaction.
AFTERWARDS_IN_A_THREAD = True

# Other systems read over /fhir/ by client credentials, and in no other way that the toolkit knows.
OAUTH2_PROVIDER_APPLICATION_MODEL = "prescriptions.SystemClient"
OAUTH2_PROVIDER = {
    "OAUTH2_SERVER_CLASS": "oauthlib.oauth2.BackendApplicationServer",
    "SCOPES": {"system/*.read": "Read what the centre's clients agree to"},
    "DEFAULT_SCOPES": ["system/*.read"],
    "ACCESS_TOKEN_EXPIRE_SECONDS": 600,
    "COMPLIANT_BCP_RFC9700_IMPLICIT_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PASSWORD_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PKCE_METHOD": True,
    "COMPLIANT_BCP_RFC9700_ACCESS_TOKEN_TRANSPORT": True,
    "COMPLIANT_BCP_RFC9700_AUTHZ_RESPONSE_ISS": True,
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
    "ALLOWED_REDIRECT_URI_SCHEMES": ["https"],
}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
CSRF_FAILURE_VIEW = "core.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"
# Signed links are capabilities: their addresses must not leave with a click to another site.
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

# --- Language, place and time -------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "America/Toronto"

# --- Files --------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "build" / "static"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("govuk", BASE_DIR / "node_modules" / "govuk-frontend" / "dist" / "govuk"),
    ("fonts", BASE_DIR / "node_modules" / "@fontsource-variable" / "atkinson-hyperlegible-next" / "files"),
]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
# Editors' pictures: where people rely on the site, the reverse proxy hands them out.
SERVE_MEDIA = False

# --- Wagtail ------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Porchlight"
WAGTAILADMIN_BASE_URL = PUBLIC_BASE_URL
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_LOGIN_URL = "cms_login"
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English"), ("fr", "Français")]
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_WORKFLOW_ENABLED = False  # who may edit may publish; a moderator whom nobody named would never answer
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# Passwords and addresses are changed on allauth's pages, which ask for the second step and verify.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
# Wagtail's own index stays in the request: behind a queue nothing would be found until a worker ran.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
# Who calls the workers (core.jobs): `embedded` is `manage.py worker` by itself, `celery` is a broker (config.celery).
TASK_ENGINE = env.str("TASK_ENGINE", default="embedded")
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="")

# --- Messages -----------------------------------------------------------------------------------
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Porchlight <porchlight@localhost>")
# Where calendar programs send their replies: each to this address with +something before the @. Received through a
# provider's webhook (notifications.views.mail); without the address no letter carries an invitation.
INVITATIONS_ADDRESS = env.str("INVITATIONS_ADDRESS", default="")
INBOUND_MAIL_PROVIDER = env.str("INBOUND_MAIL_PROVIDER", default="")
ANYMAIL = {
    "WEBHOOK_SECRET": env.str("INBOUND_MAIL_SECRET", default=""),
    "MAILGUN_WEBHOOK_SIGNING_KEY": env.str("MAILGUN_WEBHOOK_SIGNING_KEY", default=""),
}
PHONE_STAND_IN = ""  # on one's own machine: where a stand-in for the telephone network answers
EMAIL_TIMEOUT = 10  # a mail server that says nothing must not outlast a message's lease
TWILIO_ACCOUNT_SID = env.str("TWILIO_ACCOUNT_SID", default="")
TWILIO_AUTH_TOKEN = env.str("TWILIO_AUTH_TOKEN", default="")
TWILIO_MESSAGING_SERVICE_SID = env.str("TWILIO_MESSAGING_SERVICE_SID", default="")
TWILIO_API_BASE = env.str("TWILIO_API_BASE", default="").rstrip("/")
VOICE_EN = env.str("VOICE_EN", default="Polly.Joanna-Neural")
VOICE_FR = env.str("VOICE_FR", default="Polly.Gabrielle-Neural")
TELEPHONE_GATEWAY = "notifications.gateways." + (
    "twilio.TwilioGateway" if TWILIO_ACCOUNT_SID else "console.ConsoleGateway"
)
TELEPHONE_GATEWAY = env.str("TELEPHONE_GATEWAY", default=TELEPHONE_GATEWAY)

# --- How far ahead sessions exist ---------------------------------------------------------------
SESSION_HORIZON_WEEKS = env.int("SESSION_HORIZON_WEEKS", default=26)

LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")
LOGGING_CONFIG = "core.logs.configure"
LOGGING = logging_config(level=LOG_LEVEL, as_json=True)
