"""Duties are separated by the whole trail: who once filed or concluded stays apart, whoever did so last."""

import pytest

from nominations.models import ConsolidatedList
from nominations.services import decisions, dossiers, lists
from nominations.services import nominations as noms
from organisation.services import appoint
from organisation.states import AuthorityForm, Role
from tests.factories import authorise, make_user, make_world, put_forward, submitted
from workflows.engine import perform
from workflows.errors import NotAllowed, NotPermitted

pytestmark = pytest.mark.django_db(transaction=True)  # the door's refusal rolls back the whole transaction


@pytest.fixture
def world():
    return make_world()


def test_who_concluded_first_does_not_sign_what_another_concluded_last(world):
    deputy = make_user(world.organisation, "two-hats", "Người Hư Cấu Hai Vai")
    appoint(deputy, Role.OFFICE_REVIEWER, world.root)
    appoint(deputy, Role.DEPUTY_DIRECTOR, world.root)
    authorise(world, deputy, AuthorityForm.KT, "PHÓ GIÁM ĐỐC")
    dossier = submitted(world, count=1)
    nomination = dossier.nominations.get()
    dossiers.receive(dossier, actor=deputy)
    noms.mark_eligible(nomination, actor=deputy)
    dossiers.release(dossier, actor=deputy)
    dossiers.claim(dossier, actor=world.office_reviewer)
    noms.reconsider(nomination, actor=world.office_reviewer)
    noms.mark_eligible(nomination, actor=world.office_reviewer)
    dossiers.check_off(dossier, actor=world.office_reviewer)

    with pytest.raises(NotPermitted, match="Người đã thẩm định không được ký duyệt"):
        decisions.sign(put_forward(world), actor=deputy)


def test_who_filed_first_does_not_review_what_another_filed_last(world):
    other = make_user(world.organisation, "second-head", "Người Hư Cấu Thủ Trưởng Hai")
    appoint(other, Role.UNIT_HEAD, world.units[0])
    appoint(world.unit_head, Role.OFFICE_REVIEWER, world.root)
    dossier = submitted(world)
    dossiers.withdraw(dossier, actor=world.unit_officer)
    dossiers.submit(dossier, actor=other)

    with pytest.raises(NotPermitted, match="Người đã nộp hồ sơ không được thẩm định"):
        dossiers.receive(dossier, actor=world.unit_head)


@pytest.mark.parametrize("step", ["compile", "forward", "sign"])
def test_cancelled_campaign_awards_nobody(world, step):
    dossier = submitted(world)
    dossiers.receive(dossier, actor=world.office_reviewer)
    noms.mark_all_eligible(dossier, list(dossier.nominations.all()), actor=world.office_reviewer)
    dossiers.check_off(dossier, actor=world.office_reviewer)
    steps = {
        "compile": lambda: lists.compile_list(world.campaign, actor=world.office_reviewer),
        "forward": lambda: lists.forward(ConsolidatedList.objects.get(), actor=world.office_head),
        "sign": lambda: decisions.sign(ConsolidatedList.objects.get(), actor=world.director),
    }
    for name, do in steps.items():
        if name == step:
            break
        do()
    perform(world.campaign, "cancel", actor=world.director, reason="Không tổ chức nữa (hư cấu).")

    with pytest.raises(NotAllowed, match="Phong trào đã bị hủy"):
        steps[step]()
