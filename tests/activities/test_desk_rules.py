"""A manager sets the centre's rules; nobody else does."""

import pytest
from django.urls import reverse

from centres.models.centre import LastHours
from centres.services import places
from core.actors import Role
from core.errors import Forbidden
from tests.factories.centres import CentreFactory
from tests.factories.people import StaffRoleFactory, staff_actor

pytestmark = pytest.mark.django_db
ANSWERS = {
    "last_hours": "4",
    "last_hours_rule": "call_list",
    "party_holds_hours": "6",
    "arranges_lifts": "on",
    "asks_after_weeks": "8",
    "says_we_missed_you": "on",
    "resources_hold_months": "6",
    "tries_before_unreached": "5",
    "case_stands_weeks": "2",
}


def test_manager_sets_the_rules_of_their_centre(client):
    held = StaffRoleFactory(role=Role.MANAGER)
    client.force_login(held.user)
    client.post(reverse("desk_rules:rules"), ANSWERS)
    held.centre.refresh_from_db()
    found = [getattr(held.centre, name) for name in places.RULES]
    assert found == [4, LastHours.CALL_LIST, 6, True, 8, True, 6, False, 5, 2]


def test_too_many_hours_are_refused_at_the_field(client):
    held = StaffRoleFactory(role=Role.MANAGER)
    client.force_login(held.user)
    page = client.post(reverse("desk_rules:rules"), {**ANSWERS, "last_hours": "100"})
    assert list(page.context["form"].errors) == ["last_hours"]


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.LINK_WORKER])
def test_nobody_else_sets_them(client, role):
    client.force_login(StaffRoleFactory(role=role).user)
    assert client.get(reverse("desk_rules:rules")).status_code == 403


def test_manager_of_another_centre_may_not_either():
    with pytest.raises(Forbidden):
        places.set_rules(centre=CentreFactory(), by=staff_actor(Role.MANAGER), last_hours=3)


def test_what_is_no_rule_is_a_mistake_in_the_code():
    centre = CentreFactory()
    with pytest.raises(TypeError):
        places.set_rules(centre=centre, by=staff_actor(Role.MANAGER, centre=centre), slug="other")
