"""The screens of visits and lifts: what they show to whom, what they refuse and keep, and what they cost."""

from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.actors import SYSTEM, Role, person_actor
from core.models import AuditEvent
from matches.models import Alert, AlertState, Lift, MatchState, Visit, VisitLog, VisitState
from matches.services import checking, lifts, visit_logs
from people.models import StaffRole
from tests.chance import without_chance
from tests.factories.matches import LiftFactory, MatchFactory, VisitFactory, driver_at
from tests.factories.people import StaffRoleFactory, UserFactory
from tests.pdf import words as printed

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 12, 8, 17, tzinfo=timezone.get_fixed_timezone(0))


@pytest.fixture(autouse=True)
def _at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def match():
    return MatchFactory(champion__person__user=UserFactory())


@pytest.fixture
def as_visitor(client, match):
    client.force_login(match.champion.person.user)
    return client


@pytest.fixture
def staff(match):
    return StaffRoleFactory(centre=match.centre).user


@pytest.fixture
def as_staff(client, staff):
    client.force_login(staff)
    return client


def going_on(match):
    return VisitFactory(match=match, starts_at=NOON - timedelta(minutes=20))


# --- The visitor ------------------------------------------------------------------------------------------


def test_tap_counts_once_however_often_and_keeps_its_moment(as_visitor, match):
    visit = going_on(match)
    tapped = NOON - timedelta(minutes=3)
    for _time in range(2):
        sent = {"at": str(int(tapped.timestamp() * 1000))}
        answer = as_visitor.post(reverse("my_visits:arrive", args=[visit.public_id]), sent)
        assert answer.status_code == 302
    assert Visit.objects.get().checked_in_at == tapped
    page = as_visitor.get(reverse("my_visits:visit", args=[visit.public_id])).text
    assert "You arrived at 11:57\u00a0am." in page


@pytest.mark.parametrize("at", ["", "soon", "9" * 13, "9" * 40, "-1"])
def test_moment_that_is_none_is_now(as_visitor, match, at):
    visit = going_on(match)
    as_visitor.post(reverse("my_visits:arrive", args=[visit.public_id]), {"at": at})
    assert Visit.objects.get().checked_in_at == NOON


