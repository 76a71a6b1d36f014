"""A form that names every field of every model besides its own changes what its own fields change, and nothing else."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction

from tests.routes.asking import Asker
from tests.routes.table import EACH_ROUTE, Row, by_route, whoever

pytestmark = pytest.mark.django_db

APPS = ("organisation", "campaigns", "nominations", "notifications", "workflows")
MORE = ("pk", "id", "user_id", "groups", "user_permissions", "is_superuser", "is_staff", "role", "actor", "act_id")
MAY_BE_LEFT_OUT = {  # own fields of a form that the sound one of the tests does not send
    "dossier_letter": {"letter_date", "letter_note", "kind"},
    "nomination_edit": {"kind", "head_count"}, "nomination_autosave": {"kind", "head_count"},
    "attachment_remove": {"dossier"}, "nomination_remove": {"dossier"},
}  # fmt: skip
DIFFERS = (  # at each request, whatever is sent
    models.DateTimeField, models.UUIDField, models.BinaryField,
)  # fmt: skip
MADE = {  # from salts and times
    "content_hash", "content_salt", "event_hash", "prev_hash", "hash", "payload_hash", "salt", "body_hash",
    "request_id", "key", "session_data", "password", "paper", "body",
    "calendar_nonce", "link_hash",
}  # fmt: skip
ALL_MADE = {"workflows.AuditPayload", "workflows.ContentSnapshot"}  # known by a hash; their events are compared
SENDING = [row for row in EACH_ROUTE if not row.post.startswith(("405", "404"))]


def names() -> set[str]:
    """Every field of ours, by name and by column, and the names that attackers try."""
    fields = [
        field for label in APPS for model in apps.get_app_config(label).get_models() for field in model._meta.fields
    ]
    return {field.name for field in fields} | {field.attname for field in fields} | {*MORE}


def steady_rows() -> dict[str, list[str]]:
    """Every row but the sessions', without what differs at each request."""
    return {
        model._meta.label: sorted(map(repr, model._base_manager.values_list(*(_columns(model) or ["pk"]))))
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in ("sessions", "usersessions") and model._meta.label not in ALL_MADE
    }


def _columns(model: type[models.Model]) -> list[str]:
    fields = [one for one in model._meta.concrete_fields if not isinstance(one, DIFFERS) and one.name not in MADE]
    return [one.attname for one in fields]


def values_for(asker: Asker, row: Row) -> Iterator[dict[str, Any]]:
    """What is sent besides: first what could be a key, a number or a switch, then words."""
    other = asker.stage.abroad.world.units[0].pk
    wanted = names() - {*asker.sent(row)} - MAY_BE_LEFT_OUT.get(row.route, set()) - {"next", "csrfmiddlewaretoken"}
    yield dict.fromkeys(sorted(wanted), str(other))
    yield dict.fromkeys(sorted(wanted), "awarded")


def left_by(asker: Asker, person: str, url: str, form: dict[str, Any]) -> dict[str, list[str]]:
    for sent in form.values():
        if isinstance(sent, UploadedFile):
            sent.seek(0)  # it was sent before
    with transaction.atomic():
        asker.send(person, "post", url, form)
        found = steady_rows()
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("row", SENDING, ids=by_route)
def test_field_that_is_not_the_forms_own_is_ignored(asker: Asker, row: Row):
    person, url, sound = whoever("post", row), asker.url(row), asker.sent(row)
    expected = left_by(asker, person, url, sound)

    for more in values_for(asker, row):
        assert changed(left_by(asker, person, url, more | sound), expected) == {}


def changed(found: dict[str, list[str]], expected: dict[str, list[str]]) -> dict[str, list[str]]:
    differing = {label for label in expected if found[label] != expected[label]}
    return {label: sorted({*found[label]} ^ {*expected[label]}) for label in differing}
