"""What waits for an account: the open human tasks of the documents it may act on, oldest deadline first.

The documents are found by their own indexes, so that the page costs the same with a hundred thousand nominations; the
tasks behind them (who holds it, since when) come in one query for the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet
from viewflow.workflow.models import Task

from campaigns.permissions import LEADERS, OFFICE, UNIT, Roles
from nominations.consulting import WAITING
from nominations.models import ConsolidatedList, Consultation, Decision, Delivery, Dossier, Publication, Recovery
from nominations.models.dossier import NOT_STATED
from nominations.selectors import originals_to_seal, originals_to_sign
from nominations.states import (
    ConsultationState,
    DecisionState,
    DeliveryState,
    DossierState,
    ListState,
    PublicationState,
    RecoveryState,
)
from organisation.states import Role
from workflows.models import Subject
from workflows.worklist import OPEN

PAGE = 25
Cursor = tuple[datetime, int]


@dataclass(frozen=True)
class Waiting:
    """One line of the inbox."""

    document: Subject
    task: Task | None
    due_at: datetime | None

    @property
    def owner(self) -> Any:
        return self.task.owner if self.task else None


def dossiers_to_file(roles: Roles) -> QuerySet[Dossier]:
    """The unit's lists that are still to be written, mended or confirmed."""
    mine = Dossier.objects.filter(unit_id__in=roles.unit_ids(*UNIT))
    return mine.filter(state__in=[DossierState.DRAFT, DossierState.RETURNED])


def dossiers_to_review(roles: Roles) -> QuerySet[Dossier]:
    """The office's queue: filed, or under review by anybody."""
    over = Q(organisation_id__in=roles.organisation_ids(*OFFICE)) | Q(campaign_id__in=roles.campaign_ids(*OFFICE))
    return Dossier.objects.filter(over, state__in=["submitted", "received"])


def lists_to_handle(roles: Roles) -> QuerySet[ConsolidatedList]:
    """Lists that wait for the account's office: compiling, signing, issuing."""
    by_state = {
        ListState.COMPILING: OFFICE,
        ListState.RETURNED: OFFICE,
        ListState.FORWARDED: LEADERS,
        ListState.SIGNED: (Role.RECORDS_CLERK,),
    }
    return ConsolidatedList.objects.filter(_in_hand(roles, by_state))


def amendments_to_handle(roles: Roles) -> QuerySet[Decision]:
    """Revocations and replacements that wait for the account's signature, or to be issued."""
    by_state = {DecisionState.PROPOSED: LEADERS, DecisionState.SIGNED: (Role.RECORDS_CLERK,)}
    return Decision.objects.filter(_in_hand(roles, by_state), amends__isnull=False)


def originals_to_handle(roles: Roles) -> int:
    """How many electronic originals wait for the reader's signature, or for that of the reader's body."""
    return (originals_to_sign(roles) | originals_to_seal(roles)).count()


def publications_to_handle(roles: Roles) -> int:
    """How many things wait for being posted by the account."""
    over = Q(organisation_id__in=roles.organisation_ids(Role.PUBLISHER))
    over |= Q(campaign_id__in=roles.campaign_ids(Role.PUBLISHER))
    return Publication.objects.filter(over, state=PublicationState.DUE).count()


def recoveries_to_handle(roles: Roles) -> list[tuple[Decision, int, date | None]]:
    """Revocations of which something is still to come back, with how much and its first last day; soonest first.

    For the office that notes it; two queries.
    """
    over = Q(organisation_id__in=roles.organisation_ids(*OFFICE)) | Q(campaign_id__in=roles.campaign_ids(*OFFICE))
    waiting = Recovery.objects.filter(over, state=RecoveryState.OUTSTANDING).values("revocation")
    counted = waiting.annotate(count=Count("pk"), due=Min("due_on")).order_by(
        F("due").asc(nulls_last=True), "revocation"
    )
    rows = list(counted.values_list("revocation", "count", "due")[:PAGE])
    found = Decision.objects.select_related("campaign", "amends").defer("paper", "amends__paper")
    decisions = found.in_bulk([key for key, _count, _due in rows])
    return [(decisions[key], count, due) for key, count, due in rows]


def deliveries_to_handle(roles: Roles) -> list[Delivery]:
    """What came to the account's units and nobody has confirmed; for the records clerk, what is still to be sent."""
    came = Q(unit_id__in=roles.unit_ids(*UNIT), state=DeliveryState.SENT)
    clerk = (Role.RECORDS_CLERK,)
    over = Q(organisation_id__in=roles.organisation_ids(*clerk)) | Q(campaign_id__in=roles.campaign_ids(*clerk))
    found = Delivery.objects.filter(came | over & Q(state=DeliveryState.PREPARED))
    found = found.select_related("decision", "campaign")
    return list(found.defer("decision__paper", "campaign__plan", "campaign__settings").order_by("pk")[:PAGE])


def consultations_to_handle(roles: Roles) -> list[Consultation]:
    """Where comments of the public wait for the office, as `waiting`, or the period is over and not ended yet."""
    over = Q(organisation_id__in=roles.organisation_ids(*OFFICE)) | Q(campaign_id__in=roles.campaign_ids(*OFFICE))
    counted = Consultation.objects.filter(over).annotate(waiting=Count("comments", filter=WAITING))
    ended = Q(state=ConsultationState.OPEN, closes_at__lt=roles.at)
    found = counted.filter(Q(waiting__gt=0) | ended).select_related("consolidated_list", "campaign")
    return list(found.defer("campaign__plan", "campaign__settings").order_by("closes_at", "pk")[:PAGE])


def _in_hand(roles: Roles, by_state: dict[Any, tuple[str, ...]]) -> Q:
    wanted = Q(pk=None)
    for state, who in by_state.items():
        over = Q(organisation_id__in=roles.organisation_ids(*who)) | Q(campaign_id__in=roles.campaign_ids(*who))
        wanted |= over & Q(state=state)
    return wanted


def page_of(queue: QuerySet[Dossier], after: Cursor | None = None) -> tuple[list[Dossier], Cursor | None]:
    """One page of dossiers by deadline, and the cursor of the next page, if there is one."""
    if after:
        due_at, pk = after
        queue = queue.filter(Q(due_at__gt=due_at) | Q(due_at=due_at, pk__gt=pk))
    found = list(queue.select_related("unit", "round", "campaign").order_by("due_at", "pk")[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return found[:PAGE], (last.due_at, last.pk) if last else None


def waiting(documents: Sequence[Subject]) -> list[Waiting]:
    """The documents with their open tasks, in the same order; one query for each kind of document."""
    tasks: dict[tuple[str, int], Task] = {}
    kinds = {type(document) for document in documents}
    for kind in kinds:
        process = "dossierprocess" if kind is Dossier else "listprocess"
        keys = [document.pk for document in documents if type(document) is kind]
        found = Task.objects.filter(
            **{f"process__{process}__document__in": keys}, status__in=OPEN, flow_task_type="HUMAN"
        ).select_related("owner", f"process__{process}")
        for task in found:
            tasks[kind.object_type(), getattr(task.process, process).document_id] = task
    return [_waiting(document, tasks.get((document.object_type(), document.pk))) for document in documents]


def _waiting(document: Subject, task: Task | None) -> Waiting:
    due_at = getattr(document, "due_at", None)
    return Waiting(document, task, None if due_at == NOT_STATED else due_at)
