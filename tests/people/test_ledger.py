"""What was agreed to, in which words; each version is written down once, and ending it is one press."""

from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from core.actors import SYSTEM, Channel, Role, person_actor
from people import wordings
from people.forms import QUESTIONS
from people.models.consent import Purpose
from people.services import consents
from tests.factories.people import PersonFactory, StaffRoleFactory
from tests.people.conftest import signed_in, staff_client

# Where the words of a version are shown or read aloud, and what stands before them there.
SHOWN = {
    wordings.PAGE: ("people/forms.py", ""),
    wordings.SIGN_UP: ("activities/forms/signing_up.py templates/activities/signup/start.html", ""),
    wordings.DROP_IN: ("templates/activities/signup/start.html", ""),
    wordings.VISITS: ("templates/matches/company/ask.html", ""),
    wordings.PHONE: ("templates/activities/phone/caller.html", "Ask once: "),
    wordings.EQUITY: ("evaluation/forms/equity.py", ""),
    wordings.STORY: ("evaluation/forms/stories.py", ""),
    wordings.INVITE: ("templates/activities/invite/not_yet.html", ""),
    wordings.ASKED_HOW: ("templates/evaluation/desk/of_case.html", ""),
}
SHOWN_NOWHERE = {wordings.IMPLIED, wordings.STOP}
EACH = [(version, purpose) for version, words in wordings.WORDINGS.items() for purpose in words]


def plain(text):
    """One line, as the catalogue has it."""
    return " ".join(text.replace('"\n', '" ').replace('" "', "").split())


def source(version):
    files = [Path(settings.BASE_DIR, name).read_text(encoding="utf-8") for name in SHOWN[version][0].split()]
    joined = " ".join(files).replace("{{ centre }}", "%(centre)s")
    return plain("".join(line.strip().removesuffix('"').removeprefix('"') + " " for line in joined.split("\n")))


@pytest.mark.parametrize(("version", "purpose"), EACH)
def test_words_of_a_version_are_those_that_are_shown_in_both_languages(version, purpose):
    words = wordings.WORDINGS[version][purpose]
    assert set(words) == {"en", "fr"}
    if version in SHOWN_NOWHERE:
        return
    before = SHOWN[version][1]
    assert plain(words["en"]) in source(version)
    with translation.override("fr"):
        assert gettext(before + words["en"]).endswith(words["fr"])


@pytest.mark.parametrize("purpose", list(Purpose))
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_purpose_is_asked_in_words_that_are_kept(purpose, language):
    with translation.override(language):
        assert wordings.said(wordings.CURRENT, purpose, language) == str(QUESTIONS[purpose])


def test_version_that_nobody_wrote_down_has_no_words():
    assert wordings.said("2019-01", Purpose.NEWS, "en") == ""


@pytest.fixture
def told(person):
    """They said yes on the web; a colleague wrote down a no on the telephone."""
    consents.give(person=person, purpose=Purpose.OWN_PLACES, by=person_actor(person.pk), wording=wordings.SIGN_UP)
    grace = StaffRoleFactory(user__name="Grace Hopper").user
    by = person_actor(0, user_id=grace.pk, channel=Channel.DESK)
    consents.withdraw(person=person, purpose=Purpose.OWN_PLACES, by=by)
    consents.give(person=person, purpose=Purpose.NEWS, by=SYSTEM)
    return person


@pytest.mark.parametrize("who", ["owner", "colleague"])
def test_ledger_says_each_statement_in_its_words_its_way_and_who_wrote_it_down(told, as_owner, as_colleague, who):
    page = {
        "owner": lambda: as_owner.get(reverse("my:agreed")),
        "colleague": lambda: as_colleague.get(reverse("desk:person_agreed", args=[told.public_id])),
    }[who]().content.decode()
    assert "By signing up you agree that the centre may tell you about your place" in page
    assert "Written down by Grace Hopper (desk)" in page
    assert f"Written down by {'you' if who == 'owner' else 'the person themselves'} (web)" in page


def test_ledger_is_for_its_person_and_their_centre(told, as_stranger):
    assert as_stranger.get(reverse("desk:person_agreed", args=[told.public_id])).status_code == 404
    neighbour = PersonFactory(with_account=True)
    assert "Grace Hopper" not in signed_in(neighbour.user).get(reverse("my:agreed")).content.decode()


def test_ending_is_one_press_on_either_page_and_counts_once(told, as_owner, as_colleague):
    as_owner.post(reverse("my:consent_end"), {"purpose": "news"})
    assert not consents.stands(told, Purpose.NEWS)
    before = told.consents.count()
    as_owner.post(reverse("my:consent_end"), {"purpose": "news"})
    assert told.consents.count() == before
    consents.give(person=told, purpose=Purpose.NEWS, by=SYSTEM)
    as_colleague.post(reverse("desk:consent_end", args=[told.public_id]), {"purpose": "news"})
    assert not consents.stands(told, Purpose.NEWS)
    newest = told.consents.first()
    assert (newest.given, newest.recorded_by_user_id is None) == (False, False)


def test_purpose_that_is_none_and_somebody_elses_record_are_not_found(told, as_owner, as_stranger):
    assert as_owner.post(reverse("my:consent_end"), {"purpose": "everything"}).status_code == 404
    address = reverse("desk:consent_end", args=[told.public_id])
    assert as_stranger.post(address, {"purpose": "news"}).status_code == 404
    assert consents.stands(told, Purpose.NEWS)


@pytest.mark.parametrize("number", [1, 3])
def test_ledger_asks_as_often_however_much_was_said(person, number, django_assert_num_queries):
    desk = staff_client(Role.MANAGER, centre=person.centres.get())
    own = signed_in(person.user)
    for _ in range(number):
        by = person_actor(0, user_id=StaffRoleFactory().user.pk)
        consents.give(person=person, purpose=Purpose.NEWS, by=by)
    with django_assert_num_queries(10):
        own.get(reverse("my:agreed"))
    with django_assert_num_queries(9):
        desk.get(reverse("desk:person_agreed", args=[person.public_id]))
