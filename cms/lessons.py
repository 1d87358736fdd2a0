"""The training pages, as the champions' rooms ask for them: each once, in the reader's language where there is one."""

from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language

from champions.services.training import Lesson
from cms.models import TrainingPage


def _live() -> QuerySet[TrainingPage]:
    return TrainingPage.objects.live().select_related("locale").order_by("path")


def _best(pages: list[TrainingPage]) -> TrainingPage:
    language = (get_language() or "en")[:2]
    return min(pages, key=lambda page: page.locale.language_code != language)


def lessons() -> list[Lesson]:
    """In the editors' order. One query."""
    found: dict[UUID, list[TrainingPage]] = {}
    for page in _live():
        found.setdefault(page.translation_key, []).append(page)
    return [_lesson(_best(pages)) for pages in found.values()]


def _lesson(page: TrainingPage) -> Lesson:
    url = reverse("my_training:lesson", args=[page.translation_key])
    return Lesson(page.translation_key, page.title, url, frozenset(page.works))


def page(key: UUID) -> TrainingPage | None:
    """The live page in the reader's language, or in the other where there is none. One query."""
    pages = list(_live().filter(translation_key=key))
    return _best(pages) if pages else None
