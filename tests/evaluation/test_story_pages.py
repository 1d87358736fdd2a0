"""The pages about stories: who opens which, what is typed stays, what is listed, and what they say of nobody."""

import logging
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from core import retention
from core.actors import SYSTEM, Role, person_actor
from core.models.audit import AuditEvent
from evaluation import retention as schedule
from evaluation import story_copies
from evaluation.models import Reach, Story, StoryState, ToldHow
from evaluation.services import stories, story_texts
from evaluation.story_notices import WAITS
from notifications.models import OutboxMessage
from notifications.services import outbox
from people.models.consent import Purpose
from people.services import consents, locks
from tests.factories.centres import CentreFactory
from tests.factories.evaluation import StoryFactory
from tests.factories.people import PersonFactory, StaffRoleFactory

pytestmark = pytest.mark.django_db
WORDS = "Since the soup on Tuesdays I have somebody to eat with."
TOLD = {"words": WORDS, "language": "en", "reach": "anonymous", "shown_as": ""}


@pytest.fixture
def centre():
    return CentreFactory(name_en="Maple CHC")


@pytest.fixture
def person(centre):
    return PersonFactory(with_account=True, centres=[centre], name="Odette Lavoie")


@pytest.fixture
def mine(person):
    return client_of(person.user)


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def staff(centre, role):
    return client_of(StaffRoleFactory(centre=centre, role=role).user)


def page(client, name, *args, **data):
    answer = client.post(reverse(name, args=args), data) if data else client.get(reverse(name, args=args))
    return answer, answer.content.decode()


# --- On My page ----------------------------------------------------------------------------------------------


def test_telling_keeps_the_words_and_shows_them_to_their_person(mine, person):
    answer, _said = page(mine, "my_stories:tell", **TOLD)
    story = Story.objects.get()
    assert answer["Location"] == reverse("my_stories:story", args=[story.public_id])
    assert (story.words, story.reach, story.told_how) == (WORDS, Reach.ANONYMOUS, ToldHow.SELF)
    assert WORDS in page(mine, "my_stories:story", story.public_id)[1]
    assert WORDS in page(mine, "my_stories:list")[1]
    assert reverse("my_stories:list") in page(mine, "my:home")[1]


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"reach": "with_name"}, "shown_as"),
        ({"words": " "}, "words"),
        ({"reach": ""}, "reach"),
        ({"language": "x"}, "language"),
    ],
)
def test_what_was_typed_stays_beside_a_clear_error(mine, change, where):
    answer, said = page(mine, "my_stories:tell", **{**TOLD, **change})
    assert where in answer.context["form"].errors
    assert 'class="govuk-error-summary"' in said
    if where != "words":
        assert WORDS in said
    assert not Story.objects.exists()


def test_one_centre_is_not_asked_for_and_two_are(mine, person):
    assert "To which centre" not in page(mine, "my_stories:tell")[1]
    other = CentreFactory()
    person.centres.add(other)
    assert "To which centre" in page(mine, "my_stories:tell")[1]
    page(mine, "my_stories:tell", **TOLD, centre=str(other.pk))
    assert Story.objects.get().centre == other
    answer, _said = page(mine, "my_stories:tell", **TOLD, centre=str(CentreFactory().pk))
    assert "centre" in answer.context["form"].errors


def test_whom_no_centre_knows_is_told_so():
    client = client_of(PersonFactory(with_account=True).user)
    assert client.get(reverse("my_stories:tell"), follow=True).redirect_chain[-1][0] == reverse("my:home")


def test_yes_and_no_to_the_very_text(mine, person, centre):
    story = StoryFactory(person=person, centre=centre, reach=Reach.ANONYMOUS, shown_words="Shorter.", edition=2)
    assert "Shorter." in page(mine, "my_stories:story", story.public_id)[1]
    assert reverse("my_stories:story", args=[story.public_id]) in page(mine, "my:home")[1]
    for edition in ("1", "", "x", "99999999999"):  # of no text, or of one that has changed
        page(mine, "my_stories:answer", story.public_id, edition=edition, yes="yes")
        assert not Story.objects.get().is_checked
    page(mine, "my_stories:answer", story.public_id, edition="2", yes="yes")
    assert Story.objects.get().is_checked
    assert "You said yes to this text" in page(mine, "my_stories:story", story.public_id)[1]
    again = StoryFactory(person=person, centre=centre, reach=Reach.ANONYMOUS, shown_words="Shorter.", edition=1)
    page(mine, "my_stories:answer", again.public_id, edition="1", no="no")
    again.refresh_from_db()
    assert (again.state, again.shown_words) == (StoryState.TOLD, "")


