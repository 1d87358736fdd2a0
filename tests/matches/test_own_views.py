"""One's own pages: who would like company, and champions."""

import pytest
from django.test import Client
from django.urls import reverse

from core import links
from core.actors import SYSTEM
from core.models import AuditEvent
from matches.models import Kind, MatchRequest, MatchState, Say, Side, VisitorProfile
from matches.notices import SAY, say_token
from matches.services import goodbyes, pairs
from people.models import Person
from tests.factories.centres import CentreFactory
from tests.factories.champions import ChampionFactory
from tests.factories.companions import MatchFactory, ProfileFactory, RequestFactory
from tests.factories.people import PersonFactory
from tests.people.conftest import signed_in

pytestmark = pytest.mark.django_db
ANSWERS = {"kind": "friendly", "languages": ["en"], "where": "elsewhere", "town": "Maple Falls", "interests": "Cards"}


@pytest.fixture
def person():
    return PersonFactory(name="Rosa Lee Moss", with_account=True, centres=[CentreFactory()])


@pytest.fixture
def mine(person):
    return signed_in(person.user)


@pytest.fixture
def visitor():
    """A champion with an account who is asked, and the match."""
    request = RequestFactory(person__name="Rosa Lee Moss", interests="Cards", street="12 Mill Street", at_home=True)
    profile = ProfileFactory(champion__centre=request.centre, champion__with_account=True)
    return MatchFactory(request=request, champion=profile.champion)


def my_page(client):
    return client.get(reverse("my:home")).text


def test_somebody_asks_on_their_own_page_changes_it_and_takes_it_back(person, mine):
    assert "Would you like company?" in my_page(mine)
    assert mine.post(reverse("my_company:ask"), ANSWERS)["Location"] == reverse("my:home")
    made = MatchRequest.objects.get()
    assert (made.person, made.centre, made.source) == (person, person.centres.get(), "client")
    assert "You are on the list for a friendly visitor." in my_page(mine)
    change = reverse("my_company:change", args=[made.public_id])
    assert mine.get(change).context["form"]["interests"].value() == "Cards"
    mine.post(change, {**ANSWERS, "interests": "Chess"})
    made.refresh_from_db()
    assert (made.interests, made.kind) == ("Chess", Kind.FRIENDLY)
    mine.post(reverse("my_company:withdraw", args=[made.public_id]))
    made.refresh_from_db()
    assert made.state == "withdrawn"


def test_nobody_makes_their_own_wish_urgent(mine):
    mine.post(reverse("my_company:ask"), {**ANSWERS, "urgency": "2", "with_interpreter": "on"})
    assert MatchRequest.objects.values_list("urgency", "with_interpreter").get() == (0, False)


def test_asking_for_the_same_again_loses_nothing_that_was_typed(mine):
    mine.post(reverse("my_company:ask"), ANSWERS)
    again = mine.post(reverse("my_company:ask"), {**ANSWERS, "interests": "Chess"})
    assert list(again.context["form"].errors) == ["kind"]
    assert again.context["form"]["interests"].value() == "Chess"


def test_whom_several_centres_know_says_which(person, mine):
    other = CentreFactory()
    person.centres.add(other)
    assert "centre" in mine.post(reverse("my_company:ask"), ANSWERS).context["form"].errors
    mine.post(reverse("my_company:ask"), {**ANSWERS, "centre": other.slug})
    assert MatchRequest.objects.get().centre == other


def test_an_account_without_a_centre_chooses_one():
    centre = CentreFactory()
    CentreFactory()
    client = signed_in(PersonFactory(with_account=True).user)
    client.post(reverse("my_company:ask"), {**ANSWERS, "centre": centre.slug})
    assert MatchRequest.objects.get().person.centres.get() == centre


def test_the_two_see_each_other_by_first_name_once_there_is_a_yes(person, mine):
    match = MatchFactory(request__person=person, request__centre=person.centres.get())
    assert match.champion.person.first_name not in my_page(mine)
    Person.objects.filter(pk=match.champion.person_id).update(name="Terry Oak")
    pairs.accept(match, by=SYSTEM)
    page = my_page(mine)
    assert "Terry keeps you company" in page
    assert "Oak" not in page


def test_champion_reads_no_name_before_a_yes_and_never_the_address(visitor):
    client = signed_in(visitor.champion.person.user)
    address = reverse("my_matches:match", args=[visitor.public_id])
    before = client.get(address).text
    assert "Cards" in before
    assert "Maple Falls" in before
    assert [word for word in ("Rosa", "Moss", "Mill Street") if word in before] == []
    assert "Rosa" not in client.get(reverse("my_champion:home")).text
    client.post(reverse("my_matches:answer", args=[visitor.public_id]), {"answer": "yes"})
    after = client.get(address).text
    assert [word in after for word in ("Rosa", "Moss", "Mill Street")] == [True, False, False]
    home = client.get(reverse("my_champion:home")).text
    assert [word in home for word in ("Rosa", "Moss")] == [True, False]
    looks = AuditEvent.objects.filter(action="person.viewed", actor_person_id=visitor.champion.person_id)
    assert looks.values_list("person_id", flat=True).distinct().get() == visitor.request.person_id


def test_champion_says_no_and_the_page_is_gone(visitor):
    client = signed_in(visitor.champion.person.user)
    answer = reverse("my_matches:answer", args=[visitor.public_id])
    assert client.post(answer, {"answer": "perhaps"}).status_code == 404
    assert client.post(answer, {"answer": "no"})["Location"] == reverse("my_champion:home")
    assert client.get(reverse("my_matches:match", args=[visitor.public_id])).status_code == 404


