"""The door's order: key, lock, seen, permission, guards. What comes first answers first; a refusal leaves nothing."""

from typing import Any

import pytest
from django.db import transaction

from nominations.models import ConsolidatedList, Decision, Dossier, Nomination
from nominations.services import lists
from organisation.services import dismiss
from organisation.states import Role
from tests.factories import World, forwarded, make_dossier, make_nomination, make_world, submitted
from tests.workflows.traces import traces
from workflows.audit import history_of
from workflows.content import changes_since
from workflows.engine import Seen, perform
from workflows.errors import KeyReused, NotAllowed, NotPermitted, StaleContent
from workflows.models import Subject

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]

STALE: Seen = (0, "f" * 64)
KEY = "3f0c"


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def dossier(world: World) -> Dossier:
    """A draft that may be filed."""
    dossier = make_dossier(world)
    make_nomination(world, dossier)
    return dossier


def refusal(kind: type[Exception], subjects: Any, verb: str, **knock: Any) -> Any:
    """The door's refusal, which left every row as it was."""
    before = traces()
    with pytest.raises(kind) as caught, transaction.atomic():
        perform(subjects, verb, **knock)
    assert traces() == before
    return caught.value


def verbs_taken(subject: Subject) -> list[str]:
    return list(history_of(subject).values_list("verb", flat=True))


# What answers first


def test_answered_key_comes_before_everything_else(world: World, dossier: Dossier) -> None:
    first = perform(dossier, "submit", actor=world.unit_head, key=KEY)
    dismiss(world.unit_head, Role.UNIT_HEAD, world.units[0])

    again = perform(dossier, "submit", actor=world.unit_head, key=KEY, seen=STALE)

    assert (again.id, again.repeated) == (first.id, True)


def test_stale_page_is_told_before_permission(world: World, dossier: Dossier) -> None:
    refusal(StaleContent, dossier, "submit", actor=world.auditor, seen=STALE)


def test_permission_is_judged_before_the_state(world: World) -> None:
    refusal(NotPermitted, submitted(world), "submit", actor=world.auditor)


def test_permission_is_judged_before_guards(world: World) -> None:
    refusal(NotPermitted, make_dossier(world), "submit", actor=world.unit_officer)


def test_state_is_told_before_guards(world: World) -> None:
    dossier = submitted(world)
    dossier.nominations.update(full_name="")

    said = refusal(NotAllowed, dossier, "submit", actor=world.unit_head)

    assert len(said.reasons) == 1
    assert f"{world.unit_head.full_name} đã nộp danh sách" in said.reasons[0]


def test_unknown_verb_is_not_allowed(world: World, dossier: Dossier) -> None:
    said = refusal(NotAllowed, dossier, "crown", actor=world.unit_head)

    assert said.reasons == ["Không có thao tác này."]


def test_verb_of_another_machine_is_not_allowed(world: World, dossier: Dossier) -> None:
    said = refusal(NotAllowed, dossier, "mark_eligible", actor=world.office_reviewer)

    assert said.reasons == ["Không có thao tác này."]


def test_object_that_is_gone_looks_forbidden(world: World, dossier: Dossier) -> None:
    nomination = dossier.nominations.get()
    gone = Nomination.objects.get(pk=nomination.pk)
    nomination.delete()

    refusal(NotPermitted, gone, "submit", actor=world.unit_head)


# Guards


def test_every_reason_of_document_and_items_is_told_at_once(world: World) -> None:
    dossier = make_dossier(world)
    make_nomination(world, dossier, full_name="Người Hư Cấu", honorific="", overview="")
    make_nomination(world, dossier, full_name="Tập thể Hư Cấu", kind="collective", head_count=None)
    Dossier.objects.update(letter_number="", letter_date=None)

    said = refusal(NotAllowed, dossier, "submit", actor=world.unit_head)

    assert said.reasons == [
        "Chưa ghi số, ký hiệu văn bản đề nghị của đơn vị.",
        "Chưa ghi ngày của văn bản đề nghị.",
        "Người Hư Cấu: chưa chọn Ông/Bà.",
        "Người Hư Cấu: chưa viết phần sơ lược.",
        "Tập thể Hư Cấu: chưa ghi số người của tập thể.",
    ]


