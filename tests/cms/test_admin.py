"""The content admin: one door, and what stands behind it for whom."""

import pytest
from django.test import Client
from django.urls import reverse

from centres.models import Centre, Closure, Venue
from cms.models import BecomeChampionPage, ContentPage, HomePage, StoriesIndexPage, StoryPage
from core.actors import Role
from tests.factories.centres import CentreFactory, VenueFactory
from tests.factories.people import PASSWORD, StaffRoleFactory, UserFactory

pytestmark = pytest.mark.django_db

PLACES = ("centres", "venues", "closures")


def test_admin_asks_to_sign_in_with_allauth(client):
    response = client.get("/cms/", follow=True)
    assert response.redirect_chain[-1] == (f"{reverse('account_login')}?next=%2Fcms%2F", 302)


@pytest.mark.parametrize("method", ["get", "post"])
def test_admin_login_cannot_be_passed_with_a_password_alone(client, method):
    user = UserFactory(superuser=True)
    data = {"username": user.email, "password": PASSWORD}
    response = getattr(client, method)("/cms/login/?next=/cms/pages/", data if method == "post" else None)
    assert response.status_code == 302
    assert response["Location"] == f"{reverse('account_login')}?next=%2Fcms%2Fpages%2F"
    assert "_auth_user_id" not in client.session


def test_admin_says_no_to_whoever_may_not_enter_instead_of_going_round(client):
    client.force_login(UserFactory())
    assert client.get("/cms/", follow=True).redirect_chain == [("/cms/login/?next=/cms/", 302)]
    assert client.get("/cms/login/").status_code == 403


def test_admin_login_does_not_lead_to_other_sites(client):
    response = client.get("/cms/login/?next=https://elsewhere.example/")
    assert response["Location"] == f"{reverse('account_login')}?next=%2Fcms%2F"


def test_wagtails_other_doors_are_closed(client):
    assert client.get("/cms/password_reset/", follow=True).status_code == 404
    assert client.get("/en/_util/login/")["Location"].startswith(reverse("account_login"))


def test_editor_keeps_the_places(editor):
    centre = CentreFactory()
    VenueFactory(centre=centre)
    for place in PLACES:
        assert editor.get(reverse(f"{place}:index")).status_code == 200
        assert editor.get(reverse(f"{place}:add")).status_code == 200
    assert editor.get(reverse("centres:edit", args=[centre.pk])).status_code == 200


def test_editor_cannot_delete_a_centre_or_a_venue(editor):
    venue = VenueFactory()
    editor.post(reverse("venues:delete", args=[venue.pk]))
    editor.post(reverse("centres:delete", args=[venue.centre_id]))
    assert (Venue.objects.count(), Centre.objects.count()) == (1, 1)


@pytest.mark.parametrize(("opens", "closes", "is_kept"), [("09:00", "17:00", True), ("09:00", "", False)])
def test_editor_says_when_a_room_is_open(editor, opens, closes, is_kept):
    venue = VenueFactory()
    facts = ("step_free", "accessible_washroom", "parking", "hearing_loop", "scent_free", "quiet_space")
    sent = {name: getattr(venue, name) for name in ("name_en", "name_fr", "street", "town", "postal_code")}
    sent |= {"centre": venue.centre_id, **dict.fromkeys(facts, "unknown"), "opens": opens, "closes": closes}
    response = editor.post(reverse("venues:edit", args=[venue.pk]), sent)
    venue.refresh_from_db()
    assert (response.status_code, venue.closes is not None) == ((302, True) if is_kept else (200, False))


WAITING_LIST = ("last_hours", "last_hours_rule", "party_holds_hours")


def test_editor_says_who_gets_a_seat_in_the_last_hours(editor):
    centre = CentreFactory()
    names = ("name_en", "name_fr", "slug", "town", "language", "timezone", "phone", "desk_from", "desk_until")
    fields = {name: getattr(centre, name) for name in names}
    rules = {
        "last_hours": "4",
        "last_hours_rule": "call_list",
        "party_holds_hours": "6",
        "arranges_lifts": "on",
        "says_we_missed_you": "on",
    }
    assert editor.post(reverse("centres:edit", args=[centre.pk]), {**fields, **rules}).status_code == 302
    centre.refresh_from_db()
    assert (centre.last_hours, centre.last_hours_rule, centre.party_holds_hours) == (4, "call_list", 6)
    assert (centre.arranges_lifts, centre.says_we_missed_you) == (True, True)


