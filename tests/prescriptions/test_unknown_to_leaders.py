"""Whoever leads a group never learns that somebody came by a prescription."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.models import Attendance
from activities.services import register
from core.actors import SYSTEM, Channel
from notifications.models import OutboxMessage
from prescriptions.models import Case, Happening, TakingPart
from prescriptions.services import taking_part
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import PersonFactory
from tests.factories.prescriptions import CaseFactory
from tests.people.conftest import signed_in

pytestmark = pytest.mark.django_db

CHANCE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|nonce=\"[^\"]*\"|value=\"[^\"]*\"|/(?:\d+|my-place/[^/]+)/")


def what_a_leader_meets(leader, session):
    """Every page with the names of a date, without what chance puts there, and every message about it."""
    client = signed_in(leader.person.user)
    addresses = [reverse("my:home"), reverse("my_champion:home"), reverse("register:show", args=[session.public_id])]
    pages = [CHANCE.sub("", client.get(address).text) for address in addresses]
    messages = OutboxMessage.objects.filter(person=leader.person).values_list("type", flat=True)
    return pages, list(messages)


def test_a_leader_sees_no_difference_between_a_prescription_and_a_booking_by_hand(
    time_machine, django_capture_on_commit_callbacks
):
    leader = ChampionFactory(with_account=True)
    group = ActivityFactory(centre=leader.centre, leaders=[leader], start_date=timezone.localdate())
    case = CaseFactory(prescription__centre=leader.centre, prescription__person=PersonFactory(name="Brian Hall"))
    session = SessionFactory(activity=group, day=timezone.localdate())
    time_machine.move_to(session.starts_at + timedelta(minutes=5), tick=False)
    met = []
    for by_prescription in (True, False):
        if by_prescription:
            place = BookingFactory(session=session, person=case.person, channel=Channel.PRESCRIPTION)
            taking_part.link(case.prescription, activity=group, by=SYSTEM)
        else:
            place = BookingFactory(session=session, person=case.person)
        with django_capture_on_commit_callbacks(execute=True):
            register.mark(place, attendance=Attendance.CAME, by=SYSTEM)
            register.close(session, by=SYSTEM)
        assert Happening.objects.exists() == by_prescription
        met.append(what_a_leader_meets(leader, session))
        place.delete()
        session.register.delete()
        session.refresh_from_db()
        Case.objects.all().delete()
        TakingPart.objects.all().delete()
    assert met[0] == met[1]
    assert "Brian" in met[0][0][2]
    assert not any("rescri" in page for page in met[0][0])
