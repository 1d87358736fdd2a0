"""How a champion's standing moves."""

from champions.models import Standing
from core.states import Machine, Move

machine = Machine(
    field="standing",
    moves={
        "pause": Move({Standing.ACTIVE}, Standing.PAUSED),
        "resume": Move({Standing.PAUSED}, Standing.ACTIVE),
    },
)
