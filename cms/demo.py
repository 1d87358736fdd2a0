"""The demo's pages: home, stories, the invitation and the pages of words, in both languages."""

from dataclasses import dataclass, replace
from datetime import datetime
from types import ModuleType

from django.db import transaction
from wagtail.models import Page

from cms.demo_words import en_pages, en_stories, fr_pages, fr_stories
from cms.demo_words.page import Words
from cms.models import BecomeChampionPage, ContentPage, HomePage, StoriesIndexPage, StoryPage, TrainingPage
from cms.models.stories import About
from core.demo import DemoWorld


@dataclass(frozen=True)
class Tree:
    """The words of one language, and the home page that they hang from."""

    home: HomePage
    pages: ModuleType
    stories: ModuleType


def _add(parent: Page, model: type[Page], words: Words, *, twin: Page | None, now: datetime) -> Page:
    """A live page below `parent`; `twin` is its translation."""
    page = model(
        slug=words.slug,
        title=words.title,
        lead=words.lead,
        search_description=words.lead,
        show_in_menus=words.in_menus,
        body=[{"type": name, "value": value} for name, value in words.body],
        locale_id=parent.locale_id,
        first_published_at=now,
        last_published_at=now,
        **words.more,
    )
    if twin:
        page.translation_key = twin.translation_key
    return parent.add_child(instance=page)


def _grow(tree: Tree, twins: list[Page], now: datetime) -> list[Page]:
    """All pages of one language, in a fixed order; `twins` are those of the other language in the same order."""
    for name, value in tree.pages.HOME.items():
        setattr(tree.home, name, value)
    tree.home.search_description = tree.home.lead
    tree.home.first_published_at = tree.home.last_published_at = now
    tree.home.save()
    champion = tree.pages.CHAMPION
    plan: list[tuple[type[Page], Words]] = [(StoriesIndexPage, tree.stories.STORIES)]
    plan += [(BecomeChampionPage if words is champion else ContentPage, words) for words in tree.pages.PAGES]
    plan += [(TrainingPage, tree.pages.TRAINING)]
    twin = iter(twins)
    made = [_add(tree.home, model, words, twin=next(twin, None), now=now) for model, words in plan]
    tales = [replace(words, more={**words.more, "about": About.NOBODY}) for words in tree.stories.TALES]
    return made + [_add(made[0], StoryPage, words, twin=next(twin, None), now=now) for words in tales]


@transaction.atomic
def build(world: DemoWorld) -> None:
    """Fill both trees, which hold nothing but their homes."""
    homes = {home.locale.language_code: home for home in HomePage.objects.select_related("locale")}
    english = _grow(Tree(homes["en"], en_pages, en_stories), [], world.now)
    french = _grow(Tree(homes["fr"], fr_pages, fr_stories), english, world.now)
    world.made["pages"] = english + french
