"""Where staff meet a client: each surface answers with all that it says to an account that works here.

A room that shows people to staff adds its own to `SURFACES` (pages and services alike) and what it stores about them
to `MADE`. Tests ask each of them before a lock, after it, and once it is lifted.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from activities.choices import JoinMode
from activities.models import Idea, Invitation, Worry
from activities.presenters.registers import RegisterPage
from activities.services import impact, joining, last_seats, members, walk_ins, week
from centres.models.centre import LastHours
from champions.services import asking
from core.actors import SYSTEM, Role
from core.errors import Forbidden
from matches.models import Say, Side, VisitLog
from matches.services import lifts
from notifications.models import Call, CallBack, CallResult, Delivery, InboundText, OutboxMessage, Preferences, Reason
from notifications.services import call_backs, calls
from notifications.services.outbox import notify
from people.actors import for_user
from people.models import ChartNumber, Consent, ContactPoint, LockBox, Person, User
from people.models.consent import Purpose
from people.services import consents, locks, matching, search
from tests import pdf
from tests.architecture.world import World
from tests.factories.activities import ActivityFactory, BookingFactory, EnrolmentFactory, SessionFactory
from tests.factories.evaluation import StoryFactory
from tests.factories.matches import LiftFactory
from tests.factories.people import ContactPointFactory, PersonFactory, StaffRoleFactory
from tests.factories.prescriptions import PrescriptionFactory, StepFactory

NAME, NUMBER = "Zephyrine Quell", "+16135550177"
TELLTALES = ("zephyrine", "quell", "5550177", "555-0177")
# Their records as a champion, whose hat is a different one (people.hats); `visible_to` shows them all the same.
AS_CHAMPION = {"champions.Champion", "activities.GroupMessage", "activities.ChangeRequest"}
# The privacy officer answers for every record of the centre, and a lock is no way out of being asked.
OFFICERS = {"privacy.Affected", "privacy.RecordRequest", "privacy.UnusualLook", "privacy.WellKnown"}
# Nobody but their person ever gets them by `visible_to`.
OWN_ALONE = {
    "activities.IdeaSupport",
    "calendars.Subscription",
    "evaluation.EquityAnswers",
    "evaluation.SurveyInvitation",
}


class Scene(World):
    """The small world, in which one client has something of everything. They have a landline, so that staff call."""

    @cached_property
    def neighbour(self) -> Person:
        person = PersonFactory(name=NAME, centres=[self.centre], interpreter="ASL", emergency_name="Quell senior")
        ContactPointFactory(person=person, kind="landline", value=NUMBER)
        consents.give(person=person, purpose=Purpose.CHAMPION_CALLS, by=SYSTEM)
        search.index(person)
        return person

    @cached_property
    def invited(self) -> Person:
        return self.place.person

    @cached_property
    def place(self) -> Any:
        """At a coming date, with a wish for a lift."""
        return BookingFactory(session=self.session, person=self.neighbour, wants_lift=True, access_needs="Zephyrine")

    @cached_property
    def place_held(self) -> Any:
        return BookingFactory(session=self.session_held, person=self.neighbour)

    @cached_property
    def place_waiting(self) -> Any:
        """A seat is free tomorrow, so late that staff go down the list."""
        self.centre.last_hours_rule, self.centre.last_hours = LastHours.CALL_LIST, 24
        self.centre.save()
        now = timezone.now()
        group = ActivityFactory(centre=self.centre, slug="soon", leaders=[self.champion])
        starts = now + timedelta(hours=3)
        session = SessionFactory(
            activity=group,
            day=starts.astimezone(self.centre.zone).date(),
            starts_at=starts,
            ends_at=starts + timedelta(hours=1),
        )
        return BookingFactory(session=session, person=self.neighbour, state="waitlisted")

    @cached_property
    def enrolment(self) -> Any:
        return EnrolmentFactory(activity=self.activity, person=self.neighbour)

    @cached_property
    def closed_group(self) -> Any:
        """By invitation, and the neighbour is not invited to the date at which they have a place."""
        group = ActivityFactory(
            centre=self.centre, slug="closed", join_mode=JoinMode.INVITATION, leaders=[self.champion]
        )
        BookingFactory(session=SessionFactory(activity=group, day=group.start_date), person=self.neighbour)
        return group

    @cached_property
    def invitation_to_group(self) -> Invitation:
        return Invitation.objects.create(activity=self.activity, person=self.neighbour, at=timezone.now())

    @cached_property
    def written(self) -> OutboxMessage:
        """A date is off, and nothing written reaches them."""
        notify("session-cancelled", person=self.neighbour, about=self.place_off, centre_id=self.centre.pk)
        return OutboxMessage.objects.get(type="session-cancelled", person=self.neighbour)

    @cached_property
    def place_off(self) -> Any:
        day = self.activity.start_date + timedelta(weeks=2)
        session = SessionFactory(activity=self.activity, day=day, state="cancelled")
        return BookingFactory(session=session, person=self.neighbour)

    @cached_property
    def said(self) -> Say:
        return Say.objects.create(match=self.match, side=Side.PERSON, said_at=timezone.now())

    @cached_property
    def follow_up(self) -> VisitLog:
        return VisitLog.objects.create(
            visit=self.visit, minutes=5, follow_up="Zephyrine asks for a ramp", written_at=timezone.now()
        )

    @cached_property
    def worried(self) -> Worry:
        return Worry.objects.create(
            session=self.session_held, person=self.neighbour, text="Zephyrine seemed afraid", at=timezone.now()
        )

    @cached_property
    def idea_of_theirs(self) -> Idea:
        return Idea.objects.create(
            centre=self.centre, person=self.neighbour, title_en="A choir", suggested_at=timezone.now()
        )

    @cached_property
    def waits_for_call(self) -> CallBack:
        waits = {"number": NUMBER, "reason": Reason.ASKED, "language": "en", "words": "Zephyrine here"}
        return call_backs.ask(centre=self.centre, person=self.neighbour, by=SYSTEM, **waits)

    @cached_property
    def double(self) -> Person:
        """Who may be the same human."""
        _ = self.neighbour
        twin = PersonFactory(name=NAME, centres=[self.centre])
        ContactPointFactory(person=twin, kind="landline", value=NUMBER)
        search.index(twin)
        return twin

    @cached_property
    def colleagues(self) -> tuple[User, User]:
        """Two managers who hear of worries: one to be locked out, one not."""
        found = [
            StaffRoleFactory(centre=self.centre, role=Role.MANAGER, hears_worries=True, is_on_call=True).user
            for _ in range(2)
        ]
        return found[0], found[1]

    @cached_property
    def prescription(self) -> Any:
        return PrescriptionFactory(centre=self.centre, person=self.neighbour)

    def lock_out(self, user: User) -> LockBox:
        return locks.lock(self.neighbour, centre=self.centre, user=user, by=SYSTEM)


def tells(said: str) -> list[str]:
    """What of the client it gives away."""
    plain = said.casefold().replace("\xa0", " ")
    return [word for word in TELLTALES if word in plain]


# --- What is stored, and found by `visible_to` --------------------------------------------------------------

MADE: dict[str, Callable[[Scene], Any]] = {
    "people.Person": lambda scene: scene.neighbour,
    "people.ContactPoint": lambda scene: ContactPoint.objects.get(person=scene.neighbour),
    "people.Consent": lambda scene: Consent.objects.get(person=scene.neighbour),
    "people.LockBox": lambda scene: locks.lock(scene.neighbour, centre=scene.centre, role=Role.PROVIDER, by=SYSTEM),
    "notifications.Preferences": lambda scene: Preferences.objects.create(person=scene.neighbour),
    "notifications.OutboxMessage": lambda scene: scene.written,
    "notifications.Delivery": lambda scene: Delivery.objects.create(
        message=scene.written, way="email", at=timezone.now()
    ),
    "notifications.Call": lambda scene: Call.objects.create(
        person=scene.neighbour, centre=scene.centre, result=CallResult.NO_ANSWER, at=timezone.now()
    ),
    "notifications.CallBack": lambda scene: scene.waits_for_call,
    "notifications.InboundText": lambda scene: InboundText.objects.create(
        provider_id="SM1", number=NUMBER, centre=scene.centre, person=scene.neighbour, at=timezone.now()
    ),
    "people.ChartNumber": lambda scene: ChartNumber.objects.create(
        person=scene.neighbour, centre=scene.centre, number="B77"
    ),
    "prescriptions.Prescription": lambda scene: scene.prescription,
    "prescriptions.Case": lambda scene: scene.case,
    "prescriptions.Step": lambda scene: StepFactory(case=scene.case),
    "evaluation.Sitting": lambda scene: scene.sitting,
    "evaluation.Story": lambda scene: StoryFactory(centre=scene.centre, person=scene.neighbour),
    "activities.Booking": lambda scene: scene.place,
    "activities.Enrolment": lambda scene: scene.enrolment,
    "activities.Invitation": lambda scene: scene.invitation_to_group,
    "activities.InviteCall": lambda scene: scene.invite_call,
    "activities.Idea": lambda scene: scene.idea_of_theirs,
    "activities.Worry": lambda scene: scene.worried,
    "matches.MatchRequest": lambda scene: scene.match.request,
    "matches.Match": lambda scene: scene.match,
    "matches.Visit": lambda scene: scene.visit,
    "matches.VisitLog": lambda scene: scene.follow_up,
    "matches.Say": lambda scene: scene.said,
    "matches.Lift": lambda scene: LiftFactory(centre=scene.centre, person=scene.neighbour),
}


# --- What is said, by a page or a service -------------------------------------------------------------------

Surface = Callable[[Scene, User], str]


Args = Callable[[Scene], list[Any]]


def page(name: str, *things: Callable[[Scene], Any], args: Args = lambda _scene: [], query: str = "") -> Surface:
    """A page or a print, once the `things` that it shows are there."""

    def said(scene: Scene, user: User) -> str:
        for thing in things:
            thing(scene)
        client = Client()
        client.force_login(user)
        return in_words(client.get(reverse(name, args=args(scene)) + query))

    return said


def in_words(answer: Any) -> str:
    """All that an answer says, also on paper."""
    if answer.headers.get("Content-Type") == "application/pdf":
        return pdf.words(answer)
    said = b"".join(answer) if answer.streaming else answer.content
    return said.decode(errors="replace")


def names(people: Any) -> str:
    return " ".join(person.name for person in people)


def searched(text: str) -> Surface:
    def said(scene: Scene, user: User) -> str:
        _ = scene.neighbour
        return names(search.people(text, actor=for_user(user)))

    return said


def of_date(scene: Scene, user: User) -> str:
    """Whom a change touches, with their numbers."""
    _ = scene.place
    found = impact.of(scene.session, by=for_user(user)).reaches
    people = [reach.booking.person for reach in found]
    return names(people) + " ".join(point.value for one in people for point in one.contact_points.all())


def of_walk_in(scene: Scene, user: User) -> str:
    _ = scene.place_held
    try:
        found = walk_ins.candidates(scene.session_held, name="Zephyrine", by=for_user(user))
    except Forbidden:  # a link worker keeps no register
        return ""
    return names(row.person for row in found)


def proposed_for(scene: Scene, user: User) -> str:
    """Whom an invitation by name could be for."""
    _ = scene.neighbour
    who = {"named": NAME, "contact": "613-555-0100", "words": "You know everybody."}
    waiting = asking.ask_by_name(**who, centre=scene.centre, by=SYSTEM)
    return names(one.person for one in asking.proposed(waiting, by=for_user(user)))


def _public_id(scene: Scene) -> list[Any]:
    return [scene.neighbour.public_id]


def _prescription(scene: Scene) -> list[Any]:
    return [scene.prescription.public_id]


SURFACES: dict[str, Surface] = {
    "search by name": searched("zeph"),
    "search by sound": searched("zefyrin"),
    "search by number": searched("0177"),
    "list of people": page("desk:people", lambda scene: scene.neighbour),
    "record": page("desk:person", args=_public_id),
    "edit of the record": page("desk:person_edit", args=_public_id),
    "who has looked": page("desk:person_access", args=_public_id),
    "agreements": page("desk:person_agreed", args=_public_id),
    "locks": page("desk:person_locks", args=_public_id),
    "printed calendar": page("desk_paper:person", lambda scene: scene.place, args=_public_id),
    "pairs of doubles": page("desk:doubles", lambda scene: scene.double),
    "doubles, by service": lambda scene, user: (
        f"{scene.double.pk or ''}" + " ".join(pair.older.name for pair in matching.pairs(for_user(user)))
    ),
    "messages": page("desk_outbox:list", lambda scene: scene.written),
    "people to call": page("desk_calls:list", lambda scene: scene.written, lambda scene: scene.waits_for_call),
    "people to call, by service": lambda scene, user: names(
        one.person for one in calls.to_make(scene.written.centre_id, by=for_user(user))
    ),
    "register": page(
        "register:show", lambda scene: scene.place_held, args=lambda scene: [scene.session_held.public_id]
    ),
    "whom a worry is about": page(
        "register:worry", lambda scene: scene.place_held, args=lambda scene: [scene.session_held.public_id]
    ),
    "register, by service": lambda scene, user: " ".join(
        row.name for row in RegisterPage.of(scene.place_held.session, by=for_user(user)).rows
    ),
    "walk-in who may be known": of_walk_in,
    "whom a change touches": of_date,
    "cancelling of a date": page(
        "desk_activities:cancel", lambda scene: scene.place, args=lambda scene: [scene.session.public_id]
    ),
    "ending of a group": page(
        "desk_activities:end", lambda scene: scene.place, args=lambda scene: [scene.activity.pk]
    ),
    "group": page(
        "desk_activities:activity",
        lambda scene: scene.enrolment,
        lambda scene: scene.invitation_to_group,
        args=lambda scene: [scene.activity.pk],
    ),
    "members, by service": lambda scene, user: names(
        row.person for row in members.of(scene.enrolment.activity, by=for_user(user)).enrolled
    ),
    "places that no longer fit": page("desk_activities:touched", args=lambda scene: [scene.closed_group.pk]),
    "places that no longer fit, by service": lambda scene, user: names(
        one.booking.person for one in joining.touched(scene.closed_group, by=for_user(user))
    ),
    "seats that are free": page("desk:home", lambda scene: scene.place_waiting),
    "seats that are free, by service": lambda scene, user: names(
        row.person
        for one in last_seats.to_give(scene.place_waiting.session.centre, by=for_user(user), now=timezone.now())
        for row in one.waiting
    ),
    "week": page("desk_week:from", lambda scene: scene.place, args=lambda scene: [scene.session.day]),
    "week, by service": lambda scene, user: names(
        row.person
        for day in week.of(scene.centre, scene.place.session.day, by=for_user(user))
        for session in day.sessions
        for row in session.to_mind  # type: ignore[attr-defined]
    ),
    "lifts wished": lambda scene, user: names(
        row.person
        for row in lifts.wished(scene.centre, by=for_user(user), now=scene.place.session.starts_at - timedelta(days=1))
    ),
    "lifts": page("desk_lifts:list", lambda scene: LiftFactory(centre=scene.centre, person=scene.neighbour)),
    "who waits for company": page("desk_matches:request", args=lambda scene: [scene.match.request.public_id]),
    "matches": page("desk_matches:running", lambda scene: scene.match),
    "match": page("desk_matches:match", args=lambda scene: [scene.match.public_id]),
    "visits": page("desk_visits:today", lambda scene: scene.visit_now, lambda scene: scene.follow_up),
    "visits of a match": page(
        "desk_visits:match", lambda scene: scene.visit, args=lambda scene: [scene.match.public_id]
    ),
    "alert": page("desk_visits:alert", args=lambda scene: [scene.alert.pk]),
    "calls asked of champions": page("desk_invites:list", lambda scene: scene.invite_call),
    "one call asked of a champion": page("desk_invites:asked", args=lambda scene: [scene.invite_call.public_id]),
    "worries": page("desk_worries:worry", args=lambda scene: [scene.worried.public_id]),
    "idea": page("desk_ideas:idea", args=lambda scene: [scene.idea_of_theirs.pk]),
    "whom an invitation may be for": proposed_for,
    "caseload": page("desk_cases:caseload", lambda scene: scene.case, query="?whose=all"),
    "case": page("desk_cases:case", lambda scene: scene.case, args=_prescription),
    "plan": page("desk_plans:show", lambda scene: scene.case, args=_prescription),
    "prescription": page("desk_prescriptions:show", args=_prescription),
    "slip": page("desk_prescriptions:slip", args=_prescription),
}
