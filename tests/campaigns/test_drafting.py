"""A plan written at the desk: begun, revised part by part, submitted, sent back, signed, launched."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from campaigns.models import Campaign
from campaigns.plan import PlanError, read_plan
from campaigns.plan.parts import PARTS
from campaigns.plan.writing import written
from campaigns.selectors import overlapping_with
from campaigns.services import campaigns, drafting
from campaigns.services.beginnings import Beginning, copied_plan, empty_plan
from campaigns.services.loading import load_file
from notifications.models import Message
from organisation.models import Unit
from tests.factories import World, make_world
from tests.nominations.desk import signed_in
from tests.nominations.reviewing import seen
from workflows import clock
from workflows.audit import history_of
from workflows.effects import registry
from workflows.errors import NotAllowed, NotPermitted, StaleContent
from workflows.models import OutboxEntry
from workflows.rules import roles_of

pytestmark = pytest.mark.django_db

LAO_CAI = Path("campaigns/plans/lao-cai-2013.yaml")
DATA = Path(__file__).parent / "data"
NEXT = Beginning("thi-dua-2014", "Phong trào thi đua năm 2014", date(2014, 5, 1), date(2014, 9, 30))


def begun(world: World, code: str = NEXT.code) -> Campaign:
    """A draft of nothing but a name and a period."""
    text = empty_plan(world.organisation, Beginning(code, NEXT.name, NEXT.first, NEXT.last))
    return drafting.begin(world.organisation, text, actor=world.office_reviewer)


def revise(campaign: Campaign, part: str, old: str, new: str, *, actor: Any) -> bool:
    now = Campaign.objects.get(pk=campaign.pk)
    typed = written(now.plan, PARTS[part]).replace(old, new)
    return drafting.revise(now, part, typed, actor=actor, seen=(now.version, now.content_hash))


def with_a_duty(world: World) -> Campaign:
    """Enough for a leader."""
    campaign = begun(world)
    duty = "duties:\n  - {id: N1, owners: DVTT, what: Làm, phrase: làm, deadline: trước ngày 10/8/2014}"
    revise(campaign, "work", "duties: not_stated", duty, actor=world.office_reviewer)
    return Campaign.objects.get(pk=campaign.pk)


def submitted(world: World) -> Campaign:
    campaign = with_a_duty(world)
    campaigns.submit(campaign, actor=world.office_head)
    return Campaign.objects.get(pk=campaign.pk)


@pytest.mark.parametrize("path", [LAO_CAI, *sorted(DATA.glob("*.yaml"))], ids=lambda path: path.stem)
def test_a_plan_written_out_reads_as_the_same_plan(path):
    plan = read_plan(path)

    assert read_plan(written(plan.as_dict())) == plan


def test_a_plan_of_nothing_calls_on_every_unit_of_the_register():
    world = make_world()

    assert list(begun(world).units.order_by("code")) == sorted(world.units, key=lambda unit: unit.code)


def test_a_campaign_begun_at_the_desk_is_a_draft_with_its_period():
    campaign = begun(make_world())

    assert (campaign.state, campaign.starts_on, campaign.ends_on) == ("draft", NEXT.first, NEXT.last)


def test_a_campaign_begun_at_the_desk_names_who_began_it():
    world = make_world()

    assert [(event.verb, event.actor) for event in history_of(begun(world))] == [("revise", world.office_reviewer)]


def test_beginning_is_refused_to_a_unit():
    world = make_world()
    text = empty_plan(world.organisation, NEXT)

    with pytest.raises(NotPermitted):
        drafting.begin(world.organisation, text, actor=world.unit_head)


def test_an_older_plan_is_copied_with_its_duties_and_the_new_period():
    old = load_file(LAO_CAI).campaign
    plan = read_plan(copied_plan(old, NEXT)).as_dict()

    assert (len(plan["duties"]), plan["period"]["end"]["last"]) == (len(old.plan["duties"]), "2014-09-30")


def test_a_plan_of_another_body_is_refused():
    ours, theirs = make_world(), make_world()
    text = empty_plan(theirs.organisation, NEXT)

    with pytest.raises(PlanError, match=f"“{theirs.organisation.code}”"):
        drafting.begin(ours.organisation, text, actor=ours.office_head)


def test_a_code_that_is_taken_is_refused():
    world = make_world()
    begun(world)

    with pytest.raises(PlanError, match=f"Mã “{NEXT.code}” đã dùng"):
        begun(world)


def test_a_draft_renames_no_unit_of_the_register():
    world = make_world()
    text = empty_plan(world.organisation, NEXT).replace("Phòng Hư cấu 1", "Phòng Khác")

    with pytest.raises(PlanError, match="Phòng Hư cấu 1"):
        drafting.begin(world.organisation, text, actor=world.office_head)


def test_a_draft_adds_a_unit_that_the_register_lacks():
    world = make_world()
    campaign = begun(world)
    unit = "units:\n  - {code: MOI, name: Đơn vị Mới, short_name: Mới, kind: other, placement: external, source: plan}"
    revise(campaign, "people", "units:", unit, actor=world.office_head)

    assert Unit.objects.get(organisation=world.organisation, code="MOI").is_external


def test_a_saved_part_is_a_version_of_its_own():
    world = make_world()
    campaign = with_a_duty(world)

    assert [(event.verb, event.version) for event in history_of(campaign)] == [("revise", 1), ("revise", 2)]


def test_a_saved_part_makes_its_rows():
    assert with_a_duty(make_world()).assignments.count() == 2


def test_a_part_saved_as_it_was_is_no_version():
    world = make_world()
    campaign = begun(world)

    assert (revise(campaign, "work", "", "", actor=world.office_head), campaign.version) == (False, 1)


def test_a_part_saved_over_another_hand_is_refused():
    world = make_world()
    campaign = begun(world)
    revise(campaign, "period", "30/09/2014", "29/09/2014", actor=world.office_head)
    typed = written(campaign.plan, PARTS["period"])

    with pytest.raises(StaleContent):
        drafting.revise(
            campaign, "period", typed, actor=world.office_reviewer, seen=(campaign.version, campaign.content_hash)
        )


@pytest.mark.parametrize(
    ("part", "old", "new", "line", "field"),
    [
        ("period", "30/09/2014", "31/09/2014", 4, "period.end.phrase"),
        ("work", "duties: not_stated", "duties:\n  - {id: N1, what: Làm}", 2, "duties[N1].owners"),
        ("people", "id: TT\n", "id: T\n", 0, "scope.subjects[1]"),
        ("period", "period:", "bases: not_stated\nperiod:", 1, "bases"),
        ("document", "thi-dua-2014", "khac-2014", 1, "id"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_the_line_of_its_part(part, old, new, line, field):
    world = make_world()
    with pytest.raises(PlanError) as refused:
        revise(begun(world), part, old, new, actor=world.office_head)

    assert (line, field) in [(one.line, one.path) for one in refused.value.mistakes]


def test_a_submitted_plan_is_not_written_in():
    world = make_world()
    campaign = submitted(world)

    with pytest.raises(NotAllowed):
        revise(campaign, "period", "30/09/2014", "29/09/2014", actor=world.office_head)


def test_a_plan_that_asks_nothing_of_anybody_is_not_submitted():
    world = make_world()

    with pytest.raises(NotAllowed, match="chưa giao nhiệm vụ"):
        campaigns.submit(begun(world), actor=world.office_head)


def test_a_plan_whose_dates_are_the_old_ones_is_not_submitted():
    world = make_world()
    campaign = with_a_duty(world)
    revise(campaign, "work", "10/8/2014", "10/8/2013", actor=world.office_head)

    with pytest.raises(NotAllowed, match="N1"):
        campaigns.submit(Campaign.objects.get(pk=campaign.pk), actor=world.office_head)


def test_a_plan_that_is_being_drafted_is_not_signed():
    world = make_world()

    with pytest.raises(NotAllowed, match="chưa trình"):
        campaigns.approve(with_a_duty(world), actor=world.director)


def test_a_plan_that_was_sent_back_is_a_draft_again():
    world = make_world()
    campaign = submitted(world)
    campaigns.send_back(campaign, actor=world.director, reason="Thiếu căn cứ (hư cấu).")

    assert Campaign.objects.get(pk=campaign.pk).state == "draft"


def test_a_plan_goes_from_draft_to_launch():
    world = make_world()
    campaign = submitted(world)
    campaigns.approve(campaign, actor=world.director)
    campaigns.launch(Campaign.objects.get(pk=campaign.pk), actor=world.office_head)

    verbs = ["revise", "revise", "submit", "approve", "launch"]
    assert [event.verb for event in history_of(campaign)] == verbs


def test_a_launch_is_told_to_the_units():
    world = make_world()
    campaign = submitted(world)
    campaigns.approve(campaign, actor=world.director)
    campaigns.launch(Campaign.objects.get(pk=campaign.pk), actor=world.office_head)
    for entry in OutboxEntry.objects.filter(effect="campaigns.tell_participants"):
        registry[entry.effect](entry)

    told = Message.objects.filter(kind="nominations.launched", thread=f"campaigns.campaign/{campaign.pk}")
    wanted = {world.unit_officer, world.unit_head, world.unit_officer_2, world.unit_head_2}
    assert {message.recipient for message in told} == wanted


def test_a_campaign_on_the_same_days_with_the_same_units_is_named():
    world = make_world()
    first, second = begun(world), begun(world, "khac-2014")
    roles = roles_of(world.office_head, clock.now())

    assert [(other, other.shared) for other in overlapping_with(second, roles)] == [(first, 2)]


def test_a_submitted_plan_is_hidden_from_units():
    world = make_world()

    assert signed_in(world.unit_head).get(submitted(world).get_absolute_url()).status_code == 404


# The pages


def test_a_submitted_plan_waits_on_the_first_page_of_the_leaders():
    world = make_world()
    campaign = submitted(world)

    assert list(signed_in(world.director).get("/").context["plans"]) == [campaign]


def test_a_file_with_a_mistake_stays_on_the_page_with_its_line():
    world = make_world()
    text = empty_plan(world.organisation, NEXT).replace("origin: real", "origin: thật")
    file = SimpleUploadedFile("ke-hoach.yaml", text.encode())
    answer = signed_in(world.office_head).post(reverse("campaign_new"), {"start": "file", "file-file": file})

    assert ("Dòng 2, origin" in answer.content.decode(), "origin: thật" in answer.content.decode()) == (True, True)


def test_a_sound_file_becomes_a_draft():
    world = make_world()
    file = SimpleUploadedFile("ke-hoach.yaml", empty_plan(world.organisation, NEXT).encode())
    signed_in(world.office_head).post(reverse("campaign_new"), {"start": "file", "file-file": file})

    assert Campaign.objects.get(code=NEXT.code).state == "draft"


def test_an_older_campaign_becomes_a_draft():
    world = make_world()
    form = {
        "start": "earlier", "earlier-campaign": begun(world).pk, "earlier-code": "lan-sau", "earlier-name": "Lần sau",
        "earlier-first": "1/5/2015", "earlier-last": "30/9/2015",
    }  # fmt: skip
    signed_in(world.office_head).post(reverse("campaign_new"), form)

    assert Campaign.objects.get(code="lan-sau").ends_on == date(2015, 9, 30)


def test_a_part_is_saved_from_its_page():
    world = make_world()
    campaign = begun(world)
    typed = written(campaign.plan, PARTS["period"]).replace("30/09/2014", "29/09/2014")
    url = reverse("campaign_part", args=[campaign.pk, "period"])
    signed_in(world.office_head).post(url, seen(campaign, text=typed))

    assert Campaign.objects.get(pk=campaign.pk).ends_on == date(2014, 9, 29)


def test_a_version_shows_what_it_changed():
    world = make_world()
    campaign = with_a_duty(world)
    answer = signed_in(world.director).get(reverse("campaign_version", args=[campaign.pk, 2]))

    assert [part["label"] for part in answer.context["parts"]] == ["Nhiệm vụ N1", "Nhiệm vụ"]


def test_the_page_of_a_submitted_plan_offers_the_leader_to_sign():
    world = make_world()
    campaign = submitted(world)
    answer = signed_in(world.director).get(campaign.get_absolute_url())

    assert reverse("campaign_verb", args=[campaign.pk, "approve"]) in answer.content.decode()
