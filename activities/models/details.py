"""What a proposal and the activity that it becomes have in common: the group in words, and its schedule."""

from django.db import models
from django.db.models import Q
from recurrence.fields import RecurrenceField

from activities import schedules
from activities.choices import Frequency, JoinMode, Kind, OnHolidays
from centres.models import Centre, Venue
from core import languages
from core.bilingual import Bilingual


class Words(models.Model):
    """A group in words, in both languages."""

    title_en = models.CharField(max_length=80, blank=True)
    title_fr = models.CharField(max_length=80, blank=True)
    summary_en = models.TextField(max_length=1200, blank=True)
    summary_fr = models.TextField(max_length=1200, blank=True)
    audience_en = models.CharField(max_length=200, blank=True)
    audience_fr = models.CharField(max_length=200, blank=True)

    title = Bilingual("title")
    summary = Bilingual("summary")
    audience = Bilingual("audience")

    class Meta:
        abstract = True


class Schedule(models.Model):
    """When, where and for how many. Times are local to the centre; the rule holds the weekday, and never a start.

    `start_date` is what the rule counts from: "every second Tuesday" begins with it.
    """

    rule = RecurrenceField(blank=True, null=True, include_dtstart=False)
    start_date = models.DateField(null=True, blank=True)
    start_time = models.TimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    last_date = models.DateField(null=True, blank=True)  # null: until somebody ends it
    on_holidays = models.CharField(max_length=20, choices=OnHolidays.choices, default=OnHolidays.SKIP)
    venue = models.ForeignKey(Venue, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)  # null: as many as come

    class Meta:
        abstract = True

    @property
    def frequency(self) -> Frequency:
        return schedules.frequency_of(self.rule)


class GroupDetails(Words, Schedule):
    """The group itself."""

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="%(class)s_set")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.SOCIAL)
    languages = models.JSONField(default=list, blank=True)  # codes of core.languages.Spoken
    sensitive = models.BooleanField(default=False)  # being seen there tells something about a person's health
    join_mode = models.CharField(max_length=20, choices=JoinMode.choices, default=JoinMode.SIGN_UP)
    # A support person or carer takes a seat of their own; or sits beside, and does not count.
    companion_takes_seat = models.BooleanField(default=True)
    newcomer_seats = models.PositiveSmallIntegerField(default=0)  # kept for whoever never came before…
    prescribed_seats = models.PositiveSmallIntegerField(default=0)  # …and for whom a provider sends,
    kept_until_hours = models.PositiveSmallIntegerField(default=24)  # until so many hours before the start
    joinable_dates = models.PositiveSmallIntegerField(default=2)  # a course takes nobody in after so many dates

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def spoken(self) -> list[str]:
        """The languages of the group, in words."""
        return languages.in_words(self.languages)


# What publishing copies from the proposal to the activity.
DETAIL_FIELDS = tuple(field.name for field in GroupDetails._meta.local_fields)
# What may change from one date on.
WORD_FIELDS = tuple(field.name for field in Words._meta.local_fields)
SCHEDULE_FIELDS = tuple(field.name for field in Schedule._meta.local_fields)

SCHEDULE_IS_COMPLETE = Q(start_date__isnull=False, start_time__isnull=False, minutes__gt=0)
