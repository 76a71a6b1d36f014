"""The acts of signing, in their order: the signer, then number, date and the organisation, then whoever copies.

Each returns the file that was given, longer by one revision: PAdES B-B with SHA-256, or B-T when `tsa` names a
timestamp authority (RFC 3161), the only thing here that asks the network. `at` is the time of signing, aware; equal
arguments give equal bytes with an RSA key and no authority. All raise SigningFault, or MissingGlyph for a text.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from asn1crypto import x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps import HTTPTimeStamper, TimestampRequestError
from pyhanko.sign.validation import read_certification_data

from documents.fonts import Typeface
from documents.signing import checking, form
from documents.signing.faults import (
    AlreadySigned,
    BadSignature,
    NoMorePlaces,
    NoPlace,
    NothingSigned,
    NotThePaper,
    NotWhole,
    NotYetSigned,
    TimestampUnavailable,
)
from documents.signing.keys import SigningKey
from documents.signing.revisions import Revision, fields_of, laid_in, readable, revision_of, shows, size_of, written
from documents.signing.stamps import Drawn, Stamp, drawn_date, drawn_number, drawn_picture, drawn_words, signing_time

PATIENCE = 20  # seconds for one answer of the authority
COPY_SIZE = (340.0, 24.0)  # points, on a paper from elsewhere
COPY_INSET = (42.0, 10.0)  # from the right and upper edge of its page


def sign_as_signer(
    pdf: bytes,
    key: SigningKey,
    stamp: Stamp,
    at: datetime,
    *,
    signer: int = 1,
    tsa: str = "",
    typeface: Typeface | None = None,
) -> bytes:
    """Signs in the place between position and name; `signer` counts those who sign side by side, from 1.

    The first signature certifies: afterwards only number, date and further signatures may be added.
    """
    key.ready(at)
    revision, fields = _opened(pdf)
    field = _free(fields, f"{form.SIGNER}{signer}")
    if any("/V" in other for name, other in fields.items() if name in (form.SEAL, form.CORNER)):
        raise AlreadySigned(place=form.label_of(form.SEAL))
    piece = (
        drawn_picture(stamp.picture, size_of(field))
        if stamp.picture
        else _signer_in_words(key, stamp, at, field, typeface)
    )
    first = not any("/V" in other for name, other in fields.items() if name.startswith(form.SIGNER))
    return _signed(revision, f"{form.SIGNER}{signer}", key, at, piece, certify=first, tsa=tsa)


def finish(
    pdf: bytes,
    number: str,
    date: str,
    key: SigningKey,
    stamp: Stamp,
    at: datetime,
    *,
    tsa: str = "",
    typeface: Typeface | None = None,
) -> bytes:
    """Fills number ("05") and date ("ngày 25 tháng 9 năm 2013") in and signs both for the organisation.

    The picture of the seal covers the left third of the signer's place; without one the signature says in words, at
    the top right of the first page, whose it is. Everybody whose place is on the paper must have signed, and nothing
    may have changed since.
    """
    key.ready(at)
    revision, fields = _opened(pdf)
    place = form.SEAL if stamp.picture else form.CORNER
    field = _free(fields, place)
    _signed_so_far(pdf, fields)
    if form.NUMBER in fields or number:
        _filled(revision, fields, form.NUMBER, number, drawn_number, typeface)
    if form.DATE in fields or date:
        _filled(revision, fields, form.DATE, date, drawn_date, typeface)
    if stamp.picture:
        piece = drawn_picture(stamp.picture, size_of(field))
    else:
        lines = [stamp.organisation or key.subject, f"Thời gian ký: {signing_time(at)}"]
        piece = drawn_words(lines, size_of(field), typeface, align="right")
    return _signed(revision, place, key, at, piece, tsa=tsa)


def fill_in(pdf: bytes, number: str, date: str, *, typeface: Typeface | None = None) -> bytes:
    """Number and date alone, for an organisation that signs with a program of its own what comes out.

    Everybody whose place is on the paper must have signed, and nothing may have changed since.
    """
    revision, fields = _opened(pdf)
    _signed_so_far(pdf, fields)
    _filled(revision, fields, form.NUMBER, number, drawn_number, typeface)
    _filled(revision, fields, form.DATE, date, drawn_date, typeface)
    return written(revision)


def added(before: bytes, after: bytes, roots: Sequence[x509.Certificate]) -> checking.Signature:
    """The one signature that a file signed elsewhere has beyond what was given out.

    Every signature on it must hold, and nothing else may have changed: no earlier signature forbids that of the first.
    Raises NotThePaper, NotWhole, NothingSigned, BadSignature, NotAPdf, TooLarge.
    """
    if not after.startswith(before):
        raise NotThePaper
    if not checking.only_signed(before, after):
        raise NotWhole
    signatures = checking.check(after, roots).signatures
    if len(signatures) != checking.signatures_in(before) + 1:
        raise NothingSigned
    for one in signatures:
        if one.verdict is not checking.Verdict.WHOLE:
            raise BadSignature(signer=one.signer, verdict=one.verdict.label)
    return signatures[-1]


def certify_copy(
    pdf: bytes,
    words: str,
    key: SigningKey,
    at: datetime,
    *,
    tsa: str = "",
    typeface: Typeface | None = None,
) -> bytes:
    """Signs at the top right of the first page with `words` and the time, no picture.

    For a copy, "Sao y; Sở Nội vụ tỉnh Lào Cai"; for an annex in a file of its own, number and symbol of its paper.
    """
    key.ready(at)
    revision, fields = _opened(pdf)
    place = None
    if form.COPY in fields:
        size = size_of(_free(fields, form.COPY))
    else:
        place, size = _place_for_copy(revision), COPY_SIZE
    piece = drawn_words([words, signing_time(at)], size, typeface, align="right")
    return _signed(revision, form.COPY, key, at, piece, place=place, tsa=tsa)


def _opened(pdf: bytes) -> tuple[Revision, dict[str, generic.DictionaryObject]]:
    revision = revision_of(pdf)
    with readable():
        return revision, fields_of(revision.root)


def _free(fields: dict[str, generic.DictionaryObject], name: str) -> generic.DictionaryObject:
    if name not in fields:
        raise NoPlace(place=form.label_of(name))
    if "/V" in fields[name]:
        raise AlreadySigned(place=form.label_of(name))
    return fields[name]


def _signed_so_far(pdf: bytes, fields: dict[str, generic.DictionaryObject]) -> None:
    if not all("/V" in field for name, field in fields.items() if name.startswith(form.SIGNER)):
        raise NotYetSigned
    broken = {checking.Verdict.CHANGED, checking.Verdict.APPENDED}
    if any(signature.verdict in broken for signature in checking.check(pdf, []).signatures):
        raise NotWhole


def _filled(
    revision: Revision,
    fields: dict[str, generic.DictionaryObject],
    name: str,
    text: str,
    drawn: Callable[[str, tuple[float, float], Typeface | None], bytes],
    typeface: Typeface | None,
) -> None:
    field = _free(fields, name)
    field[pdf_name("/V")] = generic.pdf_string(text)
    field[pdf_name("/AP")] = shows(laid_in(revision, drawn(text, size_of(field), typeface)))
    revision.update_container(field)


def _signer_in_words(
    key: SigningKey, stamp: Stamp, at: datetime, field: generic.DictionaryObject, typeface: Typeface | None
) -> bytes:
    organisation = stamp.organisation or key.organisation
    lines = [f"Ký bởi: {stamp.name or key.subject}", f"Thời gian ký: {signing_time(at)}"]
    if organisation:
        lines.insert(1, f"Cơ quan: {organisation}")
    return drawn_words(lines, size_of(field), typeface)


def _place_for_copy(revision: Revision) -> SigFieldSpec:
    with readable():
        if read_certification_data(revision.prev) is not None:
            raise NoMorePlaces
        page, _resources = revision.find_page_for_modification(0)
        x0, _y0, x1, y1 = map(float, _inherited(page.get_object(), "/MediaBox"))
    right, top = x1 - COPY_INSET[0], y1 - COPY_INSET[1]
    box = (max(x0, right - COPY_SIZE[0]), top - COPY_SIZE[1], right, top)
    return SigFieldSpec(form.COPY, box=box, readable_field_name=form.title_of(form.COPY))  # type: ignore[arg-type]


def _inherited(page: generic.DictionaryObject, key: str) -> generic.ArrayObject:
    while key not in page:
        page = page["/Parent"]
    return page[key]


class _SignerAt(PdfSigner):
    """Signs at a given time instead of the clock's."""

    def __init__(self, at: datetime, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.at = at

    def init_signing_session(self, *args, **kwargs) -> PdfSigningSession:
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self.at
        return session


def _signed(
    revision: Revision,
    name: str,
    key: SigningKey,
    at: datetime,
    piece: bytes,
    *,
    certify: bool = False,
    place: SigFieldSpec | None = None,
    tsa: str = "",
) -> bytes:
    about = PdfSignatureMetadata(
        field_name=name,
        name=key.subject,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=certify,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )
    signer = _SignerAt(
        at,
        about,
        key.signer,
        timestamper=HTTPTimeStamper(tsa, timeout=PATIENCE) if tsa else None,
        stamp_style=Drawn(border_width=0, piece=piece),
        new_field_spec=place,
    )
    try:
        return signer.sign_pdf(revision, existing_fields_only=place is None).getvalue()
    except TimestampRequestError as error:
        raise TimestampUnavailable from error
