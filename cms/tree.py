"""Which pages there are: asked for on every request by the frame and by the router, so it is remembered.

Training is for champions alone, and on no map.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from django.apps import apps
from wagtail.models import Page

from cms.memory import Remembered


@dataclass(frozen=True, slots=True)
class Entry:
    """One live page that everybody may read."""

    pk: int
    model: type[Page]
    title: str
    url: str
    language: str
    in_menus: bool


@dataclass
class SiteMap:
    """All live public pages, by address and by what they are a translation of."""

    by_url: dict[str, Entry] = field(default_factory=dict)
    translations: dict[UUID, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    def first(self, model: type[Page], language: str) -> Entry | None:
        """The first page of this kind in the language, if there is one."""
        return next((e for e in self.by_url.values() if e.model is model and e.language == language), None)

    def in_menus(self, language: str) -> list[Entry]:
        """The pages that editors flagged "show in menus", in their order."""
        return [entry for entry in self.by_url.values() if entry.in_menus and entry.language == language]

    def languages_of(self, page: Page) -> dict[str, str]:
        """The addresses of a page in each language in which it is live."""
        return self.translations.get(page.translation_key, {})


def _build() -> SiteMap:
    """Read the whole tree. Two queries: which pages are private, and the others."""
    found = SiteMap()
    rows = Page.objects.live().public().filter(depth__gte=2).order_by("path")
    home_path = ""
    for row in rows.exclude(content_type__model="trainingpage").select_related("locale", "content_type"):
        if row.depth == 2:
            home_path = row.url_path
        language = row.locale.language_code
        entry = Entry(
            pk=row.pk,
            model=apps.get_model(row.content_type.app_label, row.content_type.model),
            title=row.title,
            url=f"/{language}/{row.url_path.removeprefix(home_path)}",
            language=language,
            in_menus=row.show_in_menus,
        )
        found.by_url[entry.url] = entry
        found.translations[row.translation_key][language] = entry.url
    return found


site_map = Remembered("site_map", _build)
