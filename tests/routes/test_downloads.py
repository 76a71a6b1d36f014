"""A file is had by its own address alone, by whoever may see what it belongs to, at that moment."""

import posixpath
import re
from email import message_from_string
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import default_storage

from config import settings as production
from organisation.models import UnitGrant
from organisation.uploads import content_disposition
from tests.routes.asking import NOWHERE, Asker, steady

pytestmark = pytest.mark.django_db

FILE = "file held"
STRANGERS = ("officer_2", "nobody", "ended", "stranger", "far_auditor", "anonymous")
NAMES = (
    'a"; filename="b.pdf', "a\r\nSet-Cookie: x=1.pdf", "a\nX-Evil: 1.pdf", "../../etc/passwd", "a\x00b.pdf",
    "đề nghị “khen thưởng”.pdf", "a\u2028b.pdf", "\u202efdp.exe", "a%0d%0aX-Evil: 1.pdf", "; rm -rf.pdf", "=cmd.pdf",
)  # fmt: skip


def path_of(asker: Asker) -> str:
    return asker.stage.objects[FILE].file.name


def address(asker: Asker) -> str:
    return f"/attachments/{asker.stage.objects[FILE].pk}/"


def guesses(asker: Asker) -> list[str]:
    path, own = path_of(asker), address(asker)
    digest = path.rpartition("/")[2]
    return [
        f"/{path}", f"/media/{path}", f"/static/{path}", f"/static/../media/{path}", f"/static/%2e%2e/media/{path}",
        f"/static/..%2fmedia/{path}", f"/attachments/{digest}/", f"/attachments/{digest}", f"{own}{digest}",
        f"{own}../../{path}", f"{own}%2e%2e/{path}", f"{own}..;/{path}", f"/attachments/..%2f{path}",
        f"/attachments/0{digest}/", f"/protected/{path}", f"/internal/{path}", f"/var/media/{path}",
    ]  # fmt: skip


@pytest.mark.parametrize("person", ["anonymous", "officer", "officer_2", "administrator"])
def test_guessed_path_of_a_file_is_missing(asker: Asker, person: str):
    assert {asker.ask(person, "get", url).status_code for url in guesses(asker)} == {404}


def settings_of_production() -> dict[str, Any]:
    return production.STORAGES["default"]


def test_files_lie_outside_of_what_is_served():
    kept = posixpath.abspath(settings_of_production()["OPTIONS"]["location"])
    served = [str(folder) for folder in (settings.STATIC_ROOT, *settings.STATICFILES_DIRS)]

    assert [folder for folder in served if posixpath.commonpath([kept, folder]) == folder] == []


def test_file_is_not_kept_on_the_way(asker: Asker):
    answer = asker.ask("officer", "get", address(asker))

    marks = {"ETag", "Last-Modified"} & {*answer.headers}
    assert (answer.status_code, answer["Cache-Control"], marks) == (200, "private, no-store", set())


@pytest.mark.parametrize(
    "header",
    [
        {"Range": "bytes=0-3"}, {"If-None-Match": "*"}, {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"},
        {"If-Range": "x", "Range": "bytes=0-"}, {"X-Original-URL": "/attachments/1/"}, {"X-Rewrite-URL": "/"},
        {"X-Accel-Redirect": "/"}, {"X-HTTP-Method-Override": "GET"}, {"Range": "bytes=9-1,-1,0-0"},
    ],
    ids=str,
)  # fmt: skip
def test_no_header_opens_a_file_to_strangers(asker: Asker, header: dict[str, str]):
    strange = {person: asker.ask(person, "get", address(asker), headers=header) for person in STRANGERS}

    assert {person: answer.status_code for person, answer in strange.items()} == dict.fromkeys(STRANGERS, 404) | {
        "anonymous": 302
    }


@pytest.mark.parametrize("wanted", ["bytes=0-3", "bytes=9-1", "bytes=999999-"])
def test_part_of_a_file_is_the_whole_for_whom_it_is(asker: Asker, wanted: str):
    whole = asker.ask("officer", "get", address(asker))
    part = asker.ask("officer", "get", address(asker), headers={"Range": wanted})

    assert (part.status_code, part.body) == (200, whole.body)


def test_file_is_missing_at_once_for_whoever_lost_the_role(asker: Asker):
    before = asker.ask("officer", "get", address(asker)).status_code
    UnitGrant.objects.filter(user=asker.stage.people["officer"]).delete()
    answer = asker.ask("officer", "get", address(asker))

    missing = asker.ask("officer", "get", NOWHERE)
    assert (before, steady(answer, address(asker))) == (200, steady(missing, NOWHERE))


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_name_of_a_file_makes_one_header_and_no_path(name: str):
    header = content_disposition(name)
    read = message_from_string(f"Content-Disposition: {header}\n\n")

    assert (len(header.splitlines()), header.isascii(), read.keys(), read.get_content_disposition()) == (
        1, True, ["Content-Disposition"], "attachment",
    )  # fmt: skip


def test_stored_name_is_the_hash_alone(asker: Asker):
    found = asker.stage.objects[FILE]

    # where another unit's copy lies already, Django's storage adds letters of its own
    name = re.fullmatch(rf"attachments/{found.sha256[:2]}/{found.sha256}(_\w{{7}})?", found.file.name)
    assert (bool(name), default_storage.exists(found.file.name)) == (True, True)
