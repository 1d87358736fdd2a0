from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core import dates, desk
from core.actors import SYSTEM, Role
from core.errors import DomainError
from core.models import AuditEvent
from core.registry import Registry
from people import actors, sections
from people.models import Person
from people.services import consents, numbers
from tests.factories.centres import CentreFactory
from tests.factories.people import ContactPointFactory, PersonFactory, StaffRoleFactory
from tests.people.conftest import signed_in, staff_client

pytestmark = pytest.mark.django_db


def address(name, person):
    return reverse(f"desk:{name}", args=[person.public_id])


def test_desk_without_a_language_goes_to_the_one_with():
    response = Client().get("/desk/", headers={"accept-language": "fr"})
    assert (response.status_code, response["Location"]) == (302, "/fr/desk/")


def test_home_of_a_visitor_asks_to_sign_in():
    response = Client().get(reverse("desk:home"))
    assert (response.status_code, response["Location"]) == (302, "/en/accounts/login/?next=/en/desk/")


@pytest.mark.parametrize(
    ("referer", "then"),
    [
        ({"referer": "http://testserver/en/desk/people/?q=ann"}, "/en/desk/people/%3Fq%3Dann"),
        ({"referer": "https://elsewhere.example/"}, "/en/my/"),
        ({}, "/en/my/"),
    ],
)
def test_button_of_a_visitor_leads_back_to_its_page_after_signing_in(referer, then):
    response = Client().post(reverse("desk:person_new"), headers=referer)
    assert (response.status_code, response["Location"]) == (302, f"/en/accounts/login/?next={then}")


def test_part_of_a_page_of_a_visitor_sends_the_whole_page_to_sign_in():
    response = Client().post(reverse("desk:person_new"), headers={"hx-request": "true"})
    assert (response.status_code, response["HX-Redirect"]) == (200, "/en/accounts/login/?next=/en/my/")


def test_home_of_a_client_is_forbidden(as_owner):
    assert as_owner.get(reverse("desk:home")).status_code == 403


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.LINK_WORKER, Role.MANAGER, Role.PROVIDER, Role.EVALUATOR])
def test_home_shows_each_role_its_panels_and_menu(role):
    response = staff_client(role).get(reverse("desk:home"))
    # A panel may ask for more than the role: worries come to whoever is named for them.
    in_order = sorted(desk.panels, key=lambda panel: panel.place)
    follow_roles = [panel for panel in in_order if type(panel).is_shown is desk.Panel.is_shown]
    shown = [panel for panel in response.context["panels"] if panel in follow_roles]
    assert shown == [panel for panel in follow_roles if role in panel.roles]
    # So may an entry of the menu: privacy is for its officers.
    for item in desk.menu:
        if type(item) is desk.MenuItem:
            assert (f'<a href="{reverse(item.url_name)}"' in response.text) is (role in item.roles)


def test_no_two_entries_of_the_menu_stand_at_the_same_place():
    places = [(item.group, item.place) for item in desk.menu]
    assert len(set(places)) == len(places) > 0


def test_menu_stands_in_its_own_order_whatever_loaded_first(monkeypatch):
    actor = actors.for_user(StaffRoleFactory(role=Role.MANAGER).user)
    before = desk.menu_for(actor)
    assert [group for group, _items in before] == list(desk.MenuGroup)
    backwards = Registry("desk menu item")
    for slug, item in desk.menu.items():
        backwards.register(slug, item, first=True)
    monkeypatch.setattr(desk, "menu", backwards)
    assert desk.menu_for(actor) == before


def test_group_of_the_menu_with_nothing_for_somebody_is_left_out():
    page = staff_client(Role.PROVIDER).get(reverse("desk:home")).text
    assert 'id="menu-prescriptions"' in page
    assert 'id="menu-groups"' not in page


def test_folded_menu_names_the_page_on_which_one_is():
    client = staff_client(Role.COORDINATOR)
    here = '<span class="pl-desk__here">People</span>'
    assert here in client.get(reverse("desk:people")).text
    assert client.get(reverse("desk:people")).text.count('aria-current="true"') == 1
    assert "pl-desk__here" not in client.get(reverse("desk:home")).text


def test_centre_switch_changes_what_one_sees():
    first, second = CentreFactory(), CentreFactory()
    user = StaffRoleFactory(centre=first).user
    StaffRoleFactory(user=user, centre=second)
    there = PersonFactory(centres=[second])
    client = signed_in(user)
    assert client.get(address("person", there)).status_code == 404
    response = client.post(reverse("desk:centre"), {"centre": second.pk})
    assert (response.status_code, response["Location"]) == (302, reverse("desk:home"))
    assert client.get(address("person", there)).status_code == 200


