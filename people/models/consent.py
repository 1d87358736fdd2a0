"""What a person agreed to, in which words, and how we know."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.actors import Actor, Channel
from core.querysets import Scoped, ScopedQuerySet
from people.models.person import Person


class Purpose(models.TextChoices):
    """What the consent is for. Messages about one's own places and news about other activities are two consents."""

    OWN_PLACES = "own_places", _("messages about my own places")
    NEWS = "news", _("news about other activities")
    SHARE_WITH_LEADER = "share_with_leader", _("the group's leader may see what I need")
    CHAMPION_CALLS = "champion_calls", _("a volunteer may phone me or meet me at the door")
    REFERRAL = "referral", _("the centre may connect me with groups and services")
    WORD_BACK = "word_back", _("whoever prescribed may hear how it goes")
    WORD_BACK_DETAIL = "word_back_detail", _("whoever prescribed may hear what I take part in")
    EVALUATION = "evaluation", _("the centre may ask me how I am, and count my answers")
    EQUITY = "equity", _("the centre may ask who I am, and count my answers")
    STORIES = "stories", _("the centre may keep my stories, and retell them as I said")


class ConsentQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(person__in=Person.visible_to(actor))


class Consent(Scoped):
    """One statement, given or withdrawn; the newest of a purpose is in force (CASL s. 13: ours to prove)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    given = models.BooleanField()
    wording = models.CharField(max_length=40)  # the version of the words that were shown or read out
    channel = models.CharField(max_length=20, choices=Channel.choices)
    recorded_by_user_id = models.BigIntegerField(null=True)  # staff who wrote it down; empty where the person did
    at = models.DateTimeField()

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["person", "purpose", "-at"], name="people_consent_newest")]

    def __str__(self) -> str:
        return f"{self.purpose}: {'given' if self.given else 'withdrawn'}"
