"""What a centre tries: from the plan to what it keeps, and what of it others may know."""

import random
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

import centres.demo
import people.demo
from core.actors import SYSTEM, Role
from core.demo import DemoWorld
from core.errors import DomainError, Forbidden, Moved
from core.models.audit import AuditEvent
from core.models.transition import Transition
from evaluation import demo_notebook, privacy
from evaluation.indicators import registry
from evaluation.models import Trial, TrialState, Verdict
from evaluation.services import notebook
from evaluation.states import trials
from people.actors import for_user
from tests.factories.activities import ActivityFactory
from tests.factories.centres import CentreFactory
from tests.factories.notebook import TrialFactory
from tests.factories.people import PersonFactory, StaffRoleFactory, staff_actor

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 28)
NOON = datetime(2026, 11, 28, 12, tzinfo=ZoneInfo("America/Toronto"))
LATER = TODAY + timedelta(days=91)
WORDS = {"title": "A call", "language": "en", "tries": "We call.", "expects": "More come."}


@pytest.fixture(autouse=True)
def _on_one_day(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def centre():
    return CentreFactory()


@pytest.fixture
def by(centre):
    return staff_actor(Role.COORDINATOR, centre=centre)


def planned(centre, by, **fields):
    return notebook.plan(centre, **{**WORDS, "begins_on": TODAY, "look_on": LATER, **fields}, by=by)


def changed(trial, by, **words):
    """By somebody who saw it as it is."""
    return notebook.change(trial, edition=notebook.edition_of(trial), by=by, **words)


def shared(trial, by, **when):
    return notebook.share(trial, edition=notebook.edition_of(trial), by=by, **when)


def test_from_the_plan_to_what_is_kept(centre, by):
    trial = planned(centre, by, indicator="source")
    notebook.start(trial, begins_on=TODAY, look_on=LATER, by=by)
    notebook.look(trial, saw=" More came. ", by=by)
    notebook.go_on(trial, look_on=LATER, by=by)
    notebook.look(trial, saw="Still more came.", by=by)
    notebook.decide(trial, verdict=Verdict.ADAPT, keeps="The call, on Mondays.", by=by)
    kept = Trial.objects.get()
    assert (kept.state, kept.verdict, kept.saw) == (TrialState.KEPT, Verdict.ADAPT, "Still more came.")
    assert (kept.made_by_id, kept.over_at) == (by.user_id, NOON)
    steps = list(Transition.of(kept).order_by("pk").values_list("name", flat=True))
    assert steps == ["plan", "start", "look", "go_on", "look", "keep"]


@pytest.mark.parametrize("traits", [{}, {"doing": True}, {"looking": True}])
def test_it_can_be_left_at_any_time(centre, by, traits):
    trial = TrialFactory(centre=centre, **traits)
    notebook.decide(trial, verdict=Verdict.ABANDON, keeps="Nobody had the time.", by=by)
    assert Trial.objects.get().state == TrialState.DROPPED


@pytest.mark.parametrize("verdict", [Verdict.ADOPT, Verdict.ADAPT])
@pytest.mark.parametrize("traits", [{}, {"doing": True}])
def test_nothing_is_kept_before_somebody_has_looked(centre, by, traits, verdict):
    with pytest.raises(Moved):
        notebook.decide(TrialFactory(centre=centre, **traits), verdict=verdict, keeps="The call.", by=by)


def test_what_is_over_moves_no_more(centre, by):
    trial = TrialFactory(centre=centre, over=True)
    assert not any(trials.can(trial, name) for name in trials.moves)
    with pytest.raises(Moved):
        notebook.look(trial, saw="Again.", by=by)


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ({"look_on": TODAY}, "trial_looks_early"),
        ({"look_on": TODAY + timedelta(days=800)}, "trial_looks_far"),
        ({"begins_on": date(1, 1, 1)}, "trial_begins_far"),
        ({"begins_on": date(9999, 1, 1), "look_on": date(9999, 2, 1)}, "trial_begins_far"),
    ],
)
def test_days_that_cannot_be(centre, by, days, code):
    with pytest.raises(DomainError) as error:
        planned(centre, by, **days)
    assert error.value.code == code


def test_nothing_begins_tomorrow_and_nobody_looks_again_yesterday(centre, by):
    trial = TrialFactory(centre=centre)
    with pytest.raises(DomainError) as error:
        notebook.start(trial, begins_on=TODAY + timedelta(days=1), look_on=LATER, by=by)
    assert error.value.code == "trial_not_begun"
    with pytest.raises(DomainError) as error:
        notebook.go_on(TrialFactory(centre=centre, looking=True), look_on=TODAY, by=by)
    assert error.value.code == "trial_looks_past"


