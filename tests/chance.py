"""What chance writes into pages and letters: a name of three letters stands in it now and then."""

import re

_WRITTEN = re.compile(
    r'csrfmiddlewaretoken" value="\w+'  # a form's token
    r"|[\w-]+:\w+:[\w-]{43}"  # a signed link
    r"|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"  # a public id
)


def without_chance(text: str) -> str:
    """For whoever looks for something short that must not be there."""
    return _WRITTEN.sub("", text)
