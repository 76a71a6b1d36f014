"""The package of a campaign: what is in it, that it holds together, who may have it, what strange names do to it."""

import hashlib
import io
import json
import re
import subprocess
import sys
import tracemalloc
import zipfile
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from campaigns.services import progress
from nominations.archive import packing
from nominations.archive.contents import folders_of
from nominations.archive.names import ending_of, numbered, plain_name
from nominations.archive.retention import CLASSES, Retention, retention_of
from nominations.effects import pack_archive, store_pdfs
from nominations.models import Archive, Attachment
from nominations.services import decisions, dossiers, nominations
from nominations.services import letters as letter_services
from nominations.services.attachments import attach
from tests.documents.reading import pages, shown, squeezed
from tests.factories import (
    World,
    forwarded,
    found_eligible,
    head_of,
    make_dossier,
    make_nomination,
    make_report,
    make_world,
    put_forward,
)
from tests.nominations.bonus import switched_on
from tests.nominations.desk import page, pdf, signed_in
from workflows import clock, work
from workflows.engine import perform
from workflows.models import Access, OutboxEntry

pytestmark = pytest.mark.django_db

STUB = re.compile("Tờ trình.pdf|bản ký|Nháp")  # files that units attached in these tests
EVIL = "../../etc/<b>passwd</b>\u202e#let x = 1"


@pytest.fixture
def world() -> World:
    """A campaign that came to its decision; a second unit still writes."""
    world = make_world()
    dossier = make_dossier(world)
    attach(dossier, None, pdf("Tờ trình.pdf"), kind="letter", actor=world.unit_officer)
    nominee = make_nomination(world, dossier, full_name="Giàng A Páo")
    attach(dossier, nominee, pdf("Báo cáo (bản ký).pdf"), kind="report", actor=world.unit_officer)
    dossiers.submit(dossier, actor=head_of(world, dossier))
    found_eligible(world, dossier)
    decision = decisions.sign(put_forward(world), actor=world.director)
    decisions.issue(decision, actor=world.records_clerk)
    for letter in letter_services.prepare(decision, actor=world.office_reviewer):
        perform(letter, "release", actor=world.office_reviewer)
    draft = make_dossier(world, 1)
    attach(draft, make_nomination(world, draft, full_name="Người Còn Soạn"), pdf("Nháp.pdf", "nháp"), kind="report",
           actor=world.unit_officer_2)  # fmt: skip
    for words, name in (("Số liệu đã nộp", "nghiem-thu.pdf"), ("Nháp của báo cáo", "nhap.pdf")):
        report = make_report(world, words=words)
        progress.attach(report, pdf(name, name), actor=world.unit_officer)
        if name != "nhap.pdf":
            progress.submit(report, actor=world.unit_head)
    return world


def package(world: World, folder: Path) -> zipfile.ZipFile:
    store_pdfs(world.campaign)
    packing.write(world.campaign, folder / "archive.zip")
    return zipfile.ZipFile(folder / "archive.zip")


def sums(archive: zipfile.ZipFile) -> dict[str, str]:
    rows = archive.read(packing.SUMS).decode().splitlines()
    return {name: digest for digest, _space, name in (row.partition("  ") for row in rows)}


def filed_in(archive: zipfile.ZipFile, folder: str) -> list[str]:
    names = (name.partition("/") for name in archive.namelist() if "/" in name)
    return [rest for first, _stroke, rest in names if first == folder and rest != packing.INDEX_OF_DOCUMENTS]


def folders(archive: zipfile.ZipFile) -> list[str]:
    return list(dict.fromkeys(name.partition("/")[0] for name in archive.namelist() if "/" in name))


def text_of(archive: zipfile.ZipFile, name: str) -> str:
    return "".join(map(shown, pages(archive.read(name))))


def last_column(data: bytes) -> list[str]:
    rows = [row for one in pages(data) for table in one.extract_tables() for row in table]
    return [squeezed(row[-1] or "") for row in rows if row[0] and row[0].isdecimal()]


def test_every_checksum_holds_and_none_is_missing(world, tmp_path):
    archive = package(world, tmp_path)

    found = {name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}
    found.pop(packing.SUMS)
    assert sums(archive) == found


