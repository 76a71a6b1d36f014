"""The decision as a paper: its wording, from the list as it is signed. `documents` sets it in type."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from documents.decision import Annex, AnnexGroup, AnnexRow, DecisionPaper, render_decision
from documents.official import Letterhead, SignatureBlock, written_count
from documents.paper import Block, Text
from documents.typesetting import MissingGlyph
from documents.wording import BadWording
from nominations.completeness import unstated_for_decision
from nominations.models import ConsolidatedList, Decision, Nomination
from nominations.papers.wordings import Words, words_for
from nominations.states import NominationState
from organisation.models import Organisation, SigningAuthority
from organisation.states import AuthorityForm
from workflows.errors import NotAllowed

SERIES = "QĐ"  # quyết định: Nghị định 30/2020/NĐ-CP, Phụ lục III
GROUPS = (
    ("collective", "tập thể", "Tên tập thể"),
    ("individual", "cá nhân", "Họ và tên"),
    ("household", "hộ gia đình", "Chủ hộ"),
)
COLUMNS = ("pk", "kind", "full_name", "honorific", "position", "sub_unit", "unit__name", "award_form__name")
IN_ORDER = ("unit__position", "unit_id", "sort_key", "pk")  # the units' own order, then by given name
ON_PAPER = {"kt": "KT.", "tm": "TM.", "tl": "TL.", "tuq": "TUQ."}  # the head signs without one; Q. see signature_of
SALUTATIONS = {"ong": "Ông", "ba": "Bà"}  # on paper always in Vietnamese, whatever language the signer reads


def decision_paper(
    consolidated: ConsolidatedList,
    *,
    authority: SigningAuthority | None,
    number: int | None = None,
    day: date | None = None,
) -> dict[str, Any]:
    """Everything the decision says, as plain data to be kept with it.

    Mẫu 1.2 of Nghị định 30/2020/NĐ-CP, Phụ lục III. Whoever signs, the issuing authority is the head's. Without
    `authority` (a draft nobody has come to sign) the head's own place stays open.
    """
    organisation, campaign = consolidated.organisation, consolidated.campaign
    rows = rows_of(consolidated.nominations.exclude(state=NominationState.DECLINED))
    values = values_of(organisation, rows) | {"thành_tích": f"thành tích xuất sắc trong {lowered(campaign.name)}"}
    words = wording_for(consolidated, "decision_text", values)
    return framed(consolidated, words, rows, title=title_of(rows, values), authority=authority, number=number, day=day)


def title_of(rows: dict[str, list[dict[str, str]]], values: dict[str, str]) -> str:
    """Of the list of those who are honoured."""
    return f"Danh sách {_nouns(rows)} được tặng {values['hình_thức']}"


def values_of(organisation: Organisation, rows: dict[str, list[dict[str, str]]]) -> dict[str, str]:
    """What the wording of every decision may say of its list and of who signs."""
    forms = sorted({row["award"] for found in rows.values() for row in found})
    return {
        "hình_thức": ", ".join(forms),
        "người_ký": _head_of(organisation),
        "số_lượng": _joined([f"{written_count(len(found)).zfill(2)} {noun}" for found, noun in _filled(rows)]),
        "đối_tượng": f"{_plural(rows)}{_nouns(rows)}",
        "đơn_vị_trình": organisation.office_head,
    }


def _head_of(organisation: Organisation) -> str:
    return f"{organisation.head_title.capitalize()} {organisation.full_name or organisation.name}"


def framed(
    subject: ConsolidatedList | Decision,
    words: Words,
    rows: dict[str, list[dict[str, str]]],
    *,
    title: str,
    authority: SigningAuthority | None,
    number: int | None,
    day: date | None,
) -> dict[str, Any]:
    """What is around the words: letterhead, bases, signature, recipients, and the list of that title."""
    organisation, campaign = subject.organisation, subject.campaign
    return {
        "superior": organisation.superior.upper(),
        "body": organisation.name.upper(),
        "symbol": symbol_of(organisation),
        "place": organisation.place,
        "number": number,
        "date": day.isoformat() if day else "",
        "subject": words.subject,
        "authority": _head_of(organisation).upper(),
        "bases": [*campaign.settings.get("decision_bases", []), *words.grounds],
        "proposer": f"Theo đề nghị của {organisation.office_head}",
        "articles": articles_of(words.body),
        "recipients": words.recipients or campaign.settings.get("decision_recipients", []),
        "signature": signature_of(organisation, authority),
        "annex_title": title.upper(),
        "issuer": _head_of(organisation),
        "rows": rows,
    }


def wording_for(subject: ConsolidatedList | Decision, kind: str, values: dict[str, str]) -> Words:
    """Subject and articles in the body's own wording. Raises NotAllowed, in words, when that cannot be used."""
    try:
        return words_for(subject.organisation, kind, values)
    except BadWording as fault:
        words = _("Mẫu lời văn của văn bản này có lỗi. %(fault)s Hãy báo Văn phòng sửa mẫu.") % {"fault": fault}
        raise NotAllowed([words], subject=subject) from fault


