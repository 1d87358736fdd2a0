"""The question to one champion whether they can stand in: found by its link, or by whose telephone it is; answered."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from activities.leading_notices import STAND_IN
from activities.models import Reply, SubstituteAsk, SubstituteSearch
from activities.models.substitute import SubstituteAskQuerySet
from activities.services import substitutes
from core import links
from core.actors import Channel, person_actor
from core.errors import DomainError

LINK_LASTS = timedelta(days=200)
OPEN_AFTER_THE_START = timedelta(days=1)
ANSWERS = {"yes": substitutes.accept, "no": substitutes.refuse}


def by_link(token: str, *, now: datetime) -> SubstituteAsk | None:
    """The question of a signed link, until a day after the date; None for a bad or an old link. One query."""
    try:
        public_id = UUID(links.read(STAND_IN, token, max_age=LINK_LASTS)[0])
    except (links.BadLink, ValueError, IndexError):
        return None
    found = SubstituteAsk.objects.filter(
        public_id=public_id,
        search__session__starts_at__gt=now - OPEN_AFTER_THE_START,
        champion__person__erased_at=None,
    )
    return found.with_date().first()


def of_person(person_id: int | None, *, now: datetime) -> list[SubstituteAsk]:
    """What somebody was asked and has not answered, as long as it is wanted, soonest first. One query."""
    return list(_open(now).filter(champion__person=person_id)) if person_id else []


def mine(ask_id: int, person_ids: Collection[int]) -> SubstituteAsk:
    """One that was put to one of these people. Raises `DomainError` where there is none any more. One query."""
    found = SubstituteAsk.objects.filter(pk=ask_id, champion__person__in=person_ids).with_date().first()
    if found is None:
        raise DomainError("substitute_over")
    return found


def answer(ask: SubstituteAsk, what: str, *, channel: Channel = Channel.WEB, now: datetime) -> SubstituteAsk:
    """Yes or no, said by the champion themselves. Raises as `substitutes.accept` and `refuse` do."""
    return ANSWERS[what](ask, by=person_actor(ask.person_id, channel=channel), now=now)


def is_open(ask: SubstituteAsk, *, now: datetime) -> bool:
    """Whether a yes would still count. One query."""
    return _open(now, also=Reply.NO).filter(pk=ask.pk).exists()


def _open(now: datetime, *, also: Reply = Reply.ASKED) -> SubstituteAskQuerySet:
    wanted = SubstituteSearch.objects.all().holding(now)
    rows = SubstituteAsk.objects.filter(state__in=[Reply.ASKED, also], search__in=wanted).with_date()
    return rows.order_by("search__starts_at", "pk")
