"""One small world for the permission table: two centres, four people who ask, and one of each thing."""

import uuid
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone

from activities.leading_notices import ask_token
from activities.models import SubstituteAsk, Wish
from activities.services import change_requests, ideas, invite_calls, kiosk, substitutes, worries
from calendars.models import Scope
from calendars.services import subscriptions
from champions.models import Answer, Means, Need
from champions.services import answers, asking, clearances, hours, invitations, reference_letters, references
from champions.services.invitations import Asking
from cms.models import HomePage, TrainingPage
from core import links
from core.actors import SYSTEM, person_actor
from evaluation.instruments import newest
from matches.services import checking, visit_logs
from notifications.models import OutboxMessage, Reason
from notifications.services import call_backs
from notifications.services.outbox import notify
from people.models import Person, User
from people.models.consent import Purpose
from people.services import consents, merging
from people.services import links as page_links
from prescriptions.services import partners, system_clients
from privacy.models import RequestKind
from privacy.services import incidents, requests
from tests.factories.activities import (
    ActivityFactory,
    BookingFactory,
    EnrolmentFactory,
    ProposalFactory,
    SessionFactory,
)
from tests.factories.centres import CentreFactory, VenueFactory
from tests.factories.champions import ChampionFactory
from tests.factories.evaluation import SittingFactory, StoryFactory, SurveyFactory, SurveyInvitationFactory
from tests.factories.matches import LiftFactory, MatchFactory, MatchRequestFactory, VisitFactory
from tests.factories.notebook import TrialFactory
from tests.factories.people import ContactPointFactory, PersonFactory, StaffRoleFactory, UserFactory
from tests.factories.prescriptions import CaseFactory, ContactAttemptFactory, GoalFactory, PrescriptionFactory
from tests.factories.privacy import IncidentFactory, UnusualLookFactory
from tests.factories.reports import ReportWordsFactory
from tests.factories.resources import ResourceFactory

HOUR = timedelta(hours=1)


