"""`manage.py check` finds a verb whose permission, guard, effect or item verb does not exist."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import Error, register

from workflows import rules
from workflows.effects import registry
from workflows.verbs import subject_models, verbs_of


@register("workflows")
def check_verbs(**_: Any) -> list[Error]:
    return [
        Error(f"{model.__name__}.{verb.name}: {fault}", obj=model, id="workflows.E001")
        for model in subject_models()
        for verb in verbs_of(model).values()
        for fault in _faults(model._meta.app_label, verb)
    ]


def _faults(app_label: str, verb: Any) -> Iterator[str]:
    try:
        rules.permission_of(app_label, verb.name)
    except AttributeError:
        yield f"no permission {app_label}.permissions.can_{verb.name}"
    for name in verb.guards:
        try:
            rules.guard_of(app_label, name)
        except AttributeError:
            yield f"no guard {app_label}.guards.{name}"
    for name in verb.effects:
        if f"{app_label}.{name}" not in registry:
            yield f"no effect {app_label}.{name}"
