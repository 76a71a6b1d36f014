"""A finished list is shown to the unit's head: who is told, how often, and what it leaves."""

from datetime import timedelta

import pytest
from django.urls import reverse

from campaigns.models import Round
from campaigns.states import LatePolicy
from nominations.models import Dossier
from nominations.services import dossiers
from notifications.models import Message
from organisation.models import UnitGrant
from tests.factories import World, make_dossier, make_nomination, make_world, submitted
from tests.nominations.desk import page, signed_in
from tests.nominations.reviewing import post, queries, state_of, words
from workflows import clock
from workflows.audit import history_of
from workflows.effects import registry
from workflows.errors import NotAllowed
from workflows.models import OutboxEntry

pytestmark = pytest.mark.django_db

refused = pytest.mark.django_db(transaction=True)  # the door's refusal rolls back the whole transaction


def ready(world: World, count: int = 1) -> Dossier:
    dossier = make_dossier(world)
    for number in range(count):
        make_nomination(world, dossier, full_name=f"Người Hư Cấu {number}")
    return Dossier.objects.get(pk=dossier.pk)


def taken_back(world: World) -> Dossier:
    dossier = submitted(world)
    dossiers.withdraw(dossier, actor=world.unit_officer)
    return dossier


def told() -> list[tuple[int, str]]:
    """Who is told what to do, once the outbox has run."""
    for entry in OutboxEntry.objects.filter(effect="nominations.tell_heads"):
        registry[entry.effect](entry)
    return list(Message.objects.filter(kind="nominations.to_attest").values_list("recipient", "expected__vi"))


def test_head_is_told_that_the_list_waits():
    world = make_world()

    dossiers.present(ready(world), actor=world.unit_officer)

    assert told() == [(world.unit_head.pk, "Xem, xác nhận và nộp danh sách.")]


def test_presented_list_stays_the_officers_and_the_trail_says_who_presented_it():
    world = make_world()
    dossier = ready(world)

    post(signed_in(world.unit_officer), dossier, "present")

    trail = list(history_of(dossier).values_list("verb", "source", "target", "actor"))
    assert (state_of(dossier), trail) == ("draft", [("present", "draft", "draft", world.unit_officer.pk)])


@refused
def test_second_press_on_the_same_list_says_so_and_tells_nobody_twice():
    world = make_world()
    dossier = ready(world)
    dossiers.present(dossier, actor=world.unit_officer)

    answer = post(signed_in(world.unit_officer), dossier, "present")

    said = "đã trình thủ trưởng danh sách này lúc"
    assert (answer.status_code, said in answer.content.decode(), len(told())) == (409, True, 1)


def test_list_that_changed_is_presented_again():
    world = make_world()
    dossier = ready(world)
    dossiers.present(dossier, actor=world.unit_officer)
    make_nomination(world, Dossier.objects.get(pk=dossier.pk), full_name="Người Thêm Sau")

    dossiers.present(dossier, actor=world.unit_officer)

    assert len(told()) == 2


def test_same_list_that_was_filed_and_taken_back_is_presented_again():
    world = make_world()
    dossier = ready(world)
    dossiers.present(dossier, actor=world.unit_officer)
    dossiers.submit(dossier, actor=world.unit_head)
    dossiers.withdraw(dossier, actor=world.unit_officer)

    dossiers.present(dossier, actor=world.unit_officer)

    assert len(told()) == 2


@refused
def test_list_with_gaps_is_not_presented():
    world = make_world()
    dossier = make_dossier(world)
    make_nomination(world, dossier, full_name="Người Thiếu", position="")

    with pytest.raises(NotAllowed) as refusal:
        dossiers.present(dossier, actor=world.unit_officer)

    assert [reason.split(":")[0] for reason in refusal.value.reasons] == ["Người Thiếu"]


@refused
def test_list_of_a_unit_without_a_head_is_not_presented():
    world = make_world()
    dossier = ready(world)
    UnitGrant.objects.filter(user=world.unit_head).delete()

    with pytest.raises(NotAllowed) as refusal:
        dossiers.present(dossier, actor=world.unit_officer)

    assert refusal.value.reasons == [
        "Phòng Hư cấu 1 chưa có tài khoản thủ trưởng để xác nhận và nộp; hãy liên hệ Văn phòng Sở."
    ]


@refused
def test_late_list_is_not_presented_where_none_is_taken():
    world = make_world()
    dossier = ready(world)
    Round.objects.update(closes_at=clock.now() - timedelta(days=1), late_policy=LatePolicy.REFUSE)

    with pytest.raises(NotAllowed) as refusal:
        dossiers.present(dossier, actor=world.unit_officer)

    assert refusal.value.reasons == ["Đã quá hạn (trước ngày …); đợt này không nhận hồ sơ nộp muộn."]


def test_page_offers_the_officer_to_present_a_list_without_gaps():
    world = make_world()
    dossier = ready(world)

    shown = page(signed_in(world.unit_officer), dossier.get_absolute_url())

    assert f'action="{reverse("dossier_verb", args=[dossier.pk, "present"])}"' in shown


def test_page_of_a_presented_list_says_when_instead():
    world = make_world()
    dossier = ready(world)
    dossiers.present(dossier, actor=world.unit_officer)

    shown = page(signed_in(world.unit_officer), dossier.get_absolute_url())

    offered = f'action="{reverse("dossier_verb", args=[dossier.pk, "present"])}"' in shown
    name = world.unit_officer.display_name
    assert (offered, f"{name} đã trình thủ trưởng lúc" in words(shown)) == (False, True)


def test_head_is_offered_no_presentation():
    world = make_world()
    dossier = ready(world)

    shown = page(signed_in(world.unit_head), dossier.get_absolute_url())

    assert reverse("dossier_verb", args=[dossier.pk, "present"]) not in shown


def test_office_does_not_hear_that_a_list_taken_back_was_presented():
    world = make_world()
    dossier = taken_back(world)
    dossiers.present(dossier, actor=world.unit_officer)

    answer = signed_in(world.office_reviewer).get(dossier.get_absolute_url(), follow=True)

    said = words(answer.content.decode())
    assert ("đã rút danh sách về" in said, "trình thủ trưởng" in said) == (True, False)


def test_presenting_asks_as_much_of_the_database_for_one_nominee_as_for_three():
    costs = {}
    for count in (1, 3):
        world = make_world()
        dossier = ready(world, count)
        dossiers.present(dossier, actor=world.unit_officer)
        costs[count] = queries(signed_in(world.unit_officer), dossier.get_absolute_url())

    assert costs[3] == costs[1]
