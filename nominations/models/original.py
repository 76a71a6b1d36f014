from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from campaigns.models import Campaign
from nominations.models.decision import Decision
from nominations.states import OriginalState as S
from nominations.states import Signing
from organisation.models import Organisation
from workflows.models import Subject, Work
from workflows.verbs import verb


class Original(Subject):
    """The electronic original of a signed decision (bản gốc văn bản điện tử; Nghị định 30/2020/NĐ-CP, Điều 18, 32).

    One file that grows: as it is shown to its signer, with the signer's signature, with number, date and the body's.
    `sha256` is of the file as it stands, so who signs is bound to the bytes that were shown.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="original")
    file = models.FileField(upload_to="originals/", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    state = FSMField(_("trạng thái"), default=S.PREPARED, choices=S.choices, protected=True, editable=False)

    class Meta:
        verbose_name = _("bản gốc điện tử")
        verbose_name_plural = _("bản gốc điện tử")

    def __str__(self) -> str:
        return _("Bản gốc điện tử của %(decision)s") % {"decision": self.decision}

    def get_absolute_url(self) -> str:
        return reverse("original", args=[self.pk])

    def content(self) -> dict[str, Any]:
        return {"decision": str(self.decision_id), "sha256": self.sha256}

    @verb(
        source=S.PREPARED, target=S.SIGNED, label=_("Ký số"), past=_("đã được ký số"), reads=("decision",),
        guards=("file_is_as_signed",), effects=("tell_records",), fresh=True, tone="ok",
    )  # fmt: skip
    def sign_file(self, act: Any) -> None:
        """The file that came of it is stored in the same transaction."""

    @verb(
        source=S.SIGNED, target=S.SEALED, label=_("Ký số của cơ quan"),
        past=_("đã có số, ngày và chữ ký số của cơ quan"), guards=("file_is_as_signed",), effects=("seal",),
        fresh=True, tone="ok",
    )  # fmt: skip
    def seal_file(self, act: Any) -> None:
        """Number, date and the body's signature."""

    @verb(
        source=[S.PREPARED, S.SIGNED], target=S.WAIVED, label=_("Phát hành bản giấy"),
        past=_("sẽ được phát hành bằng bản giấy"), reason=True, tone="warn",
    )  # fmt: skip
    def waive_file(self, act: Any) -> None:
        """No electronic original: a token is broken, say, and the paper cannot wait."""


class SigningOrder(Work):
    """Several originals signed in one act with one key; a part is a file.

    `secret` opens the key: encrypted, of use for some minutes only, and gone when the work is over.
    """

    verb = models.CharField(max_length=12, choices=Signing.choices)
    key_name = models.CharField(max_length=150)
    originals = models.JSONField(default=list)  # of [key, version, content hash], as they stood on the screen
    refused = models.JSONField(default=list)  # of [key, why, in words]
    secret = models.TextField(blank=True)
