"""Videos by their address: from the two sites that show one without following whoever watches it."""

from urllib.parse import parse_qs, urlsplit

YOUTUBE, VIMEO = "https://www.youtube-nocookie.com", "https://player.vimeo.com"
SITES = [YOUTUBE, VIMEO]  # what the page's policy lets in


def player(address: str) -> str:
    """The address of a video's player; nothing for an address of which we know none."""
    parts = urlsplit(address)
    host, path = (parts.hostname or "").removeprefix("www.").removeprefix("m."), parts.path.strip("/")
    if host == "youtu.be":
        return _youtube(path)
    if host in ("youtube.com", "youtube-nocookie.com"):
        return _youtube(parse_qs(parts.query).get("v", [""])[0] or path.removeprefix("embed/").removeprefix("shorts/"))
    if host in ("vimeo.com", "player.vimeo.com"):
        number = path.removeprefix("video/").split("/")[0]
        return f"{VIMEO}/video/{number}?dnt=1" if number.isdecimal() else ""
    return ""


def _youtube(key: str) -> str:
    known = key.replace("-", "").replace("_", "")
    return f"{YOUTUBE}/embed/{key}" if known.isascii() and known.isalnum() else ""
