"""The front door, one in each language."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from cms import selectors
from cms.models.base import SitePage
from cms.models.stories import story_cards


class HomePage(SitePage):
    """What Porchlight is, in one sentence; what comes next; a few stories. Empty fields fall back to our own words."""

    headline = models.CharField(_("headline"), max_length=120, blank=True)
    champion_heading = models.CharField(_("heading"), max_length=120, blank=True)
    champion_text = models.TextField(_("text"), max_length=400, blank=True)

    content_panels = [
        *SitePage.content_panels[:1],
        FieldPanel("headline"),
        *SitePage.content_panels[1:],
        MultiFieldPanel([FieldPanel("champion_heading"), FieldPanel("champion_text")], _("Become a champion")),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.ContentPage", "cms.BecomeChampionPage", "cms.StoriesIndexPage", "cms.TrainingPage"]
    template = "cms/home.html"

    SESSIONS = 6
    STORIES = 3

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["sessions"] = selectors.upcoming_sessions(now=timezone.now(), number=self.SESSIONS)
        context["stories"] = story_cards.get().get(self.locale.language_code, [])[: self.STORIES]
        return context