@pytest.mark.parametrize("field", ["title", "tries", "expects"])
def test_words_are_needed(centre, by, field):
    with pytest.raises(DomainError) as error:
        planned(centre, by, **{field: "  "})
    assert error.value.code == "trial_needs_words"


def test_a_group_of_another_centre_and_a_number_that_is_none_are_refused(centre, by):
    with pytest.raises(ValueError, match="another centre"):
        planned(centre, by, activity=ActivityFactory())
    with pytest.raises(ValueError, match="no such indicator"):
        planned(centre, by, indicator="luck")


def test_words_of_long_ago_can_still_be_mended(centre, by):
    trial = TrialFactory(centre=centre, shared=True, begins_on=date(2020, 1, 1))
    changed(trial, by, saw="Nobody is named here.")
    assert Trial.objects.get().saw == "Nobody is named here."
    assert AuditEvent.objects.filter(action="trial.changed", person_id=None).count() == 1
    with pytest.raises(TypeError):
        changed(trial, by, state=TrialState.PLAN)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.MANAGER])
def test_coordinators_and_managers_write(centre, role):
    assert planned(centre, staff_actor(role, centre=centre)).state == TrialState.PLAN


@pytest.mark.parametrize("role", [Role.EVALUATOR, Role.PROVIDER, Role.LINK_WORKER])
def test_nobody_else_writes(centre, role):
    by = staff_actor(role, centre=centre)
    trial = TrialFactory(centre=centre, looking=True)
    for deed in (
        lambda: planned(centre, by),
        lambda: notebook.decide(trial, verdict=Verdict.ADOPT, keeps="It.", by=by),
        lambda: changed(trial, by, title="Mine"),
        lambda: shared(TrialFactory(centre=centre, over=True), by),
        lambda: notebook.take_up(TrialFactory(shared=True), centre=centre, by=by),
    ):
        with pytest.raises(Forbidden):
            deed()


def test_a_stranger_writes_in_no_notebook_but_their_own(centre):
    by = staff_actor(Role.MANAGER)
    trial = TrialFactory(centre=centre, shared=True)
    for deed in (
        lambda: planned(centre, by),
        lambda: changed(trial, by, title="Mine"),
        lambda: shared(trial, by),
        lambda: notebook.withdraw(trial, by=by),
        lambda: notebook.take_up(trial, centre=centre, by=by),
    ):
        with pytest.raises(Forbidden):
            deed()


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.COORDINATOR, True),
        (Role.MANAGER, True),
        (Role.EVALUATOR, True),
        (Role.LINK_WORKER, False),
        (Role.PROVIDER, False),
    ],
)
def test_who_sees_what(centre, role, sees):
    own, theirs = TrialFactory(centre=centre), TrialFactory(shared=True)
    TrialFactory(over=True)
    found = set(Trial.visible_to(staff_actor(role, centre=centre)))
    assert found == ({own, theirs} if sees else set())
    assert set(Trial.visible_to(SYSTEM)) == set(Trial.objects.all())


def test_a_champion_with_an_account_sees_none(centre):
    TrialFactory(centre=centre, shared=True)
    person = PersonFactory(centres=[centre], with_account=True)
    assert not Trial.visible_to(for_user(person.user)).exists()


def test_only_what_is_over_is_shared(centre, by):
    with pytest.raises(DomainError) as error:
        shared(TrialFactory(centre=centre, looking=True), by)
    assert error.value.code == "trial_not_over"


def test_sharing_and_taking_it_back(centre, by):
    trial = TrialFactory(centre=centre, over=True)
    stranger = staff_actor(Role.COORDINATOR)
    shared(trial, by)
    shared(trial, by, now=NOON + timedelta(days=1))
    assert (trial.shared_at, trial.shared_by_id) == (NOON, by.user_id)
    assert Trial.visible_to(stranger).get() == trial
    notebook.withdraw(trial, by=by)
    assert not Trial.visible_to(stranger).exists()
    counted = {name: AuditEvent.objects.filter(action=name).count() for name in ("trial.shared", "trial.withdrawn")}
    assert counted == {"trial.shared": 1, "trial.withdrawn": 1}


def test_words_that_changed_meanwhile_are_not_shared_by_who_read_others(centre, by):
    trial = TrialFactory(centre=centre, over=True)
    seen = notebook.edition_of(trial)
    changed(trial, staff_actor(Role.MANAGER, centre=centre), saw="Of 2 people, one left.")
    with pytest.raises(DomainError) as error:
        notebook.share(trial, edition=seen, by=by)
    assert error.value.code == "moved"
    assert not Trial.objects.get().is_shared


