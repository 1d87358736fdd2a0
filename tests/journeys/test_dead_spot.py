"""The hall has no network in the middle of the register: what was tapped is neither lost nor written twice."""

from datetime import date, time, timedelta
from typing import Any

from playwright.sync_api import Route, expect

from activities.models import Booking, Register, Session
from core.models import AuditEvent
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.journeys import axe, keeping
from tests.journeys.conftest import Enter
from tests.journeys.visitor import Visitor
from tests.journeys.world import World

NAMES = ("Maria Santos", "Luc Roy", "Zoë Tremblay")


def given_a_group_about_to_begin(world: World) -> Session:
    group = ActivityFactory(
        centre=world.centre,
        venue=world.venue,
        leaders=[world.champion],
        start_date=date(2026, 12, 7),
        start_time=time(10),
    )
    session = SessionFactory(activity=group, day=group.start_date)
    for name in NAMES:
        BookingFactory(session=session, person__name=name)
    before = SessionFactory(activity=group, day=group.start_date - timedelta(weeks=1))
    BookingFactory(session=before, person__name="Ana Lima")
    return session


def then_the_device_keeps(leader: Visitor, count: int) -> None:
    state = leader.page.locator("#register-state")
    if not count:
        return expect(state).to_be_hidden()
    # The catalogue doubles a percent sign that stands for itself.
    one = "Kept on this device: %%{count} thing is not sent yet."
    many = "Kept on this device: %%{count} things are not sent yet."
    words = leader.t(one if count == 1 else many).replace("%%{count}", str(count))
    return expect(state).to_contain_text(words)


def marks() -> list[tuple[str, str]]:
    """What the audit trail holds of each name, in its order."""
    names = dict(Booking.objects.values_list("pk", "person__name"))
    events = AuditEvent.objects.filter(action="booking.marked").order_by("pk")
    return [(names[event.subject_id], event.detail["attendance"]) for event in events]


def open_register(leader: Visitor, session: Session) -> None:
    leader.opens("register:show", session.public_id)
    leader.arrives(leader.t("Register"))


def test_nothing_is_lost_or_doubled_in_a_dead_spot(world: World, enter: Enter) -> None:
    session = given_a_group_about_to_begin(world)
    leader = enter(user=world.champion.person.user)
    open_register(leader, session)
    keeping.when_they_tap(leader, "Maria S.", "Came")
    then_the_device_keeps(leader, 0)

    leader.context.set_offline(True)
    keeping.when_they_tap(leader, "Luc R.", "Did not come")
    leader.page.wait_for_timeout(700)
    keeping.when_they_tap(leader, "Luc R.", "Late")
    keeping.when_they_tap(leader, "Zoë T.", "Excused")
    leader.writes(leader.t("Name"), "Pat Walker")
    leader.taps(leader.t("Add to the list"))
    leader.taps(leader.t("One more"))
    then_the_device_keeps(leader, 5)
    assert axe.violations(leader.page) == []
    assert marks() == [("Maria Santos", "came")]

    # Another page of the same browser, as after the telephone has closed this one.
    leader.page.close()
    leader.context.set_offline(False)
    leader.page = leader.context.new_page()
    leader.page.on("response", leader._note)
    leader.noise.clear()  # the browser itself said that the network was away
    open_register(leader, session)
    then_the_device_keeps(leader, 0)
    leader.sees("Pat W.")
    assert marks() == [
        ("Maria Santos", "came"),
        ("Luc Roy", "missed"),
        ("Luc Roy", "late"),
        ("Zoë Tremblay", "excused"),
        ("Pat Walker", "came"),
    ]
    assert Register.objects.get().headcount == 1
    open_register(leader, session)
    assert len(marks()) == 5


def test_answer_that_got_lost_on_its_way_is_no_second_mark(world: World, enter: Enter) -> None:
    session = given_a_group_about_to_begin(world)
    leader = enter(user=world.champion.person.user)
    open_register(leader, session)

    def loses_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    leader.page.route("**/taps/", loses_the_answer)
    keeping.when_they_tap(leader, "Maria S.", "Came")
    leader.page.wait_for_timeout(700)
    keeping.when_they_tap(leader, "Maria S.", "Came", takes_back=True)
    then_the_device_keeps(leader, 2)
    leader.page.unroute_all(behavior="wait")
    leader.page.evaluate("dispatchEvent(new Event('online'))")
    then_the_device_keeps(leader, 0)
    assert marks() == [("Maria Santos", "came"), ("Maria Santos", "unknown")]


def test_who_was_here_before_is_asked_for_without_leaving_the_page(world: World, enter: Enter) -> None:
    session = given_a_group_about_to_begin(world)
    leader = enter(user=world.champion.person.user)
    open_register(leader, session)
    leader.writes(leader.t("Name"), "Ana")
    leader.taps(leader.t("Add to the list"))
    question = leader.page.locator("#register-questions section")
    expect(question).to_contain_text("Ana L.")
    leader.looks_over()
    leader.taps("Ana L.", within=question)
    expect(keeping.row_of(leader, "Ana L.")).to_be_visible()
    expect(question).to_have_count(0)
    then_the_device_keeps(leader, 0)
    assert session.bookings.filter(person__name="Ana Lima", attendance="came").count() == 1


def test_signed_out_telephone_keeps_its_marks(world: World, enter: Enter) -> None:
    session = given_a_group_about_to_begin(world)
    leader = enter(user=world.champion.person.user)
    open_register(leader, session)
    cookies: list[Any] = leader.context.cookies()
    leader.context.clear_cookies(name="sessionid")
    keeping.when_they_tap(leader, "Maria S.", "Came")
    leader.sees(leader.t("Please open this page anew and sign in again. Nothing is lost."))
    assert marks() == []
    leader.context.add_cookies(cookies)
    open_register(leader, session)
    then_the_device_keeps(leader, 0)
    assert marks() == [("Maria Santos", "came")]
