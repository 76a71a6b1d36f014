from dataclasses import replace

import pytest

from documents.decision import render_decision
from documents.official import SignatureBlock
from tests.documents.papers import PAPER, with_head
from tests.documents.reading import MM, find, page_number, pages, rule_below, shown, squeezed

LONG_ARTICLE = "Chánh Văn phòng Sở và các đơn vị liên quan chịu trách nhiệm thi hành Quyết định này. "
CENTRE_OF_TEXT = (30 + (210 - 15)) / 2 * MM


@pytest.fixture(scope="module")
def front(face):
    return pages(render_decision(PAPER, typeface=face))[0]


def test_paper_is_a4(front):
    assert (round(front.width / MM), round(front.height / MM)) == (210, 297)


def test_text_stays_within_the_margins(face):
    for page in pages(render_decision(PAPER, typeface=face)):
        chars = [char for char in page.chars if char["text"] != " " and char["bottom"] > 18 * MM]
        assert min(char["x0"] for char in chars) >= 30 * MM - 0.5
        assert max(char["x1"] for char in chars) <= (210 - 15) * MM + 0.5
        assert max(page.height - char["matrix"][5] for char in chars) <= (297 - 20) * MM
        assert min(page.height - char["matrix"][5] for char in chars) >= 20 * MM + 9


def test_justified_lines_reach_both_margins(front):
    line = next(line for line in front.extract_text_lines() if line["text"].startswith("và truyền thông lập"))

    assert (round(line["x0"] / MM, 1), round(line["x1"] / MM, 1)) == (30, 195)


def test_last_article_is_as_wide_as_the_others(face):
    words = "Chánh Văn phòng Sở, Trưởng các phòng, đơn vị trực thuộc và các cá nhân có tên chịu trách nhiệm thi hành."
    front = pages(render_decision(replace(PAPER, articles=(words, words)), typeface=face))[0]
    lines = [line for line in front.extract_text_lines() if line["text"].startswith("Điều")]

    assert [round(line["x1"] / MM, 1) for line in lines] == [195, 195]


@pytest.mark.parametrize(
    ("phrase", "size", "style"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, "bold"),
        ("Độc lập - Tự do - Hạnh phúc", 13, "bold"),
        ("UBND TỈNH LÀO CAI", 12, "upright"),
        ("SỞ THÔNG TIN VÀ TRUYỀN THÔNG", 12, "bold"),
        ("Số: 05/QĐ-STTTT", 13, "upright"),
        ("Lào Cai, ngày 25 tháng 9 năm 2013", 13, "italic"),
        ("QUYẾT ĐỊNH", 14, "bold"),
        ("Về việc tặng Giấy khen cho tập thể, cá nhân", 14, "bold"),
        ("GIÁM ĐỐC SỞ THÔNG TIN VÀ TRUYỀN THÔNG TỈNH LÀO CAI", 14, "bold"),
        ("Căn cứ Luật Thi đua, khen thưởng;", 14, "italic"),
        ("Theo đề nghị của Chánh Văn phòng Sở.", 14, "italic"),
        ("QUYẾT ĐỊNH:", 14, "bold"),
        ("Điều 1.", 14, "bold"),
        ("Tặng Giấy khen của Giám đốc Sở", 14, "upright"),
        ("Nơi nhận:", 12, "bold italic"),
        ("- Như Điều 3;", 11, "upright"),
        ("- Lưu: VT, TĐKT.", 11, "upright"),
        ("KT. GIÁM ĐỐC", 14, "bold"),
        ("PHÓ GIÁM ĐỐC", 14, "bold"),
        ("Lò Đức Thiện", 14, "bold"),
    ],
)
def test_component_has_the_size_and_style_of_the_decree(front, phrase, size, style):
    printed = find(front, phrase)

    assert (printed.sizes, printed.style) == ({size}, style)


def test_motto_is_underlined_over_its_whole_length(front):
    motto = find(front, "Độc lập - Tự do - Hạnh phúc")

    assert rule_below(front, motto) == pytest.approx((motto.x0, motto.x1), abs=1)


