"""Finding somebody who stands in: who is asked and when, whose yes counts, and who hears of it."""

from datetime import datetime, timedelta

import pytest
import time_machine

from activities.models import Reply, SearchState, Session, SubstituteAsk, SubstituteSearch
from activities.services import sessions, substitutes
from champions.models import Work
from champions.services import clearances
from champions.services.asked import table as asked_table
from core.actors import PUBLIC, SYSTEM, Role, person_actor
from core.errors import DomainError, Forbidden
from notifications.models import OutboxMessage, Outcome, Preferences
from notifications.services import outbox
from tests.activities.leading_world import DAY, NOON, TORONTO, acting, ask_of, asked, given_a_date, helper
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import StaffRoleFactory, staff_actor

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def leader():
    return ChampionFactory(person__name="Terry Moss", with_account=True)


@pytest.fixture
def co_leader(leader):
    return ChampionFactory(centre=leader.centre)


@pytest.fixture
def session(leader, co_leader):
    return given_a_date([leader, co_leader])


@pytest.fixture
def alone(leader):
    """A date with one leader."""
    return given_a_date([leader])


def told(slug):
    return [row.person_id for row in OutboxMessage.objects.filter(type=slug).order_by("pk")]


def read(champion):
    """They have read what we asked."""
    OutboxMessage.objects.filter(type="substitute-wanted", person=champion.person).update(outcome=Outcome.SENT)


def words_of(slug, language="en"):
    rows = OutboxMessage.objects.filter(type=slug).select_related("person")
    return [one.text for one in outbox.render(rows, language=language)]


def code_of(call):
    with pytest.raises(DomainError) as caught:
        call()
    return caught.value.code


# --- Whom we ask ---------------------------------------------------------------------------------


def test_co_leaders_are_asked_first(session, leader, co_leader):
    helper(session)
    search = substitutes.seek(session, by=acting(leader))
    assert (asked(search), search.away) == ([co_leader], leader)
    assert told("substitute-wanted") == [co_leader.person_id]


def test_without_co_leaders_those_who_help_out_are_asked_at_once(alone, leader):
    one, other = helper(alone), helper(alone)
    assert asked(substitutes.seek(alone, by=acting(leader))) == [one, other]


def test_asked_again_while_we_ask_it_is_the_same_search(session, leader):
    first = substitutes.seek(session, by=acting(leader))
    assert substitutes.seek(session, by=acting(leader)) == first
    assert SubstituteAsk.objects.count() == 1


def test_nobody_is_asked_who_cannot(alone, leader):
    elsewhere = SessionFactory(activity=ActivityFactory(centre=alone.centre, start_date=DAY), day=DAY)
    busy_leading, busy_standing_in = helper(alone), helper(alone)
    elsewhere.activity.leaders.set([busy_leading])
    SessionFactory(activity=ActivityFactory(start_date=DAY, centre=alone.centre), day=DAY, substitute=busy_standing_in)
    ChampionFactory(centre=alone.centre, helps_out=True, uncleared=True)
    helper(alone, paused=True)
    silent = helper(alone)
    Preferences.objects.create(person=silent.person, do_not_contact=True)
    helper(given_a_date([ChampionFactory()]))  # of another centre
    not_helping = helper(alone)
    type(not_helping).objects.filter(pk=not_helping.pk).update(helps_out=False)
    assert asked(substitutes.seek(alone, by=acting(leader))) == []


def test_leader_whose_own_date_somebody_else_leads_is_free(alone, leader):
    free = helper(alone)
    other = given_a_date([free])
    Session.objects.filter(pk=other.pk).update(substitute=ChampionFactory(centre=alone.centre))
    assert asked(substitutes.seek(alone, by=acting(leader))) == [free]


