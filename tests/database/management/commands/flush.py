"""Emptying the test database between transactional tests, which the guards of the trail rightly refuse.

What Django itself writes after migrating (types, permissions) takes most of the time of a flush. It is the same each
time, so that from the second time on it is put back as it was.
"""

from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management.commands.flush import Command as Flush
from django.db import transaction
from django.db.models import Model

from workflows import triggers

_kept: dict[str, list[list[Model]]] = {}  # by database: of each table the rows that stand after a flush


class Command(Flush):
    def handle(self, **options: Any) -> None:
        using = options["database"]
        triggers.uninstall(using)
        known = _kept.get(using)
        super().handle(**{**options, "inhibit_post_migrate": known is not None})
        if known is None:
            tables = [list(model._base_manager.using(using)) for model in apps.get_models(include_auto_created=True)]
            _kept[using] = [rows for rows in tables if rows]
        else:
            with transaction.atomic(using=using):
                for rows in known:
                    type(rows[0])._base_manager.using(using).bulk_create(rows)
            ContentType.objects.clear_cache()
        triggers.install(using)
