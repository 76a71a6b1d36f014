"""Papers: as files, and the office's own words for them."""

from django.urls import path

from nominations.desk.papers import printing, wordings

urlpatterns = [
    path("dossiers/<int:pk>/papers/<str:name>", printing.dossier_paper, name="dossier_paper"),
    path("nominations/<int:pk>/papers/<str:name>", printing.nomination_paper, name="nomination_paper"),
    path("lists/<int:pk>/papers/<str:name>", printing.list_paper, name="list_paper"),
    path("letters/<int:pk>/papers/<str:name>", printing.letter_paper, name="letter_paper"),
    path("decisions/<int:pk>/papers/<str:name>", printing.decision_paper, name="decision_paper"),
    path("wordings/", wordings.wordings, name="wordings"),
    path("wordings/<slug:kind>/", wordings.wording, name="wording"),
]
