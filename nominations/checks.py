"""What the office looks at before it concludes on a nomination: each check asks one question and answers in words.

The checks inform; they decide nothing. The facts of a whole dossier are read at once, so a table costs the same
number of queries for one nomination or a hundred.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.permissions import UNIT, Roles
from nominations.completeness import missing_from
from nominations.models import Dossier, Nomination
from nominations.permissions import DECISION
from nominations.selectors import alike, nominations_for, totals
from organisation.models import User
from organisation.selectors import signers_of

OK, NOTE, WARN, BAD = "ok", "info", "warn", "bad"


@dataclass(frozen=True)
class Check:
    """The answer to one question; `records` are other nominations to read beside this one."""

    name: str
    label: str
    tone: str
    words: tuple[str, ...]
    records: tuple[Nomination, ...] = ()
    verb: str = ""  # the verb that would settle it

    @property
    def needs_care(self) -> bool:
        return self.tone in (WARN, BAD)


@dataclass(frozen=True)
class Facts:
    """What the checks of one dossier's nominations share."""

    dossier: Dossier
    roles: Roles
    forms: set[int]
    takes_part: bool
    namesakes: dict[str, list[Nomination]]
    copies: dict[str, list[Nomination]]
    figures: dict[str, int]
    people: dict[int | None, User]  # the reader's accounts and those who filed
    signers: list[User]  # who may sign the decision


def checks_of(dossier: Dossier, nominations: Sequence[Nomination], roles: Roles) -> dict[int, list[Check]]:
    """The checks of each nomination of the dossier, by its key, as the reader with these roles sees them."""
    facts = Facts(
        dossier=dossier,
        roles=roles,
        forms=set(dossier.campaign.award_forms.values_list("pk", flat=True)),
        takes_part=dossier.campaign.participations.filter(unit=dossier.unit_id).exists(),
        namesakes=_grouped(alike(nominations, roles, "search_key"), "search_key"),
        copies=_grouped(alike(nominations, roles, "report_key"), "report_key"),
        people=User.objects.in_bulk(roles.accounts | {nomination.filed_by_id for nomination in nominations} - {None}),
        signers=list(signers_of(dossier.organisation_id, document_type=DECISION, at=roles.at)),
        figures=totals(nominations_for(roles).filter(dossier=dossier).exclude(state="withdrawn")),
    )
    return {nomination.pk: [ask(nomination, facts) for ask in QUESTIONS] for nomination in nominations}


def _grouped(found: QuerySet[Nomination], key: str) -> dict[str, list[Nomination]]:
    groups = defaultdict(list)
    for nomination in found:
        groups[getattr(nomination, key)].append(nomination)
    return groups


def complete(nomination: Nomination, facts: Facts) -> Check:
    """Nothing is missing by the settings of the campaign."""
    gaps = missing_from(nomination, settings=facts.dossier.campaign.settings)
    words = tuple(f"{gap.words}." for gap in gaps) or (_("Đủ thông tin và các phần báo cáo bắt buộc."),)
    return Check("complete", _("Đầy đủ"), BAD if gaps else OK, words)


def award_form(nomination: Nomination, facts: Facts) -> Check:
    """The form asked for exists in this campaign, for this kind of nominee; and who decides it."""
    form = nomination.award_form
    if form is None:
        return Check("award_form", _("Hình thức"), BAD, (_("Chưa chọn hình thức khen thưởng."),))
    decided = _("%(form)s: %(decider)s quyết định.") % {"form": form.name, "decider": form.decider}
    faults = []
    if not form.suits(nomination.kind):
        faults.append(_("Không dành cho đối tượng này (chỉ cho: %(kinds)s).") % {"kinds": form.kinds_label.lower()})
    if facts.forms and form.pk not in facts.forms:
        faults.append(_("Không thuộc các hình thức của phong trào này."))
    return Check("award_form", _("Hình thức"), BAD if faults else OK, (*faults, decided))


def scope(nomination: Nomination, facts: Facts) -> Check:  # noqa: ARG001
    """The unit takes part in the campaign."""
    if facts.takes_part:
        return Check("scope", _("Phạm vi"), OK, (_("Đơn vị tham gia phong trào."),))
    return Check("scope", _("Phạm vi"), BAD, (_("Đơn vị không thuộc đối tượng của phong trào."),))


