"""One line per surface."""

from django.conf.urls import include
from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.i18n import set_language

from config.health import healthz, metrics, readyz

handler400 = "config.bad_request.bad_request"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("", include("config.signin.urls")),
    path("i18n/setlang/", login_not_required(set_language), name="set_language"),
    path("", include("portal.urls")),
    path("", include("api.urls")),
    path("", include("campaigns.desk.urls")),
    path("", include("search.desk.urls")),
    path("", include("nominations.desk.urls")),
]
