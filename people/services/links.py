"""Links to one person's page, for whoever has no account.

The token is in the link alone; what we keep is its hash. A link ends by itself, and whoever holds it, or staff, can
end it before. It opens nothing for a record that was erased, or merged into another and left behind.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation

from core import audit, clock
from core.actors import Actor, person_actor
from core.errors import DomainError
from core.policies import require
from people.models import PageLink, Person
from people.services import persons

LASTS = timedelta(days=180)


@dataclass(frozen=True)
class NewLink:
    """A link that was just made: the one moment at which its token is known."""

    link: PageLink
    token: str

    @property
    def address(self) -> str:
        """All of it, as one sends or prints it, in the person's language."""
        with translation.override(self.link.person.language):
            return settings.PUBLIC_BASE_URL + reverse("my:open", args=[self.token])


@transaction.atomic
def make(*, person: Person, by: Actor, lasts: timedelta = LASTS, now: datetime | None = None) -> NewLink:
    """A new link to the person's page. Raises `Forbidden`; `DomainError("has_second_step")` where a link would get
    round it."""
    require(by, "people.change", person)
    if persons.has_second_step(person):
        raise DomainError("has_second_step")
    at = now or clock.now()
    token = secrets.token_urlsafe(24)
    link = PageLink.objects.create(
        person=person,
        token_hash=_hash(token),
        made_at=at,
        made_by_user_id=None if by.person_id == person.pk else by.user_id,
        expires_at=at + lasts,
    )
    audit.record("page_link.made", by=by, subject=link, person_id=person.pk)
    return NewLink(link, token)


def by_token(token: str, *, now: datetime | None = None) -> PageLink | None:
    """The link that this token opens, if it does. One query."""
    return open_links(now=now).filter(token_hash=_hash(token)).select_related("person").first()


def open_links(*, now: datetime | None = None) -> QuerySet[PageLink]:
    """Links that open a page: not ended, and of a record that stands and that no second step guards."""
    return PageLink.objects.filter(
        revoked_at=None,
        expires_at__gt=now or clock.now(),
        person__erased_at=None,
        person__merged_into=None,
        person__user__authenticator=None,
    )


def standing(person: Person, *, now: datetime | None = None) -> list[PageLink]:
    """The person's links that open something, newest first. One query."""
    return list(open_links(now=now).filter(person=person))


@transaction.atomic
def use(link: PageLink, *, now: datetime | None = None) -> PageLink:
    """Note that the page was opened with it."""
    link.last_used_at = now or clock.now()
    link.save(update_fields=["last_used_at"])
    audit.record("page_link.used", by=person_actor(link.person_id), subject=link, person_id=link.person_id)
    return link


@transaction.atomic
def revoke(link: PageLink, *, by: Actor, now: datetime | None = None) -> PageLink:
    """End a link at once, also where it has a page open just now. Asked again, nothing happens. Raises `Forbidden`."""
    require(by, "people.change", link.person)
    ended = PageLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=now or clock.now())
    if ended:
        audit.record("page_link.revoked", by=by, subject=link, person_id=link.person_id)
    link.refresh_from_db(fields=["revoked_at"])
    return link


def _hash(token: str) -> str:
    """Enough for a token that nobody can guess: it needs no salt and no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()
