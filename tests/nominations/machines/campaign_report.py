from campaigns.models import CampaignReport
from nominations.campaign_figures import figures_of
from nominations.services import campaign_reports
from tests.factories import World

STATES = """
draft      present → presented
presented  take_back → draft, note → noted, hand_back → returned
returned   present → presented
noted
"""

MAY = """
           UO UH OR OH CS CM CC DI DD RC PU AU AD  NB SU EL OU OF EX NY  CR CO  duties
present    .  .  .  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   .  .
take_back  .  .  .  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   .  .
note       .  .  .  .  .  .  .  +  +  .  .  .  .   .  .  .  .  .  .  .   .  .   presented_by
hand_back  .  .  .  .  .  .  .  +  +  .  .  .  .   .  .  .  .  .  .  .   .  .   presented_by
"""


def begin(world: World) -> CampaignReport:
    report = campaign_reports.begin(world.campaign, "interim", actor=world.office_reviewer)
    written = dict.fromkeys(campaign_reports.WRITTEN, "") | {"kind": "interim", "assessment": "Đạt kế hoạch (hư cấu)."}
    seen = (report.version, report.content_hash)
    campaign_reports.write(report, written, actor=world.office_reviewer, seen=seen)
    return CampaignReport.objects.get(pk=report.pk)


BEGINNINGS = {"draft": begin}


def figures(_world: World, report: CampaignReport) -> dict:
    return {"figures": figures_of(report.campaign)}


READY = {("draft", "present"): figures, ("returned", "present"): figures}