def test_what_is_enough_for_an_open_group_is_not_for_a_closed_one(leader):
    open_one, closed = given_a_date([leader]), given_a_date([leader], sensitive=True)
    host = helper(open_one, uncleared=True)
    for need in asked_table(host.centre_id).needed([Work.HOST]):
        clearances.settle(host, need, by=SYSTEM, on=DAY)
    assert asked(substitutes.seek(closed, by=acting(leader))) == []
    assert asked(substitutes.seek(open_one, by=acting(leader))) == [host]


def test_a_few_at_a_time_and_whoever_was_not_asked_lately_first(alone, leader, clock):
    often = helper(alone)
    before = SessionFactory(activity=alone.activity, day=DAY + timedelta(weeks=1))
    substitutes.seek(before, by=acting(leader))
    rested = [helper(alone) for _ in range(5)]
    assert asked(substitutes.seek(alone, by=acting(leader))) == rested
    assert often not in rested


def test_staff_say_who_is_away(session, leader, co_leader):
    search = substitutes.seek(session, by=staff_actor(centre=session.centre), away=co_leader)
    assert asked(search) == [leader]


def test_where_no_leader_can_come_none_of_them_is_asked(session):
    one = helper(session)
    assert asked(substitutes.seek(session, by=staff_actor(centre=session.centre))) == [one]


@pytest.mark.parametrize("who", ["stranger", "staff elsewhere", "link worker", "former leader"])
def test_nobody_else_asks(session, leader, who):
    actor = {
        "stranger": lambda: PUBLIC,
        "staff elsewhere": lambda: staff_actor(),
        "link worker": lambda: staff_actor(Role.LINK_WORKER, centre=session.centre),
        "former leader": lambda: acting(ChampionFactory(centre=session.centre)),
    }[who]()
    with pytest.raises(Forbidden):
        substitutes.seek(session, by=actor)


def test_where_staff_decide_who_stands_in_the_leader_asks_them(session, leader):
    session.activity.leaders_may = []
    session.activity.save()
    assert code_of(lambda: substitutes.seek(session, by=acting(leader))) == "ask_staff"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"state": "cancelled"}, "session_cancelled"),
        ({"starts_at": NOON - HOUR}, "session_over"),
    ],
)
def test_nobody_is_sought_for_a_date_that_does_not_lie_ahead(session, leader, change, code):
    Session.objects.filter(pk=session.pk).update(**change)
    assert code_of(lambda: substitutes.seek(session, by=acting(leader))) == code


# --- What they say -------------------------------------------------------------------------------


def test_first_yes_wins_and_everybody_hears_of_it(alone, leader):
    one, other, silent = (helper(alone) for _ in range(3))
    search = substitutes.seek(alone, by=acting(leader))
    read(other)
    substitutes.accept(ask_of(one), by=acting(one))
    alone.refresh_from_db()
    search.refresh_from_db()
    assert (alone.substitute, search.state) == (one, SearchState.FOUND)
    assert told("substitute-there") == [leader.person_id]
    # Whoever read the question hears that it is settled; what did not go out yet never will.
    assert told("substitute-found") == [other.person_id]
    assert words_of("substitute-wanted") == []
    assert told("stand-in") == []
    assert silent.person_id not in told("substitute-found")


def test_second_yes_is_too_late(alone, leader):
    one, other = helper(alone), helper(alone)
    substitutes.seek(alone, by=acting(leader))
    substitutes.accept(ask_of(one), by=acting(one))
    assert code_of(lambda: substitutes.accept(ask_of(other), by=acting(other))) == "substitute_found"
    assert substitutes.accept(ask_of(one), by=acting(one)).state == Reply.YES  # said twice


def test_no_is_a_yes_as_long_as_nobody_else_said_it(alone, leader):
    one, other = helper(alone), helper(alone)
    substitutes.seek(alone, by=acting(leader))
    substitutes.refuse(ask_of(one), by=acting(one))
    substitutes.accept(ask_of(one), by=acting(one))
    alone.refresh_from_db()
    assert (alone.substitute, ask_of(other).state) == (one, Reply.ASKED)


