"""The idea box on the site, at the desk and on a champion's home."""

import uuid

import pytest
from django.urls import reverse

from activities.models import Idea, IdeaState, IdeaSupport, Proposal
from activities.services import ideas
from core.actors import SYSTEM, Role
from people.models import ContactPoint, Person
from tests.factories.centres import CentreFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import PersonFactory, UserFactory
from tests.people.conftest import signed_in, staff_client

pytestmark = pytest.mark.django_db
QUERIES_OF_PAGE, QUERIES_OF_DESK = 2, 8


@pytest.fixture
def centre():
    return CentreFactory(slug="guelph")


@pytest.fixture
def idea(centre):
    return shown(centre, "A choir")


def shown(centre, title, **fields):
    made, _point = ideas.suggest(
        centre=centre, title=title, words="Old songs.", language="en", request_key=uuid.uuid4(), by=SYSTEM
    )
    ideas.show(made, by=SYSTEM)
    return ideas.edit(made, by=SYSTEM, **fields) if fields else made


def text_of(response):
    return " ".join(response.content.decode().split())


def suggestion(**fields):
    return {"title": "A choir", "words": "", "name": "", "contact": "", "request_key": str(uuid.uuid4()), **fields}


# --- On the site ------------------------------------------------------------------------------------


def test_visitors_page_is_kept_for_a_minute(client, centre, idea):
    answer = client.get(reverse("ideas:centre", args=[centre.slug]))
    assert "A choir" in text_of(answer)
    assert "max-age=60" in answer["Cache-Control"]


def test_what_nobody_has_looked_at_is_not_there(client, centre):
    client.post(reverse("ideas:suggest", args=[centre.slug]), suggestion())
    assert Idea.objects.get().state == IdeaState.NEW
    assert "A choir" not in text_of(client.get(reverse("ideas:centre", args=[centre.slug])))


def test_sensitive_idea_is_nowhere_by_name(client, centre):
    idea = shown(centre, "Sober evenings", sensitive=True)
    assert "Sober evenings" not in text_of(client.get(reverse("ideas:centre", args=[centre.slug])))
    for page in ("idea", "come"):
        assert client.get(reverse(f"ideas:{page}", args=[idea.public_id])).status_code == 404


@pytest.mark.parametrize("others", [0, 2])
def test_page_takes_the_same_queries_however_many(client, centre, idea, others, django_assert_num_queries):
    for number in range(others):
        shown(centre, f"Idea {number}")
    client.get(reverse("ideas:centre", args=[centre.slug]))
    with django_assert_num_queries(QUERIES_OF_PAGE):
        client.get(reverse("ideas:centre", args=[centre.slug]))


def test_program_that_fills_in_every_field_leaves_nothing(client, centre, idea):
    client.post(reverse("ideas:suggest", args=[centre.slug]), suggestion(homepage="spam"))
    client.post(reverse("ideas:come", args=[idea.public_id]), {"name": "A", "contact": "a@b.ca", "homepage": "spam"})
    assert (Idea.objects.count(), Person.objects.count()) == (1, 0)


def test_too_many_from_one_connection_are_refused(client, centre, settings):
    settings.THROTTLE, settings.THROTTLE_PER_ADDRESS = True, 1
    address = reverse("ideas:suggest", args=[centre.slug])
    client.post(address, suggestion())
    answer = client.post(address, suggestion(title="A pool"))
    assert "That was too often for now." in text_of(answer)
    assert "A pool" in text_of(answer)
    assert Idea.objects.count() == 1


def test_contact_needs_a_name_and_what_was_typed_stays(client, centre):
    answer = client.post(reverse("ideas:suggest", args=[centre.slug]), suggestion(contact="ana@example.org"))
    assert "Tell us your first name" in text_of(answer)
    assert "ana@example.org" in text_of(answer)
    assert not Idea.objects.exists()


def test_stranger_is_led_to_confirm_and_counts_afterwards(client, centre, idea):
    answer = client.post(
        reverse("ideas:come", args=[idea.public_id]), {"name": "Ana", "contact": "ana@example.org"}, follow=True
    )
    assert "Send me a code" in text_of(answer)
    assert IdeaSupport.objects.get().person == ContactPoint.objects.get().person
    assert "Nobody has said yet that they would come" in text_of(
        client.get(reverse("ideas:idea", args=[idea.public_id]))
    )


