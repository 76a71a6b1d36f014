"""The id of the request being answered, for the trail; empty outside a request."""

from contextvars import ContextVar

_request_id: ContextVar[str] = ContextVar("request_id", default="")


def request_id() -> str:
    return _request_id.get()


def begin_request(identifier: str) -> None:
    _request_id.set(identifier)
