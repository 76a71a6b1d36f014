"""A plan written in forms: rows added, moved, dropped and filled in; what a form does not hold stays."""

from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from campaigns.models import Campaign
from campaigns.plan.parts import PARTS
from campaigns.plan.writing import as_typed, dumped, written
from campaigns.services import drafting
from campaigns.services.beginnings import copied_plan
from campaigns.services.loading import load_file
from nominations.desk.drafting.rows import Rows
from organisation.models import Unit
from organisation.services import appoint
from organisation.states import Role
from tests.campaigns.test_drafting import LAO_CAI, NEXT, begun
from tests.factories import World, make_user, make_world
from tests.nominations.desk import signed_in
from tests.nominations.reviewing import seen
from workflows.audit import history_of

BASES = """bases:
  - {id: CC1, phrase: Kế hoạch số 1, kind: Kế hoạch, number: 1/KH-BIA, style: state, issued: 2/1/2014, issuer: Sở Bịa}
  - {id: CC2, phrase: Kế hoạch số 2, kind: Kế hoạch, number: 2/KH-BIA, style: state, issued: 3/1/2014, issuer: Sở Bịa}
"""
DUTY = "duties:\n  - {id: N1, owners: DVTT, what: Làm, phrase: làm, deadline: trước ngày 10/8/2014}\n"
PARTED = """targets:
  - id: CT1
    owners: DVTT
    indicator: Việc
    phrase: việc
    operator: ">="
    value: 80
    measure: "%"
    parts: [{id: CT1-1, name: Xã A}, {id: CT1-2, name: not_stated}]
    deadline: {phrase: gửi sau, bound: none}
"""
ROUTED = """rounds:
  - id: DN
    kind: nomination
    name: Đề nghị
    phrase: not_stated
    nominators: [DVTT]
    subjects: [TT, CN]
    opens: not_stated
    deadline: trước ngày 10/8/2014
    counted_at: not_stated
    award_forms: not_stated
    route: [{verb: submit, by: [DVTT], to: CQ}, {verb: approve, by: TT1}]
    decision: not_stated
"""


class Fields(HTMLParser):
    """What a browser would send of the form that saves, as pairs; the buttons are not pressed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sent: list[tuple[str, str]] = []
        self._area: str | None = None
        self._select = ""
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self._inside = (given.get("action") or "").startswith("?section=")
        if not self._inside:
            return
        name = given.get("name") or ""
        if tag == "input" and name:
            self.sent.append((name, given.get("value") or ""))
        elif tag == "textarea":
            self._area = ""
            self._select = name
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in given:
            self.sent.append((self._select, given.get("value") or ""))

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area is not None:
            self.sent.append((self._select, self._area.removeprefix("\n")))
            self._area = None
        if tag == "form":
            self._inside = False


def as_sent(pairs: list[tuple[str, str]], **changed: str) -> dict[str, list[str]]:
    data: dict[str, list[str]] = {}
    for name, value in pairs:
        data.setdefault(name, []).append(value)
    return data | {name.replace("__", "-"): [value] for name, value in changed.items()}


def draft_with(world: World, part: str, section: str, text: str) -> Campaign:
    campaign = begun(world)
    typed = dumped(as_typed(campaign.plan, tuple(name for name in PARTS[part] if name != section))) + text
    at = (campaign.version, campaign.content_hash)
    drafting.revise(campaign, part, typed, actor=world.office_reviewer, seen=at)
    return Campaign.objects.get(pk=campaign.pk)


class Desk:
    """The office head at a section's page."""

    def __init__(self, world: World, campaign: Campaign, part: str, section: str) -> None:
        self.client, self.campaign = signed_in(world.office_head), campaign
        self.url = f"{reverse('campaign_part', args=[campaign.pk, part])}?section={section}"
        self.answer = self.client.get(self.url)

    def press(self, do: str, **changed: str) -> Any:
        """Presses a button of the page that was last seen, after typing."""
        data = as_sent(Fields(self.answer.content.decode()).sent, **changed) | {"do": [do]}
        self.answer = self.client.post(self.url, data)
        return self.answer

    def plan(self) -> dict[str, Any]:
        return Campaign.objects.get(pk=self.campaign.pk).plan

    @property
    def rows(self) -> Rows:
        return self.answer.context["rows"]


@pytest.mark.django_db
def test_a_page_sent_unchanged_is_no_version():
    world = make_world()
    desk = Desk(world, draft_with(world, "work", "duties", DUTY), "work", "duties")
    desk.press("save")

    assert [event.version for event in history_of(desk.campaign)] == [1, 2]


