"""The French catalogue: `compile` (needs no gettext), `check`, and `update` (needs gettext's xgettext)."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
IGNORED = ("node_modules", "build", "var", "bench", "tests", "scripts")
MAKEMESSAGES = [
    sys.executable,
    "manage.py",
    "makemessages",
    "--locale=fr",
    "--no-obsolete",
    "--no-wrap",
    "--add-location=file",
    *(f"--ignore={folder}" for folder in IGNORED),
]
PLACES = re.compile(r"%(?:\((\w+)\))?[sd]")


def catalogues() -> list[Path]:
    return sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po"))


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def compile_all() -> None:
    """Write a .mo beside every .po that is newer than its .mo."""
    for po in catalogues():
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            polib.pofile(str(po)).save_as_mofile(str(mo))


def update() -> None:
    subprocess.run(MAKEMESSAGES, cwd=ROOT, check=True, capture_output=True)  # noqa: S603 - our own command


def messages(po: polib.POFile) -> set[tuple[str | None, str, str]]:
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in po if not entry.obsolete}


def places(text: str) -> set[str]:
    return {match.group() for match in PLACES.finditer(text.replace("%%", ""))}


def faults(path: Path) -> list[str]:
    """What a reader of this catalogue would stumble over."""
    found = []
    for entry in polib.pofile(str(path)):
        what = f"{path.relative_to(ROOT)}:{entry.linenum}: {entry.msgid[:60]!r}"
        if entry.obsolete:
            found.append(f"{what} is no longer used")
        elif "fuzzy" in entry.flags:
            found.append(f"{what} is fuzzy")
        elif not entry.translated():
            found.append(f"{what} is not translated")
        else:
            texts = list(entry.msgstr_plural.values()) or [entry.msgstr]
            allowed = places(entry.msgid) | places(entry.msgid_plural)
            needed = allowed if not entry.msgid_plural else set()
            found += [f"{what}: its places differ" for text in texts if not needed <= places(text) <= allowed]
    return found


def differences() -> list[str]:
    """What `update` would add to or take from the catalogues; they are left as they are."""
    before = {path: path.read_bytes() for path in catalogues()}
    try:
        update()
        found = []
        for path, content in before.items():
            now, then = messages(polib.pofile(str(path))), messages(polib.pofile(content.decode()))
            found += [f"{path.relative_to(ROOT)} lacks {message[1][:60]!r}" for message in sorted(now - then, key=str)]
            found += [
                f"{path.relative_to(ROOT)} still has {message[1][:60]!r}" for message in sorted(then - now, key=str)
            ]
        return found
    finally:
        for path, content in before.items():
            path.write_bytes(content)


def check() -> int:
    """0 where the catalogues are whole, 1 where not, 3 where nobody could look whether a message is missing."""
    if not catalogues():
        say("There is no catalogue under locale/.")
        return 1
    found = [fault for path in catalogues() for fault in faults(path)]
    can_extract = shutil.which("xgettext") is not None
    if can_extract:
        found += differences()
    for fault in found:
        say(fault)
    if found:
        return 1
    return 0 if can_extract else 3


if __name__ == "__main__":
    task = sys.argv[1] if len(sys.argv) == 2 else ""
    if task == "compile":
        compile_all()
    elif task == "update":
        update()
        compile_all()
    elif task == "check":
        sys.exit(check())
    else:
        sys.exit("Usage: catalogues.py compile | update | check")
