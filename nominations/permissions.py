"""can_<verb>(act, subject): in which capacity the actor may do it, or None. Read afresh inside the act's transaction.

What a role allows, a duty done before may forbid (nominations/duties.py).
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from campaigns.permissions import (
    LEADERS,
    OFFICE,
    UNIT,
    capacity_on,
    signing_capacity,
)
from nominations import consulting, distribution
from nominations.duties import not_oneself, separate
from nominations.models import (
    Article,
    Comment,
    ConsolidatedList,
    Decision,
    Dossier,
    Erasure,
    HistoryImport,
    Nomination,
    Original,
    Override,
    Publication,
    Recovery,
    UnitLetter,
)
from organisation.calendar import until_in_words
from organisation.selectors import last_authority_of
from organisation.states import Role
from workflows.errors import NotPermitted
from workflows.rules import Capacity, moment

DECISION = "decision"  # the document type of SigningAuthority
DECIDERS = (*LEADERS, Role.OFFICE_HEAD)  # one of them confirms that a duty is set aside
NOT_ONESELF = _("Người đề nghị vượt quyền không tự xác nhận; cần một người khác có thẩm quyền.")


def _on_unit(act: Any, subject: Dossier | Nomination, *roles: str) -> Capacity | None:
    role = act.roles.on_unit(subject.unit_id, *roles)
    return Capacity(role) if role else None


def _on_campaign(act: Any, subject: Any, *roles: str) -> Capacity | None:
    return capacity_on(act.roles, subject.campaign_id, subject.organisation_id, *roles)


def can_edit(act: Any, subject: Dossier | Nomination) -> Capacity | None:
    """Writing in the unit's list: not a verb, the state stays."""
    return _on_unit(act, subject, *UNIT)


def can_submit(act: Any, subject: Dossier | Nomination) -> Capacity | None:
    return _on_unit(act, subject, Role.UNIT_HEAD)


can_declare_nil = can_reopen = can_submit


def can_present(act: Any, dossier: Dossier) -> Capacity | None:
    return _on_unit(act, dossier, Role.UNIT_OFFICER)


def can_withdraw(act: Any, subject: Dossier | Nomination) -> Capacity | None:
    return _on_unit(act, subject, Role.UNIT_HEAD, Role.UNIT_OFFICER)


can_take_back = can_withdraw


def can_receive(act: Any, subject: Dossier | Nomination) -> Capacity | None:
    capacity = _on_campaign(act, subject, *OFFICE)
    if capacity:
        separate(act, subject, "filed_by")
    return capacity


can_claim = can_receive


def can_release(act: Any, subject: Dossier | UnitLetter) -> Capacity | None:
    """The reviewer gives the dossier back to the queue; the head of the office may take it from an absent one.

    The office lets a letter go out.
    """
    return can_prepare(act, subject) if isinstance(subject, UnitLetter) else _give_back(act, subject)


def can_prepare(act: Any, letter: UnitLetter) -> Capacity | None:
    return _on_campaign(act, letter, *OFFICE)


can_reword = can_drop = can_prepare


def _give_back(act: Any, dossier: Dossier) -> Capacity | None:
    if dossier.reviewer_id in act.roles.accounts:
        return _on_campaign(act, dossier, *OFFICE)
    return _on_campaign(act, dossier, Role.OFFICE_HEAD) if dossier.reviewer_id else None


def can_review(act: Any, subject: Dossier | Nomination) -> Capacity | None:
    """The one who holds the dossier judges its nominations."""
    dossier = subject if isinstance(subject, Dossier) else subject.dossier
    capacity = _on_campaign(act, subject, *OFFICE)
    if capacity is None or dossier.reviewer_id not in act.roles.accounts:
        return None
    separate(act, subject, "filed_by")
    if isinstance(subject, Nomination):
        not_oneself(act, subject)
    return capacity


can_mark_eligible = can_find_ineligible = can_reconsider = can_hold = can_resume = can_check_off = can_review
can_tell_apart = can_review


def can_send_back(act: Any, subject: Dossier | Nomination | ConsolidatedList) -> Capacity | None:
    """The reviewer returns to the unit; who may sign the consolidated list may return it to the office."""
    if isinstance(subject, ConsolidatedList):
        return _authority(act, subject)
    return can_review(act, subject)


def can_consolidate(act: Any, subject: Nomination) -> Capacity | None:
    return _on_campaign(act, subject, *OFFICE)


can_set_aside = can_forward = can_cancel = can_consolidate


def can_recall(act: Any, nomination: Nomination) -> Capacity | None:
    return _authority(act, nomination)


def can_approve(act: Any, nomination: Nomination) -> Capacity | None:
    """Deciding a line: a leader with a dated authority to sign decisions, who neither filed nor reviewed it."""
    capacity = _authority(act, nomination)
    if capacity:
        separate(act, nomination, "filed_by", "reviewed_by")
        not_oneself(act, nomination)
    return capacity


can_strike = can_restore = can_approve


def can_sign(act: Any, subject: ConsolidatedList | Decision) -> Capacity | None:
    capacity = _authority(act, subject)
    if capacity and isinstance(subject, ConsolidatedList):
        separate(act, subject, "created_by", "forwarded_by")
    return capacity


