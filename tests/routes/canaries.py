"""A word of its own in every text of every row: whoever meets one has met that row.

The words are planted from the models: a new text field has one at once, and a model that says neither whose its rows
are nor why that does not matter fails `unclassed`.
"""

import re
import secrets
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models import Model

from campaigns.models import Evidence
from organisation.models import User
from workflows import triggers
from workflows.models import AuditEvent

SALT = secrets.token_hex(2)
WORD = re.compile(rf"zq{SALT}([a-z]+)x(\d+)x", re.IGNORECASE)
ABOUT_OBJECTS = ("object_type", "object_id")  # rows that name what they are about
OWNERS = {  # how a row leads to its owner: organisation, and where it is a unit's or a person's own, that one
    "nominations.Dossier": {"organisation": "organisation_id", "unit": "unit_id", "campaign": "campaign_id"},
    "nominations.Nomination": {"organisation": "organisation_id", "unit": "unit_id", "campaign": "campaign_id"},
    "nominations.Attachment": {
        "organisation": "dossier__organisation_id", "unit": "dossier__unit_id", "campaign": "dossier__campaign_id",
    },
    "nominations.ListImport": {
        "organisation": "dossier__organisation_id", "unit": "dossier__unit_id", "campaign": "dossier__campaign_id",
    },
    "nominations.Export": {"organisation": "ordered_by__organisation_id", "person": "ordered_by_id"},
    "nominations.Upload": {"organisation": "dossier__organisation_id", "person": "started_by_id"},
    "nominations.HistoryImport": {"organisation": "organisation_id"},
    "nominations.PastAward": {"organisation": "organisation_id", "unit": "unit_id"},
    "nominations.ConsolidatedList": {"organisation": "organisation_id", "campaign": "campaign_id"},
    "nominations.Decision": {"organisation": "organisation_id", "campaign": "campaign_id"},
    "nominations.Archive": {"organisation": "campaign__organisation_id", "campaign": "campaign_id"},
    "nominations.Original": {"organisation": "organisation_id", "campaign": "campaign_id"},
    "nominations.SigningOrder": {"organisation": "ordered_by__organisation_id", "person": "ordered_by_id"},
    "nominations.PrintRun": {"organisation": "decision__organisation_id", "campaign": "decision__campaign_id"},
    "nominations.BonusRule": {"organisation": "campaign__organisation_id", "campaign": "campaign_id"},
    "nominations.Publication": {"organisation": "organisation_id", "campaign": "campaign_id"},
    "nominations.Article": {"organisation": "organisation_id"},
    "nominations.Recovery": {
        "organisation": "organisation_id", "unit": "nomination__unit_id", "campaign": "campaign_id",
    },
    "nominations.Delivery": {"organisation": "organisation_id", "unit": "unit_id", "campaign": "campaign_id"},
    "nominations.Consultation": {"organisation": "organisation_id", "campaign": "campaign_id"},
    "nominations.Comment": {"organisation": "organisation_id", "campaign": "campaign_id"},
    "nominations.NumberSeries": {"organisation": "organisation_id"},
    "campaigns.Assignment": {
        "organisation": "campaign__organisation_id", "unit": "unit_id", "campaign": "campaign_id",
    },
    "campaigns.ProgressReport": {"organisation": "organisation_id", "unit": "unit_id", "campaign": "campaign_id"},
    "campaigns.CampaignReport": {"organisation": "organisation_id", "campaign": "campaign_id"},
    "campaigns.Inspection": {"organisation": "organisation_id", "unit": "unit_id", "campaign": "campaign_id"},
    "campaigns.Evidence": {
        "organisation": "report__organisation_id", "unit": "report__unit_id", "campaign": "report__campaign_id",
    },
    "campaigns.AwardForm": {"organisation": "organisation_id"},
    "campaigns.Campaign": {"organisation": "organisation_id", "campaign": "pk"},
    "campaigns.Round": {"organisation": "campaign__organisation_id", "campaign": "campaign_id"},
    "organisation.Organisation": {"organisation": "pk"},
    "organisation.Unit": {"organisation": "organisation_id"},
    "organisation.Mandate": {"organisation": "organisation_id"},
    "nominations.Wording": {"organisation": "organisation_id"},
    "nominations.UnitLetter": {"organisation": "organisation_id", "unit": "unit_id", "campaign": "campaign_id"},
    "nominations.Override": {"organisation": "organisation_id", "campaign": "campaign_id"},
    "organisation.User": {"organisation": "organisation_id"},
    "organisation.SigningAuthority": {"organisation": "organisation_id"},
    "search.SavedSearch": {"organisation": "account__organisation_id", "person": "account_id"},
    "api.Token": {"organisation": "account__organisation_id", "person": "account_id"},
    "api.Webhook": {"organisation": "account__organisation_id", "person": "account_id"},
    "api.Attempt": {"organisation": "webhook__account__organisation_id", "person": "webhook__account_id"},
    "notifications.Message": {"organisation": "recipient__organisation_id", "person": "recipient_id"},
    "workflows.AuditEvent": {"object": ABOUT_OBJECTS},
    "workflows.AuditPayload": {"payload": "hash"},
    "workflows.ContentSnapshot": {"content": "hash"},
    "workflows.OutboxEntry": {"object": ABOUT_OBJECTS},
    "workflows.Access": {"organisation": "actor__organisation_id"},
    "workflows.Upkeep": {"organisation": "actor__organisation_id"},
    "workflows.Bundle": {"organisation": "ordered_by__organisation_id"},
    "campaigns.ReminderRule": {"organisation": "campaign__organisation_id", "campaign": "campaign_id"},
    "nominations.LegalHold": {
        "organisation": "nomination__organisation_id", "unit": "nomination__unit_id",
        "campaign": "nomination__campaign_id",
    },
    "nominations.Erasure": {"organisation": "organisation_id", "campaign": "campaign_id"},
    "nominations.Reminder": {"organisation": "unit__organisation_id", "unit": "unit_id"},
}  # fmt: skip
NOBODYS = {  # rows that no page reads, or that say nothing of anybody
    "nominations.DossierProcess": "viewflow's own, no words", "nominations.ListProcess": "viewflow's own, no words",
    "viewflow.Process": "viewflow's own, no words", "viewflow.Task": "viewflow's own, no words",
    "notifications.Letter": "sent by mail; tests/notifications reads it",
    "notifications.Mailbox": "codes of languages", "notifications.Preference": "codes of kinds",
    "notifications.UndeliverableAddress": "an address and its fault",
    "workflows.IdempotencyKey": "made with the page", "workflows.TreeHead": "hashes", "workflows.Checkpoint": "hashes",
    "workflows.SealKey": "public keys", "workflows.Epoch": "hashes", "workflows.JobSlot": "codes of jobs",
    "guardian.UserObjectPermission": "not used: grants have tables of their own",
    "guardian.GroupObjectPermission": "not used: grants have tables of their own",
    "search.Entry": "copies of words, no page shows them",
    "axes.AccessFailureLog": "no page", "axes.AccessAttempt": "no page", "axes.AccessLog": "no page",
    "mfa.Authenticator": "secrets of the account's own factors", "account.EmailAddress": "the account's own address",
    "account.EmailConfirmation": "keys sent by mail",
    "usersessions.UserSession": "tests/nominations/test_signed_in_people.py",
    "organisation.Identity": "keys of another provider",
    "auth.Permission": "names of roles", "auth.Group": "not used", "contenttypes.ContentType": "names of models",
    "organisation.Invitation": "hashes", "organisation.SwappedDay": "days of the State, nobody's",
    "organisation.UnitChange": "names of units, which everybody at home knows",
    "sessions.Session": "signed, no page", "nominations.KeptFigures": "numbers alone",
}  # fmt: skip
MACHINE = {  # texts that programs read: a word in them would break the page that shows the row
    "content_hash", "content_salt", "event_hash", "prev_hash", "hash", "payload_hash", "report_key", "sha256",
    "pdf_sha256", "salt", "password", "object_type", "verb", "source", "target", "capacity", "authority", "kind",
    "effect", "content_type", "file", "pdf", "series", "deadline_bound", "document_type", "url", "subject_kinds",
    "timing", "operator", "part_values", "parts", "verb_name", "token_hash", "overprint", "route", "expected", "thread",
    "settings", "encoding", "prefix", "ordered_by", "secret_hash", "scopes", "asks", "headings", "created", "fates",
    "link_hash", "attendance", "indicators", "chosen", "faults", "pieces", "what", "form", "asked", "language",
}  # fmt: skip
NOT_MACHINE = {"campaigns.AwardForm": {"source"}}