def test_another_reach_needs_a_name_where_it_has_one(mine, person, centre):
    story = StoryFactory(person=person, centre=centre, checked=True)
    answer, _said = page(mine, "my_stories:reach", story.public_id, reach="with_name", shown_as="")
    assert "shown_as" in answer.context["form"].errors
    page(mine, "my_stories:reach", story.public_id, reach="with_name", shown_as="Odette, 71")
    story.refresh_from_db()
    assert (story.reach, story.shown_as, story.is_checked) == (Reach.WITH_NAME, "Odette, 71", False)


def test_one_button_takes_it_back_and_twice_is_once(mine, person, centre):
    story = StoryFactory(person=person, centre=centre, checked=True)
    for _press in range(2):
        answer = mine.post(reverse("my_stories:withdraw", args=[story.public_id]), follow=True)
        assert "its words are deleted" in answer.content.decode()
    assert "You have taken this story back" in page(mine, "my_stories:story", story.public_id)[1]
    assert reverse("my_stories:story", args=[story.public_id]) not in page(mine, "my_stories:list")[1]
    for name in ("my_stories:reach", "my_stories:answer"):
        mine.post(reverse(name, args=[story.public_id]), {"reach": "inside", "edition": "1", "yes": "yes"})
    story.refresh_from_db()
    assert story.is_withdrawn


def test_staff_who_are_clients_see_their_own_on_my_page_alone(centre):
    role = StaffRoleFactory(centre=centre, role=Role.MANAGER)
    me = PersonFactory(user=role.user, centres=[centre])
    story, client = StoryFactory(person=me, centre=centre), client_of(role.user)
    assert client.get(reverse("my_stories:story", args=[story.public_id])).status_code == 200
    assert client.get(reverse("desk_stories:story", args=[story.public_id])).status_code == 404
    assert client.get(reverse("my_stories:story", args=[StoryFactory(centre=centre).public_id])).status_code == 404


def test_staff_who_are_clients_write_none_down_for_themselves(centre):
    role = StaffRoleFactory(centre=centre, role=Role.MANAGER)
    me = PersonFactory(user=role.user, centres=[centre])
    client, address = client_of(role.user), reverse("desk_stories:write", args=[me.public_id])
    own, others = (page(client, "desk:person", one.public_id)[1] for one in (me, PersonFactory(centres=[centre])))
    assert "Their stories" in others
    assert "Their stories" not in own
    assert client.post(address, TOLD).status_code == 404
    assert not Story.objects.exists()


def test_taken_back_twice_at_the_desk_it_is_taken_back_once(centre):
    story, client = StoryFactory(centre=centre, checked=True), staff(centre, Role.LINK_WORKER)
    address = reverse("desk_stories:withdraw", args=[story.public_id])
    for _press in range(2):
        answer = client.post(address, follow=True)
        assert answer.redirect_chain[0][0] == reverse("desk_stories:list")
        assert "its words are deleted" in answer.content.decode()
    assert staff(CentreFactory(), Role.LINK_WORKER).post(address).status_code == 404
    locks.lock(story.person, centre=centre, role=Role.LINK_WORKER, by=SYSTEM)
    assert client.post(address).status_code == 404


# --- At the desk ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.LINK_WORKER, Role.MANAGER])
def test_staff_write_down_what_somebody_tells_from_their_page(centre, role):
    person, client = PersonFactory(centres=[centre], language="fr"), staff(centre, role)
    assert reverse("desk_stories:write", args=[person.public_id]) in page(client, "desk:person", person.public_id)[1]
    answer, said = page(client, "desk_stories:write", person.public_id, **{**TOLD, "reach": "with_name"})
    assert "shown_as" in answer.context["form"].errors
    assert WORDS in said
    page(client, "desk_stories:write", person.public_id, **TOLD)
    story = Story.objects.get()
    assert (story.told_how, story.centre, story.person) == (ToldHow.STAFF, centre, person)
    assert reverse("desk_stories:story", args=[story.public_id]) in page(client, "desk:person", person.public_id)[1]


def test_shortened_read_aloud_and_agreed_to_by_somebody_without_an_account(centre):
    story, client = StoryFactory(centre=centre, reach=Reach.ANONYMOUS), staff(centre, Role.LINK_WORKER)
    address = reverse("desk_stories:story", args=[story.public_id])
    assert "Vera" in client.get(address).content.decode()
    assert client.post(address, {"words": " "}).context["form"].errors.keys() == {"words"}
    client.post(address, {"words": "I have somebody to eat with."})
    assert "Read this text aloud" in client.get(address).content.decode()
    client.post(reverse("desk_stories:answer", args=[story.public_id]), {"edition": "1", "yes": "yes"})
    evaluator = page(staff(centre, Role.EVALUATOR), "desk_stories:told")[1]
    assert "I have somebody to eat with." in evaluator
    assert "Vera" not in evaluator
    assert story.person.name not in evaluator
    assert str(story.public_id) not in evaluator


