"""Two coordinators look at the same two records at the same moment; somebody books meanwhile."""

import pytest

from activities.models import Booking
from activities.services import bookings
from core.actors import SYSTEM, Channel
from core.errors import DomainError
from people.models import Merge, Person
from people.services import merging
from tests.concurrency.test_last_seats import at_once, taken
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.centres import CentreFactory
from tests.factories.people import PersonFactory, staff_actor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]


def test_one_of_two_merges_wins_and_the_other_is_told():
    centre = CentreFactory()
    one, other = (PersonFactory(centres=[centre]) for _ in range(2))
    staff = [staff_actor(centre=centre) for _ in range(2)]
    answers = at_once(lambda: merging.merge(one, other, by=staff[0]), lambda: merging.merge(other, one, by=staff[1]))
    refused = [answer for answer in answers if isinstance(answer, Exception)]
    assert [(type(error), getattr(error, "code", "")) for error in refused] == [(DomainError, "merged_meanwhile")]
    assert (Merge.objects.count(), Person.objects.filter(merged_into=None).count()) == (1, 1)


def test_one_of_two_undoings_wins_and_the_other_is_told():
    centre = CentreFactory()
    done = merging.merge(*(PersonFactory(centres=[centre]) for _ in range(2)), by=SYSTEM)
    answers = at_once(*(lambda: merging.undo(done, by=SYSTEM) for _ in range(2)))
    assert sorted(getattr(answer, "code", "undone") for answer in answers) == ["undone", "unmerged_meanwhile"]


def test_merge_and_bookings_at_the_same_dates_wait_for_one_another():
    activity = ActivityFactory(capacity=3)
    sessions = [SessionFactory(activity=activity) for _ in range(3)]
    kept, merged = (PersonFactory(centres=[activity.centre]) for _ in range(2))
    for session in sessions:
        for person in (kept, merged):
            bookings.book(session=session, person=person, channel=Channel.WEB, by=SYSTEM)
    others = [PersonFactory() for _ in sessions]
    answers = at_once(
        lambda: merging.merge(kept, merged, by=SYSTEM),
        *(
            lambda session=session, person=person: bookings.book(
                session=session, person=person, channel=Channel.WEB, by=SYSTEM
            )
            for session, person in zip(sessions, others, strict=True)
        ),
        *(
            lambda session=session: bookings.book(session=session, person=kept, channel=Channel.WEB, by=SYSTEM)
            for session in sessions
        ),
    )
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    live = Booking.objects.active().filter(person__in=(kept, merged))
    assert sorted(live.values_list("session", "person")) == sorted((session.pk, kept.pk) for session in sessions)
    assert [taken(session) for session in sessions] == [2, 2, 2]
