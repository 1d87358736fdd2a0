"""Whatever has happened and in whatever order: once the client takes their consent back, no surface tells."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import paper
from core.actors import SYSTEM, Role
from core.errors import Moved
from people.actors import for_user
from people.models.consent import Purpose
from people.services import consents
from prescriptions import sections, states
from prescriptions.fhir.table import KINDS
from prescriptions.models import ClosedReason, Partner, Told, WordKind
from prescriptions.services import exchange_out, partners, plans, system_clients, word_back, word_letters
from tests.factories.people import StaffRoleFactory
from tests.factories.prescriptions import ContactAttemptFactory
from tests.factories.words import attend, close, let_hear, made

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PROGRESS = {str(kind.label) for kind in WordKind} | {str(reason.label) for reason in ClosedReason}
PROGRESS |= {"completed", "in-progress", "accepted", "failed", "cancelled", "part of what they hoped for"}
DETAILS = {"Zinnia", "Breakfast tastes again.", "Tulips by the door", "Bread of my own"}


def talk(case):
    ContactAttemptFactory(case=case, result="reached")
    word_back.settle_due(now=timezone.now())


def hope(case):
    """Two goals: one is reached, one stays open."""
    if case.is_open:
        reached = plans.name(case, words="Tulips by the door", importance=9, by=SYSTEM)
        plans.move(reached, "reach", by=SYSTEM)
        plans.name(case, words="Bread of my own", confidence=4, by=SYSTEM)


def moved(name, **changes):
    return lambda case: states.cases.move(case, name, by=SYSTEM, **changes)


def complete(case):
    states.prescriptions.move(case.prescription, "complete", by=SYSTEM)


WORK = {
    "take": moved("take"),
    "wait": moved("wait"),
    "go on": moved("go_on"),
    "talk": talk,
    "attend": attend,
    "hope": hope,
    "close": close,
    "give up": lambda case: close(case, ClosedReason.UNREACHED),
    "reopen": moved("reopen", closed_at=None, closed_reason=""),
    "complete": complete,
    "read": lambda case: word_back.mark_read(case.prescription, by=writer_of(case)),
    "write": lambda _case: word_letters.send(now=timezone.now()),
}
SAYINGS = {f"tell {told}": (lambda case, told=told: let_hear(case.prescription, told)) for told in Told}
EVENTS = {**WORK, **SAYINGS}


def writer_of(case):
    return for_user(case.prescription.written_by, centre_id=case.centre_id)


def happen(case, events):
    """What a machine does not allow at that point is left out."""
    for event in events:
        case.refresh_from_db()
        case.prescription.refresh_from_db()
        try:
            EVENTS[event](case)
        except Moved:
            continue


def surfaces(case, rf):
    """Everything that a provider, a clinic outside, their system or a file for them is given, as text."""
    client = Client()
    client.force_login(case.prescription.written_by)
    for name in ("word", "print"):
        answer = client.get(reverse(f"desk_words:{name}", args=[case.prescription.public_id]))
        yield name, answer.content.decode()
    yield "show", client.get(reverse("desk_prescriptions:show", args=[case.prescription.public_id])).content.decode()
    for name in ("desk_words:list", "desk_prescriptions:mine", "desk:home"):
        yield name, client.get(reverse(name)).content.decode()
    yield "clinic", outside(case)
    request = rf.get("/")
    request.actor = writer_of(case)
    yield (
        "section",
        sections.prescription["words_told"].render_html({"request": request, "prescription": case.prescription}),
    )
    system = system_clients.let_in(centre=case.centre, name="Records", by=SYSTEM).client
    for kind in KINDS.values():
        resources = kind.made(kind.rows(system), case.centre)
        yield kind.name, json.dumps([{**one, "provision": None} for one in resources])
    today = timezone.localdate()
    worker = for_user(StaffRoleFactory(centre=case.centre, role=Role.LINK_WORKER).user, centre_id=case.centre_id)
    yield "file", exchange_out.export(centre=case.centre, since=today, until=today, by=worker)


def outside(case):
    """The page that a link opens for a clinic."""
    facts = {"name": "Elm Street Clinic", "email": f"desk{Partner.objects.count()}@elm.example", "language": "en"}
    clinic = partners.add(centre=case.centre, by=SYSTEM, **facts)
    link = partners.make_link(clinic, reads=case.prescription, by=SYSTEM)
    answer = Client().post(reverse("prescribed:update", args=[link.token]), follow=True)
    return answer.content.decode()


def told_by(case, rf, secrets):
    return {(name, words) for name, text in surfaces(case, rf) for words in secrets if words.lower() in text.lower()}


@pytest.fixture(autouse=True)
def _sheets_as_pages(monkeypatch):
    """As a machine without a press shows them: the same words, readable here."""
    monkeypatch.setattr(paper, "press", lambda: None)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    before=st.lists(st.sampled_from(sorted(EVENTS)), max_size=8),
    after=st.lists(st.sampled_from(sorted(WORK)), max_size=5),
    to=st.sampled_from([Told.NOTHING, Told.PROGRESS]),
)
def test_after_withdrawal_no_surface_tells_in_any_order_of_events(rf, before, after, to):
    case = made(told=Told.DETAILS)
    consents.give(person=case.person, purpose=Purpose.REFERRAL, by=SYSTEM)
    happen(case, before)
    let_hear(case.prescription, to)
    happen(case, after)
    assert told_by(case, rf, DETAILS | (PROGRESS if to == Told.NOTHING else set())) == set()
    if to == Told.NOTHING:
        assert not word_letters.waiting(writer_of(case)).exists()


def test_surfaces_do_tell_while_they_may(rf):
    """Or the test above would prove nothing."""
    case = made(told=Told.DETAILS)
    consents.give(person=case.person, purpose=Purpose.REFERRAL, by=SYSTEM)
    happen(case, ["take", "talk", "attend", "hope", "close"])
    telling = {name for name, _words in told_by(case, rf, DETAILS | PROGRESS)}
    surfaces_that_tell = {"word", "print", "show", "desk_words:list", "section", "Task", "CarePlan", "Goal", "clinic"}
    assert surfaces_that_tell | {"file"} <= telling
    assert {words for _name, words in told_by(case, rf, DETAILS)} == DETAILS
