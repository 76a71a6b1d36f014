"""Nobody decides on a nomination of their own: by name, until somebody has told the two apart."""

import pytest

from nominations.checks import checks_of
from nominations.models import Attachment, Dossier, Nomination
from nominations.services import dossiers, lists
from nominations.services import nominations as noms
from nominations.services.attachments import attach
from tests.factories import checked, make_dossier, make_nomination, make_world, put_forward, submitted
from tests.nominations.desk import page, pdf, signed_in
from workflows import clock
from workflows.errors import NotAllowed, NotPermitted
from workflows.rules import roles_of

pytestmark = pytest.mark.django_db

refused = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world():
    return make_world()


def under_review(world, name):
    dossier = make_dossier(world)
    make_nomination(world, dossier, full_name=name)
    dossiers.submit(dossier, actor=world.unit_head)
    dossiers.receive(dossier, actor=world.office_reviewer)
    return dossier.nominations.get()


@refused
@pytest.mark.parametrize("spell", [str, str.upper, lambda name: f"  {name} "])
def test_reviewer_does_not_judge_a_nominee_of_the_same_name(world, spell):
    nomination = under_review(world, spell(world.office_reviewer.full_name))

    with pytest.raises(NotPermitted, match="cho chính mình"):
        noms.mark_eligible(nomination, actor=world.office_reviewer)


def test_collective_is_nobodys_own_case(world):
    dossier = make_dossier(world)
    nomination = make_nomination(
        world, dossier, kind="collective", full_name=world.office_reviewer.full_name, head_count=3
    )

    assert nomination.bears_name_of(world.office_reviewer) is False


def told_apart(world, name):
    nomination = under_review(world, name)
    noms.tell_apart(nomination, reason="Sinh năm 1980, công tác tại Viettel (hư cấu).", actor=world.office_reviewer)
    return nomination


def test_director_decides_on_a_namesake_whom_the_office_has_told_apart(world):
    nomination = told_apart(world, world.director.full_name.upper())
    noms.mark_eligible(nomination, actor=world.office_reviewer)
    dossiers.check_off(nomination.dossier, actor=world.office_reviewer)
    consolidated = put_forward(world)

    lists.strike(consolidated, [nomination], reason="Chưa đủ thời gian.", actor=world.director)

    assert Nomination.objects.get().state == "declined"


def test_another_name_has_not_been_told_apart(world):
    nomination = told_apart(world, world.director.full_name)
    noms.send_back(nomination, reason="Sửa tên.", actor=world.office_reviewer)
    dossiers.send_back(nomination.dossier, reason="Sửa tên.", actor=world.office_reviewer)

    noms.save_nomination(nomination, actor=world.unit_officer, full_name=world.deputy_director.full_name)

    assert Nomination.objects.get().only_namesake is False


def test_office_is_told_of_a_nominee_who_bears_a_leaders_name(world):
    nomination = under_review(world, world.director.full_name)
    dossier = Dossier.objects.select_related("campaign").get()

    checks = checks_of(dossier, [nomination], roles_of(world.office_reviewer, clock.now()))[nomination.pk]

    assert [check.verb for check in checks if check.name == "conflict"] == ["tell_apart"]


@pytest.mark.parametrize(("name", "offered"), [("director", True), ("auditor", False)])
def test_telling_apart_is_offered_where_a_signer_bears_the_name(world, name, offered):
    nomination = under_review(world, world.people[name].full_name)

    text = page(signed_in(world.office_reviewer), nomination.get_absolute_url())

    assert ("/tell_apart/" in text) is offered


def own_list(world):
    dossier = make_dossier(world)
    make_nomination(world, dossier, full_name=world.unit_head.full_name)
    return dossier


@refused
def test_head_does_not_file_a_list_with_the_own_name_without_minutes(world):
    with pytest.raises(NotAllowed, match="biên bản họp bình xét"):
        dossiers.submit(own_list(world), actor=world.unit_head)


def filed_with_minutes(world):
    dossier = own_list(world)
    attach(dossier, None, pdf("bien-ban.pdf"), kind="minutes", actor=world.unit_officer)
    dossiers.submit(dossier, actor=world.unit_head)
    return dossier


def test_head_files_a_list_with_the_own_name_as_the_meeting_decided(world):
    assert (filed_with_minutes(world).state, Attachment.objects.count()) == ("submitted", 1)


def test_director_is_told_who_filed_a_list_with_the_own_name(world):
    dossier = filed_with_minutes(world)
    dossiers.receive(dossier, actor=world.office_reviewer)
    noms.mark_eligible(dossier.nominations.get(), actor=world.office_reviewer)
    dossiers.check_off(dossier, actor=world.office_reviewer)

    text = page(signed_in(world.director), put_forward(world).get_absolute_url())

    assert "Người nộp danh sách có tên trong danh sách" in text


def test_director_is_not_told_of_ordinary_lists(world):
    checked(world)

    assert "Người nộp danh sách có tên" not in page(signed_in(world.director), put_forward(world).get_absolute_url())


@refused
def test_case_resumed_after_the_review_cannot_go_back_to_the_unit(world):
    dossier = submitted(world)
    dossiers.receive(dossier, actor=world.office_reviewer)
    held, other = dossier.nominations.order_by("pk")
    noms.hold(held, reason="Chờ kết luận (hư cấu).", actor=world.office_reviewer)
    noms.mark_eligible(other, actor=world.office_reviewer)
    dossiers.check_off(dossier, actor=world.office_reviewer)
    noms.resume(held, actor=world.office_reviewer)

    with pytest.raises(NotAllowed, match="đã thẩm định xong"):
        noms.send_back(held, reason="Sửa.", actor=world.office_reviewer)