def test_who_has_an_account_is_asked_by_a_message_that_says_nothing(person, centre):
    story, client = StoryFactory(person=person, centre=centre, reach=Reach.ANONYMOUS), staff(centre, Role.MANAGER)
    client.post(reverse("desk_stories:story", args=[story.public_id]), {"words": "I eat with others."})
    answer = client.post(
        reverse("desk_stories:answer", args=[story.public_id]), {"edition": "1", "yes": "yes"}, follow=True
    )
    assert "They have an account" in answer.content.decode()
    assert not Story.objects.get().is_checked
    [letter] = outbox.render(OutboxMessage.objects.filter(type=WAITS).select_related("person"))
    said = f"{letter.subject} {letter.text} {letter.address}"
    assert "waiting for you" in said
    assert letter.address.endswith(reverse("my:home"))
    for word in ("eat", "story", "stories", str(story.public_id)):
        assert word not in said.lower()
    story_texts.agree(story, edition=1, by=person_actor(person.pk))
    assert outbox.render(OutboxMessage.objects.filter(type=WAITS).select_related("person")) == []


@pytest.mark.parametrize("account", ["none", "closed"])
def test_nobody_without_an_account_that_opens_gets_a_message_and_staff_take_their_yes(centre, account):
    person = PersonFactory(centres=[centre], with_account=account == "closed", user__is_active=False)
    story, client = StoryFactory(person=person, centre=centre, reach=Reach.ANONYMOUS), staff(centre, Role.LINK_WORKER)
    address = reverse("desk_stories:story", args=[story.public_id])
    client.post(address, {"words": "Shorter."})
    assert not OutboxMessage.objects.exists()
    assert "Read this text aloud" in client.get(address).content.decode()
    client.post(reverse("desk_stories:answer", args=[story.public_id]), {"edition": "1", "yes": "yes"})
    story.refresh_from_db()
    assert story.is_checked


def test_message_does_not_go_to_an_account_that_was_closed_meanwhile(person, centre):
    story_texts.propose(StoryFactory(person=person, centre=centre, reach=Reach.ANONYMOUS), words="Shorter.", by=SYSTEM)
    person.user.is_active = False
    person.user.save()
    assert outbox.render(OutboxMessage.objects.filter(type=WAITS).select_related("person")) == []


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_a_centre_asks_as_much_for_three_as_for_one(centre, number, django_assert_num_queries):
    told = StoryFactory.create_batch(number, centre=centre, checked=True)
    StoryFactory()
    client = staff(centre, Role.LINK_WORKER)
    client.get(reverse("desk_stories:list"))
    with django_assert_num_queries(8):
        said = page(client, "desk_stories:list")[1]
    assert said.count("told on") == number
    assert all(story.person.name in said for story in told)
    assert told[0].words not in said
    looks = AuditEvent.objects.filter(action="person.listed").values_list("person_id", flat=True)
    assert set(looks) == {story.person_id for story in told}


@pytest.mark.parametrize("number", [1, 3])
def test_own_list_asks_as_much_for_three_as_for_one(mine, person, centre, number, django_assert_num_queries):
    StoryFactory.create_batch(number, centre=centre, person=person)
    mine.get(reverse("my_stories:list"))
    with django_assert_num_queries(5):
        assert page(mine, "my_stories:list")[1].count("Told on") == number


@pytest.mark.parametrize("number", [1, 3])
def test_what_may_be_told_asks_as_much_for_three_as_for_one(centre, number, django_assert_num_queries):
    StoryFactory.create_batch(number, centre=centre, checked=True)
    client = staff(centre, Role.EVALUATOR)
    client.get(reverse("desk_stories:told"))
    with django_assert_num_queries(8):
        assert page(client, "desk_stories:told")[1].count("<blockquote") == number


def test_reading_one_is_written_down(centre):
    story, client = StoryFactory(centre=centre), staff(centre, Role.MANAGER)
    page(client, "desk_stories:story", story.public_id)
    look = AuditEvent.objects.get(action="story.viewed")
    assert (look.person_id, look.subject_id) == (story.person_id, story.pk)


OPEN = {
    "desk_stories:list": "CLM",
    "desk_stories:told": "ME",
    "desk_stories:write": "CLM",
    "desk_stories:story": "CLM",
    "desk_stories:reach": "CLM",
    "desk_stories:answer": "CLM",
    "desk_stories:withdraw": "CLM",
}
LETTERS = {
    "C": Role.COORDINATOR,
    "L": Role.LINK_WORKER,
    "M": Role.MANAGER,
    "P": Role.PROVIDER,
    "E": Role.EVALUATOR,
}


