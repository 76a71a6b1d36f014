"""Invented values for every wording: what an edited wording is tried with, and shown with, before it is used."""

from typing import Any

from documents.paper import Block, Column, Table
from nominations.papers.wordings import Words, filled

COMMON = {
    "phong_trào": "phong trào thi đua mẫu (hư cấu)",
    "cơ_quan": "Sở Mẫu",
    "người_đứng_đầu": "Giám đốc",
    "văn_phòng": "Văn phòng Sở",
    "số_lượng": "02 tập thể và 05 cá nhân",
}
OF_A_LIST = COMMON | {"đợt": "Đợt đề nghị", "đơn_vị": "Phòng Mẫu", "hạn_nộp": "trước ngày 10/8/2013"}
ROWS = Table([Column("Tập thể, cá nhân")], [["Ông Nguyễn Văn Mẫu (hư cấu)"]])
VALUES: dict[str, dict[str, Any]] = {
    "proposal": OF_A_LIST | {"nội_dung_thêm": "Các trường hợp trên đều được tập thể nhất trí."},
    "unit_minutes": {name: OF_A_LIST[name] for name in OF_A_LIST if name != "số_lượng"},
    "checking_sheet": OF_A_LIST
    | {"ngày_nhận": "08:30 ngày 05/8/2013", "nộp_muộn": "Thiên tai (hư cấu).", "văn_bản": "05/TTr-PM"},
    "decision_text": {
        "hình_thức": "Giấy khen", "người_ký": "Giám đốc Sở Mẫu", "số_lượng": COMMON["số_lượng"],
        "đối_tượng": "các tập thể, cá nhân", "thành_tích": "thành tích xuất sắc trong phong trào thi đua mẫu (hư cấu)",
        "đơn_vị_trình": "Chánh Văn phòng Sở",
    },
    "replacement_text": {
        "hình_thức": "Giấy khen", "người_ký": "Giám đốc Sở Mẫu", "số_lượng": COMMON["số_lượng"],
        "đối_tượng": "các tập thể, cá nhân", "thành_tích": "thành tích xuất sắc trong phong trào thi đua mẫu (hư cấu)",
        "đơn_vị_trình": "Chánh Văn phòng Sở", "quyết_định": "Quyết định số 05/QĐ-SM ngày 25 tháng 9 năm 2013",
        "lý_do": "họ tên của một cá nhân ghi sai dấu (hư cấu)", "nơi_đổi": "Văn phòng Sở Mẫu",
    },
    "revocation_text": {
        "hình_thức": "Giấy khen", "người_ký": "Giám đốc Sở Mẫu", "số_lượng": "01 cá nhân", "đối_tượng": "cá nhân",
        "đơn_vị_trình": "Chánh Văn phòng Sở", "quyết_định": "Quyết định số 05/QĐ-SM ngày 25 tháng 9 năm 2013",
        "điểm": "a", "hành_vi": "có hành vi gian dối trong việc kê khai công trạng, thành tích",
        "kết_luận": "số liệu trong báo cáo thành tích không đúng sự thật (hư cấu)", "nơi_thu_hồi": "Văn phòng Sở Mẫu",
    },
    "campaign_report": {name: COMMON[name] for name in COMMON if name != "số_lượng"}
    | {
        "tổng_kết": False, "kỳ_trước": "05/07/2013", "đánh_giá": "Các đơn vị hưởng ứng tích cực (hư cấu).",
        "tồn_tại": "Hai xã chưa kéo xong cáp quang (hư cấu).", "bài_học": "", "kiến_nghị": "",
    },
    "submission": COMMON
    | {
        "số_hồ_sơ": 7, "không_đề_nghị": 1, "nộp_muộn": 2, "không_đủ_điều_kiện": 1, "hình_thức": "Giấy khen",
        "ý_kiến": "Các đơn vị đã chọn đúng đối tượng.",
    },
}  # fmt: skip
BLOCKS: dict[str, dict[str, Block]] = {
    "unit_minutes": {"bảng biểu quyết": ROWS},
    "checking_sheet": {"bảng kiểm tra": ROWS},
    "campaign_report": {"bảng số liệu": ROWS},
}


def tried(kind: str, text: str) -> Words:
    """The wording with invented values. Raises documents.wording.BadWording, naming the line."""
    return filled(text, VALUES[kind], BLOCKS.get(kind))
