"""Who looked: searched by the officer, and given to the person."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from core import audit, clock
from core.actors import SYSTEM, Actor, Channel, Role, person_actor
from core.errors import Forbidden
from core.models import AuditEvent
from people.services import merging
from privacy.services import trail
from tests import pdf
from tests.factories.people import PersonFactory, StaffRoleFactory, staff_actor
from tests.people.conftest import signed_in

pytestmark = pytest.mark.django_db
TRAIL = "privacy:trail"


@pytest.fixture
def joan(centre):
    return PersonFactory(name="Joan Tremblay", centres=[centre], with_account=True)


@pytest.fixture
def kim(centre):
    return PersonFactory(name="Kim Lee", centres=[centre])


@pytest.fixture
def sam(centre):
    return StaffRoleFactory(centre=centre, user__name="Sam Roy").user


def did(user, centre, person, action="person.viewed", days=0):
    by = Actor(user_id=user.pk, roles=frozenset({Role.COORDINATOR}), centre_id=centre.pk, channel=Channel.DESK)
    with clock.standing_at(timezone.now() - timedelta(days=days)):
        audit.record(action, by=by, subject=person, person_id=person.pk)


def asked(**wanted):
    today = timezone.localdate()
    days = {"since": (today - timedelta(days=30)).isoformat(), "until": today.isoformat()}
    return {"q": "", "viewer": "", "deed": "", **days, **wanted}


def lines(client, **wanted):
    """What the page shows after a search: whom each line is about, and what was done."""
    page = client.post(reverse(TRAIL), asked(**wanted), follow=True)
    return [(line.person and line.person.name, line.entry.what) for line in page.context["lines"]]


def test_search_by_person_viewer_and_kind_of_deed(officer, centre, joan, kim, sam):
    did(sam, centre, joan)
    did(sam, centre, kim, "person.changed")
    did(StaffRoleFactory(centre=centre).user, centre, joan, "person.copied")
    viewed, changed = ("Joan Tremblay", "Looked at the record"), ("Kim Lee", "Changed details")
    copied = ("Joan Tremblay", "Printed a copy of everything that is held")
    assert lines(officer) == [copied, changed, viewed]
    assert lines(officer, q="trem", deed="looked") == [viewed]
    assert lines(officer, q="trem", deed="took") == [copied]
    assert lines(officer, viewer=sam.pk, deed="changed") == [changed]
    assert lines(officer, viewer=sam.pk) == [changed, viewed]


def test_who_works_here_no_more_can_still_be_asked_for(officer, centre, joan, sam):
    did(sam, centre, joan)
    sam.staff_roles.all().delete()
    assert lines(officer, viewer=sam.pk) == [("Joan Tremblay", "Looked at the record")]
    idle = StaffRoleFactory().user
    page = officer.post(reverse(TRAIL), asked(viewer=idle.pk))
    assert "viewer" in page.context["form"].errors


def test_search_by_dates(officer, centre, joan, sam):
    did(sam, centre, joan, days=40)
    assert lines(officer, deed="looked") == []
    since = (timezone.localdate() - timedelta(days=50)).isoformat()
    assert [line[0] for line in lines(officer, deed="looked", since=since)] == ["Joan Tremblay"]


def test_days_in_the_wrong_order_are_told_at_the_field_and_nothing_is_lost(officer):
    page = officer.post(reverse(TRAIL), asked(q="trem", until="2020-01-01"))
    assert page.context["form"].errors == {"until": ["This day is before the first one."]}
    assert 'value="trem"' in page.text


def test_address_names_nobody_and_the_search_is_remembered(officer, centre, joan, sam):
    did(sam, centre, joan)
    response = officer.post(reverse(TRAIL), asked(q="Tremblay"))
    assert response["Location"] == reverse(TRAIL)
    assert "Joan Tremblay" in officer.get(reverse(TRAIL)).text
    officer.post(reverse("privacy:only"))
    assert officer.get(reverse(TRAIL)).context["is_narrowed"] is False


def test_of_several_one_is_chosen(officer, centre, joan, sam):
    twin = PersonFactory(name="Jean Tremblay", centres=[centre])
    for person in (joan, twin):
        did(sam, centre, person)
    assert {name for name, _what in lines(officer, q="tremblay", deed="looked")} == {"Joan Tremblay", "Jean Tremblay"}
    page = officer.post(reverse("privacy:only"), {"person": str(twin.public_id)}, follow=True)
    assert {line.person.name for line in page.context["lines"]} == {"Jean Tremblay"}


def test_one_of_another_centre_cannot_be_chosen(officer):
    stranger = PersonFactory()
    assert officer.post(reverse("privacy:only"), {"person": str(stranger.public_id)}).status_code == 404
    assert officer.post(reverse("privacy:only"), {"person": "nobody"}).status_code == 404


def test_looking_is_written_down_as_well(officer, centre, joan, sam):
    did(sam, centre, joan)
    lines(officer)
    event = AuditEvent.about(joan.pk).first()
    assert (event.action, event.role) == ("trail.searched", Role.MANAGER)


def test_other_centres_are_not_seen(officer, stranger, centre, joan, sam):
    did(sam, centre, joan)
    assert lines(stranger, deed="looked") == []
    assert len(lines(officer, deed="looked")) == 1


def test_what_the_person_did_themselves_is_seen_where_they_are_named(officer, joan):
    audit.record("consent.given", by=person_actor(joan.pk), person_id=joan.pk)
    page = officer.post(reverse(TRAIL), asked(q="trem"), follow=True)
    assert [line.entry.who for line in page.context["lines"]] == ["The person themselves, web"]


def test_worries_and_questions_about_looks_stand_in_no_list(officer, centre, joan, sam):
    audit.record("wellknown.marked", by=SYSTEM, subject=joan, person_id=joan.pk, centre_id=centre.pk)
    shown = AuditEvent.objects.filter(action="wellknown.marked")
    assert shown.count() == 1
    did(sam, centre, joan)
    by = staff_actor(Role.MANAGER, centre=centre)
    today = timezone.localdate()
    events = trail.find(trail.Wanted(since=today, until=today), centre=centre, by=by)
    assert "person.viewed" in {event.action for event in events}


def test_service_is_for_officers_of_the_centre(centre):
    today = timezone.localdate()
    for actor in (staff_actor(centre=centre), staff_actor(Role.MANAGER)):
        with pytest.raises(Forbidden):
            trail.find(trail.Wanted(since=today, until=today), centre=centre, by=actor)


@pytest.mark.parametrize("number", [1, 3])
def test_page_takes_the_same_queries_however_many_lines(number, officer, centre, sam, django_assert_num_queries):
    for person in PersonFactory.create_batch(number, centres=[centre]):
        did(sam, centre, person)
    with django_assert_num_queries(13):
        page = officer.get(reverse(TRAIL))
    assert len(page.context["lines"]) == number


@pytest.mark.parametrize("number", [1, 3])
def test_search_takes_the_same_queries_however_many_people(number, officer, centre, sam, django_assert_num_queries):
    for person in PersonFactory.create_batch(number, name="Joan Tremblay", centres=[centre]):
        did(sam, centre, person)
    officer.post(reverse(TRAIL), asked(q="tremblay"))
    with django_assert_num_queries(17):
        page = officer.get(reverse(TRAIL))
    assert len(page.context["lines"]) == number


def test_list_is_paged(officer, centre, joan, sam):
    for _number in range(45):
        did(sam, centre, joan)
    assert len(officer.get(reverse(TRAIL)).context["lines"]) == 40
    assert len(officer.get(reverse(TRAIL), {"page": 2}).context["lines"]) > 4


# --- for the person -------------------------------------------------------------------------------------------------
def cells(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_person_gets_who_looked_for_a_spreadsheet(centre, joan, sam):
    did(sam, centre, joan)
    response = signed_in(joan.user).get(reverse("my_privacy:looked_csv"))
    head, own, looked = cells(response)
    assert head == ["When", "Who", "What"]
    assert own[1:] == ["You, web", "Printed or saved this list"]
    assert looked[1:] == ["Sam Roy, volunteer coordinator, desk", "Looked at the record"]
    assert "Joan" not in response["Content-Disposition"]


def test_no_cell_is_a_formula(officer, centre, joan):
    did(StaffRoleFactory(centre=centre, user__name="=SUM(A1)").user, centre, joan)
    rows = cells(officer.get(reverse("privacy:looked_csv", args=[joan.public_id])))
    assert "'=SUM(A1), volunteer coordinator, desk" in [row[1] for row in rows]


def test_what_was_seen_of_a_merged_record_is_in_it(officer, centre, joan, sam):
    double = PersonFactory(centres=[centre])
    did(sam, centre, double)
    merging.merge(joan, double, by=SYSTEM)
    rows = cells(officer.get(reverse("privacy:looked_csv", args=[joan.public_id])))
    assert "Looked at the record" in [row[2] for row in rows]


def test_officer_of_another_centre_does_not_get_it(stranger, joan):
    for name in ("privacy:looked", "privacy:looked_csv"):
        assert stranger.get(reverse(name, args=[joan.public_id])).status_code == 404


@pdf.needs_press
def test_paper_says_who_looked_in_both_languages(officer, centre, joan, sam):
    did(sam, centre, joan)
    assert "Sam Roy, volunteer coordinator, desk" in pdf.words(
        officer.get(reverse("privacy:looked", args=[joan.public_id]))
    )
    with translation.override("fr"):
        address = reverse("my_privacy:looked")
    assert "Sam Roy" in pdf.words(signed_in(joan.user).get(address))
    assert AuditEvent.about(joan.pk).filter(action="person.access_printed").count() == 2
