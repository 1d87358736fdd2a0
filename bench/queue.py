"""Who signs up in a rush, and for what: sessions of a few places, strangers on the web, and staff at the desk."""

import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from activities.choices import JoinMode
from activities.models import Activity, Session
from bench import data
from bench.forms import Form


@dataclass
class Line:
    """Sessions to rush on, and the forms that rush."""

    warm_up: list[Session]
    rushes: list[Session]
    one: Session
    many: list[Session]
    cookies: dict[str, str]
    token: str
    numbers: "count[int]" = field(default_factory=count)

    def forms(self, sessions: list[Session], amount: int) -> list[Form]:
        """So many sign-ups, dealt out to the sessions in turn."""
        return [self._web(sessions[nth % len(sessions)]) for nth in range(amount)]

    def _web(self, session: Session) -> Form:
        number = next(self.numbers)
        answers = {
            "csrfmiddlewaretoken": self.token,
            "name": f"Guest {number}",
            "contact_kind": "email",
            "contact": f"guest{number}@example.org",
            "request_key": str(uuid.uuid4()),
            "expected": "place",
        }
        return Form(reverse("signup:start", args=[session.public_id]), self.cookies, answers)


def build(*, rushes: int, many: int, places: int) -> Line:
    """A centre with as many open sessions as are asked for, each of `places` seats."""
    now = timezone.now()
    centre = data._centre(0)
    made = []
    for number in range(rushes + many + 2):
        activity = data._activity(number, centre, None, now)
        Activity.objects.filter(pk=activity.pk).update(capacity=places, join_mode=JoinMode.SIGN_UP)
        starts = now + timedelta(days=20 + number)
        made.append(
            Session.objects.create(
                activity=activity,
                centre=centre,
                original_date=starts.date(),
                day=starts.date(),
                starts_at=starts,
                ends_at=starts + timedelta(hours=1),
                capacity=places,
                modified_at=now,
            )  # fmt: skip
        )
    client = Client(HTTP_X_FORWARDED_PROTO="https")
    page = client.get(reverse("signup:start", args=[made[0].public_id]), headers={"host": "127.0.0.1"})
    token = page.content.decode().split('name="csrfmiddlewaretoken" value="', 1)[1].split('"', 1)[0]
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    return Line(made[:1], made[1 : rushes + 1], made[rushes + 1], made[rushes + 2 :], cookies, token)