class World:
    """Things are made when a row first asks for them. All belong to `centre`, and to `owner` where one owns them."""

    @cached_property
    def centre(self) -> Any:
        return CentreFactory(slug="here")

    @cached_property
    def elsewhere(self) -> Any:
        return CentreFactory(slug="elsewhere")

    @cached_property
    def owner_user(self) -> User:
        """A client and active champion of the centre, with an account."""
        return UserFactory(email="owner@example.org")

    @cached_property
    def owner(self) -> Person:
        return PersonFactory(user=self.owner_user, centres=[self.centre])

    @cached_property
    def champion(self) -> Any:
        return ChampionFactory(person=self.owner, centre=self.centre)

    @cached_property
    def clearance(self) -> Any:
        return self.champion.clearances.earliest("pk")

    @cached_property
    def referee(self) -> Any:
        """Named by the owner."""
        named = {"name": "Ann Bell", "knows_them": "Next door", "language": "en", "email": "ann@example.org"}
        return references.name(self.champion, **named, by=SYSTEM)

    @cached_property
    def lesson(self) -> Any:
        """A piece of training."""
        home = HomePage.objects.get(slug="en")
        return home.add_child(instance=TrainingPage(title="Good hosts", slug="good-hosts", locale=home.locale))

    @cached_property
    def reference_token(self) -> str:
        return links.make(reference_letters.REFERENCE, str(self.referee.public_id))

    @cached_property
    def colleague(self) -> User:
        """A coordinator of the same centre."""
        return StaffRoleFactory(centre=self.centre, user__email="colleague@example.org").user

    @cached_property
    def stranger(self) -> User:
        """A coordinator of another centre."""
        return StaffRoleFactory(centre=self.elsewhere, user__email="stranger@example.org").user

    @cached_property
    def neighbour(self) -> Person:
        """Somebody else whom the centre knows."""
        return PersonFactory(centres=[self.centre])

    @cached_property
    def merge(self) -> Any:
        """A second record of the owner was merged into theirs."""
        return merging.merge(self.owner, PersonFactory(centres=[self.centre]), by=SYSTEM)

    @cached_property
    def contact(self) -> Any:
        return ContactPointFactory(person=self.owner)

    @cached_property
    def page_link(self) -> Any:
        """A link to the owner's page, with its token."""
        return page_links.make(person=self.owner, by=SYSTEM)

    @cached_property
    def calendar(self) -> Any:
        """A calendar of the owner's own places, with its token."""
        return subscriptions.make(person=self.owner, scope=Scope.PLACES, by=SYSTEM)

    @cached_property
    def venue(self) -> Any:
        return VenueFactory(centre=self.centre)

    @cached_property
    def resource(self) -> Any:
        """On the asset map of the centre; others may see it."""
        return ResourceFactory(centre=self.centre)

    @cached_property
    def draft(self) -> Any:
        return ProposalFactory(centre=self.centre, proposer=self.champion)

    @cached_property
    def proposal(self) -> Any:
        return ProposalFactory(centre=self.centre, proposer=self.champion, submitted=True)

    @cached_property
    def leader(self) -> Any:
        """A champion who leads the card night together with the owner."""
        return ChampionFactory(centre=self.centre)

    @cached_property
    def activity(self) -> Any:
        return ActivityFactory(centre=self.centre, slug="card-night", leaders=[self.champion, self.leader])

    @cached_property
    def unpublished(self) -> Any:
        """A draft of a group."""
        return ActivityFactory(centre=self.centre, draft=True, leaders=[self.champion])

    @cached_property
    def session(self) -> Any:
        return SessionFactory(activity=self.activity, day=self.activity.start_date)

    @cached_property
    def session_held(self) -> Any:
        """Yesterday's: its register is open at every hour of the day."""
        return SessionFactory(activity=self.activity, day=timezone.localdate() - timedelta(days=1))

    @cached_property
    def booking_held(self) -> Any:
        return BookingFactory(session=self.session_held, person=self.owner)

    @cached_property
    def booking(self) -> Any:
        return BookingFactory(session=self.session, person=self.owner)

    @cached_property
    def tablet(self) -> str:
        """The token of a tablet in the hall, at a date that has just begun."""
        now = timezone.now()
        session = SessionFactory(
            activity=self.activity, day=timezone.localdate() - timedelta(days=3), starts_at=now, ends_at=now + HOUR
        )
        return kiosk.start(session, by=SYSTEM)

    @cached_property
    def worry(self) -> Any:
        return worries.report(self.session_held, text="She seemed afraid.", by=SYSTEM)

    @cached_property
    def asked(self) -> Any:
        """What the owner asked staff for."""
        by = person_actor(self.owner.pk)
        return change_requests.ask(self.activity, wish=Wish.OTHER, words="More chairs, please.", by=by)

    @cached_property
    def question(self) -> str:
        """The token of the question whether the owner can stand in at a date of somebody else."""
        other = ActivityFactory(centre=self.centre, slug="choir", leaders=[ChampionFactory(centre=self.centre)])
        session = SessionFactory(activity=other, day=other.start_date)
        search = substitutes.seek(session, by=SYSTEM)
        ask = SubstituteAsk.objects.create(search=search, champion=self.champion, asked_at=timezone.now())
        return ask_token(ask)

    @cached_property
    def invited(self) -> Any:
        """Somebody who agreed to be called by a volunteer, and has a place."""
        person = BookingFactory(session=self.session, person=self.neighbour).person
        ContactPointFactory(person=person)
        consents.give(person=person, purpose=Purpose.CHAMPION_CALLS, by=SYSTEM)
        return person

    @cached_property
    def invite_call(self) -> Any:
        """The owner is asked to call a neighbour."""
        clearances.settle(self.champion, Need.CONFIDENTIALITY, by=SYSTEM, on=timezone.localdate())
        return invite_calls.ask(
            person=self.invited,
            champion=self.champion,
            activity=self.activity,
            session=self.session,
            point=self.invited.contact_points.earliest("pk"),
            script="Hello.",
            until=timezone.localdate() + timedelta(days=3),
            by=SYSTEM,
        )

    @cached_property
    def idea(self) -> Any:
        """On the site of the centre."""
        made, _point = ideas.suggest(
            centre=self.centre, title="A choir", words="", language="en", request_key=uuid.uuid4(), by=SYSTEM
        )
        return ideas.show(made, by=SYSTEM)

    @cached_property
    def message(self) -> OutboxMessage:
        """What the owner was told of their place."""
        notify("place-confirmed", person=self.owner, about=self.booking, centre_id=self.centre.pk)
        return OutboxMessage.objects.get(type="place-confirmed", about_id=self.booking.pk)

    @cached_property
    def call_back(self) -> Any:
        """The owner waits for a call of the centre."""
        waits = {"number": "+16135550142", "reason": Reason.ASKED, "language": "en", "recording": "RE1"}
        return call_backs.ask(centre=self.centre, person=self.owner, by=SYSTEM, **waits)

    @cached_property
    def invitation(self) -> Any:
        """The neighbour is asked by letter to be a Health Champion."""
        letter = Asking("You make the whole waiting room laugh.", Means.LETTER)
        return invitations.ask(person=self.neighbour, centre=self.centre, asking=letter, by=SYSTEM)

    @cached_property
    def accepted_invitation(self) -> Any:
        """… and has said yes."""
        return answers.say(self.invitation, Answer.YES, by=SYSTEM)

    @cached_property
    def waiting_invitation(self) -> Any:
        """Nobody has said yet whom it is for."""
        who = {"named": "Terry Moss", "contact": "613-555-0142", "words": "You know everybody."}
        return asking.ask_by_name(**who, centre=self.centre, by=SYSTEM)

    @cached_property
    def standing(self) -> Any:
        """One date of what the owner comes to every time."""
        session = SessionFactory(activity=self.activity, day=self.activity.start_date + timedelta(weeks=1))
        enrolment = EnrolmentFactory(activity=self.activity, person=self.owner)
        return BookingFactory(session=session, person=self.owner, enrolment=enrolment)

    @cached_property
    def match(self) -> Any:
        """The owner visits the neighbour."""
        asked = MatchRequestFactory(centre=self.centre, person=self.neighbour, street="77 Marigold Lane")
        return MatchFactory(centre=self.centre, request=asked, champion=self.champion)

    @cached_property
    def visit(self) -> Any:
        return VisitFactory(match=self.match)

    @cached_property
    def visit_now(self) -> Any:
        now = timezone.now()
        return VisitFactory(match=self.match, starts_at=now - HOUR / 2, checked_in_at=now - HOUR / 2)

    @cached_property
    def alert(self) -> Any:
        return checking.ask_for_help(self.visit_now, by=SYSTEM)

    @cached_property
    def visit_log(self) -> Any:
        visit_logs.write(self.visit_now, happened=True, minutes=40, follow_up="A chair is broken.", by=SYSTEM)
        return self.visit_now.log

    @cached_property
    def lift(self) -> Any:
        """The owner's own."""
        return LiftFactory(centre=self.centre, person=self.owner)

    @cached_property
    def driven(self) -> Any:
        """The owner drives the neighbour tomorrow."""
        home = "77 Marigold Lane, Maple Falls"
        return LiftFactory(centre=self.centre, person=self.neighbour, driver=self.champion, pick_up=home)

    @cached_property
    def prescription(self) -> Any:
        """For the owner, by a provider of the centre."""
        risk = {"risks": "some", "risk_words": "A loose step at the back door."}
        return PrescriptionFactory(centre=self.centre, person=self.owner, **risk)

    @cached_property
    def case(self) -> Any:
        """The work on it, with a try to reach them and a goal."""
        case = CaseFactory(prescription=self.prescription, next_step="Ring about the fishing club.")
        ContactAttemptFactory(case=case, note="The brother answered.")
        GoalFactory(case=case, words="To fish again.")
        return case

    @cached_property
    def sitting(self) -> Any:
        """What the owner is asked just now."""
        return SittingFactory(case=self.case, instruments=[newest("ucla3").key, newest("matters").key])

    @cached_property
    def trial(self) -> Any:
        """What the centre plans to try in the owner's group."""
        return TrialFactory(centre=self.centre, activity=self.activity)

    @cached_property
    def shared_trial(self) -> Any:
        """… tried once, and tells other centres."""
        return TrialFactory(centre=self.centre, activity=self.activity, shared=True)

    @cached_property
    def story(self) -> Any:
        """What the owner told; a text of it waits for their yes."""
        return StoryFactory(
            centre=self.centre, person=self.owner, reach="anonymous", shown_words="I eat with others.", edition=1
        )

    @cached_property
    def report_words(self) -> Any:
        """What the centre says in a report of its own."""
        return ReportWordsFactory(centre=self.centre)

    @cached_property
    def survey(self) -> Any:
        """What the owner is asked as a champion."""
        return SurveyInvitationFactory(survey__centre=self.centre, person=self.owner).survey

    @cached_property
    def survey_over(self) -> Any:
        """What six champions said together."""
        return SurveyFactory(centre=self.centre, ended=True, said=[{"purpose": 7}] * 6)

    @cached_property
    def look(self) -> Any:
        """A look of somebody at the owner's record that is worth a question."""
        return UnusualLookFactory(centre=self.centre, person=self.owner)

    @cached_property
    def incident(self) -> Any:
        return IncidentFactory(centre=self.centre)

    @cached_property
    def affected(self) -> Any:
        return incidents.add_person(self.incident, self.owner, by=SYSTEM)

    @cached_property
    def record_request(self) -> Any:
        """The owner asks to have everything."""
        return requests.ask(person=self.owner, centre=self.centre, kind=RequestKind.ACCESS, by=SYSTEM)

    @cached_property
    def refused_request(self) -> Any:
        """A correction that the owner asked for, and was refused."""
        wrong = {"kind": RequestKind.CORRECTION, "words": "My street is Woolwich."}
        asked = requests.ask(person=self.owner, centre=self.centre, by=SYSTEM, **wrong)
        return requests.refuse(asked, answer="It is Woodlawn in the lease.", by=SYSTEM)

    @cached_property
    def hours(self) -> Any:
        """What the owner gifted."""
        hours.credit(champion=self.champion, source="matrix", day=timezone.localdate(), minutes=60, by=SYSTEM)
        return self.champion.hours.earliest("pk")

    @cached_property
    def partner(self) -> Any:
        """A clinic outside the centre."""
        facts = {"name": "Elm Street Clinic", "email": "clinic@example.org", "language": "en"}
        return partners.add(centre=self.centre, by=SYSTEM, **facts)

    @cached_property
    def partner_link(self) -> Any:
        """… was sent a link, with its token."""
        return partners.make_link(self.partner, by=SYSTEM)

    @cached_property
    def system(self) -> Any:
        """Another system that reads of the centre's prescriptions."""
        return system_clients.let_in(centre=self.centre, name="Records", by=SYSTEM).client

    @cached_property
    def update_link(self) -> Any:
        """… and one that reads what became of the owner's prescription."""
        return partners.make_link(self.partner, reads=self.prescription, by=SYSTEM)

    def everything(self) -> None:
        """One of each thing, made in the order in which they stand here."""
        for name, made in vars(type(self)).items():
            if isinstance(made, cached_property):
                getattr(self, name)

    def ready(self) -> None:
        """The four who ask exist before anything is asked."""
        _ = (self.champion, self.colleague, self.stranger)

    def user(self, who: str) -> User | None:
        """Whose account asks: nobody's, the owner's, the colleague's or the stranger's."""
        return {
            "anonymous": None,
            "owner": self.owner_user,
            "colleague": self.colleague,
            "stranger": self.stranger,
        }[who]
