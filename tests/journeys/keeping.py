"""The leader's steps on the day: who came?"""

from playwright.sync_api import expect

from tests.journeys.visitor import Visitor


def when_they_open_the_register(leader: Visitor, title: str) -> None:
    leader.opens("my:home")
    leader.arrives(leader.t("My page"))
    row = leader.main.locator(".pl-row").filter(has_text=title).first
    leader.follows(leader.t("Register"), within=row)
    leader.arrives(leader.t("Register"))


def when_they_mark_who_came(leader: Visitor, name: str) -> None:
    row = leader.main.locator(".pl-row").filter(has_text=name)
    leader.taps(leader.t("Came"), within=row)
    pressed = row.get_by_role("button").first
    expect(pressed).to_have_attribute("aria-pressed", "true")
    leader.arrives(leader.t("Register"))


def when_they_add_who_came_by(leader: Visitor, name: str, *, called: str) -> None:
    """The list shows no more of a name than the group needs."""
    leader.writes(leader.t("Name"), name)
    leader.presses(leader.t("Add to the list"))
    leader.arrives(leader.t("Register"))
    leader.sees(called)


def when_they_count_who_gave_no_name(leader: Visitor) -> None:
    for count in ("1", "2"):
        leader.taps(leader.t("One more"))
        expect(leader.main.locator("#id_headcount")).to_have_value(count)
    leader.arrives(leader.t("Register"))


def when_they_close_it(leader: Visitor) -> None:
    leader.presses(leader.t("Close the register"))
    leader.arrives(leader.t("Close the register"))
    leader.presses(leader.t("Close the register"))
    leader.arrives(leader.t("Register"))
    leader.sees(leader.t("The register is closed. Thank you!"))