def test_leaving_leads_to_the_log_which_is_filled_in(as_visitor, match):
    visit = going_on(match)
    answer = as_visitor.post(reverse("my_visits:leave", args=[visit.public_id]), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("my_visits:log", args=[visit.public_id])
    assert 'value="20"' in answer.text


def test_log_asks_for_what_is_missing_and_keeps_what_was_typed(as_visitor, match):
    visit = going_on(match)
    sent = {"happened": "yes", "minutes": "", "mood": "hard", "is_worry": "on"}
    page = as_visitor.post(reverse("my_visits:log", args=[visit.public_id]), sent).text
    assert ("Please write how many minutes it was." in page, "Please write what worries you." in page) == (True, True)
    assert not VisitLog.objects.exists()


def test_address_is_on_the_page_until_the_check_out(as_visitor, match):
    visit = going_on(match)
    address = reverse("my_visits:visit", args=[visit.public_id])
    assert "12 Mill Street" in as_visitor.get(address).text
    as_visitor.post(reverse("my_visits:leave", args=[visit.public_id]))
    assert "Mill Street" not in as_visitor.get(address).text
    assert AuditEvent.objects.filter(action="visit.address_seen").count() == 1


def test_no_page_of_a_later_visit_has_the_address(as_visitor, match):
    visit = VisitFactory(match=match, starts_at=NOON + timedelta(days=3))
    for name, args in (
        ("my_champion:home", []),
        ("my_visits:visit", [visit.public_id]),
        ("my_visits:move", [visit.public_id]),
        ("my_visits:cancel", [visit.public_id]),
        ("my_visits:plan", [match.public_id]),
    ):
        page = without_chance(as_visitor.get(reverse(name, args=args)).text)
        assert [word for word in ("Mill Street", "K0H", "side door") if word in page] == [], name


def test_former_visitor_finds_nothing(as_visitor, match):
    visit = going_on(match)
    type(match).objects.filter(pk=match.pk).update(**{"state": MatchState.ENDED})
    for name in ("my_visits:visit", "my_visits:log", "my_visits:cancel"):
        assert as_visitor.get(reverse(name, args=[visit.public_id])).status_code == 404


def test_visited_person_sees_a_first_name_and_can_say_that_they_cannot(client, match):
    match.request.person.user = UserFactory()
    match.request.person.save()
    client.force_login(match.request.person.user)
    visit = VisitFactory(match=match)
    page = client.get(reverse("my:home")).text
    assert ("Terry" in page, "Moss" in page) == (True, False)
    page = client.get(reverse("my_visits:visit", args=[visit.public_id])).text
    assert "Mill Street" not in page
    assert "I need help" not in page
    client.post(reverse("my_visits:cancel", args=[visit.public_id]))
    assert Visit.objects.get().state == VisitState.CANCELLED
    assert client.post(reverse("my_visits:arrive", args=[visit.public_id])).status_code == 404


def test_plan_that_lies_behind_is_refused_at_its_field_and_kept(as_visitor, match):
    sent = {"day": "2026-12-01", "start_time": "14:00", "minutes": "60", "weeks": "0"}
    page = as_visitor.post(reverse("my_visits:plan", args=[match.public_id]), sent).text
    assert "This time has passed. Choose one that lies ahead." in page
    assert 'value="14:00"' in page


@pytest.mark.parametrize("count", [1, 3])
def test_home_takes_the_same_queries_however_many_visits(as_visitor, match, count, django_assert_num_queries):
    for number in range(count):
        VisitFactory(match=match, starts_at=NOON + timedelta(days=number + 1))
        VisitFactory(match=match, starts_at=NOON - timedelta(days=number + 1))
    as_visitor.get(reverse("my_champion:home"))
    with django_assert_num_queries(HOME):
        as_visitor.get(reverse("my_champion:home"))


HOME = 37


# --- The desk -----------------------------------------------------------------------------------------------


def alerted(match):
    return checking.ask_for_help(going_on(match), by=SYSTEM, now=NOON)


def test_alert_is_red_at_the_desk_and_opening_it_is_recorded_of_both(as_staff, match):
    alert = alerted(match)
    assert 'class="pl-alarm"' in as_staff.get(reverse("desk:home")).text
    page = as_staff.get(reverse("desk_visits:alert", args=[alert.pk])).text
    for words in ("Call Terry first", "12 Mill Street", "The side door", "Terry Moss", "Rosa Diaz", "tel:+1416"):
        assert words in page
    seen = set(AuditEvent.objects.filter(action="alert.viewed").values_list("person_id", flat=True))
    assert seen == {match.request.person_id, match.champion.person_id}


def test_alert_is_taken_by_one_and_closed_with_words(as_staff, match):
    alert = alerted(match)
    take, page = (reverse(f"desk_visits:{name}", args=[alert.pk]) for name in ("take", "alert"))
    as_staff.post(take)
    assert "Somebody else was faster" in as_staff.post(take, follow=True).text
    assert "Please fill this in." in as_staff.post(page, {"outcome": ""}).text
    as_staff.post(page, {"outcome": "She slipped; her daughter came."})
    found = Alert.objects.get()
    assert (found.state, found.outcome) == (AlertState.CLOSED, "She slipped; her daughter came.")
    assert 'class="pl-alarm"' not in as_staff.get(reverse("desk:home")).text


def test_provider_and_evaluator_have_no_visits(client, match):
    alert = alerted(match)
    for role in (Role.PROVIDER, Role.EVALUATOR):
        client.force_login(StaffRoleFactory(centre=match.centre, role=role).user)
        for name, args in (("desk_visits:today", []), ("desk_visits:alert", [alert.pk]), ("desk_lifts:list", [])):
            assert client.get(reverse(name, args=args)).status_code == 403


def test_link_worker_opens_an_alert_and_names_nobody_on_call(client, match):
    client.force_login(StaffRoleFactory(centre=match.centre, role=Role.LINK_WORKER).user)
    assert client.get(reverse("desk_visits:alert", args=[alerted(match).pk])).status_code == 200
    assert client.get(reverse("desk_visits:on_call")).status_code == 403


def test_coordinator_names_who_is_on_call(as_staff, match, staff):
    other = StaffRoleFactory(centre=match.centre, role=Role.LINK_WORKER, is_on_call=True).user
    as_staff.post(reverse("desk_visits:on_call"), {"users": [staff.pk]})
    assert list(StaffRole.objects.filter(is_on_call=True).values_list("user", flat=True)) == [staff.pk]
    assert AuditEvent.objects.filter(action="staff_role.on_call").count() == 2
    assert other != staff


def test_visits_of_a_match_begin_with_the_next_one(as_staff, match):
    days = {days: VisitFactory(match=match, starts_at=NOON + timedelta(days=days)) for days in (-9, -2, 5, 12)}
    shown = as_staff.get(reverse("desk_visits:match", args=[match.public_id])).context["page"]
    assert list(shown) == [days[5], days[12], days[-2], days[-9]]


def test_worry_of_a_visitor_is_on_no_list_of_who_does_not_hear_of_worries(as_staff, match):
    StaffRoleFactory(centre=match.centre, role=Role.MANAGER)
    visit = going_on(match)
    visit_logs.write(visit, happened=True, minutes=9, follow_up="She is afraid.", is_worry=True, by=SYSTEM, now=NOON)
    assert "She is afraid." not in as_staff.get(reverse("desk_visits:today")).text
    assert "She is afraid." not in as_staff.get(reverse("desk_visits:match", args=[match.public_id])).text
    assert as_staff.get(reverse("desk_visits:log", args=[visit.public_id])).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_the_same_queries_however_many(as_staff, match, count, django_assert_num_queries):
    for number in range(count):
        visit = VisitFactory(match=match, starts_at=NOON + timedelta(hours=number))
        Alert.objects.create(visit=visit, cause="out", raised_at=NOON)
        VisitLog.objects.create(visit=visit, minutes=5, follow_up="A chair", written_at=NOON)
        LiftFactory(centre=match.centre, driver=driver_at(match.centre, f"Driver {number}"))
        LiftFactory(centre=match.centre)
    pages = [
        reverse("desk_visits:today"),
        reverse("desk_visits:match", args=[match.public_id]),
        reverse("desk_lifts:list"),
    ]
    for page, queries in zip(pages, QUERIES, strict=True):
        as_staff.get(page)
        with django_assert_num_queries(queries):
            as_staff.get(page)


QUERIES = (9, 9, 9)


# --- Lifts -----------------------------------------------------------------------------------------------------


def test_person_asks_for_a_lift_and_takes_it_back(client, match):
    person = match.request.person
    person.user = UserFactory()
    person.save()
    client.force_login(person.user)
    assert client.get(reverse("my_lifts:ask")).status_code == 404
    person.centres.update(arranges_lifts=True)
    sent = {"day": "2026-12-09", "start_time": "13:30", "pick_up": "Home", "aid": "walker", "seats": "1"}
    page = client.post(reverse("my_lifts:ask"), sent).text
    assert 'value="13:30"' in page
    client.post(reverse("my_lifts:ask"), {**sent, "drop_off": "The clinic"})
    lift = Lift.objects.get()
    assert (lift.local_pick_up.time(), lift.aid, lift.state) == (time(13, 30), "walker", "wanted")
    client.post(reverse("my_lifts:cancel", args=[lift.public_id]))
    assert Lift.objects.get().state == "cancelled"


def test_run_sheet_on_paper_says_all_that_a_driver_needs_and_no_full_name(as_visitor, match):
    lift = LiftFactory(
        centre=match.centre, driver=match.champion, pick_up_at=NOON + timedelta(hours=2), note="Ring twice"
    )
    answer = as_visitor.get(reverse("my_lifts:paper", args=[2026, 12, 8]))
    text = printed(answer)
    for words in ("Rosa", "12 Mill Street", "Ring twice"):
        assert words in text
    assert "Diaz" not in text
    assert AuditEvent.objects.get(action="lift.sheet_seen").person_id == lift.person_id


@pytest.mark.parametrize(("year", "month", "day"), [(2026, 12, 10), (2026, 13, 1), (2026, 2, 30)])
def test_other_days_have_no_sheet(as_visitor, match, year, month, day):
    LiftFactory(centre=match.centre, driver=match.champion, pick_up_at=NOON + timedelta(days=2))
    assert as_visitor.get(reverse("my_lifts:sheet", args=[year, month, day])).status_code == 404


def test_former_driver_has_no_sheet(as_visitor, match):
    lift = LiftFactory(centre=match.centre, driver=match.champion, pick_up_at=NOON + timedelta(hours=2))
    sheet = reverse("my_lifts:sheet", args=[2026, 12, 8])
    assert as_visitor.get(sheet).status_code == 200
    lifts.give_back(lift, by=person_actor(match.champion.person_id))
    assert as_visitor.get(sheet).status_code == 404
    assert as_visitor.get(reverse("my_lifts:driven", args=[lift.public_id])).status_code == 404


def test_stale_form_of_a_lift_changes_nothing(as_staff, match):
    lift = LiftFactory(centre=match.centre)
    Lift.objects.update(revision=3)
    sent = {"driver": driver_at(match.centre).pk, "seen": "2"}
    page = as_staff.post(reverse("desk_lifts:lift", args=[lift.public_id]), sent).text
    assert "Somebody else has changed this lift" in page
    assert Lift.objects.get().driver is None
    assert date(2026, 12, 9) == lift.local_pick_up.date()
