"""A list that its unit took back while somebody else had it open: told in words, where a stranger meets a 404."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from nominations.selectors import taken_back_for
from workflows.engine import what_happened

View = Callable[..., HttpResponse]


def tells_what_was_taken_back(view: View) -> View:
    """For views of one dossier, by its `pk`."""

    @wraps(view)
    def told(request: HttpRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, pk, *args, **kwargs)
        except Http404:
            gone = taken_back_for(request.roles).select_related("unit").filter(pk=pk).first()
            if gone is None:
                raise
            messages.warning(request, what_happened(gone, untold=["present"]))
            return redirect("home")

    return told
