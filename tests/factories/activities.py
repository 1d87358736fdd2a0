"""Proposals, activities, sessions and bookings."""

from datetime import UTC, date, datetime, time, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from activities import schedules
from activities.choices import Frequency, JoinMode
from activities.models import (
    Activity,
    ActivityState,
    Booking,
    BookingState,
    Enrolment,
    Imported,
    Proposal,
    ProposalState,
    Register,
    Session,
    SessionState,
)
from activities.models.imported import FileKind
from core.actors import Channel
from tests.factories.centres import CentreFactory, VenueFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import PersonFactory


class GroupFactory(DjangoModelFactory):
    """What proposals and activities share: a weekly afternoon group in words of both languages, in a room."""

    class Meta:
        abstract = True

    title_en = factory.Sequence(lambda n: f"Card night {n:03}")
    title_fr = factory.LazyAttribute(lambda group: group.title_en.replace("Card night", "Soirée de cartes"))
    summary_en = "An easy afternoon of cards, tea and talk."
    summary_fr = "Un après-midi tout simple : cartes, thé et jasette."
    audience_en = "Everyone"
    audience_fr = "Tout le monde"
    languages = factory.LazyFunction(lambda: ["en"])
    venue = factory.SubFactory(VenueFactory, centre=factory.SelfAttribute("..centre"))
    capacity = 10
    join_mode = JoinMode.SIGN_UP
    start_date = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=7))
    start_time = time(14)
    minutes = 90
    on_holidays = "meet"  # else how many dates a group has would hang on the day on which the tests run
    rule = factory.LazyAttribute(
        lambda group: schedules.rule_for(group.frequency, group.start_date) if group.start_date else None
    )

    class Params:
        frequency = Frequency.WEEKLY
        drop_in = factory.Trait(join_mode=JoinMode.DROP_IN, capacity=None)


class ProposalFactory(GroupFactory):
    """A draft of an active champion of the centre."""

    class Meta:
        model = Proposal
        skip_postgeneration_save = True

    centre = factory.SubFactory(CentreFactory)
    proposer = factory.SubFactory(ChampionFactory, centre=factory.SelfAttribute("..centre"))
    created_at = factory.LazyFunction(timezone.now)
    updated_at = factory.SelfAttribute("created_at")

    class Params:
        submitted = factory.Trait(
            state=ProposalState.SUBMITTED, submitted_at=factory.LazyAttribute(lambda proposal: proposal.created_at)
        )
        returned = factory.Trait(submitted=True, state=ProposalState.CHANGES_REQUESTED)
        blank = factory.Trait(
            **dict.fromkeys(("title_en", "title_fr", "summary_en", "summary_fr", "audience_en", "audience_fr"), ""),
            **dict.fromkeys(("start_date", "start_time", "minutes", "venue", "rule", "capacity")),
            languages=factory.LazyFunction(list),
        )

    @factory.post_generation
    def co_leaders(self, create: bool, extracted: list | None, **_kwargs: object) -> None:
        if create and extracted:
            self.co_leaders.set(extracted)


class ActivityFactory(GroupFactory):
    """A published weekly group; it has no sessions until you make them. Led by `leaders=[…]`, or by nobody."""

    class Meta:
        model = Activity
        skip_postgeneration_save = True

    centre = factory.SubFactory(CentreFactory)
    slug = factory.Sequence(lambda n: f"card-night-{n:03}")
    search_text = factory.LazyAttribute(lambda activity: f"{activity.title_en} {activity.title_fr}".lower())
    published_at = datetime(2026, 1, 5, 15, tzinfo=UTC)
    modified_at = datetime(2026, 1, 5, 15, tzinfo=UTC)

    class Params:
        draft = factory.Trait(
            state=ActivityState.DRAFT,
            source=factory.RelatedFactory(
                "tests.factories.activities.ImportedFactory", "activity", centre=factory.SelfAttribute("..centre")
            ),
        )

    @factory.post_generation
    def leaders(self, create: bool, extracted: list | None, **_kwargs: object) -> None:
        if create and extracted:
            self.leaders.set(extracted)


def _slot(session: factory.builder.Resolver) -> schedules.Slot:
    activity = session.activity
    return schedules.slot(session.day, activity.start_time, activity.minutes, activity.centre.zone)


class ImportedFactory(DjangoModelFactory):
    """Where a draft came from."""

    class Meta:
        model = Imported

    kind = FileKind.CALENDAR
    key = factory.Sequence(lambda n: f"{n:064}")
    at = datetime(2026, 1, 5, 15, tzinfo=UTC)


class SessionFactory(DjangoModelFactory):
    """The activity's date of `day`, at its time, in its room, with its capacity. Days count up from a week ahead."""

    class Meta:
        model = Session

    activity = factory.SubFactory(ActivityFactory)
    centre = factory.SelfAttribute("activity.centre")
    venue = factory.SelfAttribute("activity.venue")
    capacity = factory.SelfAttribute("activity.capacity")
    day: date = factory.LazyAttributeSequence(lambda session, n: session.activity.start_date + timedelta(weeks=n % 20))
    original_date = factory.SelfAttribute("day")
    starts_at = factory.LazyAttribute(lambda session: _slot(session).starts_at)
    ends_at = factory.LazyAttribute(lambda session: _slot(session).ends_at)
    modified_at = datetime(2026, 1, 5, 15, tzinfo=UTC)

    class Params:
        cancelled = factory.Trait(state=SessionState.CANCELLED)


class BookingFactory(DjangoModelFactory):
    """A confirmed place, made on the web by somebody whom the centre knows.

    Does not count `session.seats_taken`: book by the service where that matters.
    """

    class Meta:
        model = Booking
        skip_postgeneration_save = True

    session = factory.SubFactory(SessionFactory)
    person = factory.SubFactory(PersonFactory)
    state = BookingState.CONFIRMED
    channel = Channel.WEB
    created_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def known_there(self, create: bool, _extracted: object, **_kwargs: object) -> None:
        if create:
            self.person.centres.add(self.session.centre)


class RegisterFactory(DjangoModelFactory):
    """An open register of a session."""

    class Meta:
        model = Register

    session = factory.SubFactory(SessionFactory)


class EnrolmentFactory(DjangoModelFactory):
    """A standing place without its dates: enrol by the service where those matter."""

    class Meta:
        model = Enrolment

    activity = factory.SubFactory(ActivityFactory, join_mode=JoinMode.STANDING)
    person = factory.SubFactory(PersonFactory)
    channel = Channel.WEB
    created_at = factory.LazyFunction(timezone.now)
