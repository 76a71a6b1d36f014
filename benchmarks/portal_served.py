"""How many readers a second does the portal bear, through nginx as deploy/ has it, beside an empty view of the site?"""

import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from benchmarks.doorbell import serving
from benchmarks.portal import SMALL, honour
from tests.chaos.processes import answers, free_port
from tests.factories import make_world

SECONDS, READERS, RUNS = 4, 16, 3
SITE = Path(settings.BASE_DIR) / "deploy" / "nginx" / "vinh-danh.conf"
FRAME = """
user root;
daemon off;
error_log stderr;
pid {folder}/nginx.pid;
events {{ worker_connections 512; }}
http {{ access_log off;
{site} }}
"""


def run() -> dict[str, Any]:
    """wrk with its connections all at once: the portal's front page behind nginx, and an empty view of the site itself.

    Needs nginx and wrk; ends the run where they are missing.
    """
    if missing := [name for name in ("nginx", "wrk") if shutil.which(name) is None]:
        sys.exit(f"Missing: {', '.join(missing)}. On Debian: apt-get install nginx-light wrk.")
    honour(make_world(), SMALL)
    with serving("memory://localhost", "--no-worker") as site, _front(site) as front:
        runs = [(_a_second(f"{front}/portal/"), _a_second(f"{site}/empty")) for _ in range(RUNS)]
    ours, empty = (sorted(found)[RUNS // 2] for found in zip(*runs, strict=True))
    return {
        "ratio": round(empty / ours, 3), "requests_a_second": ours, "empty_a_second": empty, "readers": READERS,
        "runs_a_second": [list(run) for run in runs],
    }  # fmt: skip


def _a_second(place: str) -> int:
    url = f"http://127.0.0.1:{place}"
    told = subprocess.run(
        ["wrk", "-t1", f"-c{READERS}", f"-d{SECONDS}s", url], check=True, capture_output=True, text=True
    ).stdout
    if "Non-2xx" in told or "Socket errors" in told:
        raise RuntimeError(f"{url}: {told}")
    return round(float(re.findall(r"Requests/sec:\s+([\d.]+)", told)[0]))


@contextmanager
def _front(site: int) -> Iterator[int]:
    """The port of an nginx with the site's own file, but for names, keys and places of a real machine."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        text = SITE.read_text()
        for old, new in (
            (r"listen 80;", f"listen 127.0.0.1:{free_port()};"), (r"listen 443 ssl;", f"listen 127.0.0.1:{port};"),
            (r"server 127\.0\.0\.1:8013", f"server 127.0.0.1:{site}"), (r".*ssl_.*\n", ""),
            (r"/var/cache/nginx", folder), (r"thidua\.example\.vn", "127.0.0.1"),
        ):  # fmt: skip
            text, count = re.subn(old, new, text)
            assert count, f"{SITE} has no {old}"
        config = Path(folder) / "nginx.conf"
        config.write_text(FRAME.format(folder=folder, site=text))
        nginx = subprocess.Popen(["nginx", "-p", folder, "-c", str(config)])
        try:
            while not answers(port):
                assert nginx.poll() is None, "nginx did not start"
                time.sleep(0.1)
            yield port
        finally:
            nginx.terminate()
            nginx.wait()