def test_file_index_lists_exactly_the_folders(world, tmp_path):
    archive = package(world, tmp_path)
    text = text_of(archive, packing.INDEX_OF_FILES)

    told = [f"{len(filed_in(archive, folder))} tệp trong thư mục {folder}" for folder in folders(archive)]
    assert [words for words in told if squeezed(words) not in text] == []
    assert squeezed(f"{len(told):02d} hồ sơ (đơn vị bảo quản)") in text


def test_document_index_lists_exactly_the_files_of_its_folder(world, tmp_path):
    archive = package(world, tmp_path)

    for folder in folders(archive):
        listed = last_column(archive.read(f"{folder}/{packing.INDEX_OF_DOCUMENTS}"))
        assert listed == [squeezed(name) for name in filed_in(archive, folder)]


def test_trail_inside_is_verified_by_its_own_program(world, tmp_path):
    package(world, tmp_path).extractall(tmp_path / "out")
    (place,) = (tmp_path / "out").glob("*-Nhật ký")

    asked = ["verify_audit.py", "trail", "--keys", "keys.txt", "--held", "checkpoint.note"]
    told = subprocess.run([sys.executable, "-I", "-S", *asked], cwd=place, capture_output=True, text=True, check=False)

    assert (told.returncode, told.stdout if told.returncode else "") == (0, "")


def test_signed_decision_is_filed_byte_for_byte(world, tmp_path):
    archive = package(world, tmp_path)
    decision = world.campaign.decisions.get()

    (name,) = [name for name in archive.namelist() if "Quyết định" in name and name.endswith(f"{decision.symbol}.pdf")]
    assert hashlib.sha256(archive.read(name)).hexdigest() == decision.pdf_sha256


def test_papers_files_and_letters_are_filed(world, tmp_path):
    names = " ".join(package(world, tmp_path).namelist())

    wanted = ("Tờ trình đề nghị", "Danh sách đề nghị", "Tờ trình.pdf", "Báo cáo thành tích của Giàng A Páo",
              "Báo cáo (bản ký).pdf", "Phiếu kiểm tra", "Bảng tổng hợp", "Công văn gửi các đơn vị")  # fmt: skip
    assert [word for word in wanted if word not in names] == []


def test_report_of_a_unit_stands_in_the_trail_with_its_file(world, tmp_path):
    archive = package(world, tmp_path)

    trail = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".jsonl")).decode()
    assert ("Số liệu đã nộp" in trail, "nghiem-thu.pdf" in trail) == (True, True)


def test_nothing_that_a_unit_still_writes_is_filed(world, tmp_path):
    archive = package(world, tmp_path)
    draft = Attachment.objects.get(name="Nháp.pdf").sha256

    trail = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".jsonl")).decode()
    assert [
        word for word in ("Người Còn Soạn", "Nháp", "nhap.pdf", draft) if word in trail + " ".join(sums(archive))
    ] == []


def test_nominee_that_a_unit_began_after_a_return_stands_on_no_paper(world, tmp_path):
    dossier = world.units[1].dossiers.get()
    dossiers.submit(dossier, actor=head_of(world, dossier))
    dossiers.receive(dossier, actor=world.office_reviewer)
    line = dossier.nominations.get()
    nominations.send_back(line, actor=world.office_reviewer, reason="Sửa (hư cấu)", codes=["other"], fields=[])
    dossiers.send_back(dossier, actor=world.office_reviewer, reason="Sửa (hư cấu)")
    make_nomination(world, dossier, full_name="Người Mới Thêm")

    archive = package(world, tmp_path)

    papers = [archive.read(name) for name in archive.namelist() if name.endswith(".pdf") and not STUB.search(name)]
    said = " ".join(shown(page) for paper in papers for page in pages(paper))
    assert ("NgườiCònSoạn" in said, "NgườiMớiThêm" in said) == (True, False)


def test_nothing_of_another_campaign_is_filed(world, tmp_path):
    other = make_world()
    make_dossier(other)
    archive = package(world, tmp_path)

    trail = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".jsonl")).decode()
    assert f'"object_id":"{other.campaign.pk}","object_type":"campaigns.campaign"' not in trail


