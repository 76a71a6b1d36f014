"""A council of eleven that met to judge three nominees: all of it invented."""

from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction

from documents.ballots import Nominee, VoteCount, Votes, VotingRule
from documents.council import Ballot, Invitation, Minutes
from documents.official import SignatureBlock
from documents.register import Called, Entry, Payment, PaymentList, PresentationList, Register
from tests.documents.papers import PAPER

HEAD = PAPER.letterhead
PAO = Nominee("Ông Giàng A Páo", "Phòng Quản lý Thông tin điện tử", "Giấy khen")
TUYET = Nominee("Bà Nguyễn Thị Ánh Tuyết", "Văn phòng Sở", "Giấy khen")
VIETTEL = Nominee("Chi nhánh Viettel", "", "Giấy khen")
RULE = VotingRule(Fraction(7, 10), quorum=Fraction(2, 3), source="Quy chế hoạt động của Hội đồng, Điều 6")
COUNT = VoteCount(
    letterhead=HEAD,
    subject="Kiểm phiếu xét tặng Giấy khen phong trào thi đua cao điểm năm 2013",
    counted=datetime(2013, 9, 16, 10, 30),
    venue="Phòng họp số 1, Sở Thông tin và Truyền thông",
    team=["Trần Văn Mẫu", "Lê Thị Mẫu"],
    members=11,
    present=9,
    issued=9,
    collected=9,
    valid=8,
    invalid=1,
    votes=[Votes(PAO, 8, 0), Votes(TUYET, 7, 1), Votes(VIETTEL, 5, 2, 1)],
    rule=RULE,
)
INVITATION = Invitation(
    letterhead=replace(HEAD, symbol="GM-HĐTĐKT", number=3, date=date(2013, 9, 10)),
    subject="Họp Hội đồng Thi đua - Khen thưởng",
    host="Hội đồng Thi đua - Khen thưởng Sở Thông tin và Truyền thông",
    guests=["Các thành viên Hội đồng", "Tổ thư ký giúp việc"],
    occasion="phiên họp xét khen thưởng phong trào thi đua cao điểm năm 2013",
    chair="Ông Nguyễn Văn Mẫu, Chủ tịch Hội đồng",
    begins=datetime(2013, 9, 16, 8, 0),
    venue="Phòng họp số 1, Sở Thông tin và Truyền thông",
    signature=SignatureBlock("Nguyễn Văn Mẫu", ("CHỦ TỊCH",), "TM. HỘI ĐỒNG"),
    recipients=["Như trên", "Lưu: VT, HĐTĐKT"],
    agenda=["Báo cáo kết quả thẩm định hồ sơ", "Bỏ phiếu kín"],
)
BALLOT = Ballot(HEAD, "Xét tặng Giấy khen phong trào thi đua cao điểm năm 2013", [PAO, TUYET, VIETTEL])
MINUTES = Minutes(
    letterhead=replace(HEAD, symbol="BB-HĐTĐKT", number=2),
    subject="Họp Hội đồng Thi đua - Khen thưởng",
    begins=datetime(2013, 9, 16, 8, 0),
    ends=datetime(2013, 9, 16, 11, 15),
    venue="Phòng họp số 1, Sở Thông tin và Truyền thông",
    present=[f"Ông Phạm Văn Mẫu {number}" for number in range(1, 10)],
    absent=["Bà Đỗ Thị Mẫu (đi công tác)", "Ông Vũ Văn Mẫu (nghỉ phép)"],
    chair="Nguyễn Văn Mẫu",
    secretary="Trần Thị Mẫu",
    content=["Chánh Văn phòng Sở báo cáo kết quả thẩm định; các thành viên thảo luận từng trường hợp."],
    count=COUNT,
    conclusions=["Hội đồng nhất trí đề nghị Giám đốc Sở tặng Giấy khen cho 01 cá nhân."],
)
DEED = "Thành tích xuất sắc trong phong trào thi đua cao điểm năm 2013"
REGISTER = Register(
    letterhead=HEAD,
    year=2013,
    entries=[
        Entry(2, "05/QĐ-STTTT", date(2013, 9, 25), "Chi nhánh Viettel", "", "Giấy khen", DEED, 690_000),
        Entry(1, "05/QĐ-STTTT", date(2013, 9, 25), "Ông Giàng A Páo", "Phòng Quản lý Thông tin điện tử", "Giấy khen",
              DEED, 350_000, date(2013, 10, 1), "Thu hồi theo Quyết định số 09/QĐ-STTTT"),
    ],
    signature=SignatureBlock("Nguyễn Văn Mẫu", ("CHÁNH VĂN PHÒNG",)),
)  # fmt: skip
PRESENTATION = PresentationList(
    letterhead=HEAD,
    subject="Trao thưởng tại Hội nghị tổng kết phong trào thi đua",
    called=[
        Called("Ông Giàng A Páo", "Phòng Quản lý Thông tin điện tử", "Giấy khen", 2, "12"),
        Called("Bà Nguyễn Thị Ánh Tuyết", "Văn phòng Sở", "Giấy khen", 2, "13"),
        Called("Ông Tẩn Láo Tả", "Viễn thông Lào Cai", "Bằng khen", 1, "4"),
        Called("Chi nhánh Viettel", "", "Giấy khen", 2, "14"),
    ],
    at_once=2,
)
PAYMENTS = PaymentList(
    letterhead=HEAD,
    subject="Chi tiền thưởng kèm theo Quyết định số 05/QĐ-STTTT",
    payments=[
        Payment("Ông Giàng A Páo", "Phòng Quản lý Thông tin điện tử", "Giấy khen", 350_000, "0,3 × 1.150.000"),
        Payment("Chi nhánh Viettel", "", "Giấy khen", 690_000, "0,6 × 1.150.000"),
    ],
    signatures=[SignatureBlock("Trần Thị Mẫu", ("NGƯỜI LẬP",)), SignatureBlock("Nguyễn Văn Mẫu", ("CHÁNH VĂN PHÒNG",))],
)
PAPERS = {
    "invitation": INVITATION,
    "ballot": BALLOT,
    "count": COUNT,
    "minutes of the council": MINUTES,
    "register": REGISTER,
    "presentation": PRESENTATION,
    "payments": PAYMENTS,
}
