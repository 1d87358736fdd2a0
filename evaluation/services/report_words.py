"""The centre's own words: who writes them, and what a report has not got yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise

from centres.models import Centre
from core.actors import SYSTEM
from evaluation.models import ReportWords
from evaluation.models.words import ReportWordsQuerySet
from evaluation.reporting import places
from evaluation.reporting.periods import Period
from people.models import StaffRole, User


@dataclass(frozen=True)
class Place:
    """One place of a report. `edit`: where its words are written at /cms/, "" for whoever does not edit there."""

    slug: str
    heading: str | Promise
    has_english: bool
    has_french: bool
    edit: str

    @property
    def is_whole(self) -> bool:
        return self.has_english and self.has_french


def centres_of(user: User) -> QuerySet[Centre]:
    """Whose words an editor of the site writes: those of the centres where they work."""
    rows = Centre.objects.order_by("name_en", "pk")
    return rows if user.is_superuser else rows.filter(pk__in=StaffRole.objects.filter(user=user).values("centre"))


def written_by(user: User) -> ReportWordsQuerySet:
    """The rows that an editor of the site meets."""
    rows: ReportWordsQuerySet = ReportWords.visible_to(SYSTEM).written_by(user)
    return rows


def at(centre: Centre, period: str) -> ReportWordsQuerySet:
    rows: ReportWordsQuerySet = ReportWords.visible_to(SYSTEM).filter(centre=centre, period=period)
    return rows


def may_write(user: User, centre: Centre) -> bool:
    """Whether /cms/ lets them in for these words. Some queries."""
    wanted = ("wagtailadmin.access_admin", "evaluation.add_reportwords", "evaluation.change_reportwords")
    return user.has_perms(wanted) and centres_of(user).filter(pk=centre.pk).exists()


def places_of(centre: Centre, period: Period, *, user: User) -> Iterator[Place]:
    """Every place of the report, in order, and in which languages something is written there."""
    rows = {row.place: row for row in at(centre, str(period))}
    writes = may_write(user, centre)
    for slug, heading in places.of(period).items():
        row = rows.get(slug)
        address = _address(centre, period, slug, row) if writes else ""
        yield Place(slug, heading, bool(row and row.words_en), bool(row and row.words_fr), address)


def _address(centre: Centre, period: Period, place: str, row: ReportWords | None) -> str:
    if row:
        return reverse("report_words:edit", args=[row.pk])
    return f"{reverse('report_words:add')}?{urlencode({'centre': centre.pk, 'period': period, 'place': place})}"
