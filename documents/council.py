"""The papers of a council: invitation (Mẫu 1.7), ballot, minutes (Mẫu 1.9). The counting is in documents.ballots."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from documents.ballots import Nominee, VoteCount
from documents.official import Letterhead, SignatureBlock, punctuated, written_count, written_moment
from documents.paper import NUMBER, Block, Column, Paper, Table, Text

MARKING = "Đánh dấu X vào một trong hai cột của mỗi dòng; để trống cả hai cột là không có ý kiến."
SPOILT = "Phiếu đánh dấu cả hai cột ở một dòng{signed} là phiếu không hợp lệ."


@dataclass(frozen=True)
class Invitation:
    """Giấy mời: one sheet for all who are invited."""

    letterhead: Letterhead  # symbol "GM-HĐTĐKT"
    subject: str  # "Họp Hội đồng Thi đua - Khen thưởng"
    host: str  # "Hội đồng Thi đua - Khen thưởng Sở Thông tin và Truyền thông"
    guests: Sequence[str]
    occasion: str  # "phiên họp xét khen thưởng phong trào thi đua cao điểm năm 2013"
    chair: str
    begins: datetime
    venue: str
    signature: SignatureBlock
    recipients: Sequence[str]
    agenda: Sequence[str] = ()
    notes: Sequence[str] = ("Đề nghị các đại biểu đến dự đúng thành phần, thời gian.",)

    def as_paper(self) -> Paper:
        """Raises ValueError when nobody is invited."""
        if not self.guests:
            raise ValueError("Nobody is invited")
        first = f"{self.host} trân trọng kính mời:"
        guests = [Text(f"{first} {self.guests[0]}")] if len(self.guests) == 1 else [Text(first), *listed(self.guests)]
        return Paper(
            letterhead=self.letterhead,
            kind="GIẤY MỜI",
            subject=self.subject,
            body=[
                *guests,
                Text(f"Tới dự: {self.occasion}."),
                Text(f"Chủ trì: {self.chair}."),
                Text(f"Thời gian: {written_moment(self.begins)}."),
                Text(f"Địa điểm: {self.venue}."),
                *([Text("Nội dung:"), *listed(self.agenda)] if self.agenda else []),
                *map(Text, self.notes),
            ],
            recipients=self.recipients,
            signatures=[self.signature],
        )


@dataclass(frozen=True)
class Ballot:
    """Phiếu bầu (secret) or phiếu biểu quyết: the blank sheet that is copied. It has no place for a voter's name."""

    letterhead: Letterhead
    subject: str  # "Xét tặng Giấy khen …"
    nominees: Sequence[Nominee]
    secret: bool = True

    def as_paper(self) -> Paper:
        """Raises ValueError when there is nobody to vote on."""
        if not self.nominees:
            raise ValueError("There is nobody to vote on")
        columns = [NUMBER, Column("Họ và tên, tên tập thể", 2), Column("Đơn vị", 2), Column("Hình thức đề nghị", 1.3)]
        marks = [Column("Đồng ý", 0.8, "center"), Column("Không đồng ý", 0.8, "center")]
        rows = [
            [str(number), nominee.name, nominee.unit, nominee.award, "", ""]
            for number, nominee in enumerate(self.nominees, start=1)
        ]
        spoilt = SPOILT.format(signed=", có ký tên hoặc ghi tên người bỏ phiếu" if self.secret else "")
        return Paper(
            letterhead=unplaced(self.letterhead),
            kind="PHIẾU BẦU" if self.secret else "PHIẾU BIỂU QUYẾT",
            subject=self.subject,
            body=[Table([*columns, *marks], rows), Text(MARKING, look="italic"), Text(spoilt, look="italic")],
        )


@dataclass(frozen=True)
class Minutes:
    """Biên bản họp Hội đồng. With a `count`, its result and the rule it was judged by are part of them."""

    letterhead: Letterhead  # symbol "BB-HĐTĐKT"
    subject: str  # "Họp Hội đồng Thi đua - Khen thưởng"
    begins: datetime
    ends: datetime
    venue: str
    present: Sequence[str]
    chair: str
    secretary: str
    content: Sequence[Block | str]
    absent: Sequence[str] = ()  # "Bà Trần Thị Mẫu (đi công tác)"
    count: VoteCount | None = None
    conclusions: Sequence[str] = ()
    recipients: Sequence[str] = ("Như thành phần tham dự", "Lưu: VT, Hồ sơ")

    def as_paper(self) -> Paper:
        """Raises ValueError when the meeting ends before it begins, or as `count` does."""
        if self.ends < self.begins:
            raise ValueError(f"The meeting ends at {self.ends:%d/%m/%Y %H:%M}, before it begins")
        return Paper(
            letterhead=unplaced(self.letterhead, numbered=True),
            kind="BIÊN BẢN",
            subject=self.subject,
            body=[
                Text(f"Thời gian bắt đầu: {written_moment(self.begins)}."),
                Text(f"Địa điểm: {self.venue}."),
                *self._attendance(),
                Text(f"Chủ trì (chủ tọa): {self.chair}."),
                Text(f"Thư ký (người ghi biên bản): {self.secretary}."),
                Text("Nội dung (theo diễn biến cuộc họp):"),
                *(Text(part) if isinstance(part, str) else part for part in self.content),
                *self._result(),
                Text(f"Cuộc họp kết thúc vào {written_moment(self.ends)}"),
            ],
            recipients=self.recipients,
            signatures=[SignatureBlock(self.secretary, ("THƯ KÝ",)), SignatureBlock(self.chair, ("CHỦ TỌA",))],
        )

    def _attendance(self) -> list[Block]:
        here, away = len(self.present), len(self.absent)
        lines: list[Block] = [
            Text(f"Thành phần tham dự: có mặt {two(here)}/{two(here + away)} người."),
            *listed(self.present),
        ]
        return lines + ([Text(f"Vắng mặt {two(away)} người:"), *listed(self.absent)] if away else [])

    def _result(self) -> list[Block]:
        counted = [Text("Kết quả biểu quyết:", look="bold"), *self.count.result()] if self.count else []
        return counted + ([Text("Kết luận:", look="bold"), *map(Text, self.conclusions)] if self.conclusions else [])


def listed(lines: Sequence[str]) -> list[Block]:
    """A paragraph each: "- …;", the last with a full stop."""
    return [Text(f"- {line}") for line in punctuated(lines)]


def two(count: int) -> str:
    """3 → "03"."""
    return written_count(count).zfill(2)


def unplaced(letterhead: Letterhead, *, numbered: bool = False) -> Letterhead:
    """The letterhead without place and date, and without number unless `numbered`."""
    bare = replace(letterhead, place="", date=None)
    return bare if numbered else replace(bare, symbol="", number=None)
