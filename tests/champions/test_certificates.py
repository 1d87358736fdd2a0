"""Letters and certificates: what is on the paper, who may have one, and how others check one."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from champions.models import Certificate, Kind
from champions.services import certificates, hours
from core.actors import PUBLIC, SYSTEM, Role, person_actor
from core.errors import DomainError, Forbidden
from core.models import AuditEvent
from people.services import erasure
from tests import pdf
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import PersonFactory, UserFactory, staff_actor
from tests.people.conftest import signed_in, staff_client

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 12, 1, 9, tzinfo=ZoneInfo("America/Toronto"))
TODAY = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def _on_a_tuesday(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def champion():
    champion = ChampionFactory(
        person__user=UserFactory(),
        person__name="Terry Moss",
        centre__name_en="Gateway CHC",
        centre__name_fr="CSC Gateway",
        centre__town="Tweed",
    )
    given = {"session:1": (date(2025, 12, 3), 120), "visit:2": (date(2026, 3, 1), 60), "hand:3": (TODAY, 95)}
    for source, (day, minutes) in given.items():
        hours.credit(champion=champion, source=source, day=day, minutes=minutes, by=SYSTEM)
    return champion


def issue(champion, *, first=None, last=None, kinds=("groups",), language="en", by=None):
    by = by or person_actor(champion.person_id)
    return certificates.issue(champion, first=first, last=last, kinds=kinds, language=language, today=TODAY, by=by)


def test_certificate_holds_what_was_counted_in_its_time(champion):
    everything, this_year = issue(champion), issue(champion, first=date(2026, 1, 1), last=date(2026, 6, 30))
    assert (everything.hours, everything.first_day, everything.last_day) == (4, date(2025, 12, 3), TODAY)
    assert (this_year.hours, this_year.first_day, this_year.last_day) == (1, date(2026, 1, 1), date(2026, 6, 30))
    assert len({everything.code, this_year.code}) == 2
    assert len(everything.code) == 16
    with pytest.raises(DomainError, match="certificate_no_hours"):
        issue(champion, last=date(2025, 1, 1))


def test_kinds_of_work_come_from_where_the_hours_come_from(champion):
    assert certificates.kinds_of(champion) == ["groups", "visits", "other"]


@pytest.mark.parametrize("role", [Role.LINK_WORKER, Role.PROVIDER])
def test_certificate_is_made_by_themselves_and_by_whoever_coordinates_there(champion, role):
    issue(champion, by=staff_actor(Role.COORDINATOR, centre=champion.centre))
    for by in (staff_actor(role, centre=champion.centre), staff_actor(), person_actor(PersonFactory().pk)):
        with pytest.raises(Forbidden):
            issue(champion, by=by)


@pdf.needs_press
def test_certificate_in_english_says_name_hours_time_and_how_to_check(champion):
    made = issue(champion, kinds=[Kind.GROUPS, Kind.OTHER])
    page = signed_in(champion.person.user).get(reverse("my_support:certificate", args=[made.pk]))
    words = pdf.words(page)
    for part in (
        "Certificate of volunteer hours", "Terry Moss", "4 hours", "Gateway CHC", "December 3, 2025",
        "December 1, 2026", "hosting and leading groups and other help for the community", made.shown_code,
        "Tweed, December 1, 2026", "Signature",
    ):  # fmt: skip
        assert part in words
    assert len(pdf.read(page).pages) == 1
    assert [figure.startswith("Code for a phone") for figure in pdf.figures(page)] == [True]


@pdf.needs_press
def test_certificate_in_french_dates_and_places_as_a_french_office_does(champion):
    made = issue(champion, kinds=[Kind.VISITS], language="fr", by=staff_actor(centre=champion.centre))
    page = staff_client(Role.MANAGER, centre=champion.centre).get(
        reverse("champion_support:certificate", args=[made.pk])
    )
    words = pdf.words(page)
    for part in (
        "Attestation d’heures de bénévolat",
        "CSC Gateway",
        "du 3 décembre 2025 au 1er décembre 2026",
        "Tweed, le 1er décembre 2026",
        "Signature, nom et fonction",
    ):
        assert part in words


@pdf.needs_press
def test_no_paper_names_a_group_that_is_private(champion):
    group = ActivityFactory(centre=champion.centre, leaders=[champion], sensitive=True, title_en="Zinnia Circle")
    session = SessionFactory(activity=group, day=date(2026, 11, 1))
    hours.credit(champion=champion, source=f"session:{session.pk}", day=session.day, minutes=90, by=SYSTEM)
    made = issue(champion)
    mine = signed_in(champion.person.user)
    for address in (
        reverse("my_support:certificate", args=[made.pk]),
        reverse("my_support:letter", args=[champion.pk, 2026]),
    ):
        assert "Zinnia" not in pdf.words(mine.get(address))


@pdf.needs_press
def test_letter_of_the_year_in_english_and_in_french(champion):
    mine = signed_in(champion.person.user)
    english = pdf.words(mine.get(reverse("my_support:letter", args=[champion.pk, 2026])))
    for part in (
        "Tweed, December 1, 2026",
        "Dear Terry Moss,",
        "In 2026 you gave 2 hours",
        "makes 4 hours",
        "Sincerely,",
    ):
        assert part in english
    with translation.override("fr"):
        address = reverse("my_support:letter", args=[champion.pk, 2026])
    french = pdf.words(mine.get(address))
    for part in (
        "Tweed, le 1er décembre 2026",
        "Objet : Remerciements pour votre engagement bénévole en 2026",
        "Bonjour Terry Moss,",
        "vous avez consacré 2 heures",
        "championne ou champion santé",
        "Nous vous prions de recevoir nos salutations les plus cordiales.",
    ):
        assert part in french.replace("\xa0", " ")
    assert mine.get(reverse("my_support:letter", args=[champion.pk, 2019])).status_code == 404


@pdf.needs_press
def test_staff_write_a_letter_with_a_sentence_of_their_own(champion):
    colleague = staff_client(Role.COORDINATOR, centre=champion.centre, user__name="Marjorie Okafor")
    address = reverse("champion_support:letter", args=[champion.pk])
    words = pdf.words(colleague.post(address, {"year": "2026", "language": "fr", "words": "Quel rire !"}))
    for part in ("Quel rire !", "Marjorie Okafor", "Nous vous prions"):
        assert part in words
    assert list(colleague.post(address, {"year": "2011", "language": "fr"}).context["form"].errors) == ["year"]
    nothing = colleague.get(reverse("champion_support:letter", args=[ChampionFactory(centre=champion.centre).pk]))
    assert "No hours are counted yet" in nothing.text


def test_champion_makes_one_on_their_page_and_ends_it(champion):
    mine = signed_in(champion.person.user)
    address = reverse("my_support:certificate_new", args=[champion.pk])
    bad = mine.post(address, {"first": "2026-03-01", "last": "2026-02-01", "kinds": ["groups"], "language": "en"})
    assert list(bad.context["form"].errors) == ["last"]
    mine.post(address, {"kinds": ["groups"], "language": "en"})
    made = Certificate.objects.get()
    assert (made.issued_by, made.hours) == (None, 4)
    home = mine.get(reverse("my_champion:home")).text
    assert reverse("my_support:certificate", args=[made.pk]) in home
    mine.post(reverse("my_support:certificate_end", args=[made.pk]))
    assert certificates.check(made.code, by=PUBLIC) is None
    assert reverse("my_support:certificate", args=[made.pk]) not in mine.get(reverse("my_champion:home")).text


def test_certificates_of_others_do_not_exist(champion):
    made = issue(champion)
    other = signed_in(ChampionFactory(centre=champion.centre, person__user=UserFactory()).person.user)
    stranger = staff_client(Role.COORDINATOR)
    assert other.get(reverse("my_support:certificate", args=[made.pk])).status_code == 404
    assert other.post(reverse("my_support:certificate_end", args=[made.pk])).status_code == 404
    assert stranger.get(reverse("champion_support:certificate", args=[made.pk])).status_code == 404
    assert stranger.post(reverse("champion_support:certificate_end", args=[made.pk])).status_code == 404


def test_anybody_can_check_and_learns_no_more_than_the_paper_says(champion):
    made = issue(champion)
    anybody = Client()
    typed = anybody.post(reverse("certificates:check"), {"code": f" {made.shown_code.lower()} "})
    scanned = anybody.get(reverse("certificates:with_code", args=[made.code]))
    for answer in (typed, scanned):
        assert answer.status_code == 200
        words = answer.text.replace("\xa0", " ")
        for part in ("Terry Moss", "4 hours, from December 3, 2025 to December 1, 2026", "Gateway CHC"):
            assert part in words
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert str(champion.person.public_id) not in words
    assert AuditEvent.objects.filter(action="certificate.checked", person_id=champion.person_id).count() == 2


@pytest.mark.parametrize("how", ["unknown", "ended", "erased"])
def test_unknown_ended_and_forgotten_papers_get_the_same_answer(champion, how):
    made = issue(champion)
    code = made.code if how != "unknown" else "2" * 16
    if how == "ended":
        certificates.revoke(made, by=staff_actor(centre=champion.centre))
    elif how == "erased":
        erasure.erase(champion.person, by=SYSTEM)
    answer = Client().post(reverse("certificates:check"), {"code": code})
    assert answer.status_code == 404
    assert list(answer.context["form"].errors.values()) == [
        ["We know no certificate with this code. Please compare it with the paper, or call the centre."]
    ]
    assert "Terry" not in answer.text


def test_codes_are_not_tried_without_end(champion, settings):
    settings.THROTTLE, settings.THROTTLE_PER_ADDRESS = True, 2
    anybody = Client()
    answers = [anybody.get(reverse("certificates:with_code", args=["2" * 16])).status_code for _nth in range(3)]
    assert answers == [404, 404, 429]
