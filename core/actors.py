"""Who is acting: every service is told, so that rules and records never guess."""

from dataclasses import dataclass, field, replace

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """The hat that somebody wears while acting."""

    SYSTEM = "system", _("Porchlight itself")
    PUBLIC = "public", _("visitor")
    PERSON = "person", _("person")
    COORDINATOR = "coordinator", _("volunteer coordinator")
    LINK_WORKER = "link_worker", _("link worker")
    PROVIDER = "provider", _("provider")
    MANAGER = "manager", _("centre manager")
    EVALUATOR = "evaluator", _("evaluator")


STAFF_ROLES = frozenset({Role.COORDINATOR, Role.LINK_WORKER, Role.PROVIDER, Role.MANAGER, Role.EVALUATOR})
# Staff who may open a named person's details; an evaluator sees numbers, a provider only own prescriptions.
CARE_ROLES = frozenset({Role.COORDINATOR, Role.LINK_WORKER, Role.MANAGER})
# Staff who coordinate volunteers: a champion's file is theirs alone.
MANAGERS = frozenset({Role.COORDINATOR, Role.MANAGER})


class Channel(models.TextChoices):
    """The way by which somebody reached us."""

    WEB = "web", _("web")
    DESK = "desk", _("desk")
    SMS = "sms", _("text message")
    EMAIL = "email", _("e-mail")
    VOICE = "voice", _("telephone line")
    WALK_IN = "walk_in", _("walked in")
    PRESCRIPTION = "prescription", _("prescription")
    SYSTEM = "system", _("automatic")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, in which roles, at which centre, over which channel. Identifiers only: it is safe to log."""

    user_id: int | None = None
    person_id: int | None = None
    roles: frozenset[Role] = field(default_factory=lambda: frozenset({Role.PUBLIC}))
    centre_id: int | None = None
    channel: Channel = Channel.WEB

    @property
    def role(self) -> Role:
        """The one role that the records name: the widest that the actor holds here."""
        order = list(Role)
        return max(self.roles, key=order.index, default=Role.PUBLIC)

    @property
    def is_system(self) -> bool:
        return Role.SYSTEM in self.roles

    def has(self, *roles: Role) -> bool:
        """Whether the actor holds any of these roles at the centre where they act."""
        return not self.roles.isdisjoint(roles)

    def trusted(self) -> "Actor":
        """The same actor, past the checks of single steps: for what was allowed as a whole."""
        return replace(self, roles=self.roles | {Role.SYSTEM})

    def over(self, channel: Channel) -> "Actor":
        """The same actor, reached by another channel."""
        return replace(self, channel=channel)


SYSTEM = Actor(roles=frozenset({Role.SYSTEM}), channel=Channel.SYSTEM)
PUBLIC = Actor()


def person_actor(person_id: int, *, user_id: int | None = None, channel: Channel = Channel.WEB) -> Actor:
    """Somebody acting for themselves: signed in, or holding a signed link of theirs."""
    return Actor(user_id=user_id, person_id=person_id, roles=frozenset({Role.PERSON}), channel=channel)
