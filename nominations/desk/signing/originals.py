"""Electronic originals that wait for the reader's signature: ticked, signed with one key, watched while it is done."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.http import require_http_methods

from documents.signing import keyring
from documents.signing.faults import SigningFault
from nominations.models import Original, SigningOrder
from nominations.selectors import originals_for, originals_to_seal, originals_to_sign
from nominations.services import signing_orders
from nominations.states import Signing
from workflows import work
from workflows.context import is_fresh
from workflows.errors import NotFresh

MOST = 100  # originals on the page, and so in one act


class OriginalsForm(forms.Form):
    """Which originals, each with the version and hash that stood on the screen, and what opens the key."""

    picked = forms.MultipleChoiceField(
        label=gettext_lazy("Văn bản"), error_messages={"required": gettext_lazy("Hãy chọn ít nhất một văn bản.")}
    )
    passphrase = forms.CharField(
        label=gettext_lazy("Mật khẩu khóa ký số (mã PIN)"), strip=False, max_length=200, required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("Chỉ dùng cho lần ký này, không được lưu lại."),
    )  # fmt: skip

    def __init__(self, *args: Any, waiting: list[Original], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["picked"].choices = [(value_of(one), str(one)) for one in waiting]

    def chosen(self) -> list[signing_orders.Picked]:
        parts = (value.split("-") for value in self.cleaned_data["picked"])
        return [(int(pk), int(version), content_hash) for pk, version, content_hash in parts]

    def ticked(self) -> list[str]:
        """As they were sent; all of a page that was not sent yet."""
        every = [value for value, _label in self.fields["picked"].choices]
        return self.data.getlist("picked") if self.is_bound else every


@dataclass(frozen=True)
class Section:
    """What waits for one key: the reader's own, or that of a body."""

    verb: Signing
    key_name: str
    owner: str
    waiting: list[Original]
    kept: keyring.Kept
    form: OriginalsForm

    @property
    def id(self) -> str:
        return f"{self.verb}-{self.key_name}"

    @property
    def rows(self) -> list[tuple[Original, str, bool]]:
        """Each original, the value of its tick box, and whether it is ticked."""
        ticked = set(self.form.ticked())
        return [(one, value_of(one), value_of(one) in ticked) for one in self.waiting]


def value_of(original: Original) -> str:
    return f"{original.pk}-{original.version}-{original.content_hash}"


@require_http_methods(["GET", "HEAD", "POST"])
def originals(request: HttpRequest) -> HttpResponse:
    """A section for each key the reader signs with; sending one orders its signatures."""
    sections = list(_sections(request))
    sent = next((one for one in sections if one.form.is_bound), None)
    if sent and sent.form.is_valid():
        if not is_fresh():
            raise NotFresh
        secret = sent.form.cleaned_data["passphrase"]
        try:
            made = signing_orders.order(request.user, sent.verb, sent.key_name, secret, sent.form.chosen())
        except SigningFault as fault:
            sent.form.add_error("passphrase", str(fault))
        else:
            return redirect("signing_order", pk=made.pk)
    return render(request, "signing/originals.html", {"sections": sections}, status=422 if sent else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def signing_order(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the signatures are, and a button that stops behind the present one; then what came of each."""
    found = get_object_or_404(SigningOrder, pk=pk, ordered_by=request.user)
    if request.method == "POST":
        work.cancel(found)
        return redirect("signing_order", pk=pk)
    refused = {key: said.get(get_language(), said["vi"]) for key, said in found.refused}
    told = originals_for(request.roles).filter(pk__in=[one[0] for one in found.originals]).select_related("decision")
    rows = [(one, refused.get(one.pk, "")) for one in told.defer("decision__paper").order_by("pk")]
    context = {"order": found, "rows": rows, "fault": refused.get(0, ""), "signed": len(rows) - len(refused)}
    return render(request, "signing/signing_order.html", context)


def _sections(request: HttpRequest) -> Iterator[Section]:
    mine = _waiting(originals_to_sign(request.roles))
    if mine:
        yield _section(request, Signing.SIGNER, request.user.username, request.user.full_name, mine)
    bodies: dict[int, list[Original]] = {}
    for one in _waiting(originals_to_seal(request.roles)):
        bodies.setdefault(one.organisation_id, []).append(one)
    for waiting in bodies.values():
        body = waiting[0].organisation
        yield _section(request, Signing.BODY, body.code, body.name, waiting)


def _waiting(found: QuerySet[Original]) -> list[Original]:
    found = found.select_related("decision__campaign", "organisation").defer("decision__paper")
    return list(found.order_by("pk")[:MOST])


def _section(request: HttpRequest, verb: Signing, key_name: str, owner: str, waiting: list[Original]) -> Section:
    sent = request.method == "POST" and request.POST.get("section") == f"{verb}-{key_name}"
    ready = [one for one in waiting if one.sha256]
    form = OriginalsForm(request.POST if sent else None, waiting=ready)
    return Section(verb, key_name, owner, waiting, keyring.where(settings.SIGNING_KEYS, key_name), form)
