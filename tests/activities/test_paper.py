"""Calendars and the week on paper: what they say and in which order, for whom, and how many pages."""

from datetime import date, time

import pytest
import time_machine
from django.urls import reverse
from django.utils import translation

from activities.choices import Frequency, JoinMode
from activities.models import BookingState
from core import paper
from core.actors import SYSTEM
from core.models import AuditEvent
from people.services import links
from tests import pdf
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.centres import CentreFactory, ClosureFactory, VenueFactory
from tests.factories.people import PersonFactory, StaffRoleFactory

pytestmark = [pytest.mark.django_db, pdf.needs_press]


@pytest.fixture(autouse=True)
def _in_november():
    with time_machine.travel("2026-11-18T15:00:00Z", tick=False):  # a Wednesday
        yield


@pytest.fixture
def relied_on(settings):
    """Not the demo, whose sheets say that they are invented."""
    settings.DEMO_ALLOWED = False


@pytest.fixture
def centre():
    return CentreFactory(slug="here", name_en="Maple Falls CHC", name_fr="CSC de Maple Falls", phone="+16135550123")


@pytest.fixture
def group(centre):
    hall = VenueFactory(centre=centre, name_en="Main hall", name_fr="Grande salle")
    return ActivityFactory(centre=centre, venue=hall, title_en="Card night", title_fr="Soirée de cartes")


def on(group, day, **fields):
    return SessionFactory(activity=group, day=date(2026, 11, day), **fields)


def sheet(client, name, *args, language="en", **query):
    with translation.override(language):
        return client.get(reverse(name, args=args), query)


def month(client, language="en", **query):
    return sheet(client, "paper:month", "here", 2026, 11, language=language, **query)


@pytest.mark.usefixtures("relied_on")
def test_month_reads_day_by_day(client, group):
    on(group, 17)
    on(group, 24, cancelled=True)
    words = pdf.words(month(client))
    assert words.startswith(
        "Maple Falls CHC November 2026 Questions? Call 613-555-0123 "
        "Sunday Monday Tuesday Wednesday Thursday Friday Saturday 1 2 3"
    )
    assert "16 17 2 pm Card night 18" in words
    assert "23 24 2 pm Card night Cancelled 25" in words
    assert words.endswith(
        "30 Where: Main hall – Card night. Printed on Wednesday, November 18. Dates can change. "
        "To be sure, call Maple Falls CHC: 613-555-0123."
    )


def test_month_is_a_table_with_heads(client, group):
    on(group, 17)
    tags = pdf.tags(month(client))
    assert tags.count("/H1") == 1
    assert tags.count("/TH") == 7
    assert tags.count("/TR") == 6
    assert tags.index("/H1") < tags.index("/Table")


def test_month_speaks_french(client, group):
    on(group, 17)
    response = month(client, language="fr")
    assert pdf.read(response).metadata.title == "Novembre 2026 – CSC de Maple Falls"
    assert "17 14 h Soirée de cartes 18" in pdf.words(response)


def test_large_print_is_a_list_of_days(client, group):
    on(group, 17)
    on(group, 24, cancelled=True)
    response = month(client, size="large")
    assert "Tuesday, November 17 2 pm to 3:30 pm · Card night – Main hall Tuesday" in pdf.words(response)
    assert "Card night – Main hall Cancelled Printed" in pdf.words(response)
    assert "/Table" not in pdf.tags(response)
    assert pdf.tags(response).count("/H2") == 2


@pytest.mark.parametrize(("months", "pages"), [("1", 1), ("2", 2), ("3", 3), ("9", 1), ("x", 1)])
def test_each_month_has_its_page(client, group, months, pages):
    on(group, 17)
    assert len(pdf.read(month(client, months=months)).pages) == pages


def test_sensitive_group_has_no_place_on_the_sheet(client, group):
    group.sensitive = True
    group.save()
    on(group, 17)
    assert "Main hall" not in pdf.words(month(client))
    assert "Main hall" not in pdf.words(month(client, size="large"))


def test_closed_days_say_why(client, centre, group):
    ClosureFactory(centre=centre, first_day=date(2026, 11, 26), last_day=date(2026, 11, 27))
    words = pdf.words(month(client))
    assert "26 Closed 27 Closed 28" in words
    assert "Thursday, November 26: Closed until Friday, November 27: Staff day" in words


def test_full_month_becomes_a_list_and_loses_nothing(client, centre):
    groups = [ActivityFactory(centre=centre, title_en=f"Gentle afternoon of many words, number {n}") for n in range(6)]
    for group in groups:
        for day in range(1, 31):
            on(group, day)
    response = month(client)
    words = pdf.words(response)
    assert len(pdf.read(response).pages) > 1
    assert [words.count(group.title_en) for group in groups] == [30] * 6