def texts_of(model: type[Model]) -> list[models.Field]:
    """The fields of a model into which somebody's words may come."""
    kinds = (models.CharField, models.TextField, models.JSONField, models.FileField)
    own = [one for one in model._meta.concrete_fields if isinstance(one, kinds) and not one.primary_key]
    machine = MACHINE - NOT_MACHINE.get(model._meta.label, set())
    return [one for one in own if not one.choices and one.name not in machine]


def every_model() -> list[type[Model]]:
    return [model for model in apps.get_models() if any(_all_texts(model))]


def _all_texts(model: type[Model]) -> Iterator[models.Field]:
    yield from (one for one in model._meta.concrete_fields if isinstance(one, models.CharField | models.TextField))


def unclassed() -> set[str]:
    return {model._meta.label for model in every_model()} - {*OWNERS, *NOBODYS}


@dataclass(frozen=True)
class Owner:
    """Whose a row is, as far as it is somebody's: ids, or None."""

    organisation: int | None = None
    unit: int | None = None
    campaign: int | None = None
    person: int | None = None


@dataclass
class Aviary:
    """Every word that was planted: by its number, the row and field, and whose the row is."""

    around: tuple[str, str] = ("", "")  # what stands before and behind each word
    places: list[tuple[str, Any, str]] = field(default_factory=list)
    owners: dict[tuple[str, Any], set[Owner]] = field(default_factory=lambda: defaultdict(set))

    def word(self, label: str, pk: Any, name: str) -> str:
        self.places.append((label, pk, name))
        letters = re.sub("[^a-z]", "", label.lower().rpartition(".")[2])[:3]
        before, behind = self.around
        return f"{before}zq{SALT}{letters}x{len(self.places) - 1}x{behind}"

    def met(self, text: str) -> set[tuple[str, Any, str]]:
        """The places whose words stand in the text."""
        return {self.places[int(number)] for _letters, number in WORD.findall(text)}

    def whose(self, place: tuple[str, Any, str]) -> set[Owner]:
        return self.owners[place[:2]]


