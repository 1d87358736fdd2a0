"""allauth's pages stand in the family's frame, with its fields, and run nothing inline."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from people.models import User

PASSWORD = "a-lantern-in-the-window"
OPEN_PAGES = ["/en/accounts/login/", "/en/accounts/signup/", "/en/accounts/password/reset/", "/fr/accounts/login/"]
OWN_PAGES = [
    "/en/accounts/logout/",
    "/en/accounts/email/",
    "/en/accounts/password/change/",
    "/en/accounts/2fa/",
    "/en/accounts/2fa/webauthn/",
]
# A script without an address is allowed as data alone.
INLINE = re.compile(r"<script(?![^>]*(?:\ssrc=|application/json))|\sstyle=|\son\w+=|javascript:")


@pytest.fixture
def penny(client: Client, db: None) -> Client:
    user = User.objects.create_user(email="penny@example.ca", password=PASSWORD)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client.force_login(user)
    return client


def _is_of_the_family(html: str) -> bool:
    return html.count("<h1") == 1 and 'class="pl-header"' in html and INLINE.findall(html) == []


@pytest.mark.parametrize("address", OPEN_PAGES)
def test_page_for_a_visitor_is_of_the_family(address: str, client: Client, db: None) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert _is_of_the_family(response.content.decode())


@pytest.mark.parametrize("address", OWN_PAGES)
def test_page_about_own_account_is_of_the_family(address: str, penny: Client) -> None:
    response = penny.get(address)
    assert response.status_code == 200
    assert _is_of_the_family(response.content.decode())


def test_making_an_account_is_not_called_signing_up(client: Client, db: None) -> None:
    html = client.get("/en/accounts/signup/").content.decode()
    assert re.findall(r"<h1>(.*?)</h1>", html) == ["Make an account"]
    assert "Sign up" not in html.replace("Sign Up", "Sign up")
    answers = {"email": "ana@example.ca", "password1": PASSWORD, "password2": PASSWORD}
    assert client.post("/en/accounts/signup/", answers).status_code == 302
    assert User.objects.get().email == "ana@example.ca"


def test_wrong_password_starts_the_title_with_error(client: Client, db: None) -> None:
    html = client.post("/en/accounts/login/", {"login": "a@example.ca", "password": "no"}).content.decode()
    title = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    assert title is not None
    assert " ".join(title[1].split()) == "Error: Sign in – Porchlight"
    assert html.count('class="govuk-error-summary"') == 1


def test_placeholders_stay_away(client: Client, db: None) -> None:
    assert "placeholder" not in client.get("/en/accounts/signup/").content.decode()
