"""The access log has words for everything that the house records about people."""

import ast
from functools import cache

import pytest

from activities import states
from champions.states import hours
from champions.states import machine as champions
from evaluation.states import sittings, stories
from matches import states as companions
from matches.states import alerts, lifts, visits
from people import history
from prescriptions import states as prescribed
from privacy.states import requests as record_requests
from tests.architecture.tree import calls, modules

# These speak of a register, a role, a group, a centre or a place, and never of a person.
ABOUT_NOBODY = {
    "activity.confirmed",
    "activity.discarded",
    "activity.draft_changed",
    "activity.imported",
    "activity.joining_changed",
    "activity.limits_set",
    "activity.materialised",
    "activity.series_changed",
    "activity.works_chosen",
    "centre.limits_set",
    "centre.opened",
    "centre.rules_set",
    "centreneeds.changed",
    "closure.added",
    "partner.added",
    "partner.changed",
    "partner_link.made",
    "partner_link.revoked",
    "partner_link.used",
    "group_message.seen",
    "group_message.sent",
    "register.closed",
    "register.kiosk_started",
    "register.kiosk_stopped",
    "register.written",
    "resource.changed",
    "resource.confirmed",
    "resource.exported",
    "retention.decided",
    "retention.forgotten",
    "session.added",
    "session.moved",
    "session.resized",
    "session.told_apart",
    "staff_role.granted",
    "staff_role.hears_worries",
    "staff_role.on_call",
    "staff_role.privacy_officer",
    "staff_role.revoked",
    "systemclient.made",
    "systemclient.revoked",
    "trial.changed",
    "trial.shared",
    "trial.taken_up",
    "trial.withdrawn",
    "venue.added",
}
# These stand in the audit trail and in no list (`history.withhold`).
WITHHELD = {
    "incident.assessed",
    "incident.changed",
    "incident.person_added",
    "incident.person_removed",
    "incident.told",
    "incident.viewed",
    "unusuallook.found",
    "unusuallook.viewed",
    "wellknown.marked",
    "wellknown.unmarked",
    "worry.viewed",
}
# Machines of things that concern a person, and the steps that are no moves.
MACHINES = {
    "booking": (states.bookings, ("book", "change")),
    "changerequest": (states.change_requests, ("ask",)),
    "enrolment": (states.enrolments, ("enrol",)),
    "champion": (champions, ("welcome",)),
    "hours": (hours, ("ask",)),
    "idea": (states.ideas, ("suggest",)),
    "invitecall": (states.invite_calls, ("ask",)),
    "match": (companions.matches, ("propose",)),
    "matchrequest": (companions.requests, ("receive",)),
    "proposal": (states.proposals, ("start",)),
    "recordrequest": (record_requests, ("ask",)),
    "substituteask": (states.substitute_asks, ("ask",)),
    "visit": (visits, ("plan",)),
    "alert": (alerts, ("raise",)),
    "lift": (lifts, ("ask",)),
    "prescription": (prescribed.prescriptions, ("write",)),
    "case": (prescribed.cases, ("open", "hand_over")),
    "goal": (prescribed.goals, ("name",)),
    "step": (prescribed.steps, ("plan",)),
    "sitting": (sittings, ("plan",)),
    "story": (stories, ("tell",)),
}


@cache
def literal_actions() -> set[str]:
    """The first argument of every `audit.record(…)` and `audit.record_many(…)`."""
    firsts = [
        call.args[0]
        for _path, tree in modules()
        for name in ("record", "record_many")
        for call in calls(tree, name)
        if call.args
    ]
    return {first.value for first in firsts if isinstance(first, ast.Constant)}


def steps() -> set[str]:
    return {f"{thing}.{name}" for thing, (machine, others) in MACHINES.items() for name in (*machine.moves, *others)}


def recorded() -> set[str]:
    return literal_actions() | steps() | {"consent.given", "consent.withdrawn"}


def test_log_has_words_for_every_action():
    assert sorted(recorded() - ABOUT_NOBODY - WITHHELD - set(history._WORDS)) == []


def test_log_has_no_words_for_what_nobody_records():
    assert sorted(set(history._WORDS) - recorded()) == []


@pytest.mark.parametrize("action", sorted(ABOUT_NOBODY))
def test_what_concerns_nobody_is_recorded_all_the_same(action):
    assert action in literal_actions()