@pytest.mark.parametrize("phrase", ["SỞ THÔNG TIN VÀ TRUYỀN THÔNG", PAPER.subject])
def test_rule_is_a_third_to_a_half_of_the_text_and_centred(front, phrase):
    text = find(front, phrase)
    start, end = rule_below(front, text)

    assert 1 / 3 <= (end - start) / (text.x1 - text.x0) <= 1 / 2
    assert (start + end) / 2 == pytest.approx(text.centre, abs=1)


def test_number_is_centred_under_the_issuing_body(front):
    assert find(front, "Số: 05/QĐ-STTTT").centre == pytest.approx(find(front, PAPER.letterhead.body).centre, abs=1)


def test_number_and_date_stand_on_one_line(front):
    assert find(front, "Số: 05/QĐ-STTTT").baseline == pytest.approx(find(front, "Lào Cai, ngày 25").baseline, abs=0.1)


def test_date_is_centred_under_the_motto(front):
    date, motto = (find(front, text) for text in ("Lào Cai, ngày 25 tháng 9 năm 2013", "Độc lập - Tự do - Hạnh phúc"))

    assert date.centre == pytest.approx(motto.centre, abs=1)


def test_title_is_centred(front):
    assert find(front, "QUYẾT ĐỊNH").centre == pytest.approx(CENTRE_OF_TEXT, abs=1)


def test_article_is_indented(front):
    assert find(front, "Điều 1.").x0 == pytest.approx((30 + 12.7) * MM, abs=1)


def test_articles_are_six_points_apart_beyond_the_line(front):
    lines = [find(front, text).baseline for text in ("Điều 2.", "khen thưởng của Sở.", "Điều 3.")]

    assert lines[1] - lines[0] == pytest.approx(1.2 * 14, abs=0.1)
    assert lines[2] - lines[1] == pytest.approx(1.2 * 14 + 6, abs=0.1)


def test_recipients_stand_level_with_the_signer_and_flush_left(front):
    recipients, signer = find(front, "Nơi nhận:"), find(front, "KT. GIÁM ĐỐC")

    assert recipients.baseline == pytest.approx(signer.baseline, abs=0.1)
    assert find(front, "- Như Điều 3;").x0 == pytest.approx(30 * MM, abs=1)


