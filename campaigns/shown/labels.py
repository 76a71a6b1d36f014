"""What each section and each field of a plan is called. A test asks for every field of the schema."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SECTIONS = {
    "document": _("Văn bản"),
    "outline": _("Bố cục của kế hoạch"),
    "bases": _("Căn cứ"),
    "amendments": _("Văn bản sửa đổi"),
    "commemorations": _("Ngày kỷ niệm"),
    "purposes": _("Mục đích"),
    "requirements": _("Yêu cầu"),
    "themes": _("Chủ đề thi đua"),
    "period": _("Thời gian thi đua"),
    "scope": _("Phạm vi, đối tượng"),
    "subjects": _("Đối tượng khen thưởng"),
    "rounds": _("Đợt đăng ký, đề nghị"),
    "award_forms": _("Hình thức khen thưởng"),
    "quotas": _("Chỉ tiêu khen thưởng"),
    "criteria": _("Tiêu chuẩn"),
    "papers": _("Hồ sơ"),
    "council": _("Hội đồng"),
    "conferral": _("Trao thưởng"),
    "duties": _("Nhiệm vụ"),
    "targets": _("Chỉ tiêu"),
    "events": _("Sự kiện"),
    "parent": _("Kế hoạch cấp trên"),
    "children": _("Kế hoạch chi tiết"),
    "reports": _("Chế độ báo cáo"),
    "publications": _("Công bố"),
    "actors": _("Cơ quan, đơn vị, cá nhân liên quan"),
    "units": _("Đơn vị tham gia"),
    "recipients": _("Nơi nhận"),
    "signatory": _("Người ký"),
    "slips": _("Chỗ nghi sai sót của bản sao"),
}
LABELS: dict[str, Any] = {
    "Plan.id": _("Mã kế hoạch"), "origin": _("Nguồn gốc"), "source": _("Bản gốc để đối chiếu"),
    "actor": _("Là"), "actors": _("Đứng tên cho"), "also": _("Cũng ghi là"), "anniversary": _("Ngày kỷ niệm"),
    "audience": _("Người đọc"), "audience_actors": _("Gồm những ai"), "authority": _("Thẩm quyền ký"),
    "award_forms": _("Hình thức khen thưởng"), "ballot": _("Cách biểu quyết"), "baseline": _("Gốc so sánh"),
    "bases": _("Căn cứ"), "basis": _("Văn bản"), "bodies": _("Cơ quan, đơn vị"), "bonus": _("Tiền thưởng"),
    "by": _("Thực hiện"), "campaign_names": _("Tên gọi đợt thi đua"), "capacities": _("Tư cách"),
    "capacity": _("Thể thức ký"), "ceremony": _("Lễ trao tặng"), "certificate_number": _("Số vào sổ"),
    "channel": _("Nơi đăng"), "code": _("Mã"), "commemorations": _("Kỷ niệm"), "composition": _("Thành phần"),
    "content": _("Nội dung"), "copies": _("Số bản"), "counted_at": _("Cách tính thời điểm nộp"),
    "deadline": _("Thời hạn"), "decider": _("Người quyết định"), "decision": _("Thời gian quyết định"),
    "definition": _("Định nghĩa"), "detailed_plan": _("Kế hoạch chi tiết"), "duties": _("Nhiệm vụ"),
    "duty": _("Nhiệm vụ, sự kiện"), "each": _("Mỗi đơn vị một chỉ tiêu"), "end": _("Kết thúc"),
    "event": _("Sự kiện"), "first": _("Ngày gốc"), "follows": _("Tiếp theo"), "forms": _("Hình thức"),
    "frequency": _("Định kỳ"), "full_name": _("Tên đầy đủ"), "head_title": _("Chức vụ người đứng đầu"),
    "heads": _("Đứng đầu"), "honours": _("Kỷ niệm"), "interval": _("Khoảng cách"), "issued": _("Ngày ban hành"),
    "issued_by": _("Đứng tên ban hành"), "issuer": _("Cơ quan ban hành"), "issuer_actor": _("Là"),
    "issuing_body_box": _("Tên cơ quan ở đầu văn bản"), "kind": _("Loại"), "launched_by": _("Nơi phát động"),
    "led_by": _("Đơn vị đứng đầu"), "level": _("Cấp"), "measure": _("Đơn vị đo"), "meeting": _("Họp"),
    "members": _("Thành viên"),
    "name": _("Tên"), "national_header": _("Quốc hiệu, tiêu ngữ"), "nominators": _("Đơn vị đề nghị"),
    "number": _("Số, ký hiệu"), "of": _("Tính trên"), "office_head": _("Người đứng đầu đơn vị thường trực"),
    "office_name": _("Đơn vị thường trực"), "opens": _("Bắt đầu nhận"), "organisers": _("Đơn vị tổ chức"),
    "out_of": _("Tính trên"), "owners": _("Thực hiện"), "parent": _("Trực thuộc"), "part_of": _("Thuộc"),
    "parts": _("Gồm"), "percent": _("Tỷ lệ"), "phrase": _("Nguyên văn"), "place": _("Địa bàn"),
    "placement": _("Vị trí"), "plan": _("Mã kế hoạch"), "population": _("Gửi tới"), "position": _("Chức vụ"),
    "precedes": _("Trước việc"), "purpose": _("Về việc"), "quorum": _("Số dự họp tối thiểu"),
    "ratio": _("Tỷ lệ"), "recipients": _("Bên nhận"), "reference": _("Dẫn chiếu"), "replaces": _("Thay thế"),
    "required": _("Bắt buộc"), "results_published": _("Công khai kết quả"), "role": _("Vai trò"),
    "round": _("Đợt"), "rounds": _("Đợt"), "route": _("Trình tự"), "seal": _("Dấu"), "senders": _("Bên gửi"),
    "serves": _("Phục vụ việc"), "short_name": _("Tên viết tắt"), "span": _("Khoảng thời gian"),
    "start": _("Bắt đầu"), "style": _("Kiểu đánh số"), "subject": _("Trích yếu"), "subjects": _("Đối tượng"),
    "superior": _("Cơ quan cấp trên"), "suspected": _("Có lẽ là"), "symbol": _("Chữ viết tắt trong số, ký hiệu"),
    "targets": _("Chỉ tiêu"), "threshold": _("Tỷ lệ tán thành"), "through": _("Qua"), "timing": _("Khi nào"),
    "to": _("Gửi đến"), "total": _("Tổng số"), "unit_kinds": _("Loại đơn vị"), "value": _("Mức"), "verb": _("Bước"),
    "count": _("Số lượng"), "indicator": _("Chỉ tiêu"), "title": _("Tiêu đề"), "what": _("Nội dung"),
    "when": _("Thời gian"), "why": _("Vì"), "years": _("Số năm"), "days": _("Số ngày"),
    "Document.kind": _("Loại văn bản"), "Document.place": _("Địa danh"), "Body.place": _("Địa danh"),
    "Body.code": _("Mã cơ quan"), "Instrument.kind": _("Loại văn bản"), "Reference.place": _("Chỗ dẫn"),
    "Recipient.purpose": _("Gửi để"), "Unit.source": _("Nguồn gốc"), "Quota.operator": _("Số lượng"),
    "Target.operator": _("Mức cần đạt"), "Publication.content": _("Nội dung đăng"),
    "setting.organisation": _("Cơ quan, để soạn quyết định"), "setting.award_forms": _("Hình thức khen thưởng"),
    "setting.quotas": _("Chỉ tiêu khen thưởng"), "setting.papers": _("Hồ sơ của đơn vị"),
    "setting.report_parts": _("Các phần của báo cáo thành tích"), "setting.late_lists": _("Danh sách nộp muộn"),
    "setting.nil_returns": _("Báo không có đề nghị"), "setting.counted_at": _("Cách tính thời điểm nộp"),
    "setting.provisional_results": _("Đề nghị theo kết quả tạm tính"), "setting.council_step": _("Bước Hội đồng"),
    "setting.collective_definition": _("Thế nào là tập thể"), "setting.report_interval": _("Khoảng cách báo cáo"),
    "setting.publication_interval": _("Khoảng cách cập nhật tin"),
    "setting.assignments": _("Giao việc chưa có người thực hiện"), "setting.annex_order": _("Thứ tự phụ lục"),
    "setting.bonus": pgettext_lazy("thiết đặt", "Tiền thưởng"), "setting.results_published": _("Công khai kết quả"),
    "setting.decision_bases": _("Căn cứ của quyết định"), "setting.decision_recipients": _("Nơi nhận quyết định"),
}  # fmt: skip


def label_of(record: type, field: str) -> Any:
    """The field's name in the words of its record, or of one that it extends, or of all."""
    for cls in record.__mro__:
        if found := LABELS.get(f"{cls.__name__}.{field}"):
            return found
    return LABELS[field]
