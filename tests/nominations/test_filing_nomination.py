"""The form of a nominee: beginning, writing, saving by itself, and what never gets lost."""

import json
import unicodedata

import pytest

from campaigns.models import AwardForm
from nominations.models import Nomination
from nominations.services import dossiers
from nominations.services import nominations as noms
from tests.factories import make_dossier, make_nomination, make_world, submitted
from tests.nominations.desk import page, seen, signed_in, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def dossier(world):
    return make_dossier(world)


@pytest.fixture
def nomination(world, dossier):
    return make_nomination(world, dossier)


@pytest.fixture
def officer(world):
    return signed_in(world.unit_officer)


def url(nomination, tail="edit/"):
    return f"/nominations/{nomination.pk}/{tail}"


def stored(nomination):
    return Nomination.objects.get(pk=nomination.pk)


def autosave(client, nomination, **fields):
    answer = client.post(url(nomination, "autosave/"), fields)
    return answer.status_code, json.loads(answer.content)


# Beginning


def test_new_asks_for_the_kind_first(dossier, officer):
    text = page(officer, f"/dossiers/{dossier.pk}/nominations/new/")

    assert ['value="collective"' in text, 'value="individual"' in text, 'value="household"' in text] == [
        True, True, False,
    ]  # fmt: skip


def test_new_begins_a_draft_that_asks_for_the_only_award_form(world, dossier, officer):
    answer = officer.post(f"/dossiers/{dossier.pk}/nominations/new/", {"kind": "collective"})

    begun = dossier.nominations.get()
    assert (answer.url, begun.kind, begun.award_form) == (url(begun), "collective", world.form)


def test_new_twice_begins_one_draft(dossier, officer):
    for _click in range(2):
        officer.post(f"/dossiers/{dossier.pk}/nominations/new/", {"kind": "individual"})

    assert dossier.nominations.count() == 1


def test_new_leaves_a_draft_alone_that_somebody_wrote_in(dossier, officer):
    officer.post(f"/dossiers/{dossier.pk}/nominations/new/", {"kind": "individual"})
    begun = dossier.nominations.get()
    autosave(officer, begun, version=begun.version, achievements="Vượt kế hoạch.")

    officer.post(f"/dossiers/{dossier.pk}/nominations/new/", {"kind": "individual"})

    assert dossier.nominations.count() == 2


def test_new_leaves_a_colleagues_untouched_draft_to_her(world, dossier, officer):
    signed_in(world.unit_head).post(f"/dossiers/{dossier.pk}/nominations/new/", {"kind": "individual"})

    officer.post(f"/dossiers/{dossier.pk}/nominations/new/", {"kind": "individual"})

    assert dossier.nominations.count() == 2


def test_new_takes_no_kind_that_the_campaign_cannot_commend(dossier, officer):
    officer.post(f"/dossiers/{dossier.pk}/nominations/new/", {"kind": "household"})

    assert dossier.nominations.count() == 0


# The form


def test_form_of_a_collective_asks_for_its_own_facts(world, dossier, officer):
    collective = make_nomination(world, dossier, kind="collective")

    form = officer.get(url(collective)).context["form"]

    assert ("head_count" in form.fields, "honorific" in form.fields, "is_leader" in form.fields) == (True, False, False)


def test_form_offers_award_forms_of_the_kind_only(world, dossier, officer):
    only_people = AwardForm.objects.create(
        organisation=world.organisation, code="cstd", name="Danh hiệu cá nhân", decider="", subject_kinds=["individual"]
    )
    world.campaign.award_forms.add(only_people)
    collective = make_nomination(world, dossier, kind="collective")

    choices = officer.get(url(collective)).context["form"].fields["award_form"].queryset

    assert list(choices) == [world.form]


def test_award_form_of_another_kind_is_refused(world, dossier, officer):
    only_people = AwardForm.objects.create(
        organisation=world.organisation, code="cstd", name="Danh hiệu cá nhân", decider="", subject_kinds=["individual"]
    )
    world.campaign.award_forms.add(only_people)
    collective = make_nomination(world, dossier, kind="collective")

    officer.post(url(collective), {"version": collective.version, "award_form": only_people.pk})

    assert stored(collective).award_form == world.form


def test_saving_stores_what_was_typed_in_nfc(nomination, officer):
    name = unicodedata.normalize("NFD", "Hoàng  Thị \u200bHòa")

    answer = officer.post(url(nomination), typed(nomination, full_name=name, do="list"))

    assert (answer.url, stored(nomination).full_name) == (nomination.dossier.get_absolute_url(), "Hoàng Thị Hòa")


