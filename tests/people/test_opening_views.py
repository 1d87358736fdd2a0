"""One's own page by a link: over real requests."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import translation

from core.actors import SYSTEM
from core.models import AuditEvent
from people.models import PageLink, Person
from people.services import erasure, links
from tests.factories.centres import CentreFactory
from tests.factories.people import PASSWORD, ContactPointFactory, PersonFactory, UserFactory
from tests.people.conftest import signed_in, staff_client

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)


@pytest.fixture
def person():
    return PersonFactory(name="Terry Fox", centres=[CentreFactory()])


@pytest.fixture
def new(person):
    return links.make(person=person, by=SYSTEM)


def address(new: links.NewLink) -> str:
    return reverse("my:open", args=[new.token])


def opened(new: links.NewLink) -> Client:
    client = Client()
    client.post(address(new))
    return client


def is_open(client: Client) -> bool:
    return client.get(reverse("my:details")).status_code == 200


def test_looking_at_the_link_opens_and_names_nothing(new):
    client = Client()
    response = client.get(address(new))
    assert response.status_code == 200
    assert "Terry" not in response.text
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("no-store", "noindex, nofollow")
    new.link.refresh_from_db()
    assert (new.link.last_used_at, is_open(client)) == (None, False)


def test_button_opens_the_page_in_the_persons_language(new):
    Person.objects.update(language="fr")
    client = Client()
    response = client.post(address(new))
    assert (response.status_code, response["Location"].split("/")[1]) == (302, "fr")
    assert client.get(response["Location"]).headers["Content-Language"] == "fr"
    new.link.refresh_from_db()
    assert new.link.last_used_at is not None
    assert AuditEvent.about(new.link.person_id)[0].action == "page_link.used"


def test_link_works_at_its_french_address_too(new):
    with translation.override("fr"):
        french = address(new)
    client = Client()
    assert client.get(french).headers["Content-Language"] == "fr"
    assert client.post(french)["Location"] == "/en/my/"  # Terry's own language


def test_open_page_shows_everything_and_is_kept_by_nobody(new):
    client = opened(new)
    for name in (
        "my:home",
        "my:details",
        "my:details_edit",
        "my:contact_add",
        "my:agreements",
        "my:access",
        "my:links",
    ):
        response = client.get(reverse(name))
        assert (response.status_code, response["Cache-Control"]) == (200, "no-store"), name
    assert "Hello, Terry<" in client.get(reverse("my:home")).text


def test_open_page_is_changed_by_its_person(new, person):
    client = opened(new)
    client.post(reverse("my:details_edit"), {"name": "Terry F.", "language": "en", "interpreter": "ASL"})
    client.post(reverse("my:agreements"), {"agreed": ["news"]})
    person.refresh_from_db()
    assert (person.name, person.interpreter) == ("Terry F.", "ASL")
    assert person.consents.get().recorded_by_user_id is None


def test_open_page_is_no_account(new):
    client = opened(new)
    for name in ("desk:home", "desk:people"):
        assert client.get(reverse(name))["Location"].startswith(reverse("account_login"))
    assert "How I sign in" not in client.get(reverse("my:home")).text


def test_opening_changes_the_key_of_the_session(new):
    client = Client()
    client.post(reverse("my:find"), {"name": "Sam", "contact": "sam@example.org"})
    known_to_others = client.cookies["sessionid"].value
    client.post(address(new))
    assert client.cookies["sessionid"].value != known_to_others
    thief = Client()
    thief.cookies["sessionid"] = known_to_others
    assert (is_open(client), is_open(thief)) == (True, False)


def test_page_ends_with_the_browser(new):
    assert opened(new).cookies["sessionid"]["max-age"] == ""


def test_closing_leaves_nothing_on_the_device(new):
    client = opened(new)
    assert "Close my page" in client.get(reverse("my:home")).text
    response = client.post(reverse("my:close"))
    assert response["Location"] == reverse("my:find")
    assert is_open(client) is False


def test_ending_a_link_closes_the_page_at_once_and_the_link_is_of_no_more_use(new):
    client = opened(new)
    links.revoke(new.link, by=SYSTEM)
    response = client.get(reverse("my:home"))
    assert (response.status_code, response["Location"]) == (302, reverse("my:find"))
    assert client.get(address(new)).status_code == 404
    assert client.post(address(new)).status_code == 404


@pytest.mark.parametrize("fate", ["expired", "erased", "merged"])
def test_page_closes_when_its_link_or_record_stands_no_more(new, person, fate):
    client = opened(new)
    if fate == "expired":
        PageLink.objects.update(expires_at=NOW - timedelta(days=900))
    elif fate == "erased":
        erasure.erase(person, by=SYSTEM)
    else:
        Person.objects.filter(pk=person.pk).update(merged_into=PersonFactory())
    assert is_open(client) is False
    assert client.get(address(new)).status_code == 404


def test_open_page_never_turns_into_the_page_of_another_record(new):
    client = opened(new)
    PageLink.objects.update(person=PersonFactory())
    assert is_open(client) is False


def test_page_closes_after_two_hours_without_use(new):
    with time_machine.travel(NOW, tick=False) as clock:
        PageLink.objects.update(expires_at=NOW + timedelta(days=1))
        client = opened(new)
        for hours in (1.9, 3.8):
            clock.move_to(NOW + timedelta(hours=hours))
            assert is_open(client) is True
        clock.move_to(NOW + timedelta(hours=5.9))
        assert is_open(client) is False


def test_wrong_token_is_answered_kindly():
    response = Client().get(reverse("my:open", args=["x" * 32]))
    assert response.status_code == 404
    assert "This link opens nothing any more" in response.text


def test_account_is_never_mixed_with_a_link(new):
    user = UserFactory(name="Sam Reid")
    client = signed_in(user)
    for response in (client.get(address(new)), client.post(address(new))):
        assert "You are signed in with an account" in response.text
    assert "Hello, Sam<" in client.get(reverse("my:home")).text
    new.link.refresh_from_db()
    assert new.link.last_used_at is None


def test_signing_in_closes_the_page_and_signing_out_leaves_it_closed(new, settings):
    settings.ACCOUNT_EMAIL_VERIFICATION = "none"
    client = opened(new)
    user = UserFactory(name="Sam Reid")
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert "Hello, Sam<" in client.get(reverse("my:home")).text
    client.post(reverse("account_logout"))
    assert is_open(client) is False


def test_close_does_not_sign_an_account_out():
    client = signed_in(UserFactory())
    client.post(reverse("my:close"))
    assert is_open(client) is True


def test_open_page_asks_its_link_in_one_query(new, django_assert_num_queries):
    client = opened(new)
    # The session, the link, the person, their centres, and two for the cold site map.
    with django_assert_num_queries(6):
        client.get(reverse("my:details_edit"))


@pytest.mark.parametrize("count", [1, 3])
def test_links_are_listed_made_and_ended_by_their_person(person, new, count, django_assert_num_queries):
    for _more in range(count - 1):
        links.make(person=person, by=SYSTEM)
    client = opened(new)
    with django_assert_num_queries(7):
        page = client.get(reverse("my:links")).text
    assert page.count("End this link") == count
    made = client.post(reverse("my:link_make"))
    assert made["Cache-Control"] == "no-store"
    assert len(links.standing(person)) == count + 1
    for link in links.standing(person)[:-1]:
        client.post(reverse("my:link_revoke", args=[link.pk]))
    assert links.standing(person) == [new.link]


def test_new_link_is_shown_once_and_opens(person, new):
    page = opened(new).post(reverse("my:link_make")).text
    token = page.split("/open/")[1].split("/")[0]
    assert links.by_token(token).person == person


def test_link_of_somebody_else_cannot_be_ended(new):
    other = links.make(person=PersonFactory(), by=SYSTEM).link
    assert opened(new).post(reverse("my:link_revoke", args=[other.pk])).status_code == 404


def test_ending_ones_own_way_in_closes_the_page(new):
    client = opened(new)
    assert client.post(reverse("my:link_revoke", args=[new.link.pk]))["Location"] == reverse("my:links")
    assert is_open(client) is False


def test_staff_make_and_end_links_on_record(person):
    desk = staff_client("coordinator", centre=person.centres.get())
    page = desk.post(reverse("desk:link_make", args=[person.public_id]))
    link = links.standing(person)[0]
    assert "/open/" in page.text
    assert link.made_by_user_id is not None
    assert "Made by staff on" in desk.get(reverse("desk:person", args=[person.public_id])).text
    desk.post(reverse("desk:link_revoke", args=[person.public_id, link.pk]))
    assert links.standing(person) == []
    assert {"page_link.made", "page_link.revoked"} <= {event.action for event in AuditEvent.about(person.pk)}


def test_nobody_makes_a_link_round_a_second_step(person):
    person.user = UserFactory()
    person.save()
    Authenticator.objects.create(user=person.user, type=Authenticator.Type.TOTP, data={})
    desk = staff_client("coordinator", centre=person.centres.get())
    own = signed_in(person.user)
    pages = [
        desk.post(reverse("desk:link_make", args=[person.public_id]), follow=True),
        own.post(reverse("my:link_make"), follow=True),
    ]
    assert ["second step for signing in" in page.text for page in pages] == [True, True]
    assert PageLink.objects.count() == 0


def test_staff_confirm_a_landline_on_the_telephone(person):
    point = ContactPointFactory(person=person, kind="landline")
    desk = staff_client("coordinator", centre=person.centres.get())
    page = reverse("desk:person", args=[person.public_id])
    assert "Confirmed on the telephone" in desk.get(page).text
    desk.post(reverse("desk:contact_verify", args=[person.public_id, point.pk]))
    point.refresh_from_db()
    assert point.verified_at is not None
    assert "Confirmed on the telephone" not in desk.get(page).text


def test_page_of_a_new_link_leads_back_when_it_is_looked_at_again(person, new):
    assert opened(new).get(reverse("my:link_make"))["Location"] == reverse("my:links")
    desk = staff_client("coordinator", centre=person.centres.get())
    address = reverse("desk:link_make", args=[person.public_id])
    assert desk.get(address)["Location"] == reverse("desk:person", args=[person.public_id])
    assert links.standing(person) == [new.link]


def test_every_page_has_the_button_that_closes_ones_own(new):
    client = opened(new)
    for name in ("activities:list", "my:details", "account_login"):
        assert "Close my page" in client.get(reverse(name)).text
        assert "Close my page" not in Client().get(reverse(name)).text
