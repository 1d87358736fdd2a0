"""Asking somebody whom the centre knows: who may, how, and what the asking leaves behind."""

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from champions.models import Answer, Champion, ChampionInvitation, Means, Standing
from champions.services import answers, invitations, standing
from champions.services.invitations import Asking
from core import clock
from core.actors import SYSTEM, Role
from core.errors import DomainError, Forbidden
from core.models import Transition
from notifications.models import CallBack, OutboxMessage, Preferences, Reason
from notifications.services import outbox, routing
from people.actors import for_user
from people.models.contact import ContactKind
from tests.factories.centres import CentreFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import ContactPointFactory, PersonFactory, StaffRoleFactory, staff_actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("texts")]
WORDS = "You make the whole waiting room laugh."


@pytest.fixture
def centre():
    return CentreFactory()


@pytest.fixture
def terry(centre):
    person = PersonFactory(name="Terry Moss", centres=[centre])
    ContactPointFactory(person=person)
    ContactPointFactory(person=person, by_email=True, position=1)
    return person


def ask(person, centre, means=Means.TEXT, by=None, **more):
    by = by or staff_actor(Role.LINK_WORKER, centre=centre)
    return invitations.ask(person=person, centre=centre, asking=Asking(WORDS, means, **more), by=by)


def owed():
    return list(OutboxMessage.objects.order_by("pk").values_list("type", flat=True))


def routes():
    """Where each message goes that is owed now."""
    rows = OutboxMessage.objects.select_related("person__preferences", "centre")
    held = rows.prefetch_related("person__contact_points", "deliveries__point")
    noon = timezone.now().replace(hour=17, minute=0)
    return [route.point and route.point.kind for route in routing.plan(held, now=noon)]


@pytest.mark.parametrize(("means", "kind"), [(Means.TEXT, ContactKind.MOBILE), (Means.EMAIL, ContactKind.EMAIL)])
def test_ask_moves_to_invited_and_goes_by_the_way_that_was_chosen(terry, centre, means, kind):
    made = ask(terry, centre, means)
    champion = Champion.objects.get()
    assert (champion.person, champion.standing, made.champion) == (terry, Standing.INVITED, champion)
    assert owed() == ["champion-invitation"]
    assert routes() == [kind]


def test_ask_by_a_way_that_is_refused_meanwhile_goes_by_no_other(terry, centre):
    ask(terry, centre, Means.TEXT)
    terry.contact_points.filter(kind=ContactKind.MOBILE).update(refused_at=timezone.now())
    assert routes() == [None]


def test_ask_plans_what_comes_next_and_who_sees_to_it(terry, centre):
    by = staff_actor(Role.LINK_WORKER, centre=centre)
    ask(terry, centre, by=by)
    champion = Champion.objects.get()
    today = clock.now().astimezone(centre.zone).date()
    assert (champion.next_step, champion.next_step_on) == ("Hear what they say", today + timedelta(days=14))
    assert (champion.supporter_id, champion.waits(today)) == (by.user_id, False)


def test_ask_speaks_french_at_a_french_centre(terry):
    centre = CentreFactory(language="fr")
    terry.centres.add(centre)
    ask(terry, centre)
    assert Champion.objects.get().next_step == gettext_in("fr", "Hear what they say")


def gettext_in(language, text):
    with translation.override(language):
        return translation.gettext(text)


def test_ask_twice_is_refused_as_long_as_the_first_is_open(terry, centre):
    first = ask(terry, centre)
    with pytest.raises(DomainError, match="already_asked"):
        ask(terry, centre)
    invitations.withdraw(first, by=SYSTEM)
    assert ask(terry, centre).is_open
    assert ChampionInvitation.objects.open().count() == 1


@pytest.mark.parametrize(
    ("now", "code"),
    [
        (Standing.ACTIVE, "already_champion"),
        (Standing.PAUSED, "already_champion"),
        (Standing.APPLIED, "already_on_the_way"),
        (Standing.SCREENING, "already_on_the_way"),
    ],
)
def test_ask_whoever_serves_or_is_on_the_way_is_refused(terry, centre, now, code):
    ChampionFactory(person=terry, centre=centre, standing=now)
    with pytest.raises(DomainError, match=code):
        ask(terry, centre)
    assert owed() == []


