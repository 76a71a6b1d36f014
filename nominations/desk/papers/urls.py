"""Papers: as files, and the office's own words for them."""

from django.urls import path

from campaigns.models import Campaign, CampaignReport
from nominations.desk.papers import copying, overprinting, runs, wordings
from nominations.desk.papers.printing import paper
from nominations.models import ConsolidatedList, Decision, Dossier, Nomination, UnitLetter

urlpatterns = [
    path("campaigns/<int:pk>/papers/<str:name>", paper, {"of": Campaign}, name="campaign_paper"),
    path("dossiers/<int:pk>/papers/<str:name>", paper, {"of": Dossier}, name="dossier_paper"),
    path("nominations/<int:pk>/papers/<str:name>", paper, {"of": Nomination}, name="nomination_paper"),
    path("lists/<int:pk>/papers/<str:name>", paper, {"of": ConsolidatedList}, name="list_paper"),
    path("letters/<int:pk>/papers/<str:name>", paper, {"of": UnitLetter}, name="letter_paper"),
    path("reports/<int:pk>/papers/<str:name>", paper, {"of": CampaignReport}, name="report_paper"),
    path("decisions/<int:pk>/papers/<str:name>", paper, {"of": Decision}, name="decision_paper"),
    path("decisions/<int:pk>/overprint/", overprinting.overprint, name="overprint"),
    path("decisions/<int:pk>/overprint.pdf", overprinting.overprint_pdf, name="overprint_pdf"),
    path("decisions/<int:pk>/prints/", runs.print_runs, name="print_runs"),
    path("decisions/<int:pk>/prints/<int:made>/", runs.print_run, name="print_run"),
    path("decisions/<int:pk>/prints/<int:made>/certificates.zip", runs.print_run_file, name="print_run_file"),
    path("decisions/<int:pk>/copy/", copying.certified_copy, name="certified_copy"),
    path("decisions/<int:pk>/copy.pdf", copying.certified_copy_pdf, name="certified_copy_pdf"),
    path("decisions/<int:pk>/electronic-copy.pdf", copying.electronic_copy_pdf, name="electronic_copy_pdf"),
    path("wordings/", wordings.wordings, name="wordings"),
    path("wordings/<slug:kind>/", wordings.wording, name="wording"),
]
