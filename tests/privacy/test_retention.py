"""The schedule: a dry run changes nothing, and only what a centre switched on is forgotten."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from activities.models import Booking, Register
from core import audit, clock, jobs, retention
from core.actors import SYSTEM, Role
from core.errors import Forbidden
from core.models import AuditEvent
from matches.models import Lift
from people.models import Person
from privacy.services import retention as service
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.centres import CentreFactory
from tests.factories.matches import LiftFactory
from tests.factories.people import PersonFactory, StaffRoleFactory, staff_actor

pytestmark = pytest.mark.django_db
WORDS = "activities.words_of_places"
RECORDS = "people.records"


def place(centre, *, days, needs="A chair with arms"):
    session = SessionFactory(activity=ActivityFactory(centre=centre), day=timezone.localdate() - timedelta(days=days))
    return BookingFactory(session=session, access_needs=needs)


def number(centre, slug):
    return {line.slug: line.number for line in service.lines(centre, now=timezone.now())}[slug]


def apply(centre):
    return service.apply(centre, now=timezone.now())


def test_dry_run_counts_and_changes_nothing(centre):
    place(centre, days=735)
    place(centre, days=720)
    place(centre, days=735, needs="")
    place(CentreFactory(), days=735)
    before = list(Booking.objects.order_by("pk").values())
    assert number(centre, WORDS) == 1
    assert list(Booking.objects.order_by("pk").values()) == before


def test_only_what_is_switched_on_is_forgotten(centre, by):
    old, young = place(centre, days=735), place(centre, days=720)
    assert apply(centre) == {}
    service.decide(centre, slug=WORDS, is_on=True, by=by)
    assert apply(centre) == {WORDS: 1}
    for one, needs in ((old, ""), (young, "A chair with arms")):
        one.refresh_from_db()
        assert one.access_needs == needs
    assert apply(centre) == {WORDS: 0}
    service.decide(centre, slug=WORDS, is_on=False, by=by)
    assert apply(centre) == {}
    forgotten = AuditEvent.objects.get(action="retention.forgotten")
    assert (forgotten.centre_id, forgotten.detail) == (centre.pk, {"step": WORDS, "number": 1})


def test_who_came_stays_as_a_number(centre, by):
    place(centre, days=735)
    service.decide(centre, slug=WORDS, is_on=True, by=by)
    apply(centre)
    assert Booking.objects.count() == 1


def test_notes_and_ways_are_forgotten(centre, by):
    booking = place(centre, days=735)
    Register.objects.create(session=booking.session, headcount=3, note="Terry was low.")
    LiftFactory(centre=centre, pick_up_at=timezone.now() - timedelta(days=735))
    for slug in ("activities.notes_of_registers", "matches.ways_of_lifts"):
        assert number(centre, slug) == 1
        service.decide(centre, slug=slug, is_on=True, by=by)
    apply(centre)
    assert Register.objects.values_list("headcount", "note").get() == (3, "")
    assert Lift.objects.values_list("pick_up", "drop_off").get() == ("", "")


# --- records ---------------------------------------------------------------------------------------------------------
LONG_AGO = timedelta(days=3700)


def old_person(centre, **fields):
    person = PersonFactory(centres=[centre], **fields)
    Person.objects.filter(pk=person.pk).update(created_at=timezone.now() - LONG_AGO)
    return person


def seen(person, *, ago, action="person.viewed"):
    with clock.standing_at(timezone.now() - ago):
        audit.record(action, by=SYSTEM, subject=person, person_id=person.pk)


def due(centre):
    return set(retention.due(retention.registry[RECORDS], centre_id=centre.pk, now=timezone.now()))


def test_records_that_nobody_heard_of_for_ten_years_are_due(centre):
    quiet = old_person(centre)
    listed = old_person(centre)
    seen(quiet, ago=LONG_AGO)
    seen(listed, ago=timedelta(days=1), action="person.listed")
    looked_at = old_person(centre)
    seen(looked_at, ago=timedelta(days=3000))
    elsewhere = old_person(centre)
    elsewhere.centres.add(CentreFactory())
    old_person(centre, user=StaffRoleFactory(centre=centre).user)
    old_person(centre, birth_date=timezone.localdate() - timedelta(days=20 * 365))
    PersonFactory(centres=[centre])
    assert due(centre) == {quiet, listed}


def test_minor_is_due_ten_years_after_they_came_of_age(centre):
    grown_up = old_person(centre, birth_date=timezone.localdate() - timedelta(days=29 * 365))
    assert due(centre) == {grown_up}


def test_record_is_erased_and_what_was_counted_stays(centre, by):
    person = old_person(centre, name="Joan Tremblay")
    service.decide(centre, slug=RECORDS, is_on=True, by=by)
    assert apply(centre) == {RECORDS: 1}
    person.refresh_from_db()
    assert (person.name, person.erased_at is not None) == ("—", True)
    assert apply(centre) == {RECORDS: 0}


# --- who decides, and how it runs ------------------------------------------------------------------------------------
def test_officers_of_the_centre_decide(centre):
    for actor in (staff_actor(centre=centre), staff_actor(Role.MANAGER)):
        with pytest.raises(Forbidden):
            service.decide(centre, slug=WORDS, is_on=True, by=actor)


def test_page_shows_the_schedule_and_switches(officer, centre):
    place(centre, days=735)
    page = officer.get(reverse("privacy:retention"))
    assert len(page.context["lines"]) == len(retention.registry)
    assert "Kept for 2 years after the date was over." in page.text
    assert "A run now would forget 1." in page.text
    address = reverse("privacy:retention_decide", args=[WORDS])
    officer.post(address, {"is_on": "yes"})
    assert service.switched_on(centre) == {WORDS}
    officer.post(address, {"is_on": "no"})
    assert service.switched_on(centre) == set()
    assert officer.post(reverse("privacy:retention_decide", args=["nothing"])).status_code == 404


def test_promises_name_jobs_that_run():
    assert {promise.job for promise in retention.promised} <= {slug for slug, _job in jobs.registry.items()}


def test_job_applies_each_centres_own_choice(centre, by):
    other = CentreFactory()
    mine, theirs = place(centre, days=735), place(other, days=735)
    service.decide(centre, slug=WORDS, is_on=True, by=by)
    assert service.apply_everywhere(now=timezone.now()) == 1
    for one, needs in ((mine, ""), (theirs, "A chair with arms")):
        one.refresh_from_db()
        assert one.access_needs == needs


def test_command_says_and_does(centre, by):
    booking = place(centre, days=735)
    service.decide(centre, slug=WORDS, is_on=True, by=by)
    out = StringIO()
    call_command("retention", "--dry-run", centre="here", stdout=out)
    assert f"here: {WORDS} (on): 1 would be forgotten" in out.getvalue()
    booking.refresh_from_db()
    assert booking.access_needs != ""
    call_command("retention", "--apply", stdout=out)
    assert f"here: {WORDS}: 1 forgotten" in out.getvalue()
    booking.refresh_from_db()
    assert booking.access_needs == ""
    with pytest.raises(CommandError):
        call_command("retention", "--dry-run", centre="nowhere")
    with pytest.raises(CommandError):
        call_command("retention")
