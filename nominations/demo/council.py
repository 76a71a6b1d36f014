"""A council and a pay list after the walkthrough: invented, for the plan gives the council no case and names no money.

Each of these papers says so under its name.
"""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from documents.ballots import Nominee, VoteCount, Votes, VotingRule
from documents.council import Ballot, Invitation, Minutes
from documents.money import BaseSalary, award_money
from documents.official import Letterhead, SignatureBlock, written_count
from documents.paper import Paper
from documents.register import Payment, PaymentList
from nominations.models import Decision
from nominations.papers.decision import GROUPS, lowered

INVENTED = "(số liệu hư cấu để trình diễn)"
CHAIR, SECRETARY = "Trịnh Hoài Nam", "Nông Thị Hoài"
MEMBERS = (
    f"Ông {CHAIR}, Giám đốc Sở, Chủ tịch Hội đồng",
    "Ông Lò Đức Thiện, Phó Giám đốc Sở, Phó Chủ tịch Hội đồng",
    "Ông Đặng Minh Tuấn, Chánh Văn phòng Sở, Ủy viên thường trực",
    "Ông Phạm Quốc Toản, Trưởng phòng Công nghệ thông tin, Ủy viên",
    "Ông Nguyễn Hữu Khánh, Trưởng phòng Bưu chính - Viễn thông, Ủy viên",
    "Bà Đỗ Thị Ngân, Trưởng phòng Báo chí - Xuất bản, Ủy viên",
    "Ông Hoàng Văn Quyết, Chánh Thanh tra, Ủy viên",
    f"Bà {SECRETARY}, Chuyên viên Văn phòng Sở, Ủy viên, Thư ký",
)
AWAY = ("Ông Bùi Đình Lâm, Giám đốc Trung tâm Công nghệ thông tin và Truyền thông (đi công tác)",)
INVITED, BEGINS, ENDS = date(2013, 8, 16), datetime(2013, 8, 21, 8, 0), datetime(2013, 8, 21, 10, 45)
COUNTED = datetime(2013, 8, 21, 9, 50)
VENUE = "Phòng họp số 1, trụ sở Sở Thông tin và Truyền thông"
RULE = VotingRule(Fraction(7, 10), quorum=Fraction(2, 3), source="Quy chế hoạt động của Hội đồng (hư cấu), Điều 6")
BASE = BaseSalary(date(2013, 7, 1), 1_150_000, "Nghị định số 66/2013/NĐ-CP")
MULTIPLIERS = {"individual": Decimal("0.3"), "collective": Decimal("0.6")}  # Nghị định 91/2017/NĐ-CP, Điều 73
ARCHIVED = "Lưu: VT, HĐTĐKT"


def invitation(decision: Decision) -> Paper:
    """Giấy mời (Mẫu 1.7) to the meeting."""
    return Invitation(
        letterhead=replace(_letterhead(decision, "GM"), number=2, date=INVITED),
        subject=f"Họp Hội đồng Thi đua - Khen thưởng\n{INVENTED}",
        host="Hội đồng Thi đua - Khen thưởng Sở Thông tin và Truyền thông",
        guests=["Các thành viên Hội đồng", "Tổ thư ký giúp việc Hội đồng"],
        occasion=f"phiên họp xét tặng {_aim(decision)}",
        chair=MEMBERS[0],
        begins=BEGINS,
        venue=VENUE,
        agenda=["Văn phòng Sở báo cáo kết quả thẩm định hồ sơ", "Hội đồng thảo luận, bỏ phiếu kín"],
        signature=SignatureBlock(CHAIR, ("CHỦ TỊCH",), "TM. HỘI ĐỒNG"),
        recipients=["Như trên", ARCHIVED],
    ).as_paper()


def ballot(decision: Decision) -> Paper:
    """The secret ballot on the decision's nominees."""
    nominees = [nominee for _kind, nominee in _nominees(decision)]
    return Ballot(_letterhead(decision), f"Xét tặng {_aim(decision)}\n{INVENTED}", nominees).as_paper()


