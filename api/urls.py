"""Where programs ask, and where people make the tokens for it."""

from django.urls import path, re_path

from api.rest.problems import missing
from api.rest.site import api

urlpatterns = [
    path("api/v1/", api.urls),
    re_path(r"^api/v1/.*$", missing, name="api_missing"),
]
