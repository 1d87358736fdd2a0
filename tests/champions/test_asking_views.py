"""Asking at the desk: the three fields, a person's page, whom they mean, the list of one's own, the letter."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from champions.models import Answer, Champion, ChampionInvitation, Means, Standing
from champions.services import answers
from core import paper
from core.actors import Role
from tests import pdf
from tests.factories.centres import CentreFactory
from tests.factories.champions import ChampionFactory, ChampionInvitationFactory
from tests.factories.people import ContactPointFactory, PersonFactory, StaffRoleFactory
from tests.people.conftest import signed_in, staff_client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("texts")]
FIELDS = {"named": "Terry Moss", "contact": "613-555-0142", "words": "You make us laugh."}


@pytest.fixture
def centre():
    return CentreFactory()


@pytest.fixture
def held(centre):
    return StaffRoleFactory(role=Role.PROVIDER, centre=centre, user__name="Joan Tremaine")


@pytest.fixture
def provider(held):
    return signed_in(held.user)


def test_provider_asks_in_exactly_three_fields_and_reads_what_becomes_of_it(provider):
    form = provider.get(reverse("champions:ask")).context["form"]
    assert list(form.fields) == ["named", "contact", "words"]
    response = provider.post(reverse("champions:ask"), FIELDS, follow=True)
    assert response.redirect_chain == [(reverse("champions:asked"), 302)]
    for words in ("Terry Moss", "You make us laugh.", "a coordinator looks whom you mean"):
        assert words in response.text


def test_answer_to_a_provider_is_the_same_whether_somebody_is_known(provider, centre):
    person = PersonFactory(name="Terry Moss", centres=[centre])
    ContactPointFactory(person=person, value="+16135550142")
    known = provider.post(reverse("champions:ask"), FIELDS)
    unknown = provider.post(reverse("champions:ask"), {**FIELDS, "named": "Somebody Else"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert str(person.public_id) not in provider.get(reverse("champions:asked")).text


def test_what_is_wrong_stands_at_each_field_and_nothing_is_lost(provider):
    response = provider.post(reverse("champions:ask"), {"named": "Terry Moss", "contact": "12", "words": ""})
    assert sorted(response.context["form"].errors) == ["contact", "words"]
    assert 'value="Terry Moss"' in response.text


def test_evaluators_ask_nobody(centre):
    client = staff_client(Role.EVALUATOR, centre=centre)
    for name in ("champions:ask", "champions:asked"):
        assert client.get(reverse(name)).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_own_list_takes_the_same_queries_however_many(provider, held, number, django_assert_num_queries):
    for _nth in range(number):
        ChampionInvitationFactory(inviter=held.user, champion__centre=held.centre)
    with django_assert_num_queries(10):
        response = provider.get(reverse("champions:asked"))
    assert len(response.context["rows"]) == number


@pytest.mark.parametrize(
    ("standing", "answer", "words"),
    [
        (Standing.INVITED, "", "invited"),
        (Standing.INVITED, Answer.CALL, "invited"),
        (Standing.INVITED, Answer.YES, "said yes"),
        (Standing.SCREENING, Answer.YES, "said yes"),
        (Standing.DECLINED, Answer.LATER, "not now"),
        (Standing.ACTIVE, Answer.YES, "started"),
        (Standing.PAUSED, Answer.YES, "started"),
    ],
)
def test_inviter_reads_what_became_of_it_and_nothing_else(provider, held, standing, answer, words):
    ChampionInvitationFactory(
        inviter=held.user, champion__centre=held.centre, champion__standing=standing, answer=answer
    )
    response = provider.get(reverse("champions:asked"))
    assert [row.fate for row in response.context["rows"]] == [words]
    assert reverse("champions:file", args=[Champion.objects.get().pk]) not in response.text


def test_inviter_does_not_see_what_others_asked(provider, held):
    theirs = ChampionInvitationFactory(champion__centre=held.centre)
    assert provider.get(reverse("champions:asked")).context["rows"] == []
    assert provider.post(reverse("champions:said", args=[theirs.pk]), {"said": "yes"}).status_code == 404
    assert provider.get(reverse("champions:letter", args=[theirs.pk])).status_code == 404


def test_inviter_writes_down_what_they_said(provider, held):
    mine = ChampionInvitationFactory(inviter=held.user, champion__centre=held.centre, means=Means.IN_PERSON)
    assert provider.post(reverse("champions:said", args=[mine.pk]), {"said": "call"}).status_code == 404
    provider.post(reverse("champions:said", args=[mine.pk]), {"said": "later"})
    assert Champion.objects.get().standing == Standing.DECLINED


# --- From a person's page -----------------------------------------------------------------------
@pytest.mark.parametrize(("role", "shown"), [(Role.COORDINATOR, True), (Role.LINK_WORKER, True), (Role.MANAGER, True)])
def test_persons_page_offers_to_ask(centre, role, shown):
    person = PersonFactory(centres=[centre])
    client = staff_client(role, centre=centre)
    page = client.get(reverse("desk:person", args=[person.public_id])).text
    assert (reverse("champions:ask_person", args=[person.public_id]) in page) is shown
    assert ("Welcome as a Health Champion" in page) is (role != Role.LINK_WORKER)


def test_persons_page_of_a_champion_offers_nothing_to_ask(centre):
    champion = ChampionFactory(centre=centre)
    page = (
        staff_client(Role.LINK_WORKER, centre=centre)
        .get(reverse("desk:person", args=[champion.person.public_id]))
        .text
    )
    assert "Ask them to be a Health Champion" not in page


def test_ask_offers_what_reaches_them_and_wants_a_day_for_asking_in_person(centre):
    person = PersonFactory(centres=[centre])
    ContactPointFactory(person=person, by_email=True)
    client = staff_client(Role.LINK_WORKER, centre=centre)
    address = reverse("champions:ask_person", args=[person.public_id])
    form = client.get(address).context["form"]
    assert [value for value, _label in form.fields["means"].choices] == ["email", "letter", "in_person"]
    answer = {"words": "You make us laugh.", "means": "in_person"}
    assert list(client.post(address, answer).context["form"].errors) == ["remind_on"]
    past = {**answer, "remind_on": str(timezone.localdate() - timedelta(days=1))}
    assert list(client.post(address, past).context["form"].errors) == ["remind_on"]
    assert client.post(address, {**answer, "remind_on": str(timezone.localdate())}).status_code == 302
    panel = client.get(reverse("desk:home")).text
    assert "You wanted to ask in person:" in panel
    assert person.name in panel


def test_ask_somebody_who_was_asked_says_so_above_the_form(centre):
    invitation = ChampionInvitationFactory(champion__centre=centre)
    address = reverse("champions:ask_person", args=[invitation.champion.person.public_id])
    response = staff_client(Role.COORDINATOR, centre=centre).post(address, {"words": "Hello", "means": "letter"})
    assert "Somebody has asked them already" in response.text


# --- Whom do they mean? -------------------------------------------------------------------------
@pytest.fixture
def waiting(centre, held):
    return ChampionInvitationFactory(
        champion=None, centre=centre, inviter=held.user, named="Terry Moss", contact="+16135550142", means=Means.TEXT
    )


def test_coordinator_chooses_the_record_that_is_meant(centre, waiting):
    terry = PersonFactory(name="Terrence Moss", centres=[centre])
    ContactPointFactory(person=terry, value="+16135550142")
    client = staff_client(Role.COORDINATOR, centre=centre)
    assert "1 invitation waits until you say whom it is for" in " ".join(client.get(reverse("desk:home")).text.split())
    address = reverse("champions:choose", args=[waiting.pk])
    page = client.get(address)
    assert next(label for _value, label in page.context["form"].fields["person"].choices) == "Terrence Moss"
    client.post(address, {"person": str(terry.public_id), "means": "text"})
    waiting.refresh_from_db()
    assert (waiting.champion.person, waiting.contact) == (terry, "")


def test_choosing_a_record_that_was_not_proposed_is_refused(centre, waiting):
    stranger = PersonFactory(name="Terry Moss")
    client = staff_client(Role.COORDINATOR, centre=centre)
    answer = {"person": str(stranger.public_id), "means": "letter"}
    response = client.post(reverse("champions:choose", args=[waiting.pk]), answer)
    assert list(response.context["form"].errors) == ["person"]


def test_setting_aside_forgets_the_number_and_tells_the_inviter(centre, waiting, provider):
    staff_client(Role.COORDINATOR, centre=centre).post(reverse("champions:withdraw", args=[waiting.pk]))
    waiting.refresh_from_db()
    assert (waiting.is_open, waiting.contact) == (False, "")
    assert "set aside by a coordinator" in provider.get(reverse("champions:asked")).text


# --- The letter ---------------------------------------------------------------------------------
@pdf.needs_press
@pytest.mark.parametrize(("language", "size"), [("en", ""), ("fr", ""), ("en", "large"), ("fr", "large")])
def test_letter_is_one_page_with_the_words_the_number_and_the_address(provider, held, language, size):
    held.centre.phone = "+16135550142"
    held.centre.save()
    mine = ChampionInvitationFactory(
        inviter=held.user,
        champion__centre=held.centre,
        champion__person__name="Terry Moss",
        words="Tu ris si bien. " * 12,
    )
    with translation.override(language):
        address = reverse("champions:letter", args=[mine.pk])
    response = provider.get(address, {"size": size} if size else {})
    words = pdf.words(response)
    assert len(pdf.read(response).pages) == 1
    for part in ("Terry Moss", "Tu ris si bien.", "Joan Tremaine", "613-555-0142"):
        assert part in words
    assert answers.token_of(mine) in words.replace(" ", "")
    assert len(pdf.figures(response)) == 1


def test_letter_without_a_press_opens_as_a_page(provider, held, monkeypatch):
    monkeypatch.setattr(paper, "press", lambda: None)
    mine = ChampionInvitationFactory(inviter=held.user, champion__centre=held.centre)
    assert "This page is ready for paper" in provider.get(reverse("champions:letter", args=[mine.pk])).text


def test_letter_of_an_invitation_that_is_over_does_not_exist(provider, held):
    over = ChampionInvitationFactory(inviter=held.user, champion__centre=held.centre, closed_at=timezone.now())
    assert provider.get(reverse("champions:letter", args=[over.pk])).status_code == 404
    assert ChampionInvitation.objects.count() == 1