@pytest.mark.parametrize("name", OPEN)
@pytest.mark.parametrize("letter", LETTERS)
def test_which_staff_open_which_page(centre, name, letter):
    story = StoryFactory(centre=centre, reach=Reach.ANONYMOUS, shown_words="Shorter.", edition=1)
    args = {"desk_stories:list": [], "desk_stories:told": [], "desk_stories:write": [story.person.public_id]}
    address = reverse(name, args=args.get(name, [story.public_id]))
    is_post = name in {"desk_stories:answer", "desk_stories:withdraw"}

    def asked(client):
        return client.post(address, {"edition": 1, "yes": 1}) if is_post else client.get(address)

    assert asked(staff(centre, LETTERS[letter])).status_code in ((200, 302) if letter in OPEN[name] else (403,))
    elsewhere = asked(staff(CentreFactory(), LETTERS[letter]))
    if letter not in OPEN[name]:
        assert elsewhere.status_code == 403
    elif args.get(name) == []:
        assert "Shorter." not in elsewhere.content.decode()
    else:
        assert elsewhere.status_code == 404
    assert asked(client_of(PersonFactory(with_account=True, centres=[centre]).user)).status_code == 403


def test_locked_out_colleague_finds_no_page_of_it(centre):
    story = StoryFactory(centre=centre, checked=True)
    client = staff(centre, Role.COORDINATOR)
    locks.lock(story.person, centre=centre, role=Role.COORDINATOR, by=SYSTEM)
    assert story.person.name not in page(client, "desk_stories:list")[1]
    for name in ("desk_stories:story", "desk_stories:reach"):
        assert client.get(reverse(name, args=[story.public_id])).status_code == 404
    assert client.get(reverse("desk_stories:write", args=[story.person.public_id])).status_code == 404
    assert story.shown_words not in page(staff(centre, Role.EVALUATOR), "desk_stories:told")[1]


def test_what_was_taken_back_is_on_no_page(mine, person, centre):
    story = StoryFactory(person=person, centre=centre, checked=True)
    consents.withdraw(person=person, purpose=Purpose.STORIES, by=SYSTEM)  # the message about it is on its way
    for role in (Role.MANAGER, Role.COORDINATOR):
        client = staff(centre, role)
        assert "told on" not in page(client, "desk_stories:list")[1]
        assert client.get(reverse("desk_stories:story", args=[story.public_id])).status_code == 404
        assert "Told on" not in page(client, "desk:person", person.public_id)[1]
    assert story.shown_words not in page(staff(centre, Role.EVALUATOR), "desk_stories:told")[1]


def test_no_page_is_kept_by_a_browser(mine, person, centre):
    story = StoryFactory(person=person, centre=centre)
    for client, name in ((mine, "my_stories:story"), (staff(centre, Role.MANAGER), "desk_stories:story")):
        assert "no-store" in client.get(reverse(name, args=[story.public_id]))["Cache-Control"]


def test_no_word_of_it_is_logged_or_in_an_address(mine, centre, caplog, capsys):
    with caplog.at_level(logging.DEBUG):
        answer, _said = page(mine, "my_stories:tell", **TOLD)
        story = Story.objects.get()
        stories.withdraw(story, by=person_actor(story.person_id))
    printed = capsys.readouterr()
    assert "soup" not in caplog.text + printed.out + printed.err + answer["Location"]
    assert "soup" not in str(list(AuditEvent.objects.values_list("detail", "reason")))


# --- Elsewhere -----------------------------------------------------------------------------------------------


def test_copy_for_the_person_has_their_stories_and_no_other(person, centre):
    story = StoryFactory(person=person, centre=centre, named=True)
    StoryFactory(centre=centre)
    StoryFactory(person=person, centre=centre, state=StoryState.WITHDRAWN, words="")
    [told, text] = story_copies.lines(person)
    assert story.words in told
    assert story.shown_as in told
    assert story.shown_words in text
    [row] = story_copies.rows(person)
    assert (row["words"], row["reach"], row["agreed_to_the_text"]) == (story.words, Reach.WITH_NAME, True)


def test_schedule_forgets_old_stories_of_one_centre(centre):
    old, elsewhere = StoryFactory(centre=centre), StoryFactory()
    found = schedule.old_stories(centre_id=centre.pk, before=old.told_at + timedelta(days=1))
    assert retention.delete(found) == 1
    assert Story.objects.get() == elsewhere
    assert not schedule.old_stories(centre_id=elsewhere.centre_id, before=elsewhere.told_at).exists()


def test_address_of_no_story_is_a_page_that_is_not_there(mine):
    assert mine.get(reverse("my_stories:story", args=[uuid4()])).status_code == 404
