"""Whoever keeps the asset map is reminded once a month at most, and only where there is something to look at."""

from datetime import UTC, date, datetime, timedelta

import pytest

from centres.services import resources
from core.actors import SYSTEM, Role
from notifications.models import OutboxMessage, Preferences
from notifications.services import outbox
from people.services import persons
from prescriptions.services import map_letter
from tests.factories.centres import CentreFactory
from tests.factories.people import StaffRoleFactory
from tests.factories.resources import ResourceFactory

pytestmark = pytest.mark.django_db
MORNING = datetime(2027, 4, 6, 13, tzinfo=UTC)  # a Tuesday, 9 am in Toronto
DAY = timedelta(days=1)


@pytest.fixture
def centre(time_machine):
    time_machine.move_to(MORNING)
    return CentreFactory(name_en="Gateway")


def told():
    return [message.person.user for message in OutboxMessage.objects.filter(type=map_letter.SLUG).order_by("pk")]


def keeper(centre, role=Role.LINK_WORKER):
    return StaffRoleFactory(centre=centre, role=role).user


def test_link_workers_are_told_once_a_month(centre, time_machine):
    first, second = keeper(centre), keeper(centre)
    keeper(centre, Role.COORDINATOR)
    ResourceFactory(centre=centre)
    assert [map_letter.send(now=MORNING), map_letter.send(now=MORNING), map_letter.send(now=MORNING + DAY)] == [
        2,
        0,
        0,
    ]
    assert told() == [first, second]
    time_machine.move_to(MORNING + 30 * DAY)
    assert map_letter.send(now=MORNING + 30 * DAY) == 2


def test_coordinators_are_told_where_there_is_no_link_worker(centre):
    user = keeper(centre, Role.COORDINATOR)
    keeper(centre, Role.PROVIDER)
    ResourceFactory(centre=centre)
    map_letter.send(now=MORNING)
    assert told() == [user]


@pytest.mark.parametrize(
    "now",
    [
        MORNING - timedelta(hours=2),
        MORNING + timedelta(hours=1),
        datetime(2027, 4, 10, 13, tzinfo=UTC),  # a Saturday
    ],
)
def test_only_on_weekday_mornings(centre, now):
    keeper(centre)
    ResourceFactory(centre=centre)
    assert map_letter.send(now=now) == 0


def test_nothing_is_said_where_nothing_is_due(centre):
    keeper(centre)
    ResourceFactory(centre=centre, assured_on=date(2027, 1, 1))
    ResourceFactory()
    assert map_letter.send(now=MORNING) == 0
    centre.resources_hold_months = 0
    centre.save()
    ResourceFactory(centre=centre)
    assert map_letter.send(now=MORNING) == 0


def test_who_does_not_want_such_letters_gets_none(centre):
    person = persons.of_account(keeper(centre))
    ResourceFactory(centre=centre)
    Preferences.objects.update_or_create(person=person, defaults={"staff_digest": False})
    assert map_letter.send(now=MORNING) == 0


@pytest.mark.parametrize(("language", "words"), [("en", "one resource has not"), ("fr", "une ressource n’a pas été")])
def test_letter_says_how_many_and_no_longer_holds_once_all_is_confirmed(centre, language, words):
    user = keeper(centre)
    user.language = language
    user.save()
    resource = ResourceFactory(centre=centre)
    map_letter.send(now=MORNING)
    message = OutboxMessage.objects.select_related("person", "centre").get(type=map_letter.SLUG)
    message.person.language = language
    [found] = outbox.render_each([message], also_untrue=True)
    assert words in found[1].text
    assert "?stands=due" in found[1].text
    assert map_letter.is_due(map_letter.load_centres([centre.pk])[centre.pk])
    resources.confirm(resource, by=SYSTEM)
    assert not map_letter.is_due(map_letter.load_centres([centre.pk])[centre.pk])
