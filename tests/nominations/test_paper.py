"""What the decision says: Nghị định 30/2020/NĐ-CP, Phụ lục I and Mẫu 1.2. Every name is invented."""

from datetime import date

import pytest
from django.utils import translation

from documents.decision import render_decision
from nominations.models import ConsolidatedList
from nominations.papers.decision import as_paper, decision_paper, signature_of
from nominations.services import dossiers, lists
from tests.documents.reading import pages, shown, squeezed
from tests.factories import (
    World,
    authorise,
    checked,
    forwarded,
    found_eligible,
    head_of,
    make_dossier,
    make_nomination,
    make_world,
    put_forward,
)  # fmt: skip

pytestmark = pytest.mark.django_db


def paper_of(consolidated: ConsolidatedList, **options) -> dict:
    return decision_paper(consolidated, **({"authority": None} | options))


def mixed(world: World) -> ConsolidatedList:
    """One collective of the second unit, two people of the first, on a list before the Director."""
    checked(world, 0, 2)
    dossier = make_dossier(world, 1)
    make_nomination(world, dossier, kind="collective", full_name="Tổ Hư Cấu", honorific="", head_count=7)
    dossiers.submit(dossier, actor=head_of(world, dossier))
    found_eligible(world, dossier)
    return put_forward(world)


def text_of(paper: dict, **options) -> str:
    return squeezed("".join(map(shown, pages(render_decision(as_paper(paper, **options))))))


def test_authority_is_the_head_of_the_body_whoever_signs():
    world = make_world()
    deputy = authorise(world, world.deputy_director, "kt", "PHÓ GIÁM ĐỐC")

    paper = paper_of(forwarded(world), authority=deputy)

    assert paper["authority"] == "GIÁM ĐỐC SỞ THÔNG TIN VÀ TRUYỀN THÔNG TỈNH LÀO CAI"


@pytest.mark.parametrize(
    ("form", "title", "lines"),
    [
        ("head", "GIÁM ĐỐC", ["GIÁM ĐỐC"]),
        ("kt", "Phó Giám đốc", ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]),
        ("tl", "CHÁNH VĂN PHÒNG", ["TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"]),
        ("tuq", "CHÁNH VĂN PHÒNG", ["TUQ. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"]),
        ("tm", "CHỦ TỊCH", ["TM. SỞ THÔNG TIN VÀ TRUYỀN THÔNG", "CHỦ TỊCH"]),
        ("q", "GIÁM ĐỐC", ["Q. GIÁM ĐỐC"]),
    ],
)
def test_signature_shows_its_authority(form, title, lines):
    world = make_world()
    authority = authorise(world, world.deputy_director, form, title)

    block = signature_of(world.organisation, authority)

    assert [line for line in (block["authority"], *block["position"]) if line] == lines
    assert block["name"] == world.deputy_director.full_name


def test_signature_names_whom_the_authority_names():
    world = make_world()
    authority = authorise(world, world.deputy_director, "kt", "PHÓ CHÁNH VĂN PHÒNG")
    authority.on_behalf_of = "Chánh Văn phòng"

    assert signature_of(world.organisation, authority)["authority"] == "KT. CHÁNH VĂN PHÒNG"


def test_grounds_stand_in_the_order_of_the_law_before_the_proposer():
    world = make_world()

    text = text_of(paper_of(forwarded(world)))

    grounds = (
        "Căn cứ Luật Thi đua, khen thưởng;Thực hiện Kế hoạch phát động phong trào thi đua hư cấu;"
        "Theo đề nghị của Chánh Văn phòng Sở."
    )
    assert squeezed(grounds) in text


def test_grounds_of_the_campaign_replace_the_usual_ones():
    world = make_world()
    world.campaign.settings = {"decision_bases": ["Căn cứ Luật A", "Căn cứ Nghị định B"]}
    world.campaign.save()

    assert paper_of(forwarded(world))["bases"] == ["Căn cứ Luật A", "Căn cứ Nghị định B"]


def test_first_article_counts_each_kind_in_two_digits():
    world = make_world()

    article = paper_of(mixed(world))["articles"][0]

    assert article == (
        "Tặng Giấy khen của Giám đốc Sở Thông tin và Truyền thông tỉnh Lào Cai cho 01 tập thể và 02 cá nhân đã có "
        "thành tích xuất sắc trong phong trào thi đua hư cấu (có danh sách kèm theo)."
    )


