"""The plan as a paper: its own words to the letter, and what it states where its text is not there."""

import re
import unicodedata

import pytest

from campaigns.plan.prose import Part, parts_of
from campaigns.services.loading import load_file
from documents.paper import Heading, Table
from documents.pdf import render_pdf
from nominations.demo.story import PLAN
from nominations.papers.plan import campaign_plan
from tests.campaigns.test_loading import DATA
from tests.documents.reading import pages, shown, squeezed
from tests.factories import make_world

pytestmark = pytest.mark.django_db

TITLE_ENDS, RECIPIENTS_BEGIN = 7, 93  # lines of lao-cai-2013.md


def paper_of(file):
    return campaign_plan(load_file(file).campaign)


def text_of(paper) -> str:
    return "".join(shown(page) for page in pages(render_pdf(paper)))


def test_plan_of_2013_is_printed_to_the_letter():
    lines = PLAN.with_suffix(".md").read_text(encoding="utf-8").splitlines()[TITLE_ENDS : RECIPIENTS_BEGIN - 1]
    words = squeezed(unicodedata.normalize("NFC", re.sub(r"^#+\s|\*+", "", "\n".join(lines), flags=re.MULTILINE)))
    printed = "".join(
        squeezed(shown(page.crop((0, 57, page.width, page.height)))) for page in pages(render_pdf(paper_of(PLAN)))
    )

    assert words.removesuffix("./") + "./." in printed


def test_plan_of_2013_goes_to_the_six_it_names():
    assert paper_of(PLAN).recipients == [
        "UBND tỉnh (b/c)", "Bộ TT&TT (b/c)", "Các doanh nghiệp BC, VT", "Lãnh đạo Sở", "Các phòng, ban, trung tâm",
        "Lưu: VT, TĐKT",
    ]  # fmt: skip


def test_plan_of_2013_names_who_signed_it():
    (signature,) = paper_of(PLAN).signatures

    assert (signature.authority, signature.position, signature.name) == (
        "KT. GIÁM ĐỐC", ("PHÓ GIÁM ĐỐC",), "Tăng Văn Hạnh",
    )  # fmt: skip


def test_number_and_day_that_the_plan_does_not_state_stay_open():
    head = paper_of(PLAN).letterhead

    assert (head.superior, head.symbol, head.number, head.date) == ("UBND TỈNH LÀO CAI", "KH-STTTT", None, None)


def test_plan_of_2013_has_its_four_parts():
    heads = [block.text for block in paper_of(PLAN).body if isinstance(block, Heading) and block.level == 1]

    assert heads == [
        "I. MỤC ĐÍCH, YÊU CẦU:", "II. NỘI DUNG TRIỂN KHAI THỰC HIỆN:", "III. Đối tượng, thời gian.",
        "IV. TỔ CHỨC THỰC HIỆN",
    ]  # fmt: skip


def test_plan_with_number_and_day_shows_them():
    load_file(DATA / "invented-province-2030.yaml")
    paper = paper_of(DATA / "invented-hospital-2027.yaml")

    assert paper.title.startswith("Kế hoạch số 12/KH-BVBD phát động")


def test_plan_without_its_text_says_what_it_states():
    paper = paper_of(DATA / "invented-hospital-2027.yaml")
    tables = [block for block in paper.body if isinstance(block, Table)]

    assert [row[1] for row in tables[0].rows] == ["Phổ biến kế hoạch", "Công bố danh hiệu"]
    assert [name for name in ("not_stated", "whole_scope", "None") if name in text_of(paper)] == []


def test_deadline_that_was_moved_is_the_one_in_force():
    text = text_of(paper_of(DATA / "invented-hospital-2027.yaml"))

    assert [squeezed(phrase) in text for phrase in ("trước 17 giờ 00 ngày 20/4/2027", "trước ngày 01/4/2027")] == [
        True,
        False,
    ]


def test_campaign_without_a_plan_prints_its_name():
    campaign = make_world().campaign

    assert campaign_plan(campaign).subject == campaign.name


def test_paragraph_with_bold_words_before_it_is_led_by_them():
    assert parts_of("- **Đối với A:** Hoàn thành *tốt*", 1, 1) == [Part("Hoàn thành tốt", lead="- Đối với A:")]


def test_heading_takes_its_level_from_its_number():
    text = "## **II. A**\n#### 1. B\n## 1.2 C\n# D"

    assert [part.level for part in parts_of(text, 1, 4)] == [1, 2, 3, 1]


def test_lines_that_follow_each_other_are_one_paragraph():
    assert [part.text for part in parts_of("Một\nhai\n\nba\n- bốn\n- năm", 1, 6)] == ["Một hai", "ba", "- bốn", "- năm"]
