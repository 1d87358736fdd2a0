"""One person at one browser, who looks every page over at which they stop."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.test import Client
from django.utils.functional import Promise
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Response, expect

from people.models import User
from tests.chance import without_chance
from tests.journeys import axe
from tests.journeys.hands import Mouse
from tests.journeys.words import address, t

PHONE = {"width": 375, "height": 740}
DESK = {"width": 1280, "height": 900}
PATIENCE = 10_000  # milliseconds: a busy machine is no reason to fail
expect.set_options(timeout=PATIENCE)


class Visitor:
    """Opens pages, follows links, fills in forms. `arrives` is a stop: the page is looked over from all sides."""

    def __init__(
        self,
        browser: Browser,
        site: str,
        language: str,
        *,
        user: User | None = None,
        viewport: dict[str, int] = PHONE,
        hands: type[Mouse] = Mouse,
        scripts: bool = True,
        dark: bool = False,
    ) -> None:
        self.site, self.language, self.scripts, self.viewport = site, language, scripts, viewport
        self.context = browser.new_context(
            viewport=viewport,
            locale=f"{language}-CA",
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
        )
        self.context.set_default_timeout(PATIENCE)
        if user:
            self._sign_in(user)
        self.page: Page = self.context.new_page()
        self.hands = hands(self.page)
        self.noise: list[str] = []
        self.status = 0
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.noise.append(str(error)))
        self.page.on("response", self._note)

    def _sign_in(self, user: User) -> None:
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        self.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.site}])

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.noise.append(f"{message.text} ({message.location.get('url', '')})")

    def _note(self, response: Response) -> None:
        if response.request.is_navigation_request() and response.frame == self.page.main_frame:
            self.status = response.status

    # --- going somewhere -------------------------------------------------------------------------
    def opens(self, url_name: str, *args: object, **kwargs: object) -> None:
        self.page.goto(self.site + self.address(url_name, *args, **kwargs))

    def address(self, url_name: str, *args: object, **kwargs: object) -> str:
        return address(self.language, url_name, *args, **kwargs)

    def t(self, text: str | Promise, **values: object) -> str:
        return t(text, self.language, **values)

    def arrives(self, title: str, *, error: bool = False, status: int = 200) -> None:
        """Stop here: is it the page with this title, in this language, quiet, narrow enough and open to everybody?"""
        prefix = f"{self.t('Error:')} " if error else ""
        expect(self.page).to_have_title(f"{prefix}{title} – Porchlight")
        self.looks_over(status=status)

    def looks_over(self, *, status: int = 200) -> None:
        """The checks of every stop, whatever the page is called."""
        here = self.page.url
        assert (self.status, here) == (status, here)
        assert self.page.locator("html").get_attribute("lang") == self.language, f"{here} has the wrong lang"
        if self.scripts:
            found = axe.violations(self.page)
            assert not found, "\n".join([f"{here} is not open to everybody:", *found])
        assert not self._is_too_wide(), f"{here} is wider than a telephone"
        if status != 200:  # Chromium writes an error for the page itself, which is what we came to see
            self.noise = [line for line in self.noise if not line.startswith("Failed to load resource")]
        assert not self.noise, "\n".join([f"{here} complains:", *self.noise])

    def _is_too_wide(self) -> bool:
        with self.on_a_phone():
            wide: bool = self.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        return wide

    @contextmanager
    def on_a_phone(self) -> Iterator[None]:
        if self.viewport["width"] != PHONE["width"]:
            self.page.set_viewport_size({**self.viewport, "width": PHONE["width"]})
        yield
        if self.viewport["width"] != PHONE["width"]:
            self.page.set_viewport_size(self.viewport)

    # --- doing something -------------------------------------------------------------------------
    def presses(self, text: str, *, within: Locator | None = None) -> None:
        """A button that sends a form; `text` is its visible beginning."""
        self.hands.push(self._named("button", text, within))

    def taps(self, text: str, *, within: Locator | None = None) -> None:
        """A button that may work without leaving the page."""
        self.hands.tap(self._named("button", text, within))

    def follows(self, text: str, *, within: Locator | None = None) -> None:
        """A link, or a link that looks like a button."""
        self.hands.push(self._named("link", text, within))

    def opens_up(self, text: str) -> None:
        self.hands.open(self.page.locator("summary").filter(has_text=text))

    def writes(self, label: str, text: str) -> None:
        self.hands.write(self._field(label), text)

    def writes_into(self, selector: str, text: str) -> None:
        """A field whose label stands there more than once, such as the boxes of two dates."""
        self.hands.write(self.page.locator(selector), text)

    def chooses(self, label: str) -> None:
        """A radio button or a checkbox."""
        self.hands.choose(self._field(label))

    def _named(self, role: str, text: str, within: Locator | None) -> Locator:
        # A browser gives a no-break space in a name as a plain one.
        beginning = re.compile(r"^\s*" + r"\s+".join(re.escape(word) for word in text.split()))
        return (within or self.page).get_by_role(role, name=beginning).first  # type: ignore[arg-type]

    def _field(self, label: str) -> Locator:
        named = self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}"))
        # A list or a section has a label too, and may come first on the page.
        return named.and_(self.page.locator("input, select, textarea")).locator("visible=true").first

    # --- seeing something ------------------------------------------------------------------------
    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    def sees(self, *texts: str) -> None:
        for text in texts:
            expect(self.main).to_contain_text(text)

    def does_not_see(self, *texts: str) -> None:
        """Not even in the source: a name in an attribute is told as well."""
        source = without_chance(self.page.content()).casefold()
        assert [text for text in texts if text.casefold() in source] == []
