"""The copy of everything that is held, for the person themselves: one part for each hat."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from champions.services import hours, support
from core import merging as declared
from core.actors import SYSTEM, Role
from core.models import AuditEvent
from people import copies
from people.services import merging
from tests import pdf
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.champions import ChampionFactory
from tests.factories.matches import LiftFactory
from tests.factories.people import PersonFactory, UserFactory, staff_actor
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


def test_fields_for_a_program_stand_beside_the_lines(champion):
    book(champion.person, champion.centre, title_en="Zinnia Morning")
    LiftFactory(person=champion.person, centre=champion.centre)
    parts = {part["part"]: part for hat in copies.as_data(champion.person)["hats"] for part in hat["parts"]}
    assert parts["places"]["fields"][0]["title"] == "Zinnia Morning"
    assert parts["lifts"]["fields"][0]["drop_off"] == "Guelph CHC, 176 Wyndham Street North"
    assert "fields" not in parts["hours"]


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
