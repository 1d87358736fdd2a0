from datetime import date

import pytest
from django.template.loader import get_template

from champions import agreement
from champions.agreement import Version
from champions.models import CentreNeeds, Clearance, Decision, Need, Verdict, Work
from champions.services import clearances, references
from core.actors import Role, person_actor
from core.errors import DomainError, Forbidden
from core.models import AuditEvent
from tests.factories.champions import ChampionFactory
from tests.factories.people import staff_actor

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 28)


def settle(champion, *needs, **answers):
    by = staff_actor(centre=champion.centre)
    for need in needs:
        clearances.settle(champion, need, by=by, on=TODAY, **answers)


def agree(champion, need, on=TODAY):
    clearances.agree_to_check(champion, need, on=on, by=staff_actor(centre=champion.centre))


def test_lacking_names_what_is_missing_and_leaves_out_whoever_is_ready():
    ready, new = ChampionFactory(uncleared=True), ChampionFactory(uncleared=True)
    settle(ready, Need.ORIENTATION, Need.CONFIDENTIALITY)
    settle(new, Need.CONFIDENTIALITY)
    assert clearances.lacking([ready, new], [Work.HOST], on=TODAY) == {new.pk: [Need.ORIENTATION]}


@pytest.mark.parametrize("number", [1, 3])
def test_lacking_asks_twice_however_many_champions_there_are(django_assert_num_queries, number):
    champions = [ChampionFactory(uncleared=True) for _ in range(number)]
    with django_assert_num_queries(2):
        assert len(clearances.lacking(champions, [Work.HOST], on=TODAY)) == number


def test_a_wider_police_check_says_what_a_narrower_one_does():
    champion = ChampionFactory(uncleared=True)
    agree(champion, Need.VSC)
    settle(champion, Need.VSC)
    assert clearances.lacking([champion], [Work.MONEY], on=TODAY) == {}


@pytest.mark.parametrize("answers", [{"until": date(2026, 11, 27)}, {"decision": Decision.REFUSED}])
def test_what_has_run_out_or_was_refused_settles_nothing(answers):
    champion = ChampionFactory(uncleared=True)
    agree(champion, Need.CRC)
    settle(champion, Need.CRC, **answers)
    assert clearances.lacking([champion], [Work.MONEY], on=TODAY) == {champion.pk: [Need.CRC]}


def test_a_file_is_seen_by_its_champion_and_by_coordinators_of_the_centre_alone():
    champion = ChampionFactory(uncleared=True)
    settle(champion, Need.ORIENTATION)
    at = champion.centre
    assert [
        Clearance.visible_to(staff_actor(role, centre=centre)).count()
        for role, centre in [
            (Role.COORDINATOR, at),
            (Role.MANAGER, at),
            (Role.LINK_WORKER, at),
            (Role.PROVIDER, at),
            (Role.COORDINATOR, ChampionFactory(uncleared=True).centre),
        ]
    ] == [1, 1, 0, 0, 0]


def test_settling_by_a_link_worker_is_refused():
    champion = ChampionFactory()
    with pytest.raises(Forbidden):
        clearances.settle(champion, Need.CRC, by=staff_actor(Role.LINK_WORKER, centre=champion.centre), on=TODAY)


def test_a_police_check_without_consent_in_writing_is_refused():
    champion = ChampionFactory(uncleared=True)
    agree(champion, Need.CRC)  # to another one
    with pytest.raises(DomainError, match="consent_first"):
        settle(champion, Need.VSC)


def test_each_new_police_check_needs_a_consent_of_its_own():
    champion = ChampionFactory(uncleared=True)
    agree(champion, Need.CRC)
    settle(champion, Need.CRC)
    with pytest.raises(DomainError, match="consent_first"):
        settle(champion, Need.CRC)


def test_what_is_settled_counts_as_long_as_the_centre_says_from_the_date_on_the_paper():
    champion = ChampionFactory(uncleared=True)
    CentreNeeds.objects.create(centre=champion.centre, months={Need.INSURANCE: 6})
    settle(champion, Need.INSURANCE, issued_on=date(2026, 8, 31))
    assert Clearance.objects.get().until == date(2027, 2, 28)


