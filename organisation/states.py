"""Words with a fixed meaning in this app: kinds of unit, roles, forms of signing authority."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    DEPARTMENT = "department", _("Sở, cơ quan chủ trì")
    OFFICE = "office", _("Văn phòng")
    DIVISION = "division", _("Phòng")
    INSPECTORATE = "inspectorate", _("Thanh tra")
    BOARD = "board", _("Ban")
    CENTRE = "centre", _("Trung tâm")
    ENTERPRISE = "enterprise", _("Doanh nghiệp")
    BRANCH = "branch", _("Chi nhánh")
    CLUSTER = "cluster", _("Cụm, khối thi đua")
    LOCALITY = "locality", _("Xã, phường")
    OTHER = "other", _("Đơn vị khác")


class Role(models.TextChoices):
    """Who a person is for a unit, an organisation (granted on its root unit) or a campaign."""

    UNIT_OFFICER = "unit_officer", _("Cán bộ đơn vị")
    UNIT_HEAD = "unit_head", _("Thủ trưởng đơn vị")
    OFFICE_REVIEWER = "office_reviewer", _("Chuyên viên Văn phòng Sở")
    OFFICE_HEAD = "office_head", _("Chánh Văn phòng Sở")
    COUNCIL_SECRETARY = "council_secretary", _("Thư ký Hội đồng")
    COUNCIL_MEMBER = "council_member", _("Thành viên Hội đồng")
    COUNCIL_CHAIR = "council_chair", _("Chủ tịch Hội đồng")
    DIRECTOR = "director", _("Giám đốc Sở")
    DEPUTY_DIRECTOR = "deputy_director", _("Phó Giám đốc Sở")
    RECORDS_CLERK = "records_clerk", _("Văn thư")
    PUBLISHER = "publisher", _("Phòng Quản lý Thông tin điện tử")
    AUDITOR = "auditor", _("Thanh tra, kiểm toán")
    ADMINISTRATOR = "administrator", _("Quản trị hệ thống")


class AuthorityForm(models.TextChoices):
    """How a signature stands for its office (Nghị định 30/2020/NĐ-CP, Điều 13)."""

    HEAD = "head", _("Người đứng đầu ký")
    KT = "kt", _("KT. – ký thay người đứng đầu")
    TM = "tm", _("TM. – thay mặt tập thể")
    TL = "tl", _("TL. – thừa lệnh")
    TUQ = "tuq", _("TUQ. – thừa ủy quyền")
    Q = "q", _("Q. – quyền người đứng đầu")


class Honorific(models.TextChoices):
    MR = "ong", _("Ông")
    MRS = "ba", _("Bà")


class MandateState(models.TextChoices):
    """How far an account is the account of a person who may act."""

    NEW = "new", _("Chưa vào sổ")
    INVITED = "invited", _("Đã mời")
    ACTIVE = "active", _("Đang dùng")
    DEACTIVATED = "deactivated", _("Đã ngừng dùng")
    WITHDRAWN = "withdrawn", _("Đã rút lời mời")


class Works(models.TextChoices):
    """What a document says of a day."""

    WORKING = "working", _("làm việc")
    OFF = "off", _("nghỉ")
    USUAL = "usual", _("như lịch thường")
