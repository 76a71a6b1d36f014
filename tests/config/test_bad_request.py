"""What is too large or cannot be read is refused in words, as a page or as the script expects it."""

import pytest
from django.conf import settings as site
from django.test import Client
from django.urls import reverse

from tests.factories import make_dossier, make_nomination, make_world
from tests.nominations.desk import signed_in

pytestmark = pytest.mark.django_db
LETTERS = "ă" * (site.DATA_UPLOAD_MAX_MEMORY_SIZE // 2)  # two bytes each, and the names of the fields
MANY = {f"field-{number}": "" for number in range(site.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
TOO_MUCH = "Phần chữ gửi lên nhiều hơn 5 MB."


@pytest.fixture
def nomination():
    world = make_world()
    return make_nomination(world, make_dossier(world)), signed_in(world.unit_officer)


@pytest.mark.parametrize("form", [{"achievements": LETTERS}, MANY], ids=["long", "many"])
def test_form_that_is_too_large_is_refused_on_a_page(nomination, form):
    found, officer = nomination

    answer = officer.post(reverse("nomination_edit", args=[found.pk]), form)

    page = answer.content.decode()
    assert (answer.status_code, TOO_MUCH in page, '<html lang="vi"' in page) == (413, True, True)


def test_autosave_that_is_too_large_is_answered_in_json(nomination):
    found, officer = nomination
    url = reverse("nomination_autosave", args=[found.pk])

    answer = officer.post(url, {"achievements": LETTERS}, headers={"accept": "application/json"})

    assert (answer.status_code, answer.json()["message"].startswith(TOO_MUCH)) == (413, True)


def test_request_to_another_host_is_refused_on_a_page(settings):
    settings.ALLOWED_HOSTS = ["localhost"]

    answer = Client(headers={"host": "elsewhere.example"}).get("/sign-in/")

    assert (answer.status_code, "Không đọc được nội dung gửi lên" in answer.content.decode()) == (400, True)
