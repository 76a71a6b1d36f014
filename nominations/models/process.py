from django.db import models
from viewflow.workflow.models import Process

from nominations.models.consolidated_list import ConsolidatedList
from nominations.models.dossier import Dossier


class DossierProcess(Process):
    """The human tasks around one unit's dossier."""

    document = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="processes")


class ListProcess(Process):
    """The human tasks around one consolidated list."""

    document = models.ForeignKey(ConsolidatedList, on_delete=models.PROTECT, related_name="processes")
