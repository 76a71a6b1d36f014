"""The decision that could close the 2013 campaign.

The units are the plan's. Every person, the number and the date of the decision and its wording are invented.
"""

from dataclasses import replace
from datetime import date

from documents.decision import Annex, AnnexGroup, AnnexRow, DecisionPaper
from documents.official import Letterhead, SignatureBlock
from documents.paper import Copy

COLLECTIVES = AnnexGroup(
    kind="tập thể",
    name_heading="Tên tập thể",
    rows=(
        AnnexRow(name="Phòng Quản lý Thông tin điện tử", unit="Sở Thông tin và Truyền thông", award="Giấy khen"),
        AnnexRow(name="Chi nhánh Viettel", unit="Doanh nghiệp viễn thông", award="Giấy khen"),
    ),
)
INDIVIDUALS = AnnexGroup(
    kind="cá nhân",
    name_heading="Họ và tên",
    rows=(
        AnnexRow("Giàng A Páo", "Ông", "Chuyên viên", "Phòng Quản lý Thông tin điện tử", award="Giấy khen"),
        AnnexRow("Nguyễn Thị Ánh Tuyết", "Bà", "Chuyên viên", "Văn phòng Sở", award="Giấy khen"),
        AnnexRow("Tẩn Láo Tả", "Ông", "Kỹ thuật viên", "Viễn thông Lào Cai", award="Giấy khen"),
    ),
)

PAPER = DecisionPaper(
    letterhead=Letterhead(
        superior="UBND TỈNH LÀO CAI",
        body="SỞ THÔNG TIN VÀ TRUYỀN THÔNG",
        symbol="QĐ-STTTT",
        place="Lào Cai",
        number=5,
        date=date(2013, 9, 25),
    ),
    subject="Về việc tặng Giấy khen cho tập thể, cá nhân có thành tích xuất sắc trong phong trào thi đua cao điểm "
    "ngành thông tin và truyền thông năm 2013",
    authority="GIÁM ĐỐC SỞ THÔNG TIN VÀ TRUYỀN THÔNG TỈNH LÀO CAI",
    bases=(
        "Căn cứ Luật Thi đua, khen thưởng",
        "Căn cứ Nghị định số 42/2010/NĐ-CP ngày 15 tháng 4 năm 2010 của Chính phủ quy định chi tiết thi hành một số "
        "điều của Luật Thi đua, khen thưởng;",
        "Thực hiện Kế hoạch phát động phong trào thi đua cao điểm ngành thông tin và truyền thông lập thành tích chào "
        "mừng 65 năm kỷ niệm ngày Bác Hồ ra lời kêu gọi thi đua ái quốc và 55 năm ngày Bác Hồ lên thăm Lào Cai.",
    ),
    proposer="Theo đề nghị của Chánh Văn phòng Sở.",
    articles=(
        "Tặng Giấy khen của Giám đốc Sở Thông tin và Truyền thông cho 02 tập thể và 03 cá nhân có thành tích xuất sắc "
        "trong phong trào thi đua cao điểm ngành thông tin và truyền thông năm 2013 (danh sách tại Phụ lục kèm theo).",
        "Mức thưởng kèm theo Giấy khen thực hiện theo quy định hiện hành, chi từ quỹ thi đua, khen thưởng của Sở.",
        "Chánh Văn phòng Sở, trưởng các phòng, ban, trung tâm thuộc Sở, thủ trưởng các đơn vị liên quan và các tập "
        "thể, cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này kể từ ngày ký.",
    ),
    recipients=("Như Điều 3;", "UBND tỉnh (b/c);", "Bộ TT&TT (b/c);", "Lãnh đạo Sở;", "Lưu: VT, TĐKT."),
    signature=SignatureBlock(name="Lò Đức Thiện", position=("PHÓ GIÁM ĐỐC",), authority="KT. GIÁM ĐỐC"),
    annex=Annex(
        title="DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN",
        issuer="Giám đốc Sở Thông tin và Truyền thông tỉnh Lào Cai",
        groups=(COLLECTIVES, INDIVIDUALS),
    ),
)
COPY = replace(
    PAPER.as_paper(),
    copy=Copy(
        letterhead=Letterhead("", "SỞ THÔNG TIN VÀ TRUYỀN THÔNG", "SY-STTTT", "Lào Cai", 7, date(2013, 10, 1)),
        signature=SignatureBlock("Trần Văn Mẫu", ("CHÁNH VĂN PHÒNG",), "TL. GIÁM ĐỐC"),
        recipients=("Các đơn vị có tên trong danh sách", "Lưu: VT"),
    ),
)


def with_head(**changes) -> DecisionPaper:
    return replace(PAPER, letterhead=replace(PAPER.letterhead, **changes))


def with_people(*rows: AnnexRow) -> DecisionPaper:
    return with_groups(replace(INDIVIDUALS, rows=rows))


def with_groups(*groups: AnnexGroup) -> DecisionPaper:
    return replace(PAPER, annex=replace(PAPER.annex, groups=groups))
