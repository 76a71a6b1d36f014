"""Rows written together: what is common is sent once, what stands already stays."""

from uuid import uuid4

import pytest

from notifications.models import Letter, Message
from notifications.states import Channel
from tests.factories import World, make_user, make_world
from workflows import clock
from workflows.sets import insert_alike

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


@pytest.fixture
def world():
    return make_world()


def row(world: World, recipient: int | None = None, **changed) -> dict:
    return {
        "recipient_id": recipient or world.director.pk, "act_id": uuid4(), "kind": "tests.kind", "title": "Tin",
        "titles": {"vi": "Tin"}, "created_at": clock.now(),
    } | changed  # fmt: skip


def test_alike_rows_are_written_as_given(world):
    insert_alike(Message, [row(world, title=f"Tin {n}", titles={"vi": f"Tin {n}"}) for n in range(3)])

    found = Message.objects.order_by("title").values_list("title", "titles")
    assert list(found) == [(f"Tin {n}", {"vi": f"Tin {n}"}) for n in range(3)]


def test_column_that_is_not_named_gets_its_default(world):
    insert_alike(Message, [row(world), row(world)])

    found = Message.objects.values_list("channel", "expected", "read_at", "letter").distinct()
    assert list(found) == [(Channel.IN_APP, {}, None, None)]


@pytest.mark.parametrize("count", [1, 2])
def test_row_whose_unique_key_stands_is_left_as_it_is(world, count):
    first = row(world, title="Trước")
    insert_alike(Message, [first])

    insert_alike(Message, [first | {"title": "Sau"}] * count)

    assert [message.title for message in Message.objects.all()] == ["Trước"]


def test_foreign_key_to_a_uuid_is_kept(world):
    letter = Letter.objects.create(
        recipient=world.director, address="a@example.vn", created_at=clock.now(), available_at=clock.now()
    )

    insert_alike(Message, [row(world, letter_id=letter.pk), row(world, letter_id=None)])

    assert set(Message.objects.values_list("letter", flat=True)) == {letter.pk, None}


@pytest.mark.parametrize("count", [0, 1, 3])
def test_any_number_of_alike_rows_is_one_statement(world, count, django_assert_num_queries):
    people = [make_user(world.organisation, f"nguoi-{n}", "Người Hư Cấu") for n in range(count)]

    with django_assert_num_queries(min(count, 1)):
        insert_alike(Message, [row(world, person.pk) for person in people])

    assert Message.objects.count() == count
