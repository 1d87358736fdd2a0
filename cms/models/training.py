"""Training for champions: what one should know before a kind of role, with a few questions at the end if need be."""

from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from champions.models import Work
from cms.blocks import QuizBlock, TrainingBlock
from cms.models.base import SitePage


class WorksField(models.JSONField):
    """Codes of kinds of role, ticked."""

    def formfield(self, **kwargs: Any) -> forms.Field:
        asked = {name: kwargs[name] for name in ("label", "help_text") if name in kwargs}
        return forms.MultipleChoiceField(
            choices=Work.choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            **{"label": self.verbose_name, "help_text": self.help_text, **asked},
        )


class TrainingPage(SitePage):
    """Its own address leads to the champions' page that shows it: visitors and search engines do not see it."""

    works = WorksField(
        _("for whom"),
        default=list,
        blank=True,
        help_text=_("The kinds of role that need it. None ticked: everybody."),
    )
    body = StreamField(TrainingBlock(), blank=True, verbose_name=_("body"))
    quiz = StreamField(
        QuizBlock(), blank=True, verbose_name=_("questions"), help_text=_("They can be tried as often as one likes.")
    )

    content_panels = [*SitePage.content_panels, FieldPanel("quiz"), FieldPanel("works")]
    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    template = "cms/training.html"

    class Meta:
        verbose_name = _("training page")

    def serve(self, _request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        return redirect("my_training:lesson", self.translation_key)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """For a look at a draft."""
        return {**super().get_context(request, *args, **kwargs), "lesson": self}
