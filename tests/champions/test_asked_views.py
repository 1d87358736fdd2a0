"""The page of somebody who was asked: by the link alone, without an account."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from champions.models import Answer, Application, Champion, Standing
from champions.services import answers, invitations
from core.actors import SYSTEM
from notifications.models import CallBack
from tests.factories.champions import ApplicationFactory, ChampionInvitationFactory
from tests.factories.people import ContactPointFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def invitation():
    return ChampionInvitationFactory(
        champion__person__name="Terry Moss", inviter=UserFactory(name="Joan Tremaine"), words="You host so well."
    )


def go(client, invitation, page="show", **more):
    method = client.post if "data" in more else client.get
    args = [answers.token_of(invitation), *more.pop("args", [])]
    return method(reverse(f"asked:{page}", args=args), more.get("data"))


def test_page_says_who_wrote_what_and_names_nothing_but_the_first_name(client, invitation):
    response = go(client, invitation)
    for words in ("Terry, somebody asks you", "You host so well.", "Joan Tremaine"):
        assert words in response.text
    assert "Moss" not in response.text
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("no-store", "noindex, nofollow")


def test_looking_changes_nothing(client, invitation):
    go(client, invitation)
    invitation.refresh_from_db()
    assert (invitation.answer, invitation.is_open) == ("", True)


def test_yes_leads_to_the_first_page(client, invitation):
    response = go(client, invitation, "yes", data={})
    assert response["Location"] == reverse("asked:page", args=[answers.token_of(invitation), 1])
    invitation.refresh_from_db()
    assert invitation.answer == Answer.YES


def test_not_now_is_thanked_for_and_the_link_says_so_again(client, invitation):
    go(client, invitation, "not_now", data={})
    assert "Thank you for thinking about it" in go(client, invitation).text
    assert go(client, invitation, "yes", data={}).status_code == 200  # nothing more to answer
    assert Champion.objects.get().standing == Standing.DECLINED


def test_pages_open_only_after_a_yes(client, invitation):
    assert go(client, invitation, "page", args=[1])["Location"] == reverse(
        "asked:show", args=[answers.token_of(invitation)]
    )


def test_link_that_is_wrong_old_or_taken_back_says_kindly_that_it_is_over(client, invitation):
    invitations.withdraw(invitation, by=SYSTEM)
    wrong = client.get(reverse("asked:show", args=["1-ABCD"]))
    for response in (wrong, go(client, invitation)):
        assert response.status_code == 404
        assert "This link opens nothing any more" in response.text


def test_wrong_links_are_counted(client, settings):
    settings.THROTTLE, settings.THROTTLE_PER_ADDRESS = True, 2
    address = reverse("asked:show", args=["1-ABCD"])
    assert [client.get(address).status_code for _nth in range(3)] == [404, 404, 429]


def test_link_of_somebody_whose_record_is_erased_opens_nothing(client, invitation):
    invitation.champion.person.erased_at = timezone.now()
    invitation.champion.person.save()
    assert go(client, invitation).status_code == 404


def test_call_me_uses_the_number_that_we_have_and_does_not_show_it(client, invitation):
    point = ContactPointFactory(person=invitation.champion.person, value="+14165550123")
    assert "555" not in go(client, invitation, "call").context["form"].as_div()
    assert "We call you" in go(client, invitation, "call", data={"number": ""}).text
    assert CallBack.objects.get().number == point.value


def test_call_me_without_a_number_says_so_at_the_field_and_keeps_what_was_typed(client, invitation):
    form = go(client, invitation, "call", data={"number": ""}).context["form"]
    assert list(form.errors) == ["number"]
    assert "12345" in go(client, invitation, "call", data={"number": "12345"}).text


# --- The form behind the link -------------------------------------------------------------------
@pytest.fixture
def accepted(invitation):
    return answers.say(invitation, Answer.YES, by=SYSTEM)


def test_nobody_gets_past_a_page_that_was_not_kept(client, accepted):
    assert go(client, accepted, "page", args=[3])["Location"].endswith("/about/1/")
    assert go(client, accepted, "check")["Location"].endswith("/about/1/")
    assert go(client, accepted, "page", args=[5]).status_code == 404


def test_first_page_wants_a_word_or_a_choice(client, accepted):
    form = go(client, accepted, "page", args=[1], data={"gifts": " "}).context["form"]
    assert list(form.errors) == ["gifts"]
    response = go(client, accepted, "page", args=[1], data={"enjoys": ["unsure"]})
    assert response["Location"].endswith("/about/2/")


def test_later_keeps_what_there_is_and_an_empty_page_is_no_error(client, accepted):
    later = go(client, accepted, "page", args=[1], data={"later": "1"})
    assert later["Location"] == reverse("asked:show", args=[answers.token_of(accepted)])
    go(client, accepted, "page", args=[1], data={"gifts": "Cards", "later": "1"})
    assert Application.objects.get().gifts == "Cards"
    assert "Cards" in go(client, accepted, "page", args=[1]).text


def test_emergency_wants_a_name_with_a_number(client, accepted):
    ApplicationFactory(champion=accepted.champion)
    form = go(client, accepted, "page", args=[4], data={"emergency_name": "Sam"}).context["form"]
    assert list(form.errors) == ["emergency_phone"]


def test_what_was_confided_is_not_shown_to_somebody_else_with_the_link(accepted):
    ApplicationFactory(champion=accepted.champion, pages=2, needs="", lived="")
    theirs, other = Client(), Client()
    go(theirs, accepted, "page", args=[3], data={"lived": "I was alone."})
    assert "I was alone." in go(theirs, accepted, "page", args=[3]).text
    page = go(other, accepted, "page", args=[3]).text
    assert "I was alone." not in page
    assert "Something is written here already" in page
    go(other, accepted, "page", args=[3], data={"needs": "", "lived": ""})
    assert Application.objects.get().lived == "I was alone."


def test_emergency_contact_from_the_record_is_not_shown_over_the_link(client, accepted):
    ApplicationFactory(champion=accepted.champion)
    person = accepted.champion.person
    person.emergency_name, person.emergency_phone = "Samira", "+16135550142"
    person.save()
    go(client, accepted, "page", args=[3], data={"lived": "I was alone."})
    assert "Samira" not in go(client, accepted, "page", args=[4]).text
    check = go(client, accepted, "check").text
    assert "Samira" not in check
    assert "I was alone." in check
    go(client, accepted, "page", args=[4], data={"emergency_name": "", "emergency_phone": ""})
    person.refresh_from_db()
    assert person.emergency_name == "Samira"


def test_sent_form_is_thanked_for_and_the_link_shows_nothing_of_it(client, accepted):
    ApplicationFactory(champion=accepted.champion)
    go(client, accepted, "check", data={})
    assert Champion.objects.get().standing == Standing.APPLIED
    page = go(client, accepted).text
    assert "We have what you told us." in page
    assert "Cards" not in go(client, accepted, "page", args=[1]).text
