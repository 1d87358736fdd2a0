"""Who signs up in a rush, and for what: sessions of a few places, strangers on the web, and staff at the desk."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count, cycle

from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from activities.choices import JoinMode
from activities.models import Activity, Session
from bench import data
from bench.forms import Form
from centres.models import Centre
from core.actors import Role
from people.models import Person, StaffRole, User

AT_DESK = 10  # every tenth comes by telephone, and staff book for them
CALLERS = 120


@dataclass(frozen=True)
class Visitor:
    """A browser's cookies and the token that its forms carry."""

    cookies: dict[str, str]
    token: str

    @classmethod
    def at(cls, path: str, user: User | None = None) -> "Visitor":
        client = Client(HTTP_X_FORWARDED_PROTO="https", SERVER_NAME="127.0.0.1")
        if user:
            client.force_login(user)
        page = client.get(path).content.decode()
        token = page.split('name="csrfmiddlewaretoken" value="', 1)[1].split('"', 1)[0]
        return cls({name: morsel.value for name, morsel in client.cookies.items()}, token)


@dataclass
class Line:
    """Sessions to rush on, and the forms that rush."""

    warm_up: list[Session]
    rushes: list[Session]
    one: Session
    many: list[Session]
    stranger: Visitor
    staff: dict[int, Visitor]  # by session
    callers: Iterator[Person]
    numbers: "count[int]" = field(default_factory=count)

    def forms(self, sessions: list[Session], amount: int) -> list[Form]:
        """So many sign-ups, each for the next of the sessions in turn."""
        make = [self._on_the_web] * (AT_DESK - 1) + [self._at_the_desk]
        return [make[nth // len(sessions) % AT_DESK](sessions[nth % len(sessions)]) for nth in range(amount)]

    def _on_the_web(self, session: Session) -> Form:
        number = next(self.numbers)
        answers = {
            "csrfmiddlewaretoken": self.stranger.token,
            "name": f"Guest {number}",
            "contact_kind": "email",
            "contact": f"guest{number}@example.org",
            "request_key": str(uuid.uuid4()),
            "expected": "place",
        }
        address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        return Form(reverse("signup:start", args=[session.public_id]), self.stranger.cookies, answers, address)

    def _at_the_desk(self, session: Session) -> Form:
        answers = {
            "csrfmiddlewaretoken": self.staff[session.pk].token,
            "person": str(next(self.callers).public_id),
            "session": str(session.public_id),
            "companions": "0",
        }
        return Form(reverse("desk_phone:book"), self.staff[session.pk].cookies, answers)


def build(*, rushes: int, many: int, places: int) -> Line:
    """As many centres with one open session of `places` seats as are asked for, and who books there."""
    centres = [data._centre(number) for number in range(rushes + many + 2)]
    made = [_session(centre, number, places) for number, centre in enumerate(centres)]
    callers = Person.objects.bulk_create(
        Person(name=f"Caller {number}", search_name=f"caller {number}") for number in range(CALLERS)
    )
    known = Person.centres.through
    known.objects.bulk_create(known(person=person, centre=centre) for person in callers for centre in centres)
    return Line(
        made[:1],
        made[1 : rushes + 1],
        made[rushes + 1],
        made[rushes + 2 :],
        stranger=Visitor.at(reverse("signup:start", args=[made[0].public_id])),
        staff={one.pk: Visitor.at(reverse("desk_phone:start"), _coordinator(one.centre)) for one in made},
        callers=cycle(callers),
    )


def _session(centre: Centre, number: int, places: int) -> Session:
    now = timezone.now()
    activity = data._activity(number, centre, None, now)
    Activity.objects.filter(pk=activity.pk).update(capacity=places, join_mode=JoinMode.SIGN_UP)
    starts = now + timedelta(days=20 + number)
    return Session.objects.create(
        activity=activity,
        centre=centre,
        original_date=starts.date(),
        day=starts.date(),
        starts_at=starts,
        ends_at=starts + timedelta(hours=1),
        capacity=places,
        modified_at=now,
    )


def _coordinator(centre: Centre) -> User:
    """With a second step for signing in, as production asks of staff."""
    user = User.objects.create_user(f"desk-{centre.slug}@example.org", None, name="Desk")
    StaffRole.objects.create(user=user, centre=centre, role=Role.COORDINATOR)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "none"})
    return user