def test_editor_writes_phone_numbers_as_people_do(editor):
    centre = CentreFactory(phone="+16135550100")
    names = ("name_en", "name_fr", "slug", "town", "language", "timezone", "desk_from", "desk_until")
    fields = {name: getattr(centre, name) for name in (*names, *WAITING_LIST)}
    response = editor.post(
        reverse("centres:edit", args=[centre.pk]), {**fields, "phone": "613 555-0142", "listed": "on"}
    )
    assert response.status_code == 302
    centre.refresh_from_db()
    assert centre.phone == "+16135550142"


def test_editor_is_told_of_a_number_that_nobody_can_call(editor):
    centre = CentreFactory()
    response = editor.post(reverse("centres:edit", args=[centre.pk]), {"phone": "call us"})
    assert "area code" in response.content.decode()


def test_editor_adds_a_closure(editor):
    centre = CentreFactory()
    data = {
        "centre": centre.pk,
        "first_day": "2026-12-28",
        "last_day": "2026-12-30",
        "reason_en": "Between the years",
        "reason_fr": "Entre les fêtes",
    }
    assert editor.post(reverse("closures:add"), data).status_code == 302
    assert Closure.objects.get().centre == centre


@pytest.mark.parametrize("model", [HomePage, ContentPage, StoriesIndexPage, StoryPage, BecomeChampionPage])
def test_editor_opens_every_kind_of_page(editor, pages, model):
    page = model.objects.first()
    assert editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    assert editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).status_code == 200


def test_editor_translates_a_page(editor, pages):
    home = HomePage.objects.get(slug="en")
    page = home.add_child(instance=ContentPage(title="News", slug="news", locale=home.locale))
    french = HomePage.objects.get(slug="fr").locale
    address = reverse("simple_translation:submit_page_translation", args=[page.pk])
    assert editor.post(address, {"locales": [french.pk]}).status_code == 302
    assert page.get_translation(french).url_path == "/fr/news/"


def test_admin_may_be_framed_by_itself_alone(editor):
    policy = editor.get("/cms/")["Content-Security-Policy"]
    assert "frame-ancestors 'self';" in f"{policy};"


def test_preview_keeps_the_strict_policy_inside_the_admins_frame(editor, pages):
    page = ContentPage.objects.first()
    preview = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    policy = preview["Content-Security-Policy"].split("; ")
    assert {"frame-ancestors 'self'", "script-src 'self'"} <= set(policy)


@pytest.mark.parametrize("place", PLACES)
def test_coordinator_has_no_way_into_the_content_admin(place):
    client = Client()
    client.force_login(StaffRoleFactory(role=Role.COORDINATOR).user)
    assert client.get(reverse(f"{place}:index"), follow=True).status_code == 403


def test_editor_meets_our_name_and_no_people(editor):
    page = editor.get("/cms/").content.decode()
    assert "Porchlight content" in page
    assert "porchlight/logo.svg" in page
    assert editor.get("/cms/users/").status_code == 302


def test_superuser_can_open_the_accounts():
    client = Client()
    client.force_login(UserFactory(superuser=True))
    assert client.get(reverse("wagtailusers_users:index")).status_code == 200
    assert client.get(reverse("wagtailusers_users:add")).status_code == 200


def test_editor_cannot_have_the_desk_close_before_it_opens(editor):
    centre = CentreFactory()
    names = ("name_en", "name_fr", "slug", "town", "language", "timezone", "phone", *WAITING_LIST)
    fields = {name: getattr(centre, name) for name in names}
    response = editor.post(
        reverse("centres:edit", args=[centre.pk]), {**fields, "desk_from": "16:00", "desk_until": "9:00"}
    )
    assert "Somebody has to answer for a while" in response.content.decode()
