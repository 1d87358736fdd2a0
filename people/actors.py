"""From a request to the actor behind it."""

from django.http import HttpRequest

from core.actors import PUBLIC, Actor, Channel, Role, person_actor
from people import opened
from people.models import Person, StaffRole, User

CENTRE_KEY = "desk_centre"  # the session's choice where somebody works at several centres


def for_user(user: User, *, centre_id: int | None = None, channel: Channel = Channel.WEB) -> Actor:
    """The actor that an account is: its roles at `centre_id`, or at the first centre where it has any. Two queries."""
    held: dict[int, set[Role]] = {}
    for centre, role in StaffRole.objects.filter(user=user).order_by("centre_id").values_list("centre_id", "role"):
        held.setdefault(centre, set()).add(Role(role))
    at = centre_id if centre_id in held else next(iter(held), None)
    person_id = Person.objects.filter(user=user).values_list("pk", flat=True).first()
    roles = frozenset({Role.PERSON} | (held[at] if at is not None else set()))
    return Actor(user_id=user.pk, person_id=person_id, roles=roles, centre_id=at, channel=channel)


def for_request(request: HttpRequest) -> Actor:
    """The actor behind a request: an account; else whoever opened their own page here; else `PUBLIC`."""
    if request.user.is_authenticated:
        return for_user(request.user, centre_id=request.session.get(CENTRE_KEY))
    person_id = opened.person_id(request)
    return PUBLIC if person_id is None else person_actor(person_id)
