"""A story about a champion is on the site only while their consent stands."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, streamfield

from champions.models import StoryConsent
from champions.services import stories
from champions.signals import story_withdrawn
from cms import receivers
from cms.models import StoriesIndexPage, StoryPage
from cms.services import consent
from core.actors import SYSTEM, Role, person_actor
from core.errors import Forbidden
from people.services import erasure
from tests.factories.champions import ChampionFactory
from tests.factories.people import PersonFactory, UserFactory, staff_actor
from tests.people.conftest import signed_in, staff_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def champion():
    return ChampionFactory(person__user=UserFactory())


@pytest.fixture
def yes(champion):
    return stories.agree(champion, named_as="first", about="The card night", by=person_actor(champion.person_id))


@pytest.fixture
def publisher(pages):
    """Somebody who may publish."""
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Moderators"))
    return signed_in(user)


def answers(**fields):
    return nested_form_data(
        {
            "title": "Card night",
            "slug": "card-night",
            "body": streamfield([]),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 0},
            **fields,
        }
    )


def write(publisher, **fields):
    parent = StoriesIndexPage.objects.get(locale__language_code="en")
    address = reverse("wagtailadmin_pages:add", args=["cms", "storypage", parent.pk])
    return publisher.post(address, answers(lead="", **fields))


def tell(code, *, language="en"):
    """A live page with the story."""
    parent = StoriesIndexPage.objects.get(locale__language_code=language)
    page = StoryPage(title="Card night", slug="card-night", about="champion", consent_code=code, locale=parent.locale)
    return parent.add_child(instance=page)


def live():
    return StoryPage.objects.live().filter(slug="card-night").count()


def test_published_with_a_consent_that_stands(publisher, yes):
    write(publisher, about="champion", consent_code=yes.shown_code.lower(), **{"action-publish": "1"})
    assert live() == 1


def test_story_of_nobody_real_needs_no_code(publisher):
    write(publisher, about="nobody", consent_code="", **{"action-publish": "1"})
    assert live() == 1


@pytest.mark.parametrize("code", ["", "2222-2222-2222-2222"])
def test_published_without_one_is_refused_with_words_at_the_field(publisher, code):
    answer = write(publisher, about="champion", consent_code=code, **{"action-publish": "1"})
    assert list(answer.context["form"].errors) == ["consent_code"]
    assert "No consent with this code stands" in answer.text
    assert live() == 0


def test_published_without_saying_whose_story_it_is_is_refused(publisher):
    answer = write(publisher, about="", consent_code="", **{"action-publish": "1"})
    assert list(answer.context["form"].errors) == ["about"]


def test_draft_may_wait_for_its_consent(publisher):
    assert write(publisher, about="champion", consent_code="").status_code == 302
    assert StoryPage.objects.filter(slug="card-night", live=False).count() == 1


def test_consent_that_was_withdrawn_publishes_nothing(publisher, yes):
    stories.withdraw(yes, by=SYSTEM)
    answer = write(publisher, about="champion", consent_code=yes.code, **{"action-publish": "1"})
    assert list(answer.context["form"].errors) == ["consent_code"]


@pytest.mark.parametrize("who", ["champion", "staff"])
def test_withdrawal_takes_every_page_with_the_code_off_at_once(
    pages, champion, yes, who, django_capture_on_commit_callbacks
):
    tell(yes.shown_code)
    tell(yes.code, language="fr")
    other = stories.agree(champion, named_as="full", about="Another", by=SYSTEM)
    parent = StoriesIndexPage.objects.get(locale__language_code="en")
    parent.add_child(instance=StoryPage(title="Other", slug="other", about="champion", consent_code=other.code))
    if who == "champion":
        client, name = signed_in(champion.person.user), "my_support:story_withdraw"
    else:
        client, name = staff_client(Role.COORDINATOR, centre=champion.centre), "champion_support:story_withdraw"
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(reverse(name, args=[yes.pk])).status_code == 302
    assert live() == 0
    assert StoryPage.objects.live().filter(slug="other").count() == 1
    yes.refresh_from_db()
    assert yes.withdrawn_at is not None


@pytest.mark.parametrize(("is_withdrawn", "expected"), [(True, 0), (False, 1)])
def test_page_that_was_to_appear_later_is_held_back(pages, yes, is_withdrawn, expected):
    page = tell(yes.code)
    page.unpublish()
    if is_withdrawn:
        stories.withdraw(yes, by=SYSTEM)
    page.go_live_at = timezone.now() - timedelta(minutes=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    call_command("publish_scheduled")
    assert live() == expected


def test_job_takes_off_what_else_may_have_stayed(pages, yes, monkeypatch, django_capture_on_commit_callbacks):
    def fail(_code: str) -> None:
        raise RuntimeError

    tell(yes.code)
    monkeypatch.setattr(receivers.consent, "take_off", fail)
    with django_capture_on_commit_callbacks(execute=True):
        stories.withdraw(yes, by=SYSTEM)
    assert live() == 1
    assert consent.take_off_all(now=timezone.now()) == 1
    assert live() == 0


def test_nothing_is_sent_where_the_withdrawal_did_not_come_to_pass(yes, django_capture_on_commit_callbacks):
    heard = []
    story_withdrawn.connect(lambda code, **_kwargs: heard.append(code), weak=False, dispatch_uid="test")
    try:
        with django_capture_on_commit_callbacks(execute=False):
            stories.withdraw(yes, by=SYSTEM)
        assert heard == []
    finally:
        story_withdrawn.disconnect(dispatch_uid="test")


def test_erasing_somebody_takes_their_story_off(pages, champion, yes, django_capture_on_commit_callbacks):
    tell(yes.code)
    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase(champion.person, by=SYSTEM)
    assert live() == 0
    assert StoryConsent.objects.get().about == "—"


def test_only_they_and_whoever_coordinates_there_agree_and_withdraw(champion, yes):
    for by in (staff_actor(Role.LINK_WORKER, centre=champion.centre), staff_actor(), person_actor(PersonFactory().pk)):
        with pytest.raises(Forbidden):
            stories.agree(champion, named_as="full", about="x", by=by)
        with pytest.raises(Forbidden):
            stories.withdraw(yes, by=by)


def test_statement_says_who_how_and_in_which_words(champion):
    mine = signed_in(champion.person.user)
    address = reverse("my_support:story", args=[champion.pk])
    assert sorted(mine.post(address, {"about": "Cards"}).context["form"].errors) == ["agreed", "named_as"]
    mine.post(address, {"about": "Cards", "named_as": "nobody", "agreed": "on"})
    by = staff_client(Role.COORDINATOR, centre=champion.centre)
    by.post(
        reverse("champion_support:story", args=[champion.pk]),
        {"about": "Cards again", "named_as": "full", "agreed": "on"},
    )
    found = StoryConsent.objects.order_by("pk")
    assert [(one.named_as, one.wording, one.channel, one.recorded_by_user_id is None) for one in found] == [
        ("nobody", "2026-11", "web", True),
        ("full", "2026-11", "desk", False),
    ]
    file = by.get(reverse("champions:file", args=[champion.pk])).text
    assert all(one.shown_code in file for one in found)
