from dataclasses import replace
from datetime import UTC, datetime

import pytest

from documents.official import written_moment
from documents.pdf import render_pdf
from tests.documents.meetings import BALLOT, INVITATION, MINUTES
from tests.documents.reading import find, pages, shown, squeezed


def printed(paper) -> str:
    return "".join(shown(page) for page in pages(render_pdf(paper.as_paper())))


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2013, 8, 12, 8, 0), "08 giờ 00, thứ Hai, ngày 12 tháng 8 năm 2013"),
        (datetime(2013, 9, 1, 14, 5), "14 giờ 05, Chủ nhật, ngày 01 tháng 9 năm 2013"),
        (datetime(2013, 8, 31, 18, 30, tzinfo=UTC), "01 giờ 30, Chủ nhật, ngày 01 tháng 9 năm 2013"),
    ],
)
def test_moment_is_told_with_its_weekday_by_the_clock_of_vietnam(moment, words):
    assert written_moment(moment) == words


def test_invitation_follows_the_order_of_the_decree():
    parts = [
        "Số: 03/GM-HĐTĐKT", "GIẤY MỜI", "Họp Hội đồng Thi đua - Khen thưởng", "trân trọng kính mời:",
        "- Các thành viên Hội đồng;", "- Tổ thư ký giúp việc.", "Tới dự: phiên họp xét khen thưởng", "Chủ trì: Ông",
        "Thời gian: 08 giờ 00, thứ Hai, ngày 16 tháng 9 năm 2013.", "Địa điểm: Phòng họp số 1", "Nội dung:",
        "- Bỏ phiếu kín.", "thời gian./.", "Nơi nhận:", "TM. HỘI ĐỒNG", "CHỦ TỊCH Nguyễn Văn Mẫu",
    ]  # fmt: skip
    text = printed(INVITATION)
    places = [text.index(squeezed(part)) for part in parts]

    assert places == sorted(places)


def test_only_guest_stands_in_the_sentence():
    alone = replace(INVITATION, guests=["Bà Trần Thị Mẫu"])

    assert squeezed("Sở Thông tin và Truyền thông trân trọng kính mời: Bà Trần Thị Mẫu") in printed(alone)


def test_invitation_of_nobody_is_refused():
    with pytest.raises(ValueError, match="Nobody is invited"):
        replace(INVITATION, guests=[]).as_paper()


def test_ballot_has_two_empty_columns_to_mark():
    (table,) = pages(render_pdf(BALLOT.as_paper()))[0].extract_tables()

    assert [[cell.replace("\n", " ") for cell in row] for row in (table[0], *table[1:])] == [
        ["TT", "Họ và tên, tên tập thể", "Đơn vị", "Hình thức đề nghị", "Đồng ý", "Không đồng ý"],
        ["1", "Ông Giàng A Páo", "Phòng Quản lý Thông tin điện tử", "Giấy khen", "", ""],
        ["2", "Bà Nguyễn Thị Ánh Tuyết", "Văn phòng Sở", "Giấy khen", "", ""],
        ["3", "Chi nhánh Viettel", "", "Giấy khen", "", ""],
    ]


@pytest.mark.parametrize(("secret", "kind"), [(True, "PHIẾU BẦU"), (False, "PHIẾU BIỂU QUYẾT")])
def test_ballot_is_named_by_whether_it_is_secret(secret, kind):
    assert find(pages(render_pdf(replace(BALLOT, secret=secret).as_paper()))[0], kind).style == "bold"


@pytest.mark.parametrize("secret", [True, False])
def test_signature_spoils_a_secret_ballot_only(secret):
    assert (squeezed("có ký tên") in printed(replace(BALLOT, secret=secret))) is secret


def test_ballot_bears_no_number_and_no_day():
    text = printed(BALLOT)

    assert ("Số:" in text, "ngày" in text) == (False, False)


def test_ballot_without_nominees_is_refused():
    with pytest.raises(ValueError, match="nobody to vote on"):
        replace(BALLOT, nominees=[]).as_paper()


def test_minutes_follow_the_order_of_the_decree():
    parts = [
        "Số: 02/BB-HĐTĐKT", "BIÊN BẢN", "Thời gian bắt đầu: 08 giờ 00", "Địa điểm:",
        "Thành phần tham dự: có mặt 09/11 người.", "Vắng mặt 02 người:", "- Ông Vũ Văn Mẫu (nghỉ phép).",
        "Chủ trì (chủ tọa): Nguyễn Văn Mẫu.", "Thư ký (người ghi biên bản): Trần Thị Mẫu.",
        "Nội dung (theo diễn biến cuộc họp):", "Kết quả biểu quyết:", "từ 70% trở lên", "8/11 (72,72%)", "Kết luận:",
        "Cuộc họp kết thúc vào 11 giờ 15, thứ Hai, ngày 16 tháng 9 năm 2013./.", "THƯ KÝ", "CHỦ TỌA", "Nơi nhận:",
    ]  # fmt: skip
    text = printed(MINUTES)
    places = [text.index(squeezed(part)) for part in parts]

    assert places == sorted(places)


def test_minutes_have_no_place_and_date_in_their_head():
    assert squeezed("Lào Cai, ngày") not in printed(MINUTES)


def test_minutes_of_a_full_meeting_name_nobody_absent():
    assert "Vắngmặt" not in printed(replace(MINUTES, absent=[]))


def test_meeting_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="ends at 16/09/2013 07:59, before it begins"):
        replace(MINUTES, ends=datetime(2013, 9, 16, 7, 59)).as_paper()
