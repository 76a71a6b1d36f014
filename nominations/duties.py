"""Separation of duties, from data, never from settings: who filed does not review, who reviewed or compiled does not
sign, nobody acts on a nomination of their own.

A breach is refused in words, because the person has the role. An Override may set one duty aside for one act.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from campaigns.permissions import MENDED_BY, PRESENTED_BY, REPORTED_BY, SUBMITTED_BY
from nominations.models import ConsolidatedList, Dossier, Nomination, Override
from nominations.states import Duty
from organisation.permissions import accounts_of_actor
from workflows.errors import NotPermitted
from workflows.models import AuditEvent, Subject
from workflows.rules import permission_of
from workflows.verbs import verbs_of

DEEDS = {  # the verbs by which a duty is done
    "filed_by": ("submit",), "reviewed_by": ("mark_eligible", "find_ineligible", "send_back"), "created_by": (),
    "forwarded_by": ("forward",), "requested_by": ("request_erasure",), "proposed_by": ("propose",),
}  # fmt: skip
DUTIES = {
    "filed_by": _("Người đã nộp hồ sơ không được thẩm định hoặc quyết định hồ sơ đó."),
    "reviewed_by": _("Người đã thẩm định không được ký duyệt."),
    "created_by": _("Người đã lập danh sách không được ký duyệt danh sách đó."),
    "forwarded_by": _("Người đã trình danh sách không được ký duyệt danh sách đó."),
    "requested_by": _("Người đã đề nghị xóa dữ liệu không được tự xác nhận."),
    "proposed_by": _("Người đã trình dự thảo quyết định hủy bỏ không được ký quyết định đó."),
    "reported_by": REPORTED_BY,
    "presented_by": PRESENTED_BY,
    "submitted_by": SUBMITTED_BY,
    "mended_by": MENDED_BY,
    "nominee": _("Không ai được xử lý đề nghị khen thưởng cho chính mình."),
}


class DutyForbids(NotPermitted):
    """The actor has the role, but did a duty that forbids the verb; an Override may set this one aside."""

    def __init__(self, duty: str) -> None:
        super().__init__(DUTIES[duty], rule=duty)
        self.duty = duty


def separate(act: Any, subject: Any, *duties: str) -> None:
    """Refuses an actor who, under any account, did one of these duties on the subject, last or ever."""
    for duty in duties:
        done = getattr(subject, f"{duty}_id") in act.roles.accounts or subject.pk in _ever_done(act, subject, duty)
        if done and not _set_aside(act, subject, duty):
            raise DutyForbids(duty) if duty in Duty.values else NotPermitted(DUTIES[duty], rule=duty)


def _set_aside(act: Any, subject: Any, duty: str) -> bool:
    """Has this duty been overruled for this act? Asked here and nowhere else; the act then uses the override up."""
    if "overrides" not in act.known:
        act.known["overrides"] = Override.in_force(act.roles.accounts, act.verb, act.at)
    for override in act.known["overrides"]:
        if override.duty == duty and _covers(override, subject):
            act.exceptions[override.pk] = override
            return True
    return False


def _covers(override: Override, subject: Any) -> bool:
    """The object itself, or the document whose items the act takes along."""
    key = (override.kind.model_class(), override.object_id)
    documents = ((ConsolidatedList, "consolidated_list_id"), (Dossier, "dossier_id"))
    around = [(model, getattr(subject, name, None)) for model, name in documents]
    return key in [(type(subject), subject.pk), *around]


def _ever_done(act: Any, subject: Any, duty: str) -> set[int]:
    """Where the trail shows the actor's accounts in that duty, on objects of this kind; asked once an act."""
    key = (subject.object_type(), duty)
    if key not in act.known:
        deeds = AuditEvent.objects.filter(
            actor_id__in=act.roles.accounts, object_type=subject.object_type(), verb__in=DEEDS[duty]
        )
        act.known[key] = set(deeds.values_list("object_id", flat=True))
    return act.known[key]


def not_oneself(act: Any, nomination: Nomination) -> None:
    """Refuses whoever bears the nominee's name, under any account."""
    if any(nomination.bears_name_of(account) for account in accounts_of_actor(act)):
        raise NotPermitted(DUTIES["nominee"], rule="nominee")


def duty_in_the_way(act: Any, subject: Subject) -> str:
    """The duty that forbids `act.verb` to the actor, on the subject or an item it takes along; "" when none does.

    Raises NotPermitted when the actor may not do it for another reason.
    """
    try:
        for verb, one in _asked_of(subject, act.verb):
            if permission_of(subject._meta.app_label, verb)(act, one) is None:
                raise NotPermitted
    except DutyForbids as refusal:
        return refusal.duty
    return ""


def _asked_of(subject: Subject, verb: str) -> Iterator[tuple[str, Subject]]:
    yield verb, subject
    for name in verbs_of(type(subject))[verb].items:
        items = subject.items(verb)
        if items is not None:
            found = items.filter(state__in=verbs_of(items.model)[name].sources)  # type: ignore[arg-type]
            yield from ((name, item) for item in found)
