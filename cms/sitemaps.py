"""What search engines may find: pages, and activities that give nobody away."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from activities.models import Activity
from cms.tree import Entry, site_map


class OurSitemap(Sitemap):
    """Addresses begin with PUBLIC_BASE_URL, whatever host the request named."""

    def get_domain(self, site: Any = None) -> str:  # noqa: ARG002 - Django's signature
        return urlsplit(settings.PUBLIC_BASE_URL).netloc

    def get_protocol(self, protocol: str | None = None) -> str:  # noqa: ARG002 - Django's signature
        return urlsplit(settings.PUBLIC_BASE_URL).scheme


class PagesSitemap(OurSitemap):
    def items(self) -> list[Entry]:
        return list(site_map.get().by_url.values())

    def location(self, item: Entry) -> str:
        return item.url


class ActivitiesSitemap(OurSitemap):
    """In both languages, each naming the other. Sensitive groups are on the site, and in no search engine."""

    i18n = True
    alternates = True
    limit = 5000

    def items(self) -> QuerySet[Activity]:
        return Activity.public().filter(sensitive=False).order_by("pk").only("slug", "modified_at")

    def location(self, item: Activity) -> str:
        return reverse("activities:detail", args=[item.slug])

    def lastmod(self, item: Activity) -> datetime:
        return item.modified_at


SITEMAPS = {"pages": PagesSitemap, "activities": ActivitiesSitemap}
