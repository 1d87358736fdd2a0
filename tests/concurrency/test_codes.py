"""Somebody guesses a code with many hands at once."""

import re

import pytest
from django.core import mail

from core.actors import PUBLIC
from core.errors import DomainError
from people.models import ContactCode, ContactPoint
from people.services import codes
from tests.concurrency.test_last_seats import at_once
from tests.factories.people import ContactPointFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]


def sent_to(point: ContactPoint) -> str:
    codes.send(point, by=PUBLIC)
    return re.search(r"\d{6}", mail.outbox[-1].body)[0]


def test_guesses_at_once_are_no_more_than_guesses_in_a_row():
    point = ContactPointFactory(by_email=True)
    code = int(sent_to(point))
    guesses = [f"{(code + more) % 10**6:06}" for more in range(1, 13)]

    answers = at_once(*(lambda guess=guess: codes.check(point, guess) for guess in guesses))

    assert {type(answer) for answer in answers} == {DomainError}
    assert ContactCode.objects.get().tries == codes.MOST_TRIES
    with pytest.raises(DomainError, match="wrong_code"):
        codes.check(point, f"{code:06}")


def test_right_code_typed_twice_at_once_is_used_once():
    point = ContactPointFactory(by_email=True)
    code = sent_to(point)

    answers = at_once(*(lambda: codes.check(point, code) for _twice in range(2)))

    assert sorted(type(answer).__name__ for answer in answers) == ["ContactPoint", "DomainError"]
