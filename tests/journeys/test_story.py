"""A client tells a story, staff shorten it, the client agrees; the evaluator reads it without a name; it is taken back
and gone."""

from core.actors import Role
from evaluation.models import Story
from people.models import Person, User
from tests.factories.people import PersonFactory, StaffRoleFactory, UserFactory
from tests.journeys.conftest import Enter
from tests.journeys.hands import Keyboard
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import World

TOLD = {
    "en": "Since Vera drives me to the soup on Tuesdays I have somebody to eat with.",
    "fr": "Depuis que Vera me conduit à la soupe du mardi, j’ai quelqu’un avec qui manger.",
}
SHORT = {"en": "I have somebody to eat with.", "fr": "J’ai quelqu’un avec qui manger."}


def given_brian(world: World) -> Person:
    user = UserFactory(name="Brian Hall", language=world.language)
    return PersonFactory(name="Brian Hall", language=world.language, user=user, centres=[world.centre])


def given_staff(world: World, role: Role) -> User:
    who = {"user__name": "Lena Park", "user__email": f"{role}@example.org", "user__language": world.language}
    return StaffRoleFactory(centre=world.centre, role=role, **who).user


def when_he_tells_it(client: Visitor) -> Story:
    client.opens("my:home")
    client.follows(client.t("Tell, change or take back"))
    client.arrives(client.t("My stories"))
    client.follows(client.t("Tell a story"))
    client.arrives(client.t("Tell a story"))
    client.writes(client.t("What has changed?"), TOLD[client.language])
    client.presses(client.t("Keep my story"))
    client.arrives(client.t("Tell a story"), error=True)
    client.hands.choose(client.page.locator("input[name=reach][value=anonymous]"))
    client.presses(client.t("Keep my story"))
    client.arrives(client.t("A story of mine"))
    client.sees(client.t("Thank you. We keep your words as you told them."), TOLD[client.language])
    return Story.objects.get()


def when_she_shortens_it(worker: Visitor, story: Story) -> None:
    worker.opens("desk_stories:list")
    worker.arrives(worker.t("Stories"))
    worker.sees(story.person.name)
    worker.does_not_see(TOLD[worker.language])
    worker.follows(story.person.name)
    worker.arrives(worker.t("A story"))
    worker.writes(worker.t("The text for outside"), SHORT[worker.language])
    worker.presses(worker.t("Save, and ask them"))
    worker.arrives(worker.t("A story"))
    worker.sees(worker.t("Waiting for their yes"))


def when_he_agrees(client: Visitor) -> None:
    client.opens("my:home")
    client.follows(client.t("Read it and answer"))
    client.arrives(client.t("A story of mine"))
    client.presses(client.t("Yes, exactly this"))
    client.arrives(client.t("A story of mine"))
    client.sees(client.t("This may be told"))


def when_the_evaluator_reads_it(reader: Visitor) -> None:
    reader.opens("desk_evidence:home")
    reader.follows(reader.t("Stories that may be told"))
    reader.arrives(reader.t("What may be told outside"))
    reader.sees(SHORT[reader.language], reader.t("Told without a name"))
    reader.does_not_see("Brian")
    reader.does_not_see("Vera")


def when_he_takes_it_back(client: Visitor, story: Story) -> None:
    client.opens("my_stories:story", story.public_id)
    client.presses(client.t("Take this story back"))
    client.arrives(client.t("My stories"))
    client.sees(client.t("The story is taken back, and its words are deleted."))


def then_it_is_gone(visitor: Visitor) -> None:
    visitor.opens("desk_stories:told")
    visitor.arrives(visitor.t("What may be told outside"))
    visitor.sees(visitor.t("Nothing may be told outside yet"))
    visitor.does_not_see(SHORT[visitor.language])


def test_told_shortened_agreed_read_and_taken_back(world: World, enter: Enter) -> None:
    brian = given_brian(world)
    story = when_he_tells_it(enter(user=brian.user))
    when_she_shortens_it(enter(user=given_staff(world, Role.LINK_WORKER), viewport=DESK), story)
    when_he_agrees(enter(user=brian.user, hands=Keyboard))
    evaluator = enter(user=given_staff(world, Role.EVALUATOR), viewport=DESK)
    when_the_evaluator_reads_it(evaluator)
    when_he_takes_it_back(enter(user=brian.user), story)
    then_it_is_gone(evaluator)
    story.refresh_from_db()
    assert (story.words, story.shown_words) == ("", "")
