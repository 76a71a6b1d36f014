"""Several people decide at the same moment: one decision, one event; the others learn what happened."""

import threading
from collections.abc import Callable

import pytest
from django.db import connections

from nominations.models import Decision, Nomination
from nominations.services import decisions, dossiers
from nominations.services import nominations as noms
from organisation.states import AuthorityForm
from tests.factories import authorise, forwarded, make_world, submitted
from workflows.audit import check_chain, check_head, history_of
from workflows.errors import NotAllowed

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(acts: list[Callable[[], object]]) -> list[str]:
    """Runs the acts together; for each "done" or the name of what it raised."""
    barrier, outcomes = threading.Barrier(len(acts)), [""] * len(acts)

    def run(place: int) -> None:
        barrier.wait()
        try:
            acts[place]()
            outcomes[place] = "done"
        except Exception as error:  # the outcome is what is tested
            outcomes[place] = type(error).__name__
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return outcomes


@pytest.mark.parametrize("deciders", [2, 4, 8, 16])
def test_one_of_many_deciders_decides(deciders):
    world = make_world()
    dossier = submitted(world, count=1)
    dossiers.receive(dossier, actor=world.office_reviewer)
    nomination = dossier.nominations.get()
    verbs = [noms.mark_eligible, noms.find_ineligible, noms.send_back]

    outcomes = at_once(
        [
            lambda verb=verbs[place % 3]: verb(
                Nomination.objects.get(pk=nomination.pk), actor=world.office_reviewer, reason="Lý do (hư cấu)"
            )
            for place in range(deciders)
        ]
    )

    after, events = Nomination.objects.get(pk=nomination.pk), list(history_of(nomination))
    assert sorted(outcomes) == [NotAllowed.__name__] * (deciders - 1) + ["done"]
    assert [event.verb for event in events[:2]] == ["submit", "receive"]
    assert (len(events), check_chain(events) + check_head(after, events)) == (3, [])


def test_two_leaders_sign_one_list_once():
    world = make_world()
    authorise(world, world.deputy_director, AuthorityForm.KT, "PHÓ GIÁM ĐỐC")
    consolidated = forwarded(world)

    outcomes = at_once(
        [
            lambda who=who: decisions.sign(type(consolidated).objects.get(pk=consolidated.pk), actor=who)
            for who in (world.director, world.deputy_director)
        ]
    )

    assert (sorted(outcomes), Decision.objects.count()) == (["NotAllowed", "done"], 1)


def test_one_key_sent_twice_at_once_acts_once():
    world = make_world()
    consolidated = forwarded(world)

    outcomes = at_once(
        [
            lambda: decisions.sign(
                type(consolidated).objects.get(pk=consolidated.pk), actor=world.director, key="the-same-key"
            )
        ]
        * 2
    )

    assert (outcomes, Decision.objects.count()) == (["done", "done"], 1)
