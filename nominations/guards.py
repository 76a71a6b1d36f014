"""Why a step must wait: each guard `(subject, act)` yields reasons a person can read; all are shown together."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from campaigns.selectors import UNSIGNED
from campaigns.states import CampaignState, LatePolicy
from nominations import consulting, distribution, grounds, overruling
from nominations.completeness import missing_from, unstated_for_decision
from nominations.models import (
    ConsolidatedList,
    Decision,
    Dossier,
    Erasure,
    LegalHold,
    Nomination,
    Original,
    Publication,
    Recovery,
    UnitLetter,
)
from nominations.models.dossier import has_newcomers
from nominations.states import (
    NOT_FILED,
    AttachmentKind,
    DecisionState,
    DossierState,
    ListState,
    OriginalState,
)
from nominations.states import NominationState as N
from organisation.permissions import accounts_of_actor
from organisation.selectors import holders_in
from organisation.states import Role
from workflows.audit import history_of
from workflows.models import AuditEvent
from workflows.rules import moment

MINUTES = AttachmentKind.MINUTES
IN_FORCE = (N.APPROVED, N.AWARDED)
RUNNING = (*UNSIGNED, CampaignState.APPROVED, CampaignState.LAUNCHED, CampaignState.NOMINATIONS_CLOSED)
LEFT_THE_PATH = (N.DRAFT, N.WITHDRAWN, N.INELIGIBLE, N.DECLINED, N.REVOKED)
UNDECIDED = (N.SUBMITTED, N.UNDER_REVIEW, N.RETURNED)


def campaign_is_open(dossier: Dossier, act: Any) -> Iterator[str]:
    if dossier.returned_at and not has_newcomers(act.items):
        return  # what the office sent back may always come again
    if not dossier.campaign.accepts_nominations:
        yield _("Phong trào không còn nhận đề nghị (trạng thái: %(state)s).") % {
            "state": dossier.campaign.get_state_display()
        }


def has_nominations(dossier: Dossier, act: Any) -> Iterator[str]:  # noqa: ARG001
    if not dossier.nominations.exclude(state=N.WITHDRAWN).exists():
        yield _("Danh sách chưa có đề nghị nào. Nếu đơn vị không đề nghị ai, hãy báo “Không có đề nghị”.")


def has_no_nominations(dossier: Dossier, act: Any) -> Iterator[str]:  # noqa: ARG001
    count = dossier.nominations.exclude(state=N.WITHDRAWN).count()
    if count:
        yield _("Danh sách đang có %(count)s đề nghị; hãy xóa trước khi báo “Không có đề nghị”.") % {"count": count}


def has_letter(dossier: Dossier, act: Any) -> Iterator[str]:  # noqa: ARG001
    if not dossier.letter_number:
        yield _("Chưa ghi số, ký hiệu văn bản đề nghị của đơn vị.")
    if not dossier.letter_date:
        yield _("Chưa ghi ngày của văn bản đề nghị.")


def is_filled_in(dossier: Dossier, act: Any) -> Iterator[str]:
    """Whatever would go along if the list were filed now."""
    moving = dossier.nominations.filter(state__in=(N.DRAFT, N.RETURNED)).select_related("award_form", "campaign")
    for nomination in moving.order_by("pk"):
        yield from is_complete(nomination, act)


def presented(dossier: Dossier) -> AuditEvent | None:
    """The last thing that happened to the list, if that was its presentation to the head and it says the same still."""
    last = history_of(dossier).last() if dossier.event_seq else None
    return last if last and last.verb == "present" and last.version == dossier.version else None


def is_not_presented_yet(dossier: Dossier, act: Any) -> Iterator[str]:  # noqa: ARG001
    if last := presented(dossier):
        yield _("%(name)s đã trình thủ trưởng danh sách này lúc %(at)s; từ đó chưa có gì thay đổi.") % {
            "name": last.actor.display_name, "at": moment(last.at)
        }  # fmt: skip


def unit_has_a_head(dossier: Dossier, act: Any) -> Iterator[str]:
    if not holders_in([dossier.unit_id], [Role.UNIT_HEAD], act.at):
        yield _("%(unit)s chưa có tài khoản thủ trưởng để xác nhận và nộp; hãy liên hệ %(office)s.") % {
            "unit": dossier.unit.name, "office": dossier.organisation.office_name,
        }  # fmt: skip


def lateness_is_accepted(dossier: Dossier, act: Any) -> Iterator[str]:
    if _is_late(dossier, act) and dossier.round.late_policy == LatePolicy.REFUSE:
        yield _("Đã quá hạn (%(phrase)s); đợt này không nhận hồ sơ nộp muộn.") % {
            "phrase": dossier.round.deadline_phrase
        }


def _is_late(dossier: Dossier, act: Any) -> bool:
    return dossier.is_late_at(act.at, newcomers=has_newcomers(act.items))


def lateness_is_explained(dossier: Dossier, act: Any) -> Iterator[str]:
    yield from lateness_is_accepted(dossier, act)
    if _is_late(dossier, act) and dossier.round.late_policy != LatePolicy.REFUSE and not act.reason:
        yield _("Đã quá hạn (%(phrase)s); hãy ghi lý do nộp muộn.") % {"phrase": dossier.round.deadline_phrase}


def is_complete(nomination: Nomination, act: Any) -> Iterator[str]:
    settings = act.known.setdefault(("settings", nomination.campaign_id), None)
    if settings is None:
        settings = act.known[("settings", nomination.campaign_id)] = nomination.campaign.settings
    for gap in missing_from(nomination, settings=settings):
        yield f"{nomination.full_name or nomination.code}: {gap.words[0].lower()}{gap.words[1:]}."


def own_case_has_minutes(nomination: Nomination, act: Any) -> Iterator[str]:
    """A head may file a list that names the head, as units do, but only as the unit's meeting decided it."""
    is_own = any(nomination.bears_name_of(account) for account in accounts_of_actor(act))
    if is_own and not nomination.dossier.attachments.filter(kind=MINUTES).exists():
        yield _(
            "%(name)s: ông/bà nộp danh sách có tên mình; hãy đính kèm biên bản họp bình xét của đơn vị, hoặc để "
            "cấp phó nộp."
        ) % {"name": nomination.full_name}


