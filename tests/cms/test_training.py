"""Training pages: for champions, in both languages, with questions that can be tried again."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from wagtail.blocks import StreamBlockValidationError

from champions.models import TrainingTaken
from champions.services import standing, training
from cms import videos
from cms.blocks import QuizBlock, VideoBlock
from cms.models import HomePage, TrainingPage
from cms.tree import site_map
from core.actors import SYSTEM, Role, person_actor
from tests.factories.champions import ChampionFactory
from tests.factories.people import UserFactory
from tests.people.conftest import signed_in, staff_client

pytestmark = pytest.mark.django_db


def question(text="Who is told first?"):
    choices = [{"text": "Nobody", "is_right": False}, {"text": "Staff", "is_right": True}]
    return {
        "type": "question",
        "value": {"question": text, "choices": choices, "explanation": "Staff know what to do."},
    }


def made(slug="en", *, quiz=(), twin=None, live=True, **fields):
    home = HomePage.objects.get(slug=slug)
    page = TrainingPage(
        title="Safe visits" if slug == "en" else "Visites en sécurité",
        slug="safe-visits",
        locale=home.locale,
        body=[{"type": "text", "value": "<p>Knock, and wait.</p>"}],
        quiz=list(quiz),
        live=live,
        **fields,
    )
    if twin:
        page.translation_key = twin.translation_key
    return home.add_child(instance=page)


@pytest.fixture
def champion(db):
    return ChampionFactory(person__user=UserFactory())


@pytest.fixture
def client_of(champion):
    return signed_in(champion.person.user)


def address(page, language="en"):
    with translation.override(language):
        return reverse("my_training:lesson", args=[page.translation_key])


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_a_champion_goes_through_a_page_without_questions(champion, client_of):
    page = made()
    assert "Knock, and wait." in text_of(client_of.get(address(page)))
    client_of.post(address(page))
    assert TrainingTaken.objects.get().champion == champion
    assert "You went through this on" in text_of(client_of.get(address(page)))


def test_questions_are_tried_again_until_all_are_right(client_of):
    page = made(quiz=[question(), question("And then?")])
    unanswered = text_of(client_of.post(address(page), {"question-0": "1"}))
    assert "Please choose an answer." in unanswered
    wrong = text_of(client_of.post(address(page), {"question-0": "1", "question-1": "0"}))
    assert "That is right." in wrong
    assert "Not quite." in wrong
    assert "Staff know what to do." in wrong
    assert not TrainingTaken.objects.exists()
    assert client_of.post(address(page), {"question-0": "1", "question-1": "1"}).status_code == 302
    assert TrainingTaken.objects.count() == 1


def test_going_through_it_again_is_one_row(client_of):
    page = made()
    client_of.post(address(page))
    client_of.post(address(page))
    assert TrainingTaken.objects.count() == 1


def test_it_is_read_in_the_readers_language_or_in_the_other(client_of):
    page = made()
    alone = text_of(client_of.get(address(page, "fr")))
    assert "Safe visits" in alone
    assert '<div lang="en">' in alone
    made("fr", twin=page)
    assert "Visites en sécurité" in text_of(client_of.get(address(page, "fr")))


def test_only_champions_and_those_who_sign_it_off_read_it(champion):
    page = made()
    nobody = signed_in(UserFactory())
    assert nobody.get(address(page)).status_code == 404
    assert staff_client(Role.COORDINATOR).get(address(page)).status_code == 200
    assert staff_client(Role.PROVIDER).get(address(page)).status_code == 404
    standing.move(champion, "leave", by=SYSTEM)
    assert signed_in(champion.person.user).get(address(page)).status_code == 404


def test_staff_who_are_no_champions_do_not_go_through_it():
    page = made()
    assert "I have gone through it" not in text_of(staff_client(Role.COORDINATOR).post(address(page)))
    assert not TrainingTaken.objects.exists()


def test_a_visitor_is_asked_to_sign_in(client):
    page = made()
    assert client.get(page.get_url()).url == address(page)
    assert client.get(address(page)).status_code == 302


def test_a_draft_is_shown_to_nobody(client_of):
    assert client_of.get(address(made(live=False))).status_code == 404


def test_it_is_on_no_map(client):
    page = made(show_in_menus=True)
    site_map.forget()
    assert page.title not in [entry.title for entry in site_map.get().by_url.values()]
    assert "safe-visits" not in client.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize(("works", "shown"), [([], True), (["visit"], True), (["drive"], False)])
def test_home_lists_it_by_the_kinds_of_role_that_need_it(champion, client_of, works, shown):
    champion.works = ["visit"]
    champion.save()
    made(works=works)
    assert ("Safe visits" in text_of(client_of.get(reverse("my_champion:home")))) is shown


def test_staff_read_on_the_file_who_has_gone_through_it(champion):
    page = made()
    training.take(champion.person_id, page.translation_key, by=person_actor(champion.person_id))
    desk = staff_client(Role.COORDINATOR, centre=champion.centre)
    shown = text_of(desk.get(reverse("screening:step", args=[champion.pk, "training"])))
    assert "Safe visits" in shown
    assert "gone through on" in shown


@pytest.mark.parametrize("rights", [(False, False), (True, True)])
def test_a_question_has_exactly_one_right_answer(rights):
    value = question()["value"]
    value["choices"] = [{"text": "Yes", "is_right": right} for right in rights]
    block = QuizBlock()
    with pytest.raises(StreamBlockValidationError):
        block.clean(block.to_python([{"type": "question", "value": value}]))


@pytest.mark.parametrize(
    ("url", "player"),
    [
        ("https://www.youtube.com/watch?v=a1-_b", "https://www.youtube-nocookie.com/embed/a1-_b"),
        ("https://youtu.be/a1b", "https://www.youtube-nocookie.com/embed/a1b"),
        ("https://vimeo.com/123456", "https://player.vimeo.com/video/123456?dnt=1"),
        ("https://vimeo.com/nobody", ""),
        ("https://example.org/watch?v=a1b", ""),
        ('https://youtube.com/watch?v=a"><script>', ""),
    ],
)
def test_a_video_is_shown_by_two_sites_alone(url, player):
    assert videos.player(url) == player


def test_an_address_that_is_no_video_is_refused_at_its_field():
    block = VideoBlock()
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"url": "https://example.org/video", "title": "A video"}))


def test_the_policy_lets_in_the_players_on_this_page_alone(client_of):
    page = made()
    assert videos.YOUTUBE in client_of.get(address(page))["Content-Security-Policy"]
    assert videos.YOUTUBE not in client_of.get(reverse("my_champion:home"))["Content-Security-Policy"]


def test_editors_can_make_one(editor):
    home = HomePage.objects.get(slug="en")
    shown = editor.get(reverse("wagtailadmin_pages:add", args=["cms", "trainingpage", home.pk]))
    assert "visit somebody at home" in shown.content.decode()
