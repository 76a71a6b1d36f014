"""What goes out as a workbook comes in as it was, whatever was typed: text stays text."""

import io
import zipfile
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from nominations.importing.workbook import list_of
from nominations.models import Nomination
from nominations.models.nomination import LIMITS
from nominations.sheets.entries import entries_of
from nominations.sheets.gate import SheetKind
from nominations.sheets.opening import opened
from nominations.sheets.tables import tables_of
from organisation.text import UncleanText, clean

KEPT = ("kind", "full_name", "honorific", "position", "sub_unit", "is_leader", "overview", "achievements")
ODD = st.sampled_from([
    "=1+1", "+84", "-", "–", '"', "nt", "#N/A", "@x", "Ông Sáu", "STT", "Tổng cộng", "_x0041_", "I", "a\nb",
    "Họ và tên",
])  # fmt: skip
TEXT = st.one_of(ODD, st.text(st.characters(exclude_categories=["Cs", "Cn", "Co", "Cc"]), max_size=30))


def cleaned(text: str, *, multiline: bool) -> str:
    """As the form keeps it; "" for what it refuses."""
    try:
        return clean(text, multiline=multiline, limit=200)
    except UncleanText:
        return ""


@st.composite
def nominees(draw: st.DrawFn) -> Nomination:
    lines = {name: cleaned(draw(TEXT), multiline=False) for name in ("full_name", "position", "sub_unit")}
    return Nomination(
        kind="individual", honorific=draw(st.sampled_from(["", "ong", "ba"])),
        is_leader=draw(st.sampled_from([True, False, None])),
        overview=cleaned(draw(TEXT), multiline=True), achievements=cleaned(draw(TEXT), multiline=True),
        **lines | {"full_name": lines["full_name"] or "Tên"},
    )  # fmt: skip


def told(fields: dict[str, object]) -> list[object]:
    return [fields.get(name) or ("" if name != "is_leader" else fields.get(name)) for name in KEPT]


@settings(max_examples=15, deadline=None)
@given(st.lists(nominees(), min_size=1, max_size=8))
def test_list_that_went_out_comes_in_the_same(listed: list[Nomination]) -> None:
    data = list_of(listed, campaign="Phong trào", unit="Đơn vị")
    limits = LIMITS | {"award_form": 200}
    found = [
        entry
        for table in tables_of(opened(data, SheetKind.XLSX))
        for entry in entries_of(table, today=date(2013, 8, 5), limits=limits)
    ]

    wanted = [told({name: getattr(one, name) for name in KEPT}) for one in listed]
    assert [told({**entry.fields, "kind": entry.kind}) for entry in found] == wanted


@settings(max_examples=15, deadline=None)
@given(st.lists(nominees(), min_size=1, max_size=4))
def test_no_cell_of_a_list_is_a_formula(listed: list[Nomination]) -> None:
    with zipfile.ZipFile(io.BytesIO(list_of(listed, campaign="=1", unit="=2"))) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "worksheets" in name]

    assert [b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets] == [False] * len(sheets)
