"""Four digits for the telephone, and the date of birth that does as well."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.hashers import check_password
from django.urls import reverse
from django.utils import timezone

from core.actors import SYSTEM, person_actor
from core.errors import DomainError, Forbidden
from core.models import AuditEvent
from people.models import Person, PhonePin
from people.services import households, persons, pins
from tests.factories.centres import CentreFactory
from tests.factories.people import ContactPointFactory, PersonFactory

pytestmark = pytest.mark.django_db
NUMBER = "+15195550142"


def at_number(**fields):
    person = PersonFactory(**fields)
    ContactPointFactory(person=person, value=NUMBER)
    return person


def who(digits):
    found = pins.who(households.members(NUMBER), digits)
    return found and found.person


def test_pin_is_kept_as_a_slow_hash_and_its_change_is_recorded_without_it(person):
    pins.choose(person, digits="2580", by=person_actor(person.pk))
    pins.choose(person, digits="1470", by=person_actor(person.pk))
    pin = PhonePin.objects.get(person=person)
    assert (check_password("1470", pin.digits_hash), "1470" in pin.digits_hash.split("$")) == (True, False)
    events = AuditEvent.objects.filter(action="phone_pin.set", person_id=person.pk)
    assert [event.detail for event in events] == [{}, {}]


@pytest.mark.parametrize("digits", ["", "123", "12345", "12a4", "٣٤٥٦", " 258"])
def test_pin_is_four_digits(person, digits):
    with pytest.raises(DomainError) as error:
        pins.choose(person, digits=digits, by=SYSTEM)
    assert error.value.code == "not_a_pin"


@pytest.mark.parametrize("digits", ["0000", "7777", "1234", "6789", "9876", "3210"])
def test_pin_that_anybody_guesses_first_is_refused(person, digits):
    with pytest.raises(DomainError) as error:
        pins.choose(person, digits=digits, by=SYSTEM)
    assert error.value.code == "pin_too_easy"


def test_pin_of_somebody_else_is_not_theirs_to_choose(person):
    with pytest.raises(Forbidden):
        pins.choose(person, digits="2580", by=person_actor(PersonFactory().pk))


def test_caller_is_found_by_pin_or_date_of_birth_among_the_people_of_the_number():
    rosa = at_number(name="Rosa Diaz", birth_date=date(1944, 3, 12))
    bill = at_number(name="Bill Diaz", birth_date=date(1940, 12, 1))
    pins.choose(bill, digits="2580", by=SYSTEM)
    assert (who("19440312"), who("2580"), who("19401201")) == (rosa, bill, bill)
    assert [who(digits) for digits in ("", "2581", "19440313", "19441399", "1944-03-12")] == [None] * 5


def test_what_fits_two_of_them_fits_nobody():
    at_number(name="Ana Roy", birth_date=date(1944, 3, 12))
    at_number(name="Zoe Roy", birth_date=date(1944, 3, 12))
    assert who("19440312") is None


def test_any_record_of_one_human_will_do():
    at_number(name="Ana Roy", birth_date=date(1944, 3, 12))
    newest = at_number(name="Ana R.")
    assert who("19440312") == newest


def test_person_chooses_a_pin_on_their_page(person, as_owner):
    assert as_owner.get(reverse("my:pin")).status_code == 200
    assert "That is what anybody would guess first." in as_owner.post(reverse("my:pin"), {"digits": "1234"}).text
    response = as_owner.post(reverse("my:pin"), {"digits": "2580"})
    assert (response.status_code, response["Location"]) == (302, reverse("my:details"))
    assert check_password("2580", PhonePin.objects.get(person=person).digits_hash)


def test_staff_set_a_pin_for_people_of_their_centre_alone(person, as_colleague, as_stranger):
    address = reverse("desk:person_pin", args=[person.public_id])
    assert as_stranger.post(address, {"digits": "2580"}).status_code == 404
    assert as_colleague.post(address, {"digits": "2580"}).status_code == 302
    assert AuditEvent.objects.filter(action="phone_pin.set", person_id=person.pk).count() == 1


def test_date_of_birth_is_kept_and_recorded_without_itself(person, as_owner):
    answers = {"name": person.name, "language": "en"}
    born = {"birth_date_year": "1944", "birth_date_month": "3", "birth_date_day": "12"}
    assert as_owner.post(reverse("my:details_edit"), answers | born).status_code == 302
    person.refresh_from_db()
    assert person.birth_date == date(1944, 3, 12)
    event = AuditEvent.about(person.pk).get(action="person.changed")
    assert event.detail == {"fields": ["birth_date"]}
    assert "March 12, 1944" in as_owner.get(reverse("my:details")).text
    assert as_owner.post(reverse("my:details_edit"), answers).status_code == 302
    assert Person.objects.get(pk=person.pk).birth_date is None


@pytest.mark.parametrize("day", [date(1899, 12, 31), timezone.localdate() + timedelta(days=2)])
def test_date_on_which_nobody_alive_was_born_is_refused(person, as_owner, day):
    born = {"birth_date_year": day.year, "birth_date_month": day.month, "birth_date_day": day.day}
    response = as_owner.post(reverse("my:details_edit"), {"name": person.name, "language": "en", **born})
    assert "Check the year" in response.text


def test_date_of_birth_can_be_said_when_somebody_registers():
    person = persons.register(name="Rosa", centre=CentreFactory(), birth_date=date(1944, 3, 12), by=SYSTEM)
    assert Person.objects.get(pk=person.pk).birth_date == date(1944, 3, 12)
