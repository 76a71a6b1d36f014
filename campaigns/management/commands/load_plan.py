"""A plan's file becomes a campaign."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from campaigns.models import Campaign
from campaigns.plan import PlanError
from campaigns.services import campaigns
from campaigns.services.loading import Loaded, load_file
from campaigns.states import CampaignState
from organisation.models import User
from workflows.errors import NotAllowed, NotPermitted


class Command(BaseCommand):
    help = "Loads a plan. The same file again changes nothing; a changed one makes a new version. See campaigns/plan/."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="the plan, as campaigns/plan/README.md describes")
        parser.add_argument("--as", dest="username", metavar="USERNAME", help="who approves and launches")
        parser.add_argument(
            "--launch", action="store_true", help="approves and launches, as a leader with authority to sign plans"
        )

    def handle(self, *, file: Path, username: str | None, launch: bool, **_options: Any) -> None:
        if launch and not username:
            raise CommandError(_("--launch cần --as USERNAME: ai phê duyệt và phát động?"))
        try:
            loaded = load_file(file)
        except PlanError as error:
            raise CommandError(
                _("%(file)s chưa được nạp:\n%(mistakes)s") % {"file": file, "mistakes": error}
            ) from error
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        self.stdout.write(_report(loaded))
        if launch:
            self._launch(loaded.campaign, str(username))

    def _launch(self, campaign: Campaign, username: str) -> None:
        actor = User.objects.filter(username=username, organisation=campaign.organisation).first()
        if actor is None:
            raise CommandError(_("Cơ quan không có tài khoản “%(username)s”.") % {"username": username})
        try:
            if campaign.state == CampaignState.DRAFT:
                campaigns.approve(campaign, actor=actor)
            if campaign.state == CampaignState.APPROVED:
                campaigns.launch(campaign, actor=actor)
        except NotPermitted as error:
            words = _("%(name)s không có quyền ký kế hoạch lúc này; cần một quyền ký còn hiệu lực.") % {"name": actor}
            raise CommandError(str(error) or words) from error
        except NotAllowed as error:
            raise CommandError("\n".join(error.reasons)) from error
        self.stdout.write(f"{campaign}: {campaign.get_state_display()}")


def _report(loaded: Loaded) -> str:
    """What was done, in a few lines."""
    campaign = loaded.campaign
    if loaded.is_new:
        done = _("Đã nạp “%(name)s”.")
    elif loaded.is_changed:
        done = _("Đã cập nhật “%(name)s”.")
    else:
        done = _("“%(name)s”: kế hoạch không thay đổi.")
    lines = [
        done % {"name": campaign.name},
        _("Phiên bản %(version)s; %(units)s đơn vị tham gia; trạng thái: %(state)s.")
        % {
            "version": campaign.version,
            "units": campaign.participations.count(),
            "state": campaign.get_state_display(),
        },
        *(
            _("Dời hạn đợt “%(round)s”: %(phrase)s.") % {"round": round_.name, "phrase": round_.deadline_phrase}
            for round_ in loaded.moved
        ),
    ]
    return "\n".join(lines)