@pytest.mark.django_db
@pytest.mark.parametrize(("part", "section"), [("bases", "bases"), ("work", "targets"), ("awards", "rounds")])
def test_the_page_of_a_real_plan_sent_unchanged_is_no_version(part, section):
    old = load_file(LAO_CAI).campaign
    head = make_user(old.organisation, "chanhvp", "Người Hư Cấu")
    appoint(head, Role.OFFICE_HEAD, Unit.objects.get(organisation=old.organisation, code="STTTT"))
    campaign = drafting.begin(old.organisation, copied_plan(old, NEXT), actor=head)
    client = signed_in(head)
    url = f"{reverse('campaign_part', args=[campaign.pk, part])}?section={section}"
    sent = as_sent(Fields(client.get(url).content.decode()).sent)

    assert (client.post(url, sent | {"do": ["save"]}).status_code, len(history_of(campaign))) == (302, 1)


@pytest.mark.django_db
def test_a_field_that_is_typed_is_saved_as_one_version():
    world = make_world()
    desk = Desk(world, draft_with(world, "work", "duties", DUTY), "work", "duties")
    desk.press("save", **{"0-what": "Làm ngay"})

    told = [(event.verb, event.version) for event in history_of(desk.campaign)]
    assert (desk.plan()["duties"][0]["what"], told[2:]) == ("Làm ngay", [("revise", 3)])


@pytest.mark.django_db
def test_a_row_is_added_with_the_next_code():
    world = make_world()
    desk = Desk(world, draft_with(world, "work", "duties", DUTY), "work", "duties")
    desk.press("add")

    assert [row.code for row in desk.rows] == ["N1", "N2"]


@pytest.mark.django_db
def test_the_first_row_of_a_section_gets_a_code_of_its_name():
    world = make_world()
    desk = Desk(world, begun(world), "aims", "requirements")
    desk.press("add")

    assert [row.code for row in desk.rows] == ["YC1"]


@pytest.mark.django_db
def test_adding_a_row_keeps_what_was_typed_and_saves_nothing():
    world = make_world()
    desk = Desk(world, draft_with(world, "work", "duties", DUTY), "work", "duties")
    desk.press("add", **{"0-what": "Đang gõ dở"})

    assert (desk.rows.rows[0].form["what"].value(), desk.plan()["duties"][0]["what"]) == ("Đang gõ dở", "Làm")


@pytest.mark.django_db
def test_a_basis_is_written_from_nothing():
    world = make_world()
    desk = Desk(world, begun(world), "bases", "bases")
    desk.press("add")
    desk.press(
        "save",
        **{
            "n1-phrase": "Kế hoạch số 35/KH-UBND", "n1-kind": "Kế hoạch", "n1-number": "35/KH-UBND",
            "n1-style": "state", "n1-issued": "8/3/2013", "n1-issuer": "UBND tỉnh",
        },
    )  # fmt: skip

    [basis] = desk.plan()["bases"]
    assert (basis["id"], basis["number"], basis["issued"]) == ("CC1", "35/KH-UBND", "2013-03-08")


@pytest.mark.django_db
def test_a_duty_is_given_to_a_name():
    world = make_world()
    desk = Desk(world, begun(world), "work", "duties")
    desk.press("add")
    sent = {
        "n1-what": "Làm", "n1-phrase": "làm", "n1-owners": "các đơn vị trực thuộc; TT1",
        "n1-deadline-phrase": "trước ngày 10/8/2014", "n1-asks": "launch",
    }  # fmt: skip
    desk.press("save", **sent)

    [duty] = desk.plan()["duties"]
    assert (duty["owners"], duty["deadline"]["last"], duty["asks"]) == (["DVTT", "TT1"], "2014-08-10", "launch")


@pytest.mark.django_db
def test_a_row_that_was_added_and_left_blank_is_not_written():
    world = make_world()
    desk = Desk(world, draft_with(world, "work", "duties", DUTY), "work", "duties")
    desk.press("add")
    desk.press("save")

    assert [duty["id"] for duty in desk.plan()["duties"]] == ["N1"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("button", "left"), [("drop 0", ["CC2"]), ("up 1", ["CC2", "CC1"]), ("down 0", ["CC2", "CC1"])]
)
def test_a_row_that_is_dropped_or_moved_is_saved_so(button, left):
    world = make_world()
    desk = Desk(world, draft_with(world, "bases", "bases", BASES), "bases", "bases")
    desk.press(button)
    desk.press("save")

    assert [basis["id"] for basis in desk.plan()["bases"]] == left


