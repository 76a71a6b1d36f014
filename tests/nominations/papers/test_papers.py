"""The papers of units and office: what they say of the objects that they are made of."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from nominations.models import Dossier
from nominations.papers.kinds import FORMS, PAPERS, papers_of, printed
from nominations.selectors import nominations_for
from nominations.services import amendments, decisions, dossiers, lists, replacements, revocations
from nominations.services import letters as letter_services
from nominations.services import nominations as noms
from nominations.templatetags.desk import PRINTED
from organisation.selectors import holders_of
from tests.documents.reading import pages, shown, squeezed
from tests.factories import checked, make_dossier, make_nomination, make_world, put_forward, submitted
from tests.nominations.bonus import switched_on
from tests.nominations.desk import signed_in
from tests.nominations.machines import campaign_report
from workflows import clock
from workflows.errors import NotAllowed
from workflows.rules import roles_of

pytestmark = pytest.mark.django_db


def text_of(name: str, subject) -> str:
    return "".join(map(shown, pages(printed(PAPERS[name], subject, "pdf"))))


def says(name: str, subject, *phrases: str) -> list[str]:
    """The phrases that the paper does not print."""
    text = text_of(name, subject)
    return [phrase for phrase in phrases if squeezed(phrase) not in text]


def subjects(world):
    """An object of every kind that a paper is made of."""
    switched_on(world)  # money, so that its list can be printed too
    dossier = checked(world)
    target = put_forward(world)
    letter = letter_services.prepare(world.round, actor=world.office_reviewer)[0]
    decision = decisions.sign(target, actor=world.director)
    decisions.issue(decision, actor=world.records_clerk)
    report = campaign_report.begin(world)
    lines = (dossier, dossier.nominations.first(), target)
    return {type(one): one for one in (world.campaign, *lines, letter, decision, report)}


def revoking(world, decision):
    """The signed decision that revokes every award of the other."""
    lines = decision.consolidated_list.nominations.values_list("pk", flat=True)
    draft = revocations.propose(
        decision, list(lines), ground="a", finding="Kết luận (hư cấu).", actor=world.office_reviewer
    )
    amendments.sign(draft, actor=world.director)
    return draft


def replacing(world, decision):
    """The signed decision that replaces the other, word for word."""
    draft = replacements.propose(decision, {}, finding="Căn cứ ghi sai (hư cấu).", actor=world.office_reviewer)
    amendments.sign(draft, actor=world.director)
    return draft


@pytest.mark.parametrize(("name", "form"), [(name, form) for name, kind in PAPERS.items() for form in kind.forms])
def test_paper_is_sent_as_a_file(name, form):
    world = make_world()
    kind = PAPERS[name]
    subject = subjects(world)[kind.of]
    if draw := {"revocation_text": revoking, "replacement_text": replacing}.get(name):
        subject = draw(world, subject)

    answer = signed_in(world.auditor).get(reverse(PRINTED[kind.of], args=[subject.pk, f"{name}.{form}"]))

    assert answer.status_code == 200
    assert answer.content[:4] == {"pdf": b"%PDF", "docx": b"PK\x03\x04"}[form]


@pytest.mark.parametrize("name", ["proposal.odt", "proposal", "nothing.pdf", "summary.pdf", "achievement_report.pdf"])
def test_paper_that_the_object_does_not_have_is_missing(name):
    world = make_world()
    dossier = submitted(world)

    assert signed_in(world.auditor).get(reverse("dossier_paper", args=[dossier.pk, name])).status_code == 404


@pytest.mark.parametrize("name", [name for name, kind in PAPERS.items() if kind.forms is FORMS])
def test_pdf_and_word_say_the_same(name):
    world = make_world()
    subject = subjects(world)[PAPERS[name].of]
    paper = PAPERS[name].draw(subject)
    document = Document(BytesIO(printed(PAPERS[name], subject, "docx")))
    word = squeezed(
        "".join(element.text or "" for element in document.element.body.iter() if element.tag.endswith("}t"))
    )

    missing = [text for block in paper.body for text in _texts(block) if squeezed(text) not in word]

    assert missing == []


def _texts(block) -> list[str]:
    cells = [cell for row in getattr(block, "rows", ()) for cell in ([row] if isinstance(row, str) else row)]
    return [*cells, *([block.text.rstrip("./")] if hasattr(block, "text") else [])]


def test_list_of_a_unit_has_its_two_parts_and_totals():
    world = make_world()
    dossier = make_dossier(world)
    make_nomination(world, dossier, full_name="Nguyễn Thị Mẫu")
    make_nomination(world, dossier, full_name="Tổ Mẫu", kind="collective", honorific="", position="", head_count=9)

    phrases = ("I. TẬP THỂ (1)", "II. CÁ NHÂN (1)", "Danh sách gồm 01 tập thể và 01 cá nhân./.", "Tổ Mẫu")
    assert says("nomination_list", dossier, *phrases) == []


def test_list_without_nominees_says_so():
    world = make_world()

    assert says("nomination_list", make_dossier(world), "Danh sách gồm không có đề nghị./.") == []


def test_letter_of_a_unit_carries_its_own_number():
    world = make_world()
    dossier = submitted(world)
    Dossier.objects.filter(pk=dossier.pk).update(letter_number="12/TTr-PM")

    assert says("proposal", Dossier.objects.get(pk=dossier.pk), "Số: 12/TTr-PM", "TỜ TRÌNH") == []


def test_enterprise_writes_an_official_letter():
    world = make_world()
    dossier = submitted(world)
    dossier.unit.is_external = True
    dossier.unit.save()

    assert (says("proposal", dossier, "V/v đề nghị khen thưởng"), "TỜTRÌNH" in text_of("proposal", dossier)) == (
        [],
        False,
    )


def test_checking_sheet_names_what_is_missing():
    world = make_world()
    dossier = make_dossier(world)
    make_nomination(world, dossier, full_name="Nguyễn Thị Mẫu", position="")

    assert says("checking_sheet", dossier, "Nguyễn Thị Mẫu", "Chưa kết luận") == []
    assert "Đủ" not in text_of("checking_sheet", dossier).partition("Nguyễn")[2]


def test_summary_names_the_silent_and_the_nil():
    world = make_world(3)
    dossiers.declare_nil(make_dossier(world, 1), actor=_head(world, 1))
    checked(world)

    phrases = (
        f"Đơn vị báo không có đề nghị: {world.units[1].name}.",
        f"Đơn vị chưa gửi danh sách: {world.units[2].name}.",
    )
    assert says("summary", put_forward(world), *phrases) == []


def _head(world, unit: int):
    return holders_of("unit_head", world.units[unit], clock.now()).first()


def test_struck_line_is_not_submitted():
    world = make_world()
    checked(world)
    target = put_forward(world)
    line = target.nominations.first()
    lists.strike(target, [line], actor=world.director, reason="Chưa đến lượt.")

    assert squeezed(line.full_name) not in text_of("submission", target)


def test_report_carries_its_parts():
    world = make_world()
    nomination = checked(world).nominations.first()

    phrases = ("BÁO CÁO THÀNH TÍCH", "I. SƠ LƯỢC", "II. THÀNH TÍCH ĐẠT ĐƯỢC", nomination.full_name, "XÁC NHẬN CỦA")
    assert says("achievement_report", nomination, *phrases) == []


def test_letter_keeps_the_words_of_its_writer():
    world = make_world()
    letter = letter_services.prepare(world.round, actor=world.office_reviewer)[0]

    assert says("unit_letter", letter, letter.unit.name, "TL. GIÁM ĐỐC", "Số: /", "V/v") == []


@pytest.mark.parametrize(
    ("name", "form"),
    [("Nguyễn Văn 🎉 Mẫu", "pdf"), ("Ông \u0007 Mẫu", "pdf"), ("Ông \u0007 Mẫu", "docx")],  # Word finds another font
)
def test_letter_without_a_glyph_is_named(name, form):
    world = make_world()
    dossier = make_dossier(world)
    nomination = make_nomination(world, dossier)
    nomination.__class__.objects.filter(pk=nomination.pk).update(full_name=name)

    with pytest.raises(NotAllowed, match="Phông chữ"):
        printed(PAPERS["nomination_list"], dossier, form)


@pytest.mark.parametrize("name", ["*Đậm* #link $x$ <b>", "Nguyễn Thị Hòa", "Mẫu " * 45])
def test_name_is_printed_as_it_is(name):
    world = make_world()
    dossier = make_dossier(world)
    noms.save_nomination(make_nomination(world, dossier), actor=world.unit_officer, full_name=name.strip())

    assert says("nomination_list", dossier, name) == []


def test_papers_of_a_list_cost_the_same_for_one_line_and_for_three():
    costs = []
    for count in (1, 3):
        world = make_world()
        checked(world, count=count)
        target = put_forward(world)
        with CaptureQueriesContext(connection) as queries:
            PAPERS["submission"].draw(target)
        costs.append(len(queries))

    assert costs[0] == costs[1]


def test_unit_prints_no_checking_sheet():
    world = make_world()
    dossier = submitted(world)

    names = papers_of(dossier, roles_of(world.unit_officer, clock.now()))
    assert list(names) == ["nomination_list", "proposal", "unit_minutes"]


@pytest.mark.parametrize("form", FORMS)
def test_page_of_an_object_leads_to_its_papers_in_each_form(form):
    world = make_world()
    page = signed_in(world.auditor).get(world.campaign.get_absolute_url()).content.decode()

    assert f'href="{reverse("campaign_paper", args=[world.campaign.pk, f"campaign_plan.{form}"])}"' in page


@pytest.mark.parametrize("name", ["nomination_list", "proposal", "unit_minutes", "checking_sheet"])
def test_nominee_begun_after_a_return_is_printed_for_the_unit_alone(name):
    world = make_world()
    dossier = submitted(world)
    dossiers.receive(dossier, actor=world.office_reviewer)
    for nomination in dossier.nominations.all():
        reason = {"reason": "Bổ sung (hư cấu).", "codes": ["thin_report"], "fields": ["achievements"]}
        noms.send_back(nomination, actor=world.office_reviewer, **reason)
    dossiers.send_back(dossier, actor=world.office_reviewer, reason="Bổ sung (hư cấu).")
    dossier = Dossier.objects.get(pk=dossier.pk)
    make_nomination(world, dossier, full_name="Tân Văn Mẫu")

    texts = [
        "".join(
            map(shown, pages(printed(PAPERS[name], dossier, "pdf", nominations_for(roles_of(reader, clock.now())))))
        )
        for reader in (world.unit_officer, world.office_reviewer)
    ]
    assert [squeezed("Tân Văn Mẫu") in text for text in texts] == [True, False]
