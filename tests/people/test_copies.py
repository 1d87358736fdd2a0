"""The copy of everything that is held, for the person themselves: one part for each hat."""

import json
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from activities.models import Idea, InviteCall
from champions.models import Break, Hours, Milestone, StoryConsent
from champions.services import hours, support
from core import merging as declared
from core.actors import SYSTEM, Role
from core.models import AuditEvent
from evaluation.models import Measure, Way
from evaluation.services import equity
from matches.models import Say, Side
from people import copies
from people.models.consent import Purpose
from people.services import consents, merging
from prescriptions.models import Word, WordKind
from privacy.views.requests import as_json
from tests import pdf
from tests.factories.activities import ActivityFactory, BookingFactory, EnrolmentFactory, SessionFactory
from tests.factories.champions import ApplicationFactory, ChampionFactory, ChampionInvitationFactory
from tests.factories.companions import MatchFactory, ProfileFactory
from tests.factories.evaluation import SittingFactory, StoryFactory, SurveyInvitationFactory
from tests.factories.matches import LiftFactory, VisitFactory
from tests.factories.people import ContactPointFactory, PersonFactory, UserFactory, staff_actor
from tests.factories.prescriptions import (
    CaseFactory,
    ContactAttemptFactory,
    GoalFactory,
    HappeningFactory,
    StepFactory,
    TakingPartFactory,
)
from tests.factories.privacy import RecordRequestFactory
from tests.people.conftest import signed_in, staff_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def champion():
    champion = ChampionFactory(person__user=UserFactory(), person__access_needs="A chair with arms")
    by = staff_actor(centre=champion.centre)
    support.write_plan(champion, helps="Large print, please.", hinders="", reach="", agreed="", by=by)
    support.note(champion, layer="shared", text="We agreed on Tuesdays.", by=by)
    support.note(champion, layer="staff", text="Worn out in May.", by=by)
    hours.credit(champion=champion, source="session:1", day=date(2026, 11, 1), minutes=90, by=SYSTEM)
    return champion


def book(person, centre, **fields):
    group = ActivityFactory(centre=centre, **fields)
    session = SessionFactory(activity=group, day=timezone.localdate())
    return BookingFactory(session=session, person=person)


def said(person):
    return {half.title: [line for _title, lines in half.parts for line in lines] for half in copies.of(person)}


def test_both_hats_stand_in_it_and_apart(champion):
    book(champion.person, champion.centre, title_en="Zinnia Morning")
    halves = said(champion.person)
    assert list(halves) == ["As somebody whom the centre serves", "As a Health Champion"]
    client, own = ("\n".join(lines).replace("\xa0", " ") for lines in halves.values())
    for words, where in [
        ("A chair with arms", client),
        ("Zinnia Morning", client),
        ("Large print, please.", own),
        ("We agreed on Tuesdays.", own),
        ("November 1, 2026, 1 hour 30 minutes", own),
    ]:
        assert (words in where, words in {client: own, own: client}[where]) == (True, False)


def test_notes_for_staff_alone_are_not_in_it(champion):
    assert "Worn out in May." not in str(said(champion.person))


def test_client_who_is_no_champion_has_one_part():
    assert list(said(PersonFactory())) == ["As somebody whom the centre serves"]


def test_private_groups_are_not_named(champion):
    book(champion.person, champion.centre, title_en="Zinnia Circle", sensitive=True)
    assert "Zinnia" not in str(said(champion.person))
    assert "Zinnia" not in str(copies.as_data(champion.person))


def everything(champion):
    """Whoever wears both hats, with something in every part of the copy."""
    person, centre, now = champion.person, champion.centre, timezone.now()
    ContactPointFactory(person=person)
    consents.give(person=person, purpose=Purpose.OWN_PLACES, by=SYSTEM)
    case = CaseFactory(prescription__centre=centre, prescription__person=person, next_step="Call in spring")
    ContactAttemptFactory(case=case)
    GoalFactory(case=case)
    Word.objects.create(prescription=case.prescription, kind=WordKind.RECEIVED, at=now)
    link = TakingPartFactory(prescription=case.prescription, activity__title_en="Zinnia Circle")
    type(link.activity).objects.filter(pk=link.activity_id).update(sensitive=True)
    HappeningFactory(taking_part=link)
    StepFactory(case=case, taking_part=link)
    place = book(person, centre, title_en="Zinnia Morning")
    EnrolmentFactory(person=person, activity=place.session.activity)
    InviteCall.objects.create(
        kind="invite", centre=centre, champion=ChampionFactory(centre=centre), person=person,
        activity=place.session.activity, asked_at=now, until=now,
    )  # fmt: skip
    Idea.objects.create(centre=centre, person=person, title_en="A choir", suggested_at=now)
    LiftFactory(person=person, centre=centre)
    RecordRequestFactory(person=person, centre=centre)
    said = Measure(instrument="ucla3:2004", answers={"isolated": 2}, way=Way.WEB, begun_at=now, answered_at=now)
    said.sitting = SittingFactory(case=case)
    said.save()
    equity.answer(person, answers={"language": ["fr"]}, agrees=True, by=SYSTEM)
    StoryFactory(person=person, centre=centre)
    companions(champion)
    leads(champion)


