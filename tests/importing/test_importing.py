"""From a file to drafts: twice is once, a changed file changes drafts alone, and a draft is seen by staff alone."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from icalendar import Calendar

from activities.models import Activity, ActivityState, Booking, Imported, Session, SessionState
from activities.services import bookings, days, drafts, enrolments, importing, scheduling, week
from activities.services.importing import Outcome, Thing
from core.actors import SYSTEM, Channel, Role, person_actor
from core.errors import DomainError, Forbidden
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.centres import CentreFactory, ClosureFactory, VenueFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import PersonFactory, staff_actor

pytestmark = pytest.mark.django_db
TORONTO = ZoneInfo("America/Toronto")
NOW = datetime(2026, 12, 1, 9, tzinfo=TORONTO)
FILES = Path(__file__).parent / "files"


@pytest.fixture
def centre():
    return CentreFactory(observes_holidays=False)


@pytest.fixture
def room(centre):
    return VenueFactory(centre=centre, name_en="The Lamp Room")


def ics(*events: str) -> bytes:
    body = "".join(f"BEGIN:VEVENT\nDURATION:PT1H\n{event}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{body}END:VCALENDAR\n".encode()


TEA = "UID:tea\nSUMMARY:Tea\nLOCATION:The Lamp Room\nDTSTART;TZID=America/Toronto:20261202T140000\nRRULE:FREQ=WEEKLY"


def read(content, centre, **fields):
    return importing.read(content, centre=centre, now=NOW, **fields)


def make(content, centre, *, language="en", by=SYSTEM, **fields):
    reading = read(content, centre, with_texts=fields.pop("with_texts", False))
    return importing.make(reading, centre=centre, language=language, by=by, now=fields.pop("now", NOW), **fields)


def look(content, centre, **fields):
    return importing.look(read(content, centre), centre=centre, **fields)


def rows() -> list[tuple]:
    """All that an import writes."""
    groups = Activity.objects.order_by("pk").values_list("pk", "title_en", "title_fr", "state", "modified_at")
    dates = Session.objects.order_by("pk").values_list("pk", "starts_at", "state", "venue", "revision")
    return [*groups, *dates, *Imported.objects.order_by("pk").values_list("pk", "key", "said", "at")]


# --- Made -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", ["google.ics", "outlook.ics"])
def test_drafts_have_the_dates_of_an_independent_reader(centre, room, file):
    content = (FILES / file).read_bytes()

    made = make(content, centre)

    events = recurring_ical_events.of(Calendar.from_ical(content)).between(NOW, datetime(2027, 6, 2, tzinfo=TORONTO))
    for draft in made:
        expected = [
            event.start for event in events if event["SUMMARY"] == draft.title and event.get("STATUS") != "CANCELLED"
        ]
        there = draft.sessions.scheduled().order_by("starts_at").values_list("starts_at", flat=True)
        assert list(there) == sorted(expected)
    assert len(made) == 3


@pytest.mark.parametrize("file", ["google.ics", "outlook.ics"])
def test_nightly_run_has_nothing_to_do_about_what_was_read(centre, room, file):
    ClosureFactory(centre=centre, first_day=date(2026, 12, 14), last_day=date(2026, 12, 18))
    for draft in make((FILES / file).read_bytes(), centre):
        done = scheduling.materialise(activity=draft, by=SYSTEM, now=NOW)
        assert done == scheduling.Materialised()


def test_draft_has_its_words_place_and_seats(centre, room):
    (draft,) = make(ics(TEA + "\nDESCRIPTION:Bring a mug"), centre, language="fr", with_texts=True)
    assert (draft.title_en, draft.title_fr, draft.summary_fr, draft.venue) == ("", "Tea", "Bring a mug", room)
    assert (draft.state, draft.join_code) == (ActivityState.DRAFT, None)
    assert "tea" not in draft.slug


def test_leader_seats_and_kind_of_a_row(centre, room):
    terry = ChampionFactory(centre=centre, person__name="Terry Moss")
    text = "Group,Day,Time,Length,Leader,Seats,Kind,Place\nTea,Monday,10:00,60,terry  MOSS,8,Games,the lamp room\n"
    (draft,) = make(text.encode(), centre)
    assert (list(draft.leaders.all()), draft.capacity, draft.kind, draft.venue) == ([terry], 8, "games", room)


def test_holiday_makes_no_date_but_for_what_happens_once(room):
    keeps = CentreFactory(observes_holidays=True)
    once = "UID:x\nSUMMARY:Supper\nDTSTART;TZID=America/Toronto:20261225T120000"
    weekly = "UID:y\nSUMMARY:Walk\nDTSTART;TZID=America/Toronto:20261218T100000\nRRULE:FREQ=WEEKLY;COUNT=3"
    supper, walk = make(ics(once, weekly), keeps)
    assert list(supper.sessions.values_list("day", flat=True)) == [date(2026, 12, 25)]
    assert list(walk.sessions.values_list("day", flat=True)) == [date(2026, 12, 18)]


def test_moved_date_keeps_its_own_time_and_place(centre, room):
    other = VenueFactory(centre=centre, name_en="Library")
    moved = (
        "UID:tea\nSUMMARY:Tea\nLOCATION:Library\nRECURRENCE-ID;TZID=America/Toronto:20261209T140000\n"
        "DTSTART;TZID=America/Toronto:20261210T150000"
    )
    (draft,) = make(ics(TEA, moved), centre)
    session = draft.sessions.get(original_date=date(2026, 12, 9))
    assert (session.day, session.venue, session.own_time, session.own_place) == (date(2026, 12, 10), other, True, True)


# --- Twice ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("later", [timedelta(), timedelta(days=3)])
@pytest.mark.parametrize("file", ["google.ics", "outlook.ics"])
def test_same_file_again_changes_nothing(centre, room, file, later):
    content = (FILES / file).read_bytes()
    make(content, centre)
    before = rows()

    reading = importing.read(content, centre=centre, now=NOW + later)
    made = importing.make(reading, centre=centre, language="en", by=SYSTEM, now=NOW + later)

    assert (made, rows()) == ([], before)
    assert {item.outcome for item in importing.look(reading, centre=centre).items} == {Outcome.SAME}


def test_same_file_at_another_centre_is_new_there(centre, room):
    make(ics(TEA), centre)
    assert [item.outcome for item in look(ics(TEA), CentreFactory()).items] == [Outcome.NEW]


def test_changed_file_changes_of_a_draft_what_is_different_alone(centre, room):
    (draft,) = make(ics(TEA), centre)
    Activity.objects.filter(pk=draft.pk).update(title_en="Tea and talk", kind="games")
    changed = ics(TEA.replace("T140000", "T150000"))

    found = look(changed, centre)
    make(changed, centre)

    assert [(item.outcome, item.changed) for item in found.items] == [(Outcome.CHANGED, (Thing.DATES,))]
    draft.refresh_from_db()
    assert (draft.title_en, draft.kind, draft.start_time) == ("Tea and talk", "games", time(15))
    assert {start.astimezone(TORONTO).hour for start in draft.sessions.values_list("starts_at", flat=True)} == {15}


def test_changed_place_goes_to_the_dates(centre, room):
    other = VenueFactory(centre=centre, name_en="Library")
    (draft,) = make(ics(TEA), centre)
    make(ics(TEA.replace("The Lamp Room", "Library")), centre)
    assert set(draft.sessions.values_list("venue", flat=True)) == {other.pk}


def test_changed_file_leaves_a_group_on_the_site_alone(centre, room):
    (draft,) = make(ics(TEA), centre)
    Activity.objects.filter(pk=draft.pk).update(state=ActivityState.PUBLISHED)
    before = rows()
    changed = ics(TEA.replace("T140000", "T150000"))

    assert make(changed, centre) == []

    assert [item.outcome for item in look(changed, centre).items] == [Outcome.LEFT_ALONE]
    assert rows() == before


def test_discarded_draft_can_be_read_again(centre, room):
    (draft,) = make(ics(TEA), centre)
    drafts.discard(draft, by=SYSTEM)
    assert rows() == []
    assert len(make(ics(TEA), centre)) == 1


# --- Choices --------------------------------------------------------------------------------------


def test_places_are_found_by_name_or_in_an_address_and_chosen_else(centre, room):
    library = VenueFactory(centre=centre, name_en="Library")
    address = TEA.replace("The Lamp Room", "The Lamp Room\\, 12 Mill Street")
    unknown = TEA.replace("UID:tea", "UID:x").replace("The Lamp Room", "Harbour Hall")

    found = look(ics(address, unknown), centre)
    made = make(ics(address, unknown), centre, places={"Harbour Hall": library})

    assert ([item.venue for item in found.items], found.unknown_places) == ([room, None], ("Harbour Hall",))
    assert [draft.venue for draft in made] == [room, library]


def test_address_with_two_of_our_places_is_not_guessed(centre, room):
    VenueFactory(centre=centre, name_en="Mill House")
    both = TEA.replace("The Lamp Room", "The Lamp Room and Mill House")
    assert look(ics(both), centre).items[0].venue is None


def test_lines_that_somebody_left_out_are_not_made(centre, room):
    content = ics(TEA, TEA.replace("UID:tea", "UID:x"))
    first = look(content, centre).items[0].found.line
    assert len(make(content, centre, lines={first})) == 1


def test_what_changed_since_it_was_shown_is_not_made(centre, room):
    shown = look(ics(TEA), centre).digest
    make(ics(TEA), centre)
    with pytest.raises(DomainError) as no:
        make(ics(TEA), centre, shown=shown)
    assert no.value.code == "import_changed"


def test_draft_that_goes_on_the_site_this_very_moment_is_left_alone(centre, room, monkeypatch):
    (draft,) = make(ics(TEA), centre)
    changed = ics(TEA.replace("T140000", "T150000"))
    looked = look(changed, centre)
    monkeypatch.setattr(importing, "look", lambda *_args, **_kwargs: looked)
    Activity.objects.filter(pk=draft.pk).update(state=ActivityState.PUBLISHED)
    before = rows()
    with pytest.raises(DomainError) as no:
        make(changed, centre)
    assert (no.value.code, rows()) == ("import_changed", before)


def test_too_many_groups_at_a_time(centre, room, monkeypatch):
    monkeypatch.setattr(importing, "MOST_GROUPS", 1)
    with pytest.raises(DomainError) as no:
        make(ics(TEA, TEA.replace("UID:tea", "UID:x")), centre)
    assert no.value.code == "import_too_many"
    assert rows() == []


@pytest.mark.parametrize("role", [Role.LINK_WORKER, Role.PROVIDER, Role.EVALUATOR])
def test_only_coordinators_and_managers_of_the_centre_bring_files(centre, room, role):
    for actor in (staff_actor(role, centre=centre), staff_actor(Role.COORDINATOR)):
        with pytest.raises(Forbidden):
            make(ics(TEA), centre, by=actor)


def test_look_asks_the_same_for_one_entry_and_for_many(centre, room, django_assert_num_queries):
    many = ics(*(TEA.replace("UID:tea", f"UID:{number}") for number in range(20)))
    for content in (ics(TEA), many):
        reading = read(content, centre)
        with django_assert_num_queries(3):  # places, champions, what was brought before
            importing.look(reading, centre=centre)


# --- Drafts ---------------------------------------------------------------------------------------


@pytest.fixture
def draft(centre, room):
    leader = ChampionFactory(centre=centre, person__with_account=True)
    made = ActivityFactory(centre=centre, venue=room, draft=True, leaders=[leader], join_mode="standing")
    SessionFactory(activity=made)
    return made


def test_nobody_can_book_a_draft(draft):
    person = PersonFactory(centres=[draft.centre])
    session = draft.sessions.get()
    for by, channel in (
        (person_actor(person.pk), Channel.WEB),
        (staff_actor(centre=draft.centre), Channel.DESK),
        (SYSTEM, Channel.WALK_IN),
    ):
        with pytest.raises(DomainError) as no:
            bookings.book(session=session, person=person, channel=channel, by=by)
        assert no.value.code == "not_on_site"
    with pytest.raises(DomainError) as no:
        enrolments.enrol(activity=draft, person=person, channel=Channel.WEB, by=person_actor(person.pk))
    assert no.value.code == "no_standing_places"
    assert Booking.objects.count() == 0


def test_draft_is_seen_by_its_centres_care_staff_alone(draft):
    leader = person_actor(draft.leaders.get().person_id)
    assert list(Activity.visible_to(staff_actor(centre=draft.centre))) == [draft]
    for other in (leader, staff_actor(), staff_actor(Role.PROVIDER, centre=draft.centre)):
        assert list(Activity.visible_to(other)) == []
        assert list(Session.visible_to(other)) == []
    assert list(Session.visible_to(staff_actor(centre=draft.centre))) == [draft.sessions.get()]


def test_draft_is_in_no_list_of_what_takes_place(draft, client):
    session = draft.sessions.get()
    Session.objects.filter(pk=session.pk).update(state=SessionState.CANCELLED)
    moment = session.starts_at
    assert list(Activity.public()) == list(Session.public()) == []
    assert [one for day in week.of(draft.centre, session.day, by=SYSTEM) for one in day.sessions] == []
    assert days.today_at(draft.centre, now=moment) == []
    assert days.led_by(draft.leaders.get().person_id, now=moment - timedelta(hours=1)).sessions == []
    assert b"VEVENT" not in client.get(f"/calendar/centre/{draft.centre.slug}.ics").content
    assert client.get(f"/calendar/activity/{draft.slug}.ics").status_code == 404
    assert client.get(f"/calendar/session/{session.public_id}.ics").status_code == 404


def test_missing_things_are_named(centre):
    bare = ActivityFactory(centre=centre, venue=None, title_en="", title_fr="", draft=True)
    assert drafts.missing(bare) == ["title", "place", "leader", "look"]


def test_incomplete_draft_stays_a_draft(draft):
    with pytest.raises(DomainError) as no:
        drafts.publish(draft, by=SYSTEM)
    assert no.value.code == "draft_incomplete"


def test_complete_draft_goes_on_the_site_with_an_address_that_says_nothing_of_a_private_group(draft):
    leaders = list(draft.leaders.all())
    drafts.change(draft, leaders=leaders, by=SYSTEM, sensitive=True, join_mode="sign_up", capacity=4)
    published = drafts.publish(draft, by=SYSTEM)
    assert (published.state, published.slug) == (ActivityState.PUBLISHED, "group")
    assert len(published.join_code) == 4
    assert set(published.sessions.values_list("capacity", flat=True)) == {4}
    assert list(Activity.public()) == [published]


def test_what_is_on_the_site_is_no_draft(draft):
    Activity.objects.filter(pk=draft.pk).update(state=ActivityState.PUBLISHED)
    for deed in (drafts.publish, drafts.discard):
        with pytest.raises(DomainError) as no:
            deed(draft, by=SYSTEM)
        assert no.value.code == "not_a_draft"


def test_nightly_run_leaves_drafts_as_they_are(draft):
    assert scheduling.materialise_all(now=NOW) == 0


@pytest.mark.parametrize("deed", ["publish", "discard"])
def test_link_worker_and_stranger_decide_on_no_draft(draft, deed):
    for actor in (staff_actor(Role.LINK_WORKER, centre=draft.centre), staff_actor()):
        with pytest.raises(Forbidden):
            getattr(drafts, deed)(draft, by=actor)
