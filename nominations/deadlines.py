"""Which deadlines are a person's own: those of units that have not filed, and of rounds that the office runs."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from campaigns.models import Participation, Round
from campaigns.permissions import OFFICE, UNIT, Roles
from campaigns.plan.schema.awards import RoundKind
from campaigns.states import CampaignState
from nominations.models import Dossier
from nominations.states import DossierState
from notifications.feed import Deadline
from organisation.calendar import VIETNAM


def deadlines_of(roles: Roles) -> list[Deadline]:
    """By time; at most two queries, however many units and rounds there are."""
    return sorted([*_of_units(roles), *_of_the_office(roles)], key=lambda one: (one.day, one.uid))


def _of_units(roles: Roles) -> list[Deadline]:
    """Rounds that still wait for a list of one of the person's units."""
    filed = Dossier.objects.filter(round=OuterRef("campaign__rounds"), unit=OuterRef("unit")).exclude(
        state__in=[DossierState.DRAFT, DossierState.RETURNED]
    )
    waiting = Participation.objects.filter(
        unit__in=roles.unit_ids(*UNIT), campaign__state=CampaignState.LAUNCHED,
        campaign__rounds__kind=RoundKind.NOMINATION, campaign__rounds__closes_at__isnull=False,
    ).exclude(Exists(filed))  # fmt: skip
    return [
        _deadline(
            f"round-{row['campaign__rounds']}-unit-{row['unit']}", row["campaign__rounds__closes_at"], row["campaign"],
            _("Hạn nộp danh sách đề nghị: %(unit)s") % {"unit": row["unit__name"]}, row["campaign__rounds__name"],
        )
        for row in waiting.values(
            "campaign", "unit", "unit__name", "campaign__rounds", "campaign__rounds__name",
            "campaign__rounds__closes_at",
        )
    ]  # fmt: skip


def _of_the_office(roles: Roles) -> list[Deadline]:
    """All rounds of the campaigns that the person's office runs."""
    own = Q(campaign__in=roles.campaign_ids(*OFFICE)) | Q(campaign__organisation__in=roles.organisation_ids(*OFFICE))
    rounds = Round.objects.filter(own, campaign__state=CampaignState.LAUNCHED, closes_at__isnull=False)
    return [
        _deadline(
            f"round-{one.pk}", one.closes_at, one.campaign_id, _("Hết hạn: %(round)s") % {"round": one.name},
            one.campaign.name,
        )
        for one in rounds.select_related("campaign")
    ]  # fmt: skip


def _deadline(uid: str, closes_at: datetime | None, campaign: Any, title: str, about: str) -> Deadline:
    assert closes_at is not None
    until = _("Đến %(moment)s.") % {"moment": date_format(localtime(closes_at), "SHORT_DATETIME_FORMAT")}
    return Deadline(
        f"{uid}@{settings.SITE_URL.partition('://')[2]}", closes_at.astimezone(VIETNAM).date(), title,
        f"{about}\n{until}", f"{settings.SITE_URL}/campaigns/{campaign}/",
    )  # fmt: skip
