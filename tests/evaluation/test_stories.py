"""Stories: told, shortened and agreed word for word; who may read which; and gone by every way of taking them back."""

import itertools
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from core.actors import SYSTEM, Role, person_actor
from core.errors import DomainError, Forbidden, Moved
from core.models.audit import AuditEvent
from evaluation.models import Reach, Story, StoryState, ToldHow
from evaluation.services import stories, story_texts
from people import wordings
from people.models.consent import Purpose
from people.services import consents, erasure, locks, merging
from tests.factories.centres import CentreFactory
from tests.factories.evaluation import StoryFactory
from tests.factories.people import PersonFactory, staff_actor

pytestmark = pytest.mark.django_db
WORDS = "Since the soup on Tuesdays I have somebody to eat with."
CARE = (Role.COORDINATOR, Role.LINK_WORKER, Role.MANAGER)


@pytest.fixture
def centre():
    return CentreFactory()


@pytest.fixture
def person(centre):
    return PersonFactory(centres=[centre], name="Odette Lavoie")


def me(story):
    return person_actor(story.person_id)


def tell(person, centre, **fields):
    fields = {"words": WORDS, "language": "en", "reach": Reach.ANONYMOUS, "by": person_actor(person.pk), **fields}
    return stories.tell(person, centre=centre, **fields)


def quoted(centre, role=Role.EVALUATOR):
    return stories.quotable(centre, by=staff_actor(role, centre=centre))


def checked(person, centre, **fields):
    """Told, shortened and agreed."""
    story = tell(person, centre, **fields)
    story = story_texts.propose(story, words="I have somebody to eat with.", by=SYSTEM)
    return story_texts.agree(story, edition=story.edition, by=me(story))


def test_told_with_the_words_that_were_agreed_to(person, centre):
    story = tell(person, centre)
    assert (story.state, story.told_how, story.wording) == (StoryState.TOLD, ToldHow.SELF, wordings.STORY)
    consent = person.consents.get(purpose=Purpose.STORIES)
    assert (consent.given, consent.wording) == (True, wordings.STORY)
    written = tell(person, centre, by=staff_actor(Role.COORDINATOR, centre=centre))
    assert written.told_how == ToldHow.STAFF


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"words": "  "}, "story_without_words"),
        ({"reach": Reach.WITH_NAME}, "story_without_name"),
        ({"reach": Reach.WITH_NAME, "shown_as": " "}, "story_without_name"),
    ],
)
def test_what_is_no_story_is_refused(person, centre, fields, code):
    with pytest.raises(DomainError, match=code):
        tell(person, centre, **fields)
    assert not Story.objects.exists()


def test_story_is_told_to_a_centre_that_knows_its_person(person, centre):
    with pytest.raises(DomainError, match="story_elsewhere"):
        tell(person, CentreFactory())
    other = CentreFactory()
    person.centres.add(other)
    with pytest.raises(DomainError, match="story_elsewhere"):
        tell(person, other, by=staff_actor(Role.LINK_WORKER, centre=centre))


@pytest.mark.parametrize("role", [Role.EVALUATOR, Role.PROVIDER])
def test_who_may_not_write_one_down(person, centre, role):
    with pytest.raises(Forbidden):
        tell(person, centre, by=staff_actor(role, centre=centre))
    with pytest.raises(Forbidden):
        tell(person, centre, by=staff_actor(Role.MANAGER))
    with pytest.raises(Forbidden):
        tell(person, centre, by=person_actor(PersonFactory().pk))


def test_a_name_is_kept_only_where_it_may_be_told(person, centre):
    assert tell(person, centre, shown_as="Odette").shown_as == ""
    assert tell(person, centre, reach=Reach.WITH_NAME, shown_as=" Odette, 71 ").shown_as == "Odette, 71"


def test_a_copy_of_the_database_shows_no_word_and_no_name(person, centre):
    checked(person, centre, reach=Reach.WITH_NAME, shown_as="Odette")
    with connection.cursor() as cursor:
        cursor.execute("SELECT words, shown_words, shown_as FROM evaluation_story")
        stored = str(cursor.fetchall())
    assert "somebody" not in stored
    assert "Odette" not in stored


# --- Who may read which --------------------------------------------------------------------------------------