def test_account_says_it_with_one_button_and_once(idea):
    client = signed_in(PersonFactory(user=UserFactory()).user)
    address = reverse("ideas:come", args=[idea.public_id])
    assert "Your first name" not in text_of(client.get(address))
    for _time in range(2):
        client.post(address)
    assert "1 person would come" in text_of(client.get(reverse("ideas:idea", args=[idea.public_id])))
    assert "You have said so already." in text_of(client.get(address))


def test_account_that_is_nobody_yet_becomes_somebody(idea):
    client = signed_in(UserFactory())
    client.post(reverse("ideas:come", args=[idea.public_id]))
    assert IdeaSupport.objects.count() == 1


def test_merged_idea_leads_to_the_other(client, centre, idea):
    other = shown(centre, "Singing")
    ideas.merge(other, into=idea, by=SYSTEM)
    answer = client.get(reverse("ideas:idea", args=[other.public_id]))
    assert answer["Location"] == reverse("ideas:idea", args=[idea.public_id])


def test_my_page_says_where_my_ideas_stand(centre):
    person = PersonFactory(user=UserFactory())
    made, _point = ideas.suggest(
        centre=centre, title="A pool", words="", language="en", request_key=uuid.uuid4(), person=person, by=SYSTEM
    )
    ideas.decline(made, reply="We have no room for water.", by=SYSTEM)
    said = text_of(signed_in(person.user).get(reverse("my:home")))
    assert "A pool" in said
    assert "We have no room for water." in said


# --- At the desk ------------------------------------------------------------------------------------


@pytest.fixture
def coordinator(centre):
    return staff_client(Role.COORDINATOR, centre=centre)


def test_staff_look_mend_and_put_it_on_the_site(client, coordinator, centre):
    client.post(reverse("ideas:suggest", args=[centre.slug]), suggestion(title="a quire"))
    made = Idea.objects.get()
    assert "a quire" in text_of(coordinator.get(reverse("desk:home")))
    coordinator.post(reverse("desk_ideas:idea", args=[made.pk]), {"title_en": "A choir", "show": "yes"})
    made.refresh_from_db()
    assert (made.title_en, made.state) == ("A choir", IdeaState.OPEN)


def test_idea_without_any_title_is_refused(coordinator, idea):
    answer = coordinator.post(reverse("desk_ideas:idea", args=[idea.pk]), {"words_en": "Only this."})
    assert "Give it a few words, in one of the languages." in text_of(answer)
    assert "Only this." in text_of(answer)


def test_no_needs_words(coordinator, idea):
    address = reverse("desk_ideas:decline", args=[idea.pk])
    assert "Please fill this in." in text_of(coordinator.post(address, {"reply": ""}))
    coordinator.post(address, {"reply": "Not this year."})
    idea.refresh_from_db()
    assert (idea.state, idea.reply) == (IdeaState.DECLINED, "Not this year.")


@pytest.mark.parametrize("others", [0, 2])
def test_desk_list_takes_the_same_queries_however_many(coordinator, centre, idea, others, django_assert_num_queries):
    for number in range(others):
        shown(centre, f"Idea {number}")
    coordinator.get(reverse("desk_ideas:list"))
    with django_assert_num_queries(QUERIES_OF_DESK):
        coordinator.get(reverse("desk_ideas:list"))


# --- The champion -----------------------------------------------------------------------------------


def test_champion_finds_ideas_of_their_centre_and_takes_one_up(centre, idea):
    shown(CentreFactory(), "Elsewhere")
    champion = ChampionFactory(centre=centre, with_account=True)
    client = signed_in(champion.person.user)
    for page in ("my_champion:home", "proposals:start"):
        said = text_of(client.get(reverse(page)))
        assert "A choir" in said
        assert "Elsewhere" not in said
    answer = client.post(reverse("ideas:take_up", args=[idea.public_id]), follow=True)
    assert "A choir" in text_of(answer)
    assert Proposal.objects.get().proposer == champion
    assert "Somebody is working on it" in text_of(client.get(reverse("my_champion:home")))


def test_former_champion_takes_nothing_up(centre, idea):
    champion = ChampionFactory(centre=centre, with_account=True, standing="alumni")
    client = signed_in(champion.person.user)
    assert client.post(reverse("ideas:take_up", args=[idea.public_id])).status_code == 404
    assert not Proposal.objects.exists()
