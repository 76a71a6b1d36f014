"""One world for the whole folder: built once in a transaction that is undone when its last test ends.

Everybody asks for the same papers there, so each is set in type once.
"""

from collections.abc import Iterator
from functools import wraps
from typing import Any

import pytest
import typst
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from tests.routes.asking import Asker
from tests.routes.world import build


@pytest.fixture(scope="package", autouse=True)
def each_paper_is_set_once() -> Iterator[None]:
    compiled, plainly = {}, typst.compile

    @wraps(plainly)
    def once(*source: Any, **options: Any) -> bytes:
        key = repr((source, options))
        if key not in compiled:
            compiled[key] = plainly(*source, **options)
        return compiled[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typst, "compile", once)
        yield


@pytest.fixture(scope="package")
def asker(django_db_setup: None, django_db_blocker: Any) -> Iterator[Asker]:
    middleware = [*settings.MIDDLEWARE, "tests.routes.asking.Forgiving"]
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(MIDDLEWARE=middleware):
        yield Asker(build())
        transaction.set_rollback(True)
