"""The shelves of two pages: a prescription's, and that of the work on it.

`get_context_data(parent)` finds `parent["request"]` (with its `actor`) and `parent["prescription"]`.
"""

from core.registry import Registry
from people.sections import Section

prescription: Registry[Section] = Registry("section of a prescription")
case: Registry[Section] = Registry("section of a case")
