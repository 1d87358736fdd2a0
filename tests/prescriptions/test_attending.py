"""How often somebody was where they were sent."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activities.models import Attendance
from prescriptions.services import attending
from tests.factories.activities import BookingFactory, SessionFactory
from tests.factories.prescriptions import CaseFactory, TakingPartFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def was_there(link, *weeks, attendance=Attendance.CAME):
    for number in weeks:
        session = SessionFactory(activity=link.activity, day=TODAY - timedelta(weeks=number))
        BookingFactory(session=session, person=link.prescription.person, attendance=attendance)


def test_nothing_yet():
    found = attending.summary(CaseFactory().prescription)
    assert (found.groups, found.is_attending, found.first_day, found.last_day) == ([], False, None, None)


@pytest.mark.parametrize("groups", [1, 3])
def test_each_group_with_its_days_in_two_queries(groups, django_assert_num_queries):
    prescription = CaseFactory().prescription
    since = timezone.now() - timedelta(weeks=6)
    for _number in range(groups):
        link = TakingPartFactory(prescription=prescription, since=since)
        was_there(link, 9, 5, 3)
        was_there(link, 2, attendance=Attendance.MISSED)
    with django_assert_num_queries(2):
        found = attending.summary(prescription)
        assert found.times == 2 * groups
    first, last = TODAY - timedelta(weeks=5), TODAY - timedelta(weeks=3)
    assert [(group.times, group.first_day, group.last_day) for group in found.groups] == [(2, first, last)] * groups
    assert (found.first_day, found.last_day) == (first, last)
