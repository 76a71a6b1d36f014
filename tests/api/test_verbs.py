"""Programs act through the door: what was seen, once a key, with the same refusals as the desk."""

import pytest

from nominations.services import dossiers
from tests.api.asking import Program
from tests.factories import forwarded, make_world, submitted
from tests.nominations.reviewing import first_of, received, state_of
from workflows.audit import history_of, words_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world():
    return make_world()


def test_verb_moves_the_object(world):
    dossier = submitted(world)

    answer = Program(world.office_reviewer).act("dossiers", dossier, "receive")

    assert (answer.status_code, answer.json()["state"], state_of(dossier)) == (200, "received", "received")


def test_event_carries_the_prefix_of_the_token(world):
    dossier, program = submitted(world), Program(world.office_reviewer)

    program.act("dossiers", dossier, "receive")

    assert history_of(dossier).last().request_id.endswith(f".{program.token.prefix}")


def test_same_key_acts_once(world):
    dossier, program = submitted(world), Program(world.office_reviewer)
    tag = program.get(f"/dossiers/{dossier.pk}")["ETag"]

    answers = [
        program.ask("post", f"/dossiers/{dossier.pk}/receive", {}, If_Match=tag, Idempotency_Key="k1") for _ in range(2)
    ]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert history_of(dossier).filter(verb="receive").count() == 1


def test_key_of_another_request_is_refused(world):
    dossier, program = submitted(world), Program(world.office_reviewer)
    program.act("dossiers", dossier, "receive", key="k1")

    answer = program.act("dossiers", dossier, "release", key="k1")

    assert (answer.status_code, answer.json()["type"]) == (409, "/api/#problem-key-reused")


def test_nobody_acts_on_what_was_not_seen(world):
    dossier = submitted(world)

    answer = Program(world.office_reviewer).ask("post", f"/dossiers/{dossier.pk}/receive", {})

    assert (answer.status_code, state_of(dossier)) == (428, "submitted")


def test_stale_content_tells_what_changed(world):
    dossier, program = submitted(world), Program(world.unit_head)
    tag = program.get(f"/dossiers/{dossier.pk}")["ETag"]
    program.act("dossiers", dossier, "withdraw")
    dossiers.save_letter(
        dossier, actor=world.unit_officer, letter_number="77/CV", letter_date=dossier.letter_date, letter_note=""
    )

    answer = program.ask("post", f"/dossiers/{dossier.pk}/submit", {}, If_Match=tag)

    assert answer.status_code == 412
    assert [change["new"] for change in answer.json()["changes"]] == ["77/CV"]


def test_reasons_are_told_all_at_once_in_the_language_asked_for(world):
    nomination = first_of(received(world))

    answer = Program(world.office_reviewer).ask(
        "post", f"/nominations/{nomination.pk}/reconsider", {"reason": "Hư cấu"},
        If_Match=f'"{nomination.version}-{nomination.content_hash}"', Accept_Language="en",
    )  # fmt: skip

    assert (answer.status_code, answer["Content-Language"]) == (409, "en")
    assert answer.json()["title"] == "Not done yet"


def test_verb_without_its_reason_is_refused(world):
    nomination = first_of(received(world))

    answer = Program(world.office_reviewer).act("nominations", nomination, "send_back")

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "reason")


def test_nomination_goes_back_with_codes_and_fields(world):
    nomination = first_of(received(world))
    program = Program(world.office_reviewer)

    answer = program.act(
        "nominations", nomination, "send_back", reason="Bổ sung số liệu.", codes=["thin_report"],
        fields_to_mend=["achievements"],
    )  # fmt: skip

    (words,) = words_of([history_of(nomination).last()]).values()
    assert (answer.status_code, answer.json()["state"]) == (200, "returned")
    assert words["data"] == {"codes": ["thin_report"], "fields": ["achievements"]}


def test_verb_of_another_person_looks_missing(world):
    assert Program(world.unit_officer).act("dossiers", submitted(world), "receive").status_code == 404


def test_token_signs_nothing(world):
    target = forwarded(world)

    answer = Program(world.director).act("lists", target, "sign")

    assert (answer.status_code, answer.json()["type"], state_of(target)) == (
        403, "/api/#problem-signature", "forwarded",
    )  # fmt: skip


def test_token_without_the_scope_acts_on_nothing(world):
    dossier = submitted(world)

    answer = Program(world.office_reviewer, scopes=["write"]).act("dossiers", dossier, "receive")

    assert (answer.status_code, state_of(dossier)) == (403, "submitted")
