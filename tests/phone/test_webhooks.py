"""Whoever is not the provider is refused, and nothing that is sent to a webhook breaks the site."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator

from activities.models import Booking
from notifications.models import CallBack, Conversation, Delivery, InboundText, LineCall
from people.models import Person, StoppedNumber
from tests.factories.centres import CentreFactory
from tests.fakes.signed import LINE, TOKEN, Handset, post

pytestmark = pytest.mark.django_db
HOOKS = ["/phone/sms/", "/phone/voice/", "/phone/voice/main/?turn=1", "/phone/status/?delivery=1"]
KEPT = [Booking, CallBack, Conversation, Delivery, InboundText, LineCall, Person, StoppedNumber]

# What a provider sends, what it never would, and bytes that are nothing at all.
FIELDS = [
    "MessageSid", "CallSid", "From", "To", "Body", "NumMedia", "MessageStatus", "CallStatus", "ErrorCode", "Digits",
    "SpeechResult", "AccountSid", "OptOutType", "RecordingSid", "AnsweredBy",
]  # fmt: skip
WORDS = st.one_of(
    st.text(max_size=300),
    st.sampled_from([
        "", "\0", "STOP", "JOIN 4829", "1", "99999999999999", "+15195550142", LINE, "‮", "𝔍𝔒ℑ𝔑", "{{ 7*7 }}",
        "%s%n%x", "'; DROP TABLE people_person; --", "<script>", "\r\nX-Evil: 1", "١", "+" * 500, "SM" + "0" * 200,
    ]),
)  # fmt: skip
FORMS = st.dictionaries(st.one_of(st.sampled_from(FIELDS), st.text(max_size=20)), WORDS, max_size=8)
BODIES = st.one_of(
    st.tuples(FORMS, st.just("")),
    st.tuples(
        st.binary(max_size=400),
        st.sampled_from(["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json"]),
    ),
)
MANY = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}


@pytest.fixture(autouse=True)
def line(settings):
    settings.TWILIO_AUTH_TOKEN, settings.THROTTLE = TOKEN, False
    return CentreFactory(line_number=LINE)


@pytest.fixture
def stranger():
    """Anybody on the internet; made once, as its middleware takes longer than a refusal."""
    return Client()


def kept():
    """How many rows there are of what a webhook may write, in one query."""
    counts = ", ".join(f"(SELECT COUNT(*) FROM {model._meta.db_table})" for model in KEPT)  # noqa: S608 - our own tables
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts}")
        return list(cursor.fetchone())


@pytest.mark.once
@pytest.mark.parametrize("hook", HOOKS)
@given(body=BODIES, signature=st.one_of(st.none(), st.text(max_size=60), st.just("eA==")))
@settings(max_examples=2000, **MANY)
def test_what_the_provider_did_not_sign_is_refused_and_changes_nothing(stranger, hook, body, signature):
    said, kind = body
    headers = (
        {} if signature is None else {"X-Twilio-Signature": signature.encode("latin-1", "ignore").decode("latin-1")}
    )
    told = {"content_type": kind} if kind else {}
    answer = stranger.post(hook, said, headers=headers, **told)
    assert answer.status_code in {400, 403}
    assert kept() == [0] * len(KEPT)


@pytest.mark.parametrize("hook", HOOKS)
@given(fields=FORMS)
@settings(max_examples=500, **MANY)
def test_nothing_that_is_signed_breaks_the_site(hook, fields):
    assert post(hook, fields).status_code < 500


@given(said=st.lists(WORDS, min_size=1, max_size=4))
@settings(max_examples=300, **MANY)
def test_every_text_is_answered_or_stopped(said):
    handset = Handset(number="+15195550143")
    answers = [handset.text(words) for words in said]
    stopped = StoppedNumber.objects.filter(number=handset.number).exists()
    assert answers[-1] or stopped or not said[-1].strip("\0") or said[-1].strip().upper() in {"STOP"}


@pytest.mark.parametrize("how", ["unsigned", "another token", "another field", "another address"])
@pytest.mark.parametrize("hook", HOOKS)
def test_forged_webhooks_are_refused(hook, how, line):
    fields: dict[str, Any] = {"MessageSid": "SM1", "From": "+15195550142", "To": LINE, "Body": "STOP"}
    signed = {"unsigned": "", "another token": "not-the-token"}.get(how, TOKEN)
    if how in {"unsigned", "another token"}:
        answer = post(hook, fields, token=signed) if signed else Client().post(hook, fields)
    else:
        address = "https://elsewhere.example" if how == "another address" else "http://localhost:8000"
        signature = RequestValidator(TOKEN).compute_signature(address + hook, fields)
        tampered = {**fields, "From": "+15195550143"} if how == "another field" else fields
        answer = Client(headers={"X-Twilio-Signature": signature}).post(hook, tampered)
    assert answer.status_code == 403
    assert kept() == [0] * len(KEPT)


def test_without_a_token_in_the_settings_nothing_is_believed(settings):
    fields = {"MessageSid": "SM1", "From": "+15195550142", "To": LINE, "Body": "STOP"}
    settings.TWILIO_AUTH_TOKEN = ""
    assert post("/phone/sms/", fields, token="").status_code == 403


def test_text_that_is_played_again_later_is_refused_and_changes_nothing():
    handset = Handset()
    handset.text("call me")
    CallBack.objects.all().delete()
    InboundText.objects.update(at=timezone.now() - timedelta(minutes=16))
    assert post("/phone/sms/", handset.last).status_code == 403
    assert CallBack.objects.count() == 0


def test_webhooks_take_posts_alone():
    assert [Client().get(hook).status_code for hook in HOOKS] == [405] * len(HOOKS)
