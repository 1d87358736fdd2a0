"""Keeping the asset map: adding, changing, confirming, closing; who may; and what is due."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from centres.models import Resource
from centres.models.resource_choices import ResourceState
from centres.services import resource_words, resources, resources_due
from core.actors import PUBLIC, SYSTEM, Role
from core.errors import DomainError, Forbidden, Moved
from core.models import AuditEvent, Transition
from core.privacy import registry
from tests.factories.centres import CentreFactory
from tests.factories.people import PersonFactory, StaffRoleFactory, staff_actor
from tests.factories.resources import ResourceFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 3, 31, 15, tzinfo=UTC)
FACTS = {"name_fr": "Épicerie du coin", "kinds": ["food"], "languages": ["fr"], "town": "Témiscaming", "cost": "free"}


@pytest.fixture
def centre():
    return CentreFactory(name_en="Gateway", email="hello@example.org")


def test_added_resource_is_found_without_accents_and_by_what_it_is_for(centre):
    made = resources.add(centre=centre, by=staff_actor(Role.LINK_WORKER, centre=centre), **FACTS)
    assert (made.state, made.sort_en, made.tags) == (
        ResourceState.ACTIVE,
        "epicerie du coin",
        " kind:food language:fr town:temiscaming free ",
    )
    for query in ("epicerie", "TEMISCAMING food", "french"):
        assert list(Resource.objects.all().with_words(resource_words.words(query))) == [made]
    assert Transition.of(made).get().name == "add"


def test_resource_needs_a_name_and_ages_in_order(centre):
    with pytest.raises(ValidationError, match="at least one language"):
        resources.add(centre=centre, by=SYSTEM, town="Tweed")
    with pytest.raises(ValidationError, match="after the lowest"):
        resources.add(centre=centre, by=SYSTEM, name_en="Youth club", min_age=20, max_age=12)


def test_change_answers_what_is_different_and_remembers_it(centre):
    resource = ResourceFactory(centre=centre, hours_en="Mondays")
    by = staff_actor(Role.COORDINATOR, centre=centre)
    assert resources.change(resource, by=by, hours_en="Tuesdays", town="Maple Falls", notes="Ask for Jo") == [
        "hours_en",
        "notes",
    ]
    [entry] = resource.changes
    assert (entry["field_name"], entry["previous_value"], entry["replacement_value"], entry["updated_by"]) == (
        "hours_en",
        "Mondays",
        "Tuesdays",
        "Gateway",
    )
    assert AuditEvent.objects.get(action="resource.changed").detail == {"fields": ["hours_en", "notes"]}
    assert resources.change(resource, by=by, hours_en="Tuesdays") == []
    with pytest.raises(TypeError):
        resources.change(resource, by=by, state="gone")


def test_one_confirmation_a_day_is_news(centre, time_machine):
    time_machine.move_to(NOW)
    resource = ResourceFactory(centre=centre)
    by = staff_actor(Role.LINK_WORKER, centre=centre)
    assert [resources.confirm(resource, by=by), resources.confirm(resource, by=by)] == [True, False]
    found = (resource.assured_on, resource.assured_by_id, resource.assurer_email)
    assert found == (date(2027, 3, 31), by.user_id, "hello@example.org")
    assert AuditEvent.objects.filter(action="resource.confirmed").count() == 1


def test_resource_rests_comes_back_and_goes(centre):
    resource = ResourceFactory(centre=centre)
    by = staff_actor(Role.MANAGER, centre=centre)
    states = [step(resource, by=by).state for step in (resources.pause, resources.reopen, resources.close)]
    assert states == [ResourceState.PAUSED, ResourceState.ACTIVE, ResourceState.GONE]
    assert [one["replacement_value"] for one in resource.changes] == ["paused", "active", "gone"]
    with pytest.raises(DomainError, match="resource_gone"):
        resources.confirm(resource, by=by)
    with pytest.raises(Moved):
        resources.close(resource, by=by)


@pytest.mark.parametrize("deed", [resources.change, resources.confirm, resources.pause, resources.close])
@pytest.mark.parametrize("role", [Role.PROVIDER, Role.EVALUATOR])
def test_who_only_reads_changes_nothing(centre, deed, role):
    resource = ResourceFactory(centre=centre)
    with pytest.raises(Forbidden):
        deed(resource, by=staff_actor(role, centre=centre))


def test_staff_elsewhere_and_visitors_change_nothing(centre):
    resource = ResourceFactory(centre=centre)
    for actor in (staff_actor(Role.MANAGER), PUBLIC):
        with pytest.raises(Forbidden):
            resources.confirm(resource, by=actor)
        with pytest.raises(Forbidden):
            resources.add(centre=centre, by=actor, name_en="Other")


def test_who_sees_what(centre):
    listed, own, gone = (ResourceFactory(centre=centre, **how) for how in ({}, {"listed": False}, {"gone": True}))
    hidden_map = ResourceFactory(centre__shows_resources=False)
    seen = {
        role: set(Resource.visible_to(staff_actor(role, centre=centre)))
        for role in (Role.COORDINATOR, Role.LINK_WORKER, Role.MANAGER, Role.PROVIDER, Role.EVALUATOR)
    }
    everything = {listed, own, gone, hidden_map}
    assert seen == {
        Role.COORDINATOR: everything,
        Role.LINK_WORKER: everything,
        Role.MANAGER: everything,
        Role.PROVIDER: everything,
        Role.EVALUATOR: set(),
    }
    assert set(Resource.visible_to(staff_actor(Role.LINK_WORKER))) == {listed, hidden_map}
    assert set(Resource.visible_to(PUBLIC)) == set()
    assert set(Resource.public()) == {listed}


def test_due_is_what_nobody_confirmed_for_as_long_as_the_centre_says(centre):
    never = ResourceFactory(centre=centre)
    old = ResourceFactory(centre=centre, assured_on=date(2026, 3, 30))
    ResourceFactory(centre=centre, assured_on=date(2026, 3, 31))
    ResourceFactory(centre=centre, gone=True)
    ResourceFactory()
    assert list(resources_due.at(centre, now=NOW)) == [never, old]
    centre.resources_hold_months = 0
    assert list(resources_due.at(centre, now=NOW)) == []


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2027, 3, 31), 1, date(2027, 2, 28)),
        (date(2028, 3, 31), 1, date(2028, 2, 29)),
        (date(2027, 1, 15), 1, date(2026, 12, 15)),
        (date(2027, 12, 31), 12, date(2026, 12, 31)),
    ],
)
def test_months_before(day, months, before):
    assert resources_due.months_before(day, months) == before


def test_erasing_a_person_forgets_that_they_confirmed(centre):
    held = StaffRoleFactory(centre=centre)
    person = PersonFactory(user=held.user)
    resource = ResourceFactory(centre=centre, assured_on=date(2027, 1, 1), assured_by=held.user)
    registry["centres.Resource"].erase(person.pk)
    resource.refresh_from_db()
    assert (resource.assured_by, resource.assured_on) == (None, date(2027, 1, 1))
