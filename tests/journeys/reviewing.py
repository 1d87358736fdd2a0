"""The coordinator's steps at the desk."""

from tests.journeys.visitor import Visitor


def when_they_open_what_waits(coordinator: Visitor) -> None:
    coordinator.opens("desk:home")
    coordinator.arrives(coordinator.t("Desk"))
    coordinator.sees(coordinator.t("To review"))
    coordinator.follows(coordinator.t("See all proposals"))
    coordinator.arrives(coordinator.t("Proposals"))
    coordinator.follows("Cards with Terry", within=coordinator.main)
    coordinator.arrives(coordinator.t("A proposal"))


def when_they_ask_for_a_change(coordinator: Visitor, comment: str) -> None:
    """At one answer; sent without any comment, the page says what is missing."""
    coordinator.follows(coordinator.t("Ask for changes"), within=coordinator.main)
    coordinator.arrives(coordinator.t("Ask for changes"))
    coordinator.presses(coordinator.t("Send back to the champion"))
    coordinator.arrives(coordinator.t("Ask for changes"), error=True)
    coordinator.writes_into("#id_capacity", comment)
    coordinator.presses(coordinator.t("Send back to the champion"))
    coordinator.arrives(coordinator.t("Proposals"))
    coordinator.sees(coordinator.t("Sent back with your comments. The champion is told."))


def when_they_approve(coordinator: Visitor) -> None:
    coordinator.presses(coordinator.t("Approve"))
    coordinator.arrives(coordinator.t("Proposals"))
    coordinator.sees(coordinator.t("Approved. The group is on the site, and the champion is told."))
