from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from core import audit, clock, sealing
from core.actors import SYSTEM
from core.models import AuditEvent, Seal

pytestmark = pytest.mark.django_db


def record(*actions):
    for action in actions:
        audit.record(action, by=SYSTEM, person_id=7, page="form")


def seal_all():
    return sealing.seal(now=clock.now() + sealing.SETTLED + timedelta(seconds=1))


def tamper(sql, *values):
    """As somebody with the database's password would, past whatever guards the rows there."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE core_auditevent DISABLE TRIGGER written_once")
            cursor.execute("ALTER TABLE core_seal DISABLE TRIGGER USER")
        cursor.execute(sql, values)


def whys():
    return [one.why for one in sealing.verify()]


def test_sealed_rows_hold_and_each_is_sealed_once():
    record("person.viewed", "person.listed")
    assert (seal_all(), seal_all()) == (2, 0)
    record("person.changed")
    assert seal_all() == 1
    assert (whys(), Seal.objects.count()) == ([], 2)


def test_what_was_just_written_waits_until_it_has_settled():
    record("person.viewed")
    assert sealing.seal() == 0


def test_changed_row_breaks_its_seal_and_leaves_the_one_before_it_whole():
    record("person.viewed")
    seal_all()
    record("person.viewed")
    seal_all()
    newest = AuditEvent.objects.latest("pk")
    tamper("UPDATE core_auditevent SET person_id = 8 WHERE id = %s", newest.pk)
    assert [(one.seal.last_id, one.why) for one in sealing.verify()] == [(newest.pk, "other words than were sealed")]


def test_removed_row_is_missed():
    record("person.viewed", "person.viewed")
    seal_all()
    tamper("DELETE FROM core_auditevent WHERE id = %s", AuditEvent.objects.earliest("pk").pk)
    assert whys() == ["1 rows instead of 2"]


def test_removed_seal_is_missed():
    for _number in range(3):
        record("person.viewed")
        seal_all()
    tamper("DELETE FROM core_seal WHERE id = %s", Seal.objects.all()[1].pk)
    assert whys() == ["a seal before it is missing"]


def test_without_the_key_nobody_can_seal_anew(settings):
    record("person.viewed")
    settings.FIELD_KEYS = ["c29tZWJvZHktZWxzZXMta2V5LW9mLTMyLWJ5dGVzLi4="]
    seal_all()
    settings.FIELD_KEYS = ["cHVibGljLWFuZC1mb3Itb25lLW1hY2hpbmUtYWxvbmU="]
    assert whys() == ["other words than were sealed"]


def test_command_ends_with_an_error_where_a_seal_is_broken(capsys):
    record("person.viewed")
    seal_all()
    call_command("verify_trail")
    assert "1 seals hold." in capsys.readouterr().out
    tamper("UPDATE core_auditevent SET reason = 'x'")
    with pytest.raises(CommandError, match="1 seals of the audit trail are broken"):
        call_command("verify_trail")