def test_saving_with_another_begins_the_next_of_the_kind(nomination, officer):
    answer = officer.post(url(nomination), typed(nomination, do="another"))

    assert answer.url == url(Nomination.objects.latest("pk"))
    assert Nomination.objects.latest("pk").kind == "individual"


def test_saving_shows_hostile_text_literally(nomination, officer):
    officer.post(url(nomination), typed(nomination, achievements="</textarea><script>alert(1)</script>"))

    text = page(officer, url(nomination))

    assert ("<script>alert" in text, "&lt;/textarea&gt;&lt;script&gt;alert(1)" in text) == (False, True)


def test_saving_keeps_a_bad_value_on_the_page_and_stores_the_rest(world, dossier, officer):
    collective = make_nomination(world, dossier, kind="collective", head_count=5)

    text = officer.post(
        url(collective), {"version": collective.version, "full_name": "Tổ Hư Cấu", "head_count": "mười"}
    ).content.decode()

    assert ('value="mười"' in text, 'aria-invalid="true"' in text) == (True, True)
    assert (stored(collective).full_name, stored(collective).head_count) == ("Tổ Hư Cấu", 5)


def test_saving_reads_a_number_with_separators(world, dossier, officer):
    collective = make_nomination(world, dossier, kind="collective")

    officer.post(url(collective), {"version": collective.version, "head_count": "1.200"})

    assert stored(collective).head_count == 1200


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a" * 1_000_001, "Nội dung dài 1.000.001 ký tự, tối đa 12.000"),
        ("Vượt \u202e kế hoạch", "đảo chiều chữ"),
        ("Vượt \x00 kế hoạch", "ký tự"),
    ],
)
def test_saving_refuses_bad_text_in_words(nomination, officer, text, words):
    answer = officer.post(url(nomination), typed(nomination, achievements=text))

    assert words in str(answer.context["form"].errors["achievements"])
    assert stored(nomination).achievements == nomination.achievements


def test_saving_writes_nothing_that_the_form_does_not_ask_for(world, nomination, officer):
    officer.post(
        url(nomination),
        typed(nomination, state="approved", unit=world.units[1].pk, kind="collective", head_count=7, reviewed_by=1),
    )

    now = stored(nomination)
    assert (now.state, now.unit, now.kind, now.head_count, now.reviewed_by) == (
        "draft", world.units[0], "individual", None, None,
    )  # fmt: skip


def test_saving_a_field_that_was_not_sent_keeps_it(nomination, officer):
    officer.post(url(nomination), {"version": nomination.version, "position": "Phó phòng"})

    assert (stored(nomination).position, stored(nomination).full_name) == ("Phó phòng", nomination.full_name)


def test_form_is_kept_by_no_cache(nomination, officer):
    assert "no-store" in officer.get(url(nomination))["Cache-Control"]


def test_form_lists_what_is_missing(world, dossier, officer):
    nomination = make_nomination(world, dossier, position="", achievements="")

    assert [item["label"] for item in officer.get(url(nomination)).context["missing"]] == [
        "Chưa ghi chức vụ hoặc công việc",
        "Chưa viết phần thành tích đạt được",
    ]


def test_form_answers_htmx_with_what_stands_beside_it(nomination, officer):
    text = officer.get(url(nomination), headers={"HX-Request": "true"}).content.decode()

    assert ("<form" in text, "Còn thiếu" in text, 'hx-swap-oob="true"' in text) == (False, True, True)


# Namesakes


def test_namesake_is_shown_beside_the_nominee(world, dossier, nomination, officer):
    twin = make_nomination(world, dossier, full_name=nomination.full_name.upper(), position="Kế toán viên")

    text = page(officer, url(nomination))

    assert ["Tên này đã có trong phong trào" in text, twin.code in text, "Kế toán viên" in text] == [True] * 3


def test_namesake_of_another_unit_is_not_told(world, dossier, nomination, officer):
    make_nomination(world, make_dossier(world, 1), full_name=nomination.full_name)

    assert "Tên này đã có" not in page(officer, url(nomination))


def test_two_drafts_without_a_name_are_no_namesakes(world, dossier, officer):
    blank = make_nomination(world, dossier, full_name="")
    make_nomination(world, dossier, full_name="")

    assert "Tên này đã có" not in page(officer, url(blank))


# Who may


@pytest.mark.parametrize("tail", ["edit/", "remove/"])
@pytest.mark.parametrize("who", ["unit_officer_2", "office_reviewer", "director", "auditor"])
def test_pages_of_a_nominee_open_for_its_unit_only(world, nomination, tail, who):
    client = signed_in(world.people[who])

    assert [client.get(url(nomination, tail)).status_code, client.post(url(nomination, tail)).status_code] == [404, 404]


