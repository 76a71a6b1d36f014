"""A client of Vinh Danh's API in one file: the Python standard library only, copied to where it is needed.

    site = Client("https://vinhdanh.example", token)
    for line in site.each("dossiers", state="submitted"):
        dossier = site.read("dossiers", line["id"])
        site.act("dossiers", dossier, "receive", key=f"receive-{dossier['id']}")

Refusals are `Problem`, worded by the site in the language that was asked for. What can be repeated without harm is
repeated: reads, and acts that carry a key.
"""

import json
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from http.client import HTTPException
from pathlib import Path
from typing import Any, Literal, TypedDict
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

Kind = Literal[
    "campaigns", "units", "dossiers", "nominations", "attachments", "lists", "decisions", "originals", "letters",
    "overrides", "progress", "recoveries", "campaign-reports", "inspections", "publications", "articles",
    "deliveries", "consultations", "comments",
]  # fmt: skip
Item = dict[str, Any]  # fields as the site's reference at /api/ describes them
TRIES = 4
LONGEST_WAIT = 60.0  # seconds
PAGE = 100


class Change(TypedDict):
    """One event of the trail, as `GET /changes` tells it; `at` is RFC 3339."""

    sequence: int
    kind: str
    id: int
    verb: str
    source: str
    target: str
    version: int
    act_id: str
    at: str
    href: str


class Problem(Exception):
    """The site's refusal (RFC 9457): `name` is the last part of its type, `more` all that it says: errors, reasons."""

    def __init__(self, status: int, said: Mapping[str, Any]) -> None:
        self.status = status
        self.name = str(said.get("type", "")).rpartition("problem-")[2]
        self.title, self.detail = str(said.get("title", "")), str(said.get("detail", ""))
        self.more = dict(said)
        super().__init__(f"{status} {self.title}: {self.detail}")


class Unreachable(Exception):
    """No answer came, or none that is the site's, as often as it was tried."""


class _NoRedirects(HTTPRedirectHandler):
    """A redirect would carry the token to another address."""

    def redirect_request(self, *_args: Any, **_more: Any) -> None:
        return None


class Client:
    """One account's token at one site. `site` begins with https://, but for a machine's own address.

    Raises ValueError for another address, Problem and Unreachable from every method.
    """

    def __init__(self, site: str, token: str, *, language: str = "vi", timeout: float = 30.0) -> None:
        parts = urlsplit(site)
        if parts.scheme != "https" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
            raise ValueError(f"{site}: a token travels over https only")
        self._base, self._timeout = f"{site.rstrip('/')}/api/v1", timeout
        self._headers = {"Authorization": f"Bearer {token}", "Accept-Language": language}
        self._opener = build_opener(_NoRedirects)

    def me(self) -> Item:
        """Whose token it is, and what it may do."""
        return self._ask("GET", "/me")

    def read(self, kind: Kind, key: int, *, fields: Sequence[str] = ()) -> Item:
        """One object, whole or in the parts named; whole ones of the door carry `etag` and `offers`."""
        return self._ask("GET", f"/{kind}/{key}{_query(fields=','.join(fields))}")

    def each(self, kind: Kind, *, fields: Sequence[str] = (), **filters: str | int) -> Iterator[Item]:
        """Every line that the account may see, newest first; pages are fetched as they are needed."""
        cursor: str | None = ""
        while cursor is not None:
            asked = _query(limit=PAGE, cursor=cursor, fields=",".join(fields), **filters)
            page = self._ask("GET", f"/{kind}{asked}")
            yield from page["items"]
            cursor = page["next"]

    def changes(self, after: int = 0) -> Iterator[Change]:
        """What happened since the event `after`, oldest first, up to now: remember the last `sequence`."""
        while True:
            page = self._ask("GET", f"/changes{_query(after=after, limit=PAGE)}")
            yield from page["items"]
            if len(page["items"]) < PAGE:
                return
            after = page["next"]

    def act(self, kind: Kind, seen: Item, verb: str, *, key: str = "", **sent: Any) -> Item | None:
        """Does `verb` to the object as it was seen; with its `key` it can be repeated. None: it is out of sight now."""
        headers = {"If-Match": seen["etag"], "Idempotency-Key": key or uuid.uuid4().hex}
        return self._ask("POST", f"/{kind}/{seen['id']}/{verb}", sent, headers, again=True)

    def nominate(self, dossier: Item, nominees: Sequence[Mapping[str, Any]]) -> list[Item]:
        """Adds nominees to a dossier that is not filed, all or none; `more["errors"]` of a Problem names the rows."""
        sent = {"nominations": [dict(one) for one in nominees]}
        made = self._ask("POST", f"/dossiers/{dossier['id']}/nominations/bulk", sent, {"If-Match": dossier["etag"]})
        return made["items"]

    def attach(self, kind: Literal["dossiers", "nominations"], key: int, file: Path, *, as_kind: str) -> Item:
        """Sends a file; the site judges it by its bytes."""
        boundary = uuid.uuid4().hex
        name = file.name.replace('"', "%22").replace("\r", "").replace("\n", "")
        head = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="kind"\r\n\r\n{as_kind}\r\n'
            f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        )
        body = head.encode() + file.read_bytes() + f"\r\n--{boundary}--\r\n".encode()
        headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        return self._ask("POST", f"/{kind}/{key}/attachments", body, headers)

    def download(self, attachment: int) -> bytes:
        """The bytes of a file."""
        return self._answer(self._request("GET", f"/attachments/{attachment}/content"), again=True)

    def _ask(
        self, method: str, path: str, sent: Any = None, headers: Mapping[str, str] | None = None, *, again: bool = False
    ) -> Any:
        answer = self._answer(self._request(method, path, sent, headers), again=again or method == "GET")
        return json.loads(answer) if answer else None

    def _request(self, method: str, path: str, sent: Any = None, headers: Mapping[str, str] | None = None) -> Request:
        body = sent if sent is None or isinstance(sent, bytes) else json.dumps(sent).encode()
        kind = {} if sent is None or isinstance(sent, bytes) else {"Content-Type": "application/json"}
        return Request(self._base + path, body, {**self._headers, **kind, **(headers or {})}, method=method)  # noqa: S310

    def _answer(self, request: Request, *, again: bool) -> bytes:
        """Waits as the site asks when it is asked too often, which it did not act on; repeats only what may be."""
        for turn in range(1, TRIES + 1):
            try:
                with self._opener.open(request, timeout=self._timeout) as answer:
                    return answer.read()
            except HTTPError as refusal:
                wait = _pause(refusal, turn)
                if turn == TRIES or not (refusal.code == 429 or (again and refusal.code in (502, 503, 504))):
                    raise Problem(refusal.code, _said(refusal)) from refusal
            except (OSError, HTTPException) as fault:
                if turn == TRIES or not again:
                    raise Unreachable(f"{request.full_url}: {fault}") from fault
                wait = float(2**turn) / 4
            time.sleep(wait)
        raise AssertionError("the last turn answers or raises")


def _query(**asked: str | int) -> str:
    given = {name: value for name, value in asked.items() if value != ""}
    return f"?{urlencode(given)}" if given else ""


def _pause(refusal: HTTPError, turn: int) -> float:
    said = refusal.headers.get("Retry-After", "")
    return min(float(said), LONGEST_WAIT) if said.isdigit() else float(2**turn) / 4


def _said(refusal: HTTPError) -> Mapping[str, Any]:
    try:
        said = json.loads(refusal.read())
    except ValueError:
        said = None
    return said if isinstance(said, dict) else {"title": refusal.reason}
