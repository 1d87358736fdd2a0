"""Production's settings, reachable without TLS on this machine, with the floors beside the site's pages."""

import os

os.environ.setdefault("SECRET_KEY", "a-key-for-measuring-alone-0123456789-abcdefghijklmnopqrstuvwxyz")
os.environ.setdefault("FIELD_KEYS", "n47Kx0tQ2l8w7v3kC5o9m1Ew6yq8u4bJ0s2hTzXrPdA=")
os.environ.setdefault("ALLOWED_HOSTS", "127.0.0.1,testserver")
os.environ.setdefault("PUBLIC_BASE_URL", "https://bench.example.org")
os.environ.setdefault("SECURE_SSL_REDIRECT", "false")
os.environ.setdefault("LOG_LEVEL", "WARNING")
# More come to one centre within the hour than ever would: tries are counted as everybody's are, and never too many.
os.environ.setdefault("THROTTLE_PER_CENTRE", "1000000")

from config.settings.production import *  # noqa: F403
from config.settings.production import BASE_DIR, TEMPLATES

ROOT_URLCONF = "bench.urls"
TEMPLATES[0]["DIRS"].append(BASE_DIR / "bench" / "templates")
STATIC_ROOT = BASE_DIR / "build" / "bench-static"
if os.environ.get("BENCH_COLD"):  # every visit is the first one
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
