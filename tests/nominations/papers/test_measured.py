"""Every paper of `make papers`, measured on its PDF against Nghị định 30/2020/NĐ-CP, Phụ lục I.

The papers come from the command's own list: whatever is added to it is measured here without being named.
"""

import unicodedata
from itertools import pairwise

import pytest
from django.db import transaction
from django.utils import translation
from docx.shared import Mm

from documents.paper import Paper
from nominations import walkthrough
from nominations.demo.papers import NAMES, papers_after
from nominations.papers.kinds import PAPERS
from tests.documents.reading import MM, find, page_number, rule_below, squeezed
from tests.nominations.papers.made import Measured, text_chars

pytestmark = pytest.mark.django_db  # for the fixture alone

NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
PRINTED = [name for name in NAMES if name not in PAPERS or "pdf" in PAPERS[name].forms]
CERTIFICATES = {"certificates", "certificate_proof"}  # a layout of their own: tests/documents/test_certificate.py
MEASURED = [name for name in PRINTED if name not in CERTIFICATES]
TOLERANCE = 1  # point


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("vi"):
        found = {one.name: Measured(one) for one in papers_after(walkthrough.play_award_path(lambda _line: None))}
        transaction.set_rollback(True)
    return found


@pytest.fixture
def one(made, request) -> Measured:
    return made[request.param]


def each(names):
    return pytest.mark.parametrize("one", names, indirect=True)


def test_list_names_every_paper_that_is_made(made):
    assert list(made) == list(NAMES)


def test_only_certificates_have_a_layout_of_their_own(made):
    assert {name for name, one in made.items() if not isinstance(one.made.paper, Paper)} == CERTIFICATES


@each(MEASURED)
def test_page_is_a4_and_lies_as_its_part_does(one):
    sizes = [(round(page.width / MM), round(page.height / MM)) for page in one.pages]
    lying = [one.paper.landscape, *(annex.landscape for annex in one.paper.annexes)]

    assert sizes[0] == ((297, 210) if lying[0] else (210, 297))
    assert set(sizes) == {(297, 210) if flat else (210, 297) for flat in lying}


@each(MEASURED)
def test_text_keeps_the_margins(one):
    """Left 30 mm and right 15 mm, which the text reaches; above and below 20 mm."""
    for page in one.pages:
        chars, lines = text_chars(page), page.lines + page.rects
        left = min(thing["x0"] for thing in chars + lines)
        right = max(thing["x1"] for thing in chars + lines)
        baselines = [page.height - char["matrix"][5] for char in chars]

        assert left == pytest.approx(30 * MM, abs=TOLERANCE) or left > 30 * MM
        assert right <= page.width - 15 * MM + TOLERANCE
        assert max(*baselines, *(line["bottom"] for line in lines)) <= page.height - 20 * MM + TOLERANCE
        assert min(char["top"] for char in chars) >= 20 * MM - 4  # the box of the letters, not they themselves


@each(MEASURED)
def test_text_block_is_as_wide_as_the_margins_let_it(one):
    edges = [
        (thing["x0"] / MM, (page.width - thing["x1"]) / MM)
        for page in one.pages
        for thing in [*text_chars(page), *page.lines]
    ]

    assert round(min(left for left, _right in edges)) == 30
    assert 15 <= round(min(right for _left, right in edges)) <= 20


@each(MEASURED)
def test_component_has_the_size_and_style_of_the_decree(one):
    found = {phrase: find(one.pages[page], phrase, nth) for phrase, page, nth, *_look in components(one)}
    expected = {phrase: ({size}, style) for phrase, _page, _nth, size, style in components(one)}

    assert {phrase: (printed.sizes, printed.style) for phrase, printed in found.items()} == expected


def components(one: Measured):
    """Each component of the paper's frame: its words, page, which occurrence, size and style."""
    data, last = one.paper.as_data(), signing_page(one)
    head = data["letterhead"]
    yield from ((NATION, 0, 0, 12, "bold"), (MOTTO, 0, 0, 13, "bold"), (head["body"], 0, 0, 12, "bold"))
    if head["superior"]:
        yield head["superior"], 0, 0, 12, "upright"
    if head["symbol"]:
        yield f"/{head['symbol']}", 0, 0, 13, "upright"
    if head["place"]:
        yield f"{head['place']}, ngày", 0, 0, 13, "italic"
    if data["kind"]:
        yield data["kind"], 0, 0, 14, "bold"
        yield from ((line, 0, 0, 14, "bold") for line in data["subject"].split("\n"))
    else:
        yield data["subject"], 0, 0, 12, "upright"
    yield from ((ground, 0, 0, 14, "italic") for ground in data["grounds"])
    for signature in data["signatures"]:
        yield from ((line, last, -1, 14, "bold") for line in [*signature["lines"], signature["name"]] if line)
    if data["recipients"]:
        yield "Nơi nhận:", last, 0, 12, "bold italic"
        yield from ((line, last, 0, 11, "upright") for line in data["recipients"])


def signing_page(one: Measured) -> int:
    """The page of the signers, or of the recipients, counted from 0; -1 where nobody signs."""
    sought = squeezed(one.paper.signatures[0].position[-1] if one.paper.signatures else "Nơi nhận:")
    ends = len(one.pages) - sum(1 for _ in one.paper.annexes)
    holding = [n for n, page in enumerate(one.pages[: max(ends, 1)]) if sought in text_of(page)]
    return holding[-1] if holding else -1


