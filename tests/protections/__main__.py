"""Takes each protection away, one at a time, in a copy of the project, and runs the tests that hold it.

    python -m tests.protections [WORD…]     only those that name a word

Ends with 1 when the tests stay green without a protection.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.protections.removals import TOP, Omission, Removal, removals

NOT_COPIED = shutil.ignore_patterns(".git", ".venv", "build", "var", "__pycache__", "*.sqlite3")
ON_POSTGRES = ["-m", "tests.postgres", sys.executable]


def main(words: list[str]) -> int:
    chosen = [one for one in removals() if not words or any(word in str(one) for word in words)]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        shutil.copytree(TOP, copy, ignore=NOT_COPIED)
        unnoticed = [one for one in chosen if not _is_noticed(copy, one)]
    print(f"{len(chosen)} protections removed, {len(unnoticed)} unnoticed")
    return 1 if unnoticed else 0


def _is_noticed(copy: Path, one: Removal | Omission) -> bool:
    """A test fails without the protection, and passes with it."""
    file = copy / one.path
    source = file.read_text()
    file.write_text(one.of(source))
    failed = _failed(copy, one.tests, on_postgres=one.on_postgres)
    file.write_text(source)
    noticed = failed != "" and _failed(copy, failed, on_postgres=one.on_postgres) == ""
    print(f"{'noticed  ' if noticed else 'UNNOTICED'} {one}  by {failed or one.tests}", flush=True)
    return noticed


def _failed(copy: Path, tests: str, *, on_postgres: bool) -> str:
    """The name of a test that failed; "" when all passed. Raises RuntimeError when they could not run."""
    command = [sys.executable, "-W", "ignore", *(ON_POSTGRES if on_postgres else []), "-m", "pytest", "-x", "-q"]
    command += [
        "-p",
        "no:cacheprovider",
        "-n",
        "2",
        "--dist",
        "worksteal",
        "-m",
        "not e2e",
        *([tests] if "::" in tests else tests.split()),
    ]
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    ran = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True)
    failed = re.findall(r"^(?:FAILED|ERROR) (tests/.+?)(?: - .*)?$", ran.stdout, re.M)
    if ran.returncode and not failed:
        raise RuntimeError(f"{' '.join(command)}: {ran.returncode}\n{ran.stdout[-2000:]}{ran.stderr[-2000:]}")
    return failed[0] if failed else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