@pytest.mark.parametrize("args", [("here", 2026, 13), ("here", 2029, 1), ("nowhere", 2026, 11)])
def test_month_that_is_none_is_not_found(client, centre, args):
    assert sheet(client, "paper:month", *args).status_code == 404


def test_centre_that_is_not_listed_has_no_public_sheet(client, group):
    group.centre.listed = False
    group.centre.save()
    assert month(client).status_code == 404


def test_public_sheet_may_be_kept_for_a_minute(client, group):
    response = month(client)
    assert response["Cache-Control"] == "public, max-age=60"
    assert response["Content-Disposition"] == 'inline; filename="calendar-here-2026-11.pdf"'


@pytest.mark.parametrize("count", [1, 3])
def test_month_asks_four_queries(client, group, count, django_assert_num_queries):
    for day in range(17, 17 + count):
        on(group, day)
    with django_assert_num_queries(4):
        month(client)


# --- The week -----------------------------------------------------------------------------------
@pytest.mark.usefixtures("relied_on")
def test_week_begins_today_and_ends_on_saturday(client, group):
    for day in (16, 18, 21, 22):
        on(group, day)
    words = pdf.words(sheet(client, "paper:this_week", "here"))
    assert words == (
        "Maple Falls CHC What’s on this week Questions? Call 613-555-0123 "
        "Wednesday, November 18 to Saturday, November 21 "
        "Wednesday, November 18 2 pm to 3:30 pm · Card night – Main hall "
        "Saturday, November 21 2 pm to 3:30 pm · Card night – Main hall "
        "Printed on Wednesday, November 18. Dates can change. To be sure, call Maple Falls CHC: 613-555-0123."
    )


def test_another_week_is_shown_whole(client, group):
    on(group, 22)
    assert "Sunday, November 22 2 pm" in pdf.words(sheet(client, "paper:week", "here", "2026-11-25"))


@pytest.mark.parametrize("day", ["2026-02-30", "tomorrow", "2031-01-01"])
def test_week_that_is_none_is_not_found(client, centre, day):
    assert sheet(client, "paper:week", "here", day).status_code == 404


def test_too_full_week_stays_on_one_page_and_says_how_many_more(client, centre):
    for n in range(12):
        group = ActivityFactory(centre=centre, title_en=f"Group {n:02}", start_time=time(9 + n % 8))
        for day in range(18, 22):
            on(group, day)
    response = sheet(client, "paper:this_week", "here")
    words = pdf.words(response)
    assert len(pdf.read(response).pages) == 1
    shown = words.count("Group ")
    assert f"… and {48 - shown} more. Ask at the front desk, or call 613-555-0123." in words
    large = sheet(client, "paper:this_week", "here", size="large")
    assert pdf.words(large).count("Group ") == 48


@pytest.mark.parametrize("count", [1, 3])
def test_week_asks_four_queries(client, group, count, django_assert_num_queries):
    for day in range(18, 18 + count):
        on(group, day)
    with django_assert_num_queries(4):
        sheet(client, "paper:this_week", "here")


# --- One person's -------------------------------------------------------------------------------
@pytest.fixture
def person(centre):
    return PersonFactory(name="Brian Halloran", with_account=True, centres=[centre])


@pytest.fixture
def as_owner(client, person):
    client.force_login(person.user)
    return client


@pytest.mark.usefixtures("relied_on")
def test_my_calendar_has_my_places_alone(as_owner, person, group):
    BookingFactory(session=on(group, 24), person=person)
    BookingFactory(session=on(group, 25), person=person, state=BookingState.WAITLISTED)
    BookingFactory(session=on(group, 26), person=person, state=BookingState.CANCELLED)
    BookingFactory(session=on(group, 27))
    response = sheet(as_owner, "paper:mine", size="large")
    assert pdf.words(response) == (
        "Calendar for Brian November 2026 Questions? Call 613-555-0123 "
        "Tuesday, November 24 2 pm to 3:30 pm · Card night – Main hall, 12 Mill Street "
        "Wednesday, November 25 2 pm to 3:30 pm · Card night – Main hall, 12 Mill Street Waiting list "
        "Printed on Wednesday, November 18. Dates can change. To be sure, call Maple Falls CHC: 613-555-0123."
        " November 2026 1 / 1"
    )


def test_page_that_was_opened_by_a_link_prints_its_calendar(client, centre):
    person = PersonFactory(name="Terry Low", centres=[centre])
    client.post(reverse("my:open", args=[links.make(person=person, by=SYSTEM).token]))
    assert pdf.words(sheet(client, "paper:mine")).startswith("Calendar for Terry ")


