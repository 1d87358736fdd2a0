"""The demo's pages: home, stories, the invitation and the pages of words, in both languages."""

from types import ModuleType
from typing import Any

from django.db import transaction
from wagtail.models import Page

from cms.demo_words import en_pages, en_stories, fr_pages, fr_stories
from cms.demo_words.page import Words
from cms.models import BecomeChampionPage, ContentPage, HomePage, StoriesIndexPage, StoryPage
from core.demo import DemoWorld


def _publish(parent: Page, model: type[Page], words: Words, *, twin: Page | None) -> Page:
    """The page below `parent` with this address, made or brought up to date; `twin` is its translation."""
    page = model.objects.child_of(parent).filter(slug=words.slug).first()
    fields: dict[str, Any] = {
        "title": words.title,
        "lead": words.lead,
        "search_description": words.lead,
        "show_in_menus": words.in_menus,
        "body": words.body and model._meta.get_field("body").stream_block.to_python(_raw(words.body)),
    }
    if model is StoryPage:
        fields["about_names"] = words.about_names
    if model is BecomeChampionPage:
        fields["invitation"] = words.invitation
    if page is None:
        page = model(slug=words.slug, locale_id=parent.locale_id, **fields)
        if twin:
            page.translation_key = twin.translation_key
        parent.add_child(instance=page)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return page


def _raw(body: list[tuple[str, Any]]) -> list[dict[str, Any]]:
    return [{"type": name, "value": value} for name, value in body]


def _pages_of(pages: ModuleType, stories: ModuleType, home: HomePage, twins: list[Page]) -> list[Page]:
    """All pages of one language, in a fixed order; `twins` are those of the other language in the same order."""
    for name, value in pages.HOME.items():
        setattr(home, name, value)
    home.search_description = home.lead
    home.save_revision().publish()
    plan: list[tuple[type[Page], Words]] = [(StoriesIndexPage, stories.STORIES)]
    plan += [(BecomeChampionPage if words is pages.CHAMPION else ContentPage, words) for words in pages.PAGES]
    twin = iter(twins)
    made = [_publish(home, model, words, twin=next(twin, None)) for model, words in plan]
    return made + [_publish(made[0], StoryPage, words, twin=next(twin, None)) for words in stories.TALES]


@transaction.atomic
def build(world: DemoWorld) -> None:
    """Fill both trees. Run again, it brings the same pages up to date."""
    homes = {home.locale.language_code: home for home in HomePage.objects.select_related("locale")}
    english = _pages_of(en_pages, en_stories, homes["en"], [])
    french = _pages_of(fr_pages, fr_stories, homes["fr"], english)
    world.made["pages"] = english + french
