from django.db.models import Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from nominations.desk.filing.access import own_dossiers
from nominations.models import ListImport


def own_import(request: HttpRequest, pk: int) -> ListImport:
    """A file that one of the account's units sent; to everybody else there is none, nor one that was erased unused."""
    of_use = ~Q(file="") | Q(applied_at__isnull=False)
    found = ListImport.objects.filter(of_use, dossier__in=own_dossiers(request.roles))
    related = ("dossier__unit", "dossier__campaign", "dossier__round", "uploaded_by", "applied_by")
    return get_object_or_404(found.select_related(*related), pk=pk)
