"""What a campaign has come to, as figures that can be frozen: whole numbers and texts, the same on every screen."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from campaigns.figures import as_text
from campaigns.models import Campaign
from campaigns.monitoring import Burnup, Stand, burnups, standing, stands
from campaigns.shown import inspections
from campaigns.shown.progress import wanted
from campaigns.shown.words import number
from nominations.funnel import NOT_FILED, STEPS, funnel
from nominations.models import Nomination
from nominations.selectors import totals
from nominations.states import DossierState
from workflows import clock

PEOPLE = ("collectives", "individuals", "direct", "leaders", "women")


def figures_of(campaign: Campaign) -> dict[str, Any]:
    """Targets, duties, units and nominations as they stand; the number of queries does not depend on the rows."""
    found = stands(standing(campaign))
    filed = Nomination.objects.filter(campaign=campaign).exclude(state__in=NOT_FILED)
    counted = totals(filed)
    return {
        "targets": [_target(one) for one in burnups(campaign, found)],
        "duties": _duties([one for one in found if not one.task.is_target]),
        "units": _units(campaign),
        "inspections": inspections.figures_of(campaign, clock.now()),
        "nominations": funnel(filed),
        "people": {name: counted[name] for name in PEOPLE},
    }


def _target(one: Burnup) -> dict[str, Any]:
    return {
        "code": one.target.code, "title": one.target.title, "measure": one.target.measure,
        "wanted": wanted(one.target), "now": as_text(one.now), "said": as_text(one.said), "units": one.tally.units,
        "reached": one.tally.reached, "waiting": one.tally.waiting, "silent": one.tally.silent,
    }  # fmt: skip


def _duties(own: list[Stand]) -> dict[str, int]:
    """Each unit's each duty counts once; only what is verified is done."""
    return {
        "all": sum(one.tally.units for one in own),
        "done": sum(one.tally.reached for one in own),
        "waiting": sum(one.tally.waiting for one in own),
        "silent": sum(one.tally.silent for one in own),
    }


def _units(campaign: Campaign) -> dict[str, int]:
    proposes = Exists(Nomination.objects.filter(dossier=OuterRef("pk")))
    states = list(campaign.dossiers.values_list("unit_id", "state", proposes))
    filed = {unit for unit, state, _any in states if state != DossierState.DRAFT}
    # A closed dossier that proposes nobody was one that said so.
    ended = {unit for unit, state, any_ in states if state == DossierState.CLOSED and not any_}
    nil = ended | {unit for unit, state, _any in states if state == DossierState.NIL}
    units = set(campaign.participations.values_list("unit_id", flat=True))
    return {"all": len(units), "filed": len(filed - nil), "nil": len(nil), "silent": len(units - filed)}


@dataclass(frozen=True)
class Line:
    """One figure, as it was in the report before, and whether it grew; "" where there is nothing to compare with."""

    label: str
    value: str
    before: str = ""

    @property
    def changed(self) -> bool:
        return bool(self.before) and self.before != self.value


def lines_of(figures: dict[str, Any], before: dict[str, Any] | None = None) -> list[tuple[str, list[Line]]]:
    """The figures in words, section by section, each beside what the report before said of the same."""
    labels = {
        "duties": {
            "all": _("Nhiệm vụ đã giao"), "done": _("Đã hoàn thành, được xác nhận"),
            "waiting": _("Chờ Văn phòng xác nhận"), "silent": _("Chưa có báo cáo"),
        },
        "units": {
            "all": _("Đơn vị tham gia"), "filed": _("Đã gửi danh sách đề nghị"),
            "nil": _("Báo không có đề nghị"), "silent": _("Chưa gửi danh sách"),
        },
        "inspections": {
            "all": _("Cuộc kiểm tra đã lập"), "settled": _("Đã kết luận"),
            "to_mend": _("Đang phải khắc phục"), "overdue": _("Quá hạn khắc phục"),
        },
        "nominations": {step: label for step, (label, _states) in STEPS.items()},
        "people": {
            "collectives": _("Tập thể"), "individuals": _("Cá nhân"), "direct": _("Người trực tiếp"),
            "leaders": _("Lãnh đạo, quản lý"), "women": _("Nữ"),
        },
    }  # fmt: skip
    titles = {
        "duties": _("Nhiệm vụ"), "units": _("Đơn vị"), "inspections": _("Kiểm tra đơn vị"),
        "nominations": _("Đề nghị khen thưởng"),
        "people": _("Đối tượng đề nghị"),
    }  # fmt: skip
    known = {one["code"]: one for one in (before or {}).get("targets", ())}
    sections = [(_("Chỉ tiêu"), [_line_of(one, known.get(one["code"])) for one in figures["targets"]])]
    for part, named in labels.items():
        old = (before or {}).get(part, {})
        now = figures.get(part) or {}  # what was frozen may be older than the part
        lines = [Line(str(label), str(now[key]), str(old.get(key, ""))) for key, label in named.items() if key in now]
        sections.append((titles[part], lines))
    return [(title, lines) for title, lines in sections if lines]


def _line_of(target: dict[str, Any], before: dict[str, Any] | None) -> Line:
    label = f"{target['code']}. {target['title']}" + (f" ({target['wanted']})" if target["wanted"] else "")
    return Line(label, _reached(target), _reached(before) if before else "")


def _reached(target: dict[str, Any]) -> str:
    """What is verified, and how many units have done what the plan asks for."""
    words = _("%(now)s; %(reached)s/%(units)s đơn vị đạt")
    now = f"{number(target['now'])} {target['measure']}".strip()
    return words % {"now": now, "reached": target["reached"], "units": target["units"]}
