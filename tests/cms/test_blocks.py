"""The blocks that ask other rooms, and those with rules of their own."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from activities.choices import Kind
from cms.blocks import BodyBlock, CallToActionBlock, CentreContactBlock, UpcomingSessionsBlock
from cms.models import HomePage
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.centres import CentreFactory

pytestmark = pytest.mark.django_db


def upcoming(**value: object) -> str:
    block = UpcomingSessionsBlock()
    return block.render(block.to_python({"heading": "", "centre": "", "kind": "", "number": 4, **value}))


@pytest.mark.parametrize("number", [1, 3])
def test_upcoming_sessions_cost_one_query(django_assert_num_queries, number):
    SessionFactory.create_batch(number)
    upcoming()
    with django_assert_num_queries(1):
        html = upcoming()
    assert html.count('class="pl-row"') == number


def test_upcoming_sessions_keep_to_the_centre_and_the_kind():
    cards = SessionFactory(activity__kind=Kind.GAMES)
    walk = SessionFactory(activity__kind=Kind.MOVEMENT, activity__centre=cards.centre)
    elsewhere = SessionFactory(activity__kind=Kind.GAMES)

    def titles(html: str) -> list[str]:
        return [one.activity.title_en for one in (cards, walk, elsewhere) if one.activity.title_en in html]

    assert titles(upcoming(centre=cards.centre.slug)) == [cards.activity.title_en, walk.activity.title_en]
    assert titles(upcoming(kind=Kind.GAMES)) == [cards.activity.title_en, elsewhere.activity.title_en]
    assert titles(upcoming(centre=cards.centre.slug, kind=Kind.GAMES)) == [cards.activity.title_en]


def test_upcoming_sessions_are_capped_whatever_is_stored():
    SessionFactory.create_batch(14, activity=ActivityFactory())
    assert upcoming(number=500).count('class="pl-row"') == 12


def test_upcoming_sessions_never_show_the_place_of_a_sensitive_group():
    session = SessionFactory(activity__sensitive=True)
    html = upcoming()
    assert session.activity.title_en in html
    assert session.venue.name_en not in html


def test_upcoming_sessions_offer_the_phone_where_nothing_is_planned():
    assert f'href="{reverse("phones")}"' in upcoming()


def test_centre_contact_shows_the_phone_and_nothing_for_an_unlisted_centre():
    block = CentreContactBlock()
    centre, hidden = CentreFactory(phone="+16135550142"), CentreFactory(listed=False)
    assert 'href="tel:+16135550142"' in block.render(block.to_python({"centre": centre.slug}))
    assert block.render(block.to_python({"centre": hidden.slug})).strip() == ""


@pytest.mark.parametrize(("has_page", "url"), [(False, ""), (True, "https://example.org/")])
def test_call_to_action_needs_one_target(has_page, url):
    block = CallToActionBlock()
    page = HomePage.objects.get(slug="en").page_ptr if has_page else None
    value = block.to_python({"button": "Go", "page": page and page.pk, "url": url})
    with pytest.raises(ValidationError):
        block.clean(value)


def test_picture_needs_words_unless_it_only_decorates():
    picture = BodyBlock().child_blocks["image"]
    assert {"decorative", "alt_text"} <= set(picture.child_blocks)
