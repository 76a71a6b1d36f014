"""Who hears of what: the whole table by hand, against the verbs, the kinds and what a reader may choose."""

import pytest

from campaigns.permissions import LEADERS, OFFICE, UNIT
from nominations.notices import SEALED, TOLD
from nominations.permissions import DECIDERS
from organisation.states import Role
from workflows.verbs import subject_models, verbs_of

AUDIENCES = {  # by which roles an effect finds its people
    "heads": (Role.UNIT_HEAD,), "unit": UNIT, "units": UNIT, "office": OFFICE, "leaders": LEADERS,
    "records": (Role.RECORDS_CLERK,), "publishers": (Role.PUBLISHER,), "confirmers": DECIDERS,
    "overseers": (Role.AUDITOR, *DECIDERS), "checkers": OFFICE, "reporters": (*UNIT, *OFFICE),
    "directors": LEADERS, "drafters": OFFICE, "participants": UNIT, "attenders": UNIT, "inspected": UNIT,
    "inspectors": OFFICE, "recipients": (*UNIT, *OFFICE), "proposed": UNIT, "considerers": OFFICE,
}  # fmt: skip
TABLE = """
heads       present       to_attest
unit        submit        filed
unit        receive       received
unit        send_back     returned     !
unit        check_off     checked
unit        close         checked
units       issue         result       !
office      submit        arrived
office      declare_nil   arrived
office      withdraw      arrived
office      send_back     answered
office      sign          answered
leaders     forward       to_sign
records     sign          to_issue
proposed    consult       consulted
considerers  hand_in      commented
leaders     end_consulting  heard
publishers  issue         to_publish
publishers  approve       to_publish
publishers  conclude      to_publish
records     sign_file     to_issue
checkers    submit        reported
reporters   accept        verified
reporters   send_back     verified
attenders   accept        fixed
directors   present       to_answer
inspected   announce      inspected
inspected   record_findings  inspected
inspected   ask_more      inspected
inspected   settle        inspected
inspected   call_off      inspected
inspectors  mend          mended
recipients  remind        came
directors   submit        plan_to_sign
drafters    send_back     plan_answered
drafters    approve       plan_answered
participants  launch      launched
drafters    note          noted
drafters    hand_back     noted
leaders     propose       to_sign
office      turn_down     answered
office      sign_amendment  answered
records     sign_amendment  to_issue
units       enact         result       !
publishers  enact         to_publish
units       replace       result       !
publishers  replace       to_publish
confirmers  ask           to_confirm   !
overseers   confirm       overruled    !
overseers   refuse        overruled    !
overseers   use           overruled    !
overseers   end           overruled    !
"""
ROWS = {(line.split()[0], line.split()[1]): line.split()[2:] for line in TABLE.strip().splitlines()}  # !: legal


def told_of_verbs() -> set[tuple[str, str]]:
    """Audience and verb of every effect that tells somebody, as the machines declare them."""
    return {
        (effect.removeprefix("tell_"), verb.name)
        for model in subject_models() if model._meta.app_label in ("nominations", "campaigns")
        for verb in verbs_of(model).values()
        for effect in verb.effects if effect.startswith("tell_")
    }  # fmt: skip


def test_every_verb_that_tells_somebody_has_its_kind():
    assert told_of_verbs() == set(ROWS)


@pytest.mark.parametrize("row", ROWS, ids="-".join)
def test_audience_hears_of_the_moment_by_this_kind(row: tuple[str, str]):
    kind = TOLD[row].kind

    assert [kind.name.removeprefix("nominations."), *(["!"] if kind.legal else [])] == ROWS[row]


@pytest.mark.parametrize("row", TOLD, ids="-".join)
def test_whoever_hears_of_a_kind_finds_it_among_their_choices(row: tuple[str, str]):
    assert set(AUDIENCES[row[0]]) - set(TOLD[row].kind.roles) == set()


def test_checkpoints_are_told_to_auditors_word_for_word():
    assert (SEALED.roles, SEALED.prose) == ((Role.AUDITOR,), True)