def test_yes_is_not_taken_back_by_a_digit(alone, leader):
    one = helper(alone)
    substitutes.seek(alone, by=acting(leader))
    substitutes.accept(ask_of(one), by=acting(one))
    assert code_of(lambda: substitutes.refuse(ask_of(one), by=acting(one))) == "substitute_yours"


def test_nobody_answers_for_another(alone, leader):
    one, other = helper(alone), helper(alone)
    substitutes.seek(alone, by=acting(leader))
    for act in (substitutes.accept, substitutes.refuse):
        with pytest.raises(Forbidden):
            act(ask_of(one), by=acting(other))


def test_whoever_took_something_else_on_meanwhile_is_not_free(alone, leader):
    one = helper(alone)
    substitutes.seek(alone, by=acting(leader))
    given_a_date([one])
    assert code_of(lambda: substitutes.accept(ask_of(one), by=acting(one))) == "substitute_not_free"


def test_whoever_takes_a_break_meanwhile_does_not_lead(alone, leader):
    one = helper(alone)
    substitutes.seek(alone, by=acting(leader))
    type(one).objects.filter(pk=one.pk).update(standing="paused")
    assert code_of(lambda: substitutes.accept(ask_of(one), by=acting(one))) == "substitute_not_free"


def test_after_the_last_no_the_next_are_asked_at_once(session, leader, co_leader):
    one = helper(session)
    search = substitutes.seek(session, by=acting(leader))
    substitutes.refuse(ask_of(co_leader), by=acting(co_leader))
    assert asked(search) == [co_leader, one]


def test_leader_takes_it_back_and_those_who_read_it_are_thanked(alone, leader):
    one = helper(alone)
    search = substitutes.seek(alone, by=acting(leader))
    read(one)
    substitutes.withdraw(search, by=acting(leader))
    assert (search.state, told("substitute-found")) == (SearchState.ENDED, [one.person_id])
    assert code_of(lambda: substitutes.accept(ask_of(one), by=acting(one))) == "substitute_over"
    with pytest.raises(Forbidden):
        substitutes.withdraw(search, by=acting(one))


# --- As time goes by -----------------------------------------------------------------------------


def at(clock, moment):
    clock.move_to(moment)
    return substitutes.look_after(now=moment)


def test_next_wave_comes_the_sooner_the_nearer_the_date(session, leader, clock):
    one = helper(session)
    search = substitutes.seek(session, by=acting(leader))
    # A week ahead, those who were asked have half a day; it ends at midnight, when nobody new is asked.
    assert at(clock, NOON + 11 * HOUR) == 0
    assert at(clock, NOON + 13 * HOUR) == 0
    assert at(clock, NOON + 19 * HOUR) == 0  # seven in the morning
    assert at(clock, NOON + 20 * HOUR) == 1
    assert asked(search)[1:] == [one]


def test_on_the_day_itself_minutes_have_to_do(session, leader, clock):
    one = helper(session)
    clock.move_to(session.starts_at - 4 * HOUR)
    search = substitutes.seek(session, by=acting(leader))
    assert at(clock, session.starts_at - 4 * HOUR + timedelta(minutes=29)) == 0
    assert at(clock, session.starts_at - 4 * HOUR + timedelta(minutes=30)) == 1
    assert one in asked(search)


def test_five_then_the_rest_and_then_staff(alone, leader, clock):
    many = [helper(alone) for _ in range(7)]
    coordinator = StaffRoleFactory(centre=alone.centre).user
    search = substitutes.seek(alone, by=acting(leader))
    assert asked(search) == many[:5]
    assert at(clock, NOON + 21 * HOUR) == 1
    assert asked(search) == many
    assert told("substitute-missing") == []
    assert at(clock, alone.starts_at - 25 * HOUR) == 0
    assert at(clock, alone.starts_at - 24 * HOUR) == 1
    assert at(clock, alone.starts_at - 23 * HOUR) == 0  # once
    assert len(told("substitute-missing")) == 1
    assert coordinator.person.pk in told("substitute-missing")
    assert told("substitute-nobody") == [leader.person_id]
    # A late yes still counts; then nobody is missing any more.
    substitutes.accept(ask_of(many[6]), by=acting(many[6]))
    assert words_of("substitute-missing") == []