def test_a_later_no_undoes_an_earlier_yes_until_it_is_taken_back():
    champion = ChampionFactory(uncleared=True)
    settle(champion, Need.INSURANCE, issued_on=TODAY)
    settle(champion, Need.INSURANCE, decision=Decision.REFUSED)
    assert Need.INSURANCE in clearances.lacking([champion], [Work.DRIVE], on=TODAY)[champion.pk]
    by = staff_actor(centre=champion.centre)
    row = clearances.take_back(Clearance.objects.get(decision=Decision.REFUSED), by=by)
    assert Need.INSURANCE not in clearances.lacking([champion], [Work.DRIVE], on=TODAY)[champion.pk]
    assert row.taken_back_by_id == by.user_id
    with pytest.raises(DomainError, match="taken_back"):
        clearances.take_back(row, by=by)


def test_what_is_taken_back_stays_to_be_seen():
    champion = ChampionFactory(uncleared=True)
    settle(champion, Need.ORIENTATION)
    clearances.take_back(Clearance.objects.get(), by=staff_actor(centre=champion.centre))
    assert Clearance.objects.count() == 1
    assert AuditEvent.objects.filter(action="clearance.taken_back", person_id=champion.person_id).count() == 1


def test_taking_back_by_a_colleague_elsewhere_is_refused():
    champion = ChampionFactory()
    with pytest.raises(Forbidden):
        clearances.take_back(Clearance.objects.earliest("pk"), by=staff_actor())
    assert Clearance.objects.filter(champion=champion).exclude(taken_back_at=None).count() == 0


def test_an_agreement_is_signed_by_its_champion_alone():
    champion = ChampionFactory(uncleared=True)
    version = agreement.current()
    for by in (person_actor(ChampionFactory().person_id), staff_actor(centre=champion.centre)):
        with pytest.raises(Forbidden):
            clearances.sign(champion, name="Terry Moss", version=version, by=by)
    signed = clearances.sign(champion, name=" Terry Moss ", version=version, by=person_actor(champion.person_id))
    assert (signed.need, signed.signed_as, signed.version) == (Need.CONFIDENTIALITY, "Terry Moss", version)
    assert clearances.lacking([champion], [Work.HOST], on=TODAY) == {champion.pk: [Need.ORIENTATION]}


def test_a_text_that_is_not_the_newest_cannot_be_signed():
    champion = ChampionFactory(uncleared=True)
    with pytest.raises(DomainError, match="agreement_changed"):
        clearances.sign(champion, name="Terry", version="2020-01", by=person_actor(champion.person_id))


def test_a_new_text_asks_again_only_where_it_says_so(monkeypatch):
    champion = ChampionFactory(uncleared=True)
    clearances.sign(champion, name="Terry", version=agreement.current(), by=person_actor(champion.person_id))
    kept = Version("2027-01")
    monkeypatch.setattr(agreement, "VERSIONS", (*agreement.VERSIONS, kept))
    assert clearances.lacking([champion], [Work.HOST], on=TODAY) == {champion.pk: [Need.ORIENTATION]}
    monkeypatch.setattr(agreement, "VERSIONS", (*agreement.VERSIONS, Version("2027-02", asks_again=True)))
    assert clearances.lacking([champion], [Work.HOST], on=TODAY) == {
        champion.pk: [Need.ORIENTATION, Need.CONFIDENTIALITY]
    }


def test_every_version_of_the_agreement_has_a_text_in_both_languages():
    for version in agreement.VERSIONS:
        for language in ("en", "fr"):
            assert get_template(f"champions/agreement/{version.name}.{language}.html")


def test_references_are_settled_once_two_speak_for_the_champion():
    champion = ChampionFactory(uncleared=True)
    by = staff_actor(centre=champion.centre)
    for number in range(2):
        with pytest.raises(DomainError, match="references_first"):
            settle(champion, Need.REFERENCES)
        known = {"name": f"Neighbour {number}", "knows_them": "Next door", "language": "en", "phone": "+14165550100"}
        referee = references.name(champion, **known, by=by)
        said = references.answer(referee, since="For years", trust="Yes", by=by, heard=True)
        references.judge(said, Verdict.ACCEPTED, by=by)
    settle(champion, Need.REFERENCES)
    assert Need.REFERENCES not in clearances.lacking([champion], [Work.CLOSED], on=TODAY)[champion.pk]
