"""What a new plan may start from: nothing but a name and a period, or an older plan of the same body."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from campaigns.models import Campaign
from campaigns.plan.stated import NOT_STATED
from campaigns.plan.writing import SECTIONS, written
from organisation.models import Organisation, Unit
from organisation.selectors import standing_units

SILENT = NOT_STATED.value
OWN_SETTINGS = ("full_name", "superior", "place", "symbol", "head_title", "office_name", "office_head")
ISSUER, INSIDE, OUTSIDE = "CQ", "DVTT", "DVN"
FOR_THE_PAPERS = "Để soạn văn bản, quyết định của phong trào; theo danh bạ cơ quan."


@dataclass(frozen=True)
class Beginning:
    """What is asked for whatever a plan starts from."""

    code: str
    name: str
    first: date
    last: date

    @property
    def period(self) -> dict[str, Any]:
        """Its two ends as a plan words them."""
        return {
            "phrase": SILENT,
            "start": {"phrase": f"từ ngày {self.first:%d/%m/%Y}"},
            "end": {"phrase": f"đến hết ngày {self.last:%d/%m/%Y}"},
        }


def empty_plan(organisation: Organisation, beginning: Beginning) -> str:
    """The smallest plan that is whole: every unit that is not closed by then takes part, nothing is asked yet."""
    units = list(standing_units(organisation.pk, beginning.last).select_related("parent"))
    plan: dict[str, Any] = dict.fromkeys(SECTIONS, SILENT)
    outside = any(unit.is_external for unit in units)
    bodies = [INSIDE, *([OUTSIDE] if outside else [])]
    plan |= {
        "id": beginning.code, "origin": "real", "period": beginning.period, "amendments": [],
        "document": _document(organisation, beginning.name),
        "scope": {"phrase": organisation.name, "bodies": bodies, "subjects": ["TT", "CN"], "place": SILENT},
        "actors": list(_actors(organisation, outside)),
        "subjects": [
            {"id": "TT", "kind": "collective", "name": "Tập thể", "phrase": SILENT},
            {"id": "CN", "kind": "individual", "name": "Cá nhân", "phrase": SILENT},
        ],
        "conferral": dict.fromkeys(("ceremony", "bonus", "certificate_number", "results_published"), SILENT),
        "settings": {"organisation": _own_settings(organisation)},
        "units": [_unit(unit) for unit in units],
    }  # fmt: skip
    return written(plan)


def copied_plan(campaign: Campaign, beginning: Beginning) -> str:
    """The older plan under a new code, name and period; what dated it or points into its own text is left out.

    Units are called what the register calls them now. Days inside duties, targets and rounds stay as they were: whoever
    drafts sets them anew.
    """
    plan = {name: value for name, value in _without_lines(campaign.plan).items() if name in SECTIONS}
    names = dict(Unit.objects.filter(organisation=campaign.organisation_id).values_list("code", "name"))
    document = plan["document"] | {"number": SILENT, "issued": SILENT} | _named(beginning.name)
    plan |= {
        "id": beginning.code, "origin": "real", "source": SILENT, "period": beginning.period, "document": document,
        "outline": SILENT, "slips": SILENT, "amendments": SILENT,
        "units": [unit | {"name": names.get(unit["code"], unit["name"])} for unit in plan["units"]],
    }  # fmt: skip
    return written(plan)


def _named(name: str) -> dict[str, Any]:
    return {"subject": {"phrase": f"Phát động {name[:1].lower()}{name[1:]}"}, "campaign_names": [{"phrase": name}]}


def _document(organisation: Organisation, name: str) -> dict[str, Any]:
    return {
        "kind": {"phrase": "KẾ HOẠCH"}, "issuer": {"phrase": organisation.name}, "issued_by": ISSUER,
        "population": SILENT, "number": SILENT, "issued": SILENT, "place": organisation.place or SILENT, **_named(name),
    }  # fmt: skip


def _actors(organisation: Organisation, outside: bool) -> Iterator[dict[str, str]]:
    yield {"id": ISSUER, "kind": "issuer", "phrase": organisation.name, "role": "Ban hành kế hoạch"}
    head = organisation.head_title.capitalize() or "Thủ trưởng cơ quan"
    yield {"id": "TT1", "kind": "person", "phrase": head, "role": "Phê duyệt, khen thưởng", "heads": ISSUER}
    yield {"id": INSIDE, "kind": "internal_units", "phrase": "Các đơn vị trực thuộc", "role": "Thực hiện"}
    if outside:
        yield {"id": OUTSIDE, "kind": "external_units", "phrase": "Các đơn vị phối hợp", "role": "Thực hiện"}


def _own_settings(organisation: Organisation) -> dict[str, Any]:
    stated = {name: text for name in OWN_SETTINGS if (text := getattr(organisation, name))}
    office = organisation.office_name or "Văn phòng"
    return {"value": {"code": organisation.code, **stated}, "set_by": office, "why": FOR_THE_PAPERS}


def _unit(unit: Unit) -> dict[str, Any]:
    found: dict[str, Any] = {
        "code": unit.code, "name": unit.name, "short_name": unit.short_name or unit.name, "kind": unit.kind,
        "placement": "external" if unit.is_external else "internal", "source": "invented",
        "actors": [ISSUER if unit.is_body else OUTSIDE if unit.is_external else INSIDE],
    }  # fmt: skip
    return found | ({"parent": unit.parent.code} if unit.parent else {})


def _without_lines(value: Any) -> Any:
    """The same without the lines of a text that is left behind, and what later instruments made of its dates."""
    if isinstance(value, dict):
        return {name: _without_lines(one) for name, one in value.items() if name not in ("line", "moved")}
    return [_without_lines(one) for one in value] if isinstance(value, list) else value
