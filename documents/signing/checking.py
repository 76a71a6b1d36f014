"""What the signatures on a file are worth, by the file and the given roots alone: nothing is asked of the network."""

import enum
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from itertools import pairwise

from asn1crypto import x509
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffResult, ModificationLevel, SuspiciousModification
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    KeyUsageConstraints,
    PdfSignatureStatus,
    validate_pdf_signature,
)
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext

from documents.signing.faults import NotAPdf, TooLarge
from documents.signing.form import label_of
from documents.signing.keys import SIGNING, organisation_of, subject_of
from documents.signing.revisions import UNREADABLE, readable

logging.getLogger("pyhanko").setLevel(logging.ERROR)  # what it finds stands in the report
LARGEST = 50 * 1024 * 1024
CLAIMS = KeyUsageConstraints(key_usage=SIGNING, match_all_key_usages=False)


class Verdict(enum.Enum):
    """What one signature is worth; the worst that is found."""

    WHOLE = "whole"
    CHANGED = "changed"
    APPENDED = "appended"
    EXPIRED = "expired"
    UNTRUSTED = "untrusted"
    UNTIMED = "untimed"

    @property
    def label(self) -> Promise:
        return LABELS[self]


LABELS = {
    Verdict.WHOLE: _("Nguyên vẹn, chứng thư số tin cậy (chưa kiểm tra việc thu hồi, vì kiểm tra ngoại tuyến)"),
    Verdict.CHANGED: _("Nội dung đã bị sửa sau khi ký"),
    Verdict.APPENDED: _("Có phần thêm vào sau khi ký mà người ký không cho phép"),
    Verdict.EXPIRED: _("Chứng thư số không có hiệu lực tại thời điểm ký"),
    Verdict.UNTRUSTED: _("Chứng thư số không do tổ chức được tin cậy cấp"),
    Verdict.UNTIMED: _("Dấu thời gian không do tổ chức được tin cậy cấp"),
}


@dataclass(frozen=True)
class Signature:
    """One signature; `time` is an authority's where `timestamped`, else what the signer's machine said."""

    place: str
    signer: str
    organisation: str
    time: datetime | None
    timestamped: bool
    covers_file: bool  # or only an earlier revision of it
    changes: tuple[str, ...]  # the places filled or signed since
    verdict: Verdict


@dataclass(frozen=True)
class Report:
    """All signatures of a file, the earliest first."""

    signatures: tuple[Signature, ...]

    @property
    def whole(self) -> bool:
        """Signed, and every signature holds."""
        return bool(self.signatures) and all(one.verdict is Verdict.WHOLE for one in self.signatures)


def check(pdf: bytes, roots: Sequence[x509.Certificate]) -> Report:
    """Judges each signature by the certificates trusted as `roots` at the time of signing.

    A file without a signature gives an empty report. Whether a certificate was revoked cannot be seen offline.
    Raises NotAPdf, TooLarge.
    """
    if len(pdf) > LARGEST:
        raise TooLarge(megabytes=LARGEST // 1024 // 1024)
    with readable():
        reader = PdfFileReader(BytesIO(pdf))
        if reader.encrypted:
            raise NotAPdf
        embedded = reader.embedded_regular_signatures
    return Report(tuple(_judged(one, roots, _behind(one, pdf), last=one is embedded[-1]) for one in embedded))


def signatures_in(pdf: bytes) -> int:
    """How many signatures the file bears, whatever they are worth. Raises NotAPdf."""
    with readable():
        return len(PdfFileReader(BytesIO(pdf)).embedded_regular_signatures)


def only_signed(before: bytes, after: bytes) -> bool:
    """Do the revisions behind `before` do nothing but fill in and sign? Raises NotAPdf."""
    with readable():
        given, sent = PdfFileReader(BytesIO(before)), PdfFileReader(BytesIO(after))
        first, last = given.xrefs.total_revisions - 1, sent.xrefs.total_revisions - 1
        steps = [sent.get_historical_resolver(number) for number in range(first, last + 1)]
        try:
            for old, new in pairwise(steps):  # the policy looks at the objects of one revision
                DEFAULT_DIFF_POLICY.apply(old, new)
        except SuspiciousModification:
            return False
    return True


def _behind(embedded: EmbeddedPdfSignature, pdf: bytes) -> bytes:
    """What of the file lies behind the part that was signed."""
    try:
        *_before, start, length = map(int, embedded.byte_range)
    except (TypeError, ValueError):
        return pdf
    return pdf[start + length :].strip()


def _judged(
    embedded: EmbeddedPdfSignature, roots: Sequence[x509.Certificate], behind: bytes, *, last: bool
) -> Signature:
    try:
        certificate = embedded.signer_cert
        time = embedded.self_reported_timestamp
        status = validate_pdf_signature(embedded, _trusting(roots, time), key_usage_settings=CLAIMS)
    except (*UNREADABLE, SignatureValidationError, SigningError):
        return Signature(label_of(embedded.field_name), "", "", None, False, False, (), Verdict.CHANGED)
    stamp = status.timestamp_validity
    if stamp is not None:
        time = stamp.timestamp
    return Signature(
        place=label_of(embedded.field_name),
        signer=subject_of(certificate),
        organisation=organisation_of(certificate),
        time=time,
        timestamped=stamp is not None,
        covers_file=not behind,
        changes=_changes(status),
        verdict=_verdict(status, certificate, time, unsigned=last and bool(behind)),
    )


def _trusting(roots: Sequence[x509.Certificate], moment: datetime | None) -> ValidationContext:
    return ValidationContext(trust_roots=list(roots), allow_fetching=False, moment=moment)


def _verdict(
    status: PdfSignatureStatus, certificate: x509.Certificate, time: datetime | None, *, unsigned: bool
) -> Verdict:
    """`unsigned` if something lies behind the last signature: it may only be what keeps that checkable for long."""
    if not (status.intact and status.valid):
        return Verdict.CHANGED
    if not status.docmdp_ok or (unsigned and status.modification_level is not ModificationLevel.LTA_UPDATES):
        return Verdict.APPENDED
    if time is None or not certificate.not_valid_before <= time <= certificate.not_valid_after:
        return Verdict.EXPIRED
    if not status.trusted:
        return Verdict.UNTRUSTED
    if status.timestamp_validity and not status.timestamp_validity.trusted:
        return Verdict.UNTIMED
    return Verdict.WHOLE if status.bottom_line else Verdict.CHANGED


def _changes(status: PdfSignatureStatus) -> tuple[str, ...]:
    result = status.diff_result
    return (
        tuple(label_of(name) for name in sorted(result.changed_form_fields)) if isinstance(result, DiffResult) else ()
    )
