"""A schedule's file on its way through a page (`core.sealed`)."""

from dataclasses import dataclass

from core import sealed

PURPOSE = "activities.import"


@dataclass(frozen=True)
class Upload:
    """A file, and what somebody said of it."""

    content: bytes
    language: str
    with_texts: bool


def seal(upload: Upload, *, user_id: int | None, centre_id: int) -> str:
    said = {"language": upload.language, "with_texts": upload.with_texts}
    return sealed.seal(PURPOSE, upload.content, user_id=user_id, centre_id=centre_id, **said)


def unseal(text: str, *, user_id: int | None, centre_id: int) -> Upload | None:
    """None where it is too old, or not what this account was given at this centre."""
    found = sealed.unseal(PURPOSE, text, user_id=user_id, centre_id=centre_id)
    return None if found is None else Upload(found[0], **found[1])
