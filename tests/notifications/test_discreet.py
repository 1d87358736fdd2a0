"""No message gives a sensitive group away: not in its subject, its words, its text for a telephone or its letter."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activities import asking_notices, leading_notices, notices
from activities.models import Audience, Idea, InviteCall, SubstituteAsk, Wish, Worry
from activities.services import change_requests, digest, group_messages, substitutes
from calendars.notices import load_behind
from champions import invitation_notices
from champions import notices as of_champions
from champions.models import Break, Clearance, Hours, HoursState, Means, Milestone, Need
from champions.renewal_notices import load_clearances, load_for_staff
from champions.services import invitations
from champions.services.invitations import Asking
from core.actors import SYSTEM, Role, person_actor
from evaluation import notices as of_questions
from evaluation import story_notices as of_stories
from evaluation import survey_notices as of_surveys
from matches import notices as company
from matches import visit_notices as of_visits
from matches.models import Alert, Cause, Say, Side, VisitLog
from notifications.lock_notices import load_overrides
from notifications.models import OutboxMessage
from notifications.registry import enclosing, types
from notifications.services import letters, outbox
from people.models import LockOverride
from prescriptions.services import case_letter, map_letter, word_letters
from privacy.notices import load_requests
from tests.factories.activities import (
    ActivityFactory,
    BookingFactory,
    ProposalFactory,
    RegisterFactory,
    SessionFactory,
)
from tests.factories.centres import CentreFactory
from tests.factories.champions import ChampionFactory
from tests.factories.companions import MatchFactory
from tests.factories.evaluation import SittingFactory, StoryFactory, SurveyInvitationFactory
from tests.factories.matches import LiftFactory, VisitFactory
from tests.factories.people import ContactPointFactory, PersonFactory, StaffRoleFactory, UserFactory
from tests.factories.prescriptions import CaseFactory
from tests.factories.privacy import RecordRequestFactory
from tests.factories.words import made, walk

pytestmark = pytest.mark.django_db
SLUGS = [slug for slug, _type in types.items()]
TELLING = {
    "title_en": "Zinnia Sobriety Circle",
    "title_fr": "Cercle Zinnia sur la sobriété",
    "summary_en": "Living with zinnias.",
    "summary_fr": "Vivre avec les zinnias.",
    "audience_en": "People with zinnias",
    "audience_fr": "Les gens à zinnias",
}


def rows(*, sensitive):
    """A group of this kind with a row of everything that a message can be about, by what loads it."""
    centre = CentreFactory()
    leader = ChampionFactory(centre=centre)
    proposal = ProposalFactory(centre=centre, proposer=leader, sensitive=sensitive, **TELLING)
    group = ActivityFactory(centre=centre, leaders=[leader], slug="zinnia", sensitive=sensitive, **TELLING)
    session = SessionFactory(activity=group, day=group.start_date)
    booking = BookingFactory(session=session, offer_until=timezone.now() + timedelta(hours=1))
    call = InviteCall.objects.create(
        kind="accompany",
        centre=centre,
        champion=leader,
        person=booking.person,
        activity=group,
        session=session,
        booking=booking,
        may_name=True,
        where="Zinnia room",
        sign="A zinnia in the hand",
        until=session.ends_at,
        asked_at=timezone.now(),
    )
    idea = Idea.objects.create(
        centre=centre,
        title_en="A zinnia circle",
        title_fr="Un cercle de zinnias",
        sensitive=sensitive,
        state="done",
        reply="Zinnias need sun.",
        activity=group,
        suggested_at=timezone.now(),
    )
    clearance = Clearance.objects.create(
        champion=leader, need=Need.VSC, decided_on=group.start_date, until=group.start_date
    )
    asked = change_requests.ask(group, wish=Wish.OTHER, words="Zinnias", by=person_actor(leader.person_id))
    day = timezone.localdate()
    search = substitutes.seek(session, by=SYSTEM)
    ask = SubstituteAsk.objects.create(search=search, champion=leader, asked_at=timezone.now())
    text = "The Zinnia Sobriety Circle meets upstairs."
    written = group_messages.draft(session, audience=Audience.DATE, text=text, by=SYSTEM)
    written.people, written.sent_at = 1, timezone.now()
    written.save()
    visit = VisitFactory(match__plan="Zinnias", match__request__way_in="By the zinnias")
    log = VisitLog.objects.create(visit=visit, minutes=5, follow_up="Zinnia again", written_at=timezone.now())
    alert = Alert.objects.create(visit=visit, cause=Cause.OUT, raised_at=timezone.now())
    driver = ChampionFactory(centre=centre)
    words = Asking("You are a good host.", Means.LETTER)
    link_worker = StaffRoleFactory(centre=centre, role=Role.LINK_WORKER)
    CaseFactory(prescription__centre=centre, prescription__matters="Zinnias", next_step="Zinnia Circle")
    invitation = invitations.ask(person=PersonFactory(), centre=centre, asking=words, by=SYSTEM)
    return {
        of_champions.load_breaks: Break.objects.create(
            champion=leader, starts_on=day, word="Zinnias", asked_at=timezone.now()
        ),
        of_champions.load_hours: Hours.objects.create(
            champion=leader, source="hand:a", day=day, minutes=60, what="Zinnias", state=HoursState.DECLINED
        ),
        of_champions.load_milestones: Milestone.objects.create(
            champion=leader, unit="hours", number=10, reached_on=day
        ),
        digest.load_centres: centre,
        map_letter.load_centres: centre,
        case_letter.load_roles: link_worker,
        word_letters.load_readers: walk(made(prescription__centre=centre)).prescription.written_by,
        notices.load_groups: group,
        notices.load_changes: booking,
        notices.load_proposals: proposal,
        notices.load_bookings: booking,
        load_behind: booking,
        notices.load_sessions: session,
        notices.load_registers: RegisterFactory(session=session),
        notices.load_change_requests: asked,
        leading_notices.load_asks: ask,
        leading_notices.load_searches: search,
        leading_notices.load_group_messages: written,
        asking_notices.load_asked: call,
        asking_notices.load_invite_calls: call,
        asking_notices.load_ideas: idea,
        company.load_matches: MatchFactory(request__centre=centre, request__interests="Zinnias"),
        company.load_says: Say.objects.create(
            match=MatchFactory(request__centre=centre, agreed="Zinnias"), side=Side.PERSON
        ),
        load_clearances: clearance,
        load_for_staff: clearance,
        of_visits.load_visits: visit,
        of_visits.load_alerts: alert,
        of_visits.load_logs: log,
        of_visits.load_lifts: LiftFactory(centre=centre, driver=driver, booking=booking, drop_off="Zinnia Circle"),
        invitation_notices.load_champions: leader,
        invitation_notices.load_invitations: invitation,
        invitation_notices.load_invitations_for_staff: invitation,
        load_overrides: LockOverride.objects.create(
            person=booking.person,
            centre=centre,
            user=UserFactory(),
            reason="harm",
            words="Zinnia again",
            at=timezone.now(),
            until=timezone.now(),
        ),
        load_requests: RecordRequestFactory(
            person=booking.person, centre=centre, words="The Zinnia Circle", state="granted", answer="Zinnia again"
        ),
        of_surveys.load_invitations: SurveyInvitationFactory(survey__centre=centre, person=booking.person),
        of_questions.load_sittings: SittingFactory(case__prescription__matters="Zinnias"),
        of_stories.load_stories: StoryFactory(
            centre=centre, words="Zinnia again", shown_words="Zinnias", shown_as="Zinnia"
        ),
        notices.load_worries: Worry.objects.create(session=session, text="Zinnia again", at=timezone.now()),
    }


def everything_said(slug, language, *, sensitive):
    """All of a message that leaves the house, small letters."""
    about = rows(sensitive=sensitive)[types[slug].load]  # a new kind of thing: write a row of it above
    person = PersonFactory(language=language)
    phone = ContactPointFactory(person=person)
    address = ContactPointFactory(person=person, by_email=True)
    outbox.notify(slug, person=person, about=about)
    message = OutboxMessage.objects.select_related("person", "centre").get(type=slug)
    [found] = outbox.render_each([message], also_untrue=True)
    carried = [letters.written(found, point) for point in (phone, address)]
    said = [found[1].subject, found[1].text, found[1].address]
    said += [part for letter in carried for part in (letter.subject, letter.text, *letter.headers.values())]
    said += [letter.calendar.content.decode().replace("\r\n ", "") for letter in carried if letter.calendar]
    return "\n".join(said).lower()


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("slug", SLUGS)
def test_message_names_no_sensitive_group(slug, language):
    said = everything_said(slug, language, sensitive=True)
    assert len(said) > 60
    assert ("begin:vevent" in said) is (slug in enclosing)
    for word in ("zinnia", "sobriety", "sobriété", "circle", "cercle"):
        assert word not in said


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("slug", [slug for slug in SLUGS if slug in enclosing])
def test_calendar_of_a_sensitive_group_has_no_place_and_no_name(slug, language):
    said = everything_said(slug, language, sensitive=True)
    assert "class:private" in said
    for name in ("location", "geo:", "url:", "categories", "activities/"):
        assert name not in said[said.index("begin:vevent") :]


@pytest.mark.parametrize("slug", ["place-confirmed", "place-reminder", "missed-you", "session-ahead", "register-open"])
def test_other_groups_are_named(slug):
    assert "zinnia sobriety circle" in everything_said(slug, "en", sensitive=False)
