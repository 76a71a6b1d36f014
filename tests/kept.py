"""A migrated SQLite database is kept and copied: to migrate takes a dozen seconds, to copy none.

A kept one serves as long as every app's migrations, and our triggers, are word for word those that made it.
"""

import hashlib
import inspect
import os
import shutil
import sqlite3
from pathlib import Path

import django
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from search import triggers as of_search
from workflows import triggers as of_trail

FOLDER = settings.BASE_DIR / "build" / "test-databases"


def _file() -> Path:
    loader = MigrationLoader(None)
    loader.load_disk()
    digest = hashlib.sha256(f"{django.__version__} {sqlite3.sqlite_version}".encode())
    for _key, migration in sorted(loader.disk_migrations.items()):
        digest.update(Path(inspect.getfile(type(migration))).read_bytes())
    digest.update("\n".join([*of_trail.statements("sqlite"), *of_search.statements("sqlite")]).encode())
    return FOLDER / f"{digest.hexdigest()}.sqlite3"


def copy_to(path: Path) -> None:
    """Leaves the place empty when none is kept."""
    if (kept := _file()).exists():
        shutil.copyfile(kept, path)


def keep() -> None:
    """Keeps the database as it was migrated, and none of those before it."""
    if (kept := _file()).exists():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    making = kept.with_suffix(f".{os.getpid()}")
    connection.ensure_connection()
    with sqlite3.connect(making) as copy:
        connection.connection.backup(copy)
    copy.close()
    making.replace(kept)
