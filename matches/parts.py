"""The parts of the week at which something suits somebody."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

WEEKDAY_MORNING, WEEKDAY_AFTERNOON, EVENING, WEEKEND = "morning", "afternoon", "evening", "weekend"
CHOICES = [
    (WEEKDAY_MORNING, _("weekday mornings")),
    (WEEKDAY_AFTERNOON, _("weekday afternoons")),
    (EVENING, _("evenings")),
    (WEEKEND, _("weekends")),
]


def in_words(codes: Collection[str]) -> list[str]:
    return [str(label) for code, label in CHOICES if code in codes]
