"""`make bench [ONLY=name]`: one JSON line a benchmark, each against a floor measured in the same run, interleaved.

Exit code 1 when a figure is beyond its bound (bounds.py), 2 when nothing could be measured. Needs PostgreSQL in
DATABASE_URL; works in a test database of its own and drops it.
"""

import json
import os
import sys

import django
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from benchmarks import (  # noqa: E402 - models need Django
    broker_hung,
    bulk_sign,
    certificates,
    dashboard,
    doorbell,
    export_list,
    fanout,
    import_history,
    import_list,
    pages,
    papers,
    portal,
    portal_served,
    search,
    sign,
    trail_bundle,
    trail_write,
    transition,
)
from benchmarks.bounds import judged  # noqa: E402

BENCHMARKS = {
    "transition": transition.run,
    "bulk_sign": bulk_sign.run,
    "inbox": pages.run_inbox,
    "nominations": pages.run_nominations,
    "api_list": pages.run_api_list,
    "dashboard": dashboard.run,
    "trail_write": trail_write.run,
    "trail_export": trail_bundle.run_export,
    "trail_verify": trail_bundle.run_verify,
    "broker_hung": broker_hung.run,
    "doorbell": doorbell.run,
    "fanout": fanout.run,
    "certificates": certificates.run,
    "decision": papers.run_decision,
    "docx": papers.run_docx,
    "sign": sign.run,
    "import_5000": import_list.run,
    "import_history": import_history.run,
    "export_50000": export_list.run,
    "portal": portal.run_portal,
    "portal_growth": portal.run_portal_growth,
    "portal_kept": portal.run_portal_kept,
    "search": search.run,
    "search_sqlite": search.run_sqlite,
    "portal_served": portal_served.run,
}


def main(names: list[str]) -> int:
    unknown = set(names) - set(BENCHMARKS)
    if unknown:
        print(f"Unknown: {', '.join(unknown)}. There are: {', '.join(BENCHMARKS)}.", file=sys.stderr)
        return 2
    if connection.vendor != "postgresql":
        print("The benchmarks measure PostgreSQL: name one in DATABASE_URL.", file=sys.stderr)
        return 2
    beyond = [name for name in names or BENCHMARKS if not is_within(name)]
    if beyond:
        print(f"Beyond a bound: {', '.join(beyond)}.", file=sys.stderr)
    return 1 if beyond else 0


def is_within(name: str) -> bool:
    """Runs it and prints its line."""
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        found = judged(name, BENCHMARKS[name]())
    finally:
        connection.close()
        teardown_databases(databases, verbosity=0)
    print(json.dumps(found), flush=True)
    return found["within"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
