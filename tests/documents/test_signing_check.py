"""What the check says of papers that somebody laid hands on, each attack by its name."""

import io
import random
import re
from datetime import UTC, datetime

import pytest
from django.utils import translation
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers import PdfSignatureMetadata, sign_pdf
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from documents.pdf import render_pdf
from documents.signing import faults
from documents.signing.acts import certify_copy
from documents.signing.checking import LARGEST, Verdict, check
from documents.signing.keys import SigningKey
from tests.documents.authority import AT, LATER, OFFICE, UNTIL, key_of, root
from tests.documents.papers import PAPER
from tests.documents.signed import SEAL, finished, said_by_poppler, signed, verdicts


def signed_elsewhere(key: SigningKey) -> bytes:
    """By a program that asks nothing, at the clock's time."""
    about = PdfSignatureMetadata(field_name="Signature1")
    return sign_pdf(IncrementalPdfFileWriter(io.BytesIO(render_pdf(PAPER.as_paper()))), about, key.signer).getvalue()


def flipped(pdf: bytes, at: int) -> bytes:
    broken = bytearray(pdf)
    broken[at] ^= 1
    return bytes(broken)


def rewritten(pdf: bytes, change) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def write_on_page(writer: IncrementalPdfFileWriter) -> None:
    writer.add_stream_to_page(0, writer.add_object(generic.StreamObject(stream_data=b"q 10 10 90 90 re f Q")))


def swap_annex(writer: IncrementalPdfFileWriter) -> None:
    page, _resources = writer.find_page_for_modification(1)
    page.get_object()["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"q 10 10 90 90 re f Q"))
    writer.mark_update(page)


def change_field(name: str, value: str):
    def change(writer: IncrementalPdfFileWriter) -> None:
        fields = [item.get_object() for item in writer.root["/AcroForm"]["/Fields"]]
        field = next(field for field in fields if field["/T"] == name)
        field["/V"] = generic.pdf_string(value)
        writer.update_container(field)

    return change


def test_report_tells_who_signed_when_and_what_followed():
    first, second = check(finished(), [root()]).signatures

    assert (first.place, first.signer, first.organisation, first.time, first.covers_file, set(first.changes)) == (
        "Chữ ký số thứ 1",
        "Lò Đức Thiện",
        "Sở Thông tin và Truyền thông",
        AT,
        False,
        {"Số của văn bản", "Ngày, tháng, năm ban hành", "Chữ ký số của cơ quan"},
    )
    assert (second.signer, second.time, second.timestamped, second.covers_file, second.changes) == (
        OFFICE,
        LATER,
        False,
        True,
        (),
    )


def test_signed_paper_is_whole():
    assert check(finished(SEAL), [root()]).whole


def test_signatures_hold_by_the_librarys_own_rules():
    trusting = ValidationContext(trust_roots=[root()], moment=LATER)
    reader = PdfFileReader(io.BytesIO(finished(SEAL)))

    assert [validate_pdf_signature(one, trusting).bottom_line for one in reader.embedded_signatures] == [True, True]


def test_flipped_byte_is_found():
    at = finished().index(b"stream") + 40

    assert verdicts(flipped(finished(), at)) == [Verdict.CHANGED, Verdict.CHANGED]


def test_poppler_finds_the_flipped_byte_too(tmp_path):
    at = finished().index(b"stream") + 40

    assert "Signature is Valid." not in said_by_poppler(flipped(finished(), at), tmp_path)


@pytest.mark.parametrize("seed", range(40))
def test_no_flipped_byte_passes(seed):
    (start, gap, behind, rest) = map(int, re.findall(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)", signed())[0])
    at = random.Random(seed).choice([*range(start, gap), *range(behind, behind + rest)])

    try:
        passed = check(flipped(signed(), at), [root()]).whole
    except faults.NotAPdf:
        passed = False

    assert not passed


def test_appended_edit_is_found():
    assert verdicts(rewritten(finished(), write_on_page)) == [Verdict.APPENDED, Verdict.APPENDED]


def test_swapped_annex_is_found():
    assert verdicts(rewritten(finished(), swap_annex)) == [Verdict.APPENDED, Verdict.APPENDED]


def test_annex_swapped_before_the_organisation_signed_is_found():
    assert verdicts(rewritten(signed(), swap_annex)) == [Verdict.APPENDED]


def test_number_changed_after_the_organisation_signed_is_found():
    assert verdicts(rewritten(finished(), change_field("so", "99")))[-1] is Verdict.APPENDED


def test_number_filled_in_that_nobody_signed_is_found():
    assert verdicts(rewritten(signed(), change_field("so", "99"))) == [Verdict.APPENDED]


def test_certificate_expired_at_the_time_of_signing_is_found():
    assert verdicts(signed_elsewhere(key_of())) == [Verdict.EXPIRED]


def test_certificate_expired_since_does_not_matter():
    assert (datetime.now(UTC) > UNTIL, verdicts(signed())) == (True, [Verdict.WHOLE])


@pytest.mark.parametrize("roots", [[], ["Tổ chức khác hư cấu"]], ids=["none", "another"])
def test_untrusted_certificate_is_found(roots):
    (signature,) = check(signed(), [root(name) for name in roots]).signatures

    assert signature.verdict is Verdict.UNTRUSTED


def test_certificate_for_other_uses_is_not_trusted():
    key = key_of(signs=False, until=datetime(2100, 1, 1, tzinfo=UTC))

    assert verdicts(signed_elsewhere(key)) == [Verdict.UNTRUSTED]


def test_paper_without_a_signature_has_an_empty_report_and_is_not_whole():
    report = check(render_pdf(PAPER.as_paper()), [root()])

    assert (report.signatures, report.whole) == ((), False)


@pytest.mark.parametrize(
    "pdf", [b"", b"PK\x03\x04 a Word file", b"%PDF-1.7\n%%EOF", finished()[:5000], b"%PDF-1.7\n" + b"\0" * 10_000]
)
def test_file_that_is_no_pdf_is_refused(pdf):
    with pytest.raises(faults.NotAPdf):
        check(pdf, [root()])


def test_file_too_large_to_be_checked_is_refused_unread():
    with pytest.raises(faults.TooLarge, match="50 MB"):
        check(bytes(2 * LARGEST), [root()])


def test_bytes_behind_the_end_are_no_part_that_was_signed():
    assert verdicts(finished() + b"\n% " + b"x" * 100)[-1] is not Verdict.WHOLE


def test_copy_of_a_broken_paper_does_not_heal_it():
    copy = certify_copy(rewritten(signed(), change_field("so", "99")), "Sao y", key_of("Sở Nội vụ hư cấu"), LATER)

    assert not check(copy, []).whole


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_verdict_has_its_words(language):
    with translation.override(language):
        assert len({str(verdict.label) for verdict in Verdict}) == len(Verdict)
