"""What changed and for whom, as managers and evaluators see it."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta
from html import unescape

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from core.actors import SYSTEM, Role, person_actor
from core.policies import Forbidden
from evaluation import evidence_presenters as presenters
from evaluation.change.cohort import cohort
from evaluation.change.shown import ScaleShown, completion, shown
from evaluation.instruments import newest
from evaluation.instruments.equity import BY_SLUG
from evaluation.models import CountedTable, Measure, Score, SittingState, TimePoint, Way
from evaluation.safe.years import Year, settled
from evaluation.services import counting, equity, evidence
from people.models.consent import Purpose
from people.services import consents
from tests.factories.centres import CentreFactory
from tests.factories.evaluation import SittingFactory
from tests.factories.people import PersonFactory, StaffRoleFactory, staff_actor
from tests.factories.prescriptions import CaseFactory

pytestmark = pytest.mark.django_db
YEAR = Year(2025)
OPENED = datetime(2025, 6, 2, 15, tzinfo=UTC)
LATER = datetime(2026, 7, 1, 15, tzinfo=UTC)
UCLA = newest("ucla3").key
LONELINESS = (UCLA, "loneliness")
INDEX = (newest("eq5d5l").key, "index")  # from −0.148 to 0.949


@pytest.fixture(autouse=True)
def _when_the_year_has_settled(time_machine):
    time_machine.move_to(LATER, tick=False)


@pytest.fixture
def centre():
    return CentreFactory()


def asked(centre, before, after=None, state=SittingState.DONE, person=None, opened=OPENED, measured=LONELINESS):
    """A client with a first score, and a second sitting that ended so."""
    instrument, scale = measured
    person = person or PersonFactory(centres=[centre])
    case = CaseFactory(prescription__centre=centre, prescription__person=person, prescription__written_at=opened)
    for point, value, ended in (
        (TimePoint.BASELINE, before, SittingState.DONE),
        (TimePoint.THREE_MONTHS, after, state),
    ):
        at = opened if point == TimePoint.BASELINE else opened + timedelta(days=91)
        row = SittingFactory(case=case, time_point=point, opens_at=at, state=ended, state_since=at)
        if value is not None:
            held = Measure.objects.create(sitting=row, instrument=instrument, way=Way.WEB, begun_at=at, answered_at=at)
            Score.objects.create(measure=held, scale=scale, value=value)
    return person


def says(person, **answers):
    equity.answer(person, answers=answers, agrees=True, by=person_actor(person.pk))


def page(client, name, **asked_for):
    return " ".join(client.get(reverse(name), asked_for).content.decode().split())


def reader(*centres, role=Role.EVALUATOR):
    first = StaffRoleFactory(centre=centres[0], role=role)
    for other in centres[1:]:
        StaffRoleFactory(centre=other, role=role, user=first.user)
    client = Client()
    client.force_login(first.user)
    return client


def test_years_are_whole_and_wait_until_their_last_answers_are_in(centre):
    zone = centre.zone
    first = datetime(2024, 3, 31, 12, tzinfo=UTC)
    assert settled(first, datetime(2026, 5, 31, 12, tzinfo=UTC), zone) == [Year(2024), Year(2023)]
    assert settled(first, datetime(2026, 6, 1, 12, tzinfo=UTC), zone) == [Year(2025), Year(2024), Year(2023)]
    assert YEAR.ends(zone) == Year(2026).begins(zone)


def test_a_cohort_by_hand(centre):
    stayed = asked(centre, 8, 5)
    asked(centre, 9, None, SittingState.LAPSED)
    asked(centre, None, 4)
    asked(centre, 7, None, SittingState.DECLINED)
    asked(centre, 7, 6, opened=OPENED - timedelta(days=200))  # the year before
    asked(CentreFactory(), 7, 6)
    found = cohort(centre, YEAR, TimePoint.THREE_MONTHS)
    assert found.pairs == {LONELINESS: {stayed.pk: (8, 5)}}
    assert sorted(found.lost[LONELINESS].values()) == [7, 9]
    assert sorted(found.states.values()) == ["declined", "done", "done", "lapsed"]


def test_a_person_with_two_cases_counts_once(centre):
    person = asked(centre, 8, 5)
    asked(centre, 9, 9, person=person, opened=OPENED + timedelta(days=30))
    found = cohort(centre, YEAR, TimePoint.THREE_MONTHS)
    assert found.pairs == {LONELINESS: {person.pk: (8, 5)}}
    assert len(found.states) == 1


def test_fewer_than_six_show_nothing_and_six_show_their_change(centre):
    for _one in range(5):
        asked(centre, 8, 5)
    found = shown([cohort(centre, YEAR, TimePoint.THREE_MONTHS)])
    assert found.scales[0].facts is None
    asked(centre, 8, 6)
    found = shown([cohort(centre, YEAR, TimePoint.THREE_MONTHS)])
    assert found.scales[0].facts.n == 6
    assert found.scales[0].ways.cell("better") == 6
    assert found.scales[0].by_size is None, "one person changed by two"


def test_completion_is_hidden_where_it_would_tell_how_few_are_missing(centre):
    for _one in range(12):
        asked(centre, 8, 5)
    for _one in range(3):
        asked(centre, 8, None, SittingState.LAPSED)
    assert completion(cohort(centre, YEAR, TimePoint.THREE_MONTHS)).total is None
    for _one in range(3):
        asked(centre, 9, None, SittingState.LAPSED)
    found = shown([cohort(centre, YEAR, TimePoint.THREE_MONTHS)])
    assert found.completion.total == 18
    assert found.completion.cell("lapsed") == 6
    assert found.scales[0].lost == 8.5
    assert found.scales[0].by_size == {-3: 12}


def test_page_says_what_it_may_and_that_there_is_no_comparison(centre):
    for before, after in ((8, 4), (9, 5), (7, 5), (8, 6), (6, 5), (9, 8), (7, 6), (8, 8), (5, 5), (6, 7), (4, 6)):
        asked(centre, before, after)
    text = page(reader(centre), "evidence_change:show")
    assert "no comparison group" in text
    assert "Lower is better." in text
    assert "−1.1" in text  # −4 −4 −2 −2 −1 −1 −1 0 0 +1 +2 of eleven: −12
    assert "fewer than 6, or hidden to protect people" in text


def test_mean_that_would_tell_how_few_are_better_is_hidden(centre):
    for after in (5, 5, 5, 5, 5, 5, 8, 8):
        asked(centre, 8, after)
    text = page(reader(centre), "evidence_change:show")
    assert "−2.2" not in text  # six times −3 of eight
    assert "Mean change" not in text
    assert "it would tell how few are better or worse" in text


def pictures(client, **asked_for):
    """What each picture on the page shows; as a browser would fetch them."""
    found = re.findall(r'src="([^"]+/chart/[^"]+)"', page(client, "evidence_change:show", **asked_for))
    answers = [client.get(unescape(address)) for address in found]
    assert {answer["Content-Type"] for answer in answers} <= {"image/svg+xml"}
    return [re.findall(r">([^<>]+)</text>", answer.content.decode()) for answer in answers]


def test_picture_shows_how_much_people_changed_where_that_may_be_told(centre):
    for after in (5, 5, 5, 5, 5, 5, 5, 8, 8, 8, 8, 8, 8):
        asked(centre, 8, after)
    [words] = pictures(reader(centre), year=2025)
    assert {"−3.0", "7", "6"} <= set(words)


def test_picture_hides_what_the_table_hides(centre):
    for after in (5, 5, 5, 5, 5, 5, 8, 8):
        asked(centre, 8, after)
    [words] = pictures(reader(centre))
    assert {"the same: hidden", "worse: hidden"} & set(words)
    assert not {"2", "6", "−3.0"} & set(words)


def test_no_picture_of_what_is_not_shown(centre):
    for _one in range(5):
        asked(centre, 8, 5)
    client = reader(centre)
    assert pictures(client) == []
    slug = f"{UCLA.replace(':', '-')}-loneliness"
    assert client.get(reverse("evidence_change:chart", args=[slug])).text.count("hidden") >= 3
    assert client.get(reverse("evidence_change:chart", args=["anything"])).status_code == 404


def test_french_page_has_a_comma(centre):
    for _one in range(8):
        asked(centre, 8, 5)
    client = reader(centre)
    assert "−3,0" in client.get(reverse("evidence_change:show").replace("/en/", "/fr/")).content.decode()


def test_small_changes_of_a_narrow_scale_are_seen_on_the_page_and_in_the_picture(centre):
    for nth in range(12):
        asked(centre, 0.5, 0.545 if nth % 2 else 0.512, measured=INDEX)
    client = reader(centre)
    text = page(client, "evidence_change:show")
    assert "+0.029" in text or "+0.028" in text  # the mean, 0.0285
    assert "0.500" in text
    assert {"+0.045", "+0.012"} <= set(pictures(client)[0])
    assert re.findall(r"\+0\.0(?:45|12)</th>", text.replace(" ", "")) == ["+0.012</th>", "+0.045</th>"]


def test_sizes_that_read_alike_are_one_line():
    """Two thirds and seven tenths of a point, on a scale with one decimal."""
    instrument = newest("ucla3")
    scale = instrument.scale("loneliness")
    one = ScaleShown(instrument, scale, None, None, {0.66: 6, 0.7: 7, 1: 8}, None)
    assert presenters.scale_line(one).sizes == [["+0.7", "13"], ["+1.0", "8"]]
    assert presenters.drawn(one) == [("+0.7", 13), ("+1.0", 8)]


def test_file_of_a_narrow_scale_has_the_decimals_of_the_page(centre):
    people = [asked(centre, 0.5, 0.545, measured=INDEX) for _one in range(12)]
    for person in people:
        says(person, language=["fr"])
    counting.count_all()
    client = reader(centre)
    text = client.post(reverse("evidence_export:choose"), {"kind": "csv"}).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    about = f"{INDEX[0]}/index/months3"
    found = {(row["question"], row["group"], row["measure"]): row["value"] for row in rows if row["about"] == about}
    assert found["", "", "mean_before"] == "0.5"
    assert found["", "", "mean_after"] == "0.545"
    assert found["", "", "mean_change"] == "0.045"
    # What is kept of a group has two decimals.
    assert float(found["language", "fr", "mean_change"]) == pytest.approx(0.045, abs=0.0051)
    assert found["language", "fr", "mean_change"] in page(client, "evidence_equity:show", question="language")


def test_before_any_year_has_settled_the_pages_say_so(centre, time_machine):
    asked(centre, 8, 5)
    time_machine.move_to(datetime(2026, 5, 1, tzinfo=UTC))
    client = reader(centre)
    for name in ("evidence_change:show", "evidence_equity:show"):
        assert "nothing to show yet" in page(client, name)


def test_a_year_that_is_not_offered_is_not_shown(centre):
    asked(centre, 8, 5)
    assert evidence.years([centre]) == [YEAR]
    text = page(reader(centre), "evidence_change:show", year="2031", point="x", of="y")
    assert '<option value="2025"' in text
    assert '<option value="2031"' not in text


def test_groups_are_counted_once_and_do_not_move_afterwards(centre):
    people = [asked(centre, 8, 5) for _one in range(20)]
    for person in people[:8]:
        says(person, language=["fr"])
    for person in people[8:14]:
        says(person, language=["en"])
    assert counting.count_all() == 1
    assert counting.count_all() == 0
    by = staff_actor(Role.EVALUATOR, centre=centre)
    reach, change = evidence.groups_of([centre], YEAR, BY_SLUG["language"], by=by)
    told = {slug: reach.table.cell(slug) for slug in ("fr", "en", "silent", "ar")}
    assert told == {"fr": 8, "en": 6, "silent": 6, "ar": 0}
    assert change.means == {"fr": -3, "en": -3, "silent": -3}
    says(people[15], language=["fr"])
    consents.withdraw(person=people[0], purpose=Purpose.EQUITY, by=SYSTEM)
    counting.count_all()
    assert evidence.groups_of([centre], YEAR, BY_SLUG["language"], by=by)[0].table == reach.table


def test_a_group_that_is_everybody_does_not_say_what_everybody_may_not(centre):
    for after in (7, 8, 8, 8, 8, 8, 8, 8):
        asked(centre, 8, after)
    counting.count_all()
    [_reach, change] = evidence.groups_of(
        [centre], YEAR, BY_SLUG["language"], by=staff_actor(Role.EVALUATOR, centre=centre)
    )
    assert max(change.table.cells.values()) == 8
    assert change.means == {}


def test_who_took_it_back_is_not_counted(centre):
    people = [asked(centre, 8, 5) for _one in range(12)]
    for person in people[:6]:
        says(person, language=["fr"])
    # Without the end of the transaction, at which the answers go.
    consents.withdraw(person=people[0], purpose=Purpose.EQUITY, by=SYSTEM)
    counting.count_all()
    row = CountedTable.objects.get(about="reach", question="language")
    assert row.table["cells"]["fr"] is None


def test_what_is_kept_has_no_small_number(centre):
    people = [asked(centre, 8, 5) for _one in range(30)]
    for person in people[:3]:
        says(person, race=["black"], gender=["trans_man"])
    counting.count_all()
    for row in CountedTable.objects.exclude(question=""):
        numbers = [*row.table["cells"].values(), row.table["total"]]
        assert not any(number is not None and 0 < number < 6 for number in numbers)


def test_equity_page_hides_a_few_and_their_complement(centre):
    people = [asked(centre, 8, 5) for _one in range(20)]
    for person in people[:2]:
        says(person, gender=["two_spirit"])
    for person in people[2:10]:
        says(person, gender=["woman"])
    counting.count_all()
    text = page(reader(centre), "evidence_equity:show", question="gender")
    assert text.count("fewer than 6, or hidden to protect people") == 4  # two groups, in two tables
    assert "Two-Spirit" in text


def test_all_centres_together_are_the_sum_of_what_each_shows(centre):
    other = CentreFactory()
    for place, number in ((centre, 10), (other, 7)):
        for person in [asked(place, 8, 5) for _one in range(number)]:
            says(person, language=["fr"])
    counting.count_all()
    client = reader(centre, other)
    assert ">17<" in page(client, "evidence_equity:show", of="all").replace(" ", "")
    assert ">17<" in page(client, "evidence_change:show", of="all").replace(" ", "")
    alone = page(reader(centre), "evidence_equity:show", of="all").replace(" ", "")
    assert ">10<" in alone
    assert ">17<" not in alone


def test_nobody_reads_of_a_centre_where_they_do_not_work(centre):
    elsewhere = staff_actor(Role.EVALUATOR)
    with pytest.raises(Forbidden):
        evidence.groups_of([centre], YEAR, BY_SLUG["race"], by=elsewhere)
    with pytest.raises(Forbidden):
        evidence.change_of([centre], YEAR, TimePoint.CLOSING, by=elsewhere)
    coordinator = staff_actor(Role.COORDINATOR, centre=centre)
    with pytest.raises(Forbidden):
        evidence.counted_years([centre], by=coordinator)


def test_files_have_the_numbers_of_the_pages_and_what_they_mean(centre):
    people = [asked(centre, 8, 5) for _one in range(12)]
    for person in people[:2]:
        says(person, language=["fr"])
    counting.count_all()
    client = reader(centre)
    address = reverse("evidence_export:choose")
    text = client.post(address, {"kind": "csv"}).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    found = {(row["about"], row["question"], row["group"], row["measure"]): row["value"] for row in rows}
    assert found["reach", "language", "fr", "n"] == ""
    assert found["reach", "language", "", "n"] == "12"
    assert found[f"{UCLA}/loneliness/months3", "", "", "mean_change"] == "-3.0"
    assert not any(row["measure"] == "n" and row["value"] in set("12345") for row in rows)
    assert all(person.name not in text and str(person.public_id) not in text for person in people)
    book = openpyxl.load_workbook(io.BytesIO(client.post(address, {"kind": "xlsx"}).content))
    assert len(book.worksheets) == 2
    assert book.worksheets[0].max_row == len(rows) + 1
    assert "reach" in client.get(reverse("evidence_export:dictionary")).content.decode()


@pytest.mark.parametrize(("is_trial", "name"), [(True, "invented-evidence-"), (False, "evidence-")])
def test_file_of_a_trial_says_so_in_its_name(centre, settings, is_trial, name):
    settings.DEMO_ALLOWED = is_trial
    answer = reader(centre).post(reverse("evidence_export:choose"), {"kind": "csv"})
    assert answer["Content-Disposition"] == f'attachment; filename="{name}{centre.slug}.csv"'


@pytest.mark.parametrize(("name", "queries"), [("evidence_change:show", 12), ("evidence_equity:show", 11)])
@pytest.mark.parametrize("people", [8, 24])
def test_queries_do_not_grow_with_people(centre, name, queries, people, django_assert_num_queries):
    for _one in range(people):
        asked(centre, 8, 5)
    counting.count_all()
    client = reader(centre)
    page(client, name)
    with django_assert_num_queries(queries):
        page(client, name)
