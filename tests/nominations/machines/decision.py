from nominations.models import ConsolidatedList, Decision, Nomination
from nominations.services import decisions
from tests.factories import World, forwarded
from tests.nominations.machines.walking import knock
from workflows import clock, content

STATES = """
drafted   assign_number → numbered, propose → proposed
proposed  turn_down → dropped, sign_amendment → approved
approved  assign_number → numbered
dropped
numbered  sign → signed
signed    issue → issued, enact → issued
issued    revoke → revoked, replace → replaced
revoked
replaced
"""

MAY = """
                 UO UH OR OH CS CM CC DI DD RC PU AU AD  NB SU EL OU OF EX NY  CR CO  duties
propose          .  .  +  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   +  .
turn_down        .  .  +  +  .  .  .  +  +  .  .  .  .   .  .  .  .  .  .  .   +  .
sign_amendment   .  .  .  .  .  .  .  S  S  .  .  .  .   .  .  .  .  .  .  .   .  .  proposed_by
assign_number    .  .  .  .  .  .  .  S  S  .  .  .  .   .  .  .  .  .  .  .   .  .
sign             .  .  .  .  .  .  .  S  S  .  .  .  .   .  .  .  .  .  .  .   .  .
issue            .  .  .  .  .  .  .  .  .  +  .  .  .   .  .  .  .  .  .  .   .  .
enact            .  .  .  .  .  .  .  .  .  +  .  .  .   .  .  .  .  .  .  .   .  .
revoke           .  .  .  .  .  .  .  .  .  +  .  .  .   .  .  .  .  .  .  .   .  .
replace          .  .  .  .  .  .  .  .  .  +  .  .  .   .  .  .  .  .  .  .   .  .
"""


def begin(world: World) -> Decision:
    return content.create(award_of(world, forwarded(world, 1)))


def award_of(world: World, consolidated: object) -> Decision:
    return Decision(
        organisation=world.organisation, campaign=world.campaign, consolidated_list=consolidated, year=2013,
        symbol="QĐ-STTTT",
    )  # fmt: skip


def revocation_of(award: Decision, lines: list[int]) -> Decision:
    return Decision(
        organisation=award.organisation, campaign=award.campaign, kind="revocation", amends=award, ground="a",
        finding="Số liệu không đúng (hư cấu)", lines=lines, year=2013, symbol="QĐ-STTTT",
    )  # fmt: skip


def issued(world: World, decision: Decision) -> Decision:
    """A draft that took every step to the records clerk's, by the way of its kind."""
    ahead = ("propose", "sign_amendment") if decision.amends else ()
    for step in (*ahead, "assign_number", "sign", "enact" if decision.is_revocation else "issue"):
        knock(world, decision, step, data={"number": decision.pk})
    return decision


def replacement_of(award: Decision, **corrections: dict) -> Decision:
    granted = award.consolidated_list.nominations.filter(state="awarded")
    lines = list(granted.values_list("pk", flat=True))
    return Decision(
        organisation=award.organisation, campaign=award.campaign, kind="replacement", amends=award, year=2013,
        consolidated_list=award.consolidated_list, finding="Ghi sai họ tên (hư cấu)", lines=lines,
        corrections=corrections, symbol="QĐ-STTTT",
    )  # fmt: skip


def number(world: World, decision: Decision) -> dict:
    return {"number": 1}


def turned_into_a_revocation(world: World, decision: Decision) -> None:
    """Of the award that its list comes to; of another one until that is signed."""
    consolidated = decision.consolidated_list
    empty = ConsolidatedList(
        organisation=world.organisation, campaign=world.campaign, number=9, created_at=clock.now(),
        created_by=world.office_reviewer,
    )  # fmt: skip
    another = content.create(award_of(world, content.create(empty)))
    Decision.objects.filter(pk=decision.pk).update(kind="revocation", consolidated_list=None, amends=another)
    award = decisions.sign(consolidated, actor=world.director)
    decisions.issue(award, actor=world.records_clerk)
    lines = list(Nomination.objects.filter(consolidated_list=consolidated).values_list("pk", flat=True))
    Decision.objects.filter(pk=decision.pk).update(amends=award, lines=lines, ground="a", finding="Hư cấu")


def revoked_on_paper(world: World, decision: Decision) -> dict:
    """An issued revocation names it, and none of its lines is an award any more."""
    consolidated = decision.consolidated_list
    for verb in ("sign", "issue"):
        knock(world, consolidated, verb)
    lines = list(consolidated.nominations.all())
    revocation = issued(world, content.create(revocation_of(decision, [line.pk for line in lines])))
    for line in lines:
        knock(world, line, "revoke", data={"decision": revocation.pk})
    return {"decision": revocation.pk}


def replaced_on_paper(world: World, decision: Decision) -> dict:
    """An issued replacement names it."""
    for verb in ("sign", "issue"):
        knock(world, decision.consolidated_list, verb)
    return {"decision": issued(world, content.create(replacement_of(decision))).pk}


BEGINNINGS = {"drafted": begin}
READY = {
    ("drafted", "assign_number"): number,
    ("drafted", "propose"): turned_into_a_revocation,
    ("approved", "assign_number"): number,
    ("signed", "enact"): turned_into_a_revocation,
    ("issued", "revoke"): revoked_on_paper,
    ("issued", "replace"): replaced_on_paper,
}
