"""Subjects from rows that the door read itself: Django's own loading, planned once a model."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Field
from django.db.models.sql.compiler import SQLCompiler

from workflows.models import Subject


@cache
def read_fields(model: type[Subject]) -> list[Field]:
    """What the door reads of a row: everything but the bulky texts, which load when somebody asks; the key first."""
    fields = [field for field in model._meta.concrete_fields if field.name not in model.bulky]
    return sorted(fields, key=lambda field: not field.primary_key)


@cache
def _conversion(model: type[Subject], vendor: str) -> tuple[SQLCompiler, dict]:  # noqa: ARG001 - vendor is the key
    compiler = model._default_manager.all().query.get_compiler(connection=connection)
    return compiler, compiler.get_converters([field.get_col(model._meta.db_table) for field in read_fields(model)])


def loaded(model: type[Subject], row: Sequence[Any]) -> Subject:
    """The subject of a row that holds `read_fields(model)` in order; what follows them is ignored."""
    fields = read_fields(model)
    compiler, converters = _conversion(model, connection.vendor)
    values = row[: len(fields)]
    if converters:
        (values,) = compiler.apply_converters([values], converters)
    return model.from_db(connection.alias, [field.attname for field in fields], values)
