"""Places in a centre's own words that a message fills: {day}, {time} and the like."""

from collections.abc import Mapping
from string import Formatter

from core import dates, phones
from notifications.registry import Context

# None of them names a group: a sensitive one must not be guessed from the gap.
PLACES = ("first_name", "centre", "phone", "day", "time")


def unknown(text: str) -> str:
    """The first thing in braces that no message can fill; empty where there is none."""
    try:
        found = [(name, spec, conversion) for _text, name, spec, conversion in Formatter().parse(text)]
    except ValueError:  # a brace alone
        return "{ }"
    for name, spec, conversion in found:
        if name is not None and (name not in PLACES or spec or conversion):
            return f"{{{name}}}"
    return ""


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its places filled; one that has no value here stays empty."""
    return text.format_map({name: values.get(name, "") for name in PLACES})


def values_of(context: Context) -> dict[str, str]:
    """What the places say in a message with this context, in the active language."""
    values = {"first_name": context["person"].first_name}
    if centre := context.get("centre"):
        values |= {"centre": centre.name, "phone": phones.shown(centre.phone)}
    if session := context.get("session"):
        start = session.local_start
        values |= {"day": dates.day(start.date()), "time": dates.clock(start)}
    return values
