"""What the door moves: anything with a state, a version and a chain of events."""

import secrets
from typing import Any

from django.db import models

from workflows.canonical import digest

GENESIS = "0" * 64  # the hash before an object's first event


def new_salt() -> str:
    return secrets.token_hex(16)


class Subject(models.Model):
    """An aggregate whose state changes only through `workflows.engine.perform`.

    A subclass declares `state` (FSMField, protected), its verbs (`workflows.verbs.verb`) and `content()`. A document
    that people sign also has `flow_name` (its process of human tasks) and may carry `items(verb)`.
    """

    version = models.PositiveIntegerField(default=1, editable=False)
    content_hash = models.CharField(max_length=64, blank=True, editable=False)
    content_salt = models.CharField(max_length=32, default=new_salt, editable=False)
    kept_version = models.PositiveIntegerField(default=0, editable=False)  # the last one with a ContentSnapshot
    event_seq = models.PositiveIntegerField(default=0, editable=False)
    event_hash = models.CharField(max_length=64, default=GENESIS, editable=False)

    flow_name = ""
    bulky: tuple[str, ...] = ()  # long texts that the door leaves in the database until somebody asks

    class Meta:
        abstract = True

    @classmethod
    def object_type(cls) -> str:
        """The name under which the trail knows this aggregate."""
        return cls._meta.label_lower

    def content(self) -> dict[str, Any]:
        """Everything a person decides on when deciding on this object, as plain JSON data."""
        raise TypeError(f"{type(self).__name__} does not say what its content is")

    def salted_content(self) -> dict[str, Any]:
        return {**self.content(), "salt": self.content_salt}

    def compute_hash(self) -> str:
        """Salted, so that an erased text cannot be guessed back from its hash."""
        return digest(self.salted_content())

    def items(self, verb: str) -> "models.QuerySet[Any] | None":  # noqa: ARG002
        """The items that a document's verb may move along, or None."""
        return None

    def task_owner_id(self) -> int | None:
        """Who holds the open human task, if the state says so."""
        return None
