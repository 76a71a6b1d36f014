"""Letters to the units: written for all at once from the facts, reworded, released or dropped by a person."""

from collections.abc import Mapping, Sequence
from typing import Unpack

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from campaigns.models import Campaign, Round
from campaigns.permissions import OFFICE
from nominations.letters import result_letters, urging_letters
from nominations.models import Decision, UnitLetter
from nominations.services.numbers import next_numbers
from nominations.states import LetterState, Occasion
from organisation.models import User
from workflows import clock, content
from workflows.engine import Act, Knock, Seen, lock, perform
from workflows.errors import NotAllowed, NotPermitted, StaleContent
from workflows.rules import roles_of

LETTERS = "CV-VP"


def prepare(occasion: Round | Decision, *, actor: User) -> list[UnitLetter]:
    """A letter for each unit that the occasion is about, but for those that have one; returns the new ones.

    A unit is urged again once its last letter has gone out or was dropped; a result is told once, unless dropped.
    The number of statements does not depend on the number of units. Raises NotPermitted to all but the office.
    """
    with transaction.atomic():
        campaign: Campaign = lock(occasion.campaign)
        if not roles_of(actor, clock.now()).on_campaign(campaign.pk, campaign.organisation_id, *OFFICE):
            raise NotPermitted
        provided = _provided(occasion)
        letters = [letter for letter in _written(occasion, actor) if letter.unit_id not in provided]
        for letter in letters:
            letter.content_hash = letter.compute_hash()
        made = UnitLetter.objects.bulk_create(letters)
        if made:
            perform(made, "prepare", actor=actor)
        return made


def _of(occasion: Round | Decision) -> dict:
    if isinstance(occasion, Decision):
        return {"kind": Occasion.RESULT, "decision": occasion}
    return {"kind": Occasion.URGING, "round": occasion}


def _written(occasion: Round | Decision, actor: User) -> list[UnitLetter]:
    """In Vietnamese, whatever language the writer reads."""
    with override(settings.LANGUAGE_CODE):
        if isinstance(occasion, Decision):
            drawn = list(result_letters(occasion, actor))
        else:
            drawn = list(urging_letters(occasion, actor))
    shared = {"organisation_id": occasion.campaign.organisation_id, "campaign": occasion.campaign, **_of(occasion)}
    return [UnitLetter(unit=one.unit, title=one.title, text=one.text, **shared) for one in drawn]


def _provided(occasion: Round | Decision) -> set[int]:
    """The units that need no other letter."""
    standing = [LetterState.BLANK, LetterState.DRAFTED]
    standing += [LetterState.RELEASED] if isinstance(occasion, Decision) else []
    return set(UnitLetter.objects.filter(**_of(occasion), state__in=standing).values_list("unit_id", flat=True))


def reword(letter: UnitLetter, *, title: str, text: str, **knock: Unpack[Knock]) -> Act:
    """Other words before it goes out; the letter becomes a new version. Raises StaleContent as the door does."""
    with transaction.atomic():
        target, seen = lock(letter), knock.pop("seen", None)
        _check_seen(target, seen)
        if target.state != LetterState.DRAFTED:
            return perform(target, "reword", **knock)  # refused in the door's own words
        content.keep(target)
        target.title, target.text = title, text
        content.store(target, ["title", "text"])
        return perform(target, "reword", **knock)


def release(letter: UnitLetter, **knock: Unpack[Knock]) -> Act:
    """It goes to the unit's officers and head, numbered, and stands as it was sent."""
    with transaction.atomic():
        act = perform(letter, "release", **knock)
        _number([letter], act)
        return act


def release_all(letters: Sequence[UnitLetter], seen: Mapping[int, Seen], **knock: Unpack[Knock]) -> Act:
    """All of them in one act, each as it stood on the screen, or none."""
    if not letters:
        raise NotAllowed([_("Chưa chọn thư nào.")])
    with transaction.atomic():
        chosen = UnitLetter.objects.select_for_update(of=("self",)).select_related("unit").order_by("pk")
        locked = list(chosen.filter(pk__in=[letter.pk for letter in letters]))
        for letter in locked:
            _check_seen(letter, seen.get(letter.pk))
        act = perform(locked, "release", **knock)
        _number(locked, act)
        return act


def _number(letters: Sequence[UnitLetter], act: Act) -> None:
    """In the order in which they stand; those of a request that was answered before have theirs."""
    if act.repeated:
        return
    year = localtime(act.at).year
    numbers = next_numbers(letters[0].organisation, year=year, series=LETTERS, count=len(letters))
    for letter, number in zip(letters, numbers, strict=True):
        letter.number = number
    UnitLetter.objects.bulk_update(letters, ["number"])


def drop(letter: UnitLetter, **knock: Unpack[Knock]) -> Act:
    """It is never sent; the reason stands in the trail."""
    return perform(letter, "drop", **knock)


def _check_seen(letter: UnitLetter, seen: Seen | None) -> None:
    if seen is not None and (letter.version, letter.content_hash) != seen:
        raise StaleContent(letter, seen[1])
