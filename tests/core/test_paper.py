"""The door to paper: a PDF that a screen reader can read, from our own files alone; and what happens without it."""

from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from core import paper
from tests import pdf

TEMPLATE = "activities/paper/_sheet.html"


def answered(drafts, request=None, **options):
    return paper.answer(request or RequestFactory().get("/"), TEMPLATE, drafts, filename="sheet.pdf", **options)


def words_of(content):
    return pdf.words(HttpResponse(content, content_type="application/pdf"))


@pdf.needs_press
@pytest.mark.parametrize("language", ["en", "fr"])
def test_sheet_is_tagged_and_names_its_language_and_title(language):
    with translation.override(language):
        root = pdf.read(response := answered([{"name": "A sheet", "size": 14}])).trailer["/Root"]
    assert root["/MarkInfo"] == {"/Marked": True}
    assert root["/Lang"] == language
    assert root["/ViewerPreferences"] == {"/DisplayDocTitle": True}
    assert pdf.tags(response)[0] == "/Document"
    assert pdf.read(response).metadata.title == "A sheet"
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_data()


@pdf.needs_press
def test_sheet_of_one_person_is_kept_by_nobody():
    response = answered([{"name": "A sheet", "size": 14}])
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Content-Disposition"] == 'inline; filename="sheet.pdf"'


@pdf.needs_press
@pytest.mark.django_db
def test_shared_sheet_is_laid_out_once_a_minute():
    first = answered([{"name": "First", "size": 14}], shared_as="one")
    second = answered([{"name": "Second", "size": 14}], shared_as="one")
    assert first.content == second.content
    assert second["Cache-Control"] == "public, max-age=60"


def printing(monkeypatch, pdf):
    """A press that does what the test says."""
    monkeypatch.setattr(paper, "press", lambda: SimpleNamespace(pdf=pdf))


@pytest.mark.django_db
def test_more_than_one_waiting_for_the_press_is_told_to_come_back(monkeypatch, client):
    printing(monkeypatch, lambda _drafts, *, pages: b"%PDF")  # noqa: ARG005 - the press's signature
    request = client.get("/healthz").wsgi_request
    with paper._turn():
        assert answered([{"name": "A sheet", "size": 14}], request=request).status_code == 200
        with paper._turn():
            refused = answered([{"name": "A sheet", "size": 14}], request=request)
    assert (refused.status_code, refused["Retry-After"], refused["Cache-Control"]) == (503, "60", "no-store")
    assert "Other sheets are being printed" in refused.content.decode()
    assert answered([{"name": "A sheet", "size": 14}], request=request).status_code == 200


@pytest.mark.django_db
def test_one_connection_prints_only_so_many_public_sheets_anew(monkeypatch, settings, client):
    settings.THROTTLE_PER_ADDRESS = 2
    printing(monkeypatch, lambda _drafts, *, pages: b"%PDF")  # noqa: ARG005 - the press's signature
    request = client.get("/healthz").wsgi_request
    wanted = ["week.1", "week.2", "week.3", "week.1"]
    answers = [answered([{"name": "A week", "size": 14}], request=request, shared_as=name) for name in wanted]
    assert [response.status_code for response in answers] == [200, 200, 503, 200]
    assert "too often" in answers[2].content.decode()
    assert answers[2]["Cache-Control"] == "no-store"
    assert answered([{"name": "My own", "size": 14}], request=request).status_code == 200


@pdf.needs_press
def test_first_draft_that_fits_is_printed():
    press = paper.press()
    long, short = "<p>word</p>" * 400, "<p>short</p>"
    assert words_of(press.pdf([long, short, long], pages=1)) == "short"
    assert words_of(press.pdf([long, long], pages=1)).split() == ["word"] * 400
    with pytest.raises(ValueError, match="nothing to print"):
        press.pdf([], pages=1)


@pdf.needs_press
@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/logo.svg",
        "http://169.254.169.254/latest/",
        "file:///etc/passwd",
        "https://porchlight.invalid/media/picture.png",
        "https://porchlight.invalid/static/../manage.py",
        "https://porchlight.invalid/static/no-such-file.css",
        "data:text/plain,hello",
    ],
)
def test_press_opens_nothing_but_our_static_files(address):
    with pytest.raises(ValueError, match="Not a static file of ours"):
        paper.press().OurFiles().fetch(address)


@pdf.needs_press
def test_press_opens_our_static_files():
    found = paper.press().OurFiles().fetch("https://porchlight.invalid/static/porchlight/paper.css")
    assert b"@page" in found.read()


def test_machine_without_the_press_shows_the_page_itself(monkeypatch):
    monkeypatch.setattr(paper, "press", lambda: None)
    response = answered([{"name": "A sheet", "size": 14}])
    assert response.status_code == 200
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert "choose Print in your browser" in response.content.decode()
    assert response["Cache-Control"] == "no-store"


def test_missing_library_is_no_error(monkeypatch):
    def refuse(_name: str) -> None:
        raise OSError("cannot load library 'libpango-1.0-0'")

    paper.press.cache_clear()
    monkeypatch.setattr("importlib.import_module", refuse)
    assert paper.press() is None
    paper.press.cache_clear()