@pytest.mark.parametrize("now", [Standing.ALUMNI, Standing.DECLINED])
def test_ask_again_whoever_moved_on_keeps_their_row(terry, centre, now):
    champion = ChampionFactory(person=terry, centre=centre, standing=now)
    by = staff_actor(Role.LINK_WORKER, centre=centre)
    made = ask(terry, centre, by=by)
    champion.refresh_from_db()
    assert (made.champion_id, champion.standing) == (champion.pk, Standing.INVITED)
    assert [(step.name, step.actor_user_id, step.role) for step in Transition.of(champion)] == [
        ("invite", by.user_id, Role.LINK_WORKER)
    ]


def test_ask_is_for_staff_of_the_centre_who_may_see_the_person(terry, centre):
    for by in (
        staff_actor(Role.EVALUATOR, centre=centre),
        staff_actor(Role.PROVIDER, centre=centre),  # by name alone: services.asking
        staff_actor(Role.COORDINATOR),
    ):
        with pytest.raises(Forbidden):
            ask(terry, centre, by=by)


def test_ask_by_means_that_do_not_reach_them_is_refused(centre):
    person = PersonFactory(centres=[centre])
    with pytest.raises(DomainError, match="means_do_not_reach"):
        ask(person, centre, Means.TEXT)
    assert not Champion.objects.exists()


def test_whoever_wants_no_messages_can_be_asked_on_paper_and_in_person_alone(terry):
    Preferences.objects.create(person=terry, do_not_contact=True)
    assert invitations.open_means(terry) == [Means.LETTER, Means.IN_PERSON]


def test_ask_in_person_needs_a_day_and_owes_them_no_message(terry, centre):
    with pytest.raises(DomainError, match="needs_a_day_to_ask"):
        ask(terry, centre, Means.IN_PERSON)
    ask(terry, centre, Means.IN_PERSON, remind_on=date(2027, 1, 4))
    assert (owed(), Champion.objects.get().next_step_on) == ([], date(2027, 1, 4))


def test_remind_tells_the_inviter_once_on_the_day(terry, centre):
    held = StaffRoleFactory(centre=centre, role=Role.LINK_WORKER)
    day = timezone.localdate() + timedelta(days=2)
    made = ask(terry, centre, Means.IN_PERSON, by=for_user(held.user), remind_on=day)
    assert invitations.remind(now=timezone.now()) == 0
    due = timezone.now() + timedelta(days=2)
    assert [invitations.remind(now=due), invitations.remind(now=due)] == [1, 0]
    message = OutboxMessage.objects.get()
    assert (message.type, message.person.user, message.about_id) == ("champion-to-ask", held.user, made.pk)


def test_remind_is_not_owed_once_they_have_answered(terry, centre):
    made = ask(terry, centre, Means.IN_PERSON, remind_on=timezone.localdate())
    answers.say(made, Answer.LATER, by=answers.person_of(made))
    OutboxMessage.objects.all().delete()
    assert invitations.remind(now=timezone.now() + timedelta(days=1)) == 0


# --- Their answer -------------------------------------------------------------------------------
def test_link_opens_however_it_was_typed_and_never_another_row(terry, centre):
    made = ask(terry, centre)
    token = answers.token_of(made)
    pk, signs = token.split("-", 1)
    for typed in (token, token.lower(), f"{pk}-{signs.replace('-', '')}", f" {token} "):
        assert answers.by_token(typed) == made
    for wrong in (f"{made.pk + 1}-{signs}", token[:-1], "nonsense", "", "9" * 30, f"{pk}-", "²-ABCD"):
        assert answers.by_token(wrong) is None


def test_link_opens_nothing_after_ninety_days_or_once_taken_back(terry, centre):
    made = ask(terry, centre)
    token = answers.token_of(made)
    assert answers.by_token(token, now=timezone.now() + timedelta(days=91)) is None
    invitations.withdraw(made, by=SYSTEM)
    assert answers.by_token(token) is None


