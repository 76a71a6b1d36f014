"""A clerk brings her list from Excel: upload, columns, preview, choice, one transaction, and back again."""

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nominations.models import Dossier, ListImport, Nomination
from nominations.services import dossiers, imports
from nominations.services import nominations as noms
from nominations.sheets.legacy import Encoding
from tests.factories import World, head_of, make_dossier, make_nomination, make_world
from tests.nominations.desk import page, signed_in
from tests.nominations.sheets.books import csv, xlsx
from workflows.errors import NotAllowed, NotPermitted, StaleContent

pytestmark = pytest.mark.django_db

HEAD = ("STT", "Ông/Bà", "Họ và tên", "Chức vụ", "Diện", "Thành tích")
AN = (1, "Ông", "Nguyễn Văn An", "Chuyên viên", "trực tiếp", "Tốt (hư cấu).")
HOA = (2, "Bà", "Lê Thị Hoa", "Kế toán", "trực tiếp", "Rất tốt (hư cấu).")
BAD = (3, "Robot", "Trần Thị Bé", "", "", "")


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def dossier(world: World) -> Dossier:
    return make_dossier(world)


@pytest.fixture
def officer(world: World) -> Client:
    return signed_in(world.unit_officer)


def sent(*rows: Any, name: str = "danh-sach.xlsx", data: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data or xlsx((HEAD, *rows)))


def taken(world: World, dossier: Dossier, *rows: Any, **file: Any) -> ListImport:
    """The file, with its columns as they are guessed."""
    found = imports.take_list(dossier, sent(*rows, **file), actor=world.unit_officer)
    return imports.settle(found, encoding=Encoding.UNICODE, headings={}, actor=world.unit_officer)


def brought(world: World, dossier: Dossier, *rows: Any, **choice: Any) -> ListImport:
    found = taken(world, dossier, *rows)
    version = Dossier.objects.get(pk=dossier.pk).version
    return imports.apply_list(found, actor=world.unit_officer, seen_version=version, **choice)


def names(dossier: Dossier) -> list[str]:
    return list(dossier.nominations.order_by("pk").values_list("full_name", flat=True))


def fates(found: ListImport) -> list[str]:
    return [f"{row.fate} {row.entry.name}" for row in imports.fates_of(found).rows]


# The way of a clerk


def test_file_comes_in_by_upload_columns_and_preview(dossier: Dossier, officer: Client) -> None:
    uploaded = officer.post(f"/dossiers/{dossier.pk}/import/", {"file": sent(AN, HOA, BAD)})
    found = dossier.imports.get()
    columns = officer.get(uploaded.url).context["form"]
    chosen = officer.post(uploaded.url, {name: field.initial for name, field in columns.fields.items()})
    seen = Dossier.objects.get(pk=dossier.pk).version
    done = officer.post(chosen.url, {"seen_version": seen})

    assert (uploaded.url, chosen.url, done.url, names(dossier)) == (
        f"/imports/{found.pk}/columns/", f"/imports/{found.pk}/", f"/imports/{found.pk}/",
        ["Nguyễn Văn An", "Lê Thị Hoa"],
    )  # fmt: skip


def test_draft_from_a_file_is_as_typed_by_hand(world: World, dossier: Dossier) -> None:
    brought(world, dossier, AN)

    one = dossier.nominations.get()
    assert (one.honorific, one.position, one.is_leader, one.award_form, one.achievements, one.state) == (
        "ong", "Chuyên viên", False, world.form, "Tốt (hư cấu).", "draft",
    )  # fmt: skip


def test_draft_from_a_file_has_the_keys_and_the_hash_of_one_written_alone(world: World, dossier: Dossier) -> None:
    brought(world, dossier, AN)
    one = dossier.nominations.get()
    alone = make_nomination(world, dossier, full_name="Nguyễn Văn An", achievements="Tốt (hư cấu).")

    keys = [(n.search_key, n.sort_key, n.report_key, n.version) for n in (one, alone)]
    assert (keys[0], one.content_hash) == (keys[1], one.compute_hash())


def test_list_names_what_was_brought_in_a_new_version(world: World, dossier: Dossier) -> None:
    brought(world, dossier, AN, HOA)

    now = Dossier.objects.get(pk=dossier.pk)
    assert (now.version, now.content_hash) == (dossier.version + 1, now.compute_hash())


def test_import_costs_the_same_queries_for_one_row_and_three(world: World, dossier: Dossier) -> None:
    counts = []
    for rows in ((AN,), (HOA, (3, "Ông", "Y Moan", "", "", ""), (4, "Ông", "Ma Seo Sử", "", "", ""))):
        found = taken(world, dossier, *rows)
        version = Dossier.objects.get(pk=dossier.pk).version
        with CaptureQueriesContext(connection) as captured:
            imports.apply_list(found, actor=world.unit_officer, seen_version=version)
        counts.append(len(captured))

    assert counts[0] == counts[1]


