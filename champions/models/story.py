"""Consent to tell a champion's story on the site. It can be withdrawn at any time."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from champions.models.champion import Champion
from champions.models.support import OfChampionQuerySet
from champions.models.thanks import CODE_LENGTH, in_fours, new_code
from core.actors import Channel
from core.querysets import Scoped


class NamedAs(models.TextChoices):
    """How the story names them."""

    FULL = "full", _("with my name")
    FIRST = "first", _("with my first name")
    NOBODY = "nobody", _("without my name")


class StoryConsentQuerySet(OfChampionQuerySet):
    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)

    def newest_first(self) -> Self:
        return self.order_by("-given_at", "-pk")


class StoryConsent(Scoped):
    """One yes to one story, in which words, and how we know. Its code stands at the pages that tell the story."""

    champion = models.ForeignKey(Champion, on_delete=models.CASCADE, related_name="story_consents")
    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=new_code)
    named_as = models.CharField(max_length=10, choices=NamedAs.choices)
    about = models.CharField(max_length=200)  # what is told, in a few words
    wording = models.CharField(max_length=40)  # the version of the words that were shown or read out
    channel = models.CharField(max_length=20, choices=Channel.choices)
    recorded_by_user_id = models.BigIntegerField(null=True)  # staff who wrote it down; empty where the champion did
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = StoryConsentQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def shown_code(self) -> str:
        return in_fours(self.code)
