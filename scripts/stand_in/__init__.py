"""A telephone provider on this machine: Twilio's REST API, its network and its customers' handsets, over real HTTP.

It knows nothing of the site that it serves save the addresses that it is told. `running()` starts it in a thread for
tests; `python -m scripts.stand_in` starts it as a process of its own. What it imitates is described where it is done:
texts and reserved words in `carrier.py`, calls in `dialogue.py` and `twiml.py`, what can go wrong in `faults.py`.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from scripts.stand_in.account import Account
from scripts.stand_in.network import Network
from scripts.stand_in.server import Server


@contextmanager
def running(*, port: int = 0, seed: int = 1, **told: Any) -> Iterator[Network]:
    """A stand-in in a thread; `told` are the fields of `Account`."""
    network = Network(Account(**told), seed=seed)
    with Server(network, port) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield network
        finally:
            server.shutdown()
            thread.join()
            network.later.stop()
