"""Invented nominees, unit by unit, with invented achievements; each report says so."""

from typing import Any

NOTE = "(Dữ liệu hư cấu để trình diễn.)"
DEEDS = (
    "Hoàn thành 100% nhiệm vụ được giao trong đợt thi đua cao điểm, vượt tiến độ 10 ngày; đề xuất 02 giải pháp rút "
    "ngắn thời gian xử lý hồ sơ từ 05 ngày xuống còn 03 ngày.",
    "Trực tiếp tham gia khắc phục 12 sự cố tuyến truyền dẫn tại các xã vùng cao, bảo đảm thông tin liên lạc thông suốt "
    "trong mùa mưa lũ.",
    "Hướng dẫn 45 điểm phục vụ triển khai sách, báo tới người dân; lượng bạn đọc tăng 30% so với cùng kỳ.",
    "Chủ trì kiểm tra 28 đại lý Internet công cộng, xử lý nghiêm 03 trường hợp vi phạm, không để xảy ra khiếu nại.",
    "Hoàn thành kết nối cáp quang tới 02 trong 03 xã theo kế hoạch, chất lượng nghiệm thu đạt ngay lần đầu.",
)


def person(name: str, honorific: str, position: str, *, leader: bool = False, deed: int = 0, **more: Any) -> dict:
    """An individual, complete; `more` overrides any field."""
    return {
        "kind": "individual",
        "full_name": name,
        "honorific": honorific,
        "position": position,
        "is_leader": leader,
        "overview": f"{position}, nhiều năm công tác trong ngành thông tin và truyền thông. {NOTE}",
        "achievements": f"{DEEDS[deed]} {NOTE}",
        "earlier_awards": "Giấy khen của Giám đốc Sở năm 2011 (hư cấu).",
        **more,
    }


def team(name: str, people: int, *, deed: int = 0, **more: Any) -> dict:
    """A collective, complete."""
    return {
        "kind": "collective",
        "full_name": name,
        "head_count": people,
        "overview": f"Tập thể gồm {people} người, nội bộ đoàn kết, hoàn thành tốt nhiệm vụ hằng năm. {NOTE}",
        "achievements": f"{DEEDS[deed]} {NOTE}",
        **more,
    }


LISTS: dict[str, list[dict]] = {
    "TTS": [
        team("Thanh tra Sở", 6, deed=3),
        person(
            "Hoàng Thị Duyên", "ba", "Thanh tra viên", deed=3, achievements=f"Tham mưu 04 kết luận kiểm tra. {NOTE}"
        ),
    ],
    "PCNTT": [
        team("Phòng Công nghệ thông tin", 7),
        person("Đào Duy Mạnh", "ong", "Chuyên viên"),
        person(
            "Phạm Quốc Việt", "ong", "Phó Trưởng phòng", leader=True, achievements=f"Chỉ đạo triển khai một cửa. {NOTE}"
        ),
    ],
    "VIETTEL": [
        team("Trạm viễn thông Bát Xát", 9, deed=1),
        person("Ma Seo Chứ", "ong", "Nhân viên kỹ thuật", deed=1, sub_unit="Trạm viễn thông Bắc Hà"),
        person("Nguyễn Thị Hòa", "ba", "Giao dịch viên", deed=4, sub_unit="Cửa hàng Bảo Yên"),
    ],
    "VTLC": [
        team("Trung tâm Viễn thông Bảo Thắng", 14, deed=4),
        person("Lý Lở Mẩy", "ba", "Nhân viên kỹ thuật", deed=1),
        person("Trần Văn Đức", "ong", "Tổ trưởng", leader=True, deed=2),
        person("Nguyễn Thị Hoà", "ba", "Kế toán viên", achievements=f"Quyết toán đúng hạn, không sai sót. {NOTE}"),
    ],
    "PBCVT": [
        person("Vàng Thị Mỷ", "ba", "Chuyên viên", deed=2),
        person("Phùng Đức Long", "", "Chuyên viên", achievements=""),
    ],
    "TTCNTT": [person("Y Moan Kpă", "ong", "Viên chức", deed=4), team("Tổ Quản trị mạng", 4)],
}
