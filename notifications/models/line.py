"""Calls on the automatic line."""

from django.db import models

from centres.models import Centre
from centres.models.centre import Language
from people.models import Person


class LineCall(models.Model):
    """One call. Each answer of the caller belongs to a turn: a turn that is reported again gets the answer that it
    got, and changes nothing."""

    provider_id = models.CharField(max_length=64, unique=True)
    number = models.CharField(max_length=16, blank=True)  # E.164; empty where it is withheld
    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=2, choices=Language.choices, blank=True)  # until they chose one
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    is_verified = models.BooleanField(default=False)  # by PIN or date of birth, in this call
    is_slow = models.BooleanField(default=False)  # they asked to be spoken to slowly
    turn = models.PositiveSmallIntegerField(default=0)
    answer = models.TextField(blank=True)  # to the newest turn, as TwiML
    choices = models.JSONField(default=list, blank=True)  # the step asked last, and what it has to know
    missed = models.PositiveSmallIntegerField(default=0)  # turns in a row that nobody understood
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.provider_id