def test_paper_on_people_alone_names_no_collective():
    world = make_world()

    paper = paper_of(forwarded(world))

    assert (
        paper["subject"]
        == "Về việc tặng Giấy khen cho các cá nhân có thành tích xuất sắc trong phong trào thi đua hư cấu"
    )
    assert paper["annex_title"] == "DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN"


def test_paper_on_one_person_speaks_of_one():
    world = make_world()

    paper = paper_of(forwarded(world, 1))

    assert paper["articles"][2] == (
        "Chánh Văn phòng Sở, thủ trưởng các đơn vị liên quan và cá nhân có tên trong danh sách kèm theo chịu trách "
        "nhiệm thi hành Quyết định này."
    )


def test_recipients_begin_with_those_charged_and_end_with_the_archive():
    world = make_world()

    assert paper_of(forwarded(world))["recipients"] == ["Như Điều 3", "Lãnh đạo Sở", "Lưu: VT, TĐKT"]


def test_collectives_come_before_people_and_units_in_their_own_order():
    world = make_world()

    rows = paper_of(mixed(world))["rows"]

    assert [row["name"] for row in rows["collective"]] == ["Tổ Hư Cấu"]
    assert [row["unit"] for row in rows["individual"]] == ["Phòng Hư cấu 1", "Phòng Hư cấu 1"]


def test_people_of_a_unit_stand_by_given_name():
    world = make_world()
    dossier = make_dossier(world)
    for name in ("Trần Văn Úy", "Nguyễn Thị Đào", "Lê Văn Dung"):
        make_nomination(world, dossier, full_name=name)
    dossiers.submit(dossier, actor=head_of(world, dossier))
    found_eligible(world, dossier)
    consolidated = lists.compile_list(world.campaign, actor=world.office_reviewer)

    rows = paper_of(consolidated)["rows"]["individual"]

    assert [row["name"] for row in rows] == ["Lê Văn Dung", "Nguyễn Thị Đào", "Trần Văn Úy"]


def test_struck_lines_are_absent():
    world = make_world()
    consolidated = forwarded(world)
    struck, kept = consolidated.nominations.order_by("pk")

    lists.strike(consolidated, [struck], actor=world.director, reason="Hư cấu")

    text = text_of(paper_of(consolidated))
    assert (squeezed(struck.full_name) in text, squeezed(kept.full_name) in text) == (False, True)


def test_printed_totals_equal_the_approved_lines():
    world = make_world()

    text = text_of(paper_of(mixed(world)))

    assert text.count(squeezed("01 tập thể và 02 cá nhân")) == 2  # Điều 1 and the end of the annex
    assert (squeezed("TẬP THỂ (1)") in text, squeezed("CÁ NHÂN (2)") in text) == (True, True)


def test_paper_ends_with_its_mark():
    world = make_world()

    assert squeezed("thi hành Quyết định này./.") in text_of(paper_of(forwarded(world)))


def test_number_below_ten_is_padded_and_the_day_is_written_out():
    world = make_world()

    text = text_of(paper_of(forwarded(world), number=5, day=date(2013, 9, 5)))

    assert squeezed("Số: 05/QĐ-STTTT") in text
    assert squeezed("Lào Cai, ngày 05 tháng 9 năm 2013") in text


def test_draft_is_marked_and_has_no_number():
    world = make_world()

    text = text_of(paper_of(forwarded(world)), draft=True)

    assert squeezed("BẢN DỰ THẢO") in text
    assert squeezed("Số: /QĐ-STTTT") in text


def test_draft_nobody_came_to_sign_leaves_the_head_open():
    world = make_world()

    assert paper_of(forwarded(world))["signature"] == {"name": "", "position": ["GIÁM ĐỐC"], "authority": None}


def test_paper_is_vietnamese_for_a_reader_of_english():
    world = make_world()
    consolidated = forwarded(world)

    with translation.override("en"):
        english = paper_of(consolidated)

    assert english == paper_of(consolidated)
    assert english["rows"]["individual"][0]["salutation"] == "Bà"
