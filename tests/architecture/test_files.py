"""What must not be in a public repository: places on somebody's machine, and where packages are fetched from."""

import re
import subprocess

from tests.architecture.tree import ROOT

# A letter in brackets keeps the pattern from finding itself.
FORBIDDEN = re.compile(r"/wor[k]/|/roo[t]/|\.librar[y]|pyp[i]\.|npm[j]s\.|python[h]osted|/Use[r]s/")
BINARY = {".png", ".jpg", ".jpeg", ".webp", ".woff2", ".ico", ".mo", ".gz"}


def test_no_file_names_a_machine_or_a_package_host():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    found = []
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.suffix in BINARY or not path.is_file():
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if FORBIDDEN.search(line):
                found.append(f"{name}:{number}")
    assert found == []
