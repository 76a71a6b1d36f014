"""Programs write what is not filed yet: one by one, many at once, files; with words for each fault."""

import pytest
from django.test.client import encode_multipart

from nominations.models import Attachment, Nomination
from tests.api.asking import ROOT, Program
from tests.factories import make_dossier, make_nomination, make_world, submitted
from tests.nominations.desk import pdf

pytestmark = pytest.mark.django_db(transaction=True)

SOMEBODY = {"kind": "individual", "full_name": "Nguyễn  Văn Hư Cấu ", "honorific": "ong", "is_leader": False}


@pytest.fixture
def world():
    return make_world()


def add(program, dossier, rows, path="nominations/bulk"):
    tag = program.get(f"/dossiers/{dossier.pk}")["ETag"]
    sent = {"nominations": rows} if path.endswith("bulk") else rows
    return program.ask("post", f"/dossiers/{dossier.pk}/{path}", sent, If_Match=tag)


def test_nominee_is_added_as_the_form_would(world):
    dossier = make_dossier(world)

    answer = add(Program(world.unit_officer), dossier, SOMEBODY | {"award_form": world.form.pk}, "nominations")

    assert answer.status_code == 201
    assert dossier.nominations.values_list("full_name", "is_leader", "award_form", "edited_by").get() == (
        "Nguyễn Văn Hư Cấu", False, world.form.pk, world.unit_officer.pk,
    )  # fmt: skip


def test_many_come_in_their_order(world):
    dossier = make_dossier(world)

    answer = add(Program(world.unit_officer), dossier, [SOMEBODY | {"full_name": name} for name in ("Hai", "Một")])

    assert [one["full_name"] for one in answer.json()["items"]] == ["Hai", "Một"]


def test_one_bad_row_keeps_all_out_and_is_named(world):
    dossier = make_dossier(world)
    rows = [SOMEBODY, SOMEBODY | {"award_form": 999_999}, SOMEBODY | {"head_count": 3}]

    answer = add(Program(world.unit_officer), dossier, rows)

    assert answer.status_code == 422
    assert [fault["field"] for fault in answer.json()["errors"]] == [
        "nominations.1.award_form", "nominations.2.head_count",
    ]  # fmt: skip
    assert dossier.nominations.count() == 0


def test_second_sending_is_stale(world):
    dossier, program = make_dossier(world), Program(world.unit_officer)
    tag = program.get(f"/dossiers/{dossier.pk}")["ETag"]

    answers = [
        program.ask("post", f"/dossiers/{dossier.pk}/nominations", SOMEBODY, If_Match=tag).status_code for _ in "ab"
    ]

    assert (answers, dossier.nominations.count()) == ([201, 412], 1)


def test_filed_list_takes_nobody(world):
    assert add(Program(world.unit_officer), submitted(world), [SOMEBODY]).status_code == 409


def test_part_of_a_nominee_is_mended(world):
    nomination, program = make_nomination(world, make_dossier(world)), Program(world.unit_officer)
    tag = program.get(f"/nominations/{nomination.pk}")["ETag"]

    answer = program.ask("patch", f"/nominations/{nomination.pk}", {"position": "Phó phòng"}, If_Match=tag)

    assert (answer.status_code, answer.json()["position"]) == (200, "Phó phòng")
    assert (answer.json()["full_name"], answer["ETag"] == tag) == (nomination.full_name, False)


def test_mending_what_was_not_seen_is_refused(world):
    nomination, program = make_nomination(world, make_dossier(world)), Program(world.unit_officer)
    tag = f'"{nomination.version + 1}-{nomination.content_hash}"'

    assert program.ask("patch", f"/nominations/{nomination.pk}", {"position": "x"}, If_Match=tag).status_code == 412


def test_draft_is_removed(world):
    nomination, program = make_nomination(world, make_dossier(world)), Program(world.unit_officer)
    tag = program.get(f"/nominations/{nomination.pk}")["ETag"]

    answer = program.ask("delete", f"/nominations/{nomination.pk}", If_Match=tag)

    assert (answer.status_code, Nomination.objects.filter(pk=nomination.pk).exists()) == (204, False)


def send(program, path, **parts):
    content = encode_multipart("limit", parts)
    return program.client.post(
        f"{ROOT}{path}", content, content_type="multipart/form-data; boundary=limit", headers=program.headers
    )


def test_file_is_taken_and_comes_back(world):
    nomination, program = make_nomination(world, make_dossier(world)), Program(world.unit_officer)

    made = send(program, f"/nominations/{nomination.pk}/attachments", file=pdf("Báo cáo.pdf"), kind="report")
    got = program.get(f"/attachments/{made.json()['id']}/content")

    assert (made.status_code, made.json()["name"], made.json()["kind"]) == (201, "Báo cáo.pdf", "report")
    assert got.getvalue() == pdf().read()


def test_file_of_another_kind_is_refused_in_words(world):
    answer = send(
        Program(world.unit_officer),
        f"/dossiers/{make_dossier(world).pk}/attachments",
        file=pdf("anh.png"),
        kind="letter",
    )

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "file")


def test_file_is_taken_away(world):
    dossier, program = make_dossier(world), Program(world.unit_officer)
    made = send(program, f"/dossiers/{dossier.pk}/attachments", file=pdf()).json()

    assert program.ask("delete", f"/attachments/{made['id']}").status_code == 204
    assert Attachment.objects.count() == 0


def test_token_for_reading_writes_nothing(world):
    dossier = make_dossier(world)

    assert add(Program(world.unit_officer, scopes=[]), dossier, [SOMEBODY]).status_code == 403
