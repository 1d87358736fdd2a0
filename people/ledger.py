"""What somebody agreed to, statement by statement: when, in which words, by which way, and who wrote it down."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import dates
from core.actors import Channel
from people import wordings
from people.models import Consent, Person
from people.models.consent import Purpose
from people.services import consents, staff


@dataclass(frozen=True)
class Statement:
    """One word of theirs."""

    what: str
    is_yes: bool
    when: str
    words: str  # empty for a version of which no words are kept
    by: str


@dataclass(frozen=True)
class Standing:
    """One purpose as it is now, with its newest word where there is one."""

    purpose: str
    what: str
    is_given: bool
    is_asked: bool


def now(statements: Iterable[Consent]) -> list[Standing]:
    """Every purpose. `statements` are all of theirs, the newest first. No query."""
    newest: dict[str, Consent] = {}
    for consent in statements:
        newest.setdefault(consent.purpose, consent)
    return [
        Standing(
            purpose=purpose.value,
            what=capfirst(str(purpose.label)),
            is_given=purpose in newest and newest[purpose].given,
            is_asked=purpose in newest,
        )
        for purpose in Purpose
    ]


def in_words(statements: Iterable[Consent], *, to_self: bool) -> list[Statement]:
    """As the person reads them, or (`to_self` is False) staff. One query at most."""
    statements = list(statements)
    ids = {one.recorded_by_user_id for one in statements if one.recorded_by_user_id}
    names = staff.names(ids) if ids else {}
    you = _("you") if to_self else _("the person themselves")
    return [_statement(one, names, you) for one in statements]


def _statement(consent: Consent, names: dict[int, str], you: str) -> Statement:
    local = timezone.localtime(consent.at)
    is_automatic = consent.channel == Channel.SYSTEM
    who = names.get(consent.recorded_by_user_id, _("staff")) if consent.recorded_by_user_id else you
    return Statement(
        what=capfirst(str(consent.get_purpose_display())),
        is_yes=consent.given,
        when=f"{dates.day(local.date(), year=True)}, {dates.clock(local)}",
        words=wordings.said(consent.wording, consent.purpose, get_language() or "en"),
        by=_("Written down automatically")
        if is_automatic
        else _("Written down by %(who)s (%(channel)s)") % {"who": who, "channel": consent.get_channel_display()},
    )


def of(person: Person, *, to_self: bool) -> dict[str, object]:
    """What a page of it shows. Two queries at most."""
    said = consents.history(person)
    return {"person": person, "standing": now(said), "statements": in_words(said, to_self=to_self)}
