"""Company for one person. The owner of the world asks for it, is a champion who is asked, and both on one page."""

from typing import Any

from matches.models import MatchState, Say, Side
from matches.notices import say_token
from tests.architecture.rows import LOGIN, Row, desk, public
from tests.architecture.world import World
from tests.factories.companions import MatchFactory, ProfileFactory, RequestFactory
from tests.factories.people import PersonFactory


def wish(world: World) -> dict[str, Any]:
    """The owner's."""
    return {"public_id": RequestFactory(centre=world.centre, person=world.owner).public_id}


def to_call(world: World) -> dict[str, Any]:
    return {"public_id": RequestFactory(centre=world.centre, to_call=True).public_id}


def asked_for(world: World) -> dict[str, Any]:
    """Somebody's wish, and a champion who would suit."""
    profile = ProfileFactory(champion__centre=world.centre)
    return {"public_id": RequestFactory(centre=world.centre).public_id, "pk": profile.champion_id}


def match(world: World, **how: Any) -> Any:
    """In which the owner is the champion."""
    ProfileFactory(champion=world.champion)
    return MatchFactory(request__centre=world.centre, champion=world.champion, **how)


def asked(world: World) -> dict[str, Any]:
    return {"public_id": match(world).public_id}


def meeting(world: World) -> dict[str, Any]:
    return {"public_id": match(world, state=MatchState.MEETING).public_id}


def trial(world: World) -> dict[str, Any]:
    return {"public_id": match(world, state=MatchState.TRIAL).public_id}


def visited_by_somebody(world: World) -> dict[str, Any]:
    """In which the owner is the one who is visited: their champion's page is not theirs."""
    return {"public_id": MatchFactory(request__centre=world.centre, request__person=world.owner).public_id}


def over(world: World) -> dict[str, Any]:
    """The owner is not a champion of it any more."""
    return {"public_id": match(world, state=MatchState.ENDED).public_id}


def say(world: World) -> dict[str, Any]:
    return {"public_id": Say.objects.get(match__public_id=trial(world)["public_id"], side=Side.PERSON).public_id}


def said(world: World) -> dict[str, Any]:
    return {"public_id": Say.objects.get(match__public_id=over(world)["public_id"], side=Side.PERSON).public_id}


def token(world: World) -> dict[str, Any]:
    return {"token": say_token(Say.objects.get(match__public_id=trial(world)["public_id"], side=Side.PERSON))}


def champion(world: World) -> dict[str, Any]:
    return {"pk": world.champion.pk}


def other_champion(world: World) -> dict[str, Any]:
    return {"pk": ProfileFactory(champion__centre=world.centre).champion_id}


def person(world: World) -> dict[str, Any]:
    return {"public_id": world.owner.public_id}


def stranger(world: World) -> dict[str, Any]:
    return {"public_id": PersonFactory(centres=[world.elsewhere]).public_id}


ROWS = [
    desk("desk_matches:waiting", stranger=200),
    desk("desk_matches:running", stranger=200),
    desk("desk_matches:new", person),
    Row("desk_matches:new", LOGIN, 403, 404, 200, stranger),
    desk("desk_matches:profile", champion),
    desk("desk_matches:request", wish),
    desk("desk_matches:change", wish),
    desk("desk_matches:withdraw", wish),
    Row("desk_matches:agree", LOGIN, 403, 302, 404, to_call, method="POST"),
    Row("desk_matches:ask", LOGIN, 403, 302, 404, asked_for, method="POST"),
    desk("desk_matches:match", asked),
    desk("desk_matches:meeting", meeting),
    desk("desk_matches:trial", meeting),
    desk("desk_matches:agreed", trial),
    desk("desk_matches:goodbye", trial),
    Row("desk_matches:answer", LOGIN, 403, 302, 404, asked, method="POST", data=lambda _world: {"answer": "no"}),
    Row("desk_matches:answer", LOGIN, 403, 404, 404, asked, method="POST"),
    Row("desk_matches:go_on", LOGIN, 403, 302, 404, trial, method="POST"),
    Row("desk_matches:close", LOGIN, 403, 302, 404, trial, method="POST"),
    Row("desk_matches:says", LOGIN, 403, 302, 404, say, method="POST", data=lambda _world: {"goes_on": "yes"}),
    Row("desk_matches:read", LOGIN, 403, 302, 404, said, method="POST"),
    Row("my_matches:profile", LOGIN, 200, 404, 404, champion),
    Row("my_matches:profile", LOGIN, 404, 404, 404, other_champion),
    Row("my_matches:match", LOGIN, 200, 404, 404, asked),
    Row("my_matches:match", LOGIN, 200, 404, 404, trial),
    Row("my_matches:match", LOGIN, 404, 404, 404, visited_by_somebody),
    Row("my_matches:match", LOGIN, 404, 404, 404, over),
    Row("my_matches:answer", LOGIN, 302, 404, 404, asked, method="POST", data=lambda _world: {"answer": "no"}),
    Row("my_matches:answer", LOGIN, 404, 404, 404, visited_by_somebody, method="POST"),
    Row("my_company:ask", LOGIN, 200, 200, 200),
    Row("my_company:change", LOGIN, 200, 404, 404, wish),
    Row("my_company:withdraw", LOGIN, 200, 404, 404, wish),
    public("company:family"),
    public("company:thanks"),
    public("company:say", token),
    public("company:say", lambda _world: {"token": "forged"}, status=404),
]
