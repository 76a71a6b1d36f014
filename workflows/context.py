"""The request being answered: its id, for the trail, and whether its person has just shown who they are."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_request_id: ContextVar[str] = ContextVar("request_id", default="")
_is_fresh: ContextVar[Callable[[], bool] | None] = ContextVar("is_fresh", default=None)


def request_id() -> str:
    return _request_id.get()


def is_fresh() -> bool:
    """May a signature be given? Outside a request nobody is asked: commands are run by whoever holds the machine."""
    ask = _is_fresh.get()
    return ask is None or ask()


@contextmanager
def answering(identifier: str, is_fresh: Callable[[], bool]) -> Iterator[None]:
    """The block answers one request."""
    named, asked = _request_id.set(identifier), _is_fresh.set(is_fresh)
    try:
        yield
    finally:
        _request_id.reset(named)
        _is_fresh.reset(asked)