def test_of_two_who_mend_at_once_the_second_is_refused(centre, by):
    trial = TrialFactory(centre=centre, looking=True)
    seen = notebook.edition_of(trial)
    notebook.change(trial, saw="Hers.", edition=seen, by=by)
    with pytest.raises(DomainError) as error:
        notebook.change(trial, saw="His.", edition=seen, by=by)
    assert error.value.code == "moved"
    assert Trial.objects.get().saw == "Hers."


@pytest.mark.parametrize("words", [{"title": "B"}, {"tries": "B"}, {"expects": "B"}, {"saw": "B"}, {"keeps": "B"}])
def test_words_that_are_mended_are_with_the_others_no_more(centre, by, words):
    trial = TrialFactory(centre=centre, shared=True)
    assert not changed(trial, by, **words).is_shared
    assert not Trial.visible_to(staff_actor(Role.COORDINATOR)).exists()
    assert list(AuditEvent.objects.order_by("pk").values_list("action", flat=True)) == [
        "trial.changed",
        "trial.withdrawn",
    ]


def test_what_others_do_not_read_changes_and_stays_shared(centre, by):
    trial = TrialFactory(centre=centre, shared=True)
    Trial.objects.update(saw="More came.\nNobody left.")
    trial.refresh_from_db()
    assert changed(trial, by, indicator="needs", saw="More came.\r\nNobody left.").is_shared


def test_taking_up_copies_the_words_and_nothing_of_what_came_of_it(centre, by):
    group = ActivityFactory()
    theirs = TrialFactory(centre=group.centre, activity=group, shared=True, language="fr", indicator="needs")
    made = notebook.take_up(theirs, centre=centre, by=by)
    assert (made.title, made.tries, made.expects) == (theirs.title, theirs.tries, theirs.expects)
    assert (made.language, made.indicator, made.centre, made.state) == ("fr", "needs", centre, TrialState.PLAN)
    assert (made.saw, made.verdict, made.keeps, made.activity, made.shared_at) == ("", "", "", None, None)
    assert made.came_from == theirs
    assert notebook.take_up(theirs, centre=centre, by=by) == made
    assert Trial.objects.at(centre.pk).count() == 1


def test_what_was_taken_back_cannot_be_taken_up(centre, by):
    theirs = TrialFactory(shared=True)
    Trial.objects.filter(pk=theirs.pk).update(shared_at=None)
    with pytest.raises(Forbidden):
        notebook.take_up(theirs, centre=centre, by=by)


def test_another_round_of_ones_own(centre, by):
    group = ActivityFactory(centre=centre)
    ours = TrialFactory(centre=centre, activity=group, over=True)
    assert notebook.take_up(ours, centre=centre, by=by).activity == group
    with pytest.raises(Forbidden):
        notebook.take_up(TrialFactory(centre=centre, looking=True), centre=centre, by=by)


def test_what_waits_for_a_look(centre):
    due = TrialFactory(centre=centre, doing=True)
    undecided = TrialFactory(centre=centre, looking=True)
    TrialFactory(centre=centre)
    TrialFactory(centre=centre, over=True)
    TrialFactory(centre=centre, state=TrialState.DOING, begins_on=TODAY)
    assert set(Trial.objects.to_look_at(TODAY)) == {due, undecided}


def test_erasure_forgets_who_wrote_and_keeps_what_was_learnt(centre):
    role = StaffRoleFactory(centre=centre)
    person = PersonFactory(user=role.user)
    TrialFactory(centre=centre, shared=True, made_by=role.user, shared_by=role.user)
    privacy.forget_who_tried(person.pk)
    kept = Trial.objects.get()
    assert (kept.made_by, kept.shared_by, kept.keeps) == (None, None, "The call.")


def test_demo_has_what_was_kept_shared_and_dropped():
    made = DemoWorld(now=NOON, rng=random.Random(2019))
    for room in (centres.demo, people.demo):
        room.build(made)
    demo_notebook.build(made)
    by_state = {trial.state: trial for trial in Trial.objects.select_related("centre", "made_by")}
    kept = by_state[TrialState.KEPT]
    assert (kept.centre.slug, kept.language, kept.is_shared) == ("temiskaming", "fr", True)
    assert kept.made_by.name == "Mireille Lacasse"
    assert by_state[TrialState.DROPPED].verdict == Verdict.ABANDON
    assert list(Trial.objects.to_look_at(TODAY)) == [by_state[TrialState.DOING]]
    assert not Trial.objects.exclude(indicator__in=[slug for slug, _one in registry.items()]).exists()
