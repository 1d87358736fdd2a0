"""Prescriptions in files: out with what may be heard, in whole or not at all."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from core.actors import SYSTEM, Role
from core.errors import DomainError, Forbidden
from core.models import AuditEvent
from people.actors import for_user
from people.models import ChartNumber
from people.models.consent import Purpose
from people.services import consents
from prescriptions.models import Prescription, Told
from prescriptions.services import exchange_in, exchange_out, word_reading
from prescriptions.services.exchange_columns import COLUMNS, WRITTEN, safe, unsafe
from prescriptions.services.exchange_in import Fate
from tests.factories.centres import CentreFactory
from tests.factories.people import PersonFactory, StaffRoleFactory
from tests.factories.words import let_hear, made, walk

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def centre():
    return CentreFactory(slug="here")


@pytest.fixture
def worker(centre):
    return for_user(StaffRoleFactory(centre=centre, role=Role.LINK_WORKER).user, centre_id=centre.pk)


def client_of(centre, number="B12", name="Brian Hall"):
    person = PersonFactory(name=name, centres=[centre])
    ChartNumber.objects.create(person=person, centre=centre, number=number)
    return person


def line(**changed):
    cells = {
        "reference": "R1",
        "chart_number": "b 12",
        "client_name": "Brian Hall",
        "written_on": TODAY().isoformat(),
        "prescriber": "Nadia Roy",
        "prescriber_role": "nurse practitioner",
        "level": "holistic",
        "needs": "bereavement social",
        "risks": "none_known",
        "matters": "=Breakfast",
        "consent_to_refer": "yes",
        "may_hear": "progress",
        **changed,
    }
    return {name: value for name, value in cells.items() if value is not None}


def as_file(*lines, delimiter=","):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, WRITTEN, restval="", delimiter=delimiter)
    writer.writeheader()
    for cells in lines:
        writer.writerow({name: safe(cell) for name, cell in cells.items()})
    return text.getvalue().encode("utf-8-sig")


def look(centre, worker, *lines):
    return exchange_in.look(exchange_in.read(as_file(*lines)), centre=centre, by=worker)


def take(centre, worker, *lines):
    read = exchange_in.read(as_file(*lines))
    dry = exchange_in.look(read, centre=centre, by=worker)
    return exchange_in.take(read, centre=centre, by=worker, shown=dry.digest)


def exported(centre, worker):
    text = exchange_out.export(centre=centre, since=TODAY() - timedelta(days=1), until=TODAY(), by=worker)
    return list(csv.DictReader(io.StringIO(text)))


# --- In -----------------------------------------------------------------------------------------
def test_line_becomes_a_prescription_with_its_case(centre, worker):
    person = client_of(centre)
    provider = StaffRoleFactory(centre=centre, role=Role.PROVIDER, user__email="Nadia@example.org").user
    assert take(centre, worker, line(prescriber_email="nadia@example.org", urgency="soon")) == 1
    made_of = Prescription.objects.get()
    assert (made_of.person, made_of.written_by, made_of.matters) == (person, provider, "=Breakfast")
    assert (made_of.needs, made_of.urgency, made_of.source) == (["social", "bereavement"], 1, "behalf")
    assert made_of.case.state == "new"
    assert word_reading.told_of([person.pk]) == {person.pk: Told.PROGRESS}


def test_same_file_again_makes_nothing(centre, worker):
    client_of(centre)
    take(centre, worker, line())
    assert [one.fate for one in look(centre, worker, line()).lines] == [Fate.KNOWN]
    assert take(centre, worker, line()) == 0


def test_unknown_chart_number_is_listed_until_it_is_settled(centre, worker):
    client_of(centre)
    both = line(), line(reference="R2", chart_number="C7", client_name="Ann Bell")
    dry = look(centre, worker, *both)
    assert [one.fate for one in dry.lines] == [Fate.NEW, Fate.NOBODY]
    assert take(centre, worker, *both) == 1
    client_of(centre, "C7", "Ann Bell")
    assert [one.fate for one in look(centre, worker, *both).lines] == [Fate.KNOWN, Fate.NEW]


def test_chart_numbers_of_another_centre_are_nobodys(centre, worker):
    client_of(CentreFactory())
    assert [one.fate for one in look(centre, worker, line()).lines] == [Fate.NOBODY]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"chart_number": ""}, "chart_number"),
        ({"written_on": "yesterday"}, "written_on"),
        ({"written_on": "2020-01-01"}, "written_on"),
        ({"level": "light"}, "level"),
        ({"needs": "joy"}, "needs"),
        ({"needs": ""}, "needs"),
        ({"urgency": "now"}, "urgency"),
        ({"risks": ""}, "risks"),
        ({"risks": "some"}, "risks"),
        ({"contact_by": "owl"}, "contact_by"),
        ({"consent_to_refer": ""}, "consent_to_refer"),
        ({"may_hear": "all"}, "may_hear"),
        ({"client_name": "Somebody Else"}, "client_name"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_column(centre, worker, changed, why):
    client_of(centre)
    [found] = look(centre, worker, line(**changed)).lines
    assert (found.fate, found.why) == (Fate.REFUSED, why)


def test_same_line_twice_is_taken_once(centre, worker):
    client_of(centre)
    assert [one.fate for one in look(centre, worker, line(), line()).lines] == [Fate.NEW, Fate.REFUSED]


def test_file_does_not_overrule_what_the_client_said_since(centre, worker):
    person = client_of(centre)
    consents.withdraw(person=person, purpose=Purpose.WORD_BACK, by=SYSTEM)
    take(centre, worker, line(may_hear="details", written_on=str(TODAY() - timedelta(days=3))))
    assert word_reading.told_of([person.pk]) == {person.pk: Told.NOTHING}
    consents.withdraw(person=person, purpose=Purpose.REFERRAL, by=SYSTEM)
    [found] = look(centre, worker, line(reference="R3", written_on=str(TODAY() - timedelta(days=3)))).lines
    assert (found.fate, found.why) == (Fate.REFUSED, "stopped")


def test_nothing_is_taken_where_something_has_changed_since(centre, worker):
    client_of(centre)
    with pytest.raises(DomainError, match="exchange_file_changed"):
        exchange_in.take(exchange_in.read(as_file(line())), centre=centre, by=worker, shown="x")
    assert not Prescription.objects.exists()


def test_one_that_fails_takes_all_back(centre, worker, monkeypatch):
    client_of(centre)
    client_of(centre, "C7", "Ann Bell")
    lines = exchange_in.read(as_file(line(), line(reference="R2", chart_number="C7", client_name="Ann Bell")))
    dry = exchange_in.look(lines, centre=centre, by=worker)
    real, calls = exchange_in.intake.receive, []

    def second_fails(**fields):
        calls.append(fields)
        if len(calls) == 2:
            raise DomainError("need_missing")
        return real(**fields)

    monkeypatch.setattr(exchange_in.intake, "receive", second_fails)
    with pytest.raises(DomainError):
        exchange_in.take(lines, centre=centre, by=worker, shown=dry.digest)
    assert not Prescription.objects.exists()


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2", b'chart_number,"written_on\n', b"\xff\xfe\x00"])
def test_what_is_no_such_table_says_so(content):
    with pytest.raises(DomainError, match="exchange_file_unread"):
        exchange_in.read(content)


def test_other_delimiters_and_empty_lines_are_read(centre, worker):
    content = as_file(line(), delimiter=";") + b";;;\r\n"
    assert len(exchange_in.read(content)) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_looking_takes_the_same_queries(django_assert_num_queries, centre, worker, count):
    lines = []
    for number in range(count):
        client_of(centre, f"N{number}", f"Person {number}")
        lines.append(line(reference=f"R{number}", chart_number=f"N{number}", client_name=f"Person {number}"))
    with django_assert_num_queries(7):
        look(centre, worker, *lines)


# --- Out ----------------------------------------------------------------------------------------
@pytest.fixture
def case(centre):
    case = walk(made(prescription__centre=centre))
    consents.give(person=case.person, purpose=Purpose.REFERRAL, by=SYSTEM)
    ChartNumber.objects.create(person=case.person, centre=centre, number="B12")
    return case


def test_file_has_the_chart_number_and_what_may_be_heard(centre, worker, case):
    [row] = exported(centre, worker)
    assert tuple(row) == COLUMNS
    assert (row["chart_number"], row["may_hear"], row["closed_reason"]) == ("B12", "details", "completed")
    assert row["groups"] == "Zinnia Circle (1)"
    assert AuditEvent.about(case.person_id).filter(action="prescription.exported").count() == 1
    let_hear(case.prescription, Told.PROGRESS)
    [row] = exported(centre, worker)
    assert (row["groups"], row["outcome"]) == ("", "part")
    let_hear(case.prescription, Told.NOTHING)
    [row] = exported(centre, worker)
    assert [row[name] for name in COLUMNS[len(WRITTEN) :]] == [""] * 8
    consents.withdraw(person=case.person, purpose=Purpose.REFERRAL, by=SYSTEM)
    assert exported(centre, worker) == []


def test_providers_and_coordinators_get_no_file(centre, case):
    for role in (Role.PROVIDER, Role.COORDINATOR):
        by = for_user(StaffRoleFactory(centre=centre, role=role).user, centre_id=centre.pk)
        with pytest.raises(Forbidden):
            exported(centre, by)


def test_what_went_out_is_known_when_it_comes_back(centre, worker, case):
    [row] = exported(centre, worker)
    assert [one.fate for one in look(centre, worker, {name: row[name] for name in WRITTEN}).lines] == [Fate.KNOWN]


@pytest.mark.parametrize("text", ["=1+1", "-x", "plain", "'quoted", "", "@a"])
def test_formulas_are_harmless_and_come_back_as_they_were(text):
    assert not safe(text).startswith(("=", "+", "-", "@"))
    assert unsafe(safe(text)) == text


def test_days_are_the_centres(centre, worker, case):
    later = TODAY() + timedelta(days=2)  # after today in any zone
    text = exchange_out.export(centre=centre, since=later, until=later, by=worker)
    assert text.count("\n") == 1
