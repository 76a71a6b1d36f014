"""One table a machine, written by hand: what each state allows, who may do it, and how a test gets there.

A state or verb has its line in STATES; who may take the verb, and which duties forbid it, its line in MAY.
"""

from tests.nominations.machines import (
    article,
    campaign,
    campaign_report,
    comment,
    consolidated_list,
    consultation,
    decision,
    delivery,
    dossier,
    erasure,
    history_import,
    inspection,
    mandate,
    nomination,
    original,
    override,
    progress_report,
    publication,
    recovery,
    unit_letter,
)

MACHINES = {
    "Article": article,
    "Campaign": campaign,
    "CampaignReport": campaign_report,
    "Comment": comment,
    "ConsolidatedList": consolidated_list,
    "Consultation": consultation,
    "Decision": decision,
    "Delivery": delivery,
    "Dossier": dossier,
    "Erasure": erasure,
    "HistoryImport": history_import,
    "Inspection": inspection,
    "Mandate": mandate,
    "Nomination": nomination,
    "Original": original,
    "Override": override,
    "ProgressReport": progress_report,
    "Publication": publication,
    "Recovery": recovery,
    "UnitLetter": unit_letter,
}
