from typing import Any

from activities.notices import place_token
from activities.starting_points import SOMETHING_ELSE
from tests.architecture.rows import LOGIN, Args, Row, apart, desk, public
from tests.architecture.world import World


def draft(world: World) -> Args:
    return {"public_id": world.draft.public_id}


def submitted(world: World) -> Args:
    return {"public_id": world.proposal.public_id}


def led(world: World) -> Args:
    """Nothing in the address; but there must be a date that the owner led."""
    assert world.session_held
    return {}


def blank(world: World) -> Args:
    return {"centre": world.centre.slug, "point": SOMETHING_ELSE.slug}


def centre(world: World) -> Args:
    return {"centre": world.centre.slug}


def person(world: World) -> Args:
    return {"public_id": world.owner.public_id}


def session(world: World) -> Args:
    return {"public_id": world.session.public_id}


def held(world: World) -> Args:
    return {"public_id": world.session_held.public_id}


def marked(world: World) -> Args:
    return {"public_id": world.session_held.public_id, "booking": world.booking_held.public_id}


def a_draft(world: World) -> Args:
    """Read from a file, and led by the owner, who does not see it yet."""
    return {"pk": world.unpublished.pk}


def link(world: World) -> Args:
    """A signed link: whoever holds it acts as the person whose place it is."""
    return {"token": place_token(world.booking)}


def tablet(world: World) -> Args:
    """A signed address that nobody has to sign in for."""
    return {"token": world.tablet}


def worry(world: World) -> Args:
    """Where nobody is named and there is no manager, coordinators hear of it."""
    return {"public_id": world.worry.public_id}


def standing(world: World) -> Args:
    """The link of one date of what its person comes to every time."""
    return {"token": place_token(world.standing)}


def own_proposal(name: str, args: Any) -> Row:
    """The champion who wrote it; for all others it does not exist."""
    return Row(name, LOGIN, 200, 404, 404, args)


def register(name: str, answer: int, *, method: str = "GET", args: Any = held) -> Row:
    """The leaders of the group and the coordinators of its centre."""
    return Row(name, LOGIN, answer, answer, 404, args, method=method)


ROWS = [
    public("activities:list"),
    public("activities:detail", lambda world: {"slug": world.activity.slug}),
    public("activities:session", session, 302),
    public("activities:agenda"),
    public("activities:this_month"),
    public("activities:month", lambda _world: {"year": 2026, "month": 12}),
    public("signup:start", session),
    public("place:show", link),
    public("place:change", link),
    public("place:cancel", link),
    Row("place:accept", 302, 302, 302, 302, link, method="POST"),
    Row("place:decline", 302, 302, 302, 302, link, method="POST"),
    Row("place:come", 302, 302, 302, 302, link, method="POST"),
    public("place:stop", standing),
    Row("place:stop", 302, 302, 302, 302, standing, method="POST"),
    Row("proposals:start", LOGIN, 200, 403, 403),
    Row(
        "proposals:first",
        LOGIN,
        200,
        403,
        403,
        blank,
    ),
    own_proposal("proposals:proposal", draft),
    own_proposal("proposals:step", lambda world: {**draft(world), "number": 1}),
    own_proposal("proposals:check", draft),
    own_proposal("proposals:withdraw", submitted),
    own_proposal("proposals:discard", draft),
    register("register:show", 200),
    register("register:mark", 302, method="POST", args=marked),
    register("register:walk_in", 302, method="POST"),
    register("register:write", 302, method="POST"),
    register("register:note", 302, method="POST"),
    register("register:close", 200),
    register("register:taps", 400, method="POST"),  # no list of taps was sent
    register("register:kiosk", 200),
    register("register:kiosk_stop", 302, method="POST"),
    register("register:worry", 200),
    register("register:worry_sent", 200),
    Row("register:worried", LOGIN, 200, 403, 403, led),
    Row("kiosk:show", 200, 200, 200, 200, tablet),
    Row("kiosk:check_in", 302, 302, 302, 302, tablet, method="POST"),
    Row("desk_worries:list", LOGIN, 403, 200, 200),
    Row("desk_worries:worry", LOGIN, 403, 200, 404, worry),
    Row("desk_worries:take", LOGIN, 403, 302, 404, worry, method="POST"),
    Row("desk_worries:close", LOGIN, 403, 302, 404, worry, method="POST"),
    Row("desk_worries:who_hears", LOGIN, 403, 403, 403),  # a manager's
    Row("desk_rules:rules", LOGIN, 403, 403, 403),  # a manager's
    desk("review:queue", stranger=200),
    desk("review:proposal", submitted),
    Row("review:approve", LOGIN, 403, 302, 404, submitted, method="POST"),
    Row("review:decline", LOGIN, 403, 200, 404, submitted, method="POST"),  # a reason is missing
    desk("review:changes", submitted),
    desk("review:translate", lambda world: {**submitted(world), "language": "fr"}),
    public("paper:this_month", centre),
    public("paper:month", lambda world: {**centre(world), "year": 2026, "month": 12}),
    public("paper:this_week", centre),
    public("paper:week", lambda world: {**centre(world), "day": "2026-12-01"}),
    Row("paper:mine", LOGIN, 200, 200, 200),
    Row("paper:mine_month", LOGIN, 200, 200, 200, lambda _world: {"year": 2026, "month": 12}),
    Row("paper:poster", LOGIN, 200, 200, 404, lambda world: {"pk": world.activity.pk}),
    Row("paper:sign_in", LOGIN, 200, 200, 404, session),
    desk("desk_paper:home", stranger=200),
    apart("desk_paper:person", person),
    apart("desk_paper:person_month", lambda world: {**person(world), "year": 2026, "month": 12}),
    desk("desk_activities:list", stranger=200),
    desk("desk_activities:activity", lambda world: {"pk": world.activity.pk}),
    desk("desk_activities:import", stranger=200),
    Row("desk_activities:import_make", LOGIN, 403, 302, 302, method="POST"),  # without a file, back to the form
    desk("desk_activities:import_sheet", lambda _world: {"language": "fr"}, stranger=200),
    desk("desk_activities:draft", a_draft),
    Row("desk_activities:publish", LOGIN, 403, 302, 404, a_draft, method="POST"),
    desk("desk_activities:discard", a_draft),
    Row("desk_activities:discard", LOGIN, 403, 302, 404, a_draft, method="POST"),
    desk("desk_activities:cancel", session),
    Row(
        "desk_activities:confirm",
        LOGIN,
        403,
        302,
        404,
        lambda world: {"pk": world.activity.pk},
        method="POST",
    ),
    Row("register:goes_on", LOGIN, 302, 302, 404, lambda world: {"pk": world.activity.pk}, method="POST"),
    desk("desk_activities:end", lambda world: {"pk": world.activity.pk}),
]
