"""On what decisions that revoke or replace rest, whom an issued one names, what an import of past awards waits for."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from nominations.models import Decision, HistoryImport, Nomination, PastAward
from nominations.states import DecisionKind, DecisionState, Ground
from nominations.states import NominationState as N


def ungrounded_replacement(draft: Decision) -> Iterator[str]:
    """Why it may not be laid before the leaders, or signed."""
    if not draft.finding.strip():
        yield _("Phải nêu lý do thay thế quyết định.")
    if draft.amends.state != DecisionState.ISSUED:
        yield _("%(decision)s không còn hiệu lực để thay thế.") % {"decision": draft.amends}
    granted = Nomination.objects.filter(consolidated_list=draft.amends.consolidated_list_id, state=N.AWARDED)
    if not draft.lines or set(draft.lines) != set(granted.values_list("pk", flat=True)):
        yield _("Danh sách còn được khen thưởng theo %(decision)s đã thay đổi; hãy lập lại dự thảo.") % {
            "decision": draft.amends
        }


def ungrounded_revocation(revocation: Decision) -> Iterator[str]:
    """Why it may not be laid before the leaders, or signed."""
    if revocation.ground not in Ground.values or not revocation.finding.strip():
        yield _("Phải nêu căn cứ hủy bỏ theo Điều 93 khoản 2 Luật Thi đua, khen thưởng (điểm a, b, c hoặc d).")
    if revocation.amends.state != DecisionState.ISSUED:
        yield _("%(decision)s không còn hiệu lực để hủy bỏ.") % {"decision": revocation.amends}
    granted = Nomination.objects.filter(consolidated_list=revocation.amends.consolidated_list_id, state=N.AWARDED)
    if not revocation.lines or set(revocation.lines) - set(granted.values_list("pk", flat=True)):
        yield _("Chọn ít nhất một trường hợp còn được khen thưởng theo %(decision)s.") % {"decision": revocation.amends}


def replacement_of(act: Any) -> Decision | None:
    """The issued replacement that the act names, read once an act."""
    key = ("replacement", act.data.get("decision"))
    if key not in act.known:
        found = Decision.objects.filter(pk=key[1], kind=DecisionKind.REPLACEMENT, state=DecisionState.ISSUED)
        act.known[key] = found.defer("paper").first()
    return act.known[key]


def is_revoked_by(revocation: Decision, subject: Nomination | Decision) -> bool:
    """A decision is revoked once none of its lines is an award any more."""
    if isinstance(subject, Nomination):
        return subject.pk in revocation.lines
    awards = Nomination.objects.filter(consolidated_list=subject.consolidated_list_id, state=N.AWARDED)
    return subject.pk == revocation.amends_id and not awards.exists()


def is_compared_with_the_register(found: HistoryImport, act: Any) -> Iterator[str]:  # noqa: ARG001
    if not found.compared_at:
        yield _("Chưa chọn cột nào là gì. Hãy chọn cột rồi xem từng dòng.")
        return
    since = Q(brought_at__gt=found.compared_at) | Q(undone_at__gt=found.compared_at)
    if HistoryImport.objects.filter(since, organisation=found.organisation_id).exclude(pk=found.pk).exists():
        yield _("Sổ đã thay đổi sau khi so sánh tệp này. Hãy bấm “So sánh lại” rồi nhập.")


def brings_something(found: HistoryImport, act: Any) -> Iterator[str]:  # noqa: ARG001
    if found.compared_at and not found.taken:
        yield _("Chưa có dòng nào để nhập.")


def no_later_line_refers_to_it(found: HistoryImport, act: Any) -> Iterator[str]:  # noqa: ARG001
    """Lines of later files that were told to be of the same people would lose what they refer to."""
    people = PastAward.objects.filter(history=found.pk, stands=True).values("person")
    later = PastAward.objects.filter(person__in=people, stands=True, history__brought_at__gt=found.brought_at)
    count = later.exclude(history=found.pk).count()
    if count:
        words = _(
            "%(count)s dòng nhập sau đã được ghi là cùng người với dòng của tệp này. Hãy hoàn tác lần nhập đó trước."
        )
        yield words % {"count": count}
