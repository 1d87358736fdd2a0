"""A manager writes the centre's own words in the content admin, and makes the quarterly report of them."""

import io
from datetime import timedelta

from django.contrib.auth.models import Group
from django.utils import timezone
from playwright.sync_api import APIResponse, Locator, expect
from pypdf import PdfReader

from core.actors import Role
from evaluation.indicators import Quarter
from evaluation.reporting.periods import Period
from people.models import User
from tests.factories.people import StaffRoleFactory
from tests.factories.prescriptions import PrescriptionFactory
from tests.journeys.conftest import Enter
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import World

PRINTING = 60_000  # milliseconds
WORDS = {"en": "The garden opened in spring.", "fr": "Le jardin a ouvert au printemps."}


def given_a_manager_who_edits_the_site(world: World) -> User:
    for _nth in range(8):
        PrescriptionFactory(centre=world.centre, written_at=timezone.now() - timedelta(hours=2))
    manager = StaffRoleFactory(
        centre=world.centre, role=Role.MANAGER, user__email="mo@example.org", user__language=world.language
    )
    manager.user.groups.add(Group.objects.get(name="Editors"))
    found: User = manager.user
    return found


def when_they_choose_this_quarter(reader: Visitor, period: Period) -> None:
    reader.opens("desk_evidence:home")
    reader.follows(reader.t("Reports"), within=reader.main)
    reader.arrives(reader.t("Reports"))
    reader.page.get_by_label(reader.t("Which report")).select_option(str(period))
    reader.presses(reader.t("Look at the report"))
    reader.looks_over()
    reader.sees(reader.t("What is still missing"))
    reader.does_not_see(WORDS[reader.language])


def and_write_what_they_want_to_say_first(reader: Visitor) -> None:
    """The content admin is Wagtail's own: what is looked over is where it leads."""
    reader.follows(reader.t("What we want to say first"), within=reader.main)
    for language, words in WORDS.items():
        reader.writes_into(f"#id_words_{language}", words)
    with reader.page.expect_navigation():
        reader.page.locator("form[data-edit-form] button[type=submit]").last.click()


def then_the_words_are_in_the_report(reader: Visitor) -> None:
    expect(reader.main).to_contain_text(WORDS[reader.language])
    reader.looks_over()
    reader.sees(reader.t("Change these words"))


def _fetched(reader: Visitor, link: Locator) -> APIResponse:
    """Pictures and all, on a machine that does other things as well."""
    return reader.context.request.get(reader.site + str(link.get_attribute("href")), timeout=PRINTING)


def and_in_the_pdf_and_the_word_file(reader: Visitor) -> None:
    for language, words in WORDS.items():
        links = reader.main.locator(f"a[hreflang={language}]")
        sheet = _fetched(reader, links.first)
        if sheet.headers["content-type"].startswith("application/pdf"):  # without Pango it is a page for printing
            text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(sheet.body())).pages)
            assert words in " ".join(text.split())
        file = _fetched(reader, links.nth(1))
        assert file.headers["content-disposition"].endswith('.docx"')


def test_manager_writes_words_and_takes_the_report(world: World, enter: Enter) -> None:
    period = Period(Quarter.of(timezone.localdate()))
    reader = enter(user=given_a_manager_who_edits_the_site(world), viewport=DESK)
    when_they_choose_this_quarter(reader, period)
    and_write_what_they_want_to_say_first(reader)
    then_the_words_are_in_the_report(reader)
    and_in_the_pdf_and_the_word_file(reader)
