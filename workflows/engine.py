"""The door. Every change of state goes through `perform`, in one transaction, always in the same order:

key → lock → seen → permission → guards → transition → events, states, outbox → human tasks.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, Protocol, Required, TypedDict

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.db.models import QuerySet, prefetch_related_objects
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed

from workflows import audit, clock, outbox, rows, rules, worklist
from workflows.canonical import canonical_json, sha256_hex
from workflows.context import is_fresh, request_id
from workflows.errors import KeyReused, NotAllowed, NotFresh, NotPermitted, StaleContent
from workflows.models import AuditEvent, IdempotencyKey, Subject
from workflows.sets import Batch, insert_rows, keys_condition, keys_parameter, read_together
from workflows.verbs import Verb, verbs_of

FOR_UPDATE = {"postgresql": " FOR UPDATE", "sqlite": ""}  # SQLite's transaction holds the one write lock already
ALWAYS_WRITTEN = ("state", "event_seq", "event_hash", "kept_version")
Seen = tuple[int, str]  # version and content hash that stood on the screen


class Knock(TypedDict, total=False):
    """What comes with every verb of a service: who, why, what was seen, and the request's key."""

    actor: Required[Any]
    reason: str
    seen: Seen | None
    key: str | None


class Actor(Protocol):
    """A signed-in account as the engine sees it."""

    pk: Any

    @property
    def display_name(self) -> str: ...


@dataclass
class Act:
    """One act of one person: what guards, permissions and transitions may read, and what the trail records."""

    verb: str
    actor: Actor
    at: datetime
    reason: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    facts: dict[int, dict[str, Any]] = field(default_factory=dict)
    id: uuid.UUID = field(default_factory=uuid.uuid4)
    roles: Any = None
    capacity: str = ""
    on_behalf_of: str = ""
    authority: str = ""
    items: list[Subject] = field(default_factory=list)
    known: dict[Any, Any] = field(default_factory=dict)  # what rules looked up already in this act
    exceptions: dict[int, Subject] = field(default_factory=dict)  # what a rule set a duty aside by: used up by this act
    repeated: bool = False

    @property
    def basis(self) -> str:
        """By which authority, and by which exceptions, as the trail keeps it."""
        leant_on = [f"{subject._meta.model_name}/{subject.pk}" for subject in self.exceptions.values()]
        return " ".join(filter(None, [self.authority, *leant_on]))


@dataclass
class Step:
    """One object about to take one verb."""

    subject: Subject
    verb: Verb
    source: str = ""


def perform(  # noqa: PLR0913 - what a person may say with a verb
    subjects: Subject | Sequence[Subject],
    verb: str,
    *,
    actor: Actor,
    reason: str = "",
    seen: Seen | None = None,
    key: str | None = None,
    data: dict[str, Any] | None = None,
    facts: dict[int, dict[str, Any]] | None = None,
    within: Act | None = None,
) -> Act:
    """Moves one object, or many of one kind, by `verb`; a document takes its items along in the same act.

    `seen` is the version and content hash shown to the actor (of the first subject). `key` makes a repeated request
    answer with the first act. `within` joins an act already under way (one signature, several documents). `data` is
    recorded with every event, `facts[pk]` with that item's event only. The subjects passed in show their new state
    afterwards. Raises NotPermitted, NotFresh, NotAllowed (with every reason), StaleContent
    or KeyReused; nothing is left then.
    """
    wanted = [subjects] if isinstance(subjects, Subject) else list(dict.fromkeys(subjects))
    with transaction.atomic(savepoint=False):
        act = Act(verb, actor, clock.now(), reason=reason.strip(), data=data or {}, facts=facts or {})
        if within:
            act.id = within.id
        if key and not _first_use(act, key, wanted):
            return act
        locked = _locked(wanted, act)
        if within:
            act.at = within.at  # one act, one time: a signature at midnight has one date
        _check_seen(locked[0], seen)
        steps = [Step(subject, _verb(subject, verb)) for subject in locked]
        steps += _item_steps(steps, act)
        _read_ahead(steps)
        _check_permission(steps, act)
        _check_guards(steps, act)
        _move(steps, act)
        _record(steps, act)
        for exception in act.exceptions.values():
            perform(exception, "use", actor=actor, within=act)
        for step in steps:
            if step.subject.flow_name:
                worklist.advance(step.subject, step.verb.name, act)
    for subject, moved in zip(wanted, locked, strict=True):
        subject.__dict__.update(moved.__dict__)
    return act