def test_my_calendar_tells_visitors_nothing(as_owner, person, group):
    group.sensitive = True
    group.save()
    BookingFactory(session=on(group, 24), person=person)
    response = sheet(as_owner, "paper:mine")
    words = pdf.words(response)
    assert "24 2 pm to 3:30 pm · Group at Maple Falls CHC 25" in words
    assert "Card night" not in words
    assert "Main hall" not in words
    assert pdf.read(response).metadata.title == "My calendar"
    assert response["Cache-Control"] == "no-store"
    assert response["Content-Disposition"] == 'inline; filename="my-calendar-2026-11.pdf"'


def test_my_calendar_says_whom_to_call_for_each_of_two_centres(as_owner, person, group):
    other = ActivityFactory(centre=CentreFactory(phone="+15195550199"))
    BookingFactory(session=on(group, 24), person=person)
    BookingFactory(session=on(other, 25), person=person)
    words = pdf.words(sheet(as_owner, "paper:mine"))
    assert "Call 613-555-0123" in words
    assert "Call 519-555-0199" in words
    assert "Questions?" not in words


def test_month_without_places_has_a_kind_word(as_owner, person):
    assert "there is a chair for you" in pdf.words(sheet(as_owner, "paper:mine"))


def test_calendar_at_the_desk_is_a_recorded_look(client, person, group):
    BookingFactory(session=on(group, 24), person=person)
    client.force_login(StaffRoleFactory(centre=group.centre).user)
    response = sheet(client, "desk_paper:person", person.public_id)
    assert "Calendar for Brian" in pdf.words(response)
    assert response["Cache-Control"] == "no-store"
    event = AuditEvent.objects.get(action="person.viewed", person_id=person.pk)
    assert event.detail == {"page": "calendar"}


def test_calendar_at_the_desk_has_this_centres_places_alone(client, person, group):
    other = ActivityFactory(title_en="Far away")
    BookingFactory(session=on(other, 25), person=person)
    client.force_login(StaffRoleFactory(centre=group.centre).user)
    assert "Far away" not in pdf.words(sheet(client, "desk_paper:person", person.public_id))


def test_calendar_at_the_desk_names_no_other_centre_that_knows_the_person(client, group):
    person = PersonFactory(name="Brian Baker", centres=[])
    person.centres.add(CentreFactory(name_en="Another CHC", phone="+15195550199"), group.centre)
    client.force_login(StaffRoleFactory(centre=group.centre).user)
    words = pdf.words(sheet(client, "desk_paper:person", person.public_id))
    assert "Another CHC" not in words
    assert "519-555-0199" not in words
    assert "613-555-0123" in words


@pytest.mark.parametrize("count", [1, 3])
def test_my_calendar_asks_seven_queries(as_owner, person, group, count, django_assert_num_queries):
    for day in range(24, 24 + count):
        BookingFactory(session=on(group, day), person=person)
    with django_assert_num_queries(7):
        sheet(as_owner, "paper:mine")


# --- Without WeasyPrint -------------------------------------------------------------------------
def test_calendar_opens_as_a_page_where_no_pdf_can_be_made(client, group, monkeypatch):
    on(group, 17)
    monkeypatch.setattr(paper, "press", lambda: None)
    response = month(client)
    assert response.status_code == 200
    assert "Card night" in response.content.decode()
    assert " style=" not in response.content.decode()  # the site's policy forbids it


# --- Where its user looks for it ----------------------------------------------------------------
def test_links_lead_to_the_sheets(client, group):
    page = client.get(reverse("activities:month", args=[2026, 11]), {"centre": "here"}).content.decode()
    assert reverse("paper:month", args=["here", 2026, 11]) in page
    page = client.get(reverse("activities:agenda"), {"centre": "here"}).content.decode()
    assert reverse("paper:this_week", args=["here"]) in page


def test_desk_lists_the_sheets_in_both_languages_and_sizes(client, group):
    today = on(group, 18)
    client.force_login(StaffRoleFactory(centre=group.centre).user)
    page = client.get(reverse("desk_paper:home")).content.decode()
    for address in (
        "/en/paper/week/here/2026-11-22/",
        "/en/paper/month/here/2026/12/?size=large",
        f"/en/paper/sign-in/{today.public_id}/",
        f"/en/paper/poster/{group.pk}/?size=large",
    ):
        assert f'href="{address}"' in page
    with translation.override("fr"):
        assert f'href="{reverse("paper:month", args=["here", 2026, 12])}?size=large"' in page


@pytest.mark.parametrize("count", [1, 3])
def test_desk_page_asks_the_same_queries(client, centre, count, django_assert_num_queries):
    for _nth in range(count):
        on(ActivityFactory(centre=centre, frequency=Frequency.WEEKLY, join_mode=JoinMode.DROP_IN), 18)
    client.force_login(StaffRoleFactory(centre=centre).user)
    with django_assert_num_queries(9):
        client.get(reverse("desk_paper:home"))