@pytest.mark.django_db
def test_a_section_without_rows_is_not_stated():
    world = make_world()
    desk = Desk(world, draft_with(world, "work", "duties", DUTY), "work", "duties")
    desk.press("drop 0")
    desk.press("save")

    assert desk.plan()["duties"] == "not_stated"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("deadline-phrase", "trước ngày 31/9/2014", "“trước ngày 31/9/2014” không phải ngày giờ có thật; hãy xem lại."),
        ("what", "", "Hãy điền mục này."),
        ("owners", "Nơi khác", "Kế hoạch không có “Nơi khác”. Hãy ghi tên trong danh sách, hoặc khai báo trước."),
        ("id", "N 1", "Mã “N 1” chỉ được gồm chữ không dấu, chữ số, gạch ngang, gạch dưới, không quá 60 ký tự."),
    ],
)
def test_a_mistake_stands_at_its_field_with_what_was_typed(field, typed, words):
    world = make_world()
    more = DUTY + DUTY.partition("\n")[2].replace("N1", "N2")
    desk = Desk(world, draft_with(world, "work", "duties", more), "work", "duties")
    answer = desk.press("save", **{f"1-{field}": typed})
    form = desk.rows.rows[1].form

    assert (answer.status_code, form.errors, form[field].value()) == (422, {field: [words]}, typed)


@pytest.mark.django_db
def test_a_code_given_twice_is_told_at_the_second_row():
    world = make_world()
    desk = Desk(world, draft_with(world, "bases", "bases", BASES), "bases", "bases")
    desk.press("save", **{"1-id": "CC1"})

    assert [bool(row.form.errors) for row in desk.rows] == [False, True]


@pytest.mark.django_db
def test_a_mistake_in_another_section_is_told_over_the_form():
    world = make_world()
    campaign = draft_with(world, "work", "duties", DUTY)
    desk = Desk(world, campaign, "people", "subjects")
    desk.press("drop 0")
    answer = desk.press("save")

    assert [where for where, _words in answer.context["mistakes"]] == ["Mục “Phạm vi, đối tượng”, scope.subjects[1]"]


@pytest.mark.django_db
def test_the_parts_of_a_target_are_lines():
    world = make_world()
    desk = Desk(world, draft_with(world, "work", "targets", PARTED), "work", "targets")
    desk.press("save", **{"0-parts": "CT1-1: Xã A\r\nCT1-2: Xã B\r\nCT1-3"})

    names = [(part["id"], part["name"]) for part in desk.plan()["targets"][0]["parts"]]
    assert names == [("CT1-1", "Xã A"), ("CT1-2", "Xã B"), ("CT1-3", "not_stated")]


@pytest.mark.django_db
def test_what_the_form_does_not_show_is_kept_when_the_rest_changes():
    world = make_world()
    desk = Desk(world, draft_with(world, "awards", "rounds", ROUTED), "awards", "rounds")
    desk.press("save", **{"0-name": "Tên khác"})

    [round_] = desk.plan()["rounds"]
    assert (round_["name"], [step["verb"] for step in round_["route"]]) == ("Tên khác", ["submit", "approve"])


@pytest.mark.django_db
def test_what_the_form_does_not_show_is_named():
    world = make_world()
    desk = Desk(world, draft_with(world, "awards", "rounds", ROUTED), "awards", "rounds")

    assert [str(label) for label in desk.rows.rows[0].kept] == ["Trình tự"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("- a: #b & *c !d", "- a: #b & *c !d"),
        ("một dòng\r\nhai dòng", "một dòng hai dòng"),
        ("null", "null"),
        ("10/8/2014", "10/8/2014"),
        ("“Thi đua”: 100%", "“Thi đua”: 100%"),
    ],
)
def test_what_looks_like_yaml_is_text(typed, kept):
    world = make_world()
    desk = Desk(world, draft_with(world, "work", "duties", DUTY), "work", "duties")
    desk.press("save", **{"0-phrase": typed})

    assert desk.plan()["duties"][0]["phrase"] == kept


