"""A small OpenID provider on localhost, with real RS256 keys: it answers what a test tells it to."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT = "vinh-danh"


class Provider:
    """`claims` replaces parts of the token, `sign` how it is signed; `asked` is what the site sent for the code."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.claims: dict[str, Any] = {}
        self.left_out: tuple[str, ...] = ()
        self.sign: dict[str, Any] = {"key": self.key, "algorithm": "RS256"}
        self.called: str | None = None
        self.nonce = ""
        self.asked: dict[str, str] = {}
        self.url = ""

    def token(self) -> str:
        now = int(time.time())
        told = {
            "iss": self.url, "aud": CLIENT, "sub": "cb-0042", "iat": now, "exp": now + 300, "nonce": self.nonce,
            "email": "giamdoc@example.vn", **self.claims,
        }  # fmt: skip
        kept = {name: value for name, value in told.items() if name not in self.left_out}
        return jwt.encode(kept, headers={"kid": "one"}, **self.sign)

    def answer(self, path: str, form: dict[str, str]) -> dict[str, Any] | None:
        if path == "/.well-known/openid-configuration":
            doors = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
            return {"issuer": self.called or self.url} | {name: f"{self.url}/{door}" for name, door in doors.items()}
        if path == "/keys":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
            return {"keys": [public | {"kid": "one", "alg": "RS256", "use": "sig"}]}
        if path == "/token":
            self.asked = form
            return {"access_token": "unused", "token_type": "Bearer", "id_token": self.token()}
        return None


@contextmanager
def serving() -> Iterator[Provider]:
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send({})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._send({name: values[0] for name, values in parse_qs(body).items()})

        def _send(self, form: dict[str, str]) -> None:
            found = provider.answer(self.path, form)
            self.send_response(404 if found is None else 200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(found or {}).encode())

        def log_message(self, *_args: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
