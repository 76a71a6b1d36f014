"""The leaders' work: totals, exceptions, striking, signing or returning a list; the decision and its paper."""

import io
import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from nominations.demo import acts
from nominations.models import ConsolidatedList, Decision
from nominations.services import lists
from organisation.models import SigningAuthority
from tests.e2e.desk import (
    BROWSER,
    PHONE,
    Enter,
    card,
    follow,
    nominee,
    press,
    provoked,
    reads,
    row,
    sound,
    the_campaign,
    unfold,
)
from workflows import clock

pytestmark = BROWSER

LIST = "Danh sách tổng hợp lần 2"
SIGN = "Phê duyệt và ký quyết định"


@pytest.fixture(autouse=True)
def consolidated(demonstration: None) -> ConsolidatedList:
    """The second list, of three from Phòng Công nghệ thông tin, awaits the Director."""
    return acts.consolidate(the_campaign(), reviewer="chuyenvien", head="chanhvp")


def opened(page: Page, target: ConsolidatedList) -> Page:
    page.goto(target.get_absolute_url())
    return page


def signs(page: Page) -> None:
    press(unfold(page, SIGN), "Ký quyết định")
    reads(page, re.compile("^Quyết định số 02/QĐ-STTTT$"))


def paper(page: Page) -> str:
    """The words of the decision that the page's button opens."""
    link = page.get_by_role("link", name="Mở quyết định (PDF)")
    answer = page.request.get(str(link.get_attribute("href")))
    assert answer.headers["content-type"] == "application/pdf"
    text = "\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(answer.body())).pages)
    return " ".join(text.split())


def test_director_on_a_phone_strikes_a_line_and_signs_the_rest(enter: Enter) -> None:
    director = enter("giamdoc", PHONE)
    director.goto("/")
    follow(director, LIST)
    figures = director.locator(".stat").all_inner_texts()
    assert [text.split("\n")[:2] for text in figures[:3]] == [["Đề nghị", "3"], ["Tập thể", "1"], ["Cá nhân", "2"]]
    reads(card(director, "Cần lưu ý"), "Kết quả của đơn vị chưa được xác nhận")
    director.get_by_label("Chọn Đào Duy Mạnh").check()
    question = unfold(director, "Gạch khỏi danh sách")
    question.get_by_label("Lý do gạch").fill("Đã được khen trong quý (hư cấu).")
    press(question, "Gạch các dòng đã chọn")
    reads(card(director, "Cần lưu ý"), re.compile("Đã được khen trong quý"))
    sound(director, "list-struck")

    question = unfold(director, SIGN)
    reads(question, "1 tập thể, 1 cá nhân")
    sound(director, "list-signing")
    press(question, "Ký quyết định")
    reads(director, re.compile("^Quyết định số 02/QĐ-STTTT$"))
    sound(director)
    words = paper(director)
    wanted = ("Phạm Quốc Việt", "Đào Duy Mạnh", "Trịnh Hoài Nam", " KT. GIÁM ĐỐC")
    assert [name in words for name in wanted] == [True, False, True, False]
    assert nominee("Đào Duy Mạnh").state == "declined"


def test_line_is_one_tap_away_and_can_be_put_back(enter: Enter, consolidated: ConsolidatedList) -> None:
    director = opened(enter("giamdoc", PHONE), consolidated)
    follow(director, "Ông Đào Duy Mạnh")
    expect(director.get_by_role("heading", level=1)).to_have_text("Ông Đào Duy Mạnh")
    reads(director, "Báo cáo thành tích")
    director.go_back()
    director.get_by_label("Chọn Đào Duy Mạnh").check()
    question = unfold(director, "Gạch khỏi danh sách")
    press(question, "Gạch các dòng đã chọn")
    expect(question.get_by_label("Lý do gạch")).to_be_focused()
    question.get_by_label("Lý do gạch").fill("Nhầm (hư cấu).")
    press(question, "Gạch các dòng đã chọn")
    reads(row(director, "Đào Duy Mạnh"), "Đã gạch")
    director.get_by_label("Chọn Đào Duy Mạnh").check()
    press(director, "Khôi phục")
    reads(director, "Đã khôi phục 1 dòng.")
    assert nominee("Đào Duy Mạnh").state == "forwarded"


def test_deputy_with_authority_signs_for_the_director(enter: Enter, consolidated: ConsolidatedList) -> None:
    deputy = opened(enter("phogiamdoc"), consolidated)
    reads(card(deputy, "Quyết định của lãnh đạo"), re.compile("KT. GIÁM ĐỐC – PHÓ GIÁM ĐỐC"))
    signs(deputy)
    reads(deputy, re.compile("KT. GIÁM ĐỐC"))
    sound(deputy, "decision-deputy")
    words = paper(deputy)
    assert ("KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC" in words, "Lò Đức Thiện" in words) == (True, True)