def _first_use(act: Act, key: str, wanted: Sequence[Subject]) -> bool:
    """Claims the key for this act; False when the same request was answered before."""
    facts = {str(pk): told for pk, told in act.facts.items()}
    body = [act.verb, [[s.object_type(), s.pk] for s in wanted], act.reason, act.data, facts]
    body_hash = sha256_hex(canonical_json(body))
    columns = ["actor", "key", "body_hash", "act_id", "created_at"]
    if insert_rows(IdempotencyKey, columns, [(act.actor.pk, key, body_hash, act.id, act.at)], ignore_known=True):
        return True
    known = IdempotencyKey.objects.get(actor_id=act.actor.pk, key=key)
    if known.body_hash != body_hash:
        raise KeyReused
    act.id, act.repeated = known.act_id, True
    return False


def _locked(wanted: Sequence[Subject], act: Act) -> list[Subject]:
    """The subjects as they stand now, locked in the order of their keys; the act takes the database's time.

    The time and the actor's grants are read right behind the locks, in the same round trip but by statements of their
    own: what the locking statement itself answers may be from before it waited.
    """
    model = type(wanted[0])
    lock_rows, *_held, present, grants = read_together(
        (_lock_sql(model, connection.vendor), [keys_parameter([subject.pk for subject in wanted])]),
        *_hold(act.actor),
        (f"SELECT {clock.DATABASE_NOW[connection.vendor]}", []),
        rules.grants_statement(act.actor),
    )
    found = {row[0]: row for row in lock_rows}
    if len(found) != len({subject.pk for subject in wanted}):
        raise NotPermitted
    act.at = clock.from_database(present[0][0])
    act.roles = rules.roles_from(act.actor, act.at, grants)
    return [rows.loaded(model, found[subject.pk]) for subject in wanted]


def _hold(actor: Actor) -> list[tuple[str, list[Any]]]:
    """Whoever changes the powers of this account waits until the act has ended, or the act waits and sees the change.

    Acts of one account hold it side by side. On SQLite the transaction's one write lock does as much.
    """
    if connection.vendor != "postgresql":
        return []
    return [(f'SELECT 1 FROM "{get_user_model()._meta.db_table}" WHERE id = %s FOR SHARE', [actor.pk])]


@cache
def _lock_sql(model: type[Subject], vendor: str) -> str:
    columns = ", ".join(f't."{field.column}"' for field in rows.read_fields(model))
    table, end = model._meta.db_table, FOR_UPDATE[vendor]
    return f'SELECT {columns} FROM "{table}" t WHERE t.id {keys_condition()} ORDER BY t.id{end}'


def _verb(subject: Subject, name: str) -> Verb:
    try:
        return verbs_of(type(subject))[name]
    except KeyError:
        raise NotAllowed([_("Không có thao tác này.")], subject=subject) from None


def _item_steps(steps: Sequence[Step], act: Act) -> list[Step]:
    """The items that go along: those whose state is a source of one of the document verb's item verbs."""
    found: list[Step] = []
    for step in steps:
        for name in step.verb.items:
            items = step.subject.items(step.verb.name)
            if items is None:
                continue
            item_verb: Verb = verbs_of(items.model)[name]  # type: ignore[arg-type]
            later = set(items.model.bulky) - set(item_verb.reads)
            chosen = items.filter(state__in=item_verb.sources).defer(*later).order_by("pk")
            found += [Step(item, item_verb) for item in chosen.select_for_update(of=("self",))]
    act.items = [step.subject for step in found]
    return found


def _read_ahead(steps: Sequence[Step]) -> None:
    """What the rules of many subjects follow: one statement a relation, however many subjects."""
    many: dict[int, list[Step]] = {}
    for step in steps:
        many.setdefault(id(step.verb), []).append(step)
    for same in many.values():
        model, reads = type(same[0].subject), same[0].verb.reads
        if len(same) > 1:
            relations = [name for name in reads if model._meta.get_field(name).is_relation]
            prefetch_related_objects([step.subject for step in same], *relations)


def _check_seen(subject: Subject, seen: Seen | None) -> None:
    if seen is not None and (subject.version, subject.content_hash) != (int(seen[0]), seen[1]):
        raise StaleContent(subject, seen[1])


def _check_permission(steps: Sequence[Step], act: Act) -> None:
    """Permission, separation of duties and authority, from what was read inside the transaction.

    A signature wants fresh authentication too. It is asked for here, so that no page can forget it, and last, so that
    nobody is asked who could not sign anyway.
    """
    for step in steps:
        if not rules.permits(act, step.subject, step.verb):
            raise NotPermitted
    if any(step.verb.fresh for step in steps) and not is_fresh():
        raise NotFresh


def _check_guards(steps: Sequence[Step], act: Act) -> None:
    """Every reason why not, together."""
    reasons: dict[str, None] = {}
    subject = steps[0].subject
    for step in steps:
        if step.subject.state not in step.verb.sources:
            raise NotAllowed([what_happened(step.subject)], subject=step.subject)
        if step.verb.reason and not (act.reason or act.facts.get(step.subject.pk)):
            reasons[_("Phải ghi lý do.")] = None
        for guard in rules.guards_of(step.subject, step.verb):
            reasons.update(dict.fromkeys(guard(step.subject, act)))
    if reasons:
        raise NotAllowed([str(reason) for reason in reasons], subject=subject)