def was_filed(nomination: Nomination, act: Any) -> Iterator[str]:  # noqa: ARG001
    if not nomination.event_seq:
        yield _("Đề nghị này chưa nộp lần nào; hãy xóa khỏi danh sách thay vì rút.")


def nobody_reviews(dossier: Dossier, act: Any) -> Iterator[str]:
    if dossier.reviewer_id and dossier.reviewer_id not in act.roles.accounts:
        yield _("%(name)s đang thẩm định hồ sơ này.") % {"name": dossier.reviewer.display_name}


def something_to_mend(dossier: Dossier, act: Any) -> Iterator[str]:  # noqa: ARG001
    if not dossier.nominations.filter(state=N.RETURNED).exists():
        yield _("Chưa có đề nghị nào được đánh dấu trả lại để sửa.")
    undecided = dossier.nominations.filter(state=N.UNDER_REVIEW).count()
    if undecided:
        yield _("Còn %(count)s đề nghị chưa thẩm định; hãy thẩm định hết rồi trả lại một lần.") % {"count": undecided}


def all_nominations_decided(dossier: Dossier, act: Any) -> Iterator[str]:  # noqa: ARG001
    for nomination in dossier.nominations.filter(state__in=UNDECIDED).order_by("pk"):
        yield _("%(name)s: %(state)s, chưa có kết luận.") % {
            "name": nomination.full_name, "state": nomination.get_state_display()
        }  # fmt: skip


def dossier_is_under_review(nomination: Nomination, act: Any) -> Iterator[str]:  # noqa: ARG001
    if nomination.dossier.state != DossierState.RECEIVED:
        yield _("Hồ sơ của đơn vị đã thẩm định xong hoặc đã trả lại.")


def dossier_is_checked(nomination: Nomination, act: Any) -> Iterator[str]:  # noqa: ARG001
    if nomination.dossier.state != DossierState.CHECKED:
        yield _("%(name)s: hồ sơ của đơn vị chưa thẩm định xong.") % {"name": nomination.full_name}


def award_is_decided_here(nomination: Nomination, act: Any) -> Iterator[str]:  # noqa: ARG001
    form = nomination.award_form
    if form is None or not form.decided_here:
        why = form.why_elsewhere if form else _("chưa chọn hình thức khen thưởng.")
        yield f"{nomination.full_name}: {why}"


def campaign_stands(subject: Nomination | ConsolidatedList, act: Any) -> Iterator[str]:  # noqa: ARG001
    if subject.campaign.state == CampaignState.CANCELLED:
        yield _("Phong trào đã bị hủy, không tổng hợp, trình hay ký khen thưởng được nữa.")


def list_is_open(nomination: Nomination, act: Any) -> Iterator[str]:
    target = act.known.get("list")
    if target is None:
        target = act.known["list"] = ConsolidatedList.objects.select_for_update().get(pk=act.data["consolidated_list"])
    if not target.is_open or target.campaign_id != nomination.campaign_id:
        yield _("Danh sách tổng hợp đã trình, không thêm được.")


