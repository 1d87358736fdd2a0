"""What a centre says in its own words between the numbers of a report."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from centres.models import Centre
from core.querysets import Scoped
from evaluation.models.readers import ReadersQuerySet
from people.models import StaffRole, User

LONGEST = 4000


class ReportWordsQuerySet(ReadersQuerySet):
    def written_by(self, user: User) -> Self:
        """What an editor of the site meets: the words of the centres where they work."""
        if user.is_superuser:
            return self
        return self.filter(centre__in=StaffRole.objects.filter(user=user).values("centre"))


class ReportWords(Scoped):
    """One place in one report of one centre. Edited at /cms/. An empty language says nothing in that language."""

    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="+")
    period = models.CharField(max_length=6)  # as `reporting.periods` writes it
    place = models.CharField(max_length=20)
    words_en = models.TextField(max_length=LONGEST, blank=True)
    words_fr = models.TextField(max_length=LONGEST, blank=True)

    objects = ReportWordsQuerySet.as_manager()

    class Meta:
        ordering = ["-period", "centre", "place"]
        verbose_name = _("words of a report")
        verbose_name_plural = _("words of reports")
        constraints = [
            models.UniqueConstraint(fields=["centre", "period", "place"], name="evaluation_report_words_once"),
        ]

    def __str__(self) -> str:
        return f"{self.period}: {self.place}"

    def paragraphs(self, language: str) -> list[str]:
        """In one language alone: a report is never half in the other."""
        text = self.words_fr if language == "fr" else self.words_en
        return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]