# By reach and state: whether care staff find it, and with which name it is quoted.
TABLE = {
    (Reach.INSIDE, StoryState.TOLD): (True, None),
    (Reach.INSIDE, StoryState.CHECKED): (True, None),
    (Reach.INSIDE, StoryState.WITHDRAWN): (False, None),
    (Reach.ANONYMOUS, StoryState.TOLD): (True, None),
    (Reach.ANONYMOUS, StoryState.CHECKED): (True, ""),
    (Reach.ANONYMOUS, StoryState.WITHDRAWN): (False, None),
    (Reach.WITH_NAME, StoryState.TOLD): (True, None),
    (Reach.WITH_NAME, StoryState.CHECKED): (True, "Penny"),
    (Reach.WITH_NAME, StoryState.WITHDRAWN): (False, None),
}


def made(centre, reach, state):
    fields = {"shown_as": "Penny" if reach == Reach.WITH_NAME else ""}
    if state == StoryState.CHECKED:
        fields["shown_words"] = "I eat with others."
    if state == StoryState.WITHDRAWN:
        fields = {"words": ""}
    return StoryFactory(centre=centre, reach=reach, state=state, **fields)


@pytest.mark.parametrize(("reach", "state"), list(itertools.product(Reach, StoryState)))
def test_reach_state_and_reader(centre, reach, state):
    story = made(centre, reach, state)
    found, outside = TABLE[reach, state]
    for role in Role:
        if role in {Role.SYSTEM, Role.PUBLIC, Role.PERSON}:
            continue
        actor = staff_actor(role, centre=centre)
        assert Story.visible_to(actor).exists() is (found and role in CARE)
        assert not Story.visible_to(staff_actor(role)).exists()  # of another centre
        if role in {Role.MANAGER, Role.EVALUATOR}:
            quotes = stories.quotable(centre, by=actor)
            assert [quote.name for quote in quotes] == ([] if outside is None else [outside])
        else:
            with pytest.raises(Forbidden):
                stories.quotable(centre, by=actor)
        with pytest.raises(Forbidden):
            stories.quotable(centre, by=staff_actor(role))
    assert Story.visible_to(me(story)).get() == story
    assert not Story.visible_to(person_actor(PersonFactory().pk)).exists()


def test_the_agreed_text_alone_is_quoted(person, centre):
    checked(person, centre)
    tell(person, centre, words="Another one.", reach=Reach.INSIDE)
    assert [quote.words for quote in quoted(centre)] == ["I have somebody to eat with."]


def test_quote_leads_to_nobody(person, centre):
    checked(person, centre)
    [quote] = quoted(centre)
    assert vars(quote) == {"words": "I have somebody to eat with.", "name": "", "language": "en"}


@pytest.mark.parametrize("number", [1, 3])
def test_quoting_is_two_queries_and_is_written_down(centre, number, django_assert_num_queries):
    people = [story.person_id for story in StoryFactory.create_batch(number, centre=centre, checked=True)]
    actor = staff_actor(Role.EVALUATOR, centre=centre)
    with django_assert_num_queries(2):
        assert len(stories.quotable(centre, by=actor)) == number
    looks = AuditEvent.objects.filter(action="story.quoted")
    assert sorted(looks.values_list("person_id", flat=True)) == sorted(people)


# --- The text for outside ------------------------------------------------------------------------------------


def test_nothing_leaves_before_the_person_said_yes_to_the_very_text(person, centre):
    worker = staff_actor(Role.LINK_WORKER, centre=centre)
    story = story_texts.propose(tell(person, centre), words="Shorter.", by=worker)
    assert story.waits_for_yes
    assert quoted(centre) == []
    read = story.edition
    story = story_texts.propose(story, words="Shorter still.", by=worker)
    with pytest.raises(DomainError, match="story_text_changed"):
        story_texts.agree(story, edition=read, by=me(story))
    story_texts.agree(story, edition=story.edition, by=me(story))
    assert [quote.words for quote in quoted(centre)] == ["Shorter still."]
    with pytest.raises(DomainError, match="story_text_changed"):
        story_texts.agree(story, edition=story.edition, by=me(story))


def test_a_new_text_takes_the_old_one_back_until_it_is_agreed(person, centre):
    story = checked(person, centre)
    story_texts.propose(story, words="Otherwise.", by=staff_actor(Role.MANAGER, centre=centre))
    assert quoted(centre) == []


