"""Who issues a paper and who signs it: letterheads of units and of the office, and the names below."""

import re
from datetime import date
from typing import Any

from documents.official import Letterhead, SignatureBlock
from nominations.models import Dossier
from nominations.papers.decision import lowered
from organisation.models import Organisation, Unit
from organisation.selectors import holders_of, root_unit
from organisation.states import Role
from workflows import clock

_NUMBERED = re.compile(r"(?:Số:?\s*)?(\d{1,5})\s*/\s*(\S+)$", re.IGNORECASE)


def unit_letterhead(unit: Unit, *, symbol: str = "", day: date | None = None, place: bool = True) -> Letterhead:
    """A unit of the organisation stands under it; an enterprise outside issues its own papers."""
    organisation = unit.organisation
    found = _NUMBERED.match(symbol)
    return Letterhead(
        superior="" if unit.is_external else organisation.name.upper(),
        body=unit.name.upper(),
        symbol=found[2] if found else symbol,
        place=organisation.place if place else "",
        number=int(found[1]) if found and int(found[1]) else None,
        date=day,
    )


def office_letterhead(organisation: Organisation, symbol: str, *, place: bool = True) -> Letterhead:
    """The office as a unit of its organisation, its paper not yet numbered and dated."""
    body = organisation.office_name or "Văn phòng"
    return Letterhead(
        organisation.name.upper(), body.upper(), f"{symbol}-VP" if symbol else "", organisation.place if place else ""
    )


def body_letterhead(organisation: Organisation, symbol: str) -> Letterhead:
    """The organisation itself, its paper not yet numbered and dated."""
    return Letterhead(organisation.superior.upper(), organisation.name.upper(), symbol, organisation.place)


def unit_signature(unit: Unit) -> SignatureBlock:
    """The head of the unit, by name where one account holds that role."""
    return SignatureBlock(_only_name(Role.UNIT_HEAD, unit), ("THỦ TRƯỞNG ĐƠN VỊ",))


def office_signature(organisation: Organisation, *, for_the_head: bool = False) -> SignatureBlock:
    """The head of the office; `for_the_head` on a paper of the whole body: TL. (NĐ 30/2020, Điều 13.4)."""
    position = (organisation.office_head or "Chánh Văn phòng").upper().removesuffix(" SỞ")
    authority = f"TL. {organisation.head_title.upper()}" if for_the_head else None
    return SignatureBlock(_only_name(Role.OFFICE_HEAD, root_unit(organisation.pk)), (position,), authority)


def _only_name(role: str, unit: Unit) -> str:
    holders = list(holders_of(role, unit, clock.now())[:2])
    return holders[0].full_name if len(holders) == 1 else ""


def values_of(dossier: Dossier) -> dict[str, Any]:
    """What every wording about a unit's list may name."""
    campaign, unit = dossier.campaign, dossier.unit
    organisation = campaign.organisation
    return {
        "phong_trào": lowered(campaign.name),
        "đợt": dossier.round.name,
        "đơn_vị": unit.name,
        "cơ_quan": organisation.full_name or organisation.name,
        "người_đứng_đầu": organisation.head_title.capitalize(),
        "văn_phòng": organisation.office_name,
        "hạn_nộp": dossier.round.deadline_phrase,
    }
