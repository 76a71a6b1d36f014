"""Invented accounts, one for each role and a few units. Who really signed the plan acts nowhere."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from organisation.models import Organisation, SigningAuthority, Unit, User
from organisation.services import appoint, mandates
from organisation.states import AuthorityForm, Role

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
PASSWORD = "thi-dua-2013"  # noqa: S105 - printed by make demo
NEW_YEAR = datetime(2013, 1, 1, tzinfo=LOCAL)
YEAR_END = datetime(2014, 1, 1, tzinfo=LOCAL)


@dataclass(frozen=True)
class Account:
    """One row of the table of accounts; an empty unit is the Sở itself."""

    username: str
    full_name: str
    honorific: str
    position: str
    role: Role
    unit: str = ""


ACCOUNTS = (
    Account("canbo.bcvt", "Vàng Thị Mỷ", "ba", "Chuyên viên", Role.UNIT_OFFICER, "PBCVT"),
    Account("truongphong.bcvt", "Nguyễn Hữu Khánh", "ong", "Trưởng phòng", Role.UNIT_HEAD, "PBCVT"),
    Account("canbo.cntt", "Lê Thu Hiền", "ba", "Chuyên viên", Role.UNIT_OFFICER, "PCNTT"),
    Account("truongphong.cntt", "Phạm Quốc Toản", "ong", "Trưởng phòng", Role.UNIT_HEAD, "PCNTT"),
    Account("canbo.baochi", "Giàng A Sình", "ong", "Chuyên viên", Role.UNIT_OFFICER, "PBCXB"),
    Account("truongphong.baochi", "Đỗ Thị Ngân", "ba", "Trưởng phòng", Role.UNIT_HEAD, "PBCXB"),
    Account("canbo.thanhtra", "Tẩn Láo Lở", "ong", "Thanh tra viên", Role.UNIT_OFFICER, "TTS"),
    Account("chanhthanhtra", "Hoàng Văn Quyết", "ong", "Chánh Thanh tra", Role.UNIT_HEAD, "TTS"),
    Account("canbo.trungtam", "Lù Thị Sen", "ba", "Viên chức", Role.UNIT_OFFICER, "TTCNTT"),
    Account("giamdoc.trungtam", "Bùi Đình Lâm", "ong", "Giám đốc Trung tâm", Role.UNIT_HEAD, "TTCNTT"),
    Account("canbo.viettel", "Trần Khánh Linh", "ba", "Nhân viên tổng hợp", Role.UNIT_OFFICER, "VIETTEL"),
    Account("giamdoc.viettel", "Ngô Xuân Trường", "ong", "Giám đốc Chi nhánh", Role.UNIT_HEAD, "VIETTEL"),
    Account("canbo.vienthong", "Sùng A Páo", "ong", "Nhân viên tổng hợp", Role.UNIT_OFFICER, "VTLC"),
    Account("giamdoc.vienthong", "Vũ Thanh Bình", "ong", "Giám đốc", Role.UNIT_HEAD, "VTLC"),
    Account("giamdoc.buudien", "Cao Thị Hạnh", "ba", "Giám đốc", Role.UNIT_HEAD, "BDLC"),
    Account("chuyenvien", "Nông Thị Hoài", "ba", "Chuyên viên Văn phòng Sở", Role.OFFICE_REVIEWER),
    Account("chuyenvien2", "Lý Seo Dìn", "ong", "Chuyên viên Văn phòng Sở", Role.OFFICE_REVIEWER),
    Account("chanhvp", "Đặng Minh Tuấn", "ong", "Chánh Văn phòng", Role.OFFICE_HEAD),
    Account("giamdoc", "Trịnh Hoài Nam", "ong", "Giám đốc Sở", Role.DIRECTOR),
    Account("phogiamdoc", "Lò Đức Thiện", "ong", "Phó Giám đốc Sở (hư cấu)", Role.DEPUTY_DIRECTOR),
    Account("vanthu", "Phan Thị Thủy", "ba", "Văn thư", Role.RECORDS_CLERK),
    Account("dangtin", "Mai Anh Dũng", "ong", "Chuyên viên", Role.PUBLISHER),
    Account("kiemtra", "Chảo Thị Pham", "ba", "Kiểm tra viên", Role.AUDITOR),
    Account("quantri", "Lương Đức Huy", "ong", "Quản trị hệ thống", Role.ADMINISTRATOR),
)


def invite(organisation: Organisation) -> None:
    """Makes the accounts with their roles and signing authorities; those that stand already stay as they are."""
    units = {unit.code: unit for unit in Unit.objects.filter(organisation=organisation)}
    root = next(unit for unit in units.values() if unit.parent_id is None and not unit.is_external)
    with transaction.atomic():
        for account in ACCOUNTS:
            appoint(_user(account, organisation), account.role, units.get(account.unit, root))
        director, deputy = (User.objects.get(username=name) for name in ("giamdoc", "phogiamdoc"))
        for kind in ("plan", "decision"):
            _authorise(director, kind, AuthorityForm.HEAD, "GIÁM ĐỐC", "Người đứng đầu cơ quan")
            basis = "Phân công nhiệm vụ lãnh đạo Sở năm 2013 (hư cấu)"
            _authorise(deputy, kind, AuthorityForm.KT, "PHÓ GIÁM ĐỐC", basis, until=YEAR_END)
        office_head, rules = User.objects.get(username="chanhvp"), "Quy chế công tác văn thư của Sở (hư cấu)"
        _authorise(office_head, "copy", AuthorityForm.TL, "CHÁNH VĂN PHÒNG", rules)
        keeper = User.objects.get(username="quantri")
        names = [account.username for account in ACCOUNTS]
        for user in User.objects.filter(username__in=names, mandate=None).order_by("pk"):
            mandates.enrol(user, actor=keeper)


def _user(account: Account, organisation: Organisation) -> User:
    user, is_new = User.objects.get_or_create(
        username=account.username,
        defaults={
            "organisation": organisation,
            "full_name": account.full_name,
            "honorific": account.honorific,
            "position": account.position,
        },
    )
    if is_new:
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
    return user


def _authorise(
    holder: User, kind: str, form: AuthorityForm, title: str, basis: str, until: datetime | None = None
) -> None:
    SigningAuthority.objects.get_or_create(
        organisation=holder.organisation,
        holder=holder,
        document_type=kind,
        defaults={
            "form": form,
            "position_title": title,
            "on_behalf_of": "" if form == AuthorityForm.HEAD else "GIÁM ĐỐC",
            "basis": basis,
            "valid_from": NEW_YEAR,
            "valid_to": until,
        },
    )
