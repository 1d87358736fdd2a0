"""No message gives a sensitive group away: not in its subject, its words, its text for a telephone or its letter."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activities import notices
from activities.models import Wish, Worry
from activities.services import change_requests, digest
from calendars.notices import load_behind
from core.actors import person_actor
from notifications.models import OutboxMessage
from notifications.registry import enclosing, types
from notifications.services import letters, outbox
from prescriptions.services import map_letter
from tests.factories.activities import (
    ActivityFactory,
    BookingFactory,
    ProposalFactory,
    RegisterFactory,
    SessionFactory,
)
from tests.factories.centres import CentreFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import ContactPointFactory, PersonFactory

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
    asked = change_requests.ask(group, wish=Wish.OTHER, words="Zinnias", by=person_actor(leader.person_id))
    return {
        digest.load_centres: centre,
        map_letter.load_centres: centre,
        notices.load_groups: group,
        notices.load_changes: booking,
        notices.load_proposals: proposal,
        notices.load_bookings: booking,
        load_behind: booking,
        notices.load_sessions: session,
        notices.load_registers: RegisterFactory(session=session),
        notices.load_change_requests: asked,
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
