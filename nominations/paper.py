"""The decision as a paper: its wording, from the list as it is signed. `documents` sets it in type."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from campaigns.models import Campaign
from documents.decision import Annex, AnnexGroup, AnnexRow, DecisionPaper
from documents.official import Letterhead, SignatureBlock, written_count
from nominations.models import ConsolidatedList, Nomination
from nominations.states import NominationState
from organisation.models import Organisation, SigningAuthority
from organisation.states import Honorific

GROUPS = (
    ("collective", "tập thể", "Tên tập thể"),
    ("individual", "cá nhân", "Họ và tên"),
    ("household", "hộ gia đình", "Chủ hộ"),
)
COLUMNS = ("kind", "full_name", "honorific", "position", "sub_unit", "unit__name", "award_form__name")
ON_PAPER = {"kt": "KT.", "tm": "TM.", "tl": "TL.", "tuq": "TUQ.", "q": "Q."}  # the head alone signs without one


def decision_paper(
    consolidated: ConsolidatedList, *, symbol: str, authority: str, number: int | None = None, day: date | None = None
) -> dict[str, Any]:
    """Everything the decision says, as plain data to be kept with it. `authority` is a SigningAuthority's key."""
    organisation, campaign = consolidated.organisation, consolidated.campaign
    rows = _rows(consolidated.nominations.exclude(state=NominationState.DECLINED))
    counted = [f"{written_count(len(rows[kind])).zfill(2)} {noun}" for kind, noun, _heading in GROUPS if rows[kind]]
    forms = sorted({row["award"] for found in rows.values() for row in found})
    award = ", ".join(forms) or "Giấy khen"
    head = f"Giám đốc {organisation.full_name or organisation.name}"
    return {
        "superior": organisation.superior.upper(),
        "body": organisation.name.upper(),
        "symbol": symbol,
        "place": organisation.place,
        "number": number,
        "date": day.isoformat() if day else "",
        "subject": f"Về việc tặng {award} cho các tập thể, cá nhân có thành tích xuất sắc\n"
        f"trong {_lowered(campaign.name)}",
        "authority": f"{organisation.head_title} {(organisation.full_name or organisation.name).upper()}",
        "bases": _bases(campaign),
        "proposer": f"Theo đề nghị của Chánh {organisation.office_name}",
        "articles": _articles(campaign, award=award, head=head, counted=counted, office=organisation.office_name),
        "recipients": campaign.settings.get("decision_recipients")
        or [f"Như Điều {2 if len(counted) else 1}", "Lãnh đạo Sở", "Lưu: VT, TĐKT"],
        "signature": _signature(organisation, SigningAuthority.objects.select_related("holder").get(pk=authority)),
        "annex_title": "DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC TẶNG " + award.upper(),
        "issuer": head,
        "rows": rows,
    }


def _rows(nominations: QuerySet[Nomination]) -> dict[str, list[dict[str, str]]]:
    """Lines by kind; people by given name, collectives in the units' order."""
    found: dict[str, list[dict[str, str]]] = {kind: [] for kind, _noun, _heading in GROUPS}
    ordered = nominations.order_by("unit__position", "sort_key", "pk").values_list(*COLUMNS)
    for kind, name, honorific, position, sub_unit, unit, award in ordered:
        found[kind].append(
            {
                "name": name,
                "salutation": str(Honorific(honorific).label) if honorific and kind == "individual" else "",
                "position": position,
                "unit": f"{sub_unit}, {unit}" if sub_unit else unit,
                "award": award or "",
            }
        )
    return found


def _bases(campaign: Campaign) -> list[str]:
    return campaign.settings.get("decision_bases") or [
        "Căn cứ Luật Thi đua, khen thưởng",
        f"Thực hiện Kế hoạch {_lowered(campaign.name)}",
    ]


def _articles(campaign: Campaign, *, award: str, head: str, counted: list[str], office: str) -> list[str]:
    return [
        f"Tặng {award} của {head} cho {' và '.join(counted)} đã có thành tích xuất sắc trong "
        f"{_lowered(campaign.name)} (có danh sách kèm theo).",
        f"Chánh {office}, thủ trưởng các đơn vị liên quan và các tập thể, cá nhân có tên tại Điều 1 chịu trách nhiệm "
        "thi hành Quyết định này kể từ ngày ký.",
    ]


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _signature(organisation: Organisation, authority: SigningAuthority) -> dict[str, Any]:
    prefix = ON_PAPER.get(authority.form)
    return {
        "name": authority.holder.full_name,
        "position": [authority.position_title],
        "authority": f"{prefix} {authority.on_behalf_of or organisation.head_title}" if prefix else None,
    }


def as_paper(data: dict[str, Any], *, draft: bool = False) -> DecisionPaper:
    """The kept data as `documents` takes it."""
    return DecisionPaper(
        letterhead=Letterhead(
            superior=data["superior"],
            body=data["body"],
            symbol=data["symbol"],
            place=data["place"],
            number=data["number"],
            date=date.fromisoformat(data["date"]) if data["date"] else None,
        ),
        subject=data["subject"],
        authority=data["authority"],
        bases=data["bases"],
        proposer=data["proposer"],
        articles=data["articles"],
        recipients=data["recipients"],
        signature=SignatureBlock(**data["signature"]),
        annex=Annex(
            title=data["annex_title"],
            issuer=data["issuer"],
            groups=[
                AnnexGroup(kind=noun, name_heading=heading, rows=[AnnexRow(**row) for row in data["rows"][kind]])
                for kind, noun, heading in GROUPS
            ],
        ),
        draft=draft,
    )
