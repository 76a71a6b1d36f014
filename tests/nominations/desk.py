"""What tests of the desk's pages share: a browser that is signed in, and files to send."""

import time
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from config.signin.sessions import BEGAN, PROVED, SEEN
from nominations.models import Nomination
from organisation.models import User
from workflows.models import Subject

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\nstartxref\n9\n%%EOF\n"


def signed_in(user: User, *, minutes_ago: int = 0) -> Client:
    """Somebody who has shown who they are so long ago, and was at work since."""
    client = Client()
    client.force_login(user, backend="organisation.backends.PersonBackend")
    session, now = client.session, time.time()
    began = now - 60 * minutes_ago  # in the future: no session is noted again while the test runs
    session.update({BEGAN: began, SEEN: max(now, began), PROVED: began})
    session.save()
    return client


def pdf(name: str = "to-trinh.pdf", more: str = "") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF + more.encode(), content_type="application/pdf")


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def seen(subject: Subject, **more: Any) -> dict[str, Any]:
    """What every verb's form carries of its subject, as it stands now."""
    version, content_hash = type(subject)._default_manager.values_list("version", "content_hash").get(pk=subject.pk)
    return {"version": version, "content_hash": content_hash, **more}


def typed(nomination: Nomination, **fields: Any) -> dict[str, Any]:
    """What the form of an individual sends."""
    sent = {
        "version": nomination.version,
        "full_name": nomination.full_name,
        "honorific": nomination.honorific,
        "position": nomination.position,
        "sub_unit": nomination.sub_unit,
        "is_leader": {True: "leader", False: "direct", None: ""}[nomination.is_leader],
        "award_form": nomination.award_form_id or "",
        "overview": nomination.overview,
        "achievements": nomination.achievements,
        "earlier_awards": nomination.earlier_awards,
    }
    return sent | fields
