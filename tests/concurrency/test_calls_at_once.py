"""The provider reports one step of a call several times in the same moment."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activities.models import Booking
from notifications.menus import Heard
from notifications.models import CallBack, LineCall
from notifications.services import line
from people.models import Person
from tests.concurrency.test_last_seats import at_once
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.centres import CentreFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
LINE, NUMBER, SID = "+15195550100", "+15195550142", "CA1"


def begin():
    return line.begin(provider_id=SID, number=NUMBER, line=LINE)


def step(slug, turn, **heard):
    return line.go_on(provider_id=SID, step=slug, turn=turn, heard=Heard(**heard))


@pytest.fixture
def group():
    centre = CentreFactory(line_number=LINE)
    day = timezone.localdate() + timedelta(days=2)
    group = ActivityFactory(centre=centre, start_date=day, join_code="482913")
    SessionFactory(activity=group, day=day)
    return group


def test_call_begins_once(group):
    answers = at_once(*[begin] * 6)
    assert len(set(answers)) == 1
    assert LineCall.objects.count() == 1


def test_step_is_taken_once_and_all_get_its_answer(group):
    begin()
    step("language", 1, digits="1")
    step("main", 2, digits="3")
    step("code", 3, digits="482913")
    step("way", 4, digits="1")
    answers = at_once(*[lambda: step("name", 5, recording="RE1")] * 6)
    assert len(set(answers)) == 1
    assert "The place is yours" in answers[0]
    assert (Booking.objects.count(), Person.objects.count(), CallBack.objects.count()) == (1, 1, 1)
