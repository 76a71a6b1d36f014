"""Where programs ask, and where people make the tokens for it."""

from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt

from api.desk.reference import reference
from api.desk.tokens import token_revoke, tokens
from api.desk.webhooks import webhook, webhooks
from api.rest.problems import missing
from api.rest.site import api

urlpatterns = [
    path("account/tokens/", tokens, name="tokens"),
    path("account/tokens/<int:pk>/revoke/", token_revoke, name="token_revoke"),
    path("account/webhooks/", webhooks, name="webhooks"),
    path("account/webhooks/<int:pk>/", webhook, name="webhook"),
    path("api/", reference, name="reference"),
    path("api/v1/", api.urls),
    path("api/v1/", include([re_path("", csrf_exempt(missing), name="api_missing")])),
]
