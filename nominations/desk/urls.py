"""The staff's pages, a folder a job.

messages (everybody), drafting (office), filing (units), progress (units, office), histories, review and consulting
(office), signing (leaders, records), delivering (records, units), publishing (publishers), trail (auditors), powers and
system (administrators).
"""

from django.urls import include, path

from nominations.desk import campaign, home, nominations, verbs

urlpatterns = [
    path("", home.home, name="home"),
    path("campaigns/", campaign.campaigns, name="campaigns"),
    path("", include("nominations.desk.drafting.urls")),
    path("campaigns/<int:pk>/", campaign.campaign, name="campaign"),
    path("nominations/", nominations.nominations, name="nominations"),
    path("", include("nominations.desk.messages.urls")),
    path("", include("nominations.desk.exporting.urls")),
    path("", include("nominations.desk.filing.urls")),
    path("", include("nominations.desk.progress.urls")),
    path("", include("nominations.desk.importing.urls")),
    path("", include("nominations.desk.histories.urls")),
    path("", include("nominations.desk.review.urls")),
    path("", include("nominations.desk.signing.urls")),
    path("", include("nominations.desk.trail.urls")),
    path("", include("nominations.desk.powers.urls")),
    path("", include("nominations.desk.letters.urls")),
    path("", include("nominations.desk.publishing.urls")),
    path("", include("nominations.desk.papers.urls")),
    path("", include("nominations.desk.archives.urls")),
    path("", include("nominations.desk.delivering.urls")),
    path("", include("nominations.desk.consulting.urls")),
    path("", include("nominations.desk.system.urls")),
    # Last: a verb's name is the last segment, after every page that has its own.
    path("campaigns/<int:pk>/<slug:verb>/", verbs.campaign_verb, name="campaign_verb"),
    path("dossiers/<int:pk>/<slug:verb>/", verbs.dossier_verb, name="dossier_verb"),
    path("nominations/<int:pk>/<slug:verb>/", verbs.nomination_verb, name="nomination_verb"),
    path("lists/<int:pk>/<slug:verb>/", verbs.list_verb, name="list_verb"),
    path("decisions/<int:pk>/<slug:verb>/", verbs.decision_verb, name="decision_verb"),
    path("originals/<int:pk>/<slug:verb>/", verbs.original_verb, name="original_verb"),
    path("overrides/<int:pk>/<slug:verb>/", verbs.override_verb, name="override_verb"),
    path("letters/<int:pk>/<slug:verb>/", verbs.letter_verb, name="letter_verb"),
    path("progress/<int:pk>/<slug:verb>/", verbs.progress_verb, name="progress_verb"),
    path("reports/<int:pk>/<slug:verb>/", verbs.report_verb, name="report_verb"),
    path("inspections/<int:pk>/<slug:verb>/", verbs.inspection_verb, name="inspection_verb"),
    path("histories/<int:pk>/<slug:verb>/", verbs.history_verb, name="history_verb"),
    path("recoveries/<int:pk>/<slug:verb>/", verbs.recovery_verb, name="recovery_verb"),
    path("deliveries/<int:pk>/<slug:verb>/", verbs.delivery_verb, name="delivery_verb"),
    path("publications/<int:pk>/<slug:verb>/", verbs.publication_verb, name="publication_verb"),
    path("consultations/<int:pk>/<slug:verb>/", verbs.consultation_verb, name="consultation_verb"),
    path("comments/<int:pk>/<slug:verb>/", verbs.comment_verb, name="comment_verb"),
    path("articles/<int:pk>/<slug:verb>/", verbs.article_verb, name="article_verb"),
]
