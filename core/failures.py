"""What may be said of a failure that nobody expected."""

import sys
import traceback
from typing import TypedDict

PLACES = 8


class Failure(TypedDict):
    kind: str
    places: list[str]


def in_hand() -> Failure:
    """The sort of the failure that is being handled, and where it happened.

    Never its message: a database repeats in it what somebody typed.
    """
    kind, _error, trace = sys.exc_info()
    frames = traceback.extract_tb(trace)[-PLACES:]
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return {"kind": kind.__name__ if kind else "", "places": places}
