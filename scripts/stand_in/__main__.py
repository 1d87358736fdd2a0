"""`python -m scripts.stand_in --port 4010 --sms-url /telephone/texts/ …`: the stand-in as a process, until Ctrl-C."""

import argparse
import contextlib
import sys
from dataclasses import fields

from scripts.stand_in.account import Account
from scripts.stand_in.faults import Knobs
from scripts.stand_in.network import Network
from scripts.stand_in.server import Server

ACCOUNT = [field.name for field in fields(Account)]
KNOBS = [field.name for field in fields(Knobs)]


def options() -> argparse.ArgumentParser:
    """One option for each thing that it can be told, and for each fault."""
    parser = argparse.ArgumentParser(prog="python -m scripts.stand_in", description=__doc__)
    parser.add_argument("--port", type=int, default=4010)
    parser.add_argument("--seed", type=int, default=1, help="for the dice of the faults")
    for names, holder in ((ACCOUNT, Account()), (KNOBS, Knobs())):
        for name in names:
            value, option = getattr(holder, name), f"--{name.replace('_', '-')}"
            if isinstance(value, bool):
                parser.add_argument(option, action=argparse.BooleanOptionalAction, default=value)
            elif isinstance(value, tuple):
                parser.add_argument(option, nargs="+", default=value)
            else:
                parser.add_argument(option, type=type(value), default=value)
    return parser


def main() -> None:
    told = vars(options().parse_args())
    for name in ("numbers", "reports"):
        told[name] = tuple(told[name])
    network = Network(Account(**{name: told[name] for name in ACCOUNT}), seed=told["seed"])
    network.faults.set(**{name: told[name] for name in KNOBS})
    with Server(network, told["port"]) as server, contextlib.suppress(KeyboardInterrupt):
        sys.stdout.write(f"The telephone stand-in answers at {network.base}\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    main()