def test_where_nobody_can_be_asked_staff_hear_at_once(alone, leader):
    StaffRoleFactory(centre=alone.centre)
    substitutes.seek(alone, by=acting(leader))
    assert len(told("substitute-missing")) == 1
    assert len(words_of("substitute-missing")) == 1


def test_at_night_nobody_new_is_asked(alone, leader, clock):
    one = helper(alone)
    clock.move_to(datetime(2026, 12, 1, 23, tzinfo=TORONTO))
    search = substitutes.seek(alone, by=acting(leader))
    assert (asked(search), search.told_staff_at) == ([], None)
    assert at(clock, datetime(2026, 12, 2, 7, 59, tzinfo=TORONTO)) == 0
    assert at(clock, datetime(2026, 12, 2, 8, tzinfo=TORONTO)) == 1
    assert asked(search) == [one]


def test_what_somebody_arranged_by_hand_ends_the_search(alone, leader, clock):
    one, by_hand = helper(alone), ChampionFactory(centre=alone.centre)
    search = substitutes.seek(alone, by=acting(leader))
    read(one)
    sessions.tell_apart(alone, substitute=by_hand, note_en="", note_fr="", by=SYSTEM)
    assert at(clock, NOON + HOUR) == 1
    search.refresh_from_db()
    assert (search.state, told("substitute-found")) == (SearchState.ENDED, [one.person_id])


def test_cancelled_date_needs_nobody(alone, leader, clock):
    one = helper(alone)
    search = substitutes.seek(alone, by=acting(leader))
    read(one)
    sessions.cancel(alone, by=SYSTEM)
    assert words_of("substitute-wanted") == []
    assert at(clock, NOON + HOUR) == 1
    search.refresh_from_db()
    assert (search.state, told("substitute-found")) == (SearchState.ENDED, [one.person_id])


def test_date_that_moves_is_asked_about_anew(alone, leader, clock):
    one = helper(alone)
    substitutes.seek(alone, by=acting(leader))
    old = ask_of(one)
    sessions.move(alone, day=DAY + timedelta(days=1), start_time=NOON.time(), by=SYSTEM)
    assert code_of(lambda: substitutes.accept(old, by=acting(one))) == "substitute_over"
    assert at(clock, NOON + HOUR) == 1
    new = SubstituteSearch.objects.open().get()
    assert (asked(new), new.away, new.starts_at) == ([one], leader, Session.objects.get(pk=alone.pk).starts_at)


def test_date_that_came_ends_it_without_a_word(alone, leader, clock):
    one = helper(alone)
    search = substitutes.seek(alone, by=acting(leader))
    read(one)
    assert at(clock, alone.starts_at) == 1
    search.refresh_from_db()
    assert (search.state, told("substitute-found")) == (SearchState.ENDED, [])


def test_nothing_to_do_takes_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert substitutes.look_after(now=NOON) == 0


# --- What they read ------------------------------------------------------------------------------


def test_text_asks_for_a_digit_and_names_no_sensitive_group(leader):
    session = given_a_date([leader], sensitive=True, title_en="Grief Circle", title_fr="Cercle de deuil")
    helper(session, person__name="Ana Silva")
    substitutes.seek(session, by=acting(leader))
    [words] = words_of("substitute-wanted")
    assert words.startswith("Ana, can you stand in for the leaders of a group: Tuesday, December 8, 2\u00a0pm, ")
    assert "Grief" not in words


def test_leader_reads_who_stands_in(alone, leader):
    one = helper(alone, person__name="Ana Silva")
    substitutes.seek(alone, by=acting(leader))
    substitutes.accept(ask_of(one), by=person_actor(one.person_id))
    assert words_of("substitute-there")[0].startswith(
        f"Good news, Terry: Ana stands in for you ({alone.activity.title_en})"
    )
