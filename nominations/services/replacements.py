"""Replacing a decision whose words were wrong: the same awards are granted anew, with what was wrong put right.

Nghị định 30/2020/NĐ-CP, Điều 18 khoản 3. Who gets an award does not change: taking one back has its own grounds.
"""

from collections.abc import Mapping
from typing import Any, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from nominations.models import Decision, Nomination
from nominations.models.nomination import CORRECTABLE_FIELDS
from nominations.services import amendments
from nominations.services.nominations import NAME_FIELDS, derive_name
from nominations.states import DecisionKind
from nominations.states import NominationState as N
from organisation.models import User
from workflows import content
from workflows.engine import Act, Knock, lock, perform
from workflows.errors import NotAllowed

Words = Mapping[int, Mapping[str, str]]  # by key of the line, the fields as they should read


def propose(decision: Decision, words: Words, *, finding: str, actor: User) -> Decision:
    """A draft in place of the decision, with these words on these lines, laid before the leaders.

    Raises NotAllowed with every reason: a line that is no award, no reason told, a draft that waits already.
    """
    granted = Nomination.objects.filter(consolidated_list=decision.consolidated_list_id, state=N.AWARDED)
    standing = {line.pk: line for line in granted.defer(*Nomination.bulky).order_by("pk")}
    if set(words) - set(standing):
        raise NotAllowed([_("Chỉ sửa những dòng còn được khen thưởng theo quyết định này.")], subject=decision)
    corrected = {str(key): _changed(standing[key], said) for key, said in sorted(words.items())}
    said = {
        "consolidated_list_id": decision.consolidated_list_id, "lines": list(standing),
        "corrections": {key: fields for key, fields in corrected.items() if fields},
    }  # fmt: skip
    return amendments.lay_before(decision, DecisionKind.REPLACEMENT, finding=finding, actor=actor, **said)


def issue(replacement: Decision, **knock: Unpack[Knock]) -> Act:
    """The records clerk issues it: the decision that it replaces loses force, and its lines read as corrected."""
    if replacement.amends is None:
        return perform(replacement, "issue", **knock)  # never met: a replacement has what it replaces
    with transaction.atomic():
        replaced = lock(replacement.amends)
        act = perform(replacement, "issue", **knock)
        if act.repeated:
            return act
        after = {"actor": knock["actor"], "data": {"decision": replacement.pk}, "within": act}
        lines = list(Nomination.objects.filter(pk__in=replacement.corrections).order_by("pk"))
        if lines:
            perform(lines, "correct", facts={line.pk: _fields(replacement, line) for line in lines}, **after)
        for line in lines:
            _write(line, _fields(replacement, line))
        perform(replaced, "replace", **after)
        return act


def _changed(line: Nomination, said: Mapping[str, str]) -> dict[str, list[str]]:
    """What reads otherwise than it stands: how it read, how it reads."""
    wanted = {name: said[name] for name in CORRECTABLE_FIELDS if name in said}
    return {name: [getattr(line, name), text] for name, text in wanted.items() if text != getattr(line, name)}


def _fields(replacement: Decision, line: Nomination) -> dict[str, Any]:
    return {name: now for name, (_was, now) in replacement.corrections[str(line.pk)].items()}


def _write(line: Nomination, fields: Mapping[str, str]) -> None:
    for name, text in fields.items():
        setattr(line, name, text)
    derive_name(line)
    content.store(line, [*fields, *NAME_FIELDS])
    content.keep(line)
