"""The part of a page that tells how to subscribe."""

from django.template import Context, Template
from django.utils import translation

from activities.models import Activity
from centres.models import Centre
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


def test_centre_page_offers_the_whole_centre(centre: Centre) -> None:
    html = shown("subscribe centre", centre=centre)

    assert 'href="webcal://localhost:8000/calendar/centre/gateway.en.ics"' in html
    assert "/calendar/session/" not in html


def test_french_reader_gets_the_french_file(activity: Activity) -> None:
    with translation.override("fr"):
        html = shown("subscribe activity", activity=activity)

    assert 'value="http://localhost:8000/calendar/activity/cards.fr.ics"' in html


def test_sensitive_group_is_announced_by_its_discreet_title(activity: Activity) -> None:
    activity.sensitive = True

    assert "“Group at Gateway Centre”" in shown("subscribe activity", activity=activity)
