"""Invented inspections of July 2013, and where they stand on Monday 5 August: concluded, mended, overdue, announced."""

from datetime import date, datetime, time
from typing import Any

from campaigns.models import Campaign, Inspection
from campaigns.services import inspections
from nominations.demo.acts import who
from nominations.demo.people import LOCAL
from organisation.models import User
from workflows import clock

NOTE = "(Dữ liệu hư cấu để trình diễn.)"
MATTER = f"Việc phát động, giao chỉ tiêu và thực hiện báo cáo của đợt thi đua. {NOTE}"
GROUP = "Người Hư Cấu A, Chánh Văn phòng, trưởng đoàn\nNgười Hư Cấu B, chuyên viên, thành viên"
MENDED = f"Đã giao chỉ tiêu đến từng đài trạm, gửi báo cáo tháng 7 ngày 25/7. {NOTE}"


def tell(campaign: Campaign) -> None:
    """Three units on 10 July, one more on 8 August."""
    with clock.moved_to(_at(date(2013, 7, 4))):
        looked_at = announced(campaign, ("PCNTT", "VIETTEL", "VTLC"), day=date(2013, 7, 10))
    with clock.moved_to(_at(date(2013, 7, 11))):
        sound = {"findings": f"Đã phát động, giao chỉ tiêu đầy đủ. {NOTE}", "to_mend": "", "mend_by": None}
        lessons = f"Giao chỉ tiêu bằng văn bản ngay khi phát động. {NOTE}"
        _write(looked_at["PCNTT"], who("chuyenvien"), **sound, lessons=lessons)
        settled(looked_at["PCNTT"])
        for code in ("VIETTEL", "VTLC"):
            found(looked_at[code], mend_by=date(2013, 7, 31))
    with clock.moved_to(_at(date(2013, 7, 26))):
        mended(looked_at["VIETTEL"], officer="canbo.viettel", head="giamdoc.viettel")
    with clock.moved_to(_at(date(2013, 8, 2))):
        announced(campaign, ("TTCNTT",), day=date(2013, 8, 8))


def announced(campaign: Campaign, codes: tuple[str, ...], *, day: date) -> dict[str, Inspection]:
    """The inspections by the code of their unit."""
    units = [row.unit for row in campaign.participations.filter(unit__code__in=codes).select_related("unit")]
    written = {"matter": MATTER, "planned_on": day, "inspectors": GROUP}
    made = inspections.plan(campaign, units, written, actor=who("chuyenvien"))
    for one in made:
        inspections.announce(one, actor=who("chanhvp"))
    return {one.unit.code: one for one in made}


def found(inspection: Inspection, *, mend_by: date) -> None:
    """Something has to be mended by that day."""
    wanted = {
        "findings": f"Đã phát động; chưa giao chỉ tiêu đến từng bộ phận, báo cáo chậm. {NOTE}",
        "to_mend": "Giao chỉ tiêu đến từng bộ phận.\nGửi báo cáo tiến độ tháng 7.",
    }
    _write(inspection, who("chuyenvien"), **wanted, mend_by=mend_by, lessons="")
    inspections.record_findings(inspection, actor=who("chanhvp"))


def mended(inspection: Inspection, *, officer: str, head: str) -> None:
    _write(inspection, who(officer), follow_up=MENDED)
    inspections.mend(inspection, actor=who(head))


def settled(inspection: Inspection) -> None:
    inspections.settle(inspection, actor=who("chanhvp"))


def _write(inspection: Inspection, actor: User, **written: Any) -> None:
    now = Inspection.objects.get(pk=inspection.pk)
    inspections.write(now, written, actor=actor, seen=(now.version, now.content_hash))


def _at(day: date) -> datetime:
    return datetime.combine(day, time(10), tzinfo=LOCAL)
