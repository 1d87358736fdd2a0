"""What this room holds about people, how it forgets, and how the access log speaks of it."""

from django.utils.translation import gettext_lazy as _

from activities import states
from activities.models import (
    Booking,
    ChangeRequest,
    Enrolment,
    GroupMessage,
    Idea,
    IdeaSupport,
    Invitation,
    InviteCall,
    Proposal,
    ProposalComment,
    Register,
    Worry,
)
from activities.models.change_request import IN_WORDS
from activities.models.proposal import ProposalState
from activities.services import bookings, change_requests, enrolments, invite_calls, proposals
from core import clock, privacy
from core.actors import SYSTEM
from people.history import register_words, withhold

# A title stays a link that somebody can follow.
ERASED_TEXTS = {
    f"{name}_{language}": "—" if name == "title" else ""
    for name in ("title", "summary", "audience")
    for language in ("en", "fr")
}


def erase_bookings(person_id: int) -> None:
    """Give back what lies ahead, so that others can have it; what was, stays as a number without words."""
    ahead = Booking.objects.active().filter(person=person_id, session__starts_at__gt=clock.now())
    for booking in ahead.select_related("person"):
        bookings.cancel(booking, by=SYSTEM)
    Booking.objects.filter(person=person_id).update(access_needs="", request_key=None)


def erase_enrolments(person_id: int) -> None:
    """End what books new dates by itself, and give back what it booked."""
    theirs = Enrolment.objects.active().filter(person=person_id).select_related("activity")
    for enrolment in theirs.order_by("activity"):  # in the order in which groups are locked everywhere
        enrolments.end(enrolment, by=SYSTEM)
    Enrolment.objects.filter(person=person_id).update(access_needs="", request_key=None)


def erase_invitations(person_id: int) -> None:
    Invitation.objects.filter(person=person_id).delete()


def erase_notes(person_id: int) -> None:
    """Nobody can tell whom a leader's note speaks of: those about dates where the person was go."""
    Register.objects.filter(session__bookings__person=person_id).update(note="")


def erase_proposals(person_id: int) -> None:
    """Drafts go, what waits for an answer is withdrawn. Of an idea that became no group only that it was remains.

    A group lives on in the words that the centre published.
    """
    for proposal in Proposal.objects.filter(proposer__person=person_id).select_related("proposer"):
        if proposal.state == ProposalState.DRAFT:
            proposals.discard(proposal, by=SYSTEM)
        elif states.proposals.can(proposal, "withdraw"):
            proposals.withdraw(proposal, by=SYSTEM)
    mine = Proposal.objects.filter(proposer__person=person_id)
    mine.update(needs_from_staff="")
    mine.filter(activity=None).update(**ERASED_TEXTS)


def erase_comments(person_id: int) -> None:
    """What coordinators wrote to the champion, the reason of a no included."""
    ProposalComment.objects.filter(proposal__proposer__person=person_id).delete()


def erase_worries(person_id: int) -> None:
    """That somebody worried stays, without the words and without who wrote them."""
    Worry.objects.filter(person=person_id).update(text="—")
    Worry.objects.filter(reporter=person_id).update(reporter=None)


def erase_change_requests(person_id: int) -> None:
    """What waits is taken back. That somebody wished something for a group stays, without words and without who."""
    theirs = ChangeRequest.objects.filter(person=person_id)
    for asked in theirs.open():
        change_requests.withdraw(asked, by=SYSTEM)
    theirs.filter(wish__in=IN_WORDS).update(words="—")
    theirs.exclude(wish__in=IN_WORDS).update(words="")
    theirs.update(reply="", answers={}, person=None)


def erase_group_messages(person_id: int) -> None:
    """That something was sent to a group stays, without the words and without who wrote them."""
    GroupMessage.objects.filter(sender=person_id).update(text="—", sender=None)


privacy.declare(GroupMessage, erase=erase_group_messages, audited_as="group_message")


def erase_invite_calls(person_id: int) -> None:
    """What a champion was asked about them is taken back; that they were asked, and what came of it, is a number."""
    invite_calls.forget(person_id, by=SYSTEM)


def erase_ideas(person_id: int) -> None:
    """An idea belongs to whoever would come by now: it stays, and nobody knows any more whose it was."""
    Idea.objects.filter(person=person_id).update(person=None, request_key=None)


def erase_idea_supports(person_id: int) -> None:
    IdeaSupport.objects.filter(person=person_id).delete()