def what_happened(subject: Subject, *, untold: Sequence[str] = ()) -> str:
    """Tells the second of two people what the first one did; `untold` are verbs that are not that reader's to know."""
    last = audit.history_of(subject).exclude(verb__in=untold).last()
    label = subject._meta.get_field("state").choices
    state = dict(label).get(subject.state, subject.state)
    if last is None:
        return _("%(what)s đang ở trạng thái “%(state)s”, không thực hiện được thao tác này.") % {
            "what": subject, "state": state,
        }  # fmt: skip
    past = verbs_of(type(subject))[last.verb].past
    return _("%(what)s: %(who)s %(did)s lúc %(when)s; hiện ở trạng thái “%(state)s”.") % {
        "what": subject,
        "who": last.actor.display_name,
        "did": past,
        "when": rules.moment(last.at),
        "state": state,
    }


def _move(steps: Sequence[Step], act: Act) -> None:
    for step in steps:
        step.source = step.subject.state
        try:
            getattr(step.subject, step.verb.name)(act)
        except TransitionNotAllowed:
            raise NotAllowed([what_happened(step.subject)], subject=step.subject) from None


def _record(steps: Sequence[Step], act: Act) -> None:
    """Events first, then the states that name them (the database refuses the other order), then what follows."""
    batch = Batch()
    subjects = [step.subject for step in steps]
    before = [subject.event_seq for subject in subjects]
    audit.keep_snapshots(batch, subjects)
    audit.write(batch, [_record_of(step, act) for step in steps], _signature(act))
    groups: dict[tuple[type, tuple[str, ...]], list[list[Any]]] = {}
    for step, seq in zip(steps, before, strict=True):
        columns = (*ALWAYS_WRITTEN, *step.verb.writes)
        values = [_value(step.subject, column) for column in columns]
        groups.setdefault((type(step.subject), columns), []).append([*values, step.subject.pk, seq])
    for (model, columns), changed in groups.items():
        batch.update(model, ("id", "event_seq"), columns, changed)
    outbox.put(batch, _effects(steps), act_id=act.id, at=clock.real(act.at), payload={"verb": act.verb})
    batch.run()


def _record_of(step: Step, act: Act) -> audit.Record:
    facts = {**act.data, **act.facts.get(step.subject.pk, {})}
    return audit.Record(step.subject, step.verb.name, step.source, step.subject.state, facts)


def _signature(act: Act) -> audit.Signature:
    return audit.Signature(
        act.id, act.actor.pk, act.actor.display_name, act.capacity, act.on_behalf_of, act.basis, act.reason,
        request_id(), act.at,
    )  # fmt: skip


def _value(subject: Subject, column: str) -> Any:
    return getattr(subject, subject._meta.get_field(column).attname)


def _effects(steps: Iterable[Step]) -> Iterable[tuple[str, Subject]]:
    """Each effect once an act; its entry names the first object that asked for it."""
    first: dict[str, Subject] = {}
    for step in steps:
        for name in step.verb.effects:
            first.setdefault(f"{step.subject._meta.app_label}.{name}", step.subject)
    return first.items()


def lock(document: Subject) -> Any:
    """The document as it stands now, locked until the transaction ends: before its items, always.

    Raises NotPermitted when it is gone: missing looks like forbidden.
    """
    found = type(document)._default_manager.select_for_update().filter(pk=document.pk).first()
    if found is None:
        raise NotPermitted
    return found


@dataclass(frozen=True)
class Offer:
    """A verb that a screen may offer: open, or closed with the reasons."""

    verb: Verb
    reasons: tuple[str, ...] = ()
    duty: str = ""  # the separated duty that closes it, if one does

    @property
    def is_open(self) -> bool:
        return not self.reasons


def offers(subject: Subject, actor: Actor, *, roles: Any = None) -> list[Offer]:
    """The verbs that the state allows and the actor's role holds: what the buttons of a page are made from."""
    at = clock.now()
    act = Act("", actor, at, roles=roles or rules.roles_of(actor, at))
    found = []
    for described in verbs_of(type(subject)).values():
        if subject.state in described.sources:
            act.verb = described.name
            try:
                if rules.permits(act, subject, described):
                    found.append(Offer(described))
            except NotPermitted as refusal:
                found.append(Offer(described, (str(refusal),), getattr(refusal, "duty", "")))
    return found


def events_of_act(act_id: uuid.UUID) -> QuerySet[AuditEvent]:
    return AuditEvent.objects.filter(act_id=act_id).order_by("object_type", "object_id")