def test_reason_told_by_many_objects_is_told_once(world: World) -> None:
    dossier = submitted(world, count=3)
    perform(dossier, "receive", actor=world.office_reviewer)

    said = refusal(NotAllowed, dossier.nominations.all(), "find_ineligible", actor=world.office_reviewer)

    assert said.reasons == ["Phải ghi lý do."]


def test_missing_words_are_told_beside_the_guards_reasons(world: World) -> None:
    dossier = submitted(world, count=1)
    perform(dossier, "receive", actor=world.office_reviewer)

    said = refusal(NotAllowed, dossier, "send_back", actor=world.office_reviewer, reason=" \n")

    assert said.reasons == [
        "Phải ghi lý do.",
        "Chưa có đề nghị nào được đánh dấu trả lại để sửa.",
        "Còn 1 đề nghị chưa thẩm định; hãy thẩm định hết rồi trả lại một lần.",
    ]


# What was seen


@pytest.mark.parametrize("seen", [(STALE[0], None), (None, STALE[1])], ids=["version", "content"])
def test_page_of_another_content_decides_nothing(world: World, dossier: Dossier, seen: tuple) -> None:
    now = Dossier.objects.get()

    refusal(
        StaleContent, dossier, "submit", actor=world.unit_head,
        seen=(now.version if seen[0] is None else seen[0], seen[1] or now.content_hash),
    )  # fmt: skip


def test_page_of_this_content_decides(world: World, dossier: Dossier) -> None:
    now = Dossier.objects.get()

    perform(dossier, "submit", actor=world.unit_head, seen=(now.version, now.content_hash))

    assert verbs_taken(dossier) == ["submit"]


def test_stale_approval_carries_what_changed(world: World) -> None:
    consolidated = ConsolidatedList.objects.get(pk=forwarded(world).pk)
    struck = consolidated.nominations.first()
    lists.strike(consolidated, [struck], actor=world.director, reason="Hư cấu")
    seen = (consolidated.version, consolidated.content_hash)

    said = refusal(StaleContent, consolidated, "sign", actor=world.director, seen=seen)

    (part,) = changes_since(said.subject, said.seen_hash)
    kept = [line[3] for line in part.old]
    lost = [new[3] for old, new in zip(part.old, part.new, strict=True) if old != new]
    assert (part.name, len(kept), lost) == ("lines", 2, [struck.full_name])
    assert Decision.objects.count() == 0


# Keys


def test_key_given_twice_is_one_act(world: World, dossier: Dossier) -> None:
    perform(dossier, "submit", actor=world.unit_head, key=KEY)
    once = traces()

    perform(dossier, "submit", actor=world.unit_head, key=KEY)

    assert traces() == once


@pytest.mark.parametrize(
    "other",
    [
        {"verb": "withdraw"},
        {"reason": "Lý do khác"},
        {"data": {"codes": ["other"]}},
        {"facts": {1: {"codes": ["other"]}}},
        {"subjects": "another"},
    ],
    ids=lambda other: next(iter(other)),
)
def test_key_for_another_request_is_refused(world: World, dossier: Dossier, other: dict) -> None:
    perform(dossier, "submit", actor=world.unit_head, key=KEY)
    body = {"subjects": dossier, "verb": "submit"} | other
    if other == {"subjects": "another"}:
        body["subjects"] = make_dossier(world, unit=1)

    refusal(KeyReused, actor=world.unit_head, key=KEY, **body)


def test_key_of_a_refused_request_may_be_used_again(world: World) -> None:
    dossier = make_dossier(world)
    refusal(NotAllowed, dossier, "submit", actor=world.unit_head, key=KEY)
    make_nomination(world, dossier)

    act = perform(dossier, "submit", actor=world.unit_head, key=KEY)

    assert (act.repeated, verbs_taken(dossier)) == (False, ["submit"])


def test_key_of_one_person_says_nothing_of_anothers(world: World) -> None:
    one, other = submitted(world), make_dossier(world, unit=1)
    make_nomination(world, other)
    perform(one, "withdraw", actor=world.unit_officer, key=KEY)

    act = perform(other, "submit", actor=world.unit_head_2, key=KEY)

    assert act.repeated is False
