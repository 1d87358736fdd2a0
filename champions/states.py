"""How a champion's standing moves, and what becomes of hours that somebody wrote down."""

from champions.models import HoursState, Standing
from champions.models.champion import ON_THE_WAY, SERVING
from core.states import Machine, Move

# The steps that one button takes; the others ask something first.
BY_BUTTON = ("apply", "meet", "screen", "welcome", "pause", "resume")
AGAIN = {Standing.ALUMNI, Standing.DECLINED}

machine = Machine(
    field="standing",
    moves={
        "invite": Move(AGAIN, Standing.INVITED),
        "apply": Move({Standing.INVITED, *AGAIN}, Standing.APPLIED),
        "meet": Move({Standing.INVITED, Standing.APPLIED, Standing.SCREENING}, Standing.MEETING),
        "screen": Move({Standing.APPLIED, Standing.MEETING}, Standing.SCREENING),
        "welcome": Move({*ON_THE_WAY, *AGAIN}, Standing.ACTIVE),
        "pause": Move({Standing.ACTIVE}, Standing.PAUSED),
        "resume": Move({Standing.PAUSED}, Standing.ACTIVE),
        "leave": Move(set(SERVING), Standing.ALUMNI),
        "decline": Move(set(ON_THE_WAY), Standing.DECLINED),
    },
)

hours = Machine(
    moves={
        "count": Move({HoursState.WAITING}, HoursState.COUNTED),
        "decline": Move({HoursState.WAITING}, HoursState.DECLINED),
    },
)
