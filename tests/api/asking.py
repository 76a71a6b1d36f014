"""A program that asks as one account."""

import json
from typing import Any

from django.http import HttpResponse
from django.test import Client

from api.models import Token
from api.rest.shapes.base import tag_of
from api.services.tokens import make_token
from api.states import Scope
from organisation.models import User
from workflows.models import Subject

ROOT = "/api/v1"
EVERYTHING = list(Scope.values)


class Program:
    """Its token, and what it is answered."""

    def __init__(self, account: User, scopes: list[str] = EVERYTHING, **headers: str) -> None:
        self.token, self.secret = make_token(account, name="Chương trình (hư cấu)", scopes=scopes, days=1)
        self.headers = {"Authorization": f"Bearer {self.secret}", **headers}
        self.client = Client()

    def ask(self, method: str, path: str, data: Any = None, **headers: str) -> HttpResponse:
        sent = {} if data is None else {"data": json.dumps(data), "content_type": "application/json"}
        asked = {**self.headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        return getattr(self.client, method)(f"{ROOT}{path}", headers=asked, **sent)

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.ask("get", path, **headers)

    def act(self, path: str, subject: Subject, verb: str, key: str = "", **sent: Any) -> HttpResponse:
        """Performs a verb on the subject as it stands now."""
        now = type(subject)._default_manager.get(pk=subject.pk)
        more = {"Idempotency_Key": key} if key else {}
        return self.ask("post", f"/{path}/{subject.pk}/{verb}", sent, If_Match=tag_of(now), **more)


def revoked(program: Program) -> Token:
    return Token.objects.get(pk=program.token.pk)
