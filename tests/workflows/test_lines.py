"""The quick way to many canonical lines gives the bytes that were hashed, whatever the texts hold."""

import unicodedata
from uuid import uuid4

import pytest

from tests.factories import make_world, submitted
from workflows import clock
from workflows.audit import EVENT_COLUMNS
from workflows.canonical import canonical
from workflows.models import GENESIS, AuditEvent
from workflows.seals.lines import lines_of
from workflows.sets import insert_rows

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]

TEXTS = [
    "", "Chuyên viên Văn phòng Sở", 'a "quoted" word', "back\\slash", "line\nfeed", "tab\tand\x1f", "\x7f",
    "no\u00a0break", "\u2028", "e\u0301", unicodedata.normalize("NFD", "Trần Thị Ệ"), "\u0301", "n\u0303", "한",
    "\u1112\u1161\u11ab", "\U0001f600", "–“”", '","verb":"sign', "%s %(a)s",
]  # fmt: skip


def write(text: str, seq: int, actor: int) -> None:
    row = (
        "tests.thing", 1, seq, GENESIS, GENESIS, uuid4(), "verb", "", "", actor, text, "", "", 1, "", "", "",
        clock.now(),
    )  # fmt: skip
    insert_rows(AuditEvent, EVENT_COLUMNS, [row])


def keys() -> list[int]:
    return list(AuditEvent.objects.order_by("pk").values_list("pk", flat=True))


@pytest.mark.parametrize("text", TEXTS)
def test_lines_are_the_canonical_bytes_of_each_event(text):
    world = make_world()
    write(text, 1, world.director.pk)

    assert lines_of(keys()) == [canonical(event.leaf()) for event in AuditEvent.objects.order_by("pk")]


def test_lines_come_in_the_order_asked_for():
    submitted(make_world())
    wanted = keys()[::-2]

    events = AuditEvent.objects.in_bulk(wanted)
    assert lines_of(wanted) == [canonical(events[key].leaf()) for key in wanted]


def test_no_keys_have_no_lines():
    assert lines_of([]) == []
