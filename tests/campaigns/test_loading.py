"""A plan's file becomes rows, once; a changed file becomes a new version; a mistake becomes nothing."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.models import AwardForm, Campaign, Participation, Round
from campaigns.services import campaigns
from campaigns.services.loading import load_file
from nominations.models import Dossier
from nominations.models.dossier import NOT_STATED
from nominations.services import dossiers
from organisation.models import Organisation, SigningAuthority, Unit
from organisation.services import appoint
from organisation.states import AuthorityForm, Role
from tests.factories import make_user
from workflows import outbox
from workflows.audit import history_of
from workflows.content import changes_since
from workflows.engine import perform
from workflows.models import AuditEvent

pytestmark = pytest.mark.django_db

LAO_CAI = Path(__file__).parents[2] / "campaigns" / "plans" / "lao-cai-2013.yaml"
DATA = Path(__file__).parent / "data"
INVENTED = sorted(DATA.glob("invented-*.yaml"))
WRITES = ("INSERT", "UPDATE", "DELETE")


def changed(tmp_path: Path, old: str, new: str, source: Path = LAO_CAI) -> Path:
    """A copy of a plan with other words, beside a copy of its text."""
    text = source.read_text()
    assert old in text
    copy = tmp_path / source.name
    copy.write_text(text.replace(old, new))
    beside = source.with_suffix(".md")
    if beside.exists():
        (tmp_path / beside.name).write_text(beside.read_text())
    return copy


def counts() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def leader_of(organisation: Organisation, form: str = AuthorityForm.HEAD):
    root = Unit.objects.get(organisation=organisation, parent=None, is_external=False)
    user = make_user(organisation, f"leader-{organisation.pk}", "Lãnh Đạo Hư Cấu")
    appoint(user, Role.DIRECTOR, root)
    SigningAuthority.objects.create(
        organisation=organisation, holder=user, form=form, document_type="plan", position_title="GIÁM ĐỐC",
        basis="Hư cấu", valid_from=datetime(2010, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    return user


def officer_of(unit: Unit):
    user = make_user(unit.organisation, f"officer-{unit.pk}", "Cán Bộ Hư Cấu")
    appoint(user, Role.UNIT_OFFICER, unit)
    return user


def test_plan_becomes_its_body():
    load_file(LAO_CAI)

    body = Organisation.objects.get()
    assert (body.code, body.name, body.superior, body.place, body.symbol, body.head_title) == (
        "so-tttt-lao-cai", "Sở Thông tin và Truyền thông", "UBND tỉnh Lào Cai", "Lào Cai", "STTTT", "GIÁM ĐỐC",
    )  # fmt: skip


def test_plan_becomes_its_campaign():
    campaign = load_file(LAO_CAI).campaign

    assert (campaign.short_name, campaign.starts_on, campaign.ends_on, campaign.period_phrase) == (
        "Phong trào thi đua cao điểm", date(2013, 5, 25), date(2013, 9, 20), "từ 25/5/2013 đến hết ngày 20/9/2013",
    )  # fmt: skip
    assert campaign.name.startswith("Phong trào thi đua cao điểm ngành thông tin và truyền thông lập thành tích")
    assert campaign.settings["required_report_parts"] == ["overview", "achievements"]
    assert campaign.plan["signatory"]["name"] == "Tăng Văn Hạnh"


def test_round_keeps_phrase_bound_and_last_moment():
    load_file(LAO_CAI)

    round_ = Round.objects.get()
    assert (round_.deadline_phrase, round_.deadline_bound) == ("trước ngày 10/8/2013", "before")
    assert round_.closes_at == datetime(2013, 8, 9, 16, 59, 59, 999999, tzinfo=UTC)


def test_units_take_part_in_the_order_of_the_plan():
    load_file(LAO_CAI)

    codes = [participation.unit.code for participation in Participation.objects.select_related("unit")]
    assert codes == [
        "VPS", "PQLTTDT", "PBCVT", "PCNTT", "PBCXB", "TTS", "TTCNTT", "VIETTEL", "VTLC", "BDLC", "BCVTLC", "MBFLC",
    ]  # fmt: skip


def test_award_form_is_the_one_that_the_office_decided():
    campaign = load_file(LAO_CAI).campaign

    form = AwardForm.objects.get()
    assert (form.name, form.decider, form.subject_kinds) == ("Giấy khen", "Giám đốc Sở", ["collective", "individual"])
    assert list(campaign.award_forms.all()) == [form]


@pytest.mark.parametrize("plan", [LAO_CAI, *INVENTED], ids=lambda path: path.stem)
def test_loading_twice_writes_nothing(plan):
    load_file(plan)
    before = counts(), list(Campaign.objects.values_list("version", "content_hash"))

    with CaptureQueriesContext(connection) as queries:
        again = load_file(plan)

    assert [query["sql"] for query in queries if query["sql"].startswith(WRITES)] == []
    assert (again.is_new, again.is_changed, again.moved) == (False, False, ())
    assert (counts(), list(Campaign.objects.values_list("version", "content_hash"))) == before


def test_moved_deadline_is_the_one_in_force():
    load_file(DATA / "invented-hospital-2027.yaml")

    round_ = Round.objects.get(code="DK")
    assert (round_.kind, round_.deadline_phrase) == ("registration", "trước 17 giờ 00 ngày 20/4/2027")
    assert round_.closes_at == datetime(2027, 4, 20, 9, 59, 59, 999999, tzinfo=UTC)


def test_deadline_of_an_event_without_a_day_is_not_stated():
    campaign = load_file(DATA / "invented-hospital-2027.yaml").campaign

    assert (campaign.ends_on, campaign.rounds.get(code="DX").closes_at) == (None, None)


def test_cluster_keeps_the_unit_that_leads_it():
    load_file(DATA / "invented-hospital-2027.yaml")

    cluster = Unit.objects.get(code="CUMBAC")
    assert (cluster.kind, cluster.is_external, cluster.parent, cluster.led_by.code) == ("cluster", True, None, "TRAM2")


def test_board_outside_any_hierarchy_is_the_body_itself():
    load_file(DATA / "invented-province-2030.yaml")

    body = Unit.objects.get(code="BCDT")
    assert (body.kind, body.is_external, body.parent) == ("board", False, None)


def test_forms_of_two_levels_keep_their_deciders_and_known_subjects():
    load_file(DATA / "invented-province-2030.yaml")

    assert list(AwardForm.objects.order_by("pk").values_list("name", "level", "decider", "subject_kinds")) == [
        ("Giấy khen", "xã", "Chủ tịch UBND xã", ["household", "collective", "individual"]),
        ("Bằng khen", "tỉnh", "Chủ tịch UBND tỉnh", ["household"]),
    ]


def test_late_lists_are_refused_where_the_office_said_so():
    load_file(DATA / "invented-province-2030.yaml")

    assert set(Round.objects.values_list("late_policy", flat=True)) == {"refuse"}


def test_every_plan_stands_in_a_body_of_its_own():
    for plan in (LAO_CAI, *INVENTED):
        load_file(plan)

    assert list(Organisation.objects.order_by("pk").values_list("code", flat=True)) == [
        "so-tttt-lao-cai", "bvbd", "bcdt", "u1",
    ]  # fmt: skip


def test_campaign_hangs_from_its_parent_whichever_is_loaded_first(tmp_path):
    child = load_file(DATA / "invented-hospital-2027.yaml").campaign
    ministry = changed(tmp_path, "invented-small-2028", "invented-ministry-2027", DATA / "invented-small-2028.yaml")

    parent = load_file(ministry).campaign

    assert Campaign.objects.get(pk=child.pk).parent == parent
    assert load_file(DATA / "invented-hospital-2027.yaml").is_changed is False


def test_changed_file_makes_a_new_version_and_no_event(tmp_path):
    before = load_file(LAO_CAI).campaign

    after = load_file(changed(tmp_path, "value: monthly", "value: weekly"))

    assert (after.is_new, after.is_changed, after.campaign.version) == (False, True, 2)
    assert [part.name for part in changes_since(after.campaign, before.content_hash)] == ["plan"]
    assert AuditEvent.objects.count() == 0


def test_changed_file_updates_a_launched_campaign(tmp_path):
    campaign = load_file(LAO_CAI).campaign
    leader = leader_of(campaign.organisation)
    campaigns.approve(campaign, actor=leader)
    campaigns.launch(campaign, actor=leader)

    load_file(changed(tmp_path, "value: monthly", "value: weekly"))

    campaign = Campaign.objects.get()
    assert (campaign.state, campaign.version, campaign.plan["settings"]["report_interval"]["value"]) == (
        "launched", 2, "weekly",
    )  # fmt: skip
    assert [event.verb for event in history_of(campaign)] == ["approve", "launch"]


def test_moved_deadline_moves_what_is_not_filed(tmp_path):
    campaign = load_file(LAO_CAI).campaign
    unit = Unit.objects.get(code="VIETTEL")
    dossiers.open_dossier(campaign.rounds.get(), unit, actor=officer_of(unit))

    later = load_file(changed(tmp_path, "    deadline: trước ngày 10/8/2013\n    counted_at",
        "    deadline: {phrase: trước ngày 10/8/2013, moved: [{by: CV1, phrase: đến hết ngày 15/8/2013}]}\n"
        "    counted_at",
        with_amendment(tmp_path)))  # fmt: skip
    outbox.drain()

    assert [round_.deadline_phrase for round_ in later.moved] == ["đến hết ngày 15/8/2013"]
    assert Dossier.objects.get().due_at == datetime(2013, 8, 15, 16, 59, 59, 999999, tzinfo=UTC)


def with_amendment(tmp_path: Path) -> Path:
    (tmp_path / "with").mkdir()
    return changed(
        tmp_path / "with", "amendments: []",
        "amendments:\n  - {id: CV1, phrase: Công văn số 7/STTTT-VP, kind: Công văn, number: 7/STTTT-VP, style: state, "
        "issued: 01/8/2013, issuer: Sở Thông tin và Truyền thông}",
    )  # fmt: skip


def test_deadline_taken_out_leaves_the_dossier_without_one(tmp_path):
    campaign = load_file(LAO_CAI).campaign
    unit = Unit.objects.get(code="VTLC")
    dossiers.open_dossier(campaign.rounds.get(), unit, actor=officer_of(unit))

    load_file(
        changed(
            tmp_path, "    deadline: trước ngày 10/8/2013\n    counted_at", "    deadline: not_stated\n    counted_at"
        )
    )
    outbox.drain()

    assert list(Dossier.objects.values_list("due_at", flat=True)) == [NOT_STATED]


def test_mistake_is_printed_with_line_field_and_advice(tmp_path):
    wrong = changed(tmp_path, "kind: nomination\n", "kind: nominations\n")

    with pytest.raises(CommandError) as refusal:
        call_command("load_plan", str(wrong))

    line = wrong.read_text()[: wrong.read_text().index("nominations\n")].count("\n") + 1
    assert str(refusal.value).splitlines()[1] == (
        f"Dòng {line}, rounds[DN].kind: “nominations” không có trong các giá trị được dùng: registration, nomination."
    )
    assert counts()["campaigns.Campaign"] == counts()["organisation.Organisation"] == 0


def test_text_too_long_for_its_column_is_a_mistake_and_loads_nothing(tmp_path):
    wrong = changed(tmp_path, "office_name: Văn phòng Sở", f"office_name: {'V' * 130}")

    with pytest.raises(CommandError) as refusal:
        call_command("load_plan", str(wrong))

    line = wrong.read_text()[: wrong.read_text().index("office_name")].count("\n") + 1
    assert str(refusal.value).splitlines()[1] == (
        f"Dòng {line}, settings.organisation.value.office_name: Dài 130 ký tự, tối đa 120; hãy rút ngắn."
    )
    assert Organisation.objects.count() == 0


def test_body_code_of_another_body_is_a_mistake(tmp_path):
    load_file(LAO_CAI)

    with pytest.raises(CommandError) as refusal:
        call_command(
            "load_plan", str(changed(tmp_path, "code: U1", "code: so-tttt-lao-cai", DATA / "invented-small-2028.yaml"))
        )

    assert "Mã cơ quan “so-tttt-lao-cai” đã dùng cho Sở Thông tin và Truyền thông" in str(refusal.value)
    assert Organisation.objects.count() == 1


def test_units_that_stand_above_each_other_are_a_mistake(tmp_path):
    circle = changed(
        tmp_path, "parent: STTTT\n    actors: [AC6, AC8]", "parent: PQLTTDT\n    actors: [AC6, AC8]"
    )  # fmt: skip
    circle.write_text(
        circle.read_text().replace("parent: STTTT\n    actors: [AC7, AC8]", "parent: VPS\n    actors: [AC7, AC8]")
    )

    with pytest.raises(CommandError, match="VPS, PQLTTDT trực thuộc vòng quanh"):
        call_command("load_plan", str(circle))


def test_round_with_dossiers_cannot_leave_the_plan(tmp_path):
    plan = DATA / "invented-province-2030.yaml"
    campaign = load_file(plan).campaign
    unit = Unit.objects.get(code="CTBIA")
    dossiers.open_dossier(campaign.rounds.get(code="DOT2"), unit, actor=officer_of(unit))

    with pytest.raises(CommandError, match="Đợt “Đợt 2” đã có hồ sơ"):
        call_command("load_plan", str(changed(tmp_path, "id: DOT2", "id: DOT3", plan)))

    assert set(campaign.rounds.values_list("code", flat=True)) == {"GHI", "DOT1", "DOT2"}


def test_file_that_is_not_there_is_said_so():
    with pytest.raises(CommandError, match=r"không-có\.yaml"):
        call_command("load_plan", "không-có.yaml")


def test_launch_is_approved_and_begun_by_the_leader():
    campaign = load_file(LAO_CAI).campaign
    leader = leader_of(campaign.organisation)

    call_command("load_plan", str(LAO_CAI), "--launch", username=leader.username)

    assert Campaign.objects.get().state == "launched"
    assert [(event.verb, event.actor) for event in history_of(campaign)] == [("approve", leader), ("launch", leader)]


def test_launch_again_adds_nothing():
    leader = leader_of(load_file(LAO_CAI).campaign.organisation)
    call_command("load_plan", str(LAO_CAI), "--launch", username=leader.username)

    call_command("load_plan", str(LAO_CAI), "--launch", username=leader.username)

    assert AuditEvent.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_launch_by_somebody_without_authority_is_refused():
    organisation = load_file(LAO_CAI).campaign.organisation
    leader = leader_of(organisation)
    SigningAuthority.objects.filter(holder=leader).delete()

    with pytest.raises(CommandError, match="không có quyền ký kế hoạch"):
        call_command("load_plan", str(LAO_CAI), "--launch", username=leader.username)

    assert Campaign.objects.get().state == "draft"


def test_concluded_campaign_takes_no_other_plan(tmp_path):
    campaign = load_file(LAO_CAI).campaign
    leader = leader_of(campaign.organisation)
    campaigns.approve(campaign, actor=leader)
    campaigns.launch(campaign, actor=leader)
    from_office = make_user(campaign.organisation, "office", "Chánh Văn Phòng Hư Cấu")
    appoint(from_office, Role.OFFICE_HEAD, Unit.objects.get(code="STTTT"))
    perform(campaign, "conclude", actor=from_office)

    with pytest.raises(CommandError, match="trạng thái “Đã tổng kết”"):
        call_command("load_plan", str(changed(tmp_path, "value: monthly", "value: weekly")))
