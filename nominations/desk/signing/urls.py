"""The leaders' and the records clerk's pages: a list to sign, and the decision that comes of it."""

from django.urls import path

from nominations.desk.signing import decisions, lists, revocations

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
    path("decisions/<int:pk>/draft.pdf", revocations.draft, name="revocation_draft"),
]
