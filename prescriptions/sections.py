"""The shelf of a case's page. `parent["case"]` is the case that it is about."""

from core.registry import Registry
from people.sections import Section

case: Registry[Section] = Registry("section of a case")
