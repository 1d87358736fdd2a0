import re
from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail

from core.actors import PUBLIC, SYSTEM
from core.errors import DomainError
from core.models import AuditEvent
from people.models import ContactCode, Person
from people.models.contact import ContactKind
from people.services import codes, erasure
from tests.factories.people import ContactPointFactory, PersonFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def point():
    return ContactPointFactory(by_email=True, value="terry@example.org", person__name="Terry Fox")


@pytest.fixture
def send(django_capture_on_commit_callbacks):
    """Sends a code, and gives what came."""

    def sent(point, now=NOW) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            codes.send(point, by=PUBLIC, now=now)
        return re.search(r"\d{6}", mail.outbox[-1].body)[0]

    return sent


def fits(point, code, now=NOW) -> bool:
    try:
        codes.check(point, code, now=now)
    except DomainError:
        return False
    return True


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def test_code_confirms_the_point_once(point, send):
    code = send(point)
    assert [fits(point, code) for _again in range(2)] == [True, False]
    point.refresh_from_db()
    assert point.verified_at == NOW


def test_code_is_read_in_groups_and_in_other_digits(point, send):
    code = send(point)
    assert fits(point, f" {code[:3]}-{code[3:]} ")
    arabic = send(point).translate({ord(str(n)): chr(0x660 + n) for n in range(10)})
    assert fits(point, arabic)


def test_letter_tells_nothing_to_others(point, send):
    code = send(point)
    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == (["terry@example.org"], "Your code")
    assert code not in letter.subject
    assert "Terry" not in letter.body


def test_letter_speaks_the_persons_language(point, send):
    Person.objects.update(language="fr")
    point.refresh_from_db()
    send(point)
    assert mail.outbox[0].subject == "Votre code"
    assert mail.outbox[0].body.startswith("Votre code Porchlight est ")


def test_what_is_kept_does_not_tell_the_code(point, send):
    code = send(point)
    assert code not in ContactCode.objects.get().code_hash


@pytest.mark.parametrize(("after", "expected"), [(timedelta(minutes=14), True), (timedelta(minutes=15), False)])
def test_code_ends_after_a_quarter_of_an_hour(point, send, after, expected):
    assert fits(point, send(point), now=NOW + after) is expected


def test_code_ends_after_five_wrong_tries(point, send):
    code = send(point)
    assert [fits(point, other_than(code)) for _try in range(5)] == [False] * 5
    assert fits(point, code) is False


def test_code_ends_when_a_newer_one_was_sent(point, send):
    first, second = send(point), send(point, NOW + MINUTE)
    if first != second:
        assert fits(point, first, NOW + MINUTE) is False
    assert fits(point, second, NOW + MINUTE) is True


def test_code_is_for_its_point_alone(point, send):
    assert fits(ContactPointFactory(person=point.person), send(point)) is False
    assert fits(None, "123456") is False


def test_code_is_on_record(point, send):
    codes.check(point, send(point), now=NOW)
    actions = [event.action for event in AuditEvent.about(point.person_id)]
    assert sorted(actions) == ["contact_code.sent", "contact_code.used", "contact_point.verified"]


def test_failing_provider_is_told_to_the_log_and_to_nobody_else(
    point, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def fail(_letter: codes.Letter) -> None:
        raise OSError("terry@example.org refused")

    monkeypatch.setitem(codes.ways._items, ContactKind.EMAIL, codes.Way(fail))
    with django_capture_on_commit_callbacks(execute=True):
        codes.send(point, by=PUBLIC)
    assert "code not sent" in caplog.text
    assert "terry@example.org" not in caplog.text


def test_cool_down_is_one_a_minute_and_five_an_hour():
    def passes(minutes: float) -> bool:
        try:
            codes.cool_down("+15195550142", now=NOW + minutes * MINUTE)
        except DomainError:
            return False
        return True

    assert [passes(minutes) for minutes in (0, 0.5, 1, 2, 3, 4, 5, 59, 61)] == [
        *(True, False, True, True, True, True),
        *(False, False, True),
    ]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("Anne-Marie", True), ("anne marie roy", True), ("Émile", False), ("Ann", False), ("", False), ("-", False)],
)
def test_points_are_found_by_number_and_first_name_together(typed, expected):
    point = ContactPointFactory(value="+15195550142", person__name="Anne-Marie Roy")
    assert codes.points_of(typed, "+15195550142") == ([point] if expected else [])
    assert codes.points_of("Anne", "+15195550143") == []


def test_points_of_one_name_come_newest_record_first():
    value = "+15195550142"
    old = ContactPointFactory(value=value, person__name="Émilie Roy")
    new = ContactPointFactory(value=value, person__name="Emilie R.")
    ContactPointFactory(value=value, person__name="Paul Roy")
    gone = ContactPointFactory(value=value, person__name="Emilie")
    Person.objects.filter(pk=gone.person_id).update(merged_into=new.person)
    assert codes.points_of("emilie", value) == [new, old]


def test_account_with_a_second_step_is_not_opened_by_a_code():
    point = ContactPointFactory(person__name="Terry Fox", person__with_account=True)
    assert codes.points_of("Terry", point.value) == [point]
    Authenticator.objects.create(user=point.person.user, type=Authenticator.Type.TOTP, data={})
    assert codes.points_of("Terry", point.value) == []


def test_erased_person_has_no_code_left(point, send):
    code = send(point)
    pk = point.pk
    erasure.erase(point.person, by=SYSTEM)
    assert codes.standing_point(pk) is None
    assert ContactCode.objects.count() == 0
    assert fits(codes.standing_point(pk), code) is False


def test_confirm_token_names_its_point_until_the_person_is_merged(point):
    token = codes.confirm_token(point)
    assert codes.by_confirm_token(token) == point
    assert codes.by_confirm_token(token + "x") is None
    Person.objects.filter(pk=point.person_id).update(merged_into=PersonFactory())
    assert codes.by_confirm_token(token) is None


@pytest.mark.parametrize("is_known", [True, False])
def test_wrong_code_asks_the_same_whether_the_number_is_known_or_not(point, send, is_known, django_assert_num_queries):
    wrong = other_than(send(point))
    with django_assert_num_queries(3):
        assert fits(codes.standing_point(point.pk if is_known else None), wrong) is False


def test_landlines_get_no_code():
    assert codes.can_reach(ContactKind.EMAIL) is True
    assert codes.can_reach(ContactKind.LANDLINE) is False


def test_forget_old_keeps_the_codes_of_today(point, send):
    send(point, NOW - timedelta(hours=25))
    send(point, NOW - timedelta(hours=23))
    assert codes.forget_old(now=NOW) == 1
