"""What the trail and the pages of refusal show to whom, in words."""

import pytest

from nominations.models import Dossier, Nomination
from nominations.services import dossiers
from nominations.services import nominations as noms
from nominations.shown import shown_content, shown_parts
from tests.factories import make_dossier, make_nomination, make_world, submitted
from tests.nominations.desk import seen, signed_in
from workflows.content import changes_since, keep

pytestmark = pytest.mark.django_db

refused = pytest.mark.django_db(transaction=True)


def shown(subject, seen):
    return {str(part["label"]): (part["old"], part["new"]) for part in shown_parts(changes_since(subject, seen))}


def test_change_of_a_nominee_is_shown_by_name():
    world = make_world()
    dossier = make_dossier(world)
    nomination = make_nomination(world, dossier, full_name="Hà Thị Hư Cấu")
    before = Dossier.objects.get(pk=dossier.pk)
    keep(before)
    noms.save_nomination(nomination, actor=world.unit_officer, full_name="Hà Thị Hư Cấu Hai")

    after = Dossier.objects.get(pk=dossier.pk)

    assert shown(after, before.content_hash)["Danh sách đề nghị"] == (
        "Hà Thị Hư Cấu · Giấy khen",
        "Hà Thị Hư Cấu Hai · Giấy khen · bản 2",
    )


def test_line_that_was_altered_is_shown_as_it_stands():
    assert shown_content({"nominations": ["12:1:abc", ["12"]]}) == [("Danh sách đề nghị", "12:1:abc\n")]


def on_hold(world):
    dossier = submitted(world, count=1)
    dossiers.receive(dossier, actor=world.office_reviewer)
    nomination = Nomination.objects.get(dossier=dossier)
    noms.hold(nomination, reason="Đang có đơn khiếu nại (hư cấu).", actor=world.office_reviewer)
    return nomination


@refused
@pytest.mark.parametrize(("who", "reads"), [("unit_officer", False), ("office_reviewer", True)])
def test_reason_of_a_hold_is_kept_from_the_unit_when_its_act_is_refused(who, reads):
    world = make_world()
    nomination = on_hold(world)
    verb = "withdraw" if who == "unit_officer" else "mark_eligible"

    answer = signed_in(world.people[who]).post(f"/nominations/{nomination.pk}/{verb}/", seen(nomination, reason="Rút."))

    assert (answer.status_code, "Đang có đơn khiếu nại" in answer.content.decode()) == (409, reads)
