"""Forgetting a person who booked, led and proposed."""

from datetime import date

import pytest

from activities.models import Attendance, Booking, Proposal, ProposalComment, Register
from activities.services import bookings, review
from core.actors import Channel, Role, person_actor
from core.models import Transition
from people import history
from people.services import erasure
from tests.factories.activities import ActivityFactory, BookingFactory, ProposalFactory, SessionFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import PersonFactory, staff_actor

pytestmark = pytest.mark.django_db


def forget(person, centre):
    erasure.erase(person, by=staff_actor(Role.MANAGER, centre=centre))


def test_erasure_gives_back_what_lies_ahead_and_offers_it():
    session = SessionFactory(activity=ActivityFactory(capacity=1))
    placed, waiting = (
        bookings.book(
            session=session, person=person, channel=Channel.WEB, by=person_actor(person.pk), access_needs="a chair"
        )
        for person in (PersonFactory(), PersonFactory())
    )
    forget(placed.person, session.centre)
    rows = {row.pk: (row.state, row.access_needs) for row in Booking.objects.all()}
    assert rows == {placed.pk: ("cancelled", ""), waiting.pk: ("offered", "a chair")}


def test_erasure_keeps_the_past_as_a_number_without_words():
    session = SessionFactory(day=date(2025, 3, 4))
    booking = BookingFactory(session=session, attendance=Attendance.CAME, access_needs="large print")
    Register.objects.create(session=session, note="Somebody should call them.", headcount=3)
    forget(booking.person, session.centre)
    booking.refresh_from_db()
    assert (booking.state, booking.attendance, booking.access_needs) == ("confirmed", "came", "")
    assert list(Register.objects.values_list("note", "headcount")) == [("", 3)]


def test_erasure_of_a_champion_discards_drafts_and_withdraws_what_waits():
    champion = ChampionFactory()
    ProposalFactory(centre=champion.centre, proposer=champion)
    waiting = ProposalFactory(centre=champion.centre, proposer=champion, submitted=True, needs_from_staff="tea")
    ProposalComment.objects.create(proposal=waiting, text="Which room?", round=1, at=waiting.created_at)
    forget(champion.person, champion.centre)
    assert list(Proposal.objects.values_list("pk", "state", "needs_from_staff")) == [(waiting.pk, "withdrawn", "")]
    assert ProposalComment.objects.count() == 0


def test_erasure_forgets_the_reason_of_a_no():
    proposal = ProposalFactory(submitted=True)
    review.decline(proposal, reason="Brian told us why.", by=staff_actor(centre=proposal.centre))
    forget(proposal.proposer.person, proposal.centre)
    assert ProposalComment.objects.count() == 0
    assert set(Transition.objects.values_list("note", flat=True)) == {""}


def test_erasure_forgets_the_words_of_an_idea_that_became_no_group():
    champion = ChampionFactory()
    ProposalFactory(centre=champion.centre, proposer=champion, submitted=True)
    published = ProposalFactory(centre=champion.centre, proposer=champion, state="approved", title_en="Card night")
    ActivityFactory(centre=champion.centre, proposal=published)
    forget(champion.person, champion.centre)
    rows = Proposal.objects.order_by("pk").values_list("title_en", "title_fr", "summary_en", "audience_fr")
    assert list(rows) == [
        ("—", "—", "", ""),
        ("Card night", published.title_fr, published.summary_en, published.audience_fr),
    ]


def test_access_log_has_words_for_what_happens_to_a_place():
    assert history._what("register.viewed") == "Saw the name in a group's register"
