"""The keyboard's first step on a page: past the frame, into what the page is about."""

from tests.journeys.conftest import Enter
from tests.journeys.hands import Keyboard
from tests.journeys.world import World

FOCUSED = "document.activeElement.matches(%r)"


def test_skip_link_leads_past_the_frame(world: World, enter: Enter) -> None:
    visitor = enter(hands=Keyboard)
    hands: Keyboard = visitor.hands
    for url_name in ("activities:list", "account_login"):
        visitor.opens(url_name)
        hands.step("Tab")
        assert visitor.page.evaluate(FOCUSED % ".govuk-skip-link")
        hands.step("Enter")
        assert visitor.page.evaluate(FOCUSED % "main")
        hands.step("Tab")
        assert visitor.page.evaluate(FOCUSED % "main *")


def test_tab_comes_round_and_is_seen_everywhere(world: World, enter: Enter) -> None:
    """No trap on the way, and no place where one does not see where one is."""
    visitor = enter(hands=Keyboard)
    hands: Keyboard = visitor.hands
    visitor.opens("activities:list")
    hands.step("Tab")
    for key in ("Tab", "Shift+Tab"):
        for _step in range(100):
            hands.step(key)
            if visitor.page.evaluate(FOCUSED % ".govuk-skip-link"):
                break
        else:
            raise AssertionError(f"{key} does not come round")
