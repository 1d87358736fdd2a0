"""Telephone numbers: stored as E.164, shown the way people here read them."""

import re

import phonenumbers

REGION = "CA"


class NotAPhone(ValueError):
    """The text is not a telephone number that can be called from Canada."""


def to_e164(text: str) -> str:
    """ "519-555-0142 " becomes "+15195550142". Raises `NotAPhone`."""
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException as error:
        raise NotAPhone(text) from error
    if not phonenumbers.is_possible_number(number):
        raise NotAPhone(text)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def is_short(text: str) -> bool:
    """Whether it is a number of three digits that serves everybody: 211, 811, 911, 988."""
    return re.fullmatch(r"[2-9]\d\d", text) is not None


def shown(e164: str) -> str:
    """ "+15195550142" becomes "519-555-0142"; a short number, and one from elsewhere with its country code, stay as
    they are. Raises `NotAPhone`."""
    if not e164 or is_short(e164):
        return e164
    try:
        number = phonenumbers.parse(e164, REGION)
    except phonenumbers.NumberParseException as error:
        raise NotAPhone(e164) from error
    if number.country_code == 1:
        digits = str(number.national_number)
        return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
