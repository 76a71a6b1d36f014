"""The state of things on Monday 5 August 2013: five days before the lists are due."""

from datetime import datetime
from pathlib import Path

from django.conf import settings

from campaigns.models import Campaign
from campaigns.services import campaigns
from campaigns.services.loading import load_file
from nominations.demo import acts, deliveries, inspections, progress, publishing, reports
from nominations.demo.nominees import LISTS
from nominations.demo.people import LOCAL, invite
from nominations.services import campaign_reports, dossiers
from workflows import clock

PLAN = Path(settings.BASE_DIR) / "campaigns" / "plans" / "lao-cai-2013.yaml"


def at(day: int, month: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2013, month, day, hour, minute, tzinfo=LOCAL)


def set_stage() -> Campaign:
    """The plan, its people, and the campaign launched on 25/5/2013. Raises PlanError."""
    with clock.moved_to(at(24, 5, 9)):
        campaign = load_file(PLAN).campaign
        invite(campaign.organisation)
        campaigns.approve(campaign, actor=acts.who("phogiamdoc"))
    with clock.moved_to(at(25, 5, 7, 30)):
        campaigns.launch(campaign, actor=acts.who("chanhvp"))
        campaign_reports.set_interval(campaign, reports.EVERY, actor=acts.who("chanhvp"), seen="")
    return Campaign.objects.get(pk=campaign.pk)


def tell() -> Campaign:
    """Everything up to today; nothing when it was told before."""
    known = Campaign.objects.filter(code="lao-cai-2013").first()
    if known and known.dossiers.exists():
        return known
    campaign = set_stage()
    round_ = campaign.rounds.get()
    _first_decision(campaign, round_)
    with clock.moved_to(at(29, 7, 9)):
        reviewed = acts.draft(round_, "PCNTT", LISTS["PCNTT"], officer="canbo.cntt", letter="08/TTr-CNTT")
        acts.submit(reviewed, head="truongphong.cntt")
    with clock.moved_to(at(31, 7, 14)):
        acts.review(reviewed, reviewer="chuyenvien")
        acts.finish(reviewed, reviewer="chuyenvien")
    with clock.moved_to(at(1, 8, 10)):
        returned = acts.draft(round_, "VIETTEL", LISTS["VIETTEL"], officer="canbo.viettel", letter="112/CV-VTLC")
        acts.submit(returned, head="giamdoc.viettel")
    with clock.moved_to(at(2, 8, 9)):
        acts.review(returned, reviewer="chuyenvien", back="Nguyễn Thị Hòa")
        acts.return_to_unit(returned, reviewer="chuyenvien")
    with clock.moved_to(at(2, 8, 15)):
        filed = acts.draft(round_, "VTLC", LISTS["VTLC"], officer="canbo.vienthong", letter="245/VNPT-LC")
        acts.submit(filed, head="giamdoc.vienthong")
        acts.draft(round_, "PBCVT", LISTS["PBCVT"], officer="canbo.bcvt")
        nil = acts.draft(round_, "PBCXB", [], officer="canbo.baochi")
        dossiers.declare_nil(nil, actor=acts.who("truongphong.baochi"))
    with clock.moved_to(at(2, 8, 16)):
        held = acts.draft(round_, "TTCNTT", LISTS["TTCNTT"], officer="canbo.trungtam", letter="31/TTr-TTCNTT")
        acts.submit(held, head="giamdoc.trungtam")
        dossiers.receive(held, actor=acts.who("chuyenvien2"))
    progress.tell(campaign)
    inspections.tell(campaign)
    deliveries.tell(campaign)
    publishing.tell(campaign)
    return campaign


def _first_decision(campaign: Campaign, round_: object) -> None:
    """Thanh tra Sở filed early; its list is signed and issued already."""
    with clock.moved_to(at(15, 7, 9)):
        early = acts.draft(round_, "TTS", LISTS["TTS"], officer="canbo.thanhtra", letter="05/TTr-TTr")
        acts.submit(early, head="chanhthanhtra")
    with clock.moved_to(at(18, 7, 10)):
        acts.review(early, reviewer="chuyenvien2")
        acts.finish(early, reviewer="chuyenvien2")
    with clock.moved_to(at(22, 7, 15)):
        target = acts.consolidate(campaign, reviewer="chuyenvien2", head="chanhvp")
    with clock.moved_to(at(24, 7, 8, 45)):
        acts.issue(acts.sign(target, signer="phogiamdoc"), clerk="vanthu")
