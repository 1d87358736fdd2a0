"""What the matrix asks about beyond the things of the permission table: one row of each other model about people."""

from typing import Any

from django.apps import apps
from django.utils import timezone

from tests.architecture.world import World
from tests.factories.evaluation import SurveyFactory
from tests.factories.prescriptions import HappeningFactory, StepFactory, TakingPartFactory


def make(world: World) -> None:
    """About the client where it can be, else about the champion; all at the one centre."""
    client, champion, centre, now = world.neighbour, world.champion, world.centre, timezone.now()
    today = timezone.localdate()
    file: dict[str, dict[str, Any]] = {
        "Application": {"started_at": now, "updated_at": now},
        "Break": {"starts_on": today, "asked_at": now},
        "Certificate": {"name": "Sam", "first_day": today, "last_day": today, "minutes": 60, "issued_on": today},
        "CheckConsent": {"need": "vsc", "given_on": today},
        "Milestone": {"unit": "hours", "number": 10, "reached_on": today},
        "Note": {"layer": "shared", "text": "We talked.", "at": now},
        "StoryConsent": {"named_as": "Sam", "about": "a story", "wording": "1", "channel": "web", "given_at": now},
        "SupportPlan": {"written_at": now},
        "TrainingTaken": {"lesson": world.lesson.translation_key, "at": now},
    }
    for name, fields in file.items():
        put("champions", name, champion=champion, **fields)
    days = {"minutes_before": 60, "minutes_after": 90, "day_before": today, "day_after": today}
    put("champions", "HoursChange", hours=world.hours, at=now, role="manager", channel="desk", **days)
    put("champions", "ReferenceAnswer", referee=world.referee, since="years", trust="yes", at=now)
    put("notifications", "Call", person=client, centre=centre, result="reached", at=now)
    put("notifications", "InboundText", provider_id="1", number="+16135550142", person=client, centre=centre, at=now)
    put("notifications", "Preferences", person=client)
    words = {"audience": "coming", "text": "See you.", "people": 1, "sent_at": now}
    put("activities", "GroupMessage", activity=world.activity, centre=centre, **words)
    put("activities", "IdeaSupport", idea=world.idea, person=client, at=now)
    put("activities", "Invitation", activity=world.activity, person=client, at=now)
    put("matches", "Say", match=world.match, side="person")
    put("matches", "VisitorProfile", champion=champion)
    put("privacy", "RetentionChoice", centre=centre, step="people.records", decided_at=now)
    put("privacy", "WellKnown", centre=centre, person=client, marked_at=now)
    put("people", "ChartNumber", person=client, centre=centre, number="B77")
    put("people", "LockBox", person=client, centre=centre, role="evaluator", since=now, channel="web")
    put("evaluation", "EquityAnswers", person=client, answered_at=now)
    put("evaluation", "SurveyInvitation", survey=SurveyFactory(centre=centre), person=client)
    put("prescriptions", "Word", prescription=world.prescription, kind="received", at=now)
    StepFactory(case=world.case)
    HappeningFactory(taking_part=TakingPartFactory(prescription=world.case.prescription))


def put(room: str, model: str, /, **fields: Any) -> None:
    apps.get_model(room, model)._default_manager.create(**fields)
