"""Accessibility rules, asked of the page as it stands."""

from functools import cache
from importlib.resources import files

from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ASK = """async (tags) => {
  const found = await axe.run(document, {
    runOnly: {type: 'tag', values: tags},
    rules: {'target-size': {enabled: true}},
    resultTypes: ['violations'],
    preload: false,
  });
  return found.violations.flatMap(rule => rule.nodes.map(
    node => `${rule.id} at ${node.target.join(' ')}: ${node.failureSummary}`
  ));
}"""


@cache
def _script() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """What breaks WCAG 2.0, 2.1 or 2.2 at A or AA: rule and selector of each.

    The script comes through the debugger and not as a <script>, so the site's own policy stays in force meanwhile. It
    may not load style sheets again (`preload`): it would write what it finds into the page, which the policy forbids.
    """
    page.evaluate(_script())
    return page.evaluate(ASK, RULES)
