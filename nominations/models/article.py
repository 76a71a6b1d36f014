from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from campaigns.models import Campaign
from nominations.states import ArticleState as S
from organisation.models import Organisation
from workflows.models import Subject
from workflows.verbs import verb

LIMITS = {"title": 200, "summary": 400, "body": 12_000}  # characters of each text


class Article(Subject):
    """A short piece of news that the publisher writes for the public portal. What is published does not change."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(
        Campaign, on_delete=models.PROTECT, null=True, blank=True, related_name="articles", verbose_name=_("phong trào")
    )
    title = models.CharField(_("tiêu đề"), max_length=LIMITS["title"])
    summary = models.CharField(_("tóm tắt"), max_length=LIMITS["summary"])
    body = models.TextField(_("nội dung"))
    search_key = models.TextField(editable=False)  # title and summary, folded
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    edited_at = models.DateTimeField(_("sửa lúc"))
    published_at = models.DateTimeField(_("đăng lúc"), null=True, blank=True)
    state = FSMField(_("trạng thái"), default=S.DRAFT, choices=S.choices, protected=True, editable=False)

    class Meta:
        verbose_name = _("tin trên cổng công khai")
        verbose_name_plural = _("tin trên cổng công khai")
        indexes = [
            models.Index(fields=["-published_at", "-id"], condition=Q(state="published"), name="news"),
            models.Index(fields=["organisation", "-id"], name="article_by_body"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.pk])

    @property
    def is_editable(self) -> bool:
        return self.state != S.PUBLISHED

    def content(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "summary": self.summary,
            "body": self.body,
            "campaign": str(self.campaign) if self.campaign else "",
        }

    @verb(
        source=[S.DRAFT, S.WITHDRAWN], target=S.PUBLISHED, label=_("Đăng lên cổng công khai"), past=_("đã đăng"),
        writes=("published_at",), tone="ok",
    )  # fmt: skip
    def publish(self, act: Any) -> None:
        self.published_at = act.at

    @verb(
        source=S.PUBLISHED, target=S.WITHDRAWN, label=_("Gỡ khỏi cổng"), past=_("đã gỡ khỏi cổng"), reason=True,
        tone="bad",
    )  # fmt: skip
    def take_down(self, act: Any) -> None: ...
