"""Telephone numbers: stored as E.164, shown the way people here read them."""

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


def shown(e164: str) -> str:
    """ "+15195550142" becomes "519-555-0142"; a number from elsewhere keeps its country code. Raises `NotAPhone`."""
    if not e164:
        return ""
    try:
        number = phonenumbers.parse(e164, REGION)
    except phonenumbers.NumberParseException as error:
        raise NotAPhone(e164) from error
    if number.country_code == 1:
        digits = str(number.national_number)
        return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
