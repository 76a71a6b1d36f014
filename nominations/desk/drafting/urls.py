"""Writing a campaign's plan, until the leaders have it."""

from django.urls import path

from nominations.desk.drafting import beginning, drafts, versions

urlpatterns = [
    path("campaigns/new/", beginning.campaign_new, name="campaign_new"),
    path("campaigns/<int:pk>/draft/", drafts.campaign_draft, name="campaign_draft"),
    path("campaigns/<int:pk>/draft/<slug:part>/", drafts.campaign_part, name="campaign_part"),
    path("campaigns/<int:pk>/versions/", versions.campaign_versions, name="campaign_versions"),
    path("campaigns/<int:pk>/versions/<int:version>/", versions.campaign_version, name="campaign_version"),
]
