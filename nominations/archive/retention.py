"""How long a file is kept (thời hạn bảo quản) and until when: read from retention.json, which names its source."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.timezone import localdate

from campaigns.models import AwardForm, Campaign
from campaigns.states import CampaignState
from workflows.audit import history_of

RULES = json.loads(Path(__file__).with_name("retention.json").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Retention:
    """One class of the table. `years` is None for what is kept for ever (vĩnh viễn)."""

    code: str
    title: str
    years: int | None

    @property
    def words(self) -> str:
        """As the forms write it: Nghị định 30/2020/NĐ-CP, Phụ lục V, I.4."""
        return f"{self.years:02d} năm" if self.years is not None else "Vĩnh viễn"

    def until(self, ended: date | None) -> date | None:
        """The last day; None for what is kept for ever, and while the work has not ended."""
        return date(ended.year + self.years, 12, 31) if ended and self.years is not None else None


CLASSES = {
    code: Retention(code, rule["title"], rule["years"]) for code, rule in RULES["classes"].items()
}  # fmt: skip


def retention_of(forms: Iterable[AwardForm]) -> Retention:
    """That of the highest award among the forms: a file is kept as long as its longest part."""
    found = [_class_of(form) for form in forms] or [CLASSES["head"]]
    return max(found, key=_length)


def longest(classes: Iterable[Retention]) -> Retention:
    return max(classes, key=_length)


def _length(retention: Retention) -> float:
    return float("inf") if retention.years is None else retention.years


def _class_of(form: AwardForm) -> Retention:
    """By who decides; where the plan only says that it is not this body's head, the longer period is the safe one."""
    for code, rule in RULES["classes"].items():
        if any(word.casefold() in form.decider.casefold() for word in rule["deciders"]):
            return CLASSES[code]
    return CLASSES["head" if form.decided_here else "ministry_province"]


def ended_on(campaign: Campaign) -> date | None:
    """The day on which the work ended: the campaign was concluded or cancelled. None while it goes on."""
    if campaign.state not in (CampaignState.CONCLUDED, CampaignState.ARCHIVED, CampaignState.CANCELLED):
        return None
    ends = history_of(campaign).filter(verb__in=("conclude", "cancel")).order_by("-seq").first()
    return localdate(ends.at) if ends else None


def handed_over_by(ended: date | None) -> date | None:
    """The last day to hand the file over to the body's archive (Nghị định 30/2020/NĐ-CP, Điều 30.2b)."""
    if ended is None:
        return None
    year = ended.year + RULES["handed_over_within_years"]
    return ended.replace(year=year, day=28) if (ended.month, ended.day) == (2, 29) else ended.replace(year=year)
