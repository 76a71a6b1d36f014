"""Plans of other bodies, played from the launch to the signed decision or to the refusal in words."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from nominations.models import Dossier, Nomination
from nominations.services import decisions, dossiers, lists
from organisation.models import Organisation, Unit
from tests.campaigns.playing import HOSPITAL, PROVINCE, filers, launched, reviewed, who
from workflows.errors import NotAllowed

pytestmark = pytest.mark.django_db


def test_registration_takes_no_list_of_nominees():
    campaign = launched(HOSPITAL)
    unit = Unit.objects.get(code="KNOI")

    with pytest.raises(NotAllowed) as refusal:
        dossiers.open_dossier(campaign.rounds.get(code="DK"), unit, actor=filers(unit)[0])

    assert (refusal.value.reasons, Dossier.objects.count()) == (
        ["“Đăng ký thi đua” là đợt đăng ký thi đua, không nhận danh sách đề nghị khen thưởng."], 0,
    )  # fmt: skip


def test_campaign_offers_a_list_for_the_nomination_round_only():
    campaign = launched(HOSPITAL)
    officer, _head = filers(Unit.objects.get(code="KNOI"))
    client = Client()
    client.force_login(officer, backend="organisation.backends.PersonBackend")

    page = client.get(campaign.get_absolute_url()).content.decode()

    offered = {code: f'name="round" value="{campaign.rounds.get(code=code).pk}"' in page for code in ("DK", "DX")}
    assert (offered, reverse("open_dossier") in page) == ({"DK": False, "DX": True}, True)


def asked_in_the_hospital(plan: Path = HOSPITAL):
    """One commended by the head of the hospital, one by the minister; both found eligible."""
    campaign = launched(plan)
    own, other = ("Khoa Nội Hư Cấu", "collective", "GK"), ("Phạm Thị Hư Cấu", "individual", "BK")
    reviewed(campaign, "DX", "KNOI", own, other)
    return campaign


FOR_THE_MINISTER = (
    "Phạm Thị Hư Cấu: Bằng khen do Bộ trưởng quyết định, kế hoạch không ghi đó là người đứng đầu cơ quan này; để ngoài "
    "danh sách này và trình cấp có thẩm quyền."
)


def test_list_of_a_body_holds_only_what_its_head_decides():
    campaign = asked_in_the_hospital()

    consolidated = lists.compile_list(campaign, actor=who("office_reviewer"))

    assert list(consolidated.nominations.values_list("full_name", flat=True)) == ["Khoa Nội Hư Cấu"]


def test_award_that_others_decide_is_refused_on_the_list_in_words():
    campaign = asked_in_the_hospital()
    consolidated = lists.compile_list(campaign, actor=who("office_reviewer"))

    with pytest.raises(NotAllowed) as refusal:
        lists.consolidate(
            consolidated, [Nomination.objects.get(full_name="Phạm Thị Hư Cấu")], actor=who("office_reviewer")
        )

    assert refusal.value.reasons == [FOR_THE_MINISTER]


@pytest.mark.parametrize("name", ["board", "compiling"])
def test_office_reads_which_awards_others_decide(name):
    campaign = asked_in_the_hospital()
    consolidated = lists.compile_list(campaign, actor=who("office_reviewer"))
    client = Client()
    client.force_login(who("office_reviewer"), backend="organisation.backends.PersonBackend")

    page = client.get(reverse(name, args=[campaign.pk if name == "board" else consolidated.pk])).content.decode()

    assert FOR_THE_MINISTER.partition(": ")[2] in page


def sign(campaign):
    consolidated = lists.compile_list(campaign, actor=who("office_reviewer"))
    lists.forward(consolidated, actor=who("office_head"))
    return decisions.sign(consolidated, actor=who("director"))


def test_hospital_signs_a_decision_in_its_own_words():
    paper = sign(asked_in_the_hospital()).paper

    assert {name: paper[name] for name in ("superior", "symbol", "proposer", "recipients")} == {
        "superior": "SỞ Y TẾ BỊA ĐẶT",
        "symbol": "QĐ-BVBD",
        "proposer": "Theo đề nghị của Trưởng phòng Tổ chức cán bộ",
        "recipients": ["Như Điều 3", "Lưu: VT, TCCB"],
    }
    assert paper["articles"][0].startswith("Tặng Giấy khen của Giám đốc Bệnh viện Đa khoa Bịa Đặt cho 01 tập thể đã có")


def test_decision_of_a_body_that_states_nothing_is_refused_by_what_is_missing(tmp_path):
    text = HOSPITAL.read_text()
    begin, end = text.index("settings:\n"), text.index("units:\n")
    (tmp_path / HOSPITAL.name).write_text(f"{text[:begin]}settings: {{}}\n\n{text[end:]}")

    with pytest.raises(NotAllowed) as refusal:
        sign(asked_in_the_hospital(tmp_path / HOSPITAL.name))

    assert refusal.value.reasons == [
        "Chưa đủ thông tin để lập quyết định: chữ viết tắt trong số, ký hiệu văn bản; chức vụ người đứng đầu; người "
        "đứng đầu đơn vị thường trực; nơi nhận. Hãy bổ sung ở phần settings của kế hoạch rồi nạp lại."
    ]


def test_plan_that_is_silent_leaves_its_body_silent():
    launched(PROVINCE)

    body = Organisation.objects.get()
    assert (body.symbol, body.head_title, body.office_name, body.office_head) == ("", "", "", "")


def test_body_whose_head_decides_nothing_is_told_who_does():
    campaign = launched(PROVINCE)
    reviewed(campaign, "DOT2", "XABIA", ("Hộ Hư Cấu", "household", "GKX"), ("Hộ Bịa Đặt", "household", "BKT"))

    with pytest.raises(NotAllowed) as refusal:
        lists.compile_list(campaign, actor=who("office_reviewer"))

    ending = "kế hoạch không ghi đó là người đứng đầu cơ quan này; để ngoài danh sách này và trình cấp có thẩm quyền."
    assert refusal.value.reasons == [
        "Chưa có đề nghị đủ điều kiện nào để tổng hợp.",
        f"Hộ Hư Cấu: Giấy khen do Chủ tịch UBND xã quyết định, {ending}",
        f"Hộ Bịa Đặt: Bằng khen do Chủ tịch UBND tỉnh quyết định, {ending}",
    ]
