"""Filters and tags that every template has: dates in words, phone numbers."""

import re
from datetime import date, datetime, time
from typing import Any

from django import template
from django.utils.translation import get_language

from core import dates, phones
from core.text import labelled

register = template.Library()


@register.filter
def clock(value: time | datetime) -> str:
    return dates.clock(value)


@register.filter
def day(value: date) -> str:
    return dates.day(value)


@register.filter(expects_localtime=True)
def full_day(value: date | datetime) -> str:
    """As it stands in a letter; of a moment, its day here."""
    return dates.full(value)


@register.filter
def how_long(minutes: int) -> str:
    return dates.how_long(minutes)


@register.filter
def month_day(value: date) -> str:
    return dates.month_day(value)


@register.filter
def when(session: Any) -> str:
    """Day and hours of anything that has a `local_start` and a `local_end`."""
    return dates.when(session.local_start, session.local_end)


@register.filter
def phone(value: str) -> str:
    """A stored number, as people read it."""
    return phones.shown(value)


@register.filter
def labels(label: object, words: object) -> str:
    """`{{ label|labels:words }}`: "Label: words"."""
    return labelled(label, words)


@register.filter
def one_by_one(value: str) -> str:
    """Digits as a voice reads them: "519-555-0142" becomes "5 1 9, 5 5 5, 0 1 4 2"."""
    return ", ".join(" ".join(group) for group in re.findall(r"\d+", value))


@register.filter
def foreign(thing: Any, name: str) -> str:
    """For `lang`: the language of a bilingual text that exists in the other language only, else nothing."""
    written_in: str = getattr(type(thing), name).written_in(thing)
    return "" if written_in == (get_language() or "en")[:2] else written_in
