"""What a nomination still lacks, by the settings of its campaign: shown while typing, and the guard of `submit`.

And what a decision lacks of its body, the guard of signing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from campaigns.states import SubjectKind
from documents.typesetting import unprintable
from nominations.models import ConsolidatedList, Nomination

REPORT_PARTS = ("overview", "achievements", "earlier_awards")
DEFAULT_PARTS = ("overview", "achievements")
PRINTED = ("full_name", "position", "sub_unit")
OF_THE_BODY = ("place", "symbol", "head_title", "office_head")


@dataclass(frozen=True)
class Missing:
    """A field to fill, and the words that ask for it."""

    field: str
    words: str


def unstated_for_decision(consolidated: ConsolidatedList) -> str:
    """Why the decision cannot be made: what neither plan nor office has stated of it. Empty when nothing lacks."""
    body, settings = consolidated.organisation, consolidated.campaign.settings
    lacking = [str(body._meta.get_field(name).verbose_name) for name in OF_THE_BODY if not getattr(body, name)]
    wanted = {"decision_bases": _("căn cứ"), "decision_recipients": _("nơi nhận")}
    lacking += [words for name, words in wanted.items() if not settings.get(name)]
    if not lacking:
        return ""
    words = _("Chưa đủ thông tin để lập quyết định: %(what)s. Hãy bổ sung ở phần settings của kế hoạch rồi nạp lại.")
    return words % {"what": "; ".join(lacking)}


def required_parts(settings: dict[str, Any]) -> tuple[str, ...]:
    """The parts of the achievement report that the office asks for in this campaign."""
    asked = settings.get("required_report_parts", DEFAULT_PARTS)
    return tuple(part for part in REPORT_PARTS if part in asked)


def missing_from(nomination: Nomination, *, settings: dict[str, Any]) -> list[Missing]:
    """Every gap at once, in the order of the form."""
    return [*_who(nomination), *_paper(nomination), *_award(nomination), *_report(nomination, settings)]


def _who(nomination: Nomination) -> Iterator[Missing]:
    if not nomination.full_name:
        yield Missing("full_name", _("Chưa ghi họ tên hoặc tên tập thể"))
    if nomination.kind == SubjectKind.INDIVIDUAL:
        if not nomination.honorific:
            yield Missing("honorific", _("Chưa chọn Ông/Bà"))
        if not nomination.position:
            yield Missing("position", _("Chưa ghi chức vụ hoặc công việc"))
        if nomination.is_leader is None:
            yield Missing("is_leader", _("Chưa chọn lãnh đạo hay người trực tiếp"))
    elif nomination.kind == SubjectKind.COLLECTIVE and not nomination.head_count:
        yield Missing("head_count", _("Chưa ghi số người của tập thể"))


def _paper(nomination: Nomination) -> Iterator[Missing]:
    """What the decision could not print is mended before anybody signs it."""
    for field in PRINTED:
        if characters := unprintable(getattr(nomination, field)):
            label = capfirst(Nomination._meta.get_field(field).verbose_name)
            words = _("%(label)s có ký tự không in được trên quyết định: %(characters)s")
            yield Missing(field, words % {"label": label, "characters": " ".join(characters)})


def _award(nomination: Nomination) -> Iterator[Missing]:
    if nomination.award_form is None:
        yield Missing("award_form", _("Chưa chọn hình thức khen thưởng"))
    elif not nomination.award_form.suits(nomination.kind):
        yield Missing("award_form", _("Hình thức khen thưởng không dành cho đối tượng này"))


def _report(nomination: Nomination, settings: dict[str, Any]) -> Iterator[Missing]:
    words = {
        "overview": _("Chưa viết phần sơ lược"),
        "achievements": _("Chưa viết phần thành tích đạt được"),
        "earlier_awards": _("Chưa ghi các hình thức đã được khen thưởng"),
    }
    for part in required_parts(settings):
        if not getattr(nomination, part).strip():
            yield Missing(part, words[part])
