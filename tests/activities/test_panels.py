"""The desk's panel of leaders' notes: staff read what was written to them."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from activities.panels import LeadersNotes
from core.actors import Role
from tests.factories.activities import RegisterFactory, SessionFactory
from tests.factories.centres import CentreFactory
from tests.factories.people import StaffRoleFactory, staff_actor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(datetime.fromisoformat("2026-11-22T15:30:00-05:00"), tick=False)


@pytest.fixture
def centre():
    return CentreFactory()


def note(centre, day, text="Ana would like a lift."):
    return RegisterFactory(session=SessionFactory(activity__centre=centre, day=day), note=text)


class Asked:
    def __init__(self, actor):
        self.actor = actor


@pytest.mark.parametrize("count", [1, 3])
def test_notes_of_the_last_two_weeks_newest_first_in_one_query(centre, count, django_assert_num_queries):
    notes = [note(centre, date(2026, 11, 20 - number)) for number in range(count)]
    note(centre, date(2026, 11, 7), "Too old.")
    note(centre, date(2026, 11, 19), "")
    note(CentreFactory(), date(2026, 11, 19), "Elsewhere.")
    asked = Asked(staff_actor(Role.COORDINATOR, centre=centre))

    with django_assert_num_queries(1):
        shown = LeadersNotes().get_context_data({"request": asked})

    assert shown["registers"] == notes


@pytest.mark.parametrize(("role", "reads"), [(Role.COORDINATOR, True), (Role.LINK_WORKER, False)])
def test_note_is_on_the_desk_of_whoever_may_keep_registers(client, centre, role, reads):
    written = note(centre, date(2026, 11, 20))
    client.force_login(StaffRoleFactory(centre=centre, role=role).user)

    page = client.get(reverse("desk:home")).content.decode()

    assert ("Ana would like a lift." in page) is reads
    assert (reverse("register:show", args=[written.session.public_id]) in page) is reads
