"""`make shots`: pictures of the main pages of the demo, at 375 and 1280 px, in both languages, into `build/shots/`."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

from scripts import chromium, demo  # sets Django's settings, so it comes before whatever reads them

from django.conf import settings  # isort: skip
from django.contrib.auth import get_user_model  # isort: skip
from django.db.models import F  # isort: skip
from django.test import Client  # isort: skip
from django.urls import reverse  # isort: skip
from django.utils import timezone, translation  # isort: skip
from playwright.sync_api import Browser, sync_playwright  # isort: skip

FOLDER = demo.ROOT / "build" / "shots"
WIDTHS = (375, 1280)
LANGUAGES = ("en", "fr")


@dataclass(frozen=True)
class Shot:
    """One page: the picture's name, its address by name, and whose eyes see it. Without a name: no such page."""

    name: str
    url_name: str = ""
    args: dict[str, Any] | None = None
    login: str = ""

    def path(self, language: str) -> str:
        with translation.override(language):
            return reverse(self.url_name, kwargs=self.args) if self.url_name else f"/{language}/no-such-page/"


def shots() -> list[Shot]:
    """The main pages, with what the demo has."""
    return [*_for_everybody(), *_of_mine(), *_of_a_proposal(), *_at_the_desk()]


def _for_everybody() -> Iterator[Shot]:
    from activities.models import Booking, Session  # noqa: PLC0415 - Django is ready only now
    from activities.notices import place_token  # noqa: PLC0415

    yield Shot("home", "home")
    yield Shot("activities", "activities:list")
    yield Shot("agenda", "activities:agenda")
    yield Shot("month", "activities:this_month")
    yield Shot("phones", "phones")
    yield Shot("sign-in", "account_login")
    yield Shot("no-such-page")
    open_ones = Session.objects.listed().filter(activity__join_mode="sign_up", state="scheduled")
    ahead = open_ones.upcoming(timezone.now()).select_related("activity")
    for name, sessions in (
        ("", ahead.filter(seats_taken__lt=F("capacity"), activity__sensitive=False)),
        ("-full", ahead.filter(seats_taken__gte=F("capacity"))),
        ("-sensitive", ahead.filter(activity__sensitive=True)),
    ):
        if session := sessions.first():
            yield Shot(f"activity{name}", "activities:detail", {"slug": session.activity.slug})
            yield Shot(f"sign-up{name}", "signup:start", {"public_id": session.public_id})
    for state in ("confirmed", "waitlisted"):
        if booking := Booking.objects.filter(session__in=ahead, state=state).first():
            yield Shot(f"place-{state}", "place:show", {"token": place_token(booking)})
            yield Shot(f"place-{state}-cancel", "place:cancel", {"token": place_token(booking)})


def _of_mine() -> Iterator[Shot]:
    from activities.models import Session  # noqa: PLC0415

    champion, client = "champion@example.org", "client@example.org"
    yield Shot("my", "my:home", login=champion)
    yield Shot("my-client", "my:home", login=client)
    yield Shot("my-details", "my:details", login=client)
    yield Shot("proposal-start", "proposals:start", login=champion)
    led = Session.objects.filter(activity__leaders__person__user__email=champion, state="scheduled")
    if held := led.filter(ends_at__lt=timezone.now()).order_by("starts_at").last():
        yield Shot("register", "register:show", {"public_id": held.public_id}, champion)
        yield Shot("register-close", "register:close", {"public_id": held.public_id}, champion)
    if coming := led.upcoming(timezone.now()).first():
        yield Shot("register-early", "register:show", {"public_id": coming.public_id}, champion)


def _of_a_proposal() -> Iterator[Shot]:
    """The steps of one to which the centre has answered; a draft; and what staff see of one that waits."""
    from activities.models import Proposal  # noqa: PLC0415
    from people.models import StaffRole  # noqa: PLC0415

    found = {one.state: one for one in Proposal.objects.filter(proposer__person__user__isnull=False)}
    if returned := found.get("changes_requested"):
        which, login = {"public_id": returned.public_id}, returned.proposer.person.user.email
        yield Shot("proposal", "proposals:proposal", which, login)
        for number in range(1, 6):
            yield Shot(f"proposal-step-{number}", "proposals:step", {**which, "number": number}, login)
        yield Shot("proposal-check", "proposals:check", which, login)
    if draft := found.get("draft"):
        which, login = {"public_id": draft.public_id}, draft.proposer.person.user.email
        yield Shot("proposal-draft", "proposals:proposal", which, login)
        yield Shot("proposal-draft-check", "proposals:check", which, login)
    if waiting := Proposal.objects.filter(state="submitted").first():
        which = {"public_id": waiting.public_id}
        login = StaffRole.objects.filter(centre=waiting.centre, role="coordinator").first().user.email
        yield Shot("review-queue", "review:queue", login=login)
        yield Shot("review", "review:proposal", which, login)
        yield Shot("review-changes", "review:changes", which, login)


def _at_the_desk() -> Iterator[Shot]:
    from people.models import Person  # noqa: PLC0415

    coordinator = "coordinator@example.org"
    yield Shot("desk", "desk:home", login=coordinator)
    yield Shot("desk-people", "desk:people", login=coordinator)
    yield Shot("desk-champions", "champions:list", login=coordinator)
    yield Shot("desk-activities", "desk_activities:list", login=coordinator)
    if person := Person.objects.filter(user__email="client@example.org").first():
        yield Shot("desk-person", "desk:person", {"public_id": person.public_id}, coordinator)


@contextmanager
def server() -> Iterator[str]:
    """The demo on a free port; gives its address."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    gunicorn = str(demo.BIN / "gunicorn")
    command = [gunicorn, "config.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "4", "--no-control-socket"]
    process = subprocess.Popen(command, cwd=demo.ROOT, stderr=subprocess.DEVNULL)  # noqa: S603 - our own server
    address = f"http://127.0.0.1:{port}"
    try:
        for _attempt in range(100):
            try:
                urllib.request.urlopen(f"{address}/healthz")  # noqa: S310 - our own server
                break
            except OSError:
                time.sleep(0.2)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def take(browser: Browser, address: str, shot: Shot, *, language: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, locale=f"{language}-CA")
    if shot.login:
        client = Client()
        client.force_login(get_user_model()._default_manager.get(email=shot.login))
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])
    path = shot.path(language)
    page = context.new_page()
    response = page.goto(address + path)
    page.screenshot(path=FOLDER / f"{shot.name}-{language}-{width}.png", full_page=True)
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    demo.say(f"{response.status if response else '???'} {path} {width}{'  wider than the screen' if wide else ''}")
    context.close()


def main() -> int:
    path = chromium.find()
    if path is None:
        demo.say("No Chromium was found.")
        return 1
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's event loop lives in the thread that asks the database
    demo.prepare()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with server() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=chromium.QUIET)
        for shot in shots():
            for language in LANGUAGES:
                for width in WIDTHS:
                    take(browser, address, shot, language=language, width=width)
        browser.close()
    demo.say(f"The pictures are in {FOLDER}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
