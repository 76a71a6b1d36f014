"""Inviting a person: the only way to a new account."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nominations.desk.powers.forms import InviteForm
from organisation.models import Organisation
from organisation.services import mandates as services
from organisation.states import Role


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Asks who, where and as what; names accounts that may be the same person's before a second one is made."""
    organisation = Organisation.objects.filter(pk__in=request.roles.organisation_ids(Role.ADMINISTRATOR)).first()
    if organisation is None:
        raise Http404
    form = InviteForm(request.POST or None, organisation_id=organisation.pk)
    if request.method == "POST" and form.is_valid():
        mandate = services.invite(organisation, actor=request.user, **form.invited())
        messages.success(request, _("Đã gửi lời mời tới %(email)s.") % {"email": mandate.account.email})
        return redirect(mandate)
    return render(request, "powers/invite.html", {"form": form})
