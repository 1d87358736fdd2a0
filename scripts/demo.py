"""`make demo`: brings the database up to date, fills it if it is empty, and starts web and worker until Ctrl-C.

`python scripts/demo.py reset` throws the demo's database and files away first.
"""

import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
sys.path.insert(0, str(ROOT))
PORT = os.environ.get("PORT", "8000")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
os.environ.setdefault("PUBLIC_BASE_URL", f"http://localhost:{PORT}")

from scripts.stand_in.account import Account  # noqa: E402

# The telephone network of the demo is a stand-in on this machine: `network` in the Procfile.
PHONE_PORT = os.environ.setdefault("PHONE_PORT", "4010")
os.environ["SITE_AT"] = f"http://127.0.0.1:{PORT}"
os.environ["PHONE_STAND_IN"] = os.environ["TWILIO_API_BASE"] = f"http://127.0.0.1:{PHONE_PORT}"
os.environ["TWILIO_ACCOUNT_SID"] = Account.account_sid
os.environ["TWILIO_AUTH_TOKEN"] = Account.auth_token
os.environ["TWILIO_MESSAGING_SERVICE_SID"] = Account.messaging_service_sid

import django  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402

from scripts import catalogues  # noqa: E402


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def reset() -> None:
    """Delete the demo's database, pictures and mail."""
    shutil.rmtree(ROOT / "var", ignore_errors=True)


def prepare() -> None:
    """Everything before the first page: folders, catalogues, tables and, once, the demo's people and groups."""
    for folder in ("var", "build/static"):
        (ROOT / folder).mkdir(parents=True, exist_ok=True)
    catalogues.compile_all()
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("build_demo", if_empty=True)
    say("")
    call_command("demo_logins")
    os.environ["PHONE_NUMBERS"] = " ".join(lines())
    connections.close_all()


def lines() -> list[str]:
    """The numbers of the demo's automatic lines."""
    from centres.models import Centre  # noqa: PLC0415 - only once Django is set up

    return list(Centre.public().exclude(line_number="").values_list("line_number", flat=True))


def serve() -> None:
    """Become honcho, which starts the processes of the Procfile and stops them together."""
    say(f"\nPorchlight starts at http://localhost:{PORT}/ (Ctrl-C stops it; the data stay)\n")
    os.environ["PATH"] = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    os.chdir(ROOT)
    os.execv(BIN / "honcho", ["honcho", "start", "--no-prefix", "--port", PORT])  # noqa: S606


if __name__ == "__main__":
    if sys.argv[1:] == ["reset"]:
        reset()
    prepare()
    serve()