def test_palliative_question_is_kind_about_what_it_is():
    request = RequestFactory(kind=Kind.PALLIATIVE)
    profile = ProfileFactory(
        champion__centre=request.centre, champion__with_account=True, kinds=[Kind.PALLIATIVE.value]
    )
    match = MatchFactory(request=request, champion=profile.champion)
    page = signed_in(profile.champion.person.user).get(reverse("my_matches:match", args=[match.public_id])).text
    assert "Nobody expects you to know what to say" in page


def test_champion_says_what_would_suit_them_and_staff_see_it_on_the_file(visitor):
    champion = ChampionFactory(centre=visitor.centre, with_account=True)
    client = signed_in(champion.person.user)
    assert "Say what would suit you" in client.get(reverse("my_champion:home")).text
    answers = {"kinds": ["buddy"], "parts": ["weekend"], "town": "Perth", "reach": "area", "most": "2"}
    address = reverse("my_matches:profile", args=[champion.pk])
    assert list(client.post(address, {**answers, "most": "9"}).context["form"].errors) == ["most"]
    client.post(address, {**answers, "postal_code": "k7h1a1", "gender": "woman", "avoids": ["smoke"]})
    profile = VisitorProfile.objects.get(champion=champion)
    assert (profile.kinds, profile.reach, profile.most, profile.postal_code) == (["buddy"], "area", 2, "K7H 1A1")
    assert "Change what I offer" in client.get(reverse("my_champion:home")).text


def say_of(match, side):
    return Say.objects.with_match().get(match=match, side=side)


def test_both_answer_by_a_link_of_their_own_that_names_nobody():
    match = MatchFactory(state=MatchState.TRIAL, request__person__name="Rosa Moss")
    for side in Side:
        address = reverse("company:say", args=[say_token(say_of(match, side))])
        page = Client().get(address)
        assert page["Cache-Control"] == "no-store"
        assert [name for name in ("Rosa", match.champion.person.name) if name in page.text] == []
        Client().post(address, {"goes_on": "yes"})
    match.refresh_from_db()
    assert match.state == MatchState.ACTIVE


def test_two_questions_after_the_goodbye_by_link_and_on_ones_own_page(person, mine):
    match = MatchFactory(request__person=person, request__centre=person.centres.get(), together=True)
    goodbyes.plan(match, ended_by="person", why="fulfilled", farewell="It was good.", by=SYSTEM)
    assert "How was it for you?" in my_page(mine)
    address = reverse("company:say", args=[say_token(say_of(match, Side.PERSON))])
    assert "It was good." in Client().get(address).text
    assert list(Client().post(address, {"words": "Cards"}).context["form"].errors) == ["went"]
    Client().post(address, {"went": "well", "words": "Cards"})
    assert say_of(match, Side.PERSON).words == "Cards"
    assert "There is nothing else to answer" in Client().get(address).text
    assert "How was it for you?" not in my_page(mine)


def test_link_that_was_forged_or_made_for_something_else_opens_nothing():
    say = say_of(MatchFactory(state=MatchState.TRIAL), Side.PERSON)
    other = links.make("place", str(say.public_id))
    gone = links.make(SAY, "6f2e1f0e-1111-4222-8333-444455556666")
    for token in (other, gone, say_token(say)[:-2]):
        assert Client().get(reverse("company:say", args=[token])).status_code == 404


FAMILY = {
    "asked_by": "Ann Lee, her daughter",
    "asked_by_contact": "613-555-0142",
    "name": "Rosa Moss",
    "contact": "613-555-0143",
    "town": "Maple Falls",
    "kind": "friendly",
    "languages": ["fr"],
    "agrees": "on",
}


def test_family_asks_on_a_public_page_and_nobody_is_told_whether_they_are_known():
    centre = CentreFactory()
    known = PersonFactory(name="Rosa Moss", centres=[centre])
    response = Client().post(reverse("company:family"), {**FAMILY, "centre": centre.slug})
    assert response["Location"] == reverse("company:thanks")
    made = MatchRequest.objects.get()
    assert (made.centre, made.agreed_at, made.asked_by_contact) == (centre, None, "+16135550142")
    assert made.person != known
    assert (made.person.language, made.person.contact_points.get().value) == ("fr", "+16135550143")


@pytest.mark.parametrize(
    ("change", "field"),
    [({"agrees": ""}, "agrees"), ({"contact": "12"}, "contact"), ({"asked_by_contact": "x"}, "asked_by_contact")],
)
def test_family_hears_what_is_missing_and_keeps_what_was_typed(change, field):
    centre = CentreFactory()
    response = Client().post(reverse("company:family"), {**FAMILY, "centre": centre.slug, **change})
    assert list(response.context["form"].errors) == [field]
    assert response.context["form"]["name"].value() == "Rosa Moss"
    assert not MatchRequest.objects.exists()


def test_a_program_that_fills_everything_in_makes_nobody():
    centre = CentreFactory()
    Client().post(reverse("company:family"), {**FAMILY, "centre": centre.slug, "homepage": "x"})
    assert not MatchRequest.objects.exists()


def test_too_many_forms_are_refused(settings):
    settings.THROTTLE, settings.THROTTLE_PER_CONTACT = True, 1
    centre = CentreFactory()
    for _twice in range(2):
        response = Client().post(reverse("company:family"), {**FAMILY, "centre": centre.slug})
    assert response.status_code == 200
    assert MatchRequest.objects.count() == 1
