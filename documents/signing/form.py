"""A paper as a form: fields for number and date, places for signatures, tagged and drawn as PDF/A-2a and PDF/UA-1 ask.

The template leaves a link wherever something will stand, so that each field follows the layout and is read aloud in its
turn; here the links become fields.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext, gettext_noop
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec

from documents.fonts import Typeface
from documents.paper import Paper
from documents.pdf import render_places
from documents.signing.faults import NoPlace
from documents.signing.revisions import Revision, inside, laid_in, revision_of, shows, size_of, written
from documents.signing.stamps import LINE, drawn_date

LINK = "field:"
NUMBER, DATE, SIGNER, SEAL, CORNER, COPY = "so", "ngay", "chu_ky_", "dau", "goc", "sao"
PRINTED, READ_ONLY, HAS_SIGNATURES_APPEND_ONLY = 4, 1, 3
TITLES = {  # what is read aloud, in the language of the paper
    NUMBER: gettext_noop("Số của văn bản"),
    DATE: gettext_noop("Ngày, tháng, năm ban hành"),
    SEAL: gettext_noop("Chữ ký số của cơ quan, có hình dấu"),
    CORNER: gettext_noop("Chữ ký số của cơ quan"),
    COPY: gettext_noop("Chữ ký số của bản sao"),
}


def render_to_sign(paper: Paper, *, typeface: Typeface | None = None) -> bytes:
    """The file that the signer sees and signs: the paper without number and date, which are filled in afterwards.

    Equal papers give equal bytes. Raises ValueError for a paper that has its number or date or is a draft, and what
    `documents.pdf.render_pdf` raises.
    """
    if paper.letterhead.number or paper.letterhead.date or paper.draft:
        raise ValueError("A paper is signed before it gets number and date, and no longer as a draft")
    return prepare(render_places(paper, typeface=typeface), typeface=typeface)


def prepare(pdf: bytes, *, typeface: Typeface | None = None) -> bytes:
    """Makes the places of `documents.pdf.render_places` fields. Raises NotAPdf, or NoPlace where there are none."""
    revision = revision_of(pdf)
    made = [_field(revision, page, link, typeface) for page, link in _links(revision)]
    if not made:
        raise NoPlace(place=label_of(CORNER))
    form = {"/Fields": generic.ArrayObject(made), "/SigFlags": generic.NumberObject(HAS_SIGNATURES_APPEND_ONLY)}
    revision.root["/AcroForm"] = revision.add_object(_dictionary(form | _default_font(made)))
    revision.update_root()
    return written(revision)


def label_of(name: str) -> str:
    """What a field is called to whoever reads of it."""
    if name.startswith(SIGNER):
        return gettext("Chữ ký số thứ %(place)s") % {"place": name.removeprefix(SIGNER)}
    return gettext(TITLES[name]) if name in TITLES else name


def title_of(name: str) -> str:
    """What a field is called on the paper."""
    return TITLES.get(name, f"Chữ ký số thứ {name.removeprefix(SIGNER)}" if name.startswith(SIGNER) else name)


def _links(revision: Revision) -> Iterator[tuple[Any, Any]]:
    for number in range(int(revision.root["/Pages"]["/Count"])):
        page, _resources = revision.find_page_for_modification(number)
        for link in inside(page.get_object(), "/Annots") or []:
            if str(inside(link.get_object(), "/A", "/URI")).startswith(LINK):
                yield page, link


def _field(revision: Revision, page: Any, link: Any, typeface: Typeface | None) -> Any:
    field = link.get_object()
    name = str(field["/A"]["/URI"]).removeprefix(LINK)
    for key in ("/A", "/Border", "/Contents"):
        field.pop(pdf_name(key), None)
    kind = "/Tx" if name in (NUMBER, DATE) else "/Sig"
    look = laid_in(revision, drawn_date("", size_of(field), typeface)) if name == DATE else _nothing(revision, field)
    field.update(
        _dictionary(
            {
                "/Subtype": pdf_name("/Widget"),
                "/FT": pdf_name(kind),
                "/T": generic.pdf_string(name),
                "/TU": generic.pdf_string(title_of(name)),
                "/F": generic.NumberObject(PRINTED),
                "/Ff": generic.NumberObject(READ_ONLY),  # filled and signed by this system, never by hand
                "/P": generic.IndirectObject(page.idnum, page.generation, revision),
                "/AP": shows(look),
            }
        )
    )
    if name in (SEAL, CORNER):  # whoever signs for the organisation answers for number and date
        field["/Lock"] = FieldMDPSpec(FieldMDPAction.INCLUDE, [NUMBER, DATE]).as_sig_field_lock()
    _retag(revision, int(field["/StructParent"]))
    revision.mark_update(link.reference)
    return link


def _nothing(revision: Revision, field: Any) -> Any:
    box = generic.ArrayObject([generic.FloatObject(side) for side in (0, 0, *size_of(field))])
    kind = {"/Type": pdf_name("/XObject"), "/Subtype": pdf_name("/Form"), "/BBox": box}
    return revision.add_object(generic.StreamObject(_dictionary(kind), stream_data=b""))


def _default_font(fields: list[Any]) -> dict[str, Any]:
    # A text field must name a font for whoever would draw it anew: the one that draws the date here.
    drawn = (inside(field.get_object(), "/AP", "/N", "/Resources", "/Font") for field in fields)
    for fonts in filter(None, drawn):
        name = next(iter(fonts))
        text = generic.pdf_string(f"{name} {LINE} Tf 0 g")
        return {"/DR": _dictionary({"/Font": _dictionary({name: fonts.raw_get(name)})}), "/DA": text}
    return {}


def _retag(revision: Revision, number: int) -> None:
    """The link's element in the tree of tags becomes that of a form's field."""
    element = _looked_up(revision.root["/StructTreeRoot"]["/ParentTree"], number)
    form = element.get_object()
    form["/S"] = pdf_name("/Form")
    (form["/K"],) = form["/K"]  # no list: so pyHanko and others know the element for a field's
    revision.mark_update(element.reference)


def _looked_up(tree: Any, number: int) -> Any:
    pairs = inside(tree, "/Nums") or []
    for place in range(0, len(pairs), 2):
        if pairs[place] == number:
            return pairs.raw_get(place + 1)
    for kid in inside(tree, "/Kids") or []:
        low, high = kid.get_object()["/Limits"]
        if low <= number <= high:
            return _looked_up(kid.get_object(), number)
    raise NoPlace(place=str(number))


def _dictionary(entries: dict[str, Any]) -> generic.DictionaryObject:
    return generic.DictionaryObject({pdf_name(key): value for key, value in entries.items()})
