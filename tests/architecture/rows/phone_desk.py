"""The desk's telephone, calls, messages and week: who is meant is sent with the button."""

from datetime import date
from typing import Any

from activities.choices import JoinMode
from activities.models import Activity
from activities.services import enrolments, invitations
from core.actors import SYSTEM, Channel
from tests.architecture.rows import LOGIN, Args, Row, desk
from tests.architecture.world import World


def person(world: World) -> dict[str, Any]:
    return {"person": world.owner.public_id, "session": world.session.public_id, "result": "no_answer"}


def booking(world: World) -> dict[str, Any]:
    return {"booking": world.booking.public_id}


def session(world: World) -> Args:
    return {"public_id": world.session.public_id}


def activity(world: World) -> Args:
    return {"pk": world.activity.pk}


def place(world: World) -> Args:
    return {"public_id": world.booking.public_id}


def invitation(world: World) -> Args:
    return {"pk": invitations.invite(activity=world.activity, person=world.owner, by=SYSTEM).pk}


def enrolment(world: World) -> Args:
    Activity.objects.filter(pk=world.activity.pk).update(join_mode=JoinMode.STANDING)
    order = {"activity": world.session.activity, "person": world.owner, "channel": Channel.DESK, "by": SYSTEM}
    return {"public_id": enrolments.enrol(**order).public_id}


def message(world: World) -> Args:
    return {"pk": world.message.pk}


def call_back(world: World) -> Args:
    return {"pk": world.call_back.pk}


def step(name: str, data: Any, answer: int = 200) -> Row:
    """A button: for staff elsewhere, the person and the place do not exist."""
    return Row(name, LOGIN, 403, answer, 404, method="POST", data=data)


ROWS = [
    desk("desk_phone:start", stranger=200),
    Row("desk_phone:new", LOGIN, 403, 200, 200, method="POST"),
    step("desk_phone:caller", person),
    step("desk_phone:agree", person),
    step("desk_phone:book", person),
    step("desk_phone:change", booking),
    step("desk_phone:cancel", booking),
    step("desk_phone:move", booking),
    step("desk_phone:accept", booking),
    desk("desk_week:this", stranger=200),
    desk("desk_week:from", lambda _world: {"first": date(2026, 12, 7)}, stranger=200),
    desk("desk_activities:move", session),
    desk("desk_activities:resize", session),
    desk("desk_activities:this_time", session),
    desk("desk_activities:reinstate", session),
    desk("desk_activities:when_where", activity),
    desk("desk_activities:words", activity),
    desk("desk_activities:pause", activity),
    desk("desk_activities:resume", activity),
    desk("desk_activities:add_date", activity),
    desk("desk_activities:joining", activity),
    desk("desk_activities:touched", activity),
    desk("desk_activities:invite", activity),
    Row("desk_activities:withdraw", LOGIN, 403, 302, 404, invitation, method="POST"),
    desk("desk_activities:end_standing", enrolment),
    Row("desk_activities:settle", LOGIN, 403, 302, 404, place, method="POST", data=lambda _world: {"then": "cancel"}),
    desk("desk_calls:list", stranger=200),
    step("desk_calls:note", person, 302),
    Row("desk_calls:settle", LOGIN, 403, 302, 404, call_back, method="POST", data=lambda _world: {"then": "done"}),
    Row("desk_calls:recording", LOGIN, 403, 410, 404, call_back),  # the provider of the tests has none
    desk("desk_outbox:list", stranger=200),
    desk("desk_outbox:call", message),
    Row("desk_outbox:resend", LOGIN, 403, 302, 404, message, method="POST"),
]
