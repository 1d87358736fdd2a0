"""A leader looks who is coming, and writes a few words to them: read as they will be, sent, and found on a page."""

from datetime import date, time

from activities.models import GroupMessage, Session
from activities.services import bookings
from core.actors import SYSTEM, Channel
from people.models import Person
from people.models.consent import Purpose
from people.services import consents, persons
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.people import UserFactory
from tests.journeys.conftest import Enter
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import World

WORDS = "Bring a mug: we try Terry’s new tea."


def given_a_group(world: World, **fields: object) -> tuple[Session, Person]:
    """Next Monday; with somebody who has an account, and somebody whom only a telephone reaches."""
    group = ActivityFactory(
        centre=world.centre,
        venue=world.venue,
        leaders=[world.champion],
        start_date=date(2026, 12, 14),
        start_time=time(9, 30),
        **{"title_en": "Card Night", "title_fr": "Soirée de cartes", **fields},
    )
    session = SessionFactory(activity=group, day=group.start_date)
    maria = persons.register(
        name="Maria Santos", centre=world.centre, contact="maria@example.org", language=world.language, by=SYSTEM
    )
    Person.objects.filter(pk=maria.pk).update(user=UserFactory(language=world.language))
    consents.give(person=maria, purpose=Purpose.SHARE_WITH_LEADER, by=SYSTEM)
    paul = persons.register(name="Paul Roy", centre=world.centre, contact="613-555-0188", by=SYSTEM)
    for person, needs in ((maria, "uses a walker"), (paul, "cannot hear well")):
        bookings.book(session=session, person=person, channel=Channel.DESK, access_needs=needs, by=SYSTEM)
    return session, Person.objects.get(pk=maria.pk)


def when_the_leader_looks_who_is_coming(leader: Visitor) -> None:
    leader.opens("my_champion:home")
    leader.arrives(leader.t("My work as a Health Champion"))
    leader.follows(leader.t("Who is coming"))
    leader.arrives(leader.t("Who is coming"))
    leader.sees("Maria", "Paul", "uses a walker")
    leader.does_not_see("Santos", "Roy", "cannot hear well")


def when_they_write(leader: Visitor) -> None:
    leader.follows(leader.t("Write to the group"))
    leader.arrives(leader.t("Write to the group"))
    leader.presses(leader.t("Next: see how they read it"))
    leader.arrives(leader.t("Write to the group"), error=True)
    leader.writes(leader.t("What would you like to say?"), WORDS)
    leader.presses(leader.t("Next: see how they read it"))
    leader.arrives(leader.t("Send this?"))


def when_they_send_it(leader: Visitor) -> None:
    leader.presses(leader.t("Send it"))
    leader.arrives(leader.t("My work as a Health Champion"))
    assert GroupMessage.objects.get().people == 2


def then_it_is_on_the_page_of(world: World, enter: Enter, person: Person) -> None:
    reader = enter(user=person.user)
    reader.opens("my:home")
    reader.arrives(reader.t("My page"))
    reader.sees(reader.t("From my groups"), WORDS)


def test_message_is_read_before_it_is_sent(world: World, enter: Enter) -> None:
    session, maria = given_a_group(world)
    leader = enter(user=world.champion.person.user)
    when_the_leader_looks_who_is_coming(leader)
    when_they_write(leader)
    leader.sees("A message from Card Night about", WORDS)
    leader.does_not_see("maria@example.org", "0188")
    when_they_send_it(leader)
    then_it_is_on_the_page_of(world, enter, maria)
    staff = enter(user=world.coordinator, viewport=DESK)
    staff.opens("desk_activities:activity", session.activity_id)
    staff.follows(staff.t("What leaders wrote to the group"))
    staff.arrives(staff.t("Messages to the group"))
    staff.sees(WORDS, "Terry Moss")


def test_words_to_a_private_group_stay_behind_ones_own_page(world: World, enter: Enter) -> None:
    _session, maria = given_a_group(world, sensitive=True, title_en="Grief Circle", title_fr="Cercle de deuil")
    leader = enter(user=world.champion.person.user)
    when_the_leader_looks_who_is_coming(leader)
    when_they_write(leader)
    leader.sees("There is a message from your group.", "Vous avez un message de votre groupe.")
    when_they_send_it(leader)
    then_it_is_on_the_page_of(world, enter, maria)
