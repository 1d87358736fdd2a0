"""What every page of ours has: words for search engines, a picture for shared links, and a body of blocks."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.blocks import BodyBlock


class SitePage(Page):
    """Base of our pages."""

    lead = models.TextField(
        _("lead"), max_length=400, blank=True, help_text=_("One or two sentences under the title, in plain words.")
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))
    social_image = models.ForeignKey(
        "wagtailimages.Image",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("picture for shared links"),
    )

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("search_description"), FieldPanel("social_image")],
            _("For search engines and shared links"),
        ),
        MultiFieldPanel([FieldPanel("show_in_menus")], _("On the site")),
    ]

    class Meta:
        abstract = True

    @property
    def description(self) -> str:
        """What a search engine or a shared link says about the page."""
        return self.search_description or self.lead
