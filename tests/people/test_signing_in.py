import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from core.actors import Role
from people.middleware import is_back_office
from people.models import User
from tests.factories.people import PASSWORD, StaffRoleFactory, UserFactory
from tests.people.conftest import signed_in, staff_client

pytestmark = pytest.mark.django_db


def sign_in(user):
    response = Client().post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return response["Location"]


@pytest.fixture(autouse=True)
def _addresses_need_no_confirming(settings):
    settings.ACCOUNT_EMAIL_VERIFICATION = "none"


def test_sign_in_takes_staff_to_the_desk_in_their_language():
    assert sign_in(StaffRoleFactory(user__language="fr").user) == "/fr/desk/"


def test_sign_in_takes_editors_to_the_pages():
    assert sign_in(UserFactory(is_staff=True)) == "/cms/"


def test_sign_in_takes_others_to_their_page():
    assert sign_in(UserFactory()) == "/en/my/"


def test_sign_up_keeps_the_language_of_the_page():
    with translation.override("fr"):
        address = reverse("account_signup")
    answers = {"email": "nouvelle@example.org", "password1": "une-lampe-allumee", "password2": "une-lampe-allumee"}
    Client().post(address, answers)
    assert [(user.email, user.language) for user in User.objects.all()] == [("nouvelle@example.org", "fr")]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/en/desk/", True),
        ("/fr/desk/people/", True),
        ("/desk/", True),
        ("/cms/pages/", True),
        ("/en/my/", False),
        ("/en/activities/desk/", False),
        ("/", False),
    ],
)
def test_back_office_is_everything_under_desk_and_cms(path, expected):
    assert is_back_office(RequestFactory().get(path)) is expected


@pytest.mark.parametrize("name", ["desk:home", "desk:people", "champions:list", "wagtailadmin_home"])
def test_staff_without_a_second_step_are_sent_to_set_it_up(settings, name):
    settings.STAFF_MFA_REQUIRED = True
    client = staff_client(Role.COORDINATOR)
    response = client.get(reverse(name))
    assert (response.status_code, response["Location"]) == (302, reverse("mfa_index"))


def test_staff_with_a_second_step_get_in(settings, monkeypatch):
    settings.STAFF_MFA_REQUIRED = True
    monkeypatch.setattr("people.middleware.is_mfa_enabled", lambda _user: True)
    assert staff_client(Role.COORDINATOR).get(reverse("desk:home")).status_code == 200


def test_second_step_is_asked_of_nobody_on_their_own_page(settings):
    settings.STAFF_MFA_REQUIRED = True
    assert staff_client(Role.COORDINATOR).get(reverse("my:home")).status_code == 200
    assert signed_in(UserFactory()).get(reverse("my:home")).status_code == 200
