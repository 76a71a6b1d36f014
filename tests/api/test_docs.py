"""The lines of docs/api.md do what stands above them."""

import base64
import re
import shlex
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from api.delivering.signing import headers_of
from api.rest.shapes.base import tag_of
from api.services.tokens import make_token
from clients import vinh_danh
from nominations.models import Dossier
from tests.factories import make_dossier, make_world, submitted
from tests.nominations.desk import pdf

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = (Path(settings.BASE_DIR) / "docs" / "api.md").read_text()
BLOCKS = "\n".join(re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL)).replace("\\\n", " ")
EXAMPLES = re.findall(r"^# (\d{3})\n(curl .+)$", BLOCKS, re.MULTILINE)


def asked(line, values):
    """The line as curl would send it: method, address, headers, body or parts."""
    words = [re.sub(r"\$([A-Z]+)", lambda found: values[found[1]], word) for word in shlex.split(line)[1:]]
    method, headers, parts, body, address = "get", {}, {}, None, ""
    while words:
        word = words.pop(0)
        if word == "-X":
            method = words.pop(0).lower()
        elif word == "-H":
            name, _colon, value = words.pop(0).partition(": ")
            headers[name] = value
        elif word == "-d":
            body = words.pop(0)
        elif word == "-F":
            name, _sign, value = words.pop(0).partition("=")
            parts[name] = pdf(value[1:]) if value.startswith("@") else value
        else:
            address = word
    return method, address, headers, parts or body


RECEIVER, WITH_CLIENT = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
BODY = b'{"type": "changes", "data": {"items": [], "next": 7}}'


def received(body=BODY, key=b"k" * 32, at=None):
    """What the receiver of the page makes of a call that the site signed."""
    made: dict = {}
    exec(RECEIVER, made)
    headers = headers_of(b"k" * 32, "7-1-2", int(time.time()) if at is None else at, BODY)
    return made["changes_of"](headers, body, "whsec_" + base64.b64encode(key).decode())


def test_receiver_of_the_page_takes_what_the_site_signed():
    assert received() == {"items": [], "next": 7}


@pytest.mark.parametrize("wrong", [{"body": BODY + b" "}, {"key": b"x" * 32}, {"at": int(time.time()) - 301}])
def test_receiver_of_the_page_refuses_anything_else(wrong):
    with pytest.raises(ValueError, match=r"not signed|too old"):
        received(**wrong)


def test_client_of_the_page_receives_what_was_filed(live_server):
    world = make_world()
    dossier = submitted(world)
    _token, secret = make_token(world.office_reviewer, name="Hư cấu", scopes=["act"], days=1)

    exec(WITH_CLIENT, {"Client": vinh_danh.Client, "address": live_server.url, "token": secret})

    assert Dossier.objects.get(pk=dossier.pk).state == "received"


def test_examples_are_many():
    assert len(EXAMPLES) == BLOCKS.count("curl ") == 8


@pytest.mark.parametrize(("status", "line"), EXAMPLES)
def test_example_is_answered_as_it_says(status, line):
    world = make_world()
    dossier = make_dossier(world)
    account = world.unit_head if "declare_nil" in line else world.unit_officer
    _token, secret = make_token(account, name="Hư cấu", scopes=["write", "act"], days=1)
    values = {
        "TOKEN": secret,
        "SITE": "",
        "DOSSIER": str(dossier.pk),
        "ETAG": tag_of(Dossier.objects.get(pk=dossier.pk)),
    }

    method, address, headers, sent = asked(line, values)
    more = {"content_type": headers["Content-Type"]} if isinstance(sent, str) else {}
    answer = getattr(Client(), method)(address, *([sent] if sent else []), headers=headers, **more)

    assert answer.status_code == int(status)
