"""A centre's reports, as a page, a PDF and a Word file: the same numbers as on the pages of evidence."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn

from core.actors import STAFF_ROLES, SYSTEM, Role
from core.models import AuditEvent
from core.reports import Block, Quote, Report, Section, Table
from evaluation import figures
from evaluation.indicators import Group, Quarter, Scope, registry, up_to
from evaluation.models import CountedTable
from evaluation.reporting import periods, quotes
from evaluation.reporting.funder import ASKED
from evaluation.reporting.word_file import as_docx
from evaluation.services import counting, quarter_counts
from evaluation.services.quarter_counts import Ahead
from people.services import locks
from privacy.models import What
from tests import pdf
from tests.evaluation.test_evidence import asked, says
from tests.factories.centres import CentreFactory
from tests.factories.evaluation import StoryFactory
from tests.factories.people import StaffRoleFactory, UserFactory
from tests.factories.prescriptions import PrescriptionFactory
from tests.factories.privacy import IncidentFactory
from tests.factories.reports import ReportWordsFactory
from tests.people.conftest import staff_client

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 28, 17, tzinfo=UTC)
QUARTER, YEAR = "2026-4", "2025"
NEWEST = Quarter(2026, 4)


@pytest.fixture(autouse=True)
def _on_one_day(time_machine):
    time_machine.move_to(NOW, tick=False)
    cache.clear()


@pytest.fixture
def centre():
    return CentreFactory(name_en="Zinnia Bay", name_fr="Baie-des-Zinnias")


def prescribe(centre, how_many, **fields):
    for _nth in range(how_many):
        PrescriptionFactory(centre=centre, **{"written_at": NOW - timedelta(days=5), **fields})


def reader(centre, role=Role.MANAGER, **fields):
    return staff_client(role, centre=centre, **fields)


def take(client, form, period=QUARTER, language="en", **asked_for):
    return client.get(reverse("desk_reports:take", args=[period, language, form]), asked_for)


def page(client, period=QUARTER, **asked_for):
    return client.get(reverse("desk_reports:show", args=[period]), asked_for).content.decode()


def word(response):
    assert response.status_code == 200
    return Document(io.BytesIO(response.content))


FOR_FUNDERS = 2  # tables of what funders ask for: the numbers, and how they are counted


def rows_of(document):
    return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


def headings(document, level):
    return [each.text for each in document.paragraphs if each.style.name == f"Heading {level}"]


# --- Which periods -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "known"),
    [("2026-3", True), ("2025", True), ("2026-5", False), ("1999", False), ("٢٠٢٥", False), ("all", False)]
    + [("2000", True), ("2999-4", True)]
    + [(far, False) for far in ("3000", "9999", "9999-4", "0001-1", "0001", "1999-4")],
)
def test_period_is_a_quarter_or_a_year(text, known):
    found = periods.read(text)
    assert (found is not None) == known
    assert found is None or str(found) == text


def test_year_has_its_four_quarters_side_by_side():
    found = periods.read(YEAR)
    assert [str(one) for one in found.quarters] == ["2025-2", "2025-3", "2025-4", "2026-1"]


def test_period_that_there_is_not_is_not_found(centre):
    for there_is_none in ("summer", "9999", "9999-4", "0001-1"):
        assert reader(centre).get(reverse("desk_reports:show", args=[there_is_none])).status_code == 404
    assert take(reader(centre), "pdf", "summer").status_code == 404
    assert take(reader(centre), "pdf", language="de").status_code == 404
    assert take(reader(centre), "excel").status_code == 404


def test_year_that_has_not_settled_says_when_it_will_have_and_shows_nothing(centre, time_machine):
    time_machine.move_to(datetime(2026, 5, 20, 15, tzinfo=UTC), tick=False)
    prescribe(centre, 8, written_at=datetime(2025, 8, 20, tzinfo=UTC))
    shown = page(reader(centre), YEAR)
    assert "from June 1, 2026 on" in " ".join(shown.split())
    assert "<table" not in shown
    response = take(reader(centre), "pdf", YEAR)
    assert response.status_code == 302
    assert not AuditEvent.objects.filter(action="report.taken").exists()


def test_one_chooses_a_report_and_comes_to_it(centre):
    client = reader(centre)
    response = client.get(reverse("desk_reports:choose"), {"period": QUARTER})
    assert response["Location"] == reverse("desk_reports:show", args=[QUARTER])
    wrong = client.get(reverse("desk_reports:choose"), {"period": "nonsense"})
    assert wrong.status_code == 200
    assert 'id="id_period_error"' in wrong.content.decode()


# --- Who may -------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
def test_managers_and_evaluators_and_nobody_else(role, centre):
    client = reader(centre, role)
    expected = 200 if role in {Role.MANAGER, Role.EVALUATOR} else 403
    assert client.get(reverse("desk_reports:choose")).status_code == expected
    assert client.get(reverse("desk_reports:show", args=[QUARTER])).status_code == expected
    assert take(client, "word").status_code == expected
    assert AuditEvent.objects.filter(action="report.taken").count() == (1 if expected == 200 else 0)


def test_stranger_reads_their_own_centre_alone(centre):
    prescribe(centre, 17)
    ReportWordsFactory(centre=centre)
    shown = page(reader(CentreFactory()))
    assert "The garden opened." not in shown
    assert ">17<" not in "".join(shown.split())


def test_every_file_is_written_down(centre):
    client = reader(centre)
    for form in ("pdf", "word", "funder"):
        assert take(client, form, language="fr").status_code == 200
    events = AuditEvent.objects.filter(action="report.taken").order_by("pk")
    assert [event.detail["form"] for event in events] == ["pdf", "word", "funder"]
    assert {(event.detail["period"], event.detail["language"], event.centre_id) for event in events} == {
        (QUARTER, "fr", centre.pk)
    }


# --- What it says --------------------------------------------------------------------------------


def dashboard(centre, last=NEWEST):
    """The lines of the page of evidence."""
    return [row for table in tables(centre, last) for row in table]


def tables(centre, last=NEWEST):
    """Those that have a line."""
    scope = Scope((centre.pk,), tuple(up_to(last)), NOW)
    return [table for one in registry if (table := figures.figure(one, scope).table)]


def test_numbers_in_the_word_file_are_those_of_the_page_of_evidence(centre):
    prescribe(centre, 9)
    prescribe(centre, 7, written_at=datetime(2026, 8, 20, tzinfo=UTC), source="self")
    prescribe(centre, 2, written_at=datetime(2026, 5, 20, tzinfo=UTC), source="partner")
    found = rows_of(word(take(reader(centre), "word")))
    wanted = dashboard(centre)
    assert any("9" in row for row in wanted)
    for row in wanted:
        assert row in found


@pdf.needs_press
def test_numbers_in_the_pdf_are_those_of_the_page_of_evidence(centre):
    prescribe(centre, 9)
    prescribe(centre, 7, written_at=datetime(2026, 8, 20, tzinfo=UTC), source="self")
    text = pdf.words(take(reader(centre), "pdf"))
    for row in dashboard(centre):
        assert " ".join(" ".join(row).split()) in text


def test_year_shows_its_quarters_and_never_their_sum(centre):
    for month, many in ((5, 11), (8, 12)):
        prescribe(centre, many, written_at=datetime(2025, month, 20, tzinfo=UTC))
    prescribe(centre, 40, written_at=datetime(2026, 5, 20, tzinfo=UTC))
    found = rows_of(word(take(reader(centre), "word", YEAR)))
    for row in dashboard(centre, Quarter(2026, 1)):
        assert row in found
    cells = {cell for row in found for cell in row}
    assert {"11", "12"} <= cells
    assert not {"23", "40"} & cells


@pytest.mark.parametrize("few", [1, 5])
@pytest.mark.parametrize("form", ["word", "funder", pytest.param("pdf", marks=pdf.needs_press), "page"])
def test_few_people_are_hidden_in_every_form(few, form, centre):
    """Prescriptions for one to five people are the only work of the centre."""
    prescribe(centre, few, source="self")
    client = reader(centre)
    if form == "page":
        shown = page(client)
        assert "hidden" in shown
        assert f">{few}<" not in "".join(shown.split())
    elif form == "pdf":
        text = pdf.words(take(client, "pdf"))
        assert "In all hidden 0 0 0" in text
        assert f"In all {few} " not in text
    elif form == "word":
        cells = [cell for row in rows_of(word(take(client, "word"))) for cell in row[1:]]
        assert "hidden" in cells
        assert str(few) not in cells
    else:
        rows = list(csv.DictReader(io.StringIO(take(client, "funder").content.decode("utf-8-sig"))))
        newest = {row["indicator"]: row["value"] for row in rows if row["period"] == "Oct.–Dec. 2026"}
        assert newest["Social prescriptions"] == ""
        assert str(few) not in newest.values()


def test_page_and_files_name_nobody(centre):
    prescribe(centre, 8, person__name="Zephyrine Quill")
    client = reader(centre)
    assert "Zephyrine" not in page(client)
    assert "Zephyrine" not in "".join(each.text for each in word(take(client, "word")).paragraphs)


# --- For the funder ------------------------------------------------------------------------------


def test_every_file_of_the_demo_says_that_it_is_invented(centre):
    invented = "A trial: the people, words and numbers here are invented."
    client = reader(centre)
    assert invented in [each.text for each in word(take(client, "word")).paragraphs][:4]
    assert (
        "les personnes, les mots et les chiffres sont inventés"
        in word(take(client, "word", language="fr")).paragraphs[3].text
    )
    rows = list(csv.DictReader(io.StringIO(take(client, "funder").content.decode("utf-8-sig"))))
    assert rows[-1] == {"indicator": invented, "definition": "", "period": "", "value": ""}


def test_no_file_says_so_where_people_rely_on_it(centre, settings):
    settings.DEMO_ALLOWED = False
    client = reader(centre)
    assert "invented" not in " ".join(each.text for each in word(take(client, "word")).paragraphs)
    assert "invented" not in take(client, "funder").content.decode()


def test_funder_gets_what_we_count_under_their_names(centre, settings):
    settings.DEMO_ALLOWED = False
    prescribe(centre, 8, person__language="fr")
    rows = list(csv.DictReader(io.StringIO(take(reader(centre), "funder").content.decode("utf-8-sig"))))
    assert len(rows) == 4 * len(ASKED)
    assert all(row["definition"] for row in rows)
    newest = {row["indicator"]: row["value"] for row in rows if row["period"] == "Oct.–Dec. 2026"}
    assert newest["Individuals served by social prescribing"] == "8"
    assert newest["Prescriptions for people who want to be served in French"] == "8"
    assert newest["Group visits"] == "0"


@pytest.mark.parametrize("one", ASKED, ids=lambda one: str(one.words))
def test_what_funders_ask_is_a_line_of_an_indicator(one, centre):
    scope = Scope((centre.pk,), tuple(up_to(NEWEST)), NOW)
    assert len(one.cells(Ahead(scope))) == 4


# --- Words, stories, incidents -------------------------------------------------------------------


def test_own_words_stand_in_their_language_alone(centre):
    ReportWordsFactory(centre=centre)
    ReportWordsFactory(centre=centre, place="reach", words_en="Only English here.", words_fr="")
    client = reader(centre)
    english = [each.text for each in word(take(client, "word")).paragraphs]
    assert english.index("The garden opened.") + 1 == english.index("Forty neighbours came.")
    assert english.index("Only English here.") == english.index(str(Group.REACH.label)) + 1
    french = [each.text for each in word(take(client, "word", language="fr")).paragraphs]
    assert "Le jardin a ouvert." in french
    assert "Only English here." not in french
    assert ": only in English" in page(client)


def test_words_of_another_quarter_and_another_centre_stay_there(centre):
    ReportWordsFactory(centre=centre, period="2026-3")
    ReportWordsFactory()
    assert "The garden opened." not in page(reader(centre))


def test_stories_are_told_as_they_were_allowed_to_be(centre, monkeypatch):
    told = [Quote("J’ai retrouvé le goût de sortir.", "Odile", "fr"), Quote("I sleep again.", "", "en")]
    monkeypatch.setattr(quotes, "of", lambda _centre, **_by: told)
    client = reader(centre)
    document = word(take(client, "word"))
    said = [each for each in document.paragraphs if each.style.name == "Quote"]
    assert [each.text for each in said] == [one.words for one in told]
    assert [each.runs[0]._element.rPr.find(qn("w:lang")).get(qn("w:val")) for each in said] == ["fr-CA", "en-CA"]
    assert [each.text for each in document.paragraphs].count("– Odile") == 1
    assert '<blockquote class="govuk-inset-text" lang="fr">' in page(client)


@pytest.mark.parametrize("place", ["words", "name"])
def test_control_characters_that_were_pasted_do_not_stop_the_word_file(place, centre, monkeypatch):
    """As from slides and PDF files: a page break, a line break of their own, and what no XML may hold."""
    pasted = "First\x0bSecond\x0cThird\x00\x1f\ud800\ufffe."
    ReportWordsFactory(centre=centre, words_en=pasted.replace("\x00", "").replace("\ud800", ""))
    quote = {"words": "I sleep.", "name": "", "language": "en", place: pasted}
    monkeypatch.setattr(quotes, "of", lambda _centre, **_by: [Quote(**quote)])
    text = [each.text for each in word(take(reader(centre), "word")).paragraphs]
    said = "First\nSecond\nThird."
    assert [line for line in text if line.endswith("Third.")] == [said, f"– {said}" if place == "name" else said]


def test_control_characters_stop_the_word_file_nowhere(centre, settings):
    """Also in what is no paragraph: the properties, a caption, a cell."""
    settings.DEMO_ALLOWED = False  # a trial says a sentence of its own
    odd = "A\x0b\x00B"
    table = Table(odd, [odd, odd], [[odd, odd]])
    section = Section("a", odd, words=[odd], lines=[odd], blocks=[Block(odd, [odd], tables=[table], notes=[odd])])
    document = Document(io.BytesIO(as_docx(Report(odd, odd, "en", odd, [section]))))
    assert {each.text for each in document.paragraphs if each.text} == {"A\nB"}
    assert rows_of(document) == [["A\nB", "A\nB"], ["A\nB", "A\nB"]]
    assert document.core_properties.title == "A B"


def test_name_of_a_story_is_read_in_its_language(centre, monkeypatch):
    told = [Quote("I sleep again.", "A retired bus driver from Guelph", "en")]
    monkeypatch.setattr(quotes, "of", lambda _centre, **_by: told)
    document = word(take(reader(centre), "word", language="fr"))
    [name] = [each for each in document.paragraphs if each.text == "– A retired bus driver from Guelph"]
    assert name.runs[0]._element.rPr.find(qn("w:lang")).get(qn("w:val")) == "en-CA"


def test_no_letter_of_the_word_file_is_small(centre):
    for _nth in range(8):
        asked(centre, 8, 5, opened=datetime(2025, 6, 2, 15, tzinfo=UTC))
    document = word(take(reader(centre), "word", YEAR))
    used = {each.style.name for each in document.paragraphs}
    assert "Caption" in used
    sizes = {name: document.styles[name].font.size for name in used}
    assert {name: size.pt for name, size in sizes.items() if size and size.pt < 12} == {}


def test_property_of_the_word_file_is_cut_where_many_centres_are_too_long_for_it():
    whose = ", ".join(["Zinnia Bay Community Health Centre"] * 12)
    document = Document(io.BytesIO(as_docx(Report("A year", whose, "en", "Made.", []))))
    assert document.core_properties.author == whose[:255]
    assert document.paragraphs[1].text == whose


def test_yearly_report_counts_incidents_and_nobody_in_them(centre):
    for _nth in range(3):
        IncidentFactory(centre=centre, what=What.LOST, found_on=datetime(2025, 3, 3, tzinfo=UTC).date(), others=14)
    IncidentFactory(centre=centre, what=What.LOST, found_on=datetime(2026, 2, 3, tzinfo=UTC).date())
    found = rows_of(word(take(reader(centre), "word", YEAR)))
    assert [str(What.LOST.label), "3"] in found
    assert not any("42" in row for row in found)
    assert not any(str(What.LOST.label) in row for row in rows_of(word(take(reader(centre), "word"))))


def test_yearly_report_has_change_and_whom(centre):
    opened = datetime(2025, 6, 2, 15, tzinfo=UTC)
    for _nth in range(8):
        says(asked(centre, 8, 5, opened=opened), gender=["woman"])
    counting.count_all(now=NOW)
    assert CountedTable.objects.exists()
    document = word(take(reader(centre), "word", YEAR))
    found = rows_of(document)
    assert ["Mean change", "−3.0"] in found
    assert ["Better".lower(), "8"] in found
    assert any(row[:2] == ["Woman", "8"] for row in found)
    assert any("at the beginning and after three months" in text for text in headings(document, 2))
    assert "no comparison group" in " ".join(each.text for each in document.paragraphs)


def test_page_says_what_is_missing(centre):
    shown = page(reader(centre))
    assert "This quarter is not over" in shown
    assert "No story can be told just now." in shown
    assert "ask whoever edits your centre’s pages" in shown
    assert "This quarter is not over" not in page(reader(centre), "2026-3")
    assert "nothing is said about change" in page(reader(centre), YEAR)


def test_page_does_not_say_that_nobody_was_counted_where_few_are_hidden(centre):
    for _nth in range(4):
        says(asked(centre, 8, 5, opened=datetime(2025, 6, 2, 15, tzinfo=UTC)), gender=["woman"])
    counting.count_all(now=NOW)
    shown = page(reader(centre), YEAR)
    assert "Too few people were counted by who they are: nothing is shown." in shown
    assert "Nobody was counted" not in shown


def test_page_does_not_say_that_nobody_agreed_where_a_record_is_locked(centre):
    story = StoryFactory(centre=centre, checked=True)
    client = reader(centre)
    assert "No story can be told" not in page(client)
    locks.lock(story.person, centre=centre, role=Role.PROVIDER, by=SYSTEM)
    shown = page(client)
    assert "No story can be told just now." in shown
    assert "agreed" not in shown


def how(client, period=QUARTER):
    text = [each.text for each in word(take(client, "word", period)).paragraphs]
    return text[text.index("How to read these numbers") :]


def test_report_says_as_of_when_its_numbers_are(centre, time_machine):
    time_machine.move_to(NOW - timedelta(hours=5), tick=False)
    prescribe(centre, 9)
    quarter_counts.refresh(now=NOW - timedelta(hours=5))
    time_machine.move_to(NOW, tick=False)
    client = reader(centre)
    assert "As of November\xa028, 2026, 7\xa0am." in how(client)
    assert "Everything else is as it stood on the day on which this report was made." in how(client)
    assert not any("“For whom”" in line for line in how(client))
    assert any("“For whom” as it stood when the year had settled" in line for line in how(client, YEAR))


# --- Several centres -----------------------------------------------------------------------------


def test_several_centres_together_have_neither_words_nor_stories_nor_incidents(centre, monkeypatch):
    monkeypatch.setattr(quotes, "of", lambda _centre, **_by: [Quote("Told here.", "", "en")])
    user, other = UserFactory(), CentreFactory(name_en="Aster Hill")
    StaffRoleFactory(user=user, centre=other, role=Role.EVALUATOR)
    client = reader(centre, Role.EVALUATOR, user=user)
    ReportWordsFactory(centre=centre)
    prescribe(centre, 8)
    prescribe(other, 9)
    document = word(take(client, "word", of="all"))
    text = [each.text for each in document.paragraphs]
    assert "Aster Hill, Zinnia Bay" in text
    assert "The garden opened." not in text
    assert "Told here." not in text
    assert any(row[:2] == ["In all", "17"] for row in rows_of(document))
    assert "Told here." in page(client)
    assert "make one for each centre" in page(client, of="all")
    assert not any(str(What.LOST.label) in row for row in rows_of(word(take(client, "word", YEAR, of="all"))))


# --- Files that can be read by everybody ---------------------------------------------------------


@pdf.needs_press
@pytest.mark.parametrize(("language", "locale"), [("en", "en"), ("fr", "fr")])
def test_pdf_has_title_language_headings_tables_and_alternatives(language, locale, centre):
    prescribe(centre, 9)
    response = take(reader(centre), "pdf", language=language)
    file = pdf.read(response)
    assert str(file.trailer["/Root"]["/Lang"]).startswith(locale)
    assert "2026" in file.metadata.title
    tags = pdf.tags(response)
    assert tags.count("/H1") == 1
    assert tags.index("/H1") < tags.index("/H2") < tags.index("/H3")
    assert tags.count("/Table") == len(tables(centre)) + FOR_FUNDERS
    assert "/TH" in tags
    pictures = pdf.figures(response)
    assert pictures
    assert all(pictures)


@pytest.mark.parametrize(("language", "locale"), [("en", "en-CA"), ("fr", "fr-CA")])
def test_word_file_has_title_language_headings_and_header_rows(language, locale, centre):
    prescribe(centre, 9)
    document = word(take(reader(centre), "word", language=language))
    assert document.core_properties.language == locale
    assert "2026" in document.core_properties.title
    assert document.styles.element.find(".//" + qn("w:lang")).get(qn("w:val")) == locale
    assert len(headings(document, 1)) >= len(Group)
    assert len(headings(document, 2)) >= len(registry)
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert all(cell.text for cell in table.rows[0].cells)


def test_french_report_is_french_throughout(centre):
    prescribe(centre, 9)
    client = reader(centre)
    english, french = (word(take(client, "word", YEAR, language=language)) for language in ("en", "fr"))
    texts = [
        {text for each in document.paragraphs if (text := each.text) and not text.isdigit()}
        | {cell for row in rows_of(document) for cell in row if not cell.isdigit()}
        for document in (english, french)
    ]
    assert texts[0] & texts[1] <= {"Incidents"}, "a word of both languages"


def test_french_tables_of_change_have_words_of_their_own(centre):
    """And not those of a button, a task or one person’s answer, which English calls the same."""
    for _nth in range(8):
        asked(centre, 8, 5, opened=datetime(2025, 6, 2, 15, tzinfo=UTC))
    document = word(take(reader(centre), "word", YEAR, language="fr"))
    found = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    heads = [table[0] for table in found]
    assert ["Après trois mois", "Personnes"] in heads
    assert ["Sens du changement", "Personnes"] in heads
    assert ["Changement", "Personnes"] in heads
    assert ["Quoi", "Nombre"] in heads
    [asked_twice] = [table for table in found if table[0][0] == "Après trois mois"]
    assert [row[0] for row in asked_twice[1:]] == [
        "Prévu",
        "ont répondu",
        "n’ont pas voulu",
        "n’ont pas répondu à temps",
        "annulé, parce que les personnes n’étaient plus d’accord ou ne pouvaient plus être jointes",
    ]


# --- How often it asks ---------------------------------------------------------------------------


@pytest.mark.parametrize("many", [1, 3])
def test_quarterly_page_asks_as_often_however_much_there_is(many, centre, django_assert_num_queries):
    prescribe(centre, many)
    for place in ("opening", "reach", "closing")[:many]:
        ReportWordsFactory(centre=centre, place=place)
    client = reader(centre)
    page(client)
    cache.clear()
    with django_assert_num_queries(45):
        page(client)


@pytest.mark.parametrize("many", [1, 3])
def test_yearly_page_asks_as_often_however_much_there_is(many, centre, django_assert_num_queries):
    for _nth in range(many):
        says(asked(centre, 8, 5, opened=datetime(2025, 6, 2, 15, tzinfo=UTC)), gender=["woman"])
    counting.count_all(now=NOW)
    client = reader(centre)
    page(client, YEAR)
    cache.clear()
    with django_assert_num_queries(74):
        page(client, YEAR)
