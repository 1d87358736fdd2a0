"""The nightly run: what it finds, once; and what becomes of it."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from core import audit, clock
from core.actors import SYSTEM, Actor, Channel, Role
from core.errors import DomainError, Forbidden
from core.models import AuditEvent
from matches.models import MatchRequest
from people import history
from people.actors import for_user
from people.models import User
from people.models.lockbox import Reason
from people.services import erasure, locks
from privacy.models import LookState, Rule, UnusualLook, WellKnown
from privacy.services import unusual
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.matches import MatchRequestFactory
from tests.factories.people import ContactPointFactory, PersonFactory, StaffRoleFactory, staff_actor
from tests.factories.privacy import UnusualLookFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_ten(centre):
    """A Wednesday, ten in the morning; the run is in the night of the Saturday that follows."""
    return datetime(2026, 11, 4, 10, tzinfo=centre.zone)


def worker(centre, name="Sam Roy") -> User:
    return StaffRoleFactory(centre=centre, user__name=name).user


def look(user, person, centre, at, action="person.viewed"):
    by = Actor(user_id=user.pk, roles=frozenset({Role.COORDINATOR}), centre_id=centre.pk, channel=Channel.DESK)
    with clock.standing_at(at):
        audit.record(action, by=by, subject=person, person_id=person.pk)


def found(centre, at) -> list[Rule]:
    unusual.find(centre, now=at + timedelta(days=4))
    return [one.rule for one in UnusualLook.objects.order_by("pk")]


def test_usual_look_is_no_question(centre, at_ten):
    look(worker(centre), PersonFactory(name="Joan Tremblay"), centre, at_ten)
    assert found(centre, at_ten) == []


def test_family_name_is_a_question_once_a_day_and_person(centre, at_ten):
    user, person = worker(centre, "Sam Tremblay"), PersonFactory(name="Joan Trémblay")
    for minutes in (0, 5, 10):
        look(user, person, centre, at_ten + timedelta(minutes=minutes))
    assert found(centre, at_ten) == [Rule.NAME]
    one = UnusualLook.objects.get()
    assert (one.viewer, one.person, one.number, one.first_at) == (user, person, 3, at_ten)


def test_own_record_and_own_household_are_questions(centre, at_ten):
    user = worker(centre)
    own = PersonFactory(name="Sam Roy", user=user)
    partner = PersonFactory(name="Kim Lee")
    for person in (own, partner):
        ContactPointFactory(person=person, value="+16135550142")
        look(user, person, centre, at_ten)
    assert sorted(found(centre, at_ten)) == [Rule.HOUSEHOLD, Rule.OWN]


def test_neighbour_of_the_same_postal_code_is_a_question(centre, at_ten):
    user = worker(centre)
    own = MatchRequestFactory(centre=centre, person=PersonFactory(name="Sam Roy", user=user), postal_code="K0H 2B0")
    neighbour = MatchRequestFactory(centre=centre, postal_code="k0h2b0").person
    look(user, neighbour, centre, at_ten)
    assert found(centre, at_ten) == [Rule.POSTAL]
    UnusualLook.objects.all().delete()
    MatchRequest.objects.filter(pk=own.pk).update(postal_code="K0H")  # the beginning alone is half a county
    assert found(centre, at_ten) == []


def test_each_look_at_somebody_well_known_is_a_question(centre, at_ten, by):
    person = PersonFactory(name="The Mayor")
    look(worker(centre), person, centre, at_ten)
    assert found(centre, at_ten) == []
    mark = unusual.mark_well_known(person, centre=centre, by=by)
    assert unusual.mark_well_known(person, centre=centre, by=by) == mark
    assert found(centre, at_ten) == [Rule.KNOWN]
    unusual.unmark_well_known(mark, by=by)
    assert not WellKnown.objects.exists()


def test_look_at_night_is_a_question_where_nothing_goes_on(centre, at_ten):
    night = at_ten.replace(hour=22)
    quiet, busy = PersonFactory(name="Joan Tremblay"), PersonFactory(name="Kim Lee")
    session = SessionFactory(activity=ActivityFactory(centre=centre), day=at_ten.date() + timedelta(days=1))
    BookingFactory(session=session, person=busy)
    user = worker(centre)
    for person in (quiet, busy):
        look(user, person, centre, night)
    assert found(centre, at_ten) == [Rule.HOURS]
    assert UnusualLook.objects.get().person == quiet


def test_deed_of_the_days_around_explains_a_look_at_night(centre, at_ten):
    person = PersonFactory(name="Joan Tremblay")
    look(worker(centre), person, centre, at_ten.replace(hour=22))
    with clock.standing_at(at_ten + timedelta(days=1)):
        audit.record("person.changed", by=SYSTEM, subject=person, person_id=person.pk)
    assert found(centre, at_ten) == []


def test_many_records_in_a_day_are_a_question(centre, at_ten):
    user = worker(centre)
    people = PersonFactory.create_batch(41)
    for person in people[:5]:
        look(user, person, centre, at_ten - timedelta(days=10))
    for person in people[:40]:
        look(user, person, centre, at_ten)
    assert found(centre, at_ten) == []
    look(user, people[40], centre, at_ten)
    assert found(centre, at_ten) == [Rule.MANY]
    one = UnusualLook.objects.get()
    assert (one.person, one.number, one.usual) == (None, 41, 5)


def test_run_again_adds_nothing(centre, at_ten):
    look(worker(centre, "Sam Tremblay"), PersonFactory(name="Joan Tremblay"), centre, at_ten)
    assert found(centre, at_ten) == [Rule.NAME]
    assert unusual.find_everywhere(now=at_ten + timedelta(days=5)) == 0
    assert UnusualLook.objects.count() == 1


def test_today_waits_until_it_is_over(centre, at_ten):
    look(worker(centre, "Sam Tremblay"), PersonFactory(name="Joan Tremblay"), centre, at_ten)
    assert unusual.find(centre, now=at_ten + timedelta(hours=2)) == 0
    assert unusual.find(centre, now=at_ten + timedelta(days=1)) == 1


def test_other_centres_and_people_themselves_are_left_out(centre, at_ten):
    person = PersonFactory(name="Joan Tremblay", with_account=True)
    elsewhere = staff_actor(user__name="Sam Tremblay")
    with clock.standing_at(at_ten):
        audit.record("person.viewed", by=elsewhere.over(Channel.DESK), subject=person, person_id=person.pk)
        mine = Actor(user_id=person.user_id, person_id=person.pk, roles=frozenset({Role.COORDINATOR}))
        audit.record("person.viewed", by=mine, subject=person, person_id=person.pk, centre_id=centre.pk)
    assert found(centre, at_ten) == []


def test_answered_question_about_a_name_is_not_asked_again(centre, at_ten, by):
    user, person = worker(centre, "Sam Tremblay"), PersonFactory(name="Joan Tremblay")
    look(user, person, centre, at_ten)
    found(centre, at_ten)
    unusual.find_fine(UnusualLook.objects.get(), words="No relation.", by=by)
    look(user, person, centre, at_ten + timedelta(days=5))
    assert unusual.find(centre, now=at_ten + timedelta(days=7)) == 0


@pytest.mark.parametrize("number", [1, 3])
def test_run_takes_the_same_queries_however_many_looks(number, centre, at_ten, django_assert_num_queries):
    for _one in range(number):
        user = worker(centre, "Sam Tremblay")
        look(user, PersonFactory(name="Joan Tremblay"), centre, at_ten.replace(hour=22))
    with django_assert_num_queries(18):
        unusual.find(centre, now=at_ten + timedelta(days=4))
    assert UnusualLook.objects.count() == 2 * number


def test_settled_with_words_that_are_kept_encrypted(by):
    one = UnusualLookFactory(centre_id=by.centre_id)
    with pytest.raises(DomainError, match="look_needs_words"):
        unusual.find_fine(one, words=" ", by=by)
    unusual.ask(one, words="Sam says: a phone call.", by=by)
    unusual.find_fine(one, words="The call is in the diary.", by=by)
    one.refresh_from_db()
    assert (one.state, one.words, one.settled_by_id) == (LookState.FINE, "The call is in the diary.", by.user_id)
    raw = UnusualLook.objects.filter(pk=one.pk).extra(select={"raw": "words"}).values_list("raw", flat=True).get()
    assert "diary" not in raw


def test_nobody_settles_their_own_look(by, officer_user):
    one = UnusualLookFactory(centre_id=by.centre_id, viewer=officer_user)
    with pytest.raises(Forbidden):
        unusual.find_fine(one, words="Fine.", by=by)


def test_who_is_no_officer_settles_nothing(centre):
    one = UnusualLookFactory(centre=centre)
    for actor in (staff_actor(centre=centre), staff_actor(Role.MANAGER)):
        with pytest.raises(Forbidden):
            unusual.find_fine(one, words="Fine.", by=actor)
        assert not UnusualLook.visible_to(actor).exists()


def test_question_about_a_look_stands_in_no_list(by):
    one = UnusualLookFactory(centre_id=by.centre_id)
    unusual.ask(one, words="Asked.", by=by)
    unusual.mark_well_known(one.person, centre=one.centre, by=by)
    assert not history.about(one.person_id).exists()
    assert AuditEvent.about(one.person_id).count() == 2


def test_erasing_takes_the_words_and_the_mark(by):
    fine, incident = (UnusualLookFactory(centre_id=by.centre_id, state=state) for state in ("fine", "incident"))
    for one in (fine, incident):
        UnusualLook.objects.filter(pk=one.pk).update(words="Cousins.")
        unusual.mark_well_known(one.person, centre=one.centre, by=by)
        erasure.erase(one.person, by=SYSTEM)
        one.refresh_from_db()
    assert (fine.words, incident.words, WellKnown.objects.count()) == ("", "Cousins.", 0)


def test_lock_that_is_overridden_is_asked_about_at_once_with_what_was_written(centre, client):
    user, person = worker(centre), PersonFactory(centres=[centre])
    officer = StaffRoleFactory(centre=centre, role=Role.MANAGER).user
    locks.lock(person, centre=centre, user=user, by=SYSTEM)
    made = locks.override(person, reason=Reason.HARM, words="He fell in the hall.", by=for_user(user))
    unusual.note_override(made)  # once more on the same day
    found = UnusualLook.objects.get()
    assert (found.rule, found.viewer, found.person, found.number) == (Rule.LOCK, user, person, 2)
    client.force_login(officer)
    page = client.get(reverse("privacy:look", args=[found.public_id])).text
    assert "Somebody may come to serious harm" in page
    assert "He fell in the hall." in page
