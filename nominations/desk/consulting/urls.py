"""The public's say on lists that are not decided yet: the periods of a campaign, what people wrote, what came of it."""

from django.urls import path

from nominations.desk.consulting import comments, consultations

urlpatterns = [
    path("campaigns/<int:pk>/consultations/", consultations.campaign_consultations, name="campaign_consultations"),
    path("campaigns/<int:pk>/consultations/new/", consultations.prepare_consultation, name="prepare_consultation"),
    path("consultations/<int:pk>/", consultations.consultation, name="consultation"),
    path("comments/<int:pk>/", comments.comment, name="comment"),
]
