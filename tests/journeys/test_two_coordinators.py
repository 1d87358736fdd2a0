"""Two coordinators decide at once: the second is told who was faster, what they did and when."""

from tests.factories.activities import ProposalFactory
from tests.journeys.conftest import Enter
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import World


def when_they_open_it(coordinator: Visitor, proposal: object) -> None:
    coordinator.opens("review:proposal", proposal.public_id)
    coordinator.arrives(coordinator.t("A proposal"))


def when_they_approve(coordinator: Visitor) -> None:
    coordinator.presses(coordinator.t("Approve"))
    coordinator.arrives(coordinator.t("Proposals"))


def when_they_decline_too_late(coordinator: Visitor, reason: str) -> None:
    coordinator.writes(coordinator.t("Why not?"), reason)
    coordinator.presses(coordinator.t("Decline"))
    coordinator.arrives(coordinator.t("A proposal"), status=409)


def then_they_read_who_was_faster(coordinator: Visitor, reason: str) -> None:
    """In the language of the page, with the time; and nothing that they wrote is lost."""
    deed = coordinator.t("%(who)s approved it (%(when)s).")
    beginning, end = deed.split("%(when)s")
    role = coordinator.t("volunteer coordinator")
    who = coordinator.t("%(name)s (%(role)s)", name="Grace", role=role)
    coordinator.sees(coordinator.t("A colleague was faster"), beginning.replace("%(who)s", who), end, reason)
    coordinator.sees({"en": "10", "fr": "10\u00a0h"}[coordinator.language])


def test_second_coordinator_is_told_who_was_faster(world: World, enter: Enter) -> None:
    proposal = ProposalFactory(centre=world.centre, proposer=world.champion, venue=world.venue, submitted=True)
    grace = enter(user=world.coordinator, viewport=DESK)
    sam = enter(user=world.staff("Sam Leblanc", world.centre), viewport=DESK)
    when_they_open_it(grace, proposal)
    when_they_open_it(sam, proposal)
    when_they_approve(grace)
    when_they_decline_too_late(sam, "The room is being painted.")
    then_they_read_who_was_faster(sam, "The room is being painted.")