@pytest.mark.parametrize("chosen", ["", "x", "elsewhere"])
def test_centre_switch_to_where_one_does_not_work_is_forbidden(as_colleague, chosen):
    other = CentreFactory()
    response = as_colleague.post(reverse("desk:centre"), {"centre": other.pk if chosen == "elsewhere" else chosen})
    assert response.status_code == 403


@pytest.mark.parametrize("others", [0, 2])
def test_people_takes_the_same_queries_however_many(person, as_colleague, others, django_assert_num_queries):
    for _number in range(others):
        ContactPointFactory(person=PersonFactory(centres=[person.centres.get()]))
    with django_assert_num_queries(11):
        response = as_colleague.get(reverse("desk:people"))
    assert len(response.context["page"]) == others + 1


def test_people_shows_those_of_the_centre_by_name(person, as_colleague, as_stranger):
    terry = PersonFactory(name="Térry Fox", centres=[person.centres.get()])
    assert list(as_colleague.get(reverse("desk:people")).context["page"]) == [person, terry]
    assert list(as_stranger.get(reverse("desk:people")).context["page"]) == []


@pytest.mark.parametrize("role", [Role.EVALUATOR, Role.PROVIDER])
def test_people_and_records_are_closed_to_evaluators_and_providers(person, role):
    client = staff_client(role, centre=person.centres.get())
    for page in (
        reverse("desk:people"),
        reverse("desk:person_new"),
        address("person", person),
        address("person_edit", person),
        address("person_access", person),
    ):
        assert client.get(page).status_code == 403


def test_home_of_an_evaluator_names_nobody(person):
    response = staff_client(Role.EVALUATOR, centre=person.centres.get()).get(reverse("desk:home"))
    assert (response.status_code, person.name in response.text) == (200, False)


def test_record_is_seen_by_a_colleague_and_the_look_is_recorded(person, as_owner, as_colleague, as_stranger):
    assert as_owner.get(address("person", person)).status_code == 403
    assert as_stranger.get(address("person", person)).status_code == 404
    assert AuditEvent.about(person.pk).count() == 0
    response = as_colleague.get(address("person", person))
    assert "Brian Halloran" in response.text
    event = AuditEvent.about(person.pk).get()
    assert (event.action, event.role, event.channel) == ("person.viewed", "coordinator", "desk")


def test_record_names_nobody_in_its_title(person, as_colleague):
    title = as_colleague.get(address("person", person)).text.split("<title>")[1].split("</title>")[0]
    assert "Brian" not in title


