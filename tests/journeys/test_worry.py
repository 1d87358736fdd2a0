"""A leader worries about somebody: first what to do in an emergency, then the words, then the people who are named."""

from datetime import date, time

from activities.models import Session, Worry
from people.models import StaffRole
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.journeys.conftest import Enter
from tests.journeys.hands import Keyboard
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import World

WORDS = "She said that she is afraid to go home."


def given_a_group(world: World) -> Session:
    group = ActivityFactory(
        centre=world.centre,
        venue=world.venue,
        leaders=[world.champion],
        start_date=date(2026, 12, 7),
        start_time=time(10),
    )
    session = SessionFactory(activity=group, day=group.start_date)
    BookingFactory(session=session, person__name="Maria Santos")
    return session


def when_the_leader_writes(leader: Visitor) -> None:
    leader.opens("my_champion:home")
    leader.follows(leader.t("I am worried about somebody"))
    leader.arrives(leader.t("I am worried about somebody"))
    leader.sees(leader.t("Call 911"), leader.t("Call or text 9-8-8"))
    leader.hands.push(leader.main.locator(".pl-row a").first)
    leader.arrives(leader.t("I am worried about somebody"))
    leader.sees(leader.t("Call 911"))
    leader.chooses("Maria S.")
    leader.writes(leader.t("What did you see or hear?"), WORDS)
    leader.presses(leader.t("Send it to the centre"))
    leader.arrives(leader.t("Thank you"))
    leader.does_not_see(WORDS)


def when_a_named_colleague_looks_into_it(colleague: Visitor) -> None:
    colleague.opens("desk:home")
    colleague.does_not_see(WORDS)
    colleague.follows(colleague.t("See all worries"))
    colleague.arrives(colleague.t("Worries"))
    colleague.does_not_see(WORDS)
    colleague.follows(colleague.t("Read"), within=colleague.main)
    colleague.arrives(colleague.t("A worry"))
    colleague.sees(WORDS, "Maria Santos")
    for deed in ("I look into it", "It is looked after"):
        colleague.presses(colleague.t(deed))
        colleague.arrives(colleague.t("A worry"))


def test_worry_reaches_the_named_colleague(world: World, enter: Enter) -> None:
    given_a_group(world)
    StaffRole.objects.filter(user=world.coordinator).update(hears_worries=True)
    leader = enter(user=world.champion.person.user, hands=Keyboard)
    when_the_leader_writes(leader)
    colleague = enter(user=world.coordinator, viewport=DESK)
    when_a_named_colleague_looks_into_it(colleague)
    assert Worry.objects.get().state == "closed"