def companions(champion):
    """They are visited, they visit, and both have said how it was."""
    ProfileFactory(champion=champion)
    said = {"went": "well", "words": "Tea.", "said_at": timezone.now()}
    for match, side in (
        (MatchFactory(request__person=champion.person, request__centre=champion.centre, together=True), Side.PERSON),
        (MatchFactory(request__centre=champion.centre, champion=champion, together=True), Side.CHAMPION),
    ):
        VisitFactory(match=match)
        Say.objects.filter(match=match, side=side).update(**said)


def leads(champion):
    """All that a champion's file has beside plan, notes and hours."""
    now, today = timezone.now(), timezone.localdate()
    Break.objects.create(champion=champion, starts_on=today, asked_at=now)
    SurveyInvitationFactory(survey__centre=champion.centre, person=champion.person)
    hours.correct(Hours.objects.get(champion=champion), minutes=60, day=today, why="An hour", today=today, by=SYSTEM)
    Milestone.objects.create(champion=champion, unit="hours", number=10, reached_on=today)
    ApplicationFactory(champion=champion, gifts="Zinnias")
    ChampionInvitationFactory(champion=champion, centre=champion.centre)
    StoryConsent.objects.create(
        champion=champion, named_as="first", about="Cards", wording="1", channel="desk", given_at=now
    )


def test_every_part_that_has_words_has_the_same_as_fields(champion):
    everything(champion)
    data = json.loads(as_json(champion.person).content)
    held = {part["part"]: part for hat in data["hats"] for part in hat["parts"]}
    assert set(held) == set(dict(copies.parts.items()))  # a new part: give them something of it above
    assert [slug for slug, part in held.items() if not part["fields"]] == []
    for slug, name, value in [
        ("places", "title", "Zinnia Morning"),
        ("lifts", "drop_off", "Guelph CHC, 176 Wyndham Street North"),
        ("hours", "minutes", 60),
        ("corrections", "minutes_before", 90),
        ("plan", "helps", "Large print, please."),
        ("application", "gifts", "Zinnias"),
        ("walked", "next_step", "Call in spring"),
        ("prescriptions", "needs", ["bereavement", "social"]),
        ("said_as_client", "words", "Tea."),
    ]:
        assert held[slug]["fields"][0][name] == value
    for text in (held["came_back"], held["client_plan"]):
        assert "Zinnia Circle" not in json.dumps(text)
    assert "Worn out in May." not in json.dumps(held)


def test_what_somebody_offers_as_a_visitor_reads_as_words(champion):
    ProfileFactory(champion=champion)
    with translation.override("en"):
        assert "friendly visit, Maple Falls" in str(said(champion.person))


@pdf.needs_press
def test_paper_is_for_the_person_alone_and_recorded(champion):
    address = reverse("my:copy")
    page = signed_in(champion.person.user).get(address)
    assert "Large print, please." in pdf.words(page)
    assert AuditEvent.objects.filter(action="person.copied", person_id=champion.person_id).count() == 1
    other = staff_client(Role.MANAGER, centre=champion.centre).get(address)
    assert "Large print" not in pdf.words(other)
    with translation.override("fr"):
        address = reverse("my:copy")
    assert "1 heure 30 minutes" in pdf.words(signed_in(champion.person.user).get(address)).replace("\xa0", " ")


def test_merging_brings_the_file_of_a_champion_to_the_record_that_stays(champion):
    kept = PersonFactory(centres=[champion.centre])
    merging.merge(kept, champion.person, by=SYSTEM)
    own = "\n".join(said(kept)["As a Health Champion"])
    for words in ("Large print, please.", "We agreed on Tuesdays."):
        assert words in own
    assert "champions.Champion.person" in declared.registry
