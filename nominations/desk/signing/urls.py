"""The leaders' and the records clerk's pages: a list to sign, and the decision that comes of it."""

from django.urls import path

from nominations.desk.signing import decisions, lists, original_page, originals, replacements, revocations, statistics

urlpatterns = [
    path("lists/<int:pk>/", lists.consolidated_list, name="consolidated_list"),
    path("lists/<int:pk>/preview.pdf", lists.preview, name="list_preview"),
    path("lists/<int:pk>/strike/", lists.strike, name="strike"),
    path("lists/<int:pk>/restore/", lists.restore, name="restore"),
    path("decisions/", decisions.decisions, name="decisions"),
    path("decisions/<int:pk>/", decisions.decision, name="decision"),
    path("decisions/<int:pk>/decision.pdf", decisions.decision_pdf, name="decision_pdf"),
    path("decisions/<int:pk>/proof.json", decisions.decision_proof, name="decision_proof"),
    path("decisions/<int:pk>/revocation/", revocations.propose, name="propose_revocation"),
    path("decisions/<int:pk>/replacement/", replacements.propose, name="propose_replacement"),
    path("decisions/<int:pk>/draft.pdf", revocations.draft, name="decision_draft"),
    path("statistics/", statistics.statistics, name="statistics"),
    path("statistics/statistics.<slug:kind>", statistics.statistics_sheet, name="statistics_sheet"),
    path("originals/", originals.originals, name="originals"),
    path("originals/orders/<int:pk>/", originals.signing_order, name="signing_order"),
    path("originals/<int:pk>/", original_page.original, name="original"),
    path("originals/<int:pk>/original.pdf", original_page.original_pdf, name="original_pdf"),
    path("originals/<int:pk>/to-seal.pdf", original_page.original_to_seal, name="original_to_seal"),
    path("originals/<int:pk>/signatures/", original_page.original_signatures, name="original_signatures"),
]
