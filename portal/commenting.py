"""The public's say: a list that is not decided yet, the form for a comment on it, and the code that thanks for one.

The list is the same for everybody, and kept like the portal's other pages. The form is nobody's to keep. It asks for no
picture puzzle: it is signed with the time at which it was shown, has a field that people don't see, and an address that
is counted (config/limits.py). Reasons: docs/decisions/public-consultation.md.
"""

import secrets
from typing import Any

from django import forms
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nominations.desk.paging import key_of, onward_of
from nominations.models import Comment, Consultation, Nomination
from nominations.models.comment import LIMITS
from nominations.services.consultations import hand_in
from nominations.states import CommentState
from organisation.formfields import CleanCharField
from portal.answering import form_page, linked, page, private, public
from portal.published import open_consultations, page_of, proposed_in
from workflows.errors import NotAllowed

SALT = "portal.comment"
LASTS = 12 * 3600  # seconds for which a form that was shown is taken
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none is read for another
CODE = 10  # of them: 49 bits, which nobody guesses


class CommentForm(forms.Form):
    name = CleanCharField(label=gettext_lazy("Họ và tên"), max_length=LIMITS["name"])
    contact = CleanCharField(
        label=gettext_lazy("Điện thoại, thư điện tử hoặc địa chỉ"), max_length=LIMITS["contact"],
        help_text=gettext_lazy("Để cơ quan hỏi thêm khi xác minh."),
    )  # fmt: skip
    text = CleanCharField(label=gettext_lazy("Ý kiến"), multiline=True, max_length=LIMITS["text"])
    website = forms.CharField(label=gettext_lazy("Để trống ô này"), required=False)
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Hãy để trống ô này rồi gửi lại; ô chỉ để nhận ra máy tự động."))
        return ""

    def clean_shown(self) -> str:
        """The code with which the form was shown."""
        try:
            return str(signing.loads(self.cleaned_data["shown"], salt=SALT, max_age=LASTS))
        except signing.BadSignature:
            raise forms.ValidationError(
                _("Trang đã mở quá lâu. Nội dung vẫn còn dưới đây; hãy bấm gửi lần nữa.")
            ) from None

    def written(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in LIMITS}


@public
def consultation(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is proposed, while the period lasts; nothing of it before and after."""
    found = get_object_or_404(open_consultations(), pk=pk)
    rows, onward = page_of(proposed_in(found), onward_of(request))
    answer = page(
        request, "portal/public/consultation.html", consultation=found, rows=rows,
        older=linked(request, onward=onward) if onward else "",
        newer=linked(request) if request.GET.get("onward") else "",
    )  # fmt: skip
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@private
def give_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """What was typed stays on the page until it is sound; the same form sent twice is one comment."""
    found = open_consultations().filter(pk=pk).first()
    if found is None:
        return _over(request, pk)
    about = _about(request, found)
    form = CommentForm(request.POST or None)
    if form.is_bound and form.is_valid() and (given := _given(form, found, about)):
        return redirect(f"{reverse('comment_given', args=[given.code])}{linked(request).rstrip('?')}")
    context = {"consultation": found, "about": about, "form": form, "shown": signing.dumps(_new_code(), salt=SALT)}
    status = 422 if form.errors else 200
    return form_page(request, "portal/public/comment_form.html", status=status, **context)


def _over(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever wrote while the period ended keeps the text; any other address never was."""
    if request.method != "POST" or not Consultation.objects.exclude(opened_at=None).filter(pk=pk).exists():
        raise Http404
    return form_page(request, "portal/public/comment_late.html", status=409, text=request.POST.get("text", ""))


def _about(request: HttpRequest, found: Consultation) -> Nomination | None:
    """The line that the address names; None is the whole list."""
    asked = request.GET.get("about", "")
    return get_object_or_404(proposed_in(found), pk=key_of(asked) or 0) if asked else None


def _given(form: CommentForm, found: Consultation, about: Nomination | None) -> Comment | None:
    try:
        return hand_in(found, about, form.written(), code=form.cleaned_data["shown"])
    except NotAllowed as refusal:
        form.add_error(None, refusal.reasons)
        return None


def _new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _letter in range(CODE))


@private
def comment_given(request: HttpRequest, code: str) -> HttpResponse:
    """Thanks, and whether the office has considered the comment; never what it says or who wrote it."""
    found = get_object_or_404(Comment.objects.select_related("organisation"), code=code)
    context: dict[str, Any] = {"comment": found, "is_considered": found.state == CommentState.CONSIDERED}
    return form_page(request, "portal/public/comment_given.html", **context)
