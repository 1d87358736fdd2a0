"""Words of a telephone, so that both languages can be compared."""

import re

HOUR = re.compile(r"\b(\d{1,2})\s*h\s*(\d\d)\b")


def as_one(text: str) -> str:
    """With the hours as they are said in English: 19 h 35 is 7:35."""
    return HOUR.sub(lambda found: f"{int(found[1]) % 12 or 12}:{found[2]}", text)
