"""The nine digits of a prescription: how they are typed, checked, and when they open anything."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import verhoeff

from core.actors import SYSTEM
from core.errors import DomainError
from people.services import erasure
from prescriptions.models import PrescriptionState
from prescriptions.services import codes
from tests.factories.prescriptions import PrescriptionFactory


@pytest.mark.django_db
def test_a_code_is_nine_digits_without_a_leading_zero():
    drawn = {codes.draw() for _ in range(200)}
    assert len(drawn) == 200
    assert all(len(code) == 9 and code.isdecimal() and code[0] != "0" for code in drawn)
    assert PrescriptionFactory(code="482915336").code_shown == "482 915 336"


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["{0}", " {0} ", "{1}", "{2}", "My code is {1}."])
def test_it_may_be_typed_as_people_type(typed):
    made = PrescriptionFactory()
    dashes = made.code_shown.replace(" ", "-")
    assert codes.find(typed.format(made.code, made.code_shown, dashes)) == made


@given(number=st.integers(10**7, 10**8 - 1), place=st.integers(0, 8), digit=st.sampled_from("0123456789"))
def test_every_wrong_digit_is_noticed(number, place, digit):
    code = str(number) + verhoeff.calc_check_digit(str(number))
    assert codes.read(code) == code
    wrong = code[:place] + digit + code[place + 1 :]
    if wrong != code:
        with pytest.raises(DomainError, match="code_mistyped"):
            codes.read(wrong)


@given(number=st.integers(10**7, 10**8 - 1), place=st.integers(0, 7))
def test_two_digits_that_changed_places_are_noticed(number, place):
    code = str(number) + verhoeff.calc_check_digit(str(number))
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    if swapped != code:
        with pytest.raises(DomainError, match="code_mistyped"):
            codes.read(swapped)


@pytest.mark.django_db
@pytest.mark.parametrize("over", ["late", "revoked", "erased", "nobody's"])
def test_a_code_that_opens_nothing_says_no_more_than_that(over):
    made = PrescriptionFactory()
    code, now = made.code, made.written_at
    if over == "late":
        now = made.code_until
    elif over == "erased":
        erasure.erase(made.person, by=SYSTEM)
    elif over == "nobody's":
        code = codes.draw()
    else:
        type(made).objects.update(state=PrescriptionState(over))
    with pytest.raises(DomainError, match="code_unknown"):
        codes.find(code, now=now + timedelta(0))
