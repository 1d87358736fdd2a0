"""The support plan, notes in two layers, and check-ins that come due."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from champions.models import Champion, Layer, Note, SupportPlan
from champions.services import support
from core.actors import Role, person_actor
from core.errors import DomainError, Forbidden
from core.models import AuditEvent
from tests.factories.champions import ChampionFactory
from tests.factories.people import PersonFactory, StaffRoleFactory, UserFactory, staff_actor
from tests.people.conftest import signed_in, staff_client

pytestmark = pytest.mark.django_db
PLAN = {"helps": "Cards in large print.", "hinders": "Being shouted at.", "reach": "By text.", "agreed": ""}
NOTE = "Looked tired, and said that all is well."


@pytest.fixture
def champion() -> Champion:
    return ChampionFactory(person__user=UserFactory())


@pytest.fixture
def by(champion):
    return staff_actor(centre=champion.centre)


def test_plan_is_right_until_it_changes(champion, by):
    plan = support.write_plan(champion, **PLAN, by=by)
    me = person_actor(champion.person_id)
    assert support.say_right(plan, by=me, written_at=plan.written_at.isoformat()).right_at is not None
    assert support.write_plan(champion, **PLAN, by=by).right_at is not None
    assert support.write_plan(champion, **{**PLAN, "agreed": "We look again in May."}, by=by).right_at is None
    assert list(AuditEvent.objects.order_by("pk").values_list("action", flat=True)) == [
        "support_plan.written",
        "support_plan.said_right",
        "support_plan.written",
    ]


def test_yes_to_a_plan_that_has_changed_meanwhile_does_not_count(champion, by):
    plan = support.write_plan(champion, **PLAN, by=by)
    read = plan.written_at.isoformat()
    support.write_plan(champion, **{**PLAN, "helps": "Something else."}, by=by)
    with pytest.raises(DomainError, match="support_plan_changed"):
        support.say_right(plan, by=person_actor(champion.person_id), written_at=read)
    assert SupportPlan.objects.get().right_at is None


def test_only_the_champion_says_that_it_is_right(champion, by):
    plan = support.write_plan(champion, **PLAN, by=by)
    for other in (by, person_actor(PersonFactory().pk)):
        with pytest.raises(Forbidden):
            support.say_right(plan, by=other, written_at=plan.written_at.isoformat())


@pytest.mark.parametrize("role", [Role.LINK_WORKER, Role.PROVIDER, Role.EVALUATOR])
def test_other_roles_write_nothing_into_a_file(champion, role):
    by = staff_actor(role, centre=champion.centre)
    with pytest.raises(Forbidden):
        support.note(champion, layer=Layer.STAFF, text=NOTE, by=by)
    with pytest.raises(Forbidden):
        support.write_plan(champion, **PLAN, by=by)


def test_a_coordinator_who_is_a_champion_does_not_write_or_read_behind_their_own_back():
    role = StaffRoleFactory()
    champion = ChampionFactory(centre=role.centre, person__user=role.user)
    own = signed_in(role.user)
    colleague = staff_actor(centre=role.centre)
    support.note(champion, layer=Layer.STAFF, text=NOTE, by=colleague)
    assert NOTE not in own.get(reverse("champions:file", args=[champion.pk])).text
    address = reverse("champion_support:note", args=[champion.pk])
    assert "You may not do this." in own.post(address, {"layer": "staff", "text": "x"}).text
    assert [note.text for note in Note.objects.all()] == [NOTE]


def test_notes_are_read_by_those_alone_for_whom_they_are(champion, by):
    support.note(champion, layer=Layer.SHARED, text="We agreed on Tuesdays.", by=by)
    support.note(champion, layer=Layer.STAFF, text=NOTE, by=by)
    seen = [
        Note.visible_to(actor).count()
        for actor in (
            by,
            staff_actor(Role.MANAGER, centre=champion.centre),
            person_actor(champion.person_id),
            staff_actor(Role.LINK_WORKER, centre=champion.centre),
            staff_actor(Role.PROVIDER, centre=champion.centre),
            staff_actor(),
            person_actor(PersonFactory().pk),
        )
    ]
    assert seen == [2, 2, 1, 0, 0, 0, 0]


def test_the_champions_own_pages_show_the_shared_layer_and_the_whole_plan(champion, by):
    support.write_plan(champion, **PLAN, by=by)
    support.note(champion, layer=Layer.SHARED, text="We agreed on Tuesdays.", by=by)
    support.note(champion, layer=Layer.STAFF, text=NOTE, by=by)
    page = signed_in(champion.person.user).get(reverse("my_support:plan", args=[champion.pk])).text
    assert [words in page for words in ("large print", "shouted", "By text", "Tuesdays", NOTE)] == [
        True,
        True,
        True,
        True,
        False,
    ]


def test_champion_says_on_their_page_that_the_plan_is_right(champion, by):
    support.write_plan(champion, **PLAN, by=by)
    mine = signed_in(champion.person.user)
    page = mine.get(reverse("my_support:plan", args=[champion.pk]))
    written_at = page.context["plan"].written_at.isoformat()
    mine.post(reverse("my_support:plan_right", args=[champion.pk]), {"written_at": written_at})
    file = staff_client(Role.COORDINATOR, centre=champion.centre).get(reverse("champions:file", args=[champion.pk]))
    assert "The champion says: this is right" in file.text


def test_note_form_has_no_reader_chosen_and_keeps_what_was_typed(champion):
    colleague = staff_client(Role.COORDINATOR, centre=champion.centre)
    address = reverse("champion_support:note", args=[champion.pk])
    assert " checked" not in colleague.get(address).text
    answer = colleague.post(address, {"text": NOTE})
    assert list(answer.context["form"].errors) == ["layer"]
    assert NOTE in answer.text
    assert Note.objects.count() == 0


def test_check_in_moves_the_next_one_by_its_rhythm(champion, by):
    support.plan_check_ins(champion, weeks=6, on=date(2026, 12, 1), by=by)
    support.check_in(champion, on=date(2026, 12, 3), layer=Layer.SHARED, text="All well.", by=by)
    champion.refresh_from_db()
    assert champion.check_in_on == date(2027, 1, 14)
    assert Note.objects.get().checks_in


def test_check_in_without_a_rhythm_is_the_last(champion, by):
    support.plan_check_ins(champion, weeks=None, on=date(2026, 12, 1), by=by)
    support.check_in(champion, on=date(2026, 12, 3), layer=Layer.STAFF, text="All well.", by=by)
    champion.refresh_from_db()
    assert champion.check_in_on is None


def test_due_check_ins_stand_on_the_desk_ones_own_first(champion):
    today = timezone.localdate()
    role = StaffRoleFactory(centre=champion.centre)
    theirs = ChampionFactory(centre=champion.centre, check_in_on=today - timedelta(days=9), person__name="Theirs")
    mine = ChampionFactory(centre=champion.centre, check_in_on=today, supporter=role.user, person__name="Mine")
    ChampionFactory(centre=champion.centre, check_in_on=today + timedelta(days=1), person__name="Later")
    ChampionFactory(check_in_on=today, person__name="Elsewhere")
    page = signed_in(role.user).get(reverse("desk:home")).text
    places = [page.find(champion.person.name) for champion in (mine, theirs)]
    assert -1 < places[0] < places[1]
    assert ("Later" in page, "Elsewhere" in page) == (False, False)
    assert "Time to talk" not in staff_client(Role.LINK_WORKER, centre=champion.centre).get(reverse("desk:home")).text


def test_check_in_form_says_what_is_wrong(champion):
    colleague = staff_client(Role.COORDINATOR, centre=champion.centre)
    ahead = timezone.localdate() + timedelta(days=2)
    wrong = {"on": ahead.isoformat(), "layer": "staff", "minutes": "x"}
    answer = colleague.post(reverse("champion_support:check_in", args=[champion.pk]), wrong)
    assert sorted(answer.context["form"].errors) == ["minutes", "on", "text"]
    rhythm = colleague.post(reverse("champion_support:rhythm", args=[champion.pk]), {"weeks": "4"})
    assert list(rhythm.context["form"].errors) == ["on"]


def test_desk_writes_plan_rhythm_and_check_in(champion):
    colleague = staff_client(Role.MANAGER, centre=champion.centre)
    today = timezone.localdate()
    posted = [
        colleague.post(reverse(f"champion_support:{name}", args=[champion.pk]), data)
        for name, data in [
            ("plan", PLAN),
            ("rhythm", {"weeks": "4", "on": today.isoformat()}),
            ("check_in", {"on": today.isoformat(), "layer": "shared", "text": "Good."}),
            ("note", {"layer": "staff", "text": NOTE, "minutes": "50"}),
        ]
    ]
    file = reverse("champions:file", args=[champion.pk])
    assert [(answer.status_code, answer.get("Location")) for answer in posted] == [(302, file)] * 4
    page = colleague.get(file).text
    assert list(champion.notes.order_by("pk").values_list("minutes", flat=True)) == [None, 50]
    for words in ("Being shouted at.", "Then every 4 weeks", "Good.", NOTE, "50 minutes", "The champion sees it too"):
        assert words in page
