"""What is typed is saved by itself, never overwrites unseen, and never gets lost."""

import json

import pytest
from django.test import Client

from nominations.models import Nomination
from nominations.services import dossiers
from nominations.services import nominations as noms
from nominations.services.attachments import attach
from tests.factories import make_dossier, make_nomination, make_world
from tests.nominations.desk import page, pdf, signed_in, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def dossier(world):
    return make_dossier(world)


@pytest.fixture
def nomination(world, dossier):
    return make_nomination(world, dossier)


@pytest.fixture
def officer(world):
    return signed_in(world.unit_officer)


def edit(nomination):
    return f"/nominations/{nomination.pk}/edit/"


def stored(nomination):
    return Nomination.objects.get(pk=nomination.pk)


def autosave(client, nomination, **fields):
    answer = client.post(f"/nominations/{nomination.pk}/autosave/", fields)
    return answer.status_code, json.loads(answer.content)


def test_autosave_keeps_a_part_and_answers_with_the_version_to_go_on_from(nomination, officer):
    status, answer = autosave(officer, nomination, version=nomination.version, overview="Sinh năm 1980 (hư cấu).")

    now = stored(nomination)
    assert (status, answer["fields"]) == (200, {"version": str(now.version)})
    assert (now.overview, now.achievements) == ("Sinh năm 1980 (hư cấu).", nomination.achievements)


def test_autosave_goes_on_from_the_version_it_answered(nomination, officer):
    _status, answer = autosave(officer, nomination, version=nomination.version, overview="Một")

    status, _answer = autosave(officer, nomination, version=answer["fields"]["version"], overview="Một hai")

    assert (status, stored(nomination).overview) == (200, "Một hai")


def test_autosave_of_nothing_new_makes_no_version(nomination, officer):
    status, _answer = autosave(officer, nomination, **typed(nomination))

    assert (status, stored(nomination).version) == (200, nomination.version)


def test_autosave_keeps_the_sound_fields_and_names_the_others(nomination, officer):
    status, answer = autosave(
        officer, nomination, **typed(nomination, position="Phó phòng", full_name="Lý \u202e Hư Cấu")
    )

    now = stored(nomination)
    assert (status, now.position, now.full_name) == (422, "Phó phòng", nomination.full_name)
    assert answer["message"].startswith("Chưa lưu mục Họ và tên: Có ký tự ẩn")
    assert answer["fields"] == {"version": str(now.version)}


def test_autosave_of_a_stale_tab_writes_nothing_and_says_who_wrote(world, nomination, officer):
    noms.save_nomination(nomination, actor=world.unit_head, achievements="Bản của thủ trưởng.")

    status, answer = autosave(officer, nomination, **typed(nomination, achievements="Bản của cán bộ."))

    assert (status, stored(nomination).achievements) == (412, "Bản của thủ trưởng.")
    assert world.unit_head.display_name in answer["message"]


def test_autosave_without_a_version_is_stale(nomination, officer):
    assert autosave(officer, nomination, overview="Không rõ phiên bản")[0] == 412


def test_autosave_of_the_same_words_in_two_tabs_is_no_conflict(world, nomination, officer):
    noms.save_nomination(nomination, actor=world.unit_head, achievements="Như nhau.")

    status, answer = autosave(officer, nomination, **typed(nomination, achievements="Như nhau."))

    assert (status, answer["fields"]["version"]) == (200, str(stored(nomination).version))


def test_autosave_after_filing_is_refused_in_words(world, dossier, nomination, officer):
    dossiers.submit(dossier, actor=world.unit_head)

    status, answer = autosave(officer, nomination, **typed(nomination, overview="Muộn"))

    assert (status, stored(nomination).overview) == (409, nomination.overview)
    assert answer["message"].startswith("Hồ sơ đã nộp")


def test_autosave_is_post_only(nomination, officer):
    assert officer.get(f"/nominations/{nomination.pk}/autosave/").status_code == 405


def test_saving_a_stale_page_shows_both_texts_and_keeps_what_was_typed(world, nomination, officer):
    noms.save_nomination(nomination, actor=world.unit_head, achievements="Bản của thủ trưởng.")

    answer = officer.post(edit(nomination), typed(nomination, achievements="Bản của cán bộ."))

    assert (answer.status_code, stored(nomination).achievements) == (412, "Bản của thủ trưởng.")
    assert answer.context["kept"].differences == [
        {"label": "Thành tích đạt được", "old": "Bản của thủ trưởng.", "new": "Bản của cán bộ."}
    ]
    assert "Bản của cán bộ.</textarea>" in answer.content.decode()


def test_page_of_a_conflict_does_not_save_by_itself(world, nomination, officer):
    noms.save_nomination(nomination, actor=world.unit_head, achievements="Bản của thủ trưởng.")

    text = officer.post(edit(nomination), typed(nomination, achievements="Bản của cán bộ.")).content.decode()

    assert "data-autosave=" not in text


def test_saving_again_after_the_comparison_replaces(world, nomination, officer):
    noms.save_nomination(nomination, actor=world.unit_head, achievements="Bản của thủ trưởng.")
    shown = officer.post(edit(nomination), typed(nomination, achievements="Bản của cán bộ.")).context["nomination"]

    answer = officer.post(edit(nomination), typed(shown, achievements="Bản chung."))

    assert (answer.status_code, stored(nomination).achievements) == (302, "Bản chung.")


def test_saving_after_filing_keeps_what_was_typed_on_the_page(world, dossier, nomination, officer):
    dossiers.submit(dossier, actor=world.unit_head)

    answer = officer.post(edit(nomination), typed(nomination, achievements="Viết thêm lúc đã nộp."))

    assert (answer.status_code, stored(nomination).achievements) == (409, nomination.achievements)
    assert "Viết thêm lúc đã nộp.</textarea>" in answer.content.decode()


def test_stale_page_takes_its_files_all_the_same(world, dossier, nomination, officer):
    noms.save_nomination(nomination, actor=world.unit_head, achievements="Bản của thủ trưởng.")

    officer.post(edit(nomination), typed(nomination, achievements="Khác.", files=[pdf("a.pdf")]))

    assert nomination.attachments.get().name == "a.pdf"


def test_file_attached_in_another_tab_makes_a_page_stale(world, dossier, nomination, officer):
    attach(dossier, nomination, pdf(), kind="report", actor=world.unit_officer)

    assert autosave(officer, nomination, **typed(nomination, overview="Khác"))[0] == 412


def test_draft_is_there_after_signing_in_again(world, nomination):
    client = Client()
    client.force_login(world.unit_officer, backend="organisation.backends.PersonBackend")
    autosave(client, nomination, version=nomination.version, achievements="Đã gõ trước khi mất phiên.")
    client.cookies.clear()

    lost = client.get(edit(nomination))
    signed = client.post(lost.url, {"username": world.unit_officer.username, "password": "demo-password-123"})

    assert (lost.status_code, signed.url) == (302, edit(nomination))
    assert "Đã gõ trước khi mất phiên.</textarea>" in page(client, signed.url)


def test_autosave_without_a_session_leads_to_the_sign_in_page(nomination):
    url = f"/nominations/{nomination.pk}/autosave/"

    answer = Client().post(url, {"overview": "x"}, headers={"Accept": "application/json"})

    assert answer.url.startswith("/sign-in/")
