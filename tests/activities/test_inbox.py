"""A person's messages about groups, read on My page."""

from datetime import timedelta

import pytest

from activities.models import Session
from activities.services import bookings
from core.actors import SYSTEM, Channel
from notifications.services import outbox
from tests.factories.activities import ActivityFactory, ProposalFactory, SessionFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def sessions(number: int) -> list[Session]:
    activity = ActivityFactory(title_en="Card night")
    return [SessionFactory(activity=activity, day=activity.start_date + timedelta(weeks=n)) for n in range(number)]


@pytest.mark.parametrize("number", [1, 3])
def test_inbox_of_places_and_proposals_takes_three_queries(number, django_assert_num_queries) -> None:
    person = PersonFactory()
    for session in sessions(number):
        bookings.book(session=session, person=person, channel=Channel.DESK, by=SYSTEM)
        outbox.notify("proposal-approved", person=person, about=ProposalFactory())

    with django_assert_num_queries(3):
        assert len(outbox.inbox(person, language="en")) == 2 * number


def test_inbox_leaves_out_a_place_that_was_given_back() -> None:
    person = PersonFactory()
    booking = bookings.book(session=sessions(1)[0], person=person, channel=Channel.DESK, by=SYSTEM)
    bookings.cancel(booking, by=SYSTEM)

    assert [message.subject for message in outbox.inbox(person, language="en")] == ["Your place is cancelled"]
