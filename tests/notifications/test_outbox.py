import pytest
from django.urls import reverse

from notifications import registry
from notifications.models import OutboxMessage
from notifications.services import outbox
from tests.factories.people import PersonFactory, staff_actor
from tests.people.conftest import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def news(monkeypatch, settings, tmp_path):
    """A message type "porch-news" whose words are templates of this test; its thing is a person."""
    folder = tmp_path / "notifications" / "porch-news"
    folder.mkdir(parents=True)
    for language, subject, text in (("en", "News", "Good day, %s"), ("fr", "Du nouveau", "Bonjour, %s")):
        (folder / f"subject.{language}.txt").write_text(f"{subject}\n", encoding="utf-8")
        (folder / f"text.{language}.txt").write_text(text % "{{ person.first_name }}", encoding="utf-8")
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], tmp_path]} for engine in settings.TEMPLATES]
    types = registry.Registry("message type")
    monkeypatch.setattr(registry, "types", types)
    monkeypatch.setattr(outbox, "types", types)
    known = {"holds": True}
    registry.register("porch-news", load=lambda ids: dict.fromkeys(ids, known), holds=lambda news: news["holds"])
    return known


def told(person):
    outbox.notify("porch-news", person=person, about=person)
    return OutboxMessage.objects.get()


def test_notify_twice_is_one_message(news):
    person = PersonFactory()
    outbox.notify("porch-news", person=person, about=person)
    first = OutboxMessage.objects.get()
    outbox.notify("porch-news", person=person, about=person)
    assert OutboxMessage.objects.get() == first
    outbox.notify("porch-news", person=person, about=person, key="again")
    assert OutboxMessage.objects.count() == 2


def test_notify_of_an_unknown_type_is_a_mistake_in_the_code(news):
    with pytest.raises(KeyError):
        outbox.notify("no-such-news", person=PersonFactory(), about=PersonFactory())


def test_render_speaks_the_persons_language_or_the_given_one(news):
    person = PersonFactory(name="Agathe Dubé", language="fr")
    message = told(person)
    [french], [english] = outbox.render([message]), outbox.render([message], language="en")
    assert (french.subject, french.text) == ("Du nouveau", "Bonjour, Agathe")
    assert (english.subject, english.text) == ("News", "Good day, Agathe")


def test_render_of_what_no_longer_makes_sense_is_nothing(news):
    person = PersonFactory()
    message = told(person)
    news["holds"] = False
    assert outbox.render([message]) == []
    assert outbox.inbox(person, language="en") == []


@pytest.mark.parametrize("number", [1, 3])
def test_inbox_takes_two_queries_beside_what_the_types_load(news, number, django_assert_num_queries):
    person = PersonFactory()
    for key in range(number):
        outbox.notify("porch-news", person=person, about=person, key=str(key))
    with django_assert_num_queries(2):
        assert [found.text for found in outbox.inbox(person, language="en")] == [
            "Good day, " + person.first_name
        ] * number


def test_messages_are_seen_by_their_person_and_staff_of_the_centre(news):
    staff = staff_actor()
    person = PersonFactory(centres=[staff.centre_id])
    message = told(person)
    assert list(OutboxMessage.visible_to(staff)) == [message]
    assert list(OutboxMessage.visible_to(staff_actor())) == []


def test_my_page_shows_ones_own_messages(news):
    person, other = PersonFactory(with_account=True), PersonFactory(with_account=True)
    outbox.notify("porch-news", person=person, about=person)
    assert "Good day, " in signed_in(person.user).get(reverse("my:home")).text
    assert "Good day, " not in signed_in(other.user).get(reverse("my:home")).text


def test_words_are_no_html(news):
    person = PersonFactory(name="D’Arcy&Co's")
    outbox.notify("porch-news", person=person, about=person)
    assert [found.text for found in outbox.inbox(person, language="en")] == ["Good day, D’Arcy&Co's"]
