"""What champions would like to do with one person."""

from typing import Any

from django.db import transaction

from champions.models import Champion
from core import audit
from core.actors import Actor
from core.errors import DomainError
from core.policies import require
from matches import parts
from matches.models import VisitorProfile

ANSWERS = ("kinds", "parts", "town", "postal_code", "reach", "most", "gender", "age_group", "avoids")


def of(champion: Champion) -> VisitorProfile:
    """The champion's profile; an empty one that is not stored, where they said nothing yet. One query."""
    found = VisitorProfile.objects.filter(champion=champion).first()
    return found or VisitorProfile(champion=champion, town=champion.centre.town)


@transaction.atomic
def save(champion: Champion, *, by: Actor, **answers: Any) -> VisitorProfile:
    """Write down what a champion would like; records which, never what they say. Raises `Forbidden`, `DomainError`."""
    require(by, "matches.offer", champion)
    if champion.person.erased_at:
        raise DomainError("already_erased")
    if unknown := set(answers) - set(ANSWERS):
        raise TypeError(f"no answers of a visitor: {sorted(unknown)}")
    answers = {name: value.strip() if isinstance(value, str) else value for name, value in answers.items()}
    if "postal_code" in answers:
        answers["postal_code"] = parts.postal_code(answers["postal_code"])
    profile, _created = VisitorProfile.objects.select_for_update(of=("self",)).get_or_create(champion=champion)
    changed = [name for name, value in answers.items() if getattr(profile, name) != value]
    if changed:
        for name in changed:
            setattr(profile, name, answers[name])
        profile.save(update_fields=changed)
        audit.record(
            "visitorprofile.changed", by=by, subject=profile, person_id=champion.person_id, fields=sorted(changed)
        )
    return profile