@pytest.mark.parametrize("points", [1, 3])
def test_record_takes_the_same_queries_however_many_contact_points(
    person, as_colleague, points, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(sections, "person", Registry("section"))
    ContactPointFactory.create_batch(points, person=person)
    with django_assert_num_queries(15):
        as_colleague.get(address("person", person))


def test_edit_saves_and_goes_back_to_the_record(person, as_colleague, as_stranger):
    answers = {"name": "Brian H.", "language": "fr", "emergency_name": "Ann", "emergency_phone": "519 555 0101"}
    assert as_stranger.post(address("person_edit", person), answers).status_code == 404
    response = as_colleague.post(address("person_edit", person), answers)
    assert (response.status_code, response["Location"]) == (302, address("person", person))
    person.refresh_from_db()
    assert (person.name, person.language, person.emergency_phone) == ("Brian H.", "fr", "+15195550101")


def test_edit_without_a_name_says_so_in_the_title(person, as_colleague):
    response = as_colleague.post(address("person_edit", person), {"name": "", "language": "en"})
    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {"name"}
    assert "<title>Error:" in response.text


def test_new_person_belongs_to_the_centre_of_the_colleague(person, as_colleague):
    response = as_colleague.post(
        reverse("desk:person_new"), {"name": "Vera Loon", "language": "en", "contact": "807-555-0133"}
    )
    made = Person.objects.get(name="Vera Loon")
    assert response["Location"] == address("person", made)
    assert list(made.centres.all()) == list(person.centres.all())
    assert [point.value for point in made.contact_points.all()] == ["+18075550133"]


def test_new_person_with_a_wrong_number_is_asked_again(as_colleague):
    answers = {"name": "Vera Loon", "language": "en", "contact": "123"}
    response = as_colleague.post(reverse("desk:person_new"), answers)
    assert response.context["form"].errors.keys() == {"contact"}
    assert not Person.objects.filter(name="Vera Loon").exists()


def test_contact_points_are_added_and_removed_by_a_colleague(person, as_colleague, as_stranger):
    answers = {"kind": "mobile", "value": "519-555-0144"}
    assert as_stranger.post(address("contact_add", person), answers).status_code == 404
    as_colleague.post(address("contact_add", person), answers)
    point = person.contact_points.get()
    assert (point.kind, point.value) == ("mobile", "+15195550144")
    remove = reverse("desk:contact_remove", args=[person.public_id, point.pk])
    assert as_colleague.get(remove).status_code == 405
    assert as_stranger.post(remove).status_code == 404
    as_colleague.post(remove)
    assert person.contact_points.count() == 0


def test_contact_point_that_is_none_is_asked_again(person, as_colleague):
    response = as_colleague.post(address("contact_add", person), {"kind": "email", "value": "brian"})
    assert response.context["form"].errors.keys() == {"value"}


def test_agreements_are_written_down_over_the_desk(person, as_colleague, as_stranger):
    assert as_stranger.post(address("person_consents", person), {"agreed": ["news"]}).status_code == 404
    as_colleague.post(address("person_consents", person), {"agreed": ["news", "own_places"]})
    assert consents.agreed(person) == ["own_places", "news"]
    assert {consent.channel for consent in person.consents.all()} == {"desk"}


def test_erase_asks_first_and_is_the_managers(person, as_colleague):
    manager = staff_client(Role.MANAGER, centre=person.centres.get())
    assert as_colleague.post(address("person_erase", person)).status_code == 403
    assert manager.get(address("person_erase", person)).status_code == 200
    assert Person.objects.get(pk=person.pk).erased_at is None
    assert manager.post(address("person_erase", person))["Location"] == reverse("desk:people")
    assert Person.objects.get(pk=person.pk).erased_at is not None
    assert manager.get(address("person", person)).status_code == 404


def test_list_is_a_look_at_everybody_on_the_page_and_at_nobody_else(person, as_colleague):
    PersonFactory(name="Zoe Ash", centres=[person.centres.get()])
    as_colleague.post(reverse("desk:people_search"), {"q": "brian"})
    as_colleague.get(reverse("desk:people_search"))
    assert list(AuditEvent.objects.values_list("action", "person_id")) == [("person.listed", person.pk)]


def test_form_sent_back_with_errors_is_a_look(person, as_colleague):
    as_colleague.post(reverse("desk:person_edit", args=[person.public_id]), {"name": ""})
    assert AuditEvent.about(person.pk).get().action == "person.viewed"


def test_record_that_a_colleague_erased_meanwhile_is_spoken_of(person, monkeypatch):
    def faster(_person, *, by):
        raise DomainError("already_erased")

    monkeypatch.setattr("people.services.erasure.erase", faster)
    manager = staff_client(Role.MANAGER, centre=person.centres.get())
    response = manager.post(reverse("desk:person_erase", args=[person.public_id]), follow=True)
    assert [str(message) for message in response.context["messages"]] == ["This record was erased already."]


@pytest.mark.parametrize("name", ["desk:home", "desk:people", "my:home", "my:details"])
def test_page_for_somebody_signed_in_is_kept_by_nobody(as_colleague, name):
    assert as_colleague.get(reverse(name))["Cache-Control"] == "no-store"


# --- What does not reach them -------------------------------------------------------------------


def record(as_colleague, person):
    return as_colleague.get(reverse("desk:person", args=[person.public_id])).text


def test_record_says_that_somebody_texted_stop_and_that_staff_cannot_change_it(person, as_colleague):
    ContactPointFactory(person=person, value="+15195550134")
    assert "STOP" not in record(as_colleague, person)
    numbers.stop("+15195550134", by=SYSTEM, now=datetime(2026, 11, 2, 15, tzinfo=UTC))
    page = record(as_colleague, person)
    assert f"Somebody texted STOP from this number on {dates.day(date(2026, 11, 2))}, so no texts go there." in page
    assert "START" in page


def test_refused_number_and_address_say_what_to_do_and_can_be_confirmed_again(person, as_colleague):
    at = {"verified_at": timezone.now(), "refused_at": datetime(2026, 11, 2, 15, tzinfo=UTC)}
    number = ContactPointFactory(person=person, value="+15195550134", **at)
    ContactPointFactory(person=person, by_email=True, **at)
    page = record(as_colleague, person)
    assert "The carrier refused this number on" in page
    assert "An e-mail came back on" in page
    as_colleague.post(reverse("desk:contact_verify", args=[person.public_id, number.pk]))
    assert "The carrier refused this number on" not in record(as_colleague, person)
