from organisation.models import Mandate, User
from tests.factories import World, make_user
from workflows import content

STATES = """
new          enrol → active, invite → invited
invited      invite → invited, withdraw → withdrawn, accept → active
active       appoint → active, dismiss → active, empower → active, revoke → active, link → active
             reset_second_factor → active, deactivate → deactivated
deactivated  reactivate → active
withdrawn    invite → invited
"""

MAY = """
                     UO UH OR OH CS CM CC DI DD RC PU AU AD  NB SU EL OU OF EX NY  CR CO  duties
enrol                .  .  .  .  .  .  .  .  .  .  .  .  +   .  .  .  .  .  .  .   .  .
invite               .  .  .  .  .  .  .  .  .  .  .  .  +   .  .  .  .  .  .  .   .  .
withdraw             .  .  .  .  .  .  .  .  .  .  .  .  +   .  .  .  .  .  .  .   .  .
accept               .  .  .  .  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   .  .
appoint              .  .  .  .  .  .  .  .  .  .  .  .  +   .  .  .  .  .  .  .   .  .
dismiss              .  .  .  .  .  .  .  .  .  .  .  .  +   .  .  .  .  .  .  .   .  .
empower              .  .  .  .  .  .  .  .  .  .  .  .  +   .  .  .  .  .  .  .   .  .
revoke               .  .  .  .  .  .  .  .  .  .  .  .  +   .  .  .  .  .  .  .   .  .
link                 .  .  .  .  .  .  .  .  .  .  .  .  +   .  .  .  .  .  .  .   .  .
reset_second_factor  .  .  .  .  .  .  .  .  .  .  .  .  +   .  .  .  .  .  .  .   .  .
deactivate           .  .  .  .  .  .  .  .  .  .  .  .  +   .  .  .  .  .  .  .   .  .
reactivate           .  .  .  .  .  .  .  .  .  .  .  .  +   .  .  .  .  .  .  .   .  .
"""


def begin(world: World) -> Mandate:
    account = world.deputy_director
    User.objects.filter(pk=account.pk).update(email="deputy@example.vn")
    return content.create(Mandate(pk=account.pk, organisation=world.organisation, account=account))


def another_account(world: World, mandate: Mandate) -> dict:
    return {"same_person_as": make_user(world.organisation, "second-account", "Người Hư Cấu Hai Tài Khoản").pk}


BEGINNINGS = {"new": begin}
READY = {("active", "link"): another_account}
