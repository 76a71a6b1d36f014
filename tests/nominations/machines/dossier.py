from nominations.models import Dossier
from nominations.services.nominations import remove_nomination
from tests.factories import World, make_dossier, make_nomination
from tests.nominations.machines.walking import knock

STATES = """
draft      submit → submitted, declare_nil → nil, present → draft
submitted  withdraw → draft, receive → received
received   release → received, claim → received, send_back → returned, check_off → checked
checked    close → closed
closed
returned   submit → submitted, present → returned
nil        reopen → draft, close → closed
"""

MAY = """
             UO UH OR OH CS CM CC DI DD RC PU AU AD  NB SU EL OU OF EX NY  CR CO  duties
submit       .  +  .  .  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   .  .
present      +  .  .  .  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   .  .
declare_nil  .  +  .  .  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   .  .
reopen       .  +  .  .  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   .  .
withdraw     +  +  .  .  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   .  .
receive      .  .  +  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   +  .   filed_by
release      .  .  h  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   h  .
claim        .  .  +  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   +  .   filed_by
send_back    .  .  h  h  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   h  .   filed_by
check_off    .  .  h  h  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   h  .   filed_by
close        .  .  .  .  .  .  .  .  .  +  .  .  .   .  .  .  .  .  .  .   .  .
"""


def begin(world: World) -> Dossier:
    dossier = make_dossier(world)
    make_nomination(world, dossier)
    return dossier


def nobody_to_propose(world: World, dossier: Dossier) -> None:
    remove_nomination(dossier.nominations.get(), actor=world.unit_officer)


def one_to_mend(world: World, dossier: Dossier) -> None:
    knock(world, dossier.nominations.get(), "send_back")


def all_decided(world: World, dossier: Dossier) -> None:
    knock(world, dossier.nominations.get(), "mark_eligible")


BEGINNINGS = {"draft": begin}
READY = {
    ("draft", "declare_nil"): nobody_to_propose,
    ("received", "send_back"): one_to_mend,
    ("received", "check_off"): all_decided,
}