@pytest.mark.django_db
def test_a_plan_that_grew_too_big_is_told_over_the_form():
    world = make_world()
    duties = "".join(
        f"  - {{id: N{n}, owners: DVTT, what: Làm, phrase: làm, deadline: not_stated}}\n" for n in range(60)
    )
    desk = Desk(world, draft_with(world, "work", "duties", f"duties:\n{duties}"), "work", "duties")
    sent = [("open", str(n)) for n in range(60)] + [(f"{n}-phrase", "dài " * 4500) for n in range(60)]
    data = as_sent(Fields(desk.answer.content.decode()).sent + sent) | {"do": ["save"]}
    answer = desk.client.post(desk.url, data)

    assert [words[:7] for _where, words in answer.context["mistakes"]] == ["Tệp lớn"]


@pytest.mark.django_db
@pytest.mark.parametrize("row", ["99", "-1", "x", "n99999", ""])
def test_a_row_that_nobody_has_is_no_row(row):
    world = make_world()
    desk = Desk(world, draft_with(world, "work", "duties", DUTY), "work", "duties")
    data = as_sent(Fields(desk.answer.content.decode()).sent)
    desk.client.post(desk.url, data | {"row": ["0", row, "n5"], "open": ["0", row], "do": ["save"]})

    assert [duty["id"] for duty in desk.plan()["duties"]] == ["N1"]


@pytest.mark.django_db
def test_a_deadline_is_emptied():
    world = make_world()
    desk = Desk(world, draft_with(world, "work", "duties", DUTY), "work", "duties")
    desk.press("save", **{"0-deadline-phrase": ""})

    assert desk.plan()["duties"][0]["deadline"] == "not_stated"


@pytest.mark.django_db
def test_a_long_list_opens_the_row_that_is_asked_for():
    world = make_world()
    one = DUTY.partition("\n")[2]
    text = "duties:\n" + "".join(one.replace("N1", f"N{number}") for number in range(1, 9))
    desk = Desk(world, draft_with(world, "work", "duties", text), "work", "duties")
    desk.press("open 4")
    desk.press("save", **{"4-what": "Chỉ dòng này"})

    assert [duty["what"] for duty in desk.plan()["duties"]] == [*["Làm"] * 4, "Chỉ dòng này", *["Làm"] * 3]


@pytest.mark.django_db
def test_a_single_record_is_filled_in():
    world = make_world()
    desk = Desk(world, begun(world), "recipients", "signatory")
    desk.press("save", **{"n1-name": "Nguyễn Hư Cấu", "n1-position": "Giám đốc"})

    assert desk.plan()["signatory"]["name"] == "Nguyễn Hư Cấu"


@pytest.mark.django_db
def test_a_single_record_that_is_left_blank_stays_not_stated():
    world = make_world()
    desk = Desk(world, begun(world), "recipients", "signatory")
    desk.press("save")

    assert (desk.plan()["signatory"], len(history_of(desk.campaign))) == ("not_stated", 1)


@pytest.mark.django_db
def test_a_button_on_a_page_that_another_hand_overtook_is_refused():
    world = make_world()
    campaign = begun(world)
    desk = Desk(world, campaign, "work", "duties")
    typed = written(campaign.plan, PARTS["period"]).replace("30/09/2014", "29/09/2014")
    drafting.revise(campaign, "period", typed, actor=world.office_reviewer, seen=tuple(seen(campaign).values())[:2])

    assert desk.press("add").status_code == 412


@pytest.mark.django_db
def test_a_section_of_another_part_is_missing():
    world = make_world()
    url = reverse("campaign_part", args=[begun(world).pk, "work"])

    assert signed_in(world.office_head).get(f"{url}?section=bases").status_code == 404


@pytest.mark.django_db
def test_the_text_of_a_part_is_a_click_away():
    world = make_world()
    url = reverse("campaign_part", args=[begun(world).pk, "work"])

    assert signed_in(world.office_head).get(f"{url}?section=text").context["form"].initial["text"][:7] == "duties:"


@pytest.mark.django_db
def test_the_page_asks_the_database_as_often_for_three_rows_as_for_one():
    world = make_world()
    one = DUTY.partition("\n")[2]
    asked = []
    campaign = draft_with(world, "work", "duties", DUTY)
    client = signed_in(world.office_head)
    url = reverse("campaign_part", args=[campaign.pk, "work"])
    for codes in (["N1"], ["N1", "N2", "N3"]):
        now = Campaign.objects.get(pk=campaign.pk)
        typed = "duties:\n" + "".join(one.replace("N1", code) for code in codes)
        typed += written(now.plan, ("targets", "events"))
        drafting.revise(now, "work", typed, actor=world.office_head, seen=(now.version, now.content_hash))
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        asked.append(len(captured))

    assert asked[0] == asked[1]