@pytest.mark.parametrize("who", ["unit_officer_2", "office_reviewer"])
def test_autosave_of_another_is_not_found(world, nomination, who):
    answer = signed_in(world.people[who]).post(url(nomination, "autosave/"), typed(nomination, full_name="Kẻ Khác"))

    assert (answer.status_code, stored(nomination).full_name) == (404, nomination.full_name)


def test_head_writes_too(world, nomination):
    signed_in(world.unit_head).post(url(nomination), typed(nomination, position="Trưởng phòng"))

    assert stored(nomination).position == "Trưởng phòng"


def test_filed_nominee_opens_to_read(world, officer):
    nomination = submitted(world).nominations.first()

    assert officer.get(url(nomination)).url == nomination.get_absolute_url()


# Leaving the list


def test_draft_is_removed(nomination, officer):
    answer = officer.post(url(nomination, "remove/"))

    assert (answer.url, Nomination.objects.count()) == (nomination.dossier.get_absolute_url(), 0)


def test_removing_asks_first(nomination, officer):
    assert "Xóa khỏi danh sách?" in page(officer, url(nomination, "remove/"))
    assert Nomination.objects.count() == 1


def test_filed_nominee_is_withdrawn_with_a_reason(world, officer):
    nomination = submitted(world).nominations.first()

    offered = f'action="{url(nomination, "withdraw/")}"' in page(officer, url(nomination, "remove/"))
    answer = officer.post(url(nomination, "withdraw/"), seen(nomination, reason="Đã chuyển công tác."))

    assert (offered, answer.status_code, stored(nomination).state) == (True, 302, "withdrawn")


def test_second_click_on_removing_leads_back_to_the_list(dossier, nomination, officer):
    sent = {"dossier": dossier.pk}

    first, second = (officer.post(url(nomination, "remove/"), sent) for _click in "ab")

    assert [first.url, second.url] == [f"/dossiers/{dossier.pk}/"] * 2


@pytest.mark.parametrize("sent", [{}, {"dossier": "x"}, {"dossier": "9" * 30}])
def test_removing_what_never_was_is_not_found(officer, sent):
    assert officer.post("/nominations/987654/remove/", sent).status_code == 404


def test_removing_what_is_gone_tells_strangers_nothing(world, dossier, nomination, officer):
    officer.post(url(nomination, "remove/"))

    answer = signed_in(world.unit_officer_2).post(url(nomination, "remove/"), {"dossier": dossier.pk})

    assert answer.status_code == 404


def test_filed_nominee_is_not_removed(world, officer):
    nomination = submitted(world).nominations.first()

    assert (officer.post(url(nomination, "remove/")).status_code, Nomination.objects.count()) == (409, 2)


def test_nominee_of_a_list_taken_back_is_withdrawn_from_it(world, officer):
    dossier = submitted(world)
    dossiers.withdraw(dossier, actor=world.unit_head)
    nomination = dossier.nominations.first()

    offered = f'action="{url(nomination, "withdraw/")}"' in page(officer, url(nomination, "remove/"))
    officer.post(url(nomination, "withdraw/"), seen(nomination, reason="Đơn vị thôi đề nghị."))

    assert (offered, stored(nomination).state) == (True, "withdrawn")


@pytest.mark.django_db(transaction=True)
def test_draft_that_was_never_filed_is_not_withdrawn(nomination, officer):
    answer = officer.post(url(nomination, "withdraw/"), seen(nomination, reason="Thôi."))

    assert (answer.status_code, stored(nomination).state) == (409, "draft")


# Returned


def test_returned_nominee_shows_the_words_and_marks_what_to_mend(world, officer):
    dossier = submitted(world, count=1)
    dossiers.receive(dossier, actor=world.office_reviewer)
    nomination = dossier.nominations.get()
    noms.send_back(
        nomination, codes=["wrong_name"], fields=["full_name", "achievements"], reason="Sai tên đệm.",
        actor=world.office_reviewer,
    )  # fmt: skip
    dossiers.send_back(dossier, reason="Sửa lại.", actor=world.office_reviewer)
    noms.save_nomination(nomination, actor=world.unit_officer, achievements="Viết lại (hư cấu).")

    answer = officer.get(url(nomination))

    assert {name: mark["done"] for name, mark in answer.context["to_mend"].items()} == {
        "full_name": False, "achievements": True,
    }  # fmt: skip
    text = answer.content.decode()
    assert ["Sai tên đệm." in text, "Sai họ tên, chức vụ, đơn vị" in text, text.count("Cần sửa</span>")] == [
        True, True, 1,
    ]  # fmt: skip