# The fate of a row


def test_rows_are_new_already_there_likely_or_faulty(world: World, dossier: Dossier) -> None:
    brought(world, dossier, AN)
    found = taken(world, dossier, AN, (2, "Ông", "Nguyen Van An", "Chuyên viên", "", ""), HOA, BAD)

    assert fates(found) == ["same Nguyễn Văn An", "likely Nguyen Van An", "new Lê Thị Hoa", "error Trần Thị Bé"]


@pytest.mark.parametrize(
    ("name", "position", "fate"),
    [
        ("Nguyễn Văn An", "Chuyên viên", "same"), ("NGUYỄN VĂN AN", "Chuyên viên", "same"),
        ("Nguyễn Văn Ân", "Chuyên viên", "likely"), ("An Nguyễn Văn", "", "likely"),
        ("Nguyễnn Văn An", "Chuyên viên", "likely"), ("Nguyễn Văn An", "Giám đốc", "likely"),
        ("Nguyễn Văn Anh", "Chuyên viên", "new"), ("Nguyễn Thị An", "Chuyên viên", "new"),
    ],
)  # fmt: skip
def test_name_is_compared_across_spellings(world: World, dossier: Dossier, name: str, position: str, fate: str) -> None:
    brought(world, dossier, AN)
    rows = imports.fates_of(taken(world, dossier, (1, "", name, position, "", ""), HOA)).rows

    assert rows[0].fate == fate


def test_row_twice_in_a_file_is_there_already_the_second_time(world: World, dossier: Dossier) -> None:
    assert fates(taken(world, dossier, AN, AN)) == ["new Nguyễn Văn An", "same Nguyễn Văn An"]


def test_likely_row_tells_score_and_both_records(world: World, dossier: Dossier, officer: Client) -> None:
    brought(world, dossier, AN)
    found = taken(world, dossier, (1, "", "Nguyễn Văn Ân", "Tạp vụ", "", ""))

    text = page(officer, found.get_absolute_url())
    assert [words in text for words in ("88 %", "Tạp vụ", "Chuyên viên", dossier.nominations.get().code)] == [True] * 4


def test_people_of_other_units_are_nobodys_twins(world: World, dossier: Dossier) -> None:
    make_nomination(world, make_dossier(world, 1), full_name="Nguyễn Văn An")

    assert fates(taken(world, dossier, AN)) == ["new Nguyễn Văn An"]


def test_form_that_the_campaign_has_not_is_a_fault_with_the_ones_it_has(world: World, dossier: Dossier) -> None:
    data = xlsx((("Họ và tên", "Hình thức đề nghị"), ("Nguyễn Văn An", "Huân chương Sao vàng")))
    row = imports.fates_of(taken(world, dossier, data=data)).rows[0]

    assert [(fault.cell, "Giấy khen" in fault.words) for fault in row.entry.faults] == [("B2", True)]


# Choosing


def test_what_is_left_out_stays_out_and_what_is_likely_comes_when_asked_for(world: World, dossier: Dossier) -> None:
    brought(world, dossier, AN)
    likely = (1, "Ông", "Nguyễn Văn Ân", "Tạp vụ", "", "")
    brought(world, dossier, likely, HOA, take={"0-2"}, leave={"0-3"})

    assert names(dossier) == ["Nguyễn Văn An", "Nguyễn Văn Ân"]


def test_nothing_chosen_is_told_and_keeps_the_choices(world: World, dossier: Dossier, officer: Client) -> None:
    found = taken(world, dossier, AN)
    answer = officer.post(found.get_absolute_url(), {"seen_version": dossier.version, "leave": "0-2"})

    text = answer.content.decode()
    assert (answer.status_code, "Chưa chọn dòng nào" in text, 'value="0-2" checked' in text) == (422, True, True)


def test_list_that_changed_meanwhile_is_compared_again(world: World, dossier: Dossier, officer: Client) -> None:
    found = taken(world, dossier, AN)
    make_nomination(world, dossier, full_name="Nguyễn Văn An")
    answer = officer.post(found.get_absolute_url(), {"seen_version": dossier.version, "take": "0-2"})

    assert (answer.status_code, names(dossier)) == (412, ["Nguyễn Văn An"])


def test_second_click_brings_nobody_twice(world: World, dossier: Dossier, officer: Client) -> None:
    found = taken(world, dossier, AN)
    for _click in range(2):
        officer.post(found.get_absolute_url(), {"seen_version": dossier.version})

    assert names(dossier) == ["Nguyễn Văn An"]


