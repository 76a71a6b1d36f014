"""A signed decision and what follows it: copies, certificates, who is called up, the award register of its year."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings

from documents.certificate import Certificate, Certificates
from documents.decision import DecisionPaper
from documents.official import Letterhead, SignatureBlock
from documents.paper import Check, Copy, Paper
from documents.register import Called, Entry, PresentationList, Register
from nominations.models import Decision
from nominations.papers.decision import GROUPS, as_paper, lowered, signature_of
from nominations.papers.entries import amounts_by_line, recovered_by_line
from nominations.papers.heads import office_signature
from nominations.selectors import GRANTING
from nominations.states import DecisionKind, DecisionState
from organisation.models import SigningAuthority
from workflows.audit import history_of

REVOKED = "Quyết định đã hủy bỏ"


def decision_text(decision: Decision) -> Paper:
    """The decision with its list, to be edited or copied from; the signed file itself is another matter."""
    return as_paper(decision.paper).as_paper()


def as_signed(decision: Decision) -> DecisionPaper:
    """The decision's own paper, with where anybody checks it and the signature's hash.

    Both stand before the file is made, so that equal files come out.
    """
    signed = history_of(decision).filter(verb="sign").first()
    check = Check(f"{settings.SITE_URL}/check/{signed.hash}/", signed.hash) if signed else None
    return replace(as_paper(decision.paper), check=check)


def to_be_signed(decision: Decision) -> Paper:
    """The electronic original as its signer sees it: number and date are filled in behind the signature."""
    paper = as_signed(decision).as_paper()
    return replace(paper, letterhead=replace(paper.letterhead, number=None, date=None))


def certified_copy(
    decision: Decision,
    authority: SigningAuthority | None = None,
    *,
    day: date | None = None,
    number: int | None = None,
    recipients: Sequence[str] = ("Các tập thể, cá nhân có tên trong danh sách",),
) -> Paper:
    """Bản sao y on paper (Mẫu 3.1); what is not given is left for a pen.

    Nghị định 30/2020/NĐ-CP, Điều 25.1b and 27: printed from the electronic original, certified by whom the head
    entrusted with copies. Without an `authority` the head of the office signs: TL., as every paper of the body.
    """
    organisation = decision.organisation
    signature = office_signature(organisation, for_the_head=True)
    if authority:
        signature = SignatureBlock(**signature_of(organisation, authority))
    head = Letterhead("", organisation.name.upper(), f"SY-{organisation.symbol}", organisation.place, number, day)
    copied = Copy(head, signature, [*recipients, "Lưu: VT"])
    return replace(as_signed(decision).as_paper(), copy=copied)


def certificates(decision: Decision) -> Certificates:
    """One for each line, in the order of the list, numbered as in the register."""
    paper, first = as_paper(decision.paper), _entered_before(decision) + 1
    return Certificates(
        letterhead=paper.letterhead,
        authority=paper.authority,
        signature=paper.signature,
        certificates=[
            Certificate(
                name=row["name"],
                salutation=row["salutation"],
                position=row["position"],
                unit=row["unit"] if row["unit"] != row["name"] else "",
                achievement=_deed(decision),
                register_number=f"{number:02d}",
            )
            for number, row in enumerate(_rows_of(decision.paper), start=first)
        ],
    )


def presentation_list(decision: Decision) -> Paper:
    """Who is called up at the ceremony, collectives before individuals, with the number of each certificate."""
    first = _entered_before(decision) + 1
    return PresentationList(
        letterhead=as_paper(decision.paper).letterhead,
        subject=f"Trao thưởng theo Quyết định số {decision.notation}",
        called=[
            Called(f"{row['salutation']} {row['name']}".strip(), row["unit"], row["award"], 1, f"{number:02d}")
            for number, row in enumerate(_rows_of(decision.paper), start=first)
        ],
        signature=office_signature(decision.organisation),
    ).as_paper()


def award_register(decision: Decision) -> Paper:
    """Sổ khen thưởng of the decision's year: the lines of every decision of the body, by number."""
    letterhead = as_paper(decision.paper).letterhead
    of_the_year = Decision.objects.filter(organisation=decision.organisation_id, year=decision.year)
    signed = of_the_year.filter(kind__in=GRANTING).exclude(number=None)
    signed = signed.select_related("campaign").order_by("number")
    amounts = amounts_by_line(one for one in signed if not one.is_replaced)
    replaced, revoked, back = _replaced(decision), _revoked(decision), recovered_by_line(decision)
    entries: list[Entry] = []
    for one in signed:
        day = date.fromisoformat(one.paper["date"])
        for row in _rows_of(one.paper):
            line = (one.pk, *_who(row))
            over = REVOKED if one.state == DecisionState.REVOKED else revoked.get(line) or replaced.get(one.pk)
            said = (over, back.get(line))
            entries.append(
                Entry(
                    len(entries) + 1, one.notation, day, f"{row['salutation']} {row['name']}".strip(), row["unit"],
                    row["award"], _deed(one), amounts.get(line), note="; ".join(filter(None, said)),
                )
            )  # fmt: skip
    return Register(letterhead, decision.year, entries, office_signature(decision.organisation)).as_paper()


def _revoked(decision: Decision) -> dict[tuple[int | None, str, str], str]:
    """What became of single lines of the year's decisions: by decision, name and unit."""
    issued = Decision.objects.filter(organisation=decision.organisation_id, kind=DecisionKind.REVOCATION)
    issued = issued.filter(amends__year=decision.year, state=DecisionState.ISSUED).order_by("number")
    return {
        (one.amends_id, *_who(row)): f"Hủy bỏ theo Quyết định số {one.notation}"
        for one in issued
        for row in _rows_of(one.paper)
    }


def _replaced(decision: Decision) -> dict[int | None, str]:
    """By which decisions those of the year were replaced."""
    by = Decision.objects.filter(organisation=decision.organisation_id, kind=DecisionKind.REPLACEMENT)
    by = by.filter(amends__year=decision.year, amends__state=DecisionState.REPLACED).exclude(issued_at=None)
    return {one.amends_id: f"Được thay thế bằng Quyết định số {one.notation}" for one in by.defer("paper")}


def _who(row: dict[str, str]) -> tuple[str, str]:
    return row["name"], row["unit"]


def _rows_of(paper: dict[str, Any]) -> Iterator[dict[str, str]]:
    for kind, _noun, _heading in GROUPS:
        yield from paper["rows"][kind]


def _entered_before(decision: Decision) -> int:
    """How many lines the year's register holds before this decision's."""
    earlier = Decision.objects.filter(
        organisation=decision.organisation_id, year=decision.year, kind__in=GRANTING, number__lt=decision.number
    )
    return sum(len(rows) for paper in earlier.values_list("paper", flat=True) for rows in paper["rows"].values())


def _deed(decision: Decision) -> str:
    return f"Đã có thành tích xuất sắc trong {lowered(decision.campaign.name)}"