def has_lines(consolidated: ConsolidatedList, act: Any) -> Iterator[str]:  # noqa: ARG001
    if not consolidated.nominations.exists():
        yield _("Danh sách tổng hợp chưa có đề nghị nào.")


def has_lines_to_approve(consolidated: ConsolidatedList, act: Any) -> Iterator[str]:  # noqa: ARG001
    if not act.items:
        yield _("Mọi dòng đã bị gạch; hãy trả lại danh sách cho Văn phòng thay vì ký.")


def lines_are_decided_here(consolidated: ConsolidatedList, act: Any) -> Iterator[str]:
    """The plan may have changed since the list was compiled."""
    lines = consolidated.nominations.exclude(state=N.DECLINED).exclude(award_form__decided_here=True)
    for nomination in lines.select_related("award_form").order_by("pk"):
        yield from award_is_decided_here(nomination, act)


def decision_is_stated(consolidated: ConsolidatedList, act: Any) -> Iterator[str]:  # noqa: ARG001
    if why := unstated_for_decision(consolidated):
        yield why


def list_awaits_signature(nomination: Nomination, act: Any) -> Iterator[str]:  # noqa: ARG001
    if nomination.consolidated_list is None or nomination.consolidated_list.state != ListState.FORWARDED:
        yield _("Danh sách không còn chờ ký.")


def awards_a_list(decision: Decision, act: Any) -> Iterator[str]:  # noqa: ARG001
    if decision.is_revocation:
        yield _("Đây là quyết định hủy bỏ, được ban hành theo cách riêng.")


def original_is_finished(decision: Decision, act: Any) -> Iterator[str]:  # noqa: ARG001
    original = Original.objects.filter(decision=decision).first()
    if original and original.state not in (OriginalState.SEALED, OriginalState.WAIVED):
        yield _("Bản gốc điện tử chưa ký số đủ. Hãy ký số cho xong, hoặc chuyển sang phát hành bản giấy, rồi ban hành.")


def file_is_as_signed(original: Original, act: Any) -> Iterator[str]:
    """What was signed outside the transaction is still the file that stands."""
    if act.data.get("before") != original.sha256:
        yield _("Tệp đã thay đổi so với tệp được ký. Hãy tải lại trang và ký lại.")


def revokes_awards(decision: Decision, act: Any) -> Iterator[str]:  # noqa: ARG001
    if not decision.is_revocation:
        yield _("Đây không phải là quyết định hủy bỏ.")


def amendment_is_grounded(draft: Decision, act: Any) -> Iterator[str]:  # noqa: ARG001
    if draft.is_replacement:
        yield from grounds.ungrounded_replacement(draft)
    elif draft.is_revocation:
        yield from grounds.ungrounded_revocation(draft)
    else:
        yield _("Đây không phải là quyết định hủy bỏ hoặc thay thế.")


def revoked_by_decision(subject: Nomination | Decision, act: Any) -> Iterator[str]:
    """Nothing is taken back but by an issued decision that names it."""
    key = ("revocation", act.data.get("decision"))
    if key not in act.known:
        act.known[key] = Decision.objects.filter(pk=key[1], state=DecisionState.ISSUED).defer("paper").first()
    revocation = act.known[key]
    if revocation is None or not grounds.is_revoked_by(revocation, subject):
        yield _("Chỉ hủy bỏ khen thưởng bằng một quyết định hủy bỏ đã ban hành.")


def replaced_by_decision(decision: Decision, act: Any) -> Iterator[str]:
    """Nothing loses its place but to an issued decision that says so."""
    issued = grounds.replacement_of(act)
    if issued is None or issued.amends_id != decision.pk:
        yield _("Chỉ thay thế quyết định bằng một quyết định thay thế đã ban hành.")


def corrected_by_decision(nomination: Nomination, act: Any) -> Iterator[str]:
    issued = grounds.replacement_of(act)
    if issued is None or str(nomination.pk) not in issued.corrections:
        yield _("Chỉ sửa đề nghị đã được khen thưởng theo một quyết định thay thế đã ban hành.")


def follows_a_revocation(recovery: Recovery, act: Any) -> Iterator[str]:
    """Nothing is asked back but from whom an issued decision took the award."""
    key = ("revoked", recovery.revocation_id)
    if key not in act.known:
        revoked = Nomination.objects.filter(revoked_by=recovery.revocation_id, state=N.REVOKED)
        act.known[key] = set(revoked.values_list("pk", flat=True))
    if recovery.nomination_id not in act.known[key]:
        yield _("Chỉ thu hồi khi quyết định hủy bỏ đã ban hành.")


