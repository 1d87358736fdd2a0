"""The leader's steps on the day: who came?"""

import re

from playwright.sync_api import Locator, expect

from tests.journeys.visitor import Visitor


def when_they_open_the_register(leader: Visitor, title: str) -> None:
    leader.opens("my:home")
    leader.arrives(leader.t("My page"))
    row = leader.main.locator(".pl-row").filter(has_text=title).first
    leader.follows(leader.t("Register"), within=row)
    leader.arrives(leader.t("Register"))


def row_of(leader: Visitor, name: str) -> Locator:
    return leader.main.locator(".pl-name").filter(has_text=name)


def when_they_tap(leader: Visitor, name: str, answer: str, *, takes_back: bool = False) -> None:
    """One tap at a name shows at once, and so does the tap that takes it back."""
    beginning = re.compile(rf"^\s*{re.escape(leader.t(answer))}")
    leader.taps(leader.t(answer), within=row_of(leader, name))
    button = row_of(leader, name).get_by_role("button", name=beginning)
    expect(button).to_have_attribute("aria-pressed", "false" if takes_back else "true")


def when_they_mark_who_came(leader: Visitor, name: str) -> None:
    when_they_tap(leader, name, "Came")
    leader.arrives(leader.t("Register"))


def when_they_add_who_came_by(leader: Visitor, name: str, *, called: str) -> None:
    """The list shows no more of a name than the group needs."""
    leader.writes(leader.t("Name"), name)
    leader.taps(leader.t("Add to the list"))
    leader.sees(called)
    leader.arrives(leader.t("Register"))


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
