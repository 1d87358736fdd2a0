"""A file on its way through a page: from the dry run that was shown to the button that makes it so.

It is signed and compressed in the form itself, good for an hour, for one account at one centre. So the server keeps
nothing of it where nobody presses the button, and what is made is what was shown.
"""

import base64
from dataclasses import dataclass

from django.core import signing

GOOD_FOR = 3600
_SALT = "activities.import"


@dataclass(frozen=True)
class Upload:
    """A file, and what somebody said of it."""

    content: bytes
    language: str
    with_texts: bool


def seal(upload: Upload, *, user_id: int | None, centre_id: int) -> str:
    packed = {
        "for": [user_id, centre_id],
        "content": base64.b64encode(upload.content).decode(),
        "language": upload.language,
        "texts": upload.with_texts,
    }
    return signing.dumps(packed, salt=_SALT, compress=True)


def unseal(text: str, *, user_id: int | None, centre_id: int) -> Upload | None:
    """None where it is too old, or not what this account was given at this centre."""
    try:
        packed = signing.loads(text, salt=_SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    if packed["for"] != [user_id, centre_id]:
        return None
    return Upload(base64.b64decode(packed["content"]), packed["language"], packed["texts"])