can_assign_number = can_sign


def _authority(act: Any, subject: Any) -> Capacity | None:
    """The dated authority, asked for once in an act; a leader without one is refused in words."""
    key = ("authority", subject.campaign_id)
    if key not in act.known:
        act.known[key] = signing_capacity(
            act.actor,
            act.roles,
            campaign_id=subject.campaign_id,
            organisation_id=subject.organisation_id,
            document_type=DECISION,
        )
    if act.known[key] is None and _on_campaign(act, subject, *LEADERS):
        raise NotPermitted(_why_no_authority(act, subject))
    return act.known[key]


def _why_no_authority(act: Any, subject: Any) -> str:
    """Never given, not yet, or no longer."""
    last = last_authority_of(act.actor, organisation_id=subject.organisation_id, document_type=DECISION)
    if last is None:
        return str(_("Ông/bà chưa được giao quyền ký quyết định khen thưởng."))
    if last.valid_to and last.valid_to <= act.roles.at:
        words = _("Quyền ký của ông/bà (%(basis)s) chỉ có hiệu lực %(until)s; nay đã hết.")
        return words % {"basis": last.basis, "until": until_in_words(last.valid_to)}
    words = _("Quyền ký của ông/bà (%(basis)s) có hiệu lực từ %(when)s; hiện chưa ký được.")
    return words % {"basis": last.basis, "when": moment(last.valid_from)}


def can_issue(act: Any, subject: ConsolidatedList | Decision | Nomination | Recovery) -> Capacity | None:
    return _on_campaign(act, subject, Role.RECORDS_CLERK)


can_award = can_close = can_enact = can_revoke = can_replace = can_correct = can_demand = can_issue


def can_sign_file(act: Any, original: Original) -> Capacity | None:
    """Who signed the decision signs its file, by an authority that still holds."""
    return _authority(act, original) if original.decision.signer_id == act.actor.pk else None


def can_seal_file(act: Any, original: Original) -> Capacity | None:
    return _on_campaign(act, original, Role.RECORDS_CLERK)


can_waive_file = can_seal_file


def can_propose(act: Any, subject: Decision | Recovery) -> Capacity | None:
    return _on_campaign(act, subject, *OFFICE)


can_note_return = can_waive = can_ask_again = can_propose


def can_turn_down(act: Any, decision: Decision) -> Capacity | None:
    """Those who proposed it take it back; those who would sign it do not."""
    return _on_campaign(act, decision, *LEADERS, *OFFICE)


def can_sign_amendment(act: Any, decision: Decision) -> Capacity | None:
    capacity = _authority(act, decision)
    if capacity:
        separate(act, decision, "proposed_by")
    return capacity


def can_publish(act: Any, subject: Publication | Article) -> Capacity | None:
    return _on_campaign(act, subject, Role.PUBLISHER)


can_leave_out = can_put_back = can_take_down = can_publish
can_send = distribution.can_send
can_give_link = can_end_link = can_remind = can_stop = distribution.can_distribute
can_acknowledge = can_mark_read = distribution.can_acknowledge
can_consult = can_end_consulting = can_call_off = consulting.can_consult
can_hand_in = consulting.can_hand_in


def can_consider(act: Any, comment: Comment) -> Capacity | None:
    capacity = _on_campaign(act, comment, *OFFICE)
    if capacity and comment.nomination:
        not_oneself(act, comment.nomination)
    return capacity


def can_request_erasure(act: Any, erasure: Erasure) -> Capacity | None:
    """Whoever keeps the machine or answers for the office; neither alone (`administrator_takes_part`)."""
    for role in (Role.ADMINISTRATOR, Role.OFFICE_HEAD):
        if erasure.organisation_id in act.roles.organisation_ids(role):
            return Capacity(role)
    return None


def can_erase(act: Any, erasure: Erasure) -> Capacity | None:
    capacity = can_request_erasure(act, erasure)
    if capacity:
        separate(act, erasure, "requested_by")
    return capacity


can_decline_erasure = can_request_erasure


def _by_another_decider(act: Any, override: Override) -> Capacity | None:
    capacity = _on_campaign(act, override, *DECIDERS)
    if capacity and override.asker_id in act.roles.accounts:
        raise NotPermitted(NOT_ONESELF)
    return capacity


can_confirm = can_refuse = _by_another_decider


def can_ask(act: Any, override: Override) -> Capacity | None:
    """Whoever has the role, and did the duty that forbids it."""
    if override.asker_id not in act.roles.accounts:
        return None
    return _on_campaign(act, override, *LEADERS, *OFFICE)


can_use = can_ask


def can_end(act: Any, override: Override) -> Capacity | None:
    """The asker needs it no longer, another decider ends it, or its time is over and the site says so."""
    if act.actor.is_machine:
        return Capacity("system") if override.expires_at <= act.at else None
    return can_ask(act, override) or _on_campaign(act, override, *DECIDERS)


def can_import_history(act: Any, found: HistoryImport) -> Capacity | None:
    """The office of the whole organisation brings past awards into its register; writing there is no verb."""
    role = next((role for role in OFFICE if found.organisation_id in act.roles.organisation_ids(role)), None)
    return Capacity(role) if role else None


can_bring_in = can_undo = can_import_history
