"""A leader's worry: who is told, who reads it, and where its words never go."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from activities.models import Worry
from activities.panels import Worries
from activities.services import worries
from core.actors import PUBLIC, SYSTEM, Role, person_actor
from core.errors import DomainError, Forbidden, Moved
from core.models import AuditEvent
from core.models.transition import Transition
from notifications.models import OutboxMessage
from people.actors import for_user
from people.services import erasure, locks, staff
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import StaffRoleFactory, UserFactory, staff_actor

pytestmark = pytest.mark.django_db
WORDS = "She had bruises and was afraid to go home."


@pytest.fixture
def leader():
    return ChampionFactory(with_account=True)


@pytest.fixture
def session(leader):
    return SessionFactory(activity=ActivityFactory(centre=leader.centre, leaders=[leader]))


@pytest.fixture
def by(leader):
    return person_actor(leader.person_id)


def member(session, role=Role.COORDINATOR, **fields):
    return StaffRoleFactory(centre=session.centre, role=role, **fields).user


def told():
    messages = OutboxMessage.objects.filter(type="worry-reported").select_related("person")
    return {message.person.user_id for message in messages}


def text_of(response):
    return " ".join(response.content.decode().split())


def test_named_staff_are_told_and_nobody_else(session, by):
    named = member(session, role=Role.LINK_WORKER, hears_worries=True)
    member(session)
    member(session, role=Role.MANAGER)
    StaffRoleFactory(hears_worries=True)
    worries.report(session, text=WORDS, by=by)
    assert told() == {named.pk}


def test_where_nobody_is_named_managers_are_told_and_else_coordinators(session, by):
    coordinator = member(session)
    worries.report(session, text=WORDS, by=by)
    assert told() == {coordinator.pk}
    assert worries.is_heard_by(for_user(coordinator))
    manager = member(session, role=Role.MANAGER)
    worries.report(session, text=WORDS, by=by)
    assert told() == {coordinator.pk, manager.pk}
    assert not worries.is_heard_by(for_user(coordinator))


def test_who_is_locked_out_is_not_told_as_long_as_somebody_else_is_there(session, by):
    named, manager = member(session, hears_worries=True), member(session, role=Role.MANAGER)
    about = BookingFactory(session=session, person__centres=[session.centre])
    locks.lock(about.person, centre=session.centre, user=named, by=SYSTEM)
    worries.report(session, text=WORDS, about=about, by=by)
    assert told() == {manager.pk}
    locks.lock(about.person, centre=session.centre, user=manager, by=SYSTEM)
    OutboxMessage.objects.all().delete()
    worries.report(session, text=WORDS, about=about, by=by)
    assert told() == {named.pk}


def test_words_stand_in_the_worry_alone(session, by, caplog):
    member(session, hears_worries=True)
    about = BookingFactory(session=session)
    worry = worries.report(session, text=f" {WORDS} ", about=about, by=by)
    assert (worry.text, worry.person, worry.reporter_id) == (WORDS, about.person, by.person_id)
    rows = [*AuditEvent.objects.values(), *Transition.objects.values(), *OutboxMessage.objects.values()]
    assert "bruises" not in repr(rows) + caplog.text + repr([one.body for one in mail.outbox])
    assert [(event.action, event.person_id) for event in AuditEvent.objects.filter(action__startswith="worry")] == [
        ("worry.report", about.person_id)
    ]


def test_worry_needs_words_and_a_keeper(session, by):
    with pytest.raises(DomainError, match="worry_needs_words"):
        worries.report(session, text="  ", by=by)
    for actor in (PUBLIC, person_actor(ChampionFactory().person_id), staff_actor()):
        with pytest.raises(Forbidden):
            worries.report(session, text=WORDS, by=actor)


def test_one_takes_it_and_closes_it(session, by):
    first, second = (for_user(member(session, hears_worries=True)) for _ in range(2))
    worry = worries.report(session, text=WORDS, by=by)
    worries.take(worry, by=first)
    with pytest.raises(Moved):
        worries.take(worry, by=second)
    worries.close(worry, by=second)
    assert worry.state == "closed"
    with pytest.raises(Forbidden):
        worries.close(worry, by=for_user(member(session)))


def test_managers_name_who_hears(session):
    manager = staff_actor(Role.MANAGER, centre=session.centre)
    one, other, provider = member(session), member(session), member(session, role=Role.PROVIDER)
    staff.hears_worries(centre=session.centre, users=[one, provider], by=manager)
    assert staff.who_hear_worries(session.centre_id) == [one]
    staff.hears_worries(centre=session.centre, users=[other], by=manager)
    assert staff.who_hear_worries(session.centre_id) == [other]
    with pytest.raises(Forbidden):
        staff.hears_worries(centre=session.centre, users=[one], by=for_user(one))


def test_erasing_forgets_the_words_about_somebody_and_who_wrote_them(session, by, leader):
    member(session, hears_worries=True)
    about = BookingFactory(session=session)
    worries.report(session, text=WORDS, about=about, by=by)
    manager = staff_actor(Role.MANAGER, centre=session.centre)
    erasure.erase(about.person, by=manager)
    assert Worry.objects.get().text == "—"
    erasure.erase(leader.person, by=manager)
    assert Worry.objects.get().reporter is None


# --- The pages ----------------------------------------------------------------------------------


@pytest.fixture
def signed_in(client, leader, session):
    with time_machine.travel(session.starts_at + timedelta(minutes=10), tick=False):
        client.force_login(leader.person.user)
        yield client


def to(name, session):
    return reverse(f"register:{name}", args=[session.public_id])


def test_page_says_first_what_to_do_in_an_emergency(signed_in, session):
    BookingFactory(session=session, person__name="Maria Santos")
    page = text_of(signed_in.get(to("worry", session)))
    assert page.index("Call 911") < page.index("9-8-8") < page.index("What did you see or hear?")
    assert "Maria S." in page
    assert "Santos" not in page


def test_leader_writes_and_is_thanked(signed_in, session):
    about = BookingFactory(session=session)
    sent = {"text": WORDS, "whom": str(about.public_id)}
    response = signed_in.post(to("worry", session), sent)
    assert response["Location"] == to("worry_sent", session)
    assert Worry.objects.get().person == about.person
    assert "Named people at the centre have it now." in text_of(signed_in.get(response["Location"]))


def test_nobody_from_elsewhere_can_be_named(signed_in, session):
    other = BookingFactory()
    BookingFactory(session=session)
    response = signed_in.post(to("worry", session), {"text": WORDS, "whom": str(other.public_id)})
    assert response.status_code == 200
    assert Worry.objects.count() == 0


def test_empty_form_says_what_is_missing(signed_in, session):
    page = text_of(signed_in.post(to("worry", session), {"text": ""}))
    assert "One thing needs another look" in page
    assert Worry.objects.count() == 0


def test_before_the_day_there_are_no_names_and_still_a_way_to_write(client, leader, session):
    BookingFactory(session=session, person__name="Maria Santos")
    client.force_login(leader.person.user)
    assert "Maria" not in text_of(client.get(to("worry", session)))
    client.post(to("worry", session), {"text": WORDS})
    assert Worry.objects.get().person is None


def test_champions_home_leads_there(signed_in, session):
    choose = reverse("register:worried")
    assert choose in text_of(signed_in.get(reverse("my_champion:home")))
    assert to("worry", session) in text_of(signed_in.get(choose))


def test_desk_is_open_to_named_staff_and_managers_here_alone(client, session, by):
    worry = worries.report(session, text=WORDS, by=by)
    people = {
        "named": member(session, hears_worries=True),
        "manager": member(session, role=Role.MANAGER),
        "colleague": member(session),
        "named elsewhere": StaffRoleFactory(hears_worries=True).user,
        "leader": by,
    }
    answers = {}
    for who, user in people.items():
        if who != "leader":
            client.force_login(user)
            answers[who] = [
                client.get(reverse("desk_worries:list")).status_code,
                client.get(reverse("desk_worries:worry", args=[worry.public_id])).status_code,
                client.get(reverse("desk_worries:who_hears")).status_code,
            ]
    assert answers == {
        "named": [200, 200, 403],
        "manager": [200, 200, 200],
        "colleague": [403, 404, 403],
        "named elsewhere": [200, 404, 403],
    }
    assert AuditEvent.objects.filter(action="worry.viewed").count() == 2


def test_desk_reads_takes_and_closes(client, session, by):
    about = BookingFactory(session=session, person__name="Maria Santos")
    worry = worries.report(session, text=WORDS, about=about, by=by)
    client.force_login(member(session, hears_worries=True))
    page = text_of(client.get(reverse("desk_worries:worry", args=[worry.public_id])))
    assert "bruises" in page
    assert "Maria Santos" in page
    for name in ("take", "close"):
        client.post(reverse(f"desk_worries:{name}", args=[worry.public_id]))
    worry.refresh_from_db()
    assert worry.state == "closed"
    assert "bruises" not in text_of(client.get(reverse("desk_worries:list")))


def test_access_log_tells_neither_colleagues_nor_the_person_of_a_worry(client, session, by):
    about = BookingFactory(session=session, person__name="Maria Santos", person__user=UserFactory())
    about.person.centres.add(session.centre)
    worries.view(
        worries.report(session, text=WORDS, about=about, by=by),
        by=for_user(member(session, role=Role.MANAGER, user__name="Marjorie Okafor")),
    )
    client.force_login(member(session))
    log = client.get(reverse("desk:person_access", args=[about.person.public_id]))
    assert [entry.what for entry in log.context["entries"]] == ["Looked at this list"]
    client.force_login(about.person.user)
    log = client.get(reverse("my:access"))
    assert {entry.what for entry in log.context["entries"]} == {"Looked at this list"}
    assert AuditEvent.about(about.person_id).filter(action__startswith="worry").count() == 2


def test_panel_is_for_those_who_hear(client, session, by):
    worries.report(session, text=WORDS, by=by)
    for user, is_shown in ((member(session, hears_worries=True), True), (member(session), False)):
        client.force_login(user)
        page = text_of(client.get(reverse("desk:home")))
        assert ("See all worries" in page) is is_shown
        assert "bruises" not in page


def test_list_and_panel_take_a_constant_number_of_queries(client, rf, session, by, django_assert_num_queries):
    user = member(session, hears_worries=True)
    client.force_login(user)
    client.get(reverse("desk_worries:list"))
    request = rf.get("/")
    request.actor = for_user(user)
    for more in (1, 2):
        for _ in range(more):
            worries.report(session, text=WORDS, by=by)
        with django_assert_num_queries(8):
            client.get(reverse("desk_worries:list"))
        with django_assert_num_queries(1):
            Worries().render_html({"request": request})


def test_manager_names_people_on_a_page(client, session):
    client.force_login(member(session, role=Role.MANAGER))
    one = member(session)
    client.post(reverse("desk_worries:who_hears"), {"users": [one.pk]})
    assert staff.who_hear_worries(session.centre_id) == [one]
    page = text_of(client.get(reverse("desk_worries:who_hears")))
    assert f'value="{one.pk}" checked' in page
