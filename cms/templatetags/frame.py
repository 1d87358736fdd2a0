"""The frame around every page: header with navigation and language switch, help by phone, footer, the desk's menu."""

from collections.abc import Iterator
from typing import Any

from django import template
from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.models import BecomeChampionPage, StoriesIndexPage
from cms.tree import site_map
from core import desk

register = template.Library()

# The switch names each language in that language.
_LANGUAGES = {"en": "English", "fr": "Français"}
_IN_NAVIGATION = (StoriesIndexPage, BecomeChampionPage)


def _language() -> str:
    return "fr" if (get_language() or "en").startswith("fr") else "en"


def _home() -> str:
    return f"/{_language()}/"


def _navigation() -> Iterator[dict[str, str]]:
    """The few places that matter: what is on, when, what it did for others, and how to give."""
    yield {"label": _("Home"), "url": _home()}
    yield {"label": _("Activities"), "url": reverse("activities:list")}
    yield {"label": _("Calendar"), "url": reverse("activities:agenda")}
    for model in _IN_NAVIGATION:
        if entry := site_map.get().first(model, _language()):
            yield {"label": entry.title, "url": entry.url}


def _marked(path: str) -> list[dict[str, Any]]:
    """The navigation, with the place marked where the visitor is: the longest address that theirs begins with."""
    items = list(_navigation())
    if path.startswith(reverse("activities:this_month")):
        path = reverse("activities:agenda")  # two views of the one calendar
    found = [item["url"] for item in items if path == item["url"] or item["url"] != _home()]
    here = max((url for url in found if path.startswith(url)), key=len, default="")
    return [{**item, "current": item["url"] == here} for item in items]


def _same_page_in(code: str, request: HttpRequest | None, page: Any) -> str:
    """This page's address in the other language; that language's home page where there is none."""
    home = f"/{code}/"
    if request is None:
        return home
    if isinstance(page, Page):
        return site_map.get().languages_of(page).get(code, home)
    url = translate_url(request.path, code)
    if url == request.path:
        return home
    query = request.META.get("QUERY_STRING", "")
    return f"{url}?{query}" if query and request.method == "GET" else url


@register.inclusion_tag("frame/header.html", takes_context=True)
def site_header(context: dict[str, Any]) -> dict[str, Any]:
    """No query for a visitor without an account, once the site map is warm."""
    request = context.get("request")
    code = "en" if _language() == "fr" else "fr"
    with override(code):
        invitation = _("This page in English") if code == "en" else _("This page in French")
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "home": _home(),
        "navigation": _marked(request.path if request else ""),
        "other": {
            "code": code,
            "name": _LANGUAGES[code],
            "invitation": invitation,
            "url": _same_page_in(code, request, context.get("page")),
        },
        "signed_in": signed_in,
        "page_open": not signed_in and _has_page_open(request),
        "my": reverse("my:home"),
        "content": reverse("wagtailadmin_home") if user is not None and user.is_staff else "",
        "desk": reverse("desk:home") if signed_in and _is_staff(request) else "",
        "login": reverse("account_login"),
        "logout": reverse("account_logout"),
    }


def _has_page_open(request: Any) -> bool:
    """Whether somebody without an account has opened their own page in this browser."""
    actor = getattr(request, "actor", None)
    return actor is not None and actor.person_id is not None


def _is_staff(request: Any) -> bool:
    actor = getattr(request, "actor", None)
    return actor is not None and actor.centre_id is not None


@register.inclusion_tag("frame/help.html", takes_context=True)
def help_strip(context: dict[str, Any]) -> dict[str, Any]:
    """The number that a person answers. A page about a centre puts that centre in its context as `help_centre`."""
    return {"centre": context.get("help_centre"), "numbers": reverse("phones")}


@register.inclusion_tag("frame/invented.html")
def invented_strip() -> dict[str, Any]:
    """On every page where the demo may be built: nobody takes its people and numbers for real ones."""
    return {"is_invented": settings.DEMO_ALLOWED}


@register.inclusion_tag("frame/footer.html")
def site_footer() -> dict[str, Any]:
    """The pages that editors flagged "show in menus", beside what the header names already."""
    entries = site_map.get().in_menus(_language())
    return {
        "pages": [entry for entry in entries if entry.model not in _IN_NAVIGATION],
        "numbers": reverse("phones"),
    }


@register.inclusion_tag("frame/desk_menu.html", takes_context=True)
def desk_menu(context: dict[str, Any]) -> dict[str, Any]:
    """The entries that this member of staff may open, in groups, and the one where they are. `desk_centre`: where they
    act, if the view knows."""
    request = context["request"]
    groups = [
        (group, [(item, reverse(item.url_name)) for item in items]) for group, items in desk.menu_for(request.actor)
    ]
    around = [(url, item) for _group, items in groups for item, url in items if request.path.startswith(url)]
    current = max(around, key=lambda one: len(one[0]), default=("", None))[1]
    return {
        "groups": [
            {
                "slug": group.value,
                "label": group.label,
                "entries": [
                    {"label": item.label, "url": url, "key": item.key, "current": item is current}
                    for item, url in items
                ],
            }
            for group, items in groups
        ],
        "current": current.label if current else "",
        "centre": context.get("desk_centre"),
    }


@register.inclusion_tag("frame/page_links.html")
def page_links(page: Page) -> dict[str, Any]:
    """For the head: where the page is in each language, and what a shared link shows."""
    found = site_map.get().languages_of(page)
    base = settings.PUBLIC_BASE_URL
    return {
        "page": page,
        "canonical": f"{base}{found[_language()]}" if _language() in found else "",
        "alternates": {code: f"{base}{url}" for code, url in found.items()} if len(found) > 1 else {},
    }


@register.simple_tag
def page_url(label: str) -> str:
    """The address of the first page of a kind ("cms.StoriesIndexPage") in this language, or nothing."""
    entry = site_map.get().first(apps.get_model(label), _language())
    return entry.url if entry else ""