def test_fault_in_one_row_leaves_nothing_half_done(world: World, dossier: Dossier, monkeypatch) -> None:
    monkeypatch.setattr(imports.clock, "now", lambda: 1 / 0)  # the last thing that the transaction asks for
    found = ListImport.objects.none()
    with pytest.raises(ZeroDivisionError):
        found = brought(world, dossier, AN, HOA)

    assert (list(found), names(dossier)) == ([], [])


def test_filed_list_takes_no_file(world: World, dossier: Dossier) -> None:
    make_nomination(world, dossier)
    found = taken(world, dossier, AN)
    dossiers.submit(dossier, actor=head_of(world, dossier))

    with pytest.raises(NotAllowed):
        imports.apply_list(found, actor=world.unit_officer, seen_version=found.dossier.version)


def test_stranger_brings_nothing(world: World, dossier: Dossier) -> None:
    with pytest.raises(NotPermitted):
        imports.take_list(dossier, sent(AN), actor=world.unit_officer_2)


def test_version_that_was_not_seen_is_stale(world: World, dossier: Dossier) -> None:
    found = taken(world, dossier, AN)

    with pytest.raises(StaleContent):
        imports.apply_list(found, actor=world.unit_officer, seen_version=0)


# Columns and letters


def test_chosen_columns_are_remembered_for_the_units_next_file(world: World, dossier: Dossier) -> None:
    data = xlsx((("Họ và tên", "Chức vụ", "Mã số"), ("Nguyễn Văn An", "Kế toán", "A1")))
    found = imports.take_list(dossier, sent(data=data), actor=world.unit_officer)
    headings = {"ho va ten": "full_name", "chuc vu": "position", "ma so": "detail"}
    imports.settle(found, encoding=Encoding.UNICODE, headings=headings, actor=world.unit_officer)
    other = xlsx((("Họ và tên", "Mã số"), ("Lê Thị Hoa", "B2")))
    later = imports.take_list(dossier, sent(data=other), actor=world.unit_officer)

    assert [str(field) for field in imports.read_again(later).tables[0].fields] == ["full_name", "detail"]


