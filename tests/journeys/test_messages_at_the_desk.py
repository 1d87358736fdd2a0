"""A text does not get through: staff see why, have it sent again, and settle a call that somebody waited for."""

from datetime import timedelta

from django.utils import timezone

from activities.services import bookings
from core.actors import SYSTEM, Channel
from notifications.models import CallBack, Delivery, OutboxMessage, Outcome, Reason
from notifications.services import call_backs, delivery, receipts
from people.models import Person
from people.services import persons
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.fakes.texts import KeptTexts
from tests.journeys.conftest import Enter
from tests.journeys.hands import Keyboard
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import World

NUMBER = "+15195550134"


def given_a_text_that_did_not_arrive(world: World) -> None:
    group = ActivityFactory(centre=world.centre, venue=world.venue)
    session = SessionFactory(activity=group, day=group.start_date)
    known = {"name": "Ana Silva", "contact": NUMBER, "contact_kind": "mobile", "language": world.language}
    person = persons.register(centre=world.centre, by=SYSTEM, **known)
    bookings.book(session=session, person=person, channel=Channel.DESK, by=SYSTEM)
    delivery.deliver_due()
    tried = Delivery.objects.get()
    receipts.note(delivery_id=tried.pk, provider_id=tried.provider_id, status="undelivered", error="30003")
    delivery.deliver_due()
    assert OutboxMessage.objects.get().outcome == Outcome.UNREACHABLE


def given_a_new_caller_who_left_a_name(world: World) -> Person:
    caller = persons.register(name="…", centre=world.centre, contact="519-555-0177", by=SYSTEM)
    call_backs.ask(
        centre=world.centre,
        number="+15195550177",
        reason=Reason.NEW,
        language=world.language,
        person=caller,
        recording="RE1",
        by=SYSTEM,
        now=timezone.now() - timedelta(hours=1),
    )
    return caller


def when_they_look_at_what_did_not_get_through(staff: Visitor) -> None:
    staff.opens("desk:home")
    staff.arrives(staff.t("Desk"))
    staff.follows(staff.t("Messages"))
    staff.arrives(staff.t("Messages"))
    staff.follows(staff.t("Did not get through"))
    staff.arrives(staff.t("Messages"))
    staff.sees("Ana Silva", "519-555-0134", staff.t("it did not arrive."))


def then_it_goes_out_again(staff: Visitor, texts: type[KeptTexts]) -> None:
    staff.presses(staff.t("Send again"))
    staff.arrives(staff.t("Messages"))
    staff.sees(staff.t("It goes out again within a minute."), staff.t("No such messages"))
    delivery.deliver_due()
    assert [to for to, _words in texts.sent] == [NUMBER, NUMBER]
    staff.follows(staff.t("Sent"), within=staff.main)
    staff.arrives(staff.t("Messages"))
    staff.sees("Ana Silva")


def then_they_could_call_instead(staff: Visitor) -> None:
    staff.follows(staff.t("Call instead"))
    staff.arrives(staff.t("Call instead"))
    staff.sees("519-555-0134", staff.t("Read aloud"))


def when_they_settle_the_call_of_the_new_caller(staff: Visitor) -> None:
    staff.opens("desk:home")
    staff.follows(staff.t("See whom to call, and what to say"))
    staff.arrives(staff.t("People to call"))
    staff.sees(staff.t("They asked us to call"), "519-555-0177")
    staff.writes(staff.t("Their name"), "Bo Lund")
    staff.presses(staff.t("Spoke with them"))


def then_the_name_is_written_down_and_nobody_waits(staff: Visitor, caller: Person) -> None:
    staff.arrives(staff.t("People to call"))
    staff.sees(staff.t("Nobody has to be called"))
    caller.refresh_from_db()
    assert (caller.name, CallBack.objects.filter(settled_at=None).count()) == ("Bo Lund", 0)


def test_staff_look_after_what_did_not_get_through(world: World, enter: Enter, texts: type[KeptTexts]) -> None:
    given_a_text_that_did_not_arrive(world)
    caller = given_a_new_caller_who_left_a_name(world)
    staff = enter(user=world.coordinator, viewport=DESK, hands=Keyboard)
    when_they_look_at_what_did_not_get_through(staff)
    then_it_goes_out_again(staff, texts)
    then_they_could_call_instead(staff)
    when_they_settle_the_call_of_the_new_caller(staff)
    then_the_name_is_written_down_and_nobody_waits(staff, caller)
