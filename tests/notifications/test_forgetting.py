"""What people texted, said and keyed in is forgotten after 90 days; who still waits for a call is not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.actors import SYSTEM
from notifications.models import CallBack, Conversation, InboundText, LineCall
from notifications.services import call_backs, forgetting
from tests.fakes.signed import Call, Handset

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("token", "centre")]
KEPT = [CallBack, Conversation, InboundText, LineCall]


def kept():
    return [model.objects.count() for model in KEPT]


@pytest.mark.parametrize(("days", "left"), [(89, [2, 2, 2, 1]), (91, [1, 0, 0, 0])])
def test_what_came_in_is_forgotten_and_who_waits_is_not(days, left):
    for number in ("+15195550142", "+15195550143"):
        Handset(number).text("call me")
    Call("+15195550144")
    call_backs.settle(CallBack.objects.first(), by=SYSTEM, spoke=False)
    forgetting.forget_old(now=timezone.now() + timedelta(days=days))
    assert kept() == left
    assert CallBack.objects.filter(settled_at=None).count() == 1
