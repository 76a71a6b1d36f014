"""A campaign's plan as the paper it was issued as (Kế hoạch, Mẫu 1.4): its own words, its recipients, its signer.

Of a plan whose text was not laid beside its file, the paper says what the plan states, section by section.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from campaigns.models import Campaign
from campaigns.plan.prose import Part, parts_of
from campaigns.plan.stated import NOT_STATED
from documents.official import Letterhead, SignatureBlock, punctuated
from documents.paper import NUMBER, ROMAN, Block, Column, Heading, Paper, Table, Text
from organisation.models import Organisation

SILENT = NOT_STATED.value
SERIES = "KH"  # kế hoạch: Nghị định 30/2020/NĐ-CP, Phụ lục III
STATE_NUMBER = re.compile(r"(\d+)/(\S+)$")
GROUND = re.compile(r"(Căn cứ|Thực hiện|Theo) .*;$")
Row = Mapping[str, Any]


def campaign_plan(campaign: Campaign) -> Paper:
    """What the copy of the plan lacks (number, day) stays open; what it says is printed to the letter."""
    plan, document = campaign.plan, campaign.plan.get("document", {})
    written = _as_written(plan)
    return Paper(
        letterhead=_letterhead(document, campaign.organisation),
        kind=_phrase(document, "kind").upper() or "KẾ HOẠCH",
        subject=_phrase(document, "subject") or campaign.name,
        grounds=[] if written else [f"Căn cứ {one['phrase']}" for one in _rows(plan, "bases")],
        body=written or _as_stated(plan),
        recipients=[one["phrase"] for one in _rows(plan, "recipients")],
        signatures=[_signature(plan.get("signatory", SILENT), campaign.organisation)],
    )


def _letterhead(document: Row, organisation: Organisation) -> Letterhead:
    number, issued, place = (_said(document.get(name)) for name in ("number", "issued", "place"))
    found = STATE_NUMBER.match(number)
    return Letterhead(
        superior=organisation.superior.upper(),
        body=organisation.name.upper(),
        symbol=found[2] if found else number or f"{SERIES}-{organisation.symbol}",
        place=place or organisation.place,
        number=int(found[1]) if found and int(found[1]) else None,
        date=date.fromisoformat(issued) if issued else None,
    )


def _signature(signatory: Row | str, organisation: Organisation) -> SignatureBlock:
    if isinstance(signatory, str):
        return SignatureBlock("", (organisation.head_title.upper(),))
    return SignatureBlock(signatory["name"], (signatory["position"],), _said(signatory["capacity"]) or None)


def _as_written(plan: Row) -> list[Block]:
    """The plan's text between its title and its recipients; nothing where it is not known where they stand."""
    if "text" not in plan:
        return []
    title = _lines([plan["document"]["kind"], plan["document"]["subject"]])
    end = _lines([*_rows(plan, "recipients"), *([] if plan["signatory"] == SILENT else [plan["signatory"]])])
    if not (title and end):
        return []
    parts = parts_of(plan["text"], max(title) + 1, min(end) - 1)
    return [_block(part) for part in parts if not part.text.startswith("Nơi nhận")]


def _block(part: Part) -> Block:
    if part.level:
        return Heading(part.text, part.level)
    return Text(part.text, lead=part.lead, look="italic" if GROUND.match(part.text) else "")