def articles_of(body: Sequence[Block]) -> list[str]:
    """The articles, each with the paragraphs that follow it on lines of their own; without an article, one."""
    found: list[str] = []
    for block in body:
        if not isinstance(block, Text):
            continue
        if block.lead or not found:
            found.append(block.text)
        else:
            found[-1] += f"\n{block.text}"
    return found


def symbol_of(organisation: Organisation) -> str:
    """What follows the number: "QĐ-STTTT"."""
    return f"{SERIES}-{organisation.symbol}"


def signature_of(organisation: Organisation, authority: SigningAuthority | None) -> dict[str, Any]:
    """Box 7: by what authority, in which position, by name (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.7).

    KT., TL. and TUQ. stand before the head's position, the signer's own on the next line; TM. before the name of the
    collective; Q. before the position that the signer acts in, on one line.
    """
    head = organisation.head_title.upper()
    if authority is None:
        return {"name": "", "position": [head], "authority": None}
    name, position = authority.holder.full_name, authority.position_title.upper()
    if authority.form == AuthorityForm.Q:
        return {"name": name, "position": [f"Q. {head}"], "authority": None}
    prefix = ON_PAPER.get(authority.form)
    whole = organisation.name if authority.form == AuthorityForm.TM else head
    line = f"{prefix} {(authority.on_behalf_of or whole).upper()}" if prefix else None
    return {"name": name, "position": [position], "authority": line}


def rows_of(
    nominations: QuerySet[Nomination], corrections: Mapping[str, Mapping[str, Sequence[str]]] | None = None
) -> dict[str, list[dict[str, str]]]:
    """Lines by kind, in the order of the paper, with what a replacement puts right (`Decision.corrections`)."""
    found: dict[str, list[dict[str, str]]] = {kind: [] for kind, _noun, _heading in GROUPS}
    for line in nominations.order_by(*IN_ORDER).values(*COLUMNS):
        corrected = (corrections or {}).get(str(line["pk"]), {})
        found[line["kind"]].append(_row_of(line | {name: now for name, (_was, now) in corrected.items()}))
    return found


def _row_of(line: dict[str, Any]) -> dict[str, str]:
    unit = line["unit__name"]
    return {
        "name": line["full_name"],
        "salutation": SALUTATIONS.get(line["honorific"], "") if line["kind"] == "individual" else "",
        "position": line["position"],
        "unit": f"{line['sub_unit']}, {unit}" if line["sub_unit"] else unit,
        "award": line["award_form__name"] or "",
    }


def _filled(rows: dict[str, list]) -> list[tuple[list, str]]:
    return [(rows[kind], noun) for kind, noun, _heading in GROUPS if rows[kind]]


def _nouns(rows: dict[str, list]) -> str:
    return ", ".join(noun for _found, noun in _filled(rows)) or "tập thể, cá nhân"


def _plural(rows: dict[str, list]) -> str:
    return "" if sum(map(len, rows.values())) == 1 else "các "


def _joined(words: list[str]) -> str:
    """ "a", "a và b", "a, b và c" """
    return " và ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def lowered(text: str) -> str:
    """A name within a sentence; an abbreviation stays as it is."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def draft_of(consolidated: ConsolidatedList, *, authority: SigningAuthority | None) -> bytes:
    """The PDF of what signing would make now, marked as a draft. Raises NotAllowed when it cannot be printed."""
    if why := unstated_for_decision(consolidated):
        raise NotAllowed([why], subject=consolidated)
    data = decision_paper(consolidated, authority=authority)
    if not any(data["rows"].values()):
        raise NotAllowed([_("Danh sách không còn dòng nào để lập dự thảo quyết định.")], subject=consolidated)
    return drafted(data, consolidated)


def drafted(data: dict[str, Any], subject: ConsolidatedList | Decision) -> bytes:
    """The PDF of the data, marked as a draft. Raises NotAllowed when a character cannot be printed."""
    try:
        return render_decision(as_paper(data, draft=True))
    except MissingGlyph as fault:
        words = _("Phông chữ của văn bản không có ký tự %(characters)s trong: %(texts)s.")
        named = {"characters": ", ".join(fault.characters), "texts": "; ".join(fault.texts)}
        raise NotAllowed([words % named], subject=subject) from fault


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