privacy.declare(InviteCall, erase=erase_invite_calls, audited_as="invitecall")
privacy.declare(Idea, erase=erase_ideas, audited_as="idea")
privacy.declare(IdeaSupport, erase=erase_idea_supports, audited_as="idea")
privacy.declare(ChangeRequest, erase=erase_change_requests, audited_as="changerequest")
privacy.declare(Enrolment, erase=erase_enrolments, audited_as="enrolment")
privacy.declare(Invitation, erase=erase_invitations, audited_as="invitation")
privacy.declare(Booking, erase=erase_bookings, audited_as="booking")
privacy.declare(Register, erase=erase_notes, audited_as="register")
privacy.declare(ProposalComment, erase=erase_comments, audited_as="proposal")
privacy.declare(Worry, erase=erase_worries, audited_as="worry")
privacy.declare(Proposal, erase=erase_proposals, audited_as="proposal")

# Who hears of worries is named: no colleague and nobody at the person's side may see that there is one.
withhold(Worry)

register_words(
    {
        "booking.book": _("Signed up for a date"),
        "booking.change": _("Changed a place"),
        "booking.cancel": _("Cancelled a place"),
        "booking.offer": _("Offered a place"),
        "booking.accept": _("Accepted an offered place"),
        "booking.take": _("Took a free place"),
        "booking.admit": _("Let in from the waiting list"),
        "booking.lapse": _("Passed an offered place on"),
        "booking.wait_again": _("Took back that they were let in"),
        "booking.think_again": _("Took back that they were let in"),
        "invitecall.ask": _("Asked a champion to call or meet this person"),
        "invitecall.viewed": _("Saw, as a champion, whom to call or meet"),
        "invitecall.rang": _("Called through the centre’s line"),
        "invitecall.connected": _("Was connected through the centre’s line"),
        "invitecall.yes": _("Wrote down that they would like to come"),
        "invitecall.not_now": _("Wrote down that they do not want to come now"),
        "invitecall.think": _("Wrote down that they want to think about it"),
        "invitecall.no_answer": _("Wrote down that nobody answered"),
        "invitecall.give_up": _("Wrote down that nobody answered, for the last time"),
        "invitecall.wrong_number": _("Wrote down that the number is wrong"),
        "invitecall.met": _("Wrote down that they met at the door"),
        "invitecall.not_met": _("Wrote down that they did not meet at the door"),
        "invitecall.cannot": _("Said that they cannot make the call or be at the door"),
        "invitecall.take_back": _("Took back what a champion was asked"),
        "idea.suggest": _("Suggested an idea"),
        "idea.show": _("Put an idea on the site"),
        "idea.decline": _("Said no to an idea"),
        "idea.merge": _("Put two ideas together"),
        "idea.take_up": _("Took an idea up"),
        "idea.put_back": _("Put an idea back on the site"),
        "idea.fulfil": _("Made a group of an idea"),
        "idea.changed": _("Changed the words of an idea"),
        "idea.supported": _("Said that they would come to what an idea is about"),
        "changerequest.ask": _("Asked staff for a change of a group"),
        "changerequest.fulfil": _("Did what was asked for a group"),
        "changerequest.decline": _("Said no to a change of a group"),
        "changerequest.withdraw": _("Took back what was asked for a group"),
        "substituteask.ask": _("Asked this person to stand in for other leaders"),
        "substituteask.accept": _("Said that they stand in for other leaders"),
        "substituteask.refuse": _("Said that they cannot stand in for other leaders"),
        "enrolment.enrol": _("Signed up for every date"),
        "enrolment.end": _("Ended a place at every date"),
        "invitation.made": _("Invited to a group"),
        "invitation.withdrawn": _("Took an invitation to a group back"),
        "booking.marked": _("Wrote into the register whether they came"),
        "proposal.start": _("Started a proposal for a group"),
        "proposal.submit": _("Sent a proposal for a group"),
        "proposal.request_changes": _("Asked for changes to a proposal"),
        "proposal.approve": _("Approved a proposal"),
        "proposal.decline": _("Declined a proposal"),
        "proposal.withdraw": _("Took a proposal back"),
        "proposal.changed": _("Changed the proposal for a group"),
        "proposal.discarded": _("Threw the draft of a proposal away"),
        "proposal.translated": _("Added the text of a proposal in the other language"),
        "register.viewed": _("Saw the name in a group's register"),
    }
)