def test_strange_names_do_no_harm(world, tmp_path):
    Attachment.objects.filter(name="Tờ trình.pdf").update(name=f"{EVIL}.pdf")
    world.units[0].name = EVIL
    world.units[0].save()

    archive = package(world, tmp_path)

    names = archive.namelist()
    bad = [name for name in names if ".." in name.split("/") or name.startswith("/") or set(name) & set('\\:*?"<>|')]
    assert (bad, [name for name in names if "\u202e" in name]) == ([], [])
    archive.extractall(tmp_path / "out")
    assert len([path for path in (tmp_path / "out").rglob("*") if path.is_file()]) == len(names)
    assert squeezed("#let x = 1") in text_of(archive, packing.INDEX_OF_FILES)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("../../etc/passwd", "etc-passwd"), ("..", "khong ten"), ("", "khong ten"), (" .hidden ", "hidden"),
        ("a/b\\c:d", "a-b-c-d"), ("Đề nghị \u202efdp", "Đề nghị fdp"), ("e\u0302\u0301", "ế"), ("x" * 200, "x" * 80),
        ("dòng\nhai\x00ba", "dòng hai ba"), ("<b>in đậm</b>", "b-in đậm--b"),
    ],
)  # fmt: skip
def test_plain_name_keeps_vietnamese_and_nothing_that_leads_away(text, name):
    assert plain_name(text) == name


def test_numbered_name_keeps_the_ending_once():
    assert (numbered(3, "Báo cáo.PDF", ending_of("Báo cáo.PDF")), numbered(12, "CON")) == ("03-Báo cáo.pdf", "12-CON")


def test_paper_that_cannot_be_printed_leaves_its_reason(world, tmp_path):
    world.campaign.nominations.filter(full_name="Giàng A Páo").update(overview="Ký tự lạ \U0001f600")

    archive = package(world, tmp_path)

    (name,) = [name for name in archive.namelist() if name.endswith("Báo cáo thành tích của Giàng A Páo.txt")]
    assert "không in được" in archive.read(name).decode()


def test_large_files_pass_through_a_buffer(world, tmp_path):
    attachment = Attachment.objects.get(name="Tờ trình.pdf")
    data = b"%PDF-" + bytes(48 << 20)
    attachment.file.save("large", ContentFile(data), save=False)
    Attachment.objects.filter(pk=attachment.pk).update(file=attachment.file.name, size=len(data))
    del data

    tracemalloc.start()
    try:
        package(world, tmp_path).close()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak < 24 << 20


def test_retention_names_its_source_and_its_last_day(world, tmp_path):
    said = json.loads(package(world, tmp_path).read(packing.RETENTION))

    assert ("10/2022/TT-BNV" in said["nguon"], said["ket_thuc"], said["ho_so"][0]["thoi_han"]) == (True, None, "10 năm")


def test_last_day_is_counted_from_the_year_in_which_the_campaign_was_concluded(world, tmp_path):
    perform(world.campaign, "conclude", actor=world.office_head)
    year = clock.now().year

    said = json.loads(package(world, tmp_path).read(packing.RETENTION))

    assert {row["den_het_ngay"] for row in said["ho_so"]} == {f"{year + 10}-12-31"}


def test_file_of_a_higher_award_is_kept_longer(world):
    world.form.decider, world.form.decided_here = "Chủ tịch UBND tỉnh", False

    assert (retention_of([world.form]).years, CLASSES["state"].words, CLASSES["head"].words) == (
        20, "Vĩnh viễn", "10 năm",
    )  # fmt: skip


def test_what_is_kept_for_ever_is_the_longest():
    assert max([Retention("a", "", 20), Retention("b", "", None)], key=lambda one: one.years or 10**6).years is None


# ---- on the desk


def ordered(world: World, person: str = "office_reviewer"):
    return signed_in(world.people[person]).post(reverse("archives", args=[world.campaign.pk]))


def packed(world: World) -> Archive:
    ordered(world)
    pack_archive(OutboxEntry.objects.get(effect="nominations.pack_archive"))
    return Archive.objects.get()


def address(made: Archive, name: str = "archive") -> str:
    return reverse(name, args=[made.campaign_id, made.pk])


