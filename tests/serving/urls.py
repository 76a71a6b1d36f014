import uuid

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.utils import timezone

from workflows import outbox
from workflows.models import OutboxEntry


@login_not_required
def queue(request: HttpRequest) -> HttpResponse:
    """Queues an entry the way an act does."""
    present = timezone.now()
    with transaction.atomic():
        OutboxEntry.objects.create(
            effect="serving.mark",
            act_id=uuid.uuid4(),
            object_type="test.thing",
            object_id=1,
            payload={"file": request.GET["file"], "seconds": 0},
            created_at=present,
            available_at=present,
        )
        transaction.on_commit(outbox.ring)
    return HttpResponse("queued")


@login_not_required
def empty(_request: HttpRequest) -> HttpResponse:
    """The least that the site can answer."""
    return HttpResponse("ok")


urlpatterns = [path("queue", queue), path("empty", empty), path("", include("config.urls"))]
