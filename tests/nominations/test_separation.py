"""No way around the separation of duties: the table of separation.py, refused in words with nothing left behind."""

import pytest
from django.db import transaction

from nominations.models import Decision, Dossier, Nomination
from organisation.models import User
from organisation.services import appoint
from organisation.states import Role
from tests.factories import authorise, make_user, make_world
from tests.nominations.machines.people import allow_to_sign, appoint_to_everything
from tests.nominations.separation import DUTIES, WAYS, on_a_list, sign, submitted
from tests.workflows.traces import traces
from workflows.errors import NotPermitted

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("duty", DUTIES)
def test_duty_holds(duty, way):
    world, row = make_world(), DUTIES[duty]
    doer = make_user(world.organisation, "doer", "Người Hư Cấu Hai Vai")
    subject = row.deed(world, doer)
    who = WAYS[way](world, doer)
    appoint_to_everything(world, who)
    allow_to_sign(world, who)
    hold(subject, who)
    before = traces()

    answers = {name: asked(tried, subject, who.pk) for name, tried in row.tries.items()}

    assert ({name: row.words in said for name, said in answers.items()}, traces() == before) == (
        dict.fromkeys(row.tries, True),
        True,
    ), answers


def asked(tried, subject, who):
    """The words of the refusal; the savepoint takes back what the door began."""
    try:
        with transaction.atomic():
            tried(type(subject).objects.get(pk=subject.pk), User.objects.get(pk=who))
    except NotPermitted as refusal:
        return str(refusal)
    return "done"


def hold(subject, who):
    """Who reviews by another account first takes the dossier over."""
    if isinstance(subject, Nomination):
        Dossier.objects.filter(pk=subject.dossier_id).update(reviewer=who)


def test_who_did_no_duty_signs():
    world = make_world()
    leader = make_user(world.organisation, "leader", "Người Hư Cấu Mọi Vai")
    target = on_a_list(world, submitted(world, count=1))
    appoint(leader, Role.DEPUTY_DIRECTOR, world.root)
    authorise(world, leader, "kt", "PHÓ GIÁM ĐỐC")

    sign(target, leader)

    assert Decision.objects.count() == 1