def test_a_no_drops_the_text_and_keeps_the_story(person, centre):
    story = story_texts.propose(tell(person, centre), words="Shorter.", by=SYSTEM)
    story = story_texts.refuse(story, edition=story.edition, by=me(story))
    assert (story.state, story.shown_words, story.words) == (StoryState.TOLD, "", WORDS)


def test_another_reach_or_name_asks_anew(person, centre):
    story = checked(person, centre, reach=Reach.WITH_NAME, shown_as="Odette")
    assert stories.choose(story, reach=Reach.WITH_NAME, shown_as="Odette ", by=me(story)).is_checked
    story = stories.choose(story, reach=Reach.ANONYMOUS, shown_as="Odette", by=me(story))
    assert (story.state, story.shown_as, story.shown_words) == (StoryState.TOLD, "", "")
    assert quoted(centre) == []
    with pytest.raises(DomainError, match="story_without_name"):
        stories.choose(story, reach=Reach.WITH_NAME, by=me(story))


def test_what_stays_inside_has_no_text_for_outside(person, centre):
    story = tell(person, centre, reach=Reach.INSIDE)
    with pytest.raises(DomainError, match="story_stays_inside"):
        story_texts.propose(story, words="Shorter.", by=SYSTEM)
    story = tell(person, centre)
    with pytest.raises(DomainError, match="story_without_words"):
        story_texts.propose(story, words=" ", by=SYSTEM)


def test_staff_write_a_yes_down_for_somebody_without_an_account_alone(person, centre):
    worker = staff_actor(Role.LINK_WORKER, centre=centre)
    story = story_texts.propose(tell(person, centre, by=worker), words="Shorter.", by=worker)
    assert story_texts.agree(story, edition=1, by=worker).is_checked
    other = PersonFactory(with_account=True, centres=[centre])
    story = story_texts.propose(tell(other, centre), words="Shorter.", by=worker)
    for answer in (story_texts.agree, story_texts.refuse):
        with pytest.raises(DomainError, match="story_asks_themselves"):
            answer(story, edition=1, by=worker)


def test_who_may_do_what_with_a_story(person, centre):
    story = story_texts.propose(tell(person, centre), words="Shorter.", by=SYSTEM)
    strangers = [
        staff_actor(Role.EVALUATOR, centre=centre),
        staff_actor(Role.PROVIDER, centre=centre),
        staff_actor(Role.MANAGER),
        person_actor(PersonFactory(centres=[centre]).pk),
    ]
    deeds = {
        "propose": lambda by: story_texts.propose(story, words="Mine.", by=by),
        "agree": lambda by: story_texts.agree(story, edition=1, by=by),
        "refuse": lambda by: story_texts.refuse(story, edition=1, by=by),
        "choose": lambda by: stories.choose(story, reach=Reach.INSIDE, by=by),
        "withdraw": lambda by: stories.withdraw(story, by=by),
    }
    for actor, deed in itertools.product(strangers, deeds.values()):
        with pytest.raises(Forbidden):
            deed(actor)
    with pytest.raises(Forbidden):
        deeds["propose"](me(story))


# --- Taken back ----------------------------------------------------------------------------------------------


def surfaces(centre):
    """How many stories each surface shows."""
    care = [Story.visible_to(staff_actor(role, centre=centre)).count() for role in CARE]
    return [*care, *(len(quoted(centre, role)) for role in (Role.MANAGER, Role.EVALUATOR))]


WAYS_BACK = {
    "on its page": lambda story: stories.withdraw(story, by=me(story)),
    "a remark to staff": lambda story: stories.withdraw(story, by=staff_actor(Role.LINK_WORKER, centre=story.centre)),
    "on the page of consents": lambda story: consents.agree_to(person=story.person, purposes=[], by=me(story)),
    "one press in the ledger": lambda story: consents.end(person=story.person, purpose=Purpose.STORIES, by=me(story)),
    "erasure": lambda story: erasure.erase(story.person, by=SYSTEM),
}