def text_of(page) -> str:
    return squeezed("".join(char["text"] for char in text_chars(page)))


@each(MEASURED)
def test_nation_stands_at_the_top_right_over_its_motto(one):
    front = one.pages[0]
    nation, motto = find(front, NATION), find(front, MOTTO)

    assert nation.x1 == pytest.approx(front.width - 15 * MM, abs=TOLERANCE)
    assert motto.centre == pytest.approx(nation.centre, abs=TOLERANCE)
    assert rule_below(front, motto) == pytest.approx((motto.x0, motto.x1), abs=TOLERANCE)


@each(MEASURED)
def test_body_is_underlined_by_a_third_to_a_half(one):
    front = one.pages[0]
    body = find(front, one.paper.letterhead.body, 0)
    start, end = rule_below(front, body)

    assert 1 / 3 <= (end - start) / (body.x1 - body.x0) <= 1 / 2
    assert (start + end) / 2 == pytest.approx(body.centre, abs=TOLERANCE)


@each(MEASURED)
def test_number_and_date_stand_on_one_line_under_body_and_motto(one):
    front, head = one.pages[0], one.paper.letterhead
    if head.symbol:
        first, last = find(front, "Số:"), find(front, f"/{head.symbol}")
        centre = (first.x0 + last.x1) / 2
        assert centre == pytest.approx(find(front, head.body).centre, abs=TOLERANCE)
    if head.place:
        place = find(front, f"{head.place}, ngày")
        assert place.baseline > find(front, MOTTO).baseline
        assert place.x0 > front.width * 0.4
    if head.symbol and head.place:
        assert first.baseline == pytest.approx(place.baseline, abs=0.1)


@each(MEASURED)
def test_kind_is_centred_and_its_subject_underlined(one):
    front, kind = one.pages[0], one.paper.kind
    if not kind:
        return
    middle = (30 * MM + front.width - 15 * MM) / 2

    assert find(front, kind).centre == pytest.approx(middle, abs=TOLERANCE)
    if one.paper.subject:
        subject = find(front, one.paper.subject)
        start, end = rule_below(front, subject)
        assert 1 / 3 <= (end - start) / (subject.x1 - subject.x0) <= 1 / 2
        assert (start + end) / 2 == pytest.approx(middle, abs=TOLERANCE)


@each(MEASURED)
def test_pages_are_numbered_in_the_middle_of_the_top_margin_but_the_first(one):
    front, *others = one.pages

    assert page_number(front) is None
    for page in others:
        number = page_number(page)
        assert (number.sizes, number.style) == ({13}, "upright")
        assert number.centre == pytest.approx((30 * MM + page.width - 15 * MM) / 2, abs=TOLERANCE)
        assert number.baseline < 20 * MM


@each(MEASURED)
def test_each_part_counts_its_pages_from_one(one):
    shown = [find_number(page) for page in one.pages[1:]]
    numbers = [1, *map(int, shown)]

    assert numbers.count(1) == 1 + len(one.paper.annexes)
    assert all(later in (1, earlier + 1) for earlier, later in pairwise(numbers))


def find_number(page) -> str:
    top = page.within_bbox((0, 0, page.width, 20 * MM))
    return "".join(char["text"] for char in top.chars if char["bottom"] < 20 * MM and char["text"].isdigit())


@each(MEASURED)
def test_every_text_of_the_data_is_printed(one):
    assert [text for text in one.data if squeezed(text) not in one.printed] == []


@each(MEASURED)
def test_nothing_else_is_printed(one):
    assert one.strays() == set()


@each(PRINTED)
def test_text_is_composed_unicode(one):
    text = "".join(page.extract_text() for page in one.read.pages)

    assert unicodedata.is_normalized("NFC", text)


@each(MEASURED)
def test_signer_is_never_alone_on_a_page(one):
    if not one.paper.signatures:
        return
    first = one.paper.as_data()["signatures"][0]["lines"][0]
    above = text_of(one.pages[signing_page(one)]).rpartition(squeezed(first))[0]

    assert above.removesuffix("Nơinhận:") != ""


@each(PRINTED)
def test_file_is_tagged_vietnamese_and_of_both_standards(one):
    root = one.read.trailer["/Root"]
    claims = root["/Metadata"].get_data().decode()

    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], "/StructTreeRoot" in root) == ("vi-VN", True, True)
    assert [tag in claims for tag in ("<pdfaid:part>2", "<pdfaid:conformance>A", "<pdfuaid:part>1")] == [True] * 3


@each(PRINTED)
def test_every_font_is_embedded(one):
    fonts = [font for page in one.read.pages for font in page["/Resources"]["/Font"].values()]
    held = [set(font["/DescendantFonts"][0]["/FontDescriptor"]) & {"/FontFile2", "/FontFile3"} for font in fonts]

    assert all(held)


@each(MEASURED)
def test_word_file_has_the_page_of_the_decree(one):
    for section in one.docx.sections:
        margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert [round(length / Mm(1)) for length in margins] == [20, 20, 30, 15]
        assert {round(section.page_width / Mm(1)), round(section.page_height / Mm(1))} == {210, 297}


@each(MEASURED)
def test_word_file_says_every_text_of_the_data(one):
    words = squeezed("".join(part.text or "" for part in one.docx.element.body.iter() if part.tag.endswith("}t")))

    assert [text for text in one.data if squeezed(text) not in words] == []
