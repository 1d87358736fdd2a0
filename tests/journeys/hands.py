"""How somebody works a page: with a mouse (or a finger), or with the keyboard alone."""

from playwright.sync_api import Locator, Page

MOST_TABS = 200

WHERE = """target => {
  const here = document.activeElement;
  if (here === target) return 'there';
  const isRadio = here.type === 'radio' && target.type === 'radio';
  if (isRadio && here.name === target.name && here.form === target.form) return 'group';
  if (here === document.body) return 'after';
  return here.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING ? 'after' : 'before';
}"""
# GOV.UK's radios and checkboxes draw their ring on the label's box.
UNSEEN = """() => {
  const here = document.activeElement;
  if (!here || here === document.body || here.tagName === 'MAIN') return null;
  const clear = colour => colour === 'transparent' || /^rgba\\(.*, 0\\)$/.test(colour);
  const rings = (node, part) => {
    const style = getComputedStyle(node, part);
    return style.boxShadow !== 'none'
      || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 && !clear(style.outlineColor));
  };
  const label = here.labels && here.labels[0];
  const box = here.getBoundingClientRect();
  const onScreen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return onScreen && (rings(here) || (label && rings(label, '::before'))) ? null : here.outerHTML.slice(0, 200);
}"""


class Mouse:
    """Clicks and types where it likes."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def push(self, target: Locator) -> None:
        """A button or a link that leads to another page, or to the same anew."""
        with self.page.expect_navigation():
            target.click()

    def tap(self, target: Locator) -> None:
        """A button that may do its work on this page."""
        target.click()

    def open(self, summary: Locator) -> None:
        summary.click()

    def write(self, field: Locator, text: str) -> None:
        field.fill(text)
        field.blur()

    def choose(self, option: Locator) -> None:
        option.check()


class Keyboard(Mouse):
    """Tab, Shift and Tab, arrows, Space, Enter and letters; nothing else. Sees where the focus is at every step."""

    def push(self, target: Locator) -> None:
        self._reach(target)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def tap(self, target: Locator) -> None:
        self._reach(target)
        self.page.keyboard.press("Space")

    def open(self, summary: Locator) -> None:
        self._reach(summary)
        self.page.keyboard.press("Enter")

    def write(self, field: Locator, text: str) -> None:
        self._reach(field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Delete")
        self.page.keyboard.type(text)

    def choose(self, option: Locator) -> None:
        self._reach(option)
        if not option.is_checked():
            self.page.keyboard.press("Space")
        assert option.is_checked()

    def step(self, key: str) -> None:
        """One key, after which the focus must be somewhere that can be seen."""
        self.page.keyboard.press(key)
        unseen = self.page.evaluate(UNSEEN)
        assert unseen is None, f"{self.page.url}: nobody sees that the focus is at {unseen}"

    def _reach(self, target: Locator) -> None:
        element = target.element_handle()
        for _step in range(MOST_TABS):
            where = self.page.evaluate(WHERE, element)
            if where == "there":
                return
            self.step({"group": "ArrowDown", "after": "Tab", "before": "Shift+Tab"}[where])
        raise AssertionError(f"{self.page.url}: the keyboard does not reach {target}")


# In which a journey can be made, as `enter` takes it.
WAYS = {
    "by mouse": {"hands": Mouse},
    "by mouse, in the dark": {"hands": Mouse, "dark": True},
    "by keyboard": {"hands": Keyboard},
    "without scripts": {"hands": Mouse, "scripts": False},
}
