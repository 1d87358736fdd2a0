"""The register: what is written down, what must have been done before it is closed, and what is counted."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.actors import SYSTEM, Role
from core.errors import DomainError, Forbidden, Moved
from core.models import AuditEvent, Transition
from people import history
from privacy import counters
from privacy.models import Affected, Incident, IncidentState, LookState, Reason, ToldWhom, What
from privacy.services import incidents
from tests import pdf
from tests.factories.people import PersonFactory, staff_actor
from tests.factories.privacy import IncidentFactory, UnusualLookFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(centre):
    return IncidentFactory(centre=centre)


def today() -> date:
    return timezone.localdate()


def code(excinfo) -> str:
    return excinfo.value.code


def test_incident_of_a_look_settles_it_and_adds_whom_it_was_about(centre, by):
    look = UnusualLookFactory(centre=centre)
    made = incidents.record(
        centre=centre, what=What.USED, found_on=today(), found_by="Ines", happened="He looked.", look=look, by=by
    )
    look.refresh_from_db()
    assert (look.state, made.affected.get().person) == (LookState.INCIDENT, look.person)
    with pytest.raises(Moved):
        incidents.record(
            centre=centre, what=What.USED, found_on=today(), found_by="Ines", happened="Again.", look=look, by=by
        )
    assert Incident.objects.count() == 1


def test_words_are_kept_encrypted(incident):
    raw = Incident.objects.extra(select={"raw": "happened"}).values_list("raw", flat=True).get()
    assert "bus." not in raw  # a point is in no token
    assert Incident.objects.get().happened == "A sign-in sheet was left on the bus."


def test_it_is_closed_once_everything_was_done(incident, by):
    person = PersonFactory(centres=[incident.centre])
    with pytest.raises(DomainError) as refused:
        incidents.close(incident, changed="A folder with a zip.", by=by)
    assert code(refused) == "incident_not_contained"
    incidents.contain(incident, on=today(), by=by)
    incidents.add_person(incident, person, by=by)
    with pytest.raises(DomainError) as refused:
        incidents.close(incident, changed="A folder with a zip.", by=by)
    assert code(refused) == "incident_nobody_told"
    incidents.tell(incident, whom=ToldWhom.PEOPLE, on=today(), how="By telephone", by=by)
    incidents.assess(incident, reasons=[Reason.PATTERN], by=by)
    with pytest.raises(DomainError) as refused:
        incidents.close(incident, changed="A folder with a zip.", by=by)
    assert code(refused) == "incident_commissioner_not_told"
    incidents.tell(incident, whom=ToldWhom.COMMISSIONER, on=today(), by=by)
    with pytest.raises(DomainError) as refused:
        incidents.close(incident, changed=" ", by=by)
    assert code(refused) == "incident_nothing_changed"
    incidents.close(incident, changed="A folder with a zip.", by=by)
    incident.refresh_from_db()
    assert (incident.state, incident.changed) == (IncidentState.CLOSED, "A folder with a zip.")
    assert [step.name for step in Transition.of(incident)] == ["contain", "close"]


def test_closed_incident_is_changed_only_once_it_is_open_again(incident, by):
    incidents.contain(incident, on=today(), by=by)
    incidents.close(incident, changed="A folder.", by=by)
    for change in (
        lambda: incidents.change(incident, others=3, by=by),
        lambda: incidents.tell(incident, whom=ToldWhom.POLICE, on=today(), by=by),
        lambda: incidents.assess(incident, reasons=[], by=by),
        lambda: incidents.add_person(incident, PersonFactory(), by=by),
    ):
        with pytest.raises(DomainError) as refused:
            change()
        assert code(refused) == "incident_closed"
    incidents.reopen(incident, by=by)
    incidents.change(incident, others=3, by=by)
    assert Incident.objects.get().others == 3


def test_days_ahead_and_days_before_are_refused(incident, centre, by):
    with pytest.raises(DomainError) as refused:
        incidents.contain(incident, on=incident.found_on - timedelta(days=1), by=by)
    assert code(refused) == "contained_too_early"
    with pytest.raises(DomainError) as refused:
        incidents.record(
            centre=centre,
            what=What.LOST,
            found_on=today() + timedelta(days=2),
            found_by="Ines",
            happened="Lost.",
            by=by,
        )
    assert code(refused) == "found_ahead"


def test_register_is_for_officers_of_the_centre_alone(incident, centre):
    for actor in (staff_actor(centre=centre), staff_actor(Role.LINK_WORKER, centre=centre), staff_actor(Role.MANAGER)):
        assert not Incident.visible_to(actor).exists()
        with pytest.raises(Forbidden):
            incidents.contain(incident, on=today(), by=actor)


def test_stranger_who_is_an_officer_elsewhere_finds_nothing(stranger, incident):
    affected = incidents.add_person(incident, PersonFactory(centres=[incident.centre]), by=SYSTEM)
    for name in ("incident", "incident_change", "incident_told", "incident_close", "incident_people"):
        assert stranger.get(reverse(f"privacy:{name}", args=[incident.public_id])).status_code == 404
    remove = reverse("privacy:incident_remove", args=[incident.public_id, affected.pk])
    assert stranger.post(remove).status_code == 404
    assert stranger.get(reverse("privacy:incidents")).context["page"].paginator.count == 0


def test_that_a_record_belongs_to_an_incident_stands_in_no_list(incident, by):
    person = PersonFactory(centres=[incident.centre])
    incidents.add_person(incident, person, by=by)
    assert not history.about(person.pk).exists()
    assert AuditEvent.about(person.pk).get().action == "incident.person_added"


# --- counting -------------------------------------------------------------------------------------------------------
def test_counters_of_a_year(centre, django_assert_num_queries):
    for what, day, others, named in (
        (What.LOST, date(2026, 3, 1), 0, 1),
        (What.LOST, date(2026, 9, 1), 60, 0),
        (What.DISCLOSED, date(2026, 12, 31), 9, 1),
        (What.DISCLOSED, date(2025, 12, 31), 5, 0),
    ):
        made = IncidentFactory(centre=centre, what=what, found_on=day, others=others)
        for person in PersonFactory.create_batch(named):
            Affected.objects.create(incident=made, person=person)
    IncidentFactory(what=What.STOLEN, found_on=date(2026, 3, 1))
    with django_assert_num_queries(1):
        year = counters.of_year(centre, 2026)
    assert [(one.what, one.incidents, one.people, one.bands) for one in year.counters] == [
        (What.STOLEN, 0, 0, [0, 0, 0, 0, 0]),
        (What.LOST, 2, 61, [1, 0, 0, 1, 0]),
        (What.USED, 0, 0, [0, 0, 0, 0, 0]),
        (What.DISCLOSED, 1, 10, [0, 1, 0, 0, 0]),
    ]
    assert (year.incidents, year.people) == (3, 71)


@pdf.needs_press
def test_years_paper_has_the_four_counters(officer, centre):
    IncidentFactory(centre=centre, what=What.STOLEN, found_on=today().replace(month=1, day=2))
    words = pdf.words(officer.get(reverse("privacy:year_paper", args=[today().year])))
    for counter in ("Stolen", "Lost", "Used without authority", "Disclosed without authority", "1 incident in all."):
        assert counter in " ".join(words.split())


@pytest.mark.parametrize("year", [2003, 2100])
def test_years_without_the_law_have_no_page(officer, year):
    assert officer.get(reverse("privacy:year", args=[year])).status_code == 404


# --- at the desk ----------------------------------------------------------------------------------------------------
def test_officer_writes_one_down_and_adds_somebody(officer, centre):
    person = PersonFactory(name="Joan Tremblay", centres=[centre])
    sent = {
        "what": "lost",
        "found_on": today().isoformat(),
        "found_by": "Ines",
        "happened": "A list was lost.",
        "others": "2",
    }
    officer.post(reverse("privacy:incident_new"), sent)
    made = Incident.objects.get()
    people = reverse("privacy:incident_people", args=[made.public_id])
    assert officer.post(people, {"q": "tremb"})["Location"] == people
    assert "Joan Tremblay" in officer.get(people).text
    officer.post(reverse("privacy:incident_add", args=[made.public_id, person.public_id]))
    page = officer.get(reverse("privacy:incident", args=[made.public_id]))
    assert "3 people" in page.text
    assert [str(label) for label in page.context["to_tell"]] == ["The people affected"]


def test_rules_no_stands_at_its_field_and_nothing_is_lost(officer, incident):
    sent = {"on": (incident.found_on - timedelta(days=2)).isoformat()}
    page = officer.post(reverse("privacy:incident_contain", args=[incident.public_id]), sent)
    assert page.context["form"].errors == {"on": ["It cannot have been contained before it was found."]}
    ahead = {"whom": "people", "on": (today() + timedelta(days=3)).isoformat(), "how": "By letter"}
    page = officer.post(reverse("privacy:incident_told", args=[incident.public_id]), ahead)
    assert page.context["form"].errors == {"on": ["This day has not come yet."]}
    assert "By letter" in page.text


def test_reading_one_is_recorded(officer, incident):
    officer.get(reverse("privacy:incident", args=[incident.public_id]))
    assert AuditEvent.objects.filter(action="incident.viewed", subject_id=incident.pk).count() == 1


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_the_same_queries_however_many(number, officer, centre, django_assert_num_queries):
    IncidentFactory.create_batch(number, centre=centre)
    with django_assert_num_queries(9):
        page = officer.get(reverse("privacy:incidents"))
    assert len(page.context["page"]) == number


@pytest.mark.parametrize("number", [1, 3])
def test_incident_takes_the_same_queries_however_many_people(number, officer, incident, django_assert_num_queries):
    for person in PersonFactory.create_batch(number, centres=[incident.centre]):
        incidents.add_person(incident, person, by=SYSTEM)
    with django_assert_num_queries(14):
        page = officer.get(reverse("privacy:incident", args=[incident.public_id]))
    assert len(page.context["affected"]) == number
