from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from campaigns.states import SubjectKind
from nominations.models.nomination import SEARCH_KEY
from nominations.states import HistoryState as S
from nominations.states import LineChoice, LineFate
from organisation.models import KeptFile, Organisation, Unit
from organisation.states import Honorific
from workflows.models import Subject
from workflows.verbs import verb


class HistoryImport(Subject, KeptFile):
    """A file of past awards: as it came, what its columns were taken for, and how many of its lines met which fate.

    Its lines are `PastAward`s: they stand in the register once it is brought in, and no more once that is undone.
    """

    folder = "histories"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="histories")
    encoding = models.CharField(max_length=10, blank=True)  # as somebody chose it; "" before anybody did
    headings = models.JSONField(default=dict)  # by what is remembered of a heading, the field that it was taken for
    compared_at = models.DateTimeField(_("so sánh lúc"), null=True, blank=True)
    fates = models.JSONField(default=dict)  # how many lines met which fate
    chosen = models.JSONField(default=dict)  # how many lines of a fate were told what: "likely another"
    brought_at = models.DateTimeField(_("nhập lúc"), null=True, blank=True)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(_("hoàn tác lúc"), null=True, blank=True)
    state = FSMField(_("trạng thái"), default=S.UPLOADED, choices=S.choices, protected=True, editable=False)

    class Meta:
        verbose_name = _("lần nhập hồ sơ khen thưởng cũ")
        verbose_name_plural = _("lần nhập hồ sơ khen thưởng cũ")
        indexes = [models.Index(fields=["organisation", "-id"], name="histories_of_body")]

    def get_absolute_url(self) -> str:
        return reverse("history", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Its columns and lines may still be chosen."""
        return self.state == S.UPLOADED

    @property
    def unsettled(self) -> int:
        """Lines of which nobody has said yet whose they are."""
        told = (self.chosen.get(f"{LineFate.LIKELY} {choice}", 0) for choice in LineChoice.values if choice)
        return int(self.fates.get(LineFate.LIKELY, 0) - sum(told))

    @property
    def taken(self) -> int:
        """Lines that it brings in: what is new but for what is left out, and what somebody has told apart or joined."""
        new = self.fates.get(LineFate.NEW, 0) - self.chosen.get(f"{LineFate.NEW} {LineChoice.LEAVE}", 0)
        told = (LineChoice.SAME_PERSON, LineChoice.ANOTHER)
        return int(new + sum(self.chosen.get(f"{LineFate.LIKELY} {choice}", 0) for choice in told))

    def content(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "sha256": self.sha256,
            "encoding": self.encoding,
            "columns": [[heading, what] for heading, what in sorted(self.headings.items())],
            "fates": [[fate, str(count)] for fate, count in sorted(self.fates.items())],
            "chosen": [[choice, str(count)] for choice, count in sorted(self.chosen.items())],
        }

    @verb(
        source=S.UPLOADED, target=S.BROUGHT_IN, label=_("Nhập vào sổ"), past=_("đã nhập vào sổ khen thưởng"),
        guards=("is_compared_with_the_register", "brings_something"), writes=("brought_at", "brought_by"), tone="ok",
    )  # fmt: skip
    def bring_in(self, act: Any) -> None:
        self.brought_at, self.brought_by_id = act.at, act.actor.pk

    @verb(
        source=S.BROUGHT_IN, target=S.UNDONE, label=_("Hoàn tác lần nhập"), past=_("đã hoàn tác lần nhập"),
        guards=("no_later_line_refers_to_it",), writes=("undone_at",), reason=True, tone="bad",
    )  # fmt: skip
    def undo(self, act: Any) -> None:
        self.undone_at = act.at


class PastAward(models.Model):
    """An award of the years before this system, as a line of an old file has it (sổ khen thưởng các năm trước).

    Lines of one person bear one `person`. `twin` is the earlier line that the line is alike to, `twin_nomination` the
    nominee honoured in this system.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    history = models.ForeignKey(HistoryImport, on_delete=models.PROTECT, related_name="lines", db_index=False)
    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.UUIDField(default=uuid4, db_index=True, editable=False)
    number = models.PositiveIntegerField(_("dòng"))
    kind = models.CharField(_("đối tượng"), max_length=12, choices=SubjectKind.choices)
    full_name = models.CharField(_("họ và tên / tên tập thể"), max_length=200)
    search_key = models.CharField(max_length=SEARCH_KEY, editable=False)
    match_key = models.CharField(max_length=SEARCH_KEY, editable=False)  # the name's letters, in whatever order
    honorific = models.CharField(_("Ông/Bà"), max_length=4, choices=Honorific.choices, blank=True)
    position = models.CharField(_("chức vụ"), max_length=160, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    unit_name = models.CharField(_("đơn vị"), max_length=200, blank=True)  # as the file has it
    year = models.PositiveSmallIntegerField(_("năm"), null=True, blank=True)
    decision_number = models.CharField(_("số quyết định"), max_length=80, blank=True)
    decided_on = models.DateField(_("ngày quyết định"), null=True, blank=True)
    authority = models.CharField(_("cơ quan hoặc người quyết định"), max_length=200, blank=True)
    award = models.CharField(_("hình thức khen thưởng, danh hiệu"), max_length=200)
    achievement = models.TextField(_("thành tích"), blank=True)
    money = models.PositiveBigIntegerField(_("tiền thưởng"), null=True, blank=True)
    fate = models.CharField(max_length=8, choices=LineFate.choices)
    choice = models.CharField(max_length=8, choices=LineChoice.choices, blank=True)
    score = models.PositiveSmallIntegerField(default=0)  # how alike to its twin, of 100
    twin = models.UUIDField(null=True, blank=True, editable=False)
    twin_person = models.UUIDField(null=True, blank=True, editable=False)
    twin_nomination = models.PositiveBigIntegerField(null=True, blank=True, editable=False)  # its key
    faults = models.JSONField(default=list)  # cell and words
    stands = models.BooleanField(default=False)  # in the register

    class Meta:
        verbose_name = _("dòng khen thưởng cũ")
        verbose_name_plural = _("dòng khen thưởng cũ")
        indexes = [
            models.Index(fields=["history", "fate", "id"], name="past_awards_by_fate"),
            models.Index(fields=["organisation", "match_key"], name="past_awards_by_letters"),
            models.Index(
                fields=["organisation", "search_key", "-id"], condition=Q(stands=True), name="past_awards_by_name"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.full_name}: {self.award}"
