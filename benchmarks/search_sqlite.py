"""The search benchmark on a file of SQLite; prints its figures. `benchmarks.search` starts it."""

import json
import os
import tempfile
from pathlib import Path

import django
from django.conf import settings
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from benchmarks.search import SQLITE, measured  # noqa: E402 - models need Django


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(Path(folder) / "bench.sqlite3")
        databases = setup_databases(verbosity=0, interactive=False)
        found = measured(SQLITE)
        connection.close()
        teardown_databases(databases, verbosity=0)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
