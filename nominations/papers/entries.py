"""What the register tells of a line beside the decision itself: the money that it brought, what was given back.

By decision, name and unit, as the signed papers name their lines.
"""

from collections import defaultdict
from collections.abc import Iterable

from nominations.bonus import PAID_STATES, amounts_of, figures_of
from nominations.models import Decision, Nomination, Recovery
from nominations.states import NominationState, Recovered, RecoveryState

Line = tuple[int | None, str, str]
THINGS = {Recovered.CERTIFICATE: "giấy khen", Recovered.MONEY: "tiền thưởng"}  # on paper always in Vietnamese
BACK = {
    RecoveryState.OUTSTANDING: "chưa thu hồi",
    RecoveryState.RECOVERED: "đã thu hồi",
    RecoveryState.WAIVED: "không thu hồi",
}


def amounts_by_line(decisions: Iterable[Decision]) -> dict[Line, int]:
    """What each line of these decisions brought its holder, where money goes with it."""
    signed = list(decisions)
    figures = figures_of(signed)
    if not figures:
        return {}
    paid = [one for one in signed if one.pk in figures]
    lists = {one.consolidated_list_id for one in paid}
    found = Nomination.objects.filter(consolidated_list__in=lists, state__in=(*PAID_STATES, NominationState.REVOKED))
    by_list: dict[int | None, list[Nomination]] = defaultdict(list)
    for line in found.select_related("unit").defer(*Nomination.bulky).order_by("pk"):
        by_list[line.consolidated_list_id].append(line)
    amounts: dict[Line, int] = {}
    for one in paid:
        lines = [line for line in by_list[one.consolidated_list_id] if not one.lines or line.pk in one.lines]
        brought = amounts_of(lines, figures[one.pk])
        amounts |= {(one.pk, line.full_name, placed(line)): brought[line.pk] for line in lines if line.pk in brought}
    return amounts


def placed(line: Nomination) -> str:
    """The unit as the decision's list has it."""
    return f"{line.sub_unit}, {line.unit.name}" if line.sub_unit else line.unit.name


def recovered_by_line(decision: Decision) -> dict[Line, str]:
    """What came back of the revoked lines of the year's decisions, in words for the register's last column."""
    found = Recovery.objects.filter(
        organisation=decision.organisation_id, revocation__amends__year=decision.year
    ).exclude(state=RecoveryState.DRAFTED)
    words: dict[Line, list[str]] = defaultdict(list)
    for one in found.select_related("nomination__unit", "revocation").defer("revocation__paper").order_by("pk"):
        line = (one.revocation.amends_id, one.nomination.full_name, placed(one.nomination))
        words[line].append(f"{BACK[one.state]} {THINGS[Recovered(one.what)]}{_on(one)}")
    return {line: "; ".join(said) for line, said in words.items()}


def _on(one: Recovery) -> str:
    return f" ngày {one.returned_on:%d/%m/%Y}" if one.returned_on else ""
