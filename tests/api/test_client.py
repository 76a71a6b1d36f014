"""The client in one file, against the site and against servers that fail."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, get_args

import pytest

from api.rest import feed
from api.rest.kinds import KINDS
from api.services.tokens import make_token
from clients import vinh_danh
from clients.vinh_danh import Client, Problem, Unreachable
from nominations.models import Dossier
from tests.factories import make_dossier, make_nomination, make_world, submitted
from tests.nominations.desk import pdf
from workflows.seals.checkpoints import seal

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _waits_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vinh_danh.time, "sleep", lambda _seconds: None)


def client_of(account: Any, live_server: Any, **more: Any) -> Client:
    _token, secret = make_token(account, name="Hư cấu", scopes=["write", "act"], days=1)
    return Client(live_server.url, secret, **more)


def test_kinds_are_those_of_the_api():
    assert get_args(vinh_danh.Kind) == tuple(kind.path for kind in KINDS)


def test_change_has_the_fields_of_the_feed():
    assert [*vinh_danh.Change.__annotations__] == [*feed.Change.model_fields]


def test_token_travels_over_https_only():
    with pytest.raises(ValueError, match="https only"):
        Client("http://vinhdanh.example", "t")


def test_each_goes_through_all_pages(live_server, monkeypatch):
    world = make_world()
    dossier = make_dossier(world)
    made = [make_nomination(world, dossier) for _row in range(5)]
    monkeypatch.setattr(vinh_danh, "PAGE", 2)

    told = client_of(world.unit_officer, live_server).each("nominations", fields=["full_name"])

    assert [one["id"] for one in told] == sorted((one.pk for one in made), reverse=True)


def test_act_with_the_same_key_is_done_once(live_server):
    world = make_world()
    dossier = submitted(world)
    site = client_of(world.office_reviewer, live_server)
    seen = site.read("dossiers", dossier.pk)

    states = [site.act("dossiers", seen, "receive", key="k")["state"] for _turn in range(2)]

    assert (states, Dossier.objects.get(pk=dossier.pk).event_seq - dossier.event_seq) == (["received"] * 2, 1)


def test_refusal_is_worded_in_the_language_asked_for(live_server):
    world = make_world()
    submitted(world)
    (line,) = client_of(world.office_reviewer, live_server).each("dossiers")
    stale = {**line, "etag": '"1-' + "0" * 64 + '"'}

    with pytest.raises(Problem) as refused:
        client_of(world.office_reviewer, live_server, language="en").act("dossiers", stale, "receive")

    assert (refused.value.status, refused.value.name, refused.value.title) == (412, "stale", "The content has changed")


def test_nominees_with_a_fault_are_named_by_their_row(live_server):
    world = make_world()
    site = client_of(world.unit_officer, live_server)
    dossier = site.read("dossiers", make_dossier(world).pk)
    sound = {"kind": "individual", "full_name": "Nguyễn Hư Cấu", "honorific": "ong"}

    with pytest.raises(Problem) as refused:
        site.nominate(dossier, [sound, sound | {"award_form": 999_999}])

    assert [one["field"] for one in refused.value.more["errors"]] == ["nominations.1.award_form"]


def test_file_comes_back_as_it_was_sent(live_server, tmp_path: Path):
    world = make_world()
    site = client_of(world.unit_officer, live_server)
    file = tmp_path / "tờ trình “số 1”.pdf"
    file.write_bytes(pdf("x").read())

    made = site.attach("dossiers", make_dossier(world).pk, file, as_kind="letter")

    assert (site.download(made["id"]), made["name"]) == (file.read_bytes(), file.name)


def test_changes_go_on_from_the_last_sequence(live_server):
    world = make_world()
    submitted(world)
    seal()
    site = client_of(world.office_reviewer, live_server)
    told = list(site.changes())

    assert (told[-1]["verb"], list(site.changes(told[-1]["sequence"]))) == ("submit", [])


class Server:
    """Answers with each status in turn, the last one for ever, and counts."""

    def __init__(self, *statuses: int) -> None:
        self.asked: list[str] = []
        answers = [*statuses]

        class Handler(BaseHTTPRequestHandler):
            def answer(handler) -> None:  # noqa: N805
                self.asked.append(handler.command)
                status = answers.pop(0) if len(answers) > 1 else answers[0]
                body = json.dumps({"items": [], "next": None}).encode()
                handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
                handler.send_response(status)
                handler.send_header("Content-Length", str(len(body)))
                if status == 302:
                    handler.send_header("Location", "/elsewhere")
                handler.end_headers()
                handler.wfile.write(body)

            do_GET = do_POST = answer  # noqa: N815

            def log_message(handler, *_args: Any) -> None: ...  # noqa: N805

        self.http = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()


@pytest.fixture
def serving() -> Iterator[Any]:
    made: list[Server] = []

    def serve(*statuses: int) -> Server:
        made.append(Server(*statuses))
        return made[-1]

    yield serve
    for one in made:
        one.http.shutdown()


SEEN = {"id": 1, "etag": '"1-0"'}


@pytest.mark.parametrize("fault", [429, 503])
def test_read_is_repeated_until_it_is_answered(serving, fault: int):
    server = serving(fault, fault, 200)

    assert (Client(server.address, "t").me()["items"], server.asked) == ([], ["GET"] * 3)


def test_act_is_repeated_because_it_carries_a_key(serving):
    server = serving(503, 200)
    Client(server.address, "t").act("dossiers", SEEN, "receive")

    assert server.asked == ["POST"] * 2


def test_nominees_are_sent_once_for_they_carry_no_key(serving):
    server = serving(503, 200)

    with pytest.raises(Problem):
        Client(server.address, "t").nominate(SEEN, [])

    assert server.asked == ["POST"]


def test_redirect_is_not_followed_with_the_token(serving):
    server = serving(302)

    with pytest.raises(Problem):
        Client(server.address, "t").me()

    assert server.asked == ["GET"]


def test_nobody_at_the_address_is_told():
    with pytest.raises(Unreachable):
        Client("http://127.0.0.1:9", "t").me()
