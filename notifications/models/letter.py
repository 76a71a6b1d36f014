import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from notifications.states import LetterKind

WAITING = Q(sent_at=None, dead_at=None)


class Letter(models.Model):
    """One e-mail to one person: never none, at most one extra copy, each copy under the same Message-ID.

    The texts are written when the letter leaves and are kept as sent. `doubts` counts the attempts of which nobody
    knows whether the other server took the letter: it had all of it, and its answer never came.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)  # made from what it tells: telling twice makes one
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(_("loại"), max_length=8, choices=LetterKind.choices, default=LetterKind.NOTICE)
    address = models.CharField(_("địa chỉ"), max_length=254)
    turn = models.PositiveIntegerField(default=0)  # its place among the letters of one act: first ones come first
    created_at = models.DateTimeField(_("lập lúc"))
    available_at = models.DateTimeField(_("gửi từ"))
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(_("số lần gửi"), default=0)
    doubts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(_("đã gửi lúc"), null=True)
    dead_at = models.DateTimeField(_("ngừng gửi lúc"), null=True)
    dropped_at = models.DateTimeField(null=True)  # dead by an administrator's word
    last_error = models.TextField(_("lỗi gần nhất"), blank=True)
    subject = models.CharField(_("tiêu đề"), max_length=300, blank=True)
    text = models.TextField(_("nội dung"), blank=True)
    html = models.TextField(blank=True)

    class Meta:
        verbose_name = _("thư điện tử")
        verbose_name_plural = _("thư điện tử")
        indexes = [
            models.Index(fields=["turn", "created_at"], name="letter_waiting", condition=WAITING),
            models.Index(fields=["-created_at", "-id"], name="letter_by_time"),
        ]

    def __str__(self) -> str:
        return self.subject or f"{self.get_kind_display()} – {self.address}"
