"""How a resource comes, rests and goes."""

from centres.models.resource_choices import ResourceState
from core.states import Machine, Move

resources = Machine(
    moves={
        "pause": Move({ResourceState.ACTIVE}, ResourceState.PAUSED),
        "reopen": Move({ResourceState.PAUSED, ResourceState.GONE}, ResourceState.ACTIVE),
        "close": Move({ResourceState.ACTIVE, ResourceState.PAUSED}, ResourceState.GONE),
    }
)
