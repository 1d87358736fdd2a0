import pytest

from core.actors import Channel, person_actor
from people import wordings
from people.models.consent import Purpose
from people.services import consents
from tests.factories.people import PersonFactory, staff_actor

pytestmark = pytest.mark.django_db


def test_silence_is_no():
    assert consents.stands(PersonFactory(), Purpose.NEWS) is False


def test_the_newest_word_on_a_purpose_stands():
    person = PersonFactory()
    me = person_actor(person.pk)
    consents.give(person=person, purpose=Purpose.NEWS, by=me)
    assert consents.stands(person, Purpose.NEWS) is True
    assert consents.stands(person, Purpose.OWN_PLACES) is False
    consents.withdraw(person=person, purpose=Purpose.NEWS, by=me)
    assert consents.stands(person, Purpose.NEWS) is False
    assert person.consents.count() == 2


def test_a_statement_says_which_words_which_way_and_who_wrote_it_down():
    person, staff = PersonFactory(), staff_actor().over(Channel.VOICE)
    spoken = consents.give(person=person, purpose=Purpose.OWN_PLACES, by=staff, wording="phone-1")
    own = consents.give(person=person, purpose=Purpose.NEWS, by=person_actor(person.pk, user_id=5))
    assert (spoken.wording, spoken.channel, spoken.recorded_by_user_id) == ("phone-1", "voice", staff.user_id)
    assert (own.wording, own.channel, own.recorded_by_user_id) == (wordings.CURRENT, "web", None)


def test_agree_to_records_only_what_changed():
    person = PersonFactory()
    me = person_actor(person.pk)
    consents.agree_to(person=person, purposes=["news", "own_places"], by=me)
    changed = consents.agree_to(person=person, purposes=["own_places"], by=me)
    assert [(one.purpose, one.given) for one in changed] == [("news", False)]
    assert consents.agreed(person) == ["own_places"]