def test_signer_is_centred_under_authority_and_position(front):
    centres = [find(front, text).centre for text in ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lò Đức Thiện")]

    assert centres == pytest.approx([centres[0]] * 3, abs=0.5)


def test_nothing_is_drawn_where_the_signature_goes(front):
    assert front.images == []


def test_components_come_in_the_order_of_the_model(front):
    order = [
        "UBND TỈNH LÀO CAI",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 05/QĐ-STTTT",
        "Về việc tặng",
        "GIÁM ĐỐC SỞ THÔNG TIN",
        "Căn cứ Luật Thi đua, khen thưởng;",
        "Theo đề nghị của Chánh Văn phòng Sở.",
        "QUYẾT ĐỊNH:",
        "Điều 3.",
        "kể từ ngày ký./.",
        "Nơi nhận:",
        "Lò Đức Thiện",
    ]
    places = [shown(front).index(squeezed(text)) for text in order]

    assert places == sorted(places)


def test_grounds_without_a_proposer_end_in_a_full_stop(face):
    (front, _) = pages(render_decision(replace(PAPER, proposer=""), typeface=face))

    assert squeezed("lên thăm Lào Cai.") in shown(front)


def test_head_signs_without_kt(face):
    signature = SignatureBlock(name="Trần Văn Mẫu", position=("GIÁM ĐỐC",))
    paper = replace(PAPER, signature=signature, recipients=("Lưu: VT",))
    (front, _) = pages(render_decision(paper, typeface=face))

    assert shown(front).endswith(squeezed("- Lưu: VT. GIÁM ĐỐC Trần Văn Mẫu"))


def test_first_page_has_no_number(front):
    assert page_number(front) is None


def test_second_page_is_numbered_in_the_top_margin(face):
    paper = replace(PAPER, articles=(LONG_ARTICLE * 40,))
    number = page_number(pages(render_decision(paper, typeface=face))[1])

    assert (number.sizes, number.style) == ({13}, "upright")
    assert number.centre == pytest.approx(CENTRE_OF_TEXT, abs=1)
    assert number.baseline < 20 * MM


def test_preview_without_number_leaves_room_before_the_symbol(face):
    (front, _) = pages(render_decision(with_head(number=None), typeface=face))

    assert find(front, "/QĐ-STTTT").x0 - find(front, "Số:").x1 == pytest.approx(11 * MM, abs=5)


def test_preview_without_date_leaves_room_for_it(face):
    (front, _) = pages(render_decision(with_head(date=None), typeface=face))

    assert find(front, "tháng").x0 - find(front, "Lào Cai, ngày").x1 > 8 * MM


def test_draft_is_marked_on_every_page_top_left(face):
    marks = [find(page, "BẢN DỰ THẢO") for page in pages(render_decision(replace(PAPER, draft=True), typeface=face))]

    assert [(round(mark.x0 / MM), mark.baseline < 20 * MM) for mark in marks] == [(30, True)] * 2


def test_final_paper_is_not_marked_as_a_draft(front):
    assert squeezed("DỰ THẢO") not in shown(front)


@pytest.mark.parametrize("sentences", [*range(1, 30, 3), *range(40, 60, 2)])
def test_signer_is_never_alone_on_a_page(sentences):
    # up to a page in one paragraph, beyond that in several
    separator = " " if sentences < 30 else "\n"
    paper = replace(PAPER, articles=(*PAPER.articles[:2], separator.join([LONG_ARTICLE] * sentences)))
    *_, last, _annex = pages(render_decision(paper))

    assert "./." in shown(last)
    assert find(last, "Nơi nhận:").baseline < find(last, "Lò Đức Thiện").baseline < 277 * MM


def test_article_longer_than_a_page_is_whole(face):
    printed = "".join(shown(page) for page in pages(render_decision(replace(PAPER, articles=(LONG_ARTICLE * 120,)))))

    assert printed.count(squeezed(LONG_ARTICLE)[:-1]) >= 115  # the others are cut by a page number


def test_recipients_longer_than_a_page_are_whole(face):
    paper = replace(PAPER, recipients=[*(f"Đơn vị {index}" for index in range(120)), "Lưu: VT, TĐKT"])
    baselines = [
        page.height - char["matrix"][5] for page in pages(render_decision(paper, typeface=face)) for char in page.chars
    ]

    assert max(baselines) < 277 * MM


@pytest.mark.parametrize("sentences", range(4, 22, 3))
def test_signer_beside_a_long_list_of_recipients_is_in_one_piece(sentences):
    recipients = [*(f"Đơn vị {index}" for index in range(120)), "Lưu: VT, TĐKT"]
    paper = replace(PAPER, articles=(LONG_ARTICLE * sentences,), recipients=recipients)
    printed = [shown(page) for page in pages(render_decision(paper))]

    assert [squeezed("KT. GIÁM ĐỐC") in page for page in printed] == ["LòĐứcThiện" in page for page in printed]


def test_paragraphs_of_an_article_start_on_their_own_lines(face):
    paper = replace(PAPER, articles=("Tặng Giấy khen:\n1. Tập thể;\n2. Cá nhân",))
    (front, _) = pages(render_decision(paper, typeface=face))

    assert find(front, "1. Tập thể;").x0 == pytest.approx(find(front, "2. Cá nhân./.").x0, abs=0.5)


@pytest.mark.parametrize("words", range(20, 32))
def test_symbol_of_a_cited_paper_is_not_broken(face, words):
    paper = replace(PAPER, articles=("ab " * words + "42/2010/NĐ-CP",))
    (front, _) = pages(render_decision(paper, typeface=face))

    assert find(front, "42/2010/NĐ-CP", nth=1).top + 14 > find(front, "42/2010/NĐ-CP", nth=1).baseline


@pytest.mark.parametrize("articles", [(), ("",), ("Tặng Giấy khen.", " \n ")])
def test_decision_without_articles_is_refused(articles):
    with pytest.raises(ValueError, match="at least one article"):
        render_decision(replace(PAPER, articles=articles))