def test_columns_without_a_name_are_not_settled(dossier: Dossier, officer: Client) -> None:
    url = officer.post(f"/dossiers/{dossier.pk}/import/", {"file": sent(AN)}).url
    answer = officer.post(url, {f"c-0-{place}": "skip" for place in range(len(HEAD))})

    assert (answer.status_code, "chưa chọn cột tên" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize(("choice", "name"), [("tcvn3", "Nguyễn Văn An"), ("unicode", "NguyÔn V¨n An")])
def test_old_letters_are_converted_only_when_somebody_says_so(
    dossier: Dossier, officer: Client, choice: str, name: str
) -> None:
    data = "STT;Hä vµ tªn;Chøc vô\n1;NguyÔn V¨n An;K\u00d5 to\u00b8n\n".encode("latin-1")
    url = officer.post(f"/dossiers/{dossier.pk}/import/", {"file": sent(name="a.csv", data=data)}).url
    columns = {"c-0-0": "number", "c-0-1": "full_name", "c-0-2": "position"}
    unasked = officer.post(url, columns)
    settled = officer.post(url, columns | {"encoding": choice})
    officer.post(settled.url, {"seen_version": dossier.version})

    assert (unasked.status_code, names(dossier)) == (422, [name])


# The file


def test_refused_file_is_told_in_words_and_leaves_no_trace(dossier: Dossier, officer: Client) -> None:
    answer = officer.post(f"/dossiers/{dossier.pk}/import/", {"file": sent(name="a.xlsm", data=xlsx((HEAD, AN)))})

    told = "Tệp có chứa macro" in answer.content.decode()
    assert (answer.status_code, told, ListImport.objects.count()) == (422, True, 0)


def test_original_is_kept_with_its_hash_and_given_back_byte_for_byte(dossier: Dossier, officer: Client) -> None:
    data = csv((HEAD, AN))
    officer.post(f"/dossiers/{dossier.pk}/import/", {"file": sent(name="danh sách.csv", data=data)})
    found = dossier.imports.get()
    answer = officer.get(f"/imports/{found.pk}/file/")

    kept = found.file.name.startswith(f"imports/{found.sha256[:2]}/{found.sha256}")
    assert (answer.getvalue(), kept, answer["X-Content-Type-Options"]) == (data, True, "nosniff")


def test_same_file_again_is_the_same_import(dossier: Dossier, officer: Client) -> None:
    data = xlsx((HEAD, AN))
    for _time in range(2):
        officer.post(f"/dossiers/{dossier.pk}/import/", {"file": sent(data=data)})

    assert dossier.imports.count() == 1


# Back again


def test_undo_takes_away_what_nobody_touched(world: World, dossier: Dossier, officer: Client) -> None:
    found = brought(world, dossier, AN, HOA)
    touched = dossier.nominations.get(full_name="Lê Thị Hoa")
    noms.save_nomination(touched, actor=world.unit_officer, overview="Sửa tay (hư cấu).")
    officer.post(f"/imports/{found.pk}/undo/")

    assert names(dossier) == ["Lê Thị Hoa"]


def test_undo_twice_is_undone_once(world: World, dossier: Dossier) -> None:
    found = brought(world, dossier, AN)

    assert [imports.undo(found, actor=world.unit_officer) for _time in range(2)] == [(1, 0), (0, 0)]


def test_filed_drafts_are_not_undone(world: World, dossier: Dossier) -> None:
    make_nomination(world, dossier)
    found = brought(world, dossier, (1, "Ông", "Nguyễn Văn An", "Kế toán", "trực tiếp", "Tốt."))
    Nomination.objects.filter(dossier=dossier).update(overview="Sơ lược hư cấu.")
    dossiers.submit(Dossier.objects.get(pk=dossier.pk), actor=head_of(world, dossier))

    with pytest.raises(NotAllowed):
        imports.undo(found, actor=world.unit_officer)


# Out and in


def test_template_is_read_back_as_it_says(world: World, dossier: Dossier, officer: Client) -> None:
    data = officer.get(f"/dossiers/{dossier.pk}/import/template.xlsx").getvalue()

    answer = officer.post(f"/dossiers/{dossier.pk}/import/", {"file": sent(data=data)})
    assert "Không thấy danh sách nào" in answer.content.decode()  # nobody has filled it in


def test_exported_list_comes_back_the_same(world: World, dossier: Dossier, officer: Client) -> None:
    texts = ("=1+1", "Một\nhai", "-", "+84", "@x", "_x0041_", "NGUYỄN VĂN Ơ", "Hòa & hoà <b>", '"', "nt")
    for number, text in enumerate(texts):
        make_nomination(world, dossier, full_name=text.replace("\n", " "), position=text.replace("\n", " "),
                        achievements=text, overview=f"{number}", is_leader=[True, False, None][number % 3])  # fmt: skip
    make_nomination(world, dossier, kind="collective", full_name="TỔ MỘT", honorific="", position="", is_leader=None,
                    head_count=12)  # fmt: skip
    data = officer.get(f"/dossiers/{dossier.pk}/list.xlsx").getvalue()
    before = contents(dossier)
    noms.remove_untouched(dossier, dossier.nominations.values_list("pk", flat=True), actor=world.unit_officer)
    found = taken(world, dossier, data=data)
    preview = imports.fates_of(found)
    take = {row.key for row in preview.rows}
    version = Dossier.objects.get(pk=dossier.pk).version
    imports.apply_list(found, actor=world.unit_officer, seen_version=version, take=take)

    assert contents(dossier) == before


def contents(dossier: Dossier) -> list[dict[str, Any]]:
    listed = sorted(dossier.nominations.all(), key=lambda one: (one.kind, one.pk))
    return [one.content() for one in listed]


def test_exported_cells_hold_text_never_a_formula(world: World, dossier: Dossier, officer: Client) -> None:
    make_nomination(world, dossier, full_name="=HYPERLINK(1)", achievements="@SUM(A1)")
    data = officer.get(f"/dossiers/{dossier.pk}/list.xlsx").getvalue()

    assert b"<f>" not in b"".join(parts(data))


def parts(book: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return [archive.read(name) for name in archive.namelist()]


@pytest.mark.parametrize("fate", ["new", "same", "likely", "error"])
def test_preview_costs_the_same_queries_for_one_row_and_three(
    world: World, dossier: Dossier, officer: Client, fate: str
) -> None:
    people = [("Ông", name, "Kế toán") for name in ("Nguyễn Văn An", "Ma Seo Sử", "Y Moan")]
    if fate in ("same", "likely"):
        brought(world, dossier, *((n, *who, "", "") for n, who in enumerate(people)))
    more = {"same": "", "new": "", "likely": "Tạp vụ", "error": ""}[fate]
    counts = []
    for rows in (people[:1], people):
        sheet = [(n, "?" if fate == "error" else "", name, more, "", "") for n, (_mr, name, _post) in enumerate(rows)]
        found = taken(world, dossier, *sheet)
        assert {row.fate for row in imports.fates_of(found).rows} == {fate}
        officer.get(found.get_absolute_url())  # the look is noted once
        with CaptureQueriesContext(connection) as captured:
            officer.get(found.get_absolute_url())
        counts.append(len(captured))

    assert counts[0] == counts[1]
