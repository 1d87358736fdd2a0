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
    connections.close_all()


def serve() -> None:
    """Become honcho, which starts the two processes of the Procfile and stops them together."""
    say(f"\nPorchlight starts at http://localhost:{PORT}/ (Ctrl-C stops it; the data stay)\n")
    os.environ["PATH"] = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    os.chdir(ROOT)
    os.execv(BIN / "honcho", ["honcho", "start", "--no-prefix", "--port", PORT])  # noqa: S606


if __name__ == "__main__":
    if sys.argv[1:] == ["reset"]:
        reset()
    prepare()
    serve()
