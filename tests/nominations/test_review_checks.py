"""What the office looks at before it concludes: each check, with the case that it must notice."""

import pytest

from campaigns.models import AwardForm, Participation
from nominations.checks import checks_of
from nominations.models import Dossier, Nomination
from nominations.services import dossiers
from nominations.services import nominations as noms
from organisation.services import appoint
from organisation.states import Role
from organisation.text import fold
from tests.factories import make_dossier, make_nomination, make_world
from tests.nominations.desk import page, signed_in
from workflows import clock
from workflows.rules import roles_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def filed(world, unit=0, **fields):
    """One nomination in a filed dossier."""
    dossier = make_dossier(world, unit)
    nomination = make_nomination(world, dossier, **fields)
    dossiers.submit(dossier, actor=world.unit_head if unit == 0 else world.unit_head_2)
    return nomination


def check(nomination, name, reader):
    found = Nomination.objects.select_related("unit", "award_form").get(pk=nomination.pk)
    dossier = Dossier.objects.select_related("campaign").get(pk=nomination.dossier_id)
    checks = checks_of(dossier, [found], roles_of(reader, clock.now()))[found.pk]
    return next(one for one in checks if one.name == name)


def test_checks_of_a_sound_nomination_need_no_care(world):
    nomination = filed(world)
    dossier = Dossier.objects.get(pk=nomination.dossier_id)

    checks = checks_of(
        dossier, [Nomination.objects.get(pk=nomination.pk)], roles_of(world.office_reviewer, clock.now())
    )

    assert [one.name for one in checks[nomination.pk] if one.needs_care] == []


def test_complete_names_every_gap(world):
    nomination = filed(world)
    Nomination.objects.filter(pk=nomination.pk).update(position="", overview="")

    found = check(nomination, "complete", world.office_reviewer)

    assert (found.tone, found.words) == ("bad", ("Chưa ghi chức vụ hoặc công việc.", "Chưa viết phần sơ lược."))


def test_award_form_says_who_decides(world):
    assert check(filed(world), "award_form", world.office_reviewer).words == ("Giấy khen: Giám đốc Sở quyết định.",)


def test_award_form_of_another_kind_of_nominee_is_bad(world):
    nomination = filed(world)
    AwardForm.objects.update(subject_kinds=["collective"])

    assert check(nomination, "award_form", world.office_reviewer).tone == "bad"


def test_award_form_outside_the_campaign_is_bad(world):
    other = AwardForm.objects.create(
        organisation=world.organisation, code="co", name="Cờ thi đua", decider="UBND tỉnh", subject_kinds=["individual"]
    )
    nomination = filed(world)
    Nomination.objects.filter(pk=nomination.pk).update(award_form=other)

    assert check(nomination, "award_form", world.office_reviewer).tone == "bad"


def test_scope_of_a_unit_that_does_not_take_part_is_bad(world):
    nomination = filed(world)
    Participation.objects.filter(unit=nomination.unit).delete()

    assert check(nomination, "scope", world.office_reviewer).tone == "bad"


def test_same_name_finds_the_other_record_whatever_the_accents(world):
    nomination = filed(world, full_name="Nguyễn Thị Hoà")
    other = filed(world, 1, full_name="NGUYEN THI HÒA")

    found = check(nomination, "same_name", world.office_reviewer)

    assert (found.tone, found.records) == ("warn", (other,))


def test_same_name_of_a_collective_and_a_person_is_no_twin(world):
    nomination = filed(world, full_name="Hòa Bình")
    filed(world, 1, full_name="Hòa Bình", kind="collective", honorific="", is_leader=None, head_count=5)

    assert check(nomination, "same_name", world.office_reviewer).tone == "ok"


def test_same_name_in_a_withdrawn_nomination_is_no_twin(world):
    nomination = filed(world, full_name="Lê Văn Hư")
    other = filed(world, 1, full_name="Lê Văn Hư")
    noms.withdraw(other, actor=world.unit_head_2, reason="Xin rút.")

    assert check(nomination, "same_name", world.office_reviewer).tone == "ok"


def test_same_report_finds_the_copy_whatever_case_and_spacing(world):
    nomination = filed(world, achievements="Hoàn thành 104% kế hoạch.")
    other = filed(world, 1, achievements="hoàn  thành 104%\nKẾ HOẠCH.")

    found = check(nomination, "same_report", world.office_reviewer)

    assert (found.tone, found.records) == ("warn", (other,))


def test_same_report_of_another_text_is_fine(world):
    nomination = filed(world, achievements="Hoàn thành 104% kế hoạch.")
    filed(world, 1, achievements="Hoàn thành 105% kế hoạch.")

    assert check(nomination, "same_report", world.office_reviewer).tone == "ok"


def test_on_time_shows_the_reason_of_a_late_dossier(world):
    nomination = filed(world)
    Dossier.objects.filter(pk=nomination.dossier_id).update(is_late=True, late_reason="Chuyển trụ sở.")

    found = check(nomination, "on_time", world.office_reviewer)

    assert (found.tone, found.words) == ("warn", ("Hồ sơ nộp muộn.", "Lý do: Chuyển trụ sở."))


def test_conflict_of_a_reader_who_is_the_nominee_is_bad(world):
    nomination = filed(world, full_name=world.office_reviewer.full_name)

    assert check(nomination, "conflict", world.office_reviewer).tone == "bad"


def test_conflict_of_a_reader_from_the_same_unit_is_a_warning(world):
    nomination = filed(world)
    appoint(world.office_reviewer, Role.UNIT_OFFICER, world.units[0])

    assert check(nomination, "conflict", world.office_reviewer).tone == "warn"


def test_conflict_notices_a_head_who_proposes_himself(world):
    nomination = filed(world)
    Nomination.objects.filter(pk=nomination.pk).update(search_key=fold(world.unit_head.full_name))

    assert check(nomination, "conflict", world.office_reviewer).tone == "warn"


@pytest.mark.parametrize(("leaders", "tone"), [([True, True, False], "warn"), ([True, False], "info")])
def test_direct_workers_warns_when_leaders_prevail(world, leaders, tone):
    dossier = make_dossier(world)
    found = [make_nomination(world, dossier, is_leader=is_leader) for is_leader in leaders]
    dossiers.submit(dossier, actor=world.unit_head)

    assert check(found[0], "direct_workers", world.office_reviewer).tone == tone


def test_nomination_page_shows_both_records_side_by_side(world):
    nomination = filed(world, full_name="Nguyễn Thị Hoà", position="Kế toán hư cấu")
    other = filed(world, 1, full_name="Nguyễn Thị Hòa", position="Thủ quỹ hư cấu")

    html = page(signed_in(world.office_reviewer), nomination.get_absolute_url())

    beside = html[html.index(f"Trùng tên, Báo cáo sao chép: {other.code}") :]
    assert [name in beside for name in ("Kế toán hư cấu", "Thủ quỹ hư cấu")] == [True, True]