def test_order_is_packed_later_and_its_page_shows_how_far(world):
    answer = ordered(world)
    made = work.take_up(Archive, Archive.objects.get().pk, total=9)
    work.advance(made, 3)

    told = page(signed_in(world.records_clerk), address(made))

    assert (answer["Location"], '<progress value="3" max="9"' in told) == (address(made), True)


def test_file_is_taken_away_and_the_log_of_looks_says_so(world):
    made = packed(world)

    answer = signed_in(world.auditor).get(address(made, "archive_file"))

    row = Access.objects.get(how="export")
    assert zipfile.ZipFile(io.BytesIO(answer.getvalue())).testzip() is None
    assert (row.actor, row.route, row.detail, row.campaign) == (
        world.auditor, "archive_file", str(made.pk), made.campaign_id,
    )  # fmt: skip


def test_page_tells_the_check_and_the_checksum(world):
    made = packed(world)

    told = page(signed_in(world.office_head), address(made))

    assert (made.exit_code, "Nguyên vẹn" in told, made.sha256 in told) == (0, True, True)


@pytest.mark.parametrize("person", ["director", "unit_head", "council_secretary", "administrator", "publisher"])
def test_package_is_missing_for_everybody_else(world, person):
    made = packed(world)
    client = signed_in(world.people[person])

    assert {client.get(address(made, name)).status_code for name in ("archive", "archive_file")} == {404}


def test_package_of_another_organisation_is_missing(world):
    made, other = packed(world), make_world()

    assert signed_in(other.records_clerk).get(address(made, "archive_file")).status_code == 404


def test_second_press_is_the_same_order(world):
    ordered(world)
    ordered(world)

    assert Archive.objects.count() == 1


def test_cancelled_order_is_not_packed(world):
    ordered(world)
    signed_in(world.office_head).post(address(Archive.objects.get()))

    pack_archive(OutboxEntry.objects.get(effect="nominations.pack_archive"))

    assert (Archive.objects.get().file.name, Archive.objects.get().done_at) == ("", None)


def test_file_is_gone_after_a_day(world):
    made = packed(world)

    with clock.moved_to(clock.now() + timedelta(days=1, minutes=1)):
        packing.forget_old()

    gone = signed_in(world.office_reviewer).get(address(made, "archive_file")).status_code
    assert (Archive.objects.get().file.name, gone) == ("", 404)


# ---- the command


def test_command_writes_the_package(world, tmp_path):
    out = StringIO()

    call_command("archive_campaign", campaign=world.campaign.code, out=tmp_path / "a.zip", stdout=out)

    assert (zipfile.is_zipfile(tmp_path / "a.zip"), "exit 0" in out.getvalue()) == (True, True)


def test_command_leaves_a_file_alone_that_is_there_already(world, tmp_path):
    (tmp_path / "a.zip").write_bytes(b"kept")

    with pytest.raises(CommandError, match="there already"):
        call_command("archive_campaign", campaign=world.campaign.code, out=tmp_path / "a.zip")


def test_command_asks_whose_campaign_is_meant(world, tmp_path):
    make_world()

    with pytest.raises(CommandError, match="--organisation"):
        call_command("archive_campaign", campaign=world.campaign.code, out=tmp_path / "a.zip")


def test_payment_list_is_filed_with_its_line_in_the_index() -> None:
    world = make_world()
    switched_on(world)
    decision = decisions.sign(forwarded(world), actor=world.director)
    decisions.issue(decision, actor=world.records_clerk)
    store_pdfs(world.campaign)

    folder = next(one for one in folders_of(world.campaign) if one.short == "Quyết định")
    filed = [(one.title, one.ending) for one in folder.items() if "Chi tiền thưởng" in one.name]
    assert filed == [(f"Danh sách chi tiền thưởng kèm theo Quyết định số {decision.notation}", ".pdf")]


def test_campaign_without_money_files_no_payment_list(world: World) -> None:
    store_pdfs(world.campaign)

    folder = next(one for one in folders_of(world.campaign) if one.short == "Quyết định")
    assert [one.title for one in folder.items() if "tiền thưởng" in one.title] == []