def _as_stated(plan: Row) -> list[Block]:
    """A part for each subject that the plan says something about, in the order offices write them."""
    names = _names(plan)
    parts = {
        "MỤC ĐÍCH, YÊU CẦU": _listed(row["phrase"] for key in ("purposes", "requirements") for row in _rows(plan, key)),
        "ĐỐI TƯỢNG, THỜI GIAN": _led({"Đối tượng": _phrase(plan, "scope"), "Thời gian": _phrase(plan, "period")}),
        "NỘI DUNG": _duties(plan, names),
        "CHỈ TIÊU": _targets(plan, names),
        "ĐỀ NGHỊ KHEN THƯỞNG": [*_rounds(plan), *_listed(row["phrase"] for row in _rows(plan, "criteria"))],
        "TỔ CHỨC THỰC HIỆN": _listed(_reported(row, names) for row in _rows(plan, "reports")),
    }
    body: list[Block] = []
    for number, title in zip(ROMAN, filter(parts.get, parts), strict=False):
        body += [Heading(f"{number}. {title}"), *parts[title]]
    return [*body, Text("Đề nghị các đơn vị có liên quan triển khai thực hiện.")]


def _duties(plan: Row, names: Mapping[str, str]) -> list[Block]:
    rows = [
        [str(number), row["what"], _owners(row["owners"], names), _when(row["deadline"])]
        for number, row in enumerate(_rows(plan, "duties"), start=1)
    ]
    columns = [NUMBER, Column("Nội dung", 3), Column("Thực hiện", 1.5), Column("Thời hạn", 1.5)]
    return [Table(columns, rows)] if rows else []


def _targets(plan: Row, names: Mapping[str, str]) -> list[Block]:
    rows = [
        [str(number), row["indicator"], row["phrase"], _owners(row["owners"], names), _when(row["deadline"])]
        for number, row in enumerate(_rows(plan, "targets"), start=1)
    ]
    columns = [
        NUMBER, Column("Chỉ tiêu", 2), Column("Mức", 2), Column("Thực hiện", 1.4), Column("Thời hạn", 1.4),
    ]  # fmt: skip
    return [Table(columns, rows)] if rows else []


def _rounds(plan: Row) -> list[Block]:
    forms = [row["name"] for row in _rows(plan, "award_forms")]
    found: dict[str, str] = {
        row["name"]: ", ".join(filter(None, [_said(row["phrase"]), _when(row["deadline"])]))
        for row in _rows(plan, "rounds")
    }
    return _led(found | {"Hình thức khen thưởng": ", ".join(forms)})


def _reported(row: Row, names: Mapping[str, str]) -> str:
    """ "Văn phòng Sở báo cáo Giám đốc Sở: kết quả các hoạt động" """
    receivers = f" {_owners(row['recipients'], names)}" if row["recipients"] != SILENT else ""
    return f"{_owners(row['senders'], names)} báo cáo{receivers}: {row['content']}"


def _listed(lines: Iterable[str]) -> list[Block]:
    return [Text(f"- {line}") for line in punctuated([line for line in lines if line != SILENT])]


def _led(lines: Mapping[str, str]) -> list[Block]:
    return [Text(f"{text}.".replace("..", "."), lead=f"{lead}:") for lead, text in lines.items() if _said(text)]


def _owners(owners: list[str] | str, names: Mapping[str, str]) -> str:
    if isinstance(owners, str):
        return "" if owners == SILENT else "Tất cả các đơn vị"
    return "; ".join(names.get(one, one) for one in owners)


def _when(deadline: Row | str) -> str:
    """The wording in force: the last instrument's that moved it."""
    if isinstance(deadline, str):
        return ""
    return _said([deadline, *deadline["moved"]][-1]["phrase"])


def _names(plan: Row) -> dict[str, str]:
    """What every body of the plan is called."""
    return {row["id"]: row["phrase"] for row in _rows(plan, "actors")} | {
        row["code"]: row["name"] for row in _rows(plan, "units")
    }


def _rows(plan: Row, section: str) -> list[Row]:
    rows = plan.get(section, SILENT)
    return [] if rows == SILENT else rows


def _phrase(row: Row, name: str) -> str:
    return _said(row.get(name, {}).get("phrase"))


def _lines(rows: Iterable[Row]) -> list[int]:
    return [line for row in rows if row["line"] != SILENT for line in row["line"]]


def _said(value: Any) -> str:
    return "" if value in (None, SILENT) else str(value)
