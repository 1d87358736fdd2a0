"""WeasyPrint itself. Only `core.paper` opens this module: without Pango on the machine it cannot be imported."""

import logging
from collections.abc import Iterable
from mimetypes import guess_type
from pathlib import Path
from threading import Lock
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

# Each names every step it takes, and what of our style sheet is meant for browsers.
for name in ("weasyprint", "weasyprint.progress", "fontTools"):
    logging.getLogger(name).setLevel(logging.ERROR)

ONE_AT_A_TIME = Lock()  # Pango and Fontconfig are shared by the threads of a process
HOME = "https://porchlight.invalid"  # a host that exists nowhere: addresses on a sheet are read from our own folders


class OurFiles(URLFetcher):
    """Hands out our static files, and nothing else in the world: no other site, no other folder of this machine."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002 - WeasyPrint's signature
        path = _file_of(url)
        if path is None:
            raise ValueError("Not a static file of ours.")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": guess_type(path.name)[0] or ""})


def _file_of(url: str) -> Path | None:
    """Where the file lies: collected under the name that it is asked by, or else where it is written."""
    address = urlsplit(url)
    start = urlsplit(settings.STATIC_URL).path
    if f"{address.scheme}://{address.netloc}" != HOME or not address.path.startswith(start):
        return None
    name = unquote(address.path.removeprefix(start))
    if ".." in name.split("/"):
        return None
    if staticfiles_storage.exists(name):
        return Path(staticfiles_storage.path(name))
    found = finders.find(name)
    return Path(found) if found else None


def pdf(drafts: Iterable[str], *, pages: int | None) -> bytes:
    """The first of the drafts that fits on so many pages, or else the last; tagged, as PDF/UA-1 asks."""
    with ONE_AT_A_TIME:
        fonts = FontConfiguration()  # its fonts are loaded once for all drafts
        laid_out = None
        for draft in drafts:
            laid_out = HTML(string=draft, base_url=HOME, url_fetcher=OurFiles()).render(font_config=fonts)
            if pages is None or len(laid_out.pages) <= pages:
                break
        if laid_out is None:
            raise ValueError("There is nothing to print.")
        written: bytes = laid_out.write_pdf(pdf_variant="pdf/ua-1")
    return written
