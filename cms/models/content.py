"""Pages of words: about, accessibility, privacy, how-to; and the invitation to become a champion."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.models.base import SitePage


class ContentPage(SitePage):
    """A title, a lead and a body. May have pages below it."""

    parent_page_types = ["cms.HomePage", "cms.ContentPage"]
    subpage_types = ["cms.ContentPage"]
    template = "cms/content.html"

    class Meta:
        verbose_name = _("content page")


class BecomeChampionPage(SitePage):
    """The invitation. It ends in a telephone number: being asked in person is what works."""

    invitation = models.CharField(
        _("invitation"), max_length=160, blank=True, help_text=_("The sentence beside the telephone numbers.")
    )

    content_panels = [*SitePage.content_panels, FieldPanel("invitation")]
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.ContentPage"]
    template = "cms/become_champion.html"

    class Meta:
        verbose_name = _("“become a champion” page")