def plant(before: str = "", behind: str = "") -> Aviary:
    """Writes a word into every text; the guards of the trail are off meanwhile."""
    found = Aviary((before, behind))
    if connection.vendor == "postgresql":
        connection.check_constraints()
    triggers.uninstall()
    for label, leads in OWNERS.items():
        model = apps.get_model(label)
        for row in model._base_manager.order_by("pk"):
            found.owners[label, row.pk] |= _owners(model, row, leads)
            values = {one.name: _planted(one, getattr(row, one.name), found, row) for one in texts_of(model)}
            if values:
                model._base_manager.filter(pk=row.pk).update(**values)
    for plan in Evidence.objects.filter(is_plan=True).select_related("report"):
        meant_for_all = Owner(organisation=plan.report.organisation_id, campaign=plan.report.campaign_id)
        found.owners[plan._meta.label, plan.pk].add(meant_for_all)
    triggers.install()
    return found


def _planted(one: models.Field, value: Any, found: Aviary, row: Model) -> Any:
    label = row._meta.label
    if isinstance(one, models.JSONField):
        return _in_prose(value, found, row, one.name)
    word = found.word(label, row.pk, one.name)
    if one.max_length and len(word) > one.max_length:
        word = WORD.search(word)[0]
    if one.name == "email":
        return f"{word}@example.org"
    if one.name in ("search_key", "sort_key"):
        return value and f"{value} {word}"[: one.max_length]
    return word


def _in_prose(value: Any, found: Aviary, row: Model, name: str) -> Any:
    """The same data, with a word behind each text of several words; codes and dates stay as they are."""
    if isinstance(value, dict):
        return {key: _in_prose(part, found, row, name) for key, part in value.items()}
    if isinstance(value, list):
        return [_in_prose(part, found, row, name) for part in value]
    if isinstance(value, str) and " " in value:
        return f"{value} {found.word(row._meta.label, row.pk, name)}"
    return value


def _owners(model: type[Model], row: Model, leads: dict[str, Any]) -> set[Owner]:
    if "object" in leads:
        return {_of_object(row.object_type, row.object_id)}
    if "payload" in leads:
        events = AuditEvent.objects.filter(payload_hash=row.pk)
        return {_of_object(*about) for about in events.values_list("object_type", "object_id")}
    if "content" in leads:
        events = AuditEvent.objects.filter(content_hash=row.pk)
        return {_of_object(*about) for about in events.values_list("object_type", "object_id")}
    ((*values,),) = model._base_manager.filter(pk=row.pk).values_list(*leads.values())
    return {Owner(**dict(zip(leads, values, strict=True)))}


def _of_object(object_type: str, pk: Any) -> Owner:
    label = next((known for known in OWNERS if known.lower() == object_type), None)
    row = apps.get_model(label)._base_manager.filter(pk=pk).first() if label else None
    if label is None or row is None:
        return Owner()
    return _owners(type(row), row, OWNERS[label]).pop()


def forbidden_to(user: User, near: dict[str, Any]) -> Any:
    """What tells of an owner whether the account may not meet what is his; `near` are its units and campaigns."""

    def forbidden(owner: Owner) -> bool:
        if owner.person is not None:
            return owner.person != user.pk
        if owner.organisation is not None and owner.organisation != user.organisation_id:
            return True
        if owner.unit is not None and "units" in near:
            return owner.unit not in near["units"]
        return owner.campaign is not None and "campaigns" in near and owner.campaign not in near["campaigns"]

    return forbidden
