"""The decision that replaces another, as a paper: the same awards, as they should have read."""

from datetime import date
from typing import Any

from django.utils.timezone import localtime

from documents.official import written_date
from nominations.models import Decision, Nomination
from nominations.papers.decision import drafted, framed, lowered, rows_of, title_of, values_of, wording_for
from organisation.models import SigningAuthority


def replacement_paper(
    replacement: Decision,
    *,
    authority: SigningAuthority | None,
    number: int | None = None,
    day: date | None = None,
) -> dict[str, Any]:
    """Everything the replacement says, as plain data to be kept with it, in the shape of `decision_paper`.

    Raises NotAllowed when the body's wording cannot be used.
    """
    rows = rows_of(Nomination.objects.filter(pk__in=replacement.lines), replacement.corrections)
    replaced = replacement.amends
    signed = localtime(replaced.signed_at).date()
    values = values_of(replacement.organisation, rows) | {
        "thành_tích": f"thành tích xuất sắc trong {lowered(replacement.campaign.name)}",
        "quyết_định": f"Quyết định số {replaced.notation} {written_date(signed)}",
        "lý_do": lowered(replacement.finding).rstrip("."),
        "nơi_đổi": f"Văn phòng {replacement.organisation.name}",
    }
    words = wording_for(replacement, "replacement_text", values)
    title = title_of(rows, values)
    return framed(replacement, words, rows, title=title, authority=authority, number=number, day=day)


def draft_of_replacement(replacement: Decision, *, authority: SigningAuthority | None) -> bytes:
    """The PDF of what signing would make now, marked as a draft. Raises NotAllowed when it cannot be printed."""
    return drafted(replacement_paper(replacement, authority=authority), replacement)