def test_yes_keeps_them_invited_and_tells_whoever_asked(terry, centre):
    held = StaffRoleFactory(centre=centre, role=Role.LINK_WORKER)
    made = ask(terry, centre, by=for_user(held.user))
    for _twice in range(2):
        answers.say(made, Answer.YES, by=answers.person_of(made))
    made.refresh_from_db()
    assert (made.answer, made.is_open, Champion.objects.get().standing) == (Answer.YES, True, Standing.INVITED)
    assert owed() == ["champion-invitation", "champion-answered"]
    assert OutboxMessage.objects.get(type="champion-answered").person.user == held.user


def test_not_now_declines_kindly_and_ends_the_invitation(terry, centre):
    made = ask(terry, centre)
    answers.say(made, Answer.LATER, by=answers.person_of(made))
    champion = Champion.objects.get()
    assert (champion.standing, made.is_open) == (Standing.DECLINED, False)
    last = Transition.of(champion).last()
    assert (last.name, last.actor_person_id, last.role) == ("decline", terry.pk, Role.PERSON)
    with pytest.raises(DomainError, match="invitation_settled"):
        answers.say(made, Answer.YES, by=answers.person_of(made))


def test_answered_invitation_is_no_message_any_more(terry, centre):
    made = ask(terry, centre)
    answers.say(made, Answer.YES, by=answers.person_of(made))
    message = OutboxMessage.objects.select_related("person").get(type="champion-invitation")
    assert outbox.render([message]) == []


def test_answer_is_written_down_by_the_inviter_or_a_coordinator_and_nobody_else(terry, centre):
    provider = staff_actor(Role.PROVIDER, centre=centre)
    made = ask(terry, centre)
    ChampionInvitation.objects.update(inviter=provider.user_id)
    made.refresh_from_db()
    for stranger in (staff_actor(Role.LINK_WORKER, centre=centre), staff_actor()):
        with pytest.raises(Forbidden):
            answers.say(made, Answer.YES, by=stranger)
    answers.say(made, Answer.YES, by=provider)
    answers.say(made, Answer.LATER, by=staff_actor(centre=centre))
    assert Champion.objects.get().standing == Standing.DECLINED


def test_call_me_waits_at_the_desk_with_the_number_that_we_have(terry, centre):
    made = ask(terry, centre)
    answers.call_me(made, number="", by=answers.person_of(made))
    call = CallBack.objects.get()
    number = terry.contact_points.get(kind=ContactKind.MOBILE).value
    assert (call.number, call.person, call.reason, call.centre) == (number, terry, Reason.CHAMPION, centre)
    assert made.is_open


def test_call_me_without_any_number_asks_for_one(centre):
    person = PersonFactory(centres=[centre])
    made = ask(person, centre, Means.LETTER)
    with pytest.raises(DomainError, match="number_missing"):
        answers.call_me(made, number="", by=answers.person_of(made))
    answers.call_me(made, number="+16135550142", by=answers.person_of(made))
    assert CallBack.objects.get().number == "+16135550142"


@pytest.mark.parametrize("name", ["meet", "welcome", "apply"])
def test_whatever_moves_them_on_ends_the_invitation(terry, centre, name):
    made = ask(terry, centre)
    standing.go_on(Champion.objects.get(), name, by=staff_actor(centre=centre))
    made.refresh_from_db()
    assert not made.is_open


def test_inviter_sees_their_own_and_coordinators_their_centres(terry, centre):
    mine = staff_actor(Role.LINK_WORKER, centre=centre)
    ask(terry, centre, by=mine)
    others = [
        mine,
        staff_actor(Role.LINK_WORKER, centre=centre),
        staff_actor(Role.PROVIDER, centre=centre),
        staff_actor(Role.EVALUATOR, centre=centre),
        staff_actor(Role.MANAGER, centre=centre),
        staff_actor(Role.COORDINATOR),
    ]
    assert [ChampionInvitation.visible_to(by).count() for by in others] == [1, 0, 0, 0, 1, 0]