def test_deputy_whose_authority_has_ended_cannot_sign(enter: Enter, consolidated: ConsolidatedList) -> None:
    ended = clock.now() - timedelta(days=1)
    SigningAuthority.objects.filter(holder=acts.who("phogiamdoc")).update(valid_to=ended)
    deputy = opened(enter("phogiamdoc"), consolidated)
    reads(deputy, re.compile("nay đã hết"))
    expect(deputy.locator("form[action$='/sign/'], form[action$='/strike/']")).to_have_count(0)
    sound(deputy, "list-no-authority")


def test_authority_that_ends_while_the_page_is_open_signs_nothing(
    enter: Enter, consolidated: ConsolidatedList, faults: list[str]
) -> None:
    deputy = opened(enter("phogiamdoc"), consolidated)
    ended = clock.now() - timedelta(seconds=1)
    SigningAuthority.objects.filter(holder=acts.who("phogiamdoc")).update(valid_to=ended)
    press(unfold(deputy, SIGN), "Ký quyết định")
    reads(deputy, re.compile("nay đã hết"))
    sound(deputy)
    provoked(faults, 403)
    assert Decision.objects.filter(consolidated_list=consolidated).exists() is False


def test_list_that_is_returned_comes_back_to_the_office(enter: Enter, consolidated: ConsolidatedList) -> None:
    director = opened(enter("giamdoc"), consolidated)
    question = unfold(director, "Trả lại Văn phòng")
    question.get_by_label("Lý do").fill("Rà soát lại tỷ lệ người trực tiếp (hư cấu).")
    press(question, "Trả lại Văn phòng")
    office = enter("chuyenvien")
    office.goto("/")
    follow(office, LIST)
    reads(office, "Giám đốc trả lại danh sách")
    reads(office, "Rà soát lại tỷ lệ người trực tiếp (hư cấu).")
    sound(office, "compiling-returned")


def test_stale_tab_gets_the_difference_and_no_decision(
    enter: Enter, consolidated: ConsolidatedList, faults: list[str]
) -> None:
    stale = opened(enter("giamdoc"), consolidated)
    knock = {"actor": acts.who("phogiamdoc"), "reason": "Trùng đề nghị cấp tỉnh (hư cấu)."}
    lists.strike(consolidated, [nominee("Đào Duy Mạnh")], **knock)
    press(unfold(stale, SIGN), "Ký quyết định")
    reads(stale, "Nội dung đã thay đổi")
    reads(card(stale, "Nội dung đã thay đổi"), "đã gạch")
    sound(stale, "stale")
    provoked(faults, 412)
    assert Decision.objects.filter(consolidated_list=consolidated).exists() is False
    follow(stale, LIST)
    signs(stale)


def test_double_click_back_button_and_second_window_make_one_decision(
    enter: Enter, consolidated: ConsolidatedList, faults: list[str]
) -> None:
    director = opened(enter("giamdoc"), consolidated)
    elsewhere = opened(enter("giamdoc"), consolidated)
    unfold(director, SIGN).get_by_role("button", name="Ký quyết định", exact=True).dblclick()
    reads(director, re.compile("^Quyết định số 02/QĐ-STTTT$"))
    director.go_back()
    expect(director.get_by_role("heading", level=1)).to_have_text(LIST)
    expect(director.locator("form[action$='/sign/']")).to_have_count(0)
    press(unfold(elsewhere, SIGN), "Ký quyết định")
    reads(elsewhere, "Thao tác vừa rồi chưa được thực hiện. Hãy xem lại rồi quyết định.")
    reads(card(elsewhere, "Việc đã diễn ra"), SIGN)
    provoked(faults, 409)

    assert list(Decision.objects.order_by("pk").values_list("number", flat=True)) == [1, 2]


def test_records_clerk_issues_and_the_nominee_sees_the_award(enter: Enter, consolidated: ConsolidatedList) -> None:
    signs(opened(enter("giamdoc"), consolidated))
    clerk = enter("vanthu")
    clerk.goto("/")
    follow(clerk, LIST)
    follow(clerk, "Quyết định số 02/QĐ-STTTT")
    press(unfold(clerk, "Ban hành"), "Ban hành")
    reads(clerk, "Đã ban hành")
    sound(clerk)
    unit = enter("canbo.cntt")
    unit.goto(nominee("Phạm Quốc Việt").get_absolute_url())
    reads(unit, "Quyết định số 02/QĐ-STTTT")
    expect(unit.locator(".stepper li.done")).to_have_count(7)