@pytest.mark.parametrize("way", WAYS_BACK)
@pytest.mark.parametrize("reach", Reach)
def test_taken_back_by_any_way_it_shows_nowhere_and_no_word_is_left(
    person, centre, way, reach, django_capture_on_commit_callbacks
):
    named = {"reach": reach, "shown_as": "Odette"}
    story = tell(person, centre, **named) if reach == Reach.INSIDE else checked(person, centre, **named)
    assert min(surfaces(centre)) == (0 if reach == Reach.INSIDE else 1)
    with django_capture_on_commit_callbacks(execute=False) as waiting:
        WAYS_BACK[way](story)
    assert max(surfaces(centre)) == 0  # at once, before anything that waits for the commit
    for callback in waiting:
        callback()
    story.refresh_from_db()
    assert (story.state, story.words, story.shown_words, story.shown_as) == (StoryState.WITHDRAWN, "", "", "")


def test_lock_keeps_it_from_outside_and_from_whoever_is_locked_out(person, centre):
    checked(person, centre)
    lock = locks.lock(person, centre=centre, role=Role.COORDINATOR, by=SYSTEM)
    assert quoted(centre) == []
    assert not Story.visible_to(staff_actor(Role.COORDINATOR, centre=centre)).exists()
    assert Story.visible_to(staff_actor(Role.MANAGER, centre=centre)).exists()
    locks.lift(lock, by=SYSTEM)
    assert len(quoted(centre)) == 1


def test_no_is_honoured_where_the_message_about_it_was_lost(person, centre):
    story = checked(person, centre)
    consents.withdraw(person=person, purpose=Purpose.STORIES, by=SYSTEM)  # nobody hears of it
    new = tell(person, centre, words="A new one.", now=timezone.now() + timedelta(seconds=1))
    assert Story.visible_to(staff_actor(Role.MANAGER, centre=centre)).get() == new
    assert stories.withdraw_ended() == 1
    assert stories.withdraw_ended() == 0
    story.refresh_from_db()
    new.refresh_from_db()
    assert (story.state, new.state) == (StoryState.WITHDRAWN, StoryState.TOLD)


EVENTS = {
    "propose": lambda story: story_texts.propose(story, words="Shorter.", by=SYSTEM),
    "agree": lambda story: story_texts.agree(story, edition=story.edition, by=me(story)),
    "refuse": lambda story: story_texts.refuse(story, edition=story.edition, by=me(story)),
    "inside": lambda story: stories.choose(story, reach=Reach.INSIDE, by=me(story)),
    "outside": lambda story: stories.choose(story, reach=Reach.ANONYMOUS, by=me(story)),
    "withdraw": lambda story: stories.withdraw(story, by=me(story)),
    "no more": lambda story: consents.withdraw(person=story.person, purpose=Purpose.STORIES, by=me(story)),
    "lock": lambda story: locks.lock(story.person, centre=story.centre, role=Role.PROVIDER, by=SYSTEM),
}


def expected(order):
    """A slow model of it: whether a story whose text waits for a yes is told outside after these events."""
    outside, text, agreed, gone, locked = True, True, False, False, False
    for event in order:
        if event == "lock":
            locked = True
        elif event == "no more" or (event == "withdraw" and not gone):
            gone = True
        elif gone:
            continue
        elif event == "propose" and outside:
            text, agreed = True, False
        elif event == "agree" and text and not agreed:
            agreed = True
        elif event == "refuse" and text and not agreed:
            text = False
        elif event in {"inside", "outside"} and outside is not (event == "outside"):
            outside, text, agreed = event == "outside", False, False
    return outside and agreed and not gone and not locked


def test_any_order_of_events_tells_only_what_stands(centre):
    shown = 0
    for number, order in enumerate(itertools.permutations(EVENTS, 3)):
        person = PersonFactory(centres=[centre])
        told = story_texts.propose(tell(person, centre), words="Short.", by=SYSTEM)
        for event in order:
            told.refresh_from_db()
            try:
                EVENTS[event](told)
            except (DomainError, Moved):
                continue
        here = Story.objects.may_be_told().filter(pk=told.pk).exists()
        assert here is expected(order), (number, order)
        shown += here
    assert shown


def test_two_records_made_one_take_the_story_along(person, centre):
    other = PersonFactory(centres=[centre])
    story = checked(other, centre)
    merging.merge(person, other, by=SYSTEM)
    story.refresh_from_db()
    assert story.person_id == person.pk
    assert len(quoted(centre)) == 1