def same_name(nomination: Nomination, facts: Facts) -> Check:
    """No other nominee of the same kind bears the name in this campaign."""
    others = _others(nomination, facts.namesakes.get(nomination.search_key, ()))
    found = tuple(other for other in others if other.kind == nomination.kind)
    if not found:
        return Check("same_name", _("Trùng tên"), OK, (_("Không có đề nghị khác trùng tên trong phong trào."),))
    words = ngettext(
        "Có %(count)s đề nghị khác cùng tên trong phong trào.",
        "Có %(count)s đề nghị khác cùng tên trong phong trào.",
        len(found),
    ) % {"count": len(found)}
    return Check("same_name", _("Trùng tên"), WARN, (words,), found)


def same_report(nomination: Nomination, facts: Facts) -> Check:
    """The achievements are not another nominee's, copied (Thông tư 17/2019/TT-NHNN forbids it in its sector)."""
    found = tuple(_others(nomination, facts.copies.get(nomination.report_key, ())))
    label = _("Báo cáo sao chép")
    if not found:
        return Check("same_report", label, OK, (_("Phần thành tích không giống hệt của đề nghị nào khác."),))
    names = ", ".join(f"{other.full_name} ({other.unit})" for other in found[:5])
    words = _("Phần thành tích giống hệt báo cáo của: %(names)s.") % {"names": names}
    return Check("same_report", label, WARN, (words,), found)


def _others(nomination: Nomination, group: Sequence[Nomination]) -> Iterator[Nomination]:
    return (other for other in group if other.pk != nomination.pk)


def on_time(nomination: Nomination, facts: Facts) -> Check:  # noqa: ARG001
    """The dossier was first filed before its deadline."""
    dossier = facts.dossier
    if not dossier.is_late:
        return Check("on_time", _("Thời hạn"), OK, (_("Nộp đúng hạn."),))
    reason = _("Lý do: %(reason)s") % {"reason": dossier.late_reason}
    return Check("on_time", _("Thời hạn"), WARN, (_("Hồ sơ nộp muộn."), reason))


def conflict(nomination: Nomination, facts: Facts) -> Check:
    """Neither the reader's own case or unit, nor a nominee who filed the list that names them."""
    accounts = facts.roles.accounts
    found: list[tuple[str, str]] = []
    if any(nomination.bears_name_of(facts.people[account]) for account in accounts & facts.people.keys()):
        found.append((BAD, _("Người được đề nghị là chính ông/bà: người khác phải thẩm định.")))
    if nomination.filed_by_id in accounts:
        found.append((BAD, _("Ông/bà đã nộp hồ sơ này: người khác phải thẩm định.")))
    if nomination.unit_id in facts.roles.unit_ids(*UNIT):
        found.append((WARN, _("Đây là đề nghị của chính đơn vị ông/bà.")))
    filed_by = facts.people.get(nomination.filed_by_id)
    is_signers = any(nomination.bears_name_of(signer) for signer in facts.signers)
    if filed_by and nomination.bears_name_of(filed_by):
        found.append((WARN, _("Người ký nộp danh sách tự đề nghị cho mình; cần xem biên bản họp bình xét.")))
    elif is_signers:
        found.append((WARN, _("Trùng tên với lãnh đạo có quyền ký; nếu là người khác, hãy xác nhận chỉ trùng tên.")))
    label = _("Khách quan")
    if not found:
        return Check("conflict", label, OK, (_("Không có quan hệ lợi ích nào thấy được trên hệ thống."),))
    tone = BAD if any(tone == BAD for tone, _words in found) else WARN
    words = tuple(words for _tone, words in found)
    return Check("conflict", label, tone, words, verb="tell_apart" if is_signers else "")


def direct_workers(nomination: Nomination, facts: Facts) -> Check:  # noqa: ARG001
    """Mostly direct workers, as the law wants it (Luật Thi đua, khen thưởng 2022, Điều 5 khoản 2)."""
    figures = facts.figures
    words = _("Cá nhân của đơn vị: %(leaders)s lãnh đạo, %(direct)s người trực tiếp; %(women)s nữ.") % figures
    return Check("direct_workers", _("Cơ cấu"), WARN if figures["leaders"] > figures["direct"] else NOTE, (words,))


QUESTIONS: tuple[Callable[[Nomination, Facts], Check], ...] = (
    complete, award_form, scope, same_name, same_report, on_time, conflict, direct_workers,
)  # fmt: skip
