"""Who may have which calendar of their own."""

import rules

from calendars.models import Scope, Subscription
from core.actors import Actor
from people.policies import cares_here, is_self, is_system


@rules.predicate
def is_own(actor: Actor, subscription: Subscription) -> bool:
    return is_self(actor, subscription.person)


@rules.predicate
def works_in_scope(actor: Actor, subscription: Subscription) -> bool:
    """A centre's calendar is for its care staff; everybody has their own dates."""
    return subscription.scope != Scope.CENTRE or cares_here(actor, subscription)


rules.add_perm("calendars.subscribe", is_system | (is_own & works_in_scope))
rules.add_perm("calendars.change_subscription", is_system | is_own)
