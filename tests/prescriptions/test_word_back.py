"""What has come about is written down as it happens; what is read is what the client agrees to at that moment."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from core.actors import SYSTEM, Role
from core.errors import Forbidden
from core.models import AuditEvent
from notifications.models import OutboxMessage
from notifications.services import outbox
from people.actors import for_user
from prescriptions import states, word_presenters
from prescriptions.models import ClosedReason, Level, Source, Told, Word, WordKind
from prescriptions.services import plans, word_back, word_letters, word_overview, word_reading
from tests.factories.people import StaffRoleFactory, UserFactory
from tests.factories.prescriptions import ContactAttemptFactory, PrescriptionFactory
from tests.factories.words import attend, close, let_hear, made, walk

pytestmark = pytest.mark.django_db
MORNING = datetime(2027, 4, 6, 13, tzinfo=UTC)  # a Tuesday, 9 am in Toronto
DAY = timedelta(days=1)


def kinds(case):
    return list(Word.objects.filter(prescription=case.prescription).in_order().values_list("kind", flat=True))


def provider(case):
    return for_user(case.prescription.written_by, centre_id=case.centre_id)


def said(case):
    [reading] = word_reading.read([case.prescription])
    return word_presenters.as_text(reading, "B12")


def test_each_step_is_written_down_once():
    case = made()
    assert kinds(case) == []
    walk(case)
    assert kinds(case) == ["received", "contacted", "attending", "closed"]
    assert word_back.settle(case) == []
    assert word_back.settle_due(now=timezone.now()) == 0


def test_who_could_not_be_reached_is_told_as_that():
    case = made()
    states.cases.move(case, "take", by=SYSTEM)
    close(case, ClosedReason.UNREACHED)
    assert kinds(case) == ["received", "unreached"]


def test_a_talk_without_a_step_is_found_later():
    case = made()
    states.cases.move(case, "take", by=SYSTEM)
    ContactAttemptFactory(case=case)
    assert word_back.settle_due(now=timezone.now()) == 0
    ContactAttemptFactory(case=case, result="reached")
    assert word_back.settle_due(now=timezone.now()) == 1
    assert kinds(case) == ["received", "contacted"]


def test_after_reopening_it_is_said_again():
    case = walk(made())
    states.cases.move(case, "reopen", by=SYSTEM, closed_at=None, closed_reason="")
    close(case)
    assert kinds(case) == ["received", "contacted", "attending", "closed", "received", "closed"]
    assert set(Word.objects.values_list("turn", flat=True)) == {0, 1}


@pytest.mark.parametrize(
    ("told", "heard"),
    [
        (Told.NOTHING, set()),
        (Told.PROGRESS, {"takes part", "What was agreed is done", "Part of what they hoped for"}),
        (Told.DETAILS, {"takes part", "What was agreed is done", "Zinnia Circle", "Breakfast tastes again."}),
    ],
)
def test_reader_hears_what_the_client_agrees_to(told, heard):
    case = walk(made(told=told))
    text = said(case)
    everything = {"takes part", "What was agreed is done", "Zinnia Circle", "Breakfast tastes again."}
    assert {words for words in everything | heard if words in text} == heard
    assert ("chose not to share" in text) is (told == Told.NOTHING)


def test_goals_are_heard_once_they_are_settled_and_with_details_alone():
    case = made()
    states.cases.move(case, "take", by=SYSTEM)
    reached = plans.name(case, words="Tulips by the door", by=SYSTEM)
    plans.name(case, words="Bread of my own", by=SYSTEM)
    assert "Tulips" not in said(case)
    plans.move(reached, "reach", by=SYSTEM)
    assert "What they hoped for: Tulips by the door (reached)" in said(case)
    assert "Bread" not in said(case)
    let_hear(case.prescription, Told.PROGRESS)
    assert "Tulips" not in said(case)


def test_what_was_told_becomes_unreadable_at_once():
    case = walk(made())
    assert "Zinnia Circle" in said(case)
    let_hear(case.prescription, Told.PROGRESS)
    assert "Zinnia Circle" not in said(case)
    let_hear(case.prescription, Told.NOTHING)
    assert "takes part" not in said(case)
    assert list(word_letters.waiting(provider(case))) == []
    let_hear(case.prescription, Told.PROGRESS)
    assert "takes part" in said(case)


@pytest.mark.parametrize("count", [1, 3])
def test_reading_many_takes_as_many_queries_as_one(django_assert_num_queries, count):
    case = walk(made())
    rows = [case.prescription, *(walk(made(prescription__centre=case.centre)).prescription for _ in range(count - 1))]
    with django_assert_num_queries(6):
        word_reading.read(rows)


def test_marking_read_is_the_writers_and_is_recorded():
    case = walk(made())
    with pytest.raises(Forbidden):
        word_back.mark_read(case.prescription, by=for_user(StaffRoleFactory(centre=case.centre).user))
    assert word_back.mark_read(case.prescription, by=provider(case)) == 4
    assert word_back.mark_read(case.prescription, by=provider(case)) == 0
    assert set(Word.objects.values_list("read_by_user_id", flat=True)) == {case.prescription.written_by_id}
    assert AuditEvent.about(case.person_id).filter(action="word.read").count() == 1


def test_what_is_not_shared_is_not_marked_read():
    case = walk(made(told=Told.NOTHING))
    assert word_back.mark_read(case.prescription, by=provider(case)) == 0
    assert Word.objects.unread().count() == 4


def test_overview_counts_what_may_be_heard():
    case = walk(made())
    writer = case.prescription.written_by
    shy = walk(made(prescription__written_by=writer, prescription__centre=case.centre, told=Told.NOTHING))
    PrescriptionFactory(centre=case.centre, written_by=writer, level=Level.SIGNPOSTING, person=case.person)
    found = word_overview.of(provider(case), since=timezone.now() - DAY)
    assert (found.all, found.kept) == (3, 1)
    assert dict(found.states) == {WordKind.CLOSED: 1}
    assert dict(found.levels) == {Level.HOLISTIC: 2, Level.SIGNPOSTING: 1}
    assert found.days_to_contact == pytest.approx(0, abs=0.1)
    first = word_overview.mine(provider(case)).first()
    assert (first == case.prescription, first == shy.prescription) == (True, False)


def test_other_clinics_are_told_by_what_is_registered(monkeypatch):
    heard = []
    case = made(prescription__source=Source.PARTNER)
    monkeypatch.setitem(word_back.tellers._items, Source.PARTNER, heard.append)
    states.cases.move(case, "take", by=SYSTEM)
    assert heard == [case.prescription]
    let_hear(case.prescription, Told.NOTHING)
    close(case)
    assert heard == [case.prescription]


# --- The letter ---------------------------------------------------------------------------------
@pytest.fixture
def taken(time_machine):
    time_machine.move_to(MORNING)
    case = made()
    states.cases.move(case, "take", by=SYSTEM)
    return case


def test_letter_goes_once_a_day_and_says_nothing(taken, time_machine):
    assert [word_letters.send(now=MORNING), word_letters.send(now=MORNING)] == [1, 0]
    time_machine.move_to(MORNING + timedelta(hours=1))
    close(taken)
    assert word_letters.send(now=timezone.now()) == 0
    time_machine.move_to(MORNING + DAY)
    assert [word_letters.send(now=timezone.now()), word_letters.send(now=timezone.now())] == [1, 0]
    messages = OutboxMessage.objects.filter(type=word_letters.SLUG).select_related("person")
    assert {message.person.user for message in messages} == {taken.prescription.written_by}
    for words in outbox.render(messages):
        text = f"{words.subject} {words.text}"
        assert "update is waiting" in text
        assert not any(word in text for word in ("Brian", "Zinnia", "grief", str(taken.prescription.public_id)))


def test_letter_does_not_go_where_nothing_may_be_heard(taken):
    let_hear(taken.prescription, Told.NOTHING)
    assert word_letters.send(now=MORNING) == 0


def test_letter_is_held_back_where_consent_ends_before_it_leaves(taken):
    word_letters.send(now=MORNING)
    let_hear(taken.prescription, Told.NOTHING)
    assert outbox.render(OutboxMessage.objects.filter(type=word_letters.SLUG).select_related("person")) == []


def test_letter_does_not_go_to_whoever_left_the_centre(taken):
    taken.prescription.written_by.staff_roles.all().delete()
    assert word_letters.send(now=MORNING) == 0


def test_letter_waits_for_a_weekday(taken):
    assert word_letters.send(now=MORNING + 4 * DAY) == 0  # a Saturday
    assert word_letters.send(now=MORNING + timedelta(hours=12)) == 0


def test_attendance_in_a_group_that_is_not_of_the_prescription_says_nothing():
    case = made()
    other = made(prescription__centre=case.centre, prescription__person=case.person)
    states.cases.move(case, "take", by=SYSTEM)
    attend(other)
    assert kinds(case) == ["received"]


def test_link_workers_hear_nothing_as_writers(client):
    case = walk(made())
    worker = StaffRoleFactory(centre=case.centre, role=Role.LINK_WORKER, user=UserFactory()).user
    client.force_login(worker)
    assert client.get(f"/en/desk/words/{case.prescription.public_id}/").status_code == 404
