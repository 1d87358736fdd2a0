"""Stories of people who found each other."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from champions.services import stories
from cms.memory import Remembered
from cms.models.base import SitePage
from cms.models.story_form import StoryForm
from cms.tree import site_map


class StoriesIndexPage(SitePage):
    """All stories of one language, in the editors' order."""

    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.StoryPage"]
    max_count_per_parent = 1
    template = "cms/stories.html"

    class Meta:
        verbose_name = _("stories")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["stories"] = story_cards.get().get(self.locale.language_code, [])
        return context


class About(models.TextChoices):
    """Whose story it is. There is no default: whoever publishes it has thought of it."""

    NOBODY = "nobody", _("Not about a real person")
    CHAMPION = "champion", _("About a Health Champion, with their consent")


class StoryPage(SitePage):
    """One story. Its lead is what a card shows. Of a champion it is told only while their consent stands."""

    about = models.CharField(_("whose story it is"), max_length=10, choices=About.choices, blank=True)
    consent_code = models.CharField(
        _("code of the consent"),
        max_length=40,
        blank=True,
        help_text=_(
            "Where the story is about a Health Champion: the code from their file at the desk, under Thanks. It names "
            "nobody. When the champion takes the consent back, the page goes off the site at once."
        ),
    )
    about_names = models.CharField(
        _("about the names"),
        max_length=200,
        blank=True,
        help_text=_("Such as: names and details are changed. Tell a real story only with the person's consent."),
    )

    base_form_class = StoryForm
    content_panels = [
        *SitePage.content_panels,
        MultiFieldPanel([FieldPanel("about"), FieldPanel("consent_code")], _("Consent")),
        FieldPanel("about_names"),
    ]
    parent_page_types = ["cms.StoriesIndexPage"]
    subpage_types: list[str] = []
    template = "cms/story.html"

    class Meta:
        verbose_name = _("story")

    @property
    def may_be_told(self) -> bool:
        """Whether it may be on the site. What was there before anybody asked whose story it is may stay."""
        return self.about != About.CHAMPION or stories.stands(self.consent_code)


@dataclass(frozen=True, slots=True)
class StoryCard:
    """What leads to a story."""

    title: str
    lead: str
    url: str


def _cards() -> dict[str, list[StoryCard]]:
    """The cards of all live stories, by language, in the editors' order. One query."""
    found: dict[str, list[StoryCard]] = defaultdict(list)
    known = site_map.get()
    for story in StoryPage.objects.live().order_by("path").select_related("locale"):
        language = story.locale.language_code
        if url := known.languages_of(story).get(language):
            found[language].append(StoryCard(story.title, story.lead, url))
    return found


story_cards = Remembered("story_cards", _cards)
