"""The decision that revokes awards, as a paper: Luật Thi đua, khen thưởng 2022, Điều 93."""

from datetime import date
from typing import Any

from django.utils.timezone import localtime

from documents.official import written_date
from nominations.models import Decision, Nomination
from nominations.papers.decision import drafted, framed, rows_of, values_of, wording_for
from nominations.states import Ground
from organisation.models import SigningAuthority

ACTS = {  # as a clause of an article, always in Vietnamese
    Ground.FALSE_DECLARATION: "có hành vi gian dối trong việc kê khai công trạng, thành tích",
    Ground.FALSE_FILE: "cung cấp thông tin sai sự thật hoặc làm giả hồ sơ, giấy tờ để được khen thưởng",
    Ground.UNLAWFUL_APPRAISAL: "thẩm định, xét, duyệt, đề nghị khen thưởng trái quy định của pháp luật",
    Ground.VIOLATION: "có kết luận của cơ quan có thẩm quyền về vi phạm trong thời gian tính thành tích",
}


def revocation_paper(
    revocation: Decision,
    *,
    authority: SigningAuthority | None,
    number: int | None = None,
    day: date | None = None,
) -> dict[str, Any]:
    """Everything the revocation says, as plain data to be kept with it, in the shape of `decision_paper`.

    Raises NotAllowed when the body's wording cannot be used.
    """
    rows = rows_of(Nomination.objects.filter(pk__in=revocation.lines))
    amended = revocation.amends
    signed = localtime(amended.signed_at).date()
    values = values_of(revocation.organisation, rows) | {
        "quyết_định": f"Quyết định số {amended.notation} {written_date(signed)}",
        "điểm": revocation.ground,
        "hành_vi": ACTS[Ground(revocation.ground)],
        "kết_luận": revocation.finding,
        "nơi_thu_hồi": f"Văn phòng {revocation.organisation.name}",
    }
    words = wording_for(revocation, "revocation_text", values)
    title = f"Danh sách bị hủy bỏ việc tặng {values['hình_thức']}"
    return framed(revocation, words, rows, title=title, authority=authority, number=number, day=day)


def draft_of_revocation(revocation: Decision, *, authority: SigningAuthority | None) -> bytes:
    """The PDF of what signing would make now, marked as a draft. Raises NotAllowed when it cannot be printed."""
    return drafted(revocation_paper(revocation, authority=authority), revocation)
