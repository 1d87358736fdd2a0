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
from django.test import Client  # isort: skip
from django.urls import reverse  # isort: skip
from django.utils import translation  # isort: skip
from playwright.sync_api import Browser, sync_playwright  # isort: skip

FOLDER = demo.ROOT / "build" / "shots"
WIDTHS = (375, 1280)
LANGUAGES = ("en", "fr")


@dataclass(frozen=True)
class Shot:
    """One page: the picture's name, its address by name, and whose eyes see it."""

    name: str
    url_name: str
    args: dict[str, Any] | None = None
    login: str = ""


def shots() -> list[Shot]:
    """The main pages, with an activity and a person whom the demo has."""
    from activities.models import Session  # noqa: PLC0415 - Django is ready only now
    from people.models import Person  # noqa: PLC0415

    session = Session.objects.listed().filter(activity__join_mode="sign_up").select_related("activity").last()
    person = Person.objects.filter(user__email="client@example.org").first()
    coordinator, champion = "coordinator@example.org", "champion@example.org"
    found = [
        Shot("home", "home"),
        Shot("activities", "activities:list"),
        Shot("agenda", "activities:agenda"),
        Shot("month", "activities:this_month"),
        Shot("phones", "phones"),
        Shot("sign-in", "account_login"),
        Shot("desk", "desk:home", login=coordinator),
        Shot("desk-people", "desk:people", login=coordinator),
        Shot("desk-champions", "champions:list", login=coordinator),
        Shot("my", "my:home", login=champion),
        Shot("my-details", "my:details", login="client@example.org"),
        Shot("proposal-start", "proposals:start", login=champion),
    ]
    if session:
        found.append(Shot("activity", "activities:detail", {"slug": session.activity.slug}))
        found.append(Shot("sign-up", "signup:start", {"public_id": session.public_id}))
    if person:
        found.append(Shot("desk-person", "desk:person", {"public_id": person.public_id}, coordinator))
    return found


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
    with translation.override(language):
        path = reverse(shot.url_name, kwargs=shot.args)
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