def day_of_return_is_sound(recovery: Recovery, act: Any) -> Iterator[str]:
    """From the day that the award was signed until today."""
    first, last = localdate(recovery.revocation.amends.signed_at), localdate(act.at)
    try:
        day = date.fromisoformat(act.data.get("day", ""))
    except ValueError:
        yield _("Hãy ghi ngày nộp lại.")
        return
    if not first <= day <= last:
        yield _("Ngày nộp lại phải từ ngày ký quyết định khen thưởng (%(first)s) đến hôm nay (%(last)s).") % {
            "first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"
        }  # fmt: skip


def posting_is_sound(publication: Publication, act: Any) -> Iterator[str]:
    """A day that came already, not before there was something to post, and an address that a browser opens."""
    first, last = localdate(publication.since), localdate(act.at)
    try:
        day = date.fromisoformat(act.data.get("day", ""))
    except ValueError:
        yield _("Hãy ghi ngày đăng.")
    else:
        if not first <= day <= last:
            yield _("Ngày đăng phải từ ngày có nội dung để đăng (%(first)s) đến hôm nay (%(last)s).") % {
                "first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"}  # fmt: skip
    if not act.data.get("address", "").startswith(("http://", "https://")):
        yield _("Địa chỉ tin phải bắt đầu bằng http:// hoặc https://.")


is_out, sending_is_sound, has_a_link = distribution.is_out, distribution.sending_is_sound, distribution.has_a_link
brings_something, no_later_line_refers_to_it = grounds.brings_something, grounds.no_later_line_refers_to_it
is_compared_with_the_register = grounds.is_compared_with_the_register
list_awaits_decision, period_is_over = consulting.list_awaits_decision, consulting.period_is_over
comments_are_taken, public_was_heard = consulting.comments_are_taken, consulting.public_was_heard
recipient_is_outside, recipient_is_a_unit = distribution.recipient_is_outside, distribution.recipient_is_a_unit
reason_is_told, is_in_time = overruling.reason_is_told, overruling.is_in_time
nobody_acts_on_their_own_case = overruling.nobody_acts_on_their_own_case
is_forbidden_by_the_duty = overruling.is_forbidden_by_the_duty
confirmed_by_another_person = overruling.confirmed_by_another_person


def may_be_erased(erasure: Erasure, act: Any) -> Iterator[str]:  # noqa: ARG001
    """What the law keeps although the person asks: docs/decisions/erasure.md."""
    subjects = Nomination.objects.select_related("campaign").filter(pk__in=erasure.nominations).order_by("pk")
    for subject in subjects:
        if subject.state in IN_FORCE:
            yield _("%(code)s: quyết định khen thưởng đang có hiệu lực, là tài liệu lưu trữ, không xóa được.") % {
                "code": subject.code
            }
        elif (subject.state not in LEFT_THE_PATH or subject.campaign.state in RUNNING) and not erasure.explanation:
            yield _("%(code)s: phong trào chưa kết thúc hoặc đề nghị còn đang được xét; phải giải trình.") % {
                "code": subject.code
            }
    for hold in LegalHold.objects.filter(nomination__in=erasure.nominations, lifted_at=None).order_by("pk"):
        yield _("Dữ liệu đang được giữ theo pháp luật: %(reason)s") % {"reason": hold.reason}
    if erasure.account_id and AuditEvent.objects.filter(actor_id=erasure.account_id).exists():
        yield _("Tài khoản này đã thực hiện công vụ được ghi trong nhật ký; chỉ khóa tài khoản, không xóa.")


def administrator_takes_part(erasure: Erasure, act: Any) -> Iterator[str]:
    """One of the two at least keeps the machine and has decided nothing about the person."""
    asked = history_of(erasure).filter(verb="request_erasure").last()
    if Role.ADMINISTRATOR not in {act.capacity, asked.capacity if asked else ""}:
        yield _("Một trong hai người phải là quản trị hệ thống.")


def letter_still_holds(letter: UnitLetter, act: Any) -> Iterator[str]:
    """Nobody is urged who has filed meanwhile, and no result is told that a decision no longer bears out."""
    if letter.decision and letter.decision.state != DecisionState.ISSUED:
        yield _("%(letter)s: %(decision)s không còn hiệu lực, hãy bỏ thư này.") % {
            "letter": letter, "decision": letter.decision
        }  # fmt: skip
    if letter.round_id:
        key = ("filed", letter.round_id)
        if key not in act.known:
            filed = Dossier.objects.filter(round=letter.round_id).exclude(state__in=NOT_FILED)
            act.known[key] = set(filed.values_list("unit_id", flat=True))
        if letter.unit_id in act.known[key]:
            yield _("%(letter)s: đơn vị đã nộp hoặc đã báo không có đề nghị, hãy bỏ thư này.") % {"letter": letter}
