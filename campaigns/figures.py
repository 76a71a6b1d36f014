"""Figures as people type them and as they are kept: exact, never below nought, two decimals at the most."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

FIGURE = re.compile(r"(\d{1,12})(?:[.,](\d+))?", re.ASCII)
MOST_DECIMALS = 2


def read_figure(text: str, *, ceiling: Decimal | None = None) -> Decimal:
    """The figure in "85", "85,5", "85.5" or "85 %". Raises ValueError, worded for people."""
    written = text.strip().removesuffix("%").strip()
    if re.fullmatch(r"[-−–]\s*\d[\d.,]*", written):
        raise ValueError(_("Kết quả không thể là số âm."))
    found = FIGURE.fullmatch(written)
    if not found:
        raise ValueError(_("“%(text)s” không phải là số. Hãy ghi số, ví dụ 85 hoặc 85,5.") % {"text": text.strip()})
    whole, decimals = found[1], found[2] or ""
    if len(decimals.rstrip("0")) > MOST_DECIMALS or len(decimals) == 3:
        raise ValueError(_("Chỉ ghi đến hai chữ số sau dấu phẩy, không dùng dấu chấm để ngăn hàng nghìn."))
    value = Decimal(f"{whole}.{decimals or 0}")
    if ceiling is not None and value > ceiling:
        raise ValueError(
            _("Kết quả tính bằng phần trăm của kế hoạch nên không quá %(most)s %%.") % {"most": as_text(ceiling)}
        )
    return value


def as_text(value: Decimal | None) -> str:
    """Always the same text for the same figure, whatever noughts the database hangs on it: "85.5", "100", "0"."""
    if value is None:
        return ""
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def mean(values: list[Decimal]) -> Decimal | None:
    """Each counted alike, rounded to two decimals; None of nothing."""
    return (sum(values, Decimal()) / len(values)).quantize(Decimal("0.01")) if values else None
