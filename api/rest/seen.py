"""What the caller saw: If-Match names the version and hash of the object, as the forms of the desk do."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_noop as _

from api.rest.problems import Refused
from workflows.engine import Seen, lock
from workflows.errors import StaleContent
from workflows.models import Subject

TAG = re.compile(r'"(\d{1,9})-([0-9a-f]{64})"')
LONGEST_KEY = 64
IF_MATCH = {
    "in": "header", "name": "If-Match", "required": True,
    "schema": {"type": "string", "pattern": r'^"[0-9]{1,9}-[0-9a-f]{64}"$'},
    "description": _("ETag của đối tượng, như đã đọc."),
}  # fmt: skip
KEY = {
    "in": "header", "name": "Idempotency-Key", "required": False,
    "schema": {"type": "string", "pattern": "^[!-~]{1,64}$"},
    "description": _("Gửi lại cùng mã và cùng nội dung thì không thực hiện lần thứ hai."),
}  # fmt: skip


def seen_of(request: HttpRequest) -> Seen:
    """Raises Refused: without it nobody decides, and a tag that is none of ours was never shown."""
    tag = request.headers.get("If-Match")
    if not tag:
        raise Refused("unseen")
    found = TAG.fullmatch(tag.strip())
    if found is None:
        raise Refused("stale", changes=[])
    return int(found[1]), found[2]


def key_of(request: HttpRequest) -> str:
    return request.headers.get("Idempotency-Key", "").strip()


@contextmanager
def unchanged(seen: Seen, *subjects: Subject) -> Iterator[Any]:
    """The last of the subjects as it was seen, locked behind those before it. Raises StaleContent."""
    with transaction.atomic():
        locked = [lock(subject) for subject in subjects][-1]
        if (locked.version, locked.content_hash) != seen:
            raise StaleContent(locked, seen[1])
        yield locked
