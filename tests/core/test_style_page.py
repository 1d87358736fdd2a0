"""The living style page shows each component, runs nothing inline, and exists only where the settings ask for it."""

import re
from importlib import reload
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from core import urls, views

COMPONENTS = sorted(path.name for path in (settings.BASE_DIR / "templates" / "components").glob("*.html"))
# Shown by every page, and by every form with errors: not by an include of the style page.
BY_THE_FRAME = {"messages.html"}
BY_FORMS = {"error_summary.html"}


@pytest.fixture
def shown(rf: RequestFactory, db: None) -> str:
    return views.styles(rf.get("/_styles/")).content.decode()


def test_style_page_shows_fields_in_each_state(shown: str) -> None:
    states = re.findall(r'data-state="(\w+)"', shown)
    assert states == ["empty", "filled", "wrong"]
    assert shown.count('class="govuk-error-summary"') == 1


@pytest.mark.parametrize("component", [name for name in COMPONENTS if name not in BY_THE_FRAME])
def test_component_says_what_it_takes(component: str) -> None:
    text = (settings.BASE_DIR / "templates" / "components" / component).read_text()
    assert text.startswith(("{#", "{% comment %}"))
    assert "Props:" in text


@pytest.mark.parametrize("component", [name for name in COMPONENTS if name not in BY_THE_FRAME | BY_FORMS])
def test_style_page_shows_the_component(component: str) -> None:
    page = (settings.BASE_DIR / "templates" / "core" / "styles.html").read_text()
    assert page.count(f'"components/{component}"') >= 1


def test_style_page_runs_and_styles_nothing_inline(shown: str) -> None:
    assert re.findall(r"<script(?![^>]*\ssrc=)|\sstyle=|\son\w+=", shown) == []


def test_ids_of_style_page_are_unique(shown: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', shown)
    assert len(ids) == len(set(ids))


def test_style_page_is_absent_where_settings_do_not_ask_for_it(settings) -> None:
    settings.STYLE_PAGE = False
    assert reload(urls).urlpatterns == []
    settings.STYLE_PAGE = True
    assert [pattern.name for pattern in reload(urls).urlpatterns] == ["styles"]


def test_error_500_needs_nothing_and_speaks_both_languages() -> None:
    html = render_to_string("500.html")
    assert "Something went wrong" in html
    assert '<div lang="fr">' in html


@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "403_csrf.html"])
def test_error_pages_have_one_heading(name: str, rf: RequestFactory, db: None) -> None:
    assert render_to_string(name, request=rf.get("/en/")).count("<h1>") == 1


def test_csrf_failure_is_told_kindly(db: None) -> None:
    response = Client(enforce_csrf_checks=True).post("/en/accounts/login/", {"login": "a@example.ca"})
    assert response.status_code == 403
    assert "The page was open for too long" in response.content.decode()


def test_static_files_of_the_theme_exist() -> None:
    css = (settings.BASE_DIR / "static" / "porchlight" / "porchlight.css").read_text()
    named = [name for name in re.findall(r'url\("([^"]+)"\)', css) if not name.startswith("../")]
    assert [name for name in named if not (Path(settings.BASE_DIR) / "static" / "porchlight" / name).exists()] == []
