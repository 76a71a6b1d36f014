"""Lists that are not filed yet follow their round's deadline."""

from django.db import transaction
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from campaigns.models import Campaign
from nominations.flows import overdue_at
from nominations.models import Dossier
from nominations.models.dossier import NOT_STATED
from nominations.states import DossierState


def follow_deadlines(campaign: Campaign) -> None:
    """Sets the due date of the campaign's unfiled dossiers and of their timers; doing it again changes nothing."""
    with transaction.atomic():
        for round_ in campaign.rounds.all():
            unfiled = Dossier.objects.filter(round=round_, state=DossierState.DRAFT)
            unfiled.update(due_at=round_.closes_at or NOT_STATED)
            timers = Task.objects.filter(
                process__dossierprocess__document__in=unfiled.values("pk"), flow_task_type="TIMER",
                status=STATUS.SCHEDULED,
            )  # fmt: skip
            timers.update(scheduled=overdue_at(round_))
