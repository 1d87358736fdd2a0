"""The part of a page that tells how to subscribe."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from django.utils import translation

from activities.models import Activity
from core import qr
from tests.factories.activities import SessionFactory


def shown(tag: str, **context: object) -> str:
    return Template("{% load calendars %}{% " + tag + " %}").render(Context(context))


def test_activity_page_offers_program_address_and_file(activity: Activity) -> None:
    session = SessionFactory(activity=activity)

    html = shown("subscribe activity session", activity=activity, session=session)

    assert 'href="webcal://localhost:8000/calendar/activity/cards.en.ics"' in html
    assert 'value="http://localhost:8000/calendar/activity/cards.en.ics"' in html
    assert f'href="/calendar/session/{session.public_id}.en.ics"' in html


def test_reader_is_told_that_cancellations_come_another_way(activity: Activity) -> None:
    html = " ".join(shown("subscribe activity", activity=activity).split())

    assert "Gateway Centre tells you by text, phone or e-mail. You can always call 613-555-0142." in html


def links(html: str) -> dict[str, str]:
    """The addresses of other houses' pages, by host and path, and what each is told."""
    found = [urlsplit(unescape(href)) for href in re.findall(r'href="(https://[^"]+)"', html)]
    return {f"{link.netloc}{link.path}": link.query for link in found}


def test_google_and_outlook_are_told_address_and_name(activity: Activity) -> None:
    found = links(shown("subscribe activity", activity=activity))

    assert {host: parse_qs(query) for host, query in found.items()} == {
        "calendar.google.com/calendar/r": {"cid": ["webcal://localhost:8000/calendar/activity/cards.en.ics"]},
        "outlook.live.com/calendar/0/addfromweb": {
            "url": ["http://localhost:8000/calendar/activity/cards.en.ics"],
            "name": ["Cards, tea and talk"],
        },
        "outlook.office.com/calendar/0/addfromweb": {
            "url": ["http://localhost:8000/calendar/activity/cards.en.ics"],
            "name": ["Cards, tea and talk"],
        },
    }


def test_outlook_is_not_told_the_name_of_a_sensitive_group(activity: Activity) -> None:
    activity.sensitive = True

    found = links(shown("subscribe activity", activity=activity))

    assert parse_qs(found["outlook.live.com/calendar/0/addfromweb"])["name"] == ["Group at Gateway Centre"]


def test_code_opens_the_calendar(activity: Activity) -> None:
    code = qr.code("webcal://localhost:8000/calendar/activity/cards.en.ics")

    assert f'<path d="{code.path}"' in shown("subscribe activity", activity=activity)


def test_how_slowly_programs_look_is_said_beside_it(activity: Activity) -> None:
    assert "Google Calendar: every 8 to 24 hours" in shown("subscribe activity", activity=activity)


def test_public_address_is_called_nobody_s_secret(activity: Activity) -> None:
    assert "you give the address" not in shown("subscribe activity", activity=activity)


@pytest.mark.parametrize(
    ("query", "file", "name"),
    [
        ("centre=gateway", "centre/gateway", "Gateway Centre"),
        ("centre=gateway&kind=games", "centre/gateway/kind/games", "Cards and games, Gateway Centre"),
        ("centre=gateway&language=fr", "centre/gateway/spoken/fr", "French, Gateway Centre"),
        ("kind=games", "kind/games", "Cards and games"),
        ("language=fr", "spoken/fr", "French"),
        ("town=tweed", "town/tweed", "Tweed"),
        ("", "", ""),
        ("kind=games&language=fr", "", ""),
        ("centre=gateway&town=tweed", "", ""),
        ("town=atlantis", "", ""),
    ],
)
def test_agenda_offers_the_file_of_what_was_chosen(
    activity: Activity, client: Client, query: str, file: str, name: str
) -> None:
    html = client.get(f"{reverse('activities:agenda')}?{query}").content.decode()

    addresses = re.findall(r'value="http://localhost:8000/calendar/(.+?)\.en\.ics"', html)
    assert addresses == ([file] if file else [])
    assert re.findall(r"<strong>(.+?)</strong>\s*</p>\s*(?=<p|<div)", html)[:1] == ([name] if name else [])


@pytest.mark.parametrize(
    ("query", "file"),
    [
        ("kind=games", "kind/games"),
        ("centre=gateway&language=en", "centre/gateway/spoken/en"),
        ("kind=games&q=cards", ""),
        ("kind=games&day=2", ""),
        ("kind=games&no_sign_up=on", ""),
    ],
)
def test_list_offers_a_file_only_where_it_holds_the_same(
    activity: Activity, client: Client, query: str, file: str
) -> None:
    html = client.get(f"{reverse('activities:list')}?{query}").content.decode()

    addresses = re.findall(r'value="http://localhost:8000/calendar/(.+?)\.en\.ics"', html)
    assert addresses == ([file] if file else [])


def test_what_is_left_out_of_a_narrowed_file_is_said(activity: Activity, client: Client) -> None:
    agenda = reverse("activities:agenda")

    assert "are not in this calendar" in client.get(f"{agenda}?kind=games").content.decode()
    assert "are not in this calendar" not in client.get(f"{agenda}?centre=gateway").content.decode()


def test_french_reader_gets_the_french_file(activity: Activity) -> None:
    with translation.override("fr"):
        html = shown("subscribe activity", activity=activity)

    assert 'value="http://localhost:8000/calendar/activity/cards.fr.ics"' in html


def test_sensitive_group_is_announced_by_its_discreet_title(activity: Activity) -> None:
    activity.sensitive = True

    assert "“Group at Gateway Centre”" in shown("subscribe activity", activity=activity)
