"""Where a room that may not be imported hands in its part of a centre's yearly report."""

from collections.abc import Callable

from centres.models import Centre
from core.registry import Registry
from core.reports import Section

# By centre and the year, from April, in which the report's year begins. In the language that is spoken just now.
Part = Callable[[Centre, int], Section]
yearly: Registry[Part] = Registry("part of the yearly report")
