"""What a leader reads before deciding: figures, exceptions first, every line, and what signing would do."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from campaigns.permissions import LEADERS
from campaigns.standing import unverified_in
from nominations.consulting import heard_on
from nominations.desk.acting import new_key
from nominations.desk.progress.assignments import line_of
from nominations.desk.signing.forms import LinesForm
from nominations.desk.signing.lines import Line, by_unit_and_kind, filed_for_oneself, filed_late, lines_of, named_twice
from nominations.models import ConsolidatedList, Decision
from nominations.papers.decision import signature_of
from nominations.permissions import DECISION
from nominations.selectors import signed_decision_of, totals
from nominations.shown import shown_events
from nominations.states import NominationState
from organisation.calendar import until_in_words
from organisation.models import SigningAuthority
from organisation.selectors import authority_of
from workflows.audit import history_of
from workflows.engine import Offer, offers


def page_of(target: ConsolidatedList, request: HttpRequest, form: LinesForm) -> dict[str, Any]:
    """Everything the page shows; the number of queries does not depend on the number of lines."""
    offered = {offer.verb.name: offer for offer in offers(target, request.user, roles=request.roles)}
    may_decide = "send_back" in offered and offered["send_back"].is_open
    lines = lines_of(target, request if may_decide else None)
    standing = [line for line in lines if not line.struck]
    figures = totals(target.nominations.exclude(state=NominationState.DECLINED))
    conflicts = [line for line in standing if line.refusal]
    heard = [(one, list(one.why_not_settled(request.now))) for one in heard_on(target)]
    held_up = [reason for one, reasons in heard if one.consultation.holds_signing for reason in reasons]
    return {
        "list": target,
        "groups": by_unit_and_kind(lines),
        "standing": standing,
        "struck": [line for line in lines if line.struck],
        "conflicts": conflicts,
        "late": filed_late(lines),
        "twice": named_twice(standing),
        "own": filed_for_oneself(standing),
        "heard": heard,
        "unverified": on_unverified_results(target, standing),
        "totals": figures,
        "stats": _stats(figures, standing, len(lines) - len(standing)),
        "may_decide": may_decide,
        "sign": offered.get("sign"),
        "send_back": offered.get("send_back"),
        "why_not": _why_not(offered.get("sign"), standing, conflicts, held_up),
        "signature": _signature(target, authority_for(target, request)) if may_decide else None,
        "decision": signed_decision_of(target.pk, Decision.objects.all()),
        "events": shown_events(list(history_of(target).order_by("-seq"))),
        "form": form,
        "picked": set(form.picked()),
        "key": new_key(),
    }


def authority_for(target: ConsolidatedList | Decision, request: HttpRequest) -> SigningAuthority | None:
    """By which dated authority a leader who opens the page would sign now."""
    if not request.roles.on_campaign(target.campaign_id, target.organisation_id, *LEADERS):
        return None
    return authority_of(request.user, organisation_id=target.organisation_id, document_type=DECISION, at=request.now)


def on_unverified_results(target: ConsolidatedList, standing: Sequence[Line]) -> list[dict[str, Any]]:
    """The nominees whose unit's results the office has not verified, by unit: the list falls due before they do."""
    by_unit: dict[Any, list[Line]] = {}
    for line in standing:
        by_unit.setdefault(line.nomination.unit, []).append(line)
    found = unverified_in(target.campaign_id, [unit.pk for unit in by_unit])
    return [
        {"unit": unit, "lines": lines, "results": [line_of(result) for result in found[unit.pk]]}
        for unit, lines in by_unit.items()
        if unit.pk in found
    ]


def _signature(target: ConsolidatedList, authority: SigningAuthority) -> dict[str, Any]:
    """The lines of the signature as they will stand on the paper, and what they rest on."""
    block = signature_of(target.organisation, authority)
    words = [line for line in (block["authority"], *block["position"]) if line]
    until = until_in_words(authority.valid_to) if authority.valid_to else ""
    return {"words": " – ".join(words), "name": block["name"], "basis": authority.basis, "until": until}


def _stats(figures: dict[str, int], standing: Sequence[Line], struck: int) -> list[dict[str, Any]]:
    units = len({line.nomination.unit_id for line in standing})
    women = ngettext("%(count)s nữ", "%(count)s nữ", figures["women"]) % {"count": figures["women"]}
    gone = ngettext("%(count)s dòng đã gạch", "%(count)s dòng đã gạch", struck) % {"count": struck}
    households = {"label": pgettext("số lượng", "Hộ gia đình"), "value": figures["households"]}
    return [
        {"label": _("Đề nghị"), "value": figures["total"], "tone": "info", "note": gone if struck else ""},
        {"label": pgettext("số lượng", "Tập thể"), "value": figures["collectives"], "tone": "violet"},
        {"label": pgettext("số lượng", "Cá nhân"), "value": figures["individuals"], "tone": "violet", "note": women},
        *([households] if figures["households"] else []),
        {"label": pgettext("số lượng", "Người trực tiếp"), "value": figures["direct"]},
        {"label": pgettext("số lượng", "Lãnh đạo, quản lý"), "value": figures["leaders"]},
        {"label": pgettext("số lượng", "Đơn vị"), "value": units},
    ]


def _why_not(
    sign: Offer | None, standing: Sequence[Line], conflicts: Sequence[Line], held_up: Sequence[str]
) -> list[str]:
    """Why a leader cannot sign the list as it stands; nothing for who never signs."""
    if sign is None:
        return []
    reasons = [*sign.reasons, *held_up]
    if not standing:
        reasons.append(_("Mọi dòng đã bị gạch; hãy trả lại danh sách cho Văn phòng thay vì ký."))
    if conflicts:
        words = ngettext(
            "Có %(count)s dòng ông/bà không được quyết định. Người khác có quyền ký phải ký danh sách này, hoặc gạch "
            "dòng đó trước; ông/bà cũng có thể trả lại Văn phòng.",
            "Có %(count)s dòng ông/bà không được quyết định. Người khác có quyền ký phải ký danh sách này, hoặc gạch "
            "các dòng đó trước; ông/bà cũng có thể trả lại Văn phòng.",
            len(conflicts),
        )
        reasons.append(words % {"count": len(conflicts)})
    return reasons