def count(decision: Decision) -> Paper:
    """Biên bản kiểm phiếu."""
    return _counted(decision).as_paper()


def minutes(decision: Decision) -> Paper:
    """Biên bản họp Hội đồng (Mẫu 1.9), the count in it."""
    return Minutes(
        letterhead=replace(_letterhead(decision, "BB"), number=2),
        subject=f"Họp Hội đồng Thi đua - Khen thưởng\n{INVENTED}",
        begins=BEGINS,
        ends=ENDS,
        venue=VENUE,
        present=MEMBERS,
        absent=AWAY,
        chair=CHAIR,
        secretary=SECRETARY,
        content=[
            "Chánh Văn phòng Sở báo cáo kết quả thẩm định hồ sơ; các thành viên thảo luận từng trường hợp.",
            "Hội đồng bỏ phiếu kín; Ban kiểm phiếu công bố kết quả.",
        ],
        count=_counted(decision),
        conclusions=["Hội đồng nhất trí đề nghị Giám đốc Sở tặng Giấy khen cho các trường hợp được thông qua."],
    ).as_paper()


def payment_list(decision: Decision) -> Paper:
    """What each award would bring by the base salary of that day, rounded up to ten thousands."""
    payments = [
        Payment(nominee.name, nominee.unit, nominee.award, award_money(MULTIPLIERS[kind], BASE), _basis(kind))
        for kind, nominee in _nominees(decision)
    ]
    office = SignatureBlock("Đặng Minh Tuấn", ("CHÁNH VĂN PHÒNG",))
    return PaymentList(
        letterhead=Letterhead(decision.paper["superior"], decision.paper["body"], "", decision.paper["place"]),
        subject=f"Chi tiền thưởng kèm theo Quyết định số {decision.notation}\n{INVENTED}",
        payments=payments,
        signatures=[SignatureBlock(SECRETARY, ("NGƯỜI LẬP",)), office],
    ).as_paper()


def _counted(decision: Decision) -> VoteCount:
    """All but the last ballot agree to every third nominee; to the others all do."""
    here = len(MEMBERS)
    votes = [
        Votes(nominee, here - (place % 3 == 0), int(place % 3 == 0))
        for place, (_kind, nominee) in enumerate(_nominees(decision))
    ]
    return VoteCount(
        letterhead=_letterhead(decision),
        subject=f"Kiểm phiếu xét tặng {_aim(decision)}\n{INVENTED}",
        counted=COUNTED,
        venue=VENUE,
        team=["Hoàng Văn Quyết", "Đỗ Thị Ngân"],
        members=here + len(AWAY),
        present=here,
        issued=here,
        collected=here,
        valid=here,
        invalid=0,
        votes=votes,
        rule=RULE,
    )


def _letterhead(decision: Decision, series: str = "") -> Letterhead:
    """A council numbers its papers in a series of its own (NĐ 30/2020, Phụ lục I, II.3a)."""
    symbol = f"{series}-HĐTĐKT" if series else ""
    return Letterhead(decision.paper["body"], "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG", symbol, decision.paper["place"])


def _nominees(decision: Decision) -> list[tuple[str, Nominee]]:
    return [
        (kind, Nominee(f"{row['salutation']} {row['name']}".strip(), _beyond(row), row["award"]))
        for kind, _noun, _heading in GROUPS
        for row in decision.paper["rows"][kind]
    ]


def _beyond(row: dict[str, str]) -> str:
    """The unit of a nominee, unless that is who is named."""
    return row["unit"] if row["unit"] != row["name"] else ""


def _aim(decision: Decision) -> str:
    """ "Giấy khen phong trào thi đua …" """
    return f"{_nominees(decision)[0][1].award} {lowered(decision.campaign.name)}"


def _basis(kind: str) -> str:
    """ "0,3 × 1.150.000" """
    return f"{str(MULTIPLIERS[kind]).replace('.', ',')} × {written_count(BASE.amount)}"


INVENTED_PAPERS = {
    "council_invitation": invitation,
    "council_ballot": ballot,
    "council_count": count,
    "council_minutes": minutes,
    "payment_list": payment_list,
}
