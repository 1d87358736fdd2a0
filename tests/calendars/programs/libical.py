"""libical (Debian), with which Evolution, GNOME Calendar and KOrganizer read calendars: here it is the validator.

It finds what its grammar does not allow, and what RFC 5546 forbids or misses for the file's METHOD.
"""

import ctypes

import pytest


def faults(data: bytes) -> list[str]:
    """Everything that it has to say against a file, in its own words."""
    library = _library()
    component = library.icalparser_parse_string(data)
    if not component:
        return ["not a calendar"]
    library.icalrestriction_check(component)
    text = library.icalcomponent_as_ical_string(component).decode().replace("\r\n ", "")
    library.icalcomponent_free(component)
    return [line for line in text.splitlines() if line.startswith("X-LIC-ERROR")]


def _library() -> ctypes.CDLL:
    try:
        library = ctypes.CDLL("libical.so.3")
    except OSError:
        pytest.skip("libical is missing")
    library.icalparser_parse_string.restype = ctypes.c_void_p
    library.icalparser_parse_string.argtypes = [ctypes.c_char_p]
    library.icalrestriction_check.argtypes = [ctypes.c_void_p]
    library.icalcomponent_free.argtypes = [ctypes.c_void_p]
    library.icalcomponent_as_ical_string.argtypes = [ctypes.c_void_p]
    library.icalcomponent_as_ical_string.restype = ctypes.c_char_p
    return library
