"""A file on its way through a page: from the dry run that was shown to the button that makes it so.

It is signed and compressed in the form itself, good for an hour, for one account at one centre. So the server keeps
nothing of it where nobody presses the button, and what is made is what was shown.
"""

import base64
from typing import Any

from django.core import signing

GOOD_FOR = 3600
MOST_BYTES = 1_500_000  # sealed into a page, a file must still fit into a form


def seal(purpose: str, content: bytes, *, user_id: int | None, centre_id: int, **said: Any) -> str:
    """`said` is what somebody said of the file: plain values."""
    packed = {"for": [user_id, centre_id], "content": base64.b64encode(content).decode(), "said": said}
    return signing.dumps(packed, salt=f"porchlight.sealed.{purpose}", compress=True)


def unseal(purpose: str, text: str, *, user_id: int | None, centre_id: int) -> tuple[bytes, dict[str, Any]] | None:
    """None where it is too old, or not what this account was given at this centre."""
    try:
        packed = signing.loads(text, salt=f"porchlight.sealed.{purpose}", max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    if packed["for"] != [user_id, centre_id]:
        return None
    return base64.b64decode(packed["content"]), packed["said"]
