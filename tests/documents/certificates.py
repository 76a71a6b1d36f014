"""The certificates that go with the decision of tests.documents.papers: everybody on them is invented."""

from dataclasses import replace

from documents.certificate import Certificate, Certificates
from documents.paper import Check
from tests.documents.papers import PAPER

ACHIEVEMENT = (
    "Đã có thành tích xuất sắc trong phong trào thi đua cao điểm ngành thông tin và truyền thông năm 2013"
)  # fmt: skip
CHECK = Check("https://thidua.example.vn/papers/AB12CD34", "ab" * 32)
PERSON = Certificate(
    name="Giàng A Páo",
    salutation="Ông",
    position="Chuyên viên",
    unit="Phòng Quản lý Thông tin điện tử",
    achievement=ACHIEVEMENT,
    register_number="12",
)
COLLECTIVE = Certificate("Phòng Kỹ thuật nghiệp vụ", ACHIEVEMENT, unit="Viễn thông Lào Cai", register_number="13")
CERTIFICATES = Certificates(PAPER.letterhead, PAPER.authority, PAPER.signature, [PERSON, COLLECTIVE])

LONG_NAME = "Nguyễn Thị Hoàng Ánh Tuyết " * 7 + "Ấn Xuân Quý"  # 200 characters
LONG_UNIT = (
    "Trung tâm Công nghệ thông tin và Truyền thông trực thuộc Sở Thông tin và Truyền thông tỉnh Lào Cai, trụ sở tại "
    "thành phố Lào Cai, Cụm thi đua số 3 các đơn vị sự nghiệp công lập trực thuộc Ủy ban nhân dân tỉnh Lào Cai và các "
    "doanh nghiệp bưu chính"
)
LONG_ACHIEVEMENT = (
    "Đã có thành tích đặc biệt xuất sắc trong phong trào thi đua cao điểm ngành thông tin và truyền thông chào mừng 65 "
    "năm kỷ niệm ngày Bác Hồ ra lời kêu gọi thi đua ái quốc và 55 năm ngày Bác lên thăm Lào Cai"
)


def with_one(**changes) -> Certificates:
    return replace(CERTIFICATES, certificates=[replace(PERSON, **changes)])


def many(count: int) -> Certificates:
    rows = [replace(PERSON, name=f"Giàng A Páo {number}", register_number=str(number)) for number in range(count)]
    return replace(CERTIFICATES, certificates=rows)
