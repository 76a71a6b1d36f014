"""Is this paper genuine, and does it still hold? Asked by anybody who holds a copy, without signing in."""

import hashlib

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from portal.selectors import SHORTEST, decision_of, files_of, standing_of, typed_code

LARGEST = 60 * 1024 * 1024  # bytes: a decision of 5,000 names has some 5 MB


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Mã băm của thao tác ký"), max_length=100,
        help_text=gettext_lazy(
            "In ở cuối văn bản, cạnh mã QR. Gõ ít nhất 16 ký tự đầu; có dấu cách hay không đều được."
        ),
    )  # fmt: skip

    def clean_code(self) -> str:
        code = typed_code(self.cleaned_data["code"])
        if not code:
            words = _(
                "Mã gồm các chữ số và chữ cái từ a đến f, ít nhất %(least)d ký tự. Hãy gõ lại như in trên văn bản."
            )
            raise forms.ValidationError(words % {"least": SHORTEST})
        return code


class FileForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("Tệp PDF của quyết định"))

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("Tệp lớn quá 60 MB; quyết định do hệ thống phát hành không lớn như vậy."))
        return file


@login_not_required
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Where a code is typed by hand."""
    form = CodeForm(request.GET or None)
    if form.is_bound and form.is_valid():
        return redirect("checked", code=form.cleaned_data["code"])
    return render(request, "portal/check.html", {"form": form})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def checked(request: HttpRequest, code: str) -> HttpResponse:
    """The answer for the paper with that code; a file that is sent is compared with the one on record, and not kept."""
    decision = decision_of(code)
    if decision is None:
        return render(request, "portal/unknown.html")  # 200: for everybody here, a code that is unknown is the answer
    form = FileForm(request.POST or None, request.FILES or None) if request.method == "POST" else FileForm()
    same = None
    if form.is_bound and form.is_valid():
        digest = hashlib.sha256()
        for chunk in form.cleaned_data["file"].chunks():
            digest.update(chunk)
        same = digest.hexdigest() in files_of(decision)
    context = {"standing": standing_of(decision), "form": form, "same": same}
    answer = render(request, "portal/checked.html", context, status=422 if form.errors else 200)
    answer["X-Robots-Tag"] = "noindex"
    return answer
