"""The steps before somebody starts, on the file and on the champion's home; and what a centre asks."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from champions.models import CentreNeeds, CheckConsent, Clearance, Decision, Need, Referee, Work
from champions.services import asked, clearances, steps
from core.actors import Role
from core.errors import Forbidden
from tests import pdf
from tests.factories.champions import ChampionFactory
from tests.factories.people import UserFactory, staff_actor
from tests.people.conftest import signed_in, staff_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def champion(db):
    user = UserFactory()
    return ChampionFactory(
        uncleared=True, works=[Work.VISIT], person__user=user, person__name="Rosa Lind", supporter=UserFactory()
    )


@pytest.fixture
def desk(champion):
    return staff_client(Role.COORDINATOR, centre=champion.centre)


@pytest.fixture
def mine(champion):
    return signed_in(champion.person.user)


def at(name, *args):
    return reverse(f"screening:{name}", args=args)


def text_of(answer):
    return " ".join(answer.content.decode().split())


def settle(champion, need, **fields):
    return Clearance.objects.create(champion=champion, need=need, **{"decided_on": date(2026, 1, 5), **fields})


def states(champion):
    return {step.need: step.state for step in steps.of(champion, on=timezone.localdate())}


def test_steps_follow_from_the_kinds_of_role_each_with_its_reasons(champion):
    found = steps.of(champion, on=timezone.localdate())
    assert [step.need for step in found] == asked.table(champion.centre_id).needed([Work.VISIT])
    assert found[-1].reasons == ["because you are in a position of trust towards somebody who may be vulnerable"]


def test_how_each_step_stands(champion):
    today = timezone.localdate()
    settle(champion, Need.ORIENTATION)
    settle(champion, Need.TRAINING, until=today + timedelta(days=30))
    settle(champion, Need.VSC, until=today - timedelta(days=1))
    settle(champion, Need.INTERVIEW, decision=Decision.REFUSED)
    assert states(champion) == {
        Need.ORIENTATION: steps.State.SETTLED,
        Need.INTERVIEW: steps.State.REFUSED,
        Need.CONFIDENTIALITY: steps.State.OPEN,
        Need.REFERENCES: steps.State.OPEN,
        Need.TRAINING: steps.State.SOON,
        Need.VSC: steps.State.RAN_OUT,
    }


def test_a_wider_check_shows_the_narrower_one_as_settled(champion):
    champion.works = [Work.MONEY]
    settle(champion, Need.VSC)
    assert states(champion) == {Need.CRC: steps.State.SETTLED}


@pytest.mark.parametrize("count", [1, 3])
def test_steps_ask_the_same_for_one_and_for_three(champion, count, django_assert_num_queries):
    for need in (Need.ORIENTATION, Need.TRAINING, Need.INTERVIEW)[:count]:
        settle(champion, need)
    with django_assert_num_queries(3):  # what the centre asks, what was written down, the groups that they lead
        found = steps.of(champion, on=timezone.localdate())
    assert len([step for step in found if step.is_settled]) == count


def test_staff_write_a_step_down_and_the_file_shows_it(champion, desk):
    typed = {"on": "2026-01-05", "decision": "accepted"}
    desk.post(at("step", champion.pk, "orientation"), typed)
    row = Clearance.objects.get()
    assert (row.need, row.decided_on, row.until) == (Need.ORIENTATION, date(2026, 1, 5), None)
    page = text_of(desk.get(reverse("champions:file", args=[champion.pk])))
    assert "January 5" in page
    assert "because you are alone with somebody in their home" in page


def test_a_day_to_come_is_refused_at_its_field_and_what_was_typed_stays(champion, desk):
    ahead = timezone.localdate() + timedelta(days=30)
    typed = {"issued_on": ahead.isoformat(), "on": ahead.isoformat(), "decision": "accepted"}
    page = text_of(desk.post(at("step", champion.pk, "insurance"), typed))
    assert page.count("This day has not come yet.") >= 2
    assert f'value="{ahead.year}"' in page
    assert not Clearance.objects.exists()


def test_a_check_is_asked_for_only_with_consent_and_keeps_nothing_more(champion, desk):
    address = at("step", champion.pk, "vsc")
    page = text_of(desk.get(address))
    assert "The police service gives the results to the champion first" in page
    assert "Until when" not in page
    typed = {"issued_on": "2026-01-02", "on": "2026-01-10", "decision": "accepted"}
    assert "First write down that the champion has agreed in writing" in text_of(desk.post(address, typed))
    desk.post(at("consent", champion.pk, "vsc"), {"consent-given_on": "2026-01-05"})
    assert CheckConsent.objects.get().need == Need.VSC
    page = text_of(desk.get(address))
    assert "They agreed to this check in writing on January 5" in page
    assert 'type="file"' not in page
    desk.post(address, typed)
    row = Clearance.objects.get()
    assert (row.issued_on, row.until) == (date(2026, 1, 2), date(2029, 1, 2))


def test_a_consent_without_a_day_is_refused_at_its_field(champion, desk):
    page = text_of(desk.post(at("consent", champion.pk, "vsc"), {"consent-given_on_day": "5"}))
    assert "The date needs a month." in page
    assert not CheckConsent.objects.exists()


def test_a_mistake_is_taken_back_and_stays_in_the_list(champion, desk):
    row = settle(champion, Need.ORIENTATION)
    page = text_of(desk.post(at("take_back", row.pk), follow=True))
    assert "Taken back on" in page
    assert states(champion)[Need.ORIENTATION] == steps.State.OPEN


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Vulnerable sector check", "position of trust or authority", "Rosa Lind", "January 5"]),
        ("fr", ["Rosa Lind", "janvier"]),
    ],
)
@pdf.needs_press
def test_letter_for_the_police_says_which_check_and_why(champion, desk, language, words):
    clearances.agree_to_check(champion, Need.VSC, on=date(2026, 1, 5), by=staff_actor(centre=champion.centre))
    response = desk.get(at("letter", champion.pk, "vsc", language))
    said = pdf.words(response)
    for word in words:
        assert word in said
    assert pdf.read(response).trailer["/Root"]["/Lang"] == language
    assert response["Cache-Control"] == "no-store"


@pdf.needs_press
def test_a_letter_says_that_a_check_is_free_only_where_it_is(champion, desk):
    for need, is_free in ((Need.CRC, True), (Need.VSC, False)):
        clearances.agree_to_check(champion, need, on=date(2026, 1, 5), by=staff_actor(centre=champion.centre))
        said = pdf.words(desk.get(at("letter", champion.pk, need.value, "en")))
        assert ("free of charge" in said) is is_free


def test_no_letter_without_consent(champion, desk):
    page = desk.get(at("letter", champion.pk, "vsc", "en"), follow=True)
    assert "First write down that the champion has agreed in writing" in text_of(page)


def test_home_says_kindly_what_is_settled_and_what_comes_next(champion, mine):
    settle(champion, Need.ORIENTATION)
    settle(champion, Need.VSC, until=timezone.localdate() - timedelta(days=1))
    settle(champion, Need.INTERVIEW, decision=Decision.REFUSED)
    page = text_of(mine.get(reverse("my_champion:home")))
    assert "Settled, thank you" in page
    assert "it is time for a new one. Your groups go on as they are." in page
    assert "Your centre would like to talk with you about this one." in page
    assert "Because you are alone with somebody in their home" in page
    for unkind in ("failed", "refused", "not accepted", "missing"):
        assert unkind not in page


def test_a_champion_signs_the_agreement_on_screen(champion, mine):
    address = reverse("my_steps:agreement", args=[champion.pk])
    page = mine.get(address)
    version = page.context["form"].initial["version"]
    assert "Type your name if you agree." in text_of(mine.post(address, {"version": version, "name": " "}))
    mine.post(address, {"version": version, "name": "Rosa Lind"})
    row = Clearance.objects.get()
    assert (row.signed_as, row.version, row.decided_by) == ("Rosa Lind", version, None)
    again = mine.post(address, {"version": version, "name": "Somebody else"})
    assert "You signed this on" in text_of(again)
    assert Clearance.objects.count() == 1


def test_nobody_signs_for_somebody_else(champion):
    other = ChampionFactory(person__user=UserFactory())
    address = reverse("my_steps:agreement", args=[champion.pk])
    assert signed_in(other.person.user).get(address).status_code == 404


def test_a_champion_names_two_people_and_never_reads_what_they_say(champion, mine, desk):
    address = reverse("my_steps:referees", args=[champion.pk])
    typed = {"name": "Ann Bell", "knows_them": "Next door", "language": "en"}
    page = text_of(mine.post(address, typed))
    assert "Write an e-mail address or a telephone number" in page or "Please tick this box" in page
    typed |= {"agreed": "on"}
    assert "Write an e-mail address or a telephone number" in text_of(mine.post(address, typed))
    mine.post(address, {**typed, "phone": "416-555-0142"})
    referee = Referee.objects.get()
    heard = {"since": "For years, next door.", "trust": "Not with my goldfish."}
    desk.post(at("reference", referee.pk), heard)
    page = text_of(mine.get(address))
    assert "has answered" in page
    assert "goldfish" not in page
    assert mine.get(at("reference", referee.pk)).status_code == 403
    read = text_of(desk.get(at("reference", referee.pk)))
    assert "Not with my goldfish." in read
    desk.post(at("reference", referee.pk), {"verdict": "refused"})
    referee.answer.refresh_from_db()
    assert referee.answer.verdict == "refused"


def test_a_link_worker_never_sees_a_file(champion):
    client = staff_client(Role.LINK_WORKER, centre=champion.centre)
    for name, args in (("step", (champion.pk, "vsc")), ("works", (champion.pk,)), ("add_referee", (champion.pk,))):
        assert client.get(at(name, *args)).status_code == 403
    assert client.get(at("table")).status_code == 200


def test_a_provider_reads_what_is_asked_and_why(champion):
    page = text_of(staff_client(Role.PROVIDER, centre=champion.centre).get(at("table")))
    assert "because you are trusted with other people’s money" in page


def test_kinds_of_role_are_written_down(champion, desk):
    desk.post(at("works", champion.pk), {"works": ["drive", "host"]})
    champion.refresh_from_db()
    assert champion.works == ["host", "drive"]
    assert "choose" not in text_of(desk.post(at("works", champion.pk), {"works": []}))


@pytest.fixture
def manager(champion):
    return staff_client(Role.MANAGER, centre=champion.centre)


def test_a_manager_changes_what_a_role_needs_and_the_reason(champion, manager, desk):
    typed = {"needs": ["orientation", "crc"], "crc_en": "because of the till", "crc_fr": "à cause de la caisse"}
    manager.post(at("ask", "host"), typed)
    assert asked.table(champion.centre_id).needed([Work.HOST]) == [Need.ORIENTATION, Need.CRC]
    assert "because of the till" in text_of(desk.get(at("table")))
    assert "à cause de la caisse" in text_of(desk.get(at("table").replace("/en/", "/fr/")))
    assert asked.table(ChampionFactory().centre_id).needed([Work.HOST]) == [Need.ORIENTATION, Need.CONFIDENTIALITY]
    manager.post(at("ask", "host"), {"as_usual": "1"})
    assert asked.table(champion.centre_id).needed([Work.HOST]) == [Need.ORIENTATION, Need.CONFIDENTIALITY]


def test_a_reason_that_is_too_long_is_refused_and_stays(manager):
    page = text_of(manager.post(at("ask", "host"), {"needs": ["crc"], "crc_en": "x" * 201}))
    assert "Please keep it to 200 characters." in page
    assert "x" * 201 in page
    assert not CentreNeeds.objects.filter(asked__has_key="host").exists()


def test_a_manager_says_for_how_long_a_step_counts(champion, manager):
    typed = {need.value: "" for need in Need} | {"training": "6", "vsc": "x"}
    assert "Please write a number in digits" in text_of(manager.post(at("months"), typed))
    manager.post(at("months"), typed | {"vsc": "12"})
    table = asked.table(champion.centre_id)
    assert (table.months(Need.TRAINING), table.months(Need.VSC), table.months(Need.CRC)) == (6, 12, None)


def test_what_a_centre_asks_is_decided_by_its_managers(champion):
    for by in (staff_actor(Role.COORDINATOR, centre=champion.centre), staff_actor(Role.MANAGER)):
        with pytest.raises(Forbidden):
            asked.ask(champion.centre, Work.HOST, needs={}, by=by)


def test_an_unknown_step_or_role_is_no_page(champion, desk, manager):
    assert desk.get(at("step", champion.pk, "astrology")).status_code == 404
    assert manager.get(at("ask", "astrology")).status_code == 404
    assert desk.get(at("letter", champion.pk, "orientation", "en")).status_code == 404
    assert desk.get(at("letter", champion.pk, "vsc", "de")).status_code == 404
