from django.utils.timezone import localdate

from nominations.models import Decision, Nomination, Recovery
from nominations.services import decisions
from tests.factories import World, forwarded
from tests.nominations.machines import decision as decision_machine
from tests.nominations.machines.walking import knock
from workflows import clock, content

STATES = """
drafted      demand → outstanding
outstanding  note_return → recovered, waive → waived
recovered    ask_again → outstanding
waived       ask_again → outstanding
"""

MAY = """
             UO UH OR OH CS CM CC DI DD RC PU AU AD  NB SU EL OU OF EX NY  CR CO  duties
demand       .  .  .  .  .  .  .  .  .  +  .  .  .   .  .  .  .  .  .  .   .  .
note_return  .  .  +  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   +  .
ask_again    .  .  +  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   +  .
waive        .  .  +  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   +  .
"""


def begin(world: World) -> Recovery:
    """Of an award that an issued decision revoked."""
    award = decisions.sign(forwarded(world, 1), actor=world.director)
    decisions.issue(award, actor=world.records_clerk)
    line = award.consolidated_list.nominations.get()
    draft = content.create(decision_machine.revocation_of(award, [line.pk]))
    revocation = decision_machine.issued(world, draft)
    knock(world, line, "revoke", data={"decision": revocation.pk})
    return content.create(of(world, revocation, line))


def of(world: World, revocation: Decision, line: Nomination) -> Recovery:
    """Its certificate, not saved."""
    return Recovery(
        organisation=world.organisation, campaign=world.campaign, revocation=revocation, nomination=line,
        what="certificate",
    )  # fmt: skip


def today(world: World, recovery: Recovery) -> dict:
    return {"day": localdate(clock.now()).isoformat()}


BEGINNINGS = {"drafted": begin}
READY = {("outstanding", "note_return"): today}
