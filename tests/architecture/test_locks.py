"""Whom a client has locked out meets them nowhere: in no row, on no page, in no list, print or answer of a service."""

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db import IntegrityError, models, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from core.actors import SYSTEM, Role
from core.querysets import Scoped
from matches.models import Alert
from people.actors import for_user
from people.models import Person
from people.services import locks, staff
from tests.architecture.lock_surfaces import (
    AS_CHAMPION,
    MADE,
    NAME,
    OFFICERS,
    OWN_ALONE,
    SURFACES,
    Scene,
    in_words,
    tells,
)
from tests.architecture.test_permissions import TABLE
from tests.architecture.tree import own_models

pytestmark = pytest.mark.django_db
# Through these a row without a field of its own points at a client.
THROUGH = {"matches.MatchRequest", "matches.Match", "matches.Visit", "notifications.OutboxMessage"}
# Rooms of which some rows make what there can be only one of; `SURFACES` has pages of each.
MADE_ONCE = {"company", "desk_matches", "my_matches"}
# Opened by a key that was sent to their person; whoever has it is them.
BY_KEY = {"asked:show"}
# About the volunteer's safety: it stays, without the client's name (matches.seen).
UNNAMED = {"matches.Alert"}


@pytest.fixture
def scene():
    scene = Scene()
    scene.ready()
    return scene


def points_at_a_person(model: type[models.Model]) -> bool:
    near = {field.related_model for field in model._meta.local_fields if field.related_model}
    return model is Person or Person in near or any(one._meta.label in THROUGH for one in near)


SCOPED = [model for model in own_models() if issubclass(model, Scoped) and points_at_a_person(model)]


def test_every_model_that_screens_reach_and_that_points_at_a_person_is_in_the_table():
    assert {model._meta.label for model in SCOPED} == set(MADE) | AS_CHAMPION | OFFICERS | OWN_ALONE | UNNAMED


@pytest.mark.parametrize("label", sorted(MADE))
def test_row_of_a_locked_client_is_found_by_a_colleague_and_not_by_who_is_locked_out(scene, label):
    row = MADE[label](scene)
    blocked, colleague = scene.colleagues
    lock = scene.lock_out(blocked)

    def is_found(user):
        return type(row).visible_to(for_user(user)).filter(pk=row.pk).exists()

    assert type(row)._meta.label == label
    assert (is_found(blocked), is_found(colleague)) == (False, True)
    locks.lift(lock, by=SYSTEM)
    assert is_found(blocked)


@pytest.mark.parametrize("label", sorted(OWN_ALONE))
def test_what_is_for_its_person_alone_knows_no_staff(scene, label):
    model = next(one for one in own_models() if one._meta.label == label)
    assert not model.visible_to(for_user(scene.colleagues[1])).exists()
    with pytest.raises(FieldDoesNotExist):
        model._meta.get_field("user")


@pytest.mark.parametrize("label", sorted(AS_CHAMPION))
def test_what_belongs_to_the_champions_hat_stays(scene, label):
    rows = {"champions.Champion": scene.champion, "activities.ChangeRequest": scene.asked}
    row = rows.get(label)
    blocked, _colleague = scene.colleagues
    locks.lock(scene.owner, centre=scene.centre, user=blocked, by=SYSTEM)
    assert not Person.visible_to(for_user(blocked)).filter(pk=scene.owner.pk).exists()
    if row is not None:
        assert type(row).visible_to(for_user(blocked)).filter(pk=row.pk).exists()


def test_alert_stays_for_the_sake_of_the_volunteer(scene):
    blocked, colleague = scene.colleagues
    alert = scene.alert
    scene.lock_out(blocked)
    rows = Alert.visible_to
    assert [bool(rows(for_user(user)).get(pk=alert.pk).is_shut) for user in (blocked, colleague)] == [True, False]


@pytest.mark.parametrize("name", sorted(SURFACES))
def test_surface_names_a_client_to_a_colleague_and_not_to_who_is_locked_out(scene, name):
    surface, (blocked, colleague) = SURFACES[name], scene.colleagues
    assert tells(surface(scene, blocked))
    lock = scene.lock_out(blocked)
    assert tells(surface(scene, blocked)) == []
    assert tells(surface(scene, colleague))
    locks.lift(lock, by=SYSTEM)
    assert tells(surface(scene, blocked))


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.LINK_WORKER, Role.MANAGER])
def test_lock_on_a_role_holds_on_every_surface(scene, role):
    user = scene.colleagues[0]
    user.staff_roles.update(role=role)
    for surface in SURFACES.values():
        surface(scene, user)
    for person in (scene.neighbour, scene.double):
        locks.lock(person, centre=scene.centre, role=role, by=SYSTEM)
    assert {name: found for name, surface in SURFACES.items() if (found := tells(surface(scene, user)))} == {}


def _made(args, scene):
    """What an address needs; nothing where another row of the table has made the same and there can be only one."""
    try:
        with transaction.atomic():
            return args(scene)
    except IntegrityError:
        return None


def test_no_page_of_the_whole_table_names_a_locked_client(scene):
    """Every address, with something of everything there: as the owner's pages, and as the neighbour's."""
    blocked, _colleague = scene.colleagues
    for make in MADE.values():
        make(scene)
    scene.place_waiting, scene.closed_group, scene.double, scene.place_held  # noqa: B018 - make them
    rows = [row for row in TABLE if row.method == "GET"]
    made = {args: _made(args, scene) for args in dict.fromkeys(row.args for row in rows)}
    asked = [(row.name, made[row.args]) for row in rows if made[row.args] is not None]
    assert {row.name.split(":")[0] for row in rows if made[row.args] is None} <= MADE_ONCE
    for person in (scene.neighbour, scene.double):
        locks.lock(person, centre=scene.centre, user=blocked, by=SYSTEM)
    client = Client()
    client.force_login(blocked)
    told = {}
    for name, args in asked:
        named = args if isinstance(args, dict) else {}
        with translation.override("en"):
            address = reverse(name, kwargs=named) if named else reverse(name, args=args or [])
        if found := tells(in_words(client.get(address))):
            told[name] = found
    assert set(told) <= BY_KEY


def test_number_of_places_stays_right_without_the_name(scene):
    blocked, colleague = scene.colleagues
    scene.place_held, scene.booking_held  # noqa: B018 - two of them
    scene.lock_out(blocked)
    page = SURFACES["register"](scene, blocked)
    assert "Somebody" in page
    assert page.count("data-row=") == SURFACES["register"](scene, colleague).count("data-row=") == 2
    assert NAME not in page


def test_privacy_officer_is_a_colleague_like_any_other(scene):
    """The flag opens nothing."""
    blocked, _colleague = scene.colleagues
    staff.name_privacy_officers(centre=scene.centre, users=[blocked], by=SYSTEM)
    scene.lock_out(blocked)
    assert not Person.visible_to(for_user(blocked)).filter(pk=scene.neighbour.pk).exists()
