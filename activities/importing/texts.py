"""Text from other people's files: decoded, and without what no page should print."""

import codecs
import html
import re
import unicodedata

from django.utils.html import strip_tags

from activities.importing.found import Remark

LONGEST_TITLE = 80
LONGEST_TEXT = 1200
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BREAKS = re.compile(r"<\s*(?:br|/p|/div|/li)\s*/?\s*>", re.IGNORECASE)


def decoded(content: bytes) -> tuple[str, list[Remark]]:
    """The text. What is not UTF-8 is read as old Windows wrote it, and a remark says so."""
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), "utf-8")
    try:
        return content.decode(marked), []
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), [Remark.of("encoding")]


def _plain(text: str, *, keep: str = "") -> str:
    """Without control characters, invisible marks and halves of characters."""
    return "".join(one if one in keep or unicodedata.category(one)[0] != "C" else " " for one in text)


def line(text: str) -> str:
    """On one line, with single spaces."""
    return " ".join(_plain(text).split())


def paragraphs(text: str) -> str:
    """A description, which some programs write as HTML, as plain paragraphs of at most so many characters."""
    plain = html.unescape(strip_tags(_BREAKS.sub("\n", text[: LONGEST_TEXT * 20])))
    lines = [" ".join(one.split()) for one in _plain(plain, keep="\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()[:LONGEST_TEXT].rstrip()


def title(text: str) -> tuple[str, list[Remark]]:
    """A name that fits, and a remark where it was cut."""
    whole = line(text)
    if len(whole) <= LONGEST_TITLE:
        return whole, []
    return whole[: LONGEST_TITLE - 1].rstrip() + "…", [Remark.of("title_cut")]
