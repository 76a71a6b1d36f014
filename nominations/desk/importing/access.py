from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from nominations.desk.filing.access import own_dossiers
from nominations.models import ListImport


def own_import(request: HttpRequest, pk: int) -> ListImport:
    """A file that one of the account's units sent; to everybody else there is none."""
    found: QuerySet[ListImport] = ListImport.objects.filter(dossier__in=own_dossiers(request.roles))
    related = ("dossier__unit", "dossier__campaign", "dossier__round", "uploaded_by", "applied_by")
    return get_object_or_404(found.select_related(*related), pk=pk)
