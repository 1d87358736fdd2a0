"""Opening a centre, its rooms and its closed days."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction

from centres.models import Centre, Closure, Deed, Venue
from core import audit
from core.actors import Actor
from core.policies import require


@transaction.atomic
def open_centre(*, slug: str, by: Actor, **facts: Any) -> Centre:
    """A new centre. Raises `ValidationError` for a time zone that is none."""
    centre = Centre(slug=slug, **facts)
    centre.full_clean()
    centre.save()
    audit.record("centre.opened", by=by, subject=centre, centre_id=centre.pk)
    return centre


# What a centre's manager decides about its waiting lists, lifts, groups, messages, resources and link workers.
RULES = (
    "last_hours",
    "last_hours_rule",
    "party_holds_hours",
    "arranges_lifts",
    "asks_after_weeks",
    "says_we_missed_you",
    "resources_hold_months",
    "shows_resources",
    "tries_before_unreached",
    "case_stands_weeks",
)


@transaction.atomic
def set_rules(*, centre: Centre, by: Actor, **rules: Any) -> Centre:
    """Change any of `RULES`. Raises `Forbidden`, and `TypeError` for what is none."""
    require(by, "centres.set_rules", centre)
    if unknown := set(rules) - set(RULES):
        raise TypeError(f"not a rule of a centre: {sorted(unknown)}")
    for name, value in rules.items():
        setattr(centre, name, value)
    centre.save(update_fields=list(rules))
    audit.record("centre.rules_set", by=by, subject=centre, centre_id=centre.pk)
    return centre


@transaction.atomic
def let_leaders(*, centre: Centre, deeds: Collection[str], by: Actor) -> Centre:
    """What leaders of the centre's groups may change by themselves (codes of `Deed`), where their group says nothing
    else. Raises `Forbidden`."""
    require(by, "centres.set_limits", centre)
    centre.leaders_may = sorted(Deed(deed) for deed in deeds)
    centre.save(update_fields=["leaders_may"])
    audit.record("centre.limits_set", by=by, subject=centre, centre_id=centre.pk)
    return centre


@transaction.atomic
def add_venue(*, centre: Centre, by: Actor, **facts: Any) -> Venue:
    """One more place where the centre's groups meet. Access facts that nobody has checked are left out, not "no"."""
    venue = Venue.objects.create(centre=centre, **{"town": centre.town, **facts})
    audit.record("venue.added", by=by, subject=venue)
    return venue


@transaction.atomic
def close(*, centre: Centre, first_day: date, last_day: date, reason_en: str, reason_fr: str, by: Actor) -> Closure:
    """Shut the doors from the first to the last day, both included."""
    closure = Closure.objects.create(
        centre=centre, first_day=first_day, last_day=last_day, reason_en=reason_en, reason_fr=reason_fr
    )
    audit.record("closure.added", by=by, subject=closure)
    return closure
