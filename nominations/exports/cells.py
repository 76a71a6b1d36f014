"""What stands in the columns of `nominations.exports.lists`: one function a list, from what it shows to its cells."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from campaigns.models import Assignment, Campaign, Inspection, Participation, ProgressReport, Round
from campaigns.permissions import Roles
from campaigns.shown.progress import holder, said_of, timing, wanted
from campaigns.standing import reports_on, results_from
from nominations.board import rows_of
from nominations.consulting import may_know_writer
from nominations.exports.rows import Row
from nominations.models import (
    Article,
    Comment,
    Decision,
    Delivery,
    Nomination,
    Original,
    Override,
    PastAward,
    Publication,
    UnitLetter,
)
from nominations.models.nomination import code_of
from organisation.models import Unit, User
from organisation.states import Role

Cells = Callable[[list[Any], Roles], Iterable[Row]]


def each(cells: Callable[[Any], Row]) -> Cells:
    return lambda chunk, _roles: map(cells, chunk)


def said(one: Model, name: str) -> str:
    """A choice in words."""
    return worded(type(one), name, getattr(one, name))


def worded(model: type[Model], name: str, value: Any) -> str:
    """What `get_…_display` says, which translates every choice anew in each row."""
    return _words(model, name, get_language()).get(value, value)


@cache
def _words(model: type[Model], name: str, _language: str | None) -> dict[Any, str]:
    return {value: str(label) for value, label in model._meta.get_field(name).flatchoices}  # type: ignore[union-attr]


NOMINATION = (  # as values, for there may be many thousands
    "pk", "honorific", "full_name", "kind", "position", "unit__name", "award_form__name", "state",
)  # fmt: skip


def nomination(one: Mapping[str, Any]) -> Row:
    return [
        code_of(one["pk"]), worded(Nomination, "honorific", one["honorific"]), one["full_name"],
        worded(Nomination, "kind", one["kind"]), one["position"], one["unit__name"], one["award_form__name"] or "",
        worded(Nomination, "state", one["state"]),
    ]  # fmt: skip


def decision(one: Decision) -> Row:
    signer = one.signer.display_name if one.signer else ""
    return [
        one.notation, said(one, "kind"), one.campaign.name, signer, one.signed_at, said(one, "state")
    ]  # fmt: skip


def past_award(one: PastAward) -> Row:
    return [
        said(one, "honorific"), one.full_name, one.position, one.unit_name, one.unit.name if one.unit else "",
        one.award, one.money, one.decision_number, one.decided_on, one.authority, one.year,
    ]  # fmt: skip


def unit(one: Unit) -> Row:
    above, merged = one.parent.name if one.parent else "", one.merged_into.name if one.merged_into else ""
    outside = _("có") if one.is_external else ""
    return [one.name, one.short_name, said(one, "kind"), outside, above, one.valid_from, one.valid_to, merged]


def publication(one: Publication) -> Row:
    by = one.posted_by.display_name if one.posted_by else ""
    return [
        one.title, said(one, "kind"), one.channel, one.campaign.name, said(one, "state"), one.since,
        one.posted_on, one.address, one.audience, by,
    ]  # fmt: skip


def article(one: Article) -> Row:
    about = one.campaign.name if one.campaign else ""
    return [one.title, about, said(one, "state"), one.written_by.display_name, one.published_at]


def assignments(chunk: list[Assignment], _roles: Roles) -> Iterator[Row]:
    for result in results_from(chunk, reports_on(Assignment.objects.filter(pk__in=[one.pk for one in chunk]))):
        task, verified, waiting = result.assignment, result.verified, result.waiting
        yield [
            task.code, said(task, "kind"), task.title, holder(task), timing(task), task.deadline_phrase,
            task.due_at, wanted(task), said_of(verified, task) if verified else "",
            said_of(waiting, task) if waiting else "", _("có") if result.is_reached else "",
        ]  # fmt: skip


def own_assignments(chunk: list[Assignment], roles: Roles) -> Iterator[Row]:
    for task, row in zip(chunk, assignments(chunk, roles), strict=True):
        yield [task.campaign.name, *row]


def report(one: ProgressReport) -> Row:
    task = one.assignment
    return [
        str(task), one.campaign.name, one.unit.name if one.unit else "", said_of(one, task), wanted(task),
        _("có") if one.is_late else "", one.reported_by.display_name if one.reported_by else "", one.submitted_at,
    ]  # fmt: skip


def campaign(one: Campaign) -> Row:
    limits = "\n".join(filter(None, map(_time_limit, one.rounds.all())))
    return [one.name, one.period_phrase, said(one, "state"), limits]


def _time_limit(round_: Round) -> str:
    """As the plan words it, with the moment that it means."""
    moment = date_format(localtime(round_.closes_at), "SHORT_DATETIME_FORMAT") if round_.closes_at else ""
    return ", ".join(filter(None, (round_.deadline_phrase, moment)))


def board(chunk: list[Participation], roles: Roles) -> Iterator[Row]:
    """All of one round, which each place names."""
    for row in rows_of(Round.objects.get(pk=chunk[0].in_round), roles, chunk):  # type: ignore[attr-defined]
        filed = row.dossier.submitted_at if row.dossier and row.has_answered else None
        reviewer = row.dossier.reviewer.display_name if row.dossier and row.dossier.reviewer else ""
        reminded = row.reminders[-1].sent_at if row.reminders else None
        yield [
            row.unit.name, row.standing["label"], _("có") if row.is_late else "", row.figures["collectives"],
            row.figures["individuals"], filed, row.closes_at, reviewer, len(row.reminders), reminded,
        ]  # fmt: skip


def account(one: User) -> Row:
    roles = ", ".join(str(Role(grant.permission.codename).label) for grant in one.unitgrant_set.all())
    mandate = getattr(one, "mandate", None)
    state = said(mandate, "state") if mandate else _("Chưa vào sổ")
    return [one.full_name, one.position, one.username, roles, state]


def override(one: Override) -> Row:
    return [
        str(one), one.verb_label, said(one, "duty"), one.asker.display_name,
        one.confirmer.display_name if one.confirmer else "", one.asked_at, said(one, "state"),
    ]  # fmt: skip


def original(one: Original) -> Row:
    return [str(one.decision), one.decision.campaign.name, one.decision.signed_at, said(one, "state")]


def comments(chunk: list[Comment], roles: Roles) -> Iterator[Row]:
    for one in chunk:
        about, unit = (one.nomination.full_name, one.nomination.unit.name) if one.nomination else ("", "")
        yield [
            one.code, str(one.consultation.consolidated_list), about or _("Cả danh sách"), unit, one.text,
            one.received_at, said(one, "state"), one.finding, one.considered_at,
            *((one.name, one.contact) if may_know_writer(roles, one) else (_("chỉ Văn phòng được biết"), "")),
        ]  # fmt: skip


def inspection(one: Inspection) -> Row:
    return [one.unit.name, one.matter, one.planned_on, said(one, "state"), one.due_at]


def letter(one: UnitLetter) -> Row:
    by = one.prepared_by.display_name if one.prepared_by else ""
    return [
        one.unit.name, one.title, said(one, "kind"), said(one, "state"), by, one.prepared_at, one.ended_at
    ]  # fmt: skip


def recipient(one: Delivery) -> Row:
    return [
        one.recipient, said(one, "purpose"), said(one, "way"), one.sent_on, said(one, "state"),
        one.received_at, one.read_at,
    ]  # fmt: skip
