"""What we hold about a person, as rows of question and answer."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core import dates, phones
from people.forms import QUESTIONS
from people.models import Consent, Person
from people.models.consent import Purpose


@dataclass(frozen=True)
class Row:
    """One answer. Where it can be changed, `href` says where and `what` says to the ear what the link changes."""

    key: str
    value: str
    href: str = ""
    what: str = ""


def details(person: Person) -> list[Row]:
    """Everything that somebody may say about themselves; what they have not said is named as such."""
    emergency = " ".join(part for part in (person.emergency_name, phones.shown(person.emergency_phone)) if part)
    answers = [
        (_("Name to use"), person.name),
        (_("Pronouns"), person.pronouns),
        (_("Language for calls and messages"), person.get_language_display()),
        (_("Other languages spoken or signed"), person.other_languages),
        (_("What makes it easier to take part"), person.access_needs),
        (_("Whom to call in an emergency"), emergency),
    ]
    return [Row(str(key), str(value) or _("Not said")) for key, value in answers]


def agreements(standing: list[tuple[Purpose, Consent | None]]) -> list[Row]:
    """Each purpose with the newest word on it."""
    return [Row(str(QUESTIONS[purpose]), _agreement(consent)) for purpose, consent in standing]


def _agreement(consent: Consent | None) -> str:
    if consent is None:
        return _("Not asked yet")
    said = _("Yes, since %(day)s (%(channel)s)") if consent.given else _("No, since %(day)s (%(channel)s)")
    return said % {"day": dates.day(consent.at.date()), "channel": consent.get_channel_display()}
