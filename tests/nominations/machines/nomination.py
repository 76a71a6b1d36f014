from nominations.models import Nomination
from nominations.services import lists
from tests.factories import World, checked, make_dossier, make_nomination
from tests.nominations.machines import decision
from tests.nominations.machines.walking import knock
from workflows import content

STATES = """
draft         submit → submitted, withdraw → withdrawn
submitted     take_back → draft, receive → under_review, withdraw → withdrawn
under_review  mark_eligible → eligible, find_ineligible → ineligible, send_back → returned,
              tell_apart → under_review, hold → on_hold, withdraw → withdrawn
eligible      consolidate → consolidated, reconsider → under_review, hold → on_hold, withdraw → withdrawn
consolidated  forward → forwarded, set_aside → eligible
forwarded     approve → approved, strike → declined, recall → consolidated
approved      award → awarded
awarded       correct → awarded, revoke → revoked
returned      submit → submitted, reconsider → under_review, withdraw → withdrawn
ineligible    reconsider → under_review
withdrawn
declined      restore → forwarded, recall → consolidated
on_hold       resume → under_review
revoked
"""

MAY = """
                UO UH OR OH CS CM CC DI DD RC PU AU AD  NB SU EL OU OF EX NY  CR CO duties
submit          .  +  .  .  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   .  .
take_back       +  +  .  .  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   .  .
receive         .  .  +  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   +  .  filed_by
mark_eligible   .  .  h  h  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   h  .  filed_by nominee
find_ineligible .  .  h  h  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   h  .  filed_by nominee
send_back       .  .  h  h  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   h  .  filed_by nominee
reconsider      .  .  h  h  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   h  .  filed_by nominee
withdraw        +  +  .  .  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   .  .
tell_apart      .  .  h  h  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   h  .  filed_by nominee
hold            .  .  h  h  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   h  .  filed_by nominee
resume          .  .  h  h  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   h  .  filed_by nominee
consolidate     .  .  +  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   +  .
set_aside       .  .  +  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   +  .
forward         .  .  +  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   +  .
recall          .  .  .  .  .  .  .  S  S  .  .  .  .   .  .  .  .  .  .  .   .  .
strike          .  .  .  .  .  .  .  S  S  .  .  .  .   .  .  .  .  .  .  .   .  .  filed_by reviewed_by nominee
restore         .  .  .  .  .  .  .  S  S  .  .  .  .   .  .  .  .  .  .  .   .  .  filed_by reviewed_by nominee
approve         .  .  .  .  .  .  .  S  S  .  .  .  .   .  .  .  .  .  .  .   .  .  filed_by reviewed_by nominee
award           .  .  .  .  .  .  .  .  .  +  .  .  .   .  .  .  .  .  .  .   .  .
correct         .  .  .  .  .  .  .  .  .  +  .  .  .   .  .  .  .  .  .  .   .  .
revoke          .  .  .  .  .  .  .  .  .  +  .  .  .   .  .  .  .  .  .  .   .  .
"""


def begin(world: World) -> Nomination:
    return make_nomination(world, make_dossier(world))


def under_review(world: World) -> Nomination:
    """It comes here with its dossier, as most do."""
    nomination = begin(world)
    for verb in ("submit", "receive"):
        knock(world, nomination.dossier, verb)
    return nomination


def filed_before(world: World, nomination: Nomination) -> None:
    for verb in ("submit", "take_back"):
        knock(world, nomination, verb)


def list_is_open(world: World, nomination: Nomination) -> dict:
    """The list began with another unit's nominee, before this dossier was checked."""
    checked(world, unit=1, count=1)
    target = lists.compile_list(world.campaign, actor=world.office_reviewer)
    knock(world, nomination.dossier, "check_off")
    return {"consolidated_list": target.pk}


def list_is_forwarded(world: World, nomination: Nomination) -> None:
    knock(world, nomination.consolidated_list, "forward")


def revoked_on_paper(world: World, nomination: Nomination) -> dict:
    """An issued revocation names it."""
    award = decision.issued(world, content.create(decision.award_of(world, nomination.consolidated_list)))
    return {"decision": decision.issued(world, content.create(decision.revocation_of(award, [nomination.pk]))).pk}


def corrected_on_paper(world: World, nomination: Nomination) -> dict:
    """An issued replacement puts its name right."""
    award = decision.issued(world, content.create(decision.award_of(world, nomination.consolidated_list)))
    corrections = {str(nomination.pk): {"full_name": [nomination.full_name, "Nguyễn Thị Đúng"]}}
    return {"decision": decision.issued(world, content.create(decision.replacement_of(award, **corrections))).pk}


BEGINNINGS = {"draft": begin, "under_review": under_review}
READY = {
    ("draft", "withdraw"): filed_before,
    ("eligible", "consolidate"): list_is_open,
    ("forwarded", "strike"): list_is_forwarded,
    ("awarded", "revoke"): revoked_on_paper,
    ("awarded", "correct"): corrected_on_paper,
}
