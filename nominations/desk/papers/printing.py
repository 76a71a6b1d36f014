"""The papers of the desk as files: PDF to be read and printed, Word to be edited."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from nominations.desk.signing.pdf import inline_pdf
from nominations.papers.awards import certificates
from nominations.papers.kinds import PAPERS, printed
from nominations.printing import is_long
from nominations.selectors import nominations_for
from organisation.downloads import saved_as
from workflows.models import Subject

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def paper(request: HttpRequest, pk: int, name: str, of: type[Subject]) -> HttpResponse:
    """`name` is that of a paper and its form, "proposal.pdf"; `of`, the kind of object that the address names.

    Certificates of a long list are ordered on a page of their own.
    """
    wanted, _dot, form = name.rpartition(".")
    kind = PAPERS.get(wanted)
    if kind is None or kind.of is not of or form not in kind.forms:
        raise Http404
    subject = get_object_or_404(kind.readable(request.roles), pk=pk)
    if kind.draw is certificates and is_long(subject):
        return redirect("print_runs", pk=pk)
    content, file_name = printed(kind, subject, form, nominations_for(request.roles)), f"{kind.file_name}-{pk}.{form}"
    if form == "pdf":
        return inline_pdf(content, file_name)
    return saved_as(HttpResponse(content, content_type=WORD), file_name)
