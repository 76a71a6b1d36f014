"""The office's own words for its papers."""

import pytest
from django.urls import reverse

from documents.wording import BadWording
from nominations.models import Decision, NumberSeries, Wording
from nominations.papers.kinds import PAPERS, printed
from nominations.papers.samples import BLOCKS, VALUES, tried
from nominations.papers.wordings import FOLDER, default_wording, wording_of
from nominations.services import decisions
from nominations.services.wordings import write
from tests.documents.reading import pages, shown
from tests.factories import checked, make_world, put_forward
from tests.nominations.desk import signed_in
from tests.nominations.machines import campaign_report
from workflows.errors import NotAllowed, NotPermitted, StaleContent

pytestmark = pytest.mark.django_db

OWN = "[trích yếu]\nKhen thưởng đợt một\n\n[nội dung]\nKính trình {{ người_đứng_đầu }}.\n"
BROKEN = "[trích yếu]\nA\n[nội dung]\n\nKính trình {{ ai_đó }}."


def post(world, text: str, who=None, **more):
    client = signed_in(who or world.office_head)
    return client.post(reverse("wording", args=["submission"]), {"text": text, "seen": "", **more})


@pytest.mark.parametrize("kind", VALUES)
def test_wording_of_the_site_reads_with_the_sample(kind):
    assert tried(kind, default_wording(kind)).subject != ""


def test_every_wording_has_a_sample():
    assert {path.stem for path in FOLDER.iterdir()} == set(VALUES)


@pytest.mark.parametrize("kind", [kind for kind in VALUES if not kind.endswith("_text")])
def test_sample_names_what_the_paper_names(kind, monkeypatch):
    """A wording that the sample lets pass must not fail on the real paper, nor the other way round."""
    world = make_world()
    target = put_forward_after(world)
    made = {"submission": target, "campaign_report": campaign_report.begin(world)}
    subject = made.get(kind) or target.nominations.first().dossier
    seen = {}
    module = {"submission": "office", "checking_sheet": "office", "campaign_report": "report"}.get(kind, "unit")
    real = __import__(f"nominations.papers.{module}", fromlist=["words_for"]).words_for

    def heard(organisation, name, values, blocks=None):
        seen.update(values=set(values), blocks=set(blocks or {}))
        return real(organisation, name, values, blocks)

    monkeypatch.setattr(f"nominations.papers.{module}.words_for", heard)
    PAPERS[kind].draw(subject)

    assert seen == {"values": set(VALUES[kind]), "blocks": set(BLOCKS.get(kind, {}))}


def put_forward_after(world):
    checked(world)
    return put_forward(world)


def test_own_wording_is_printed():
    world = make_world()
    write(world.organisation, "submission", OWN, actor=world.office_head, seen="")

    front = pages(printed(PAPERS["submission"], put_forward_after(world), "pdf"))[0]

    assert "Khenthưởngđợtmột" in shown(front)


def test_empty_text_takes_the_sites_wording_again():
    world = make_world()
    first = write(world.organisation, "submission", OWN, actor=world.office_head, seen="")
    write(world.organisation, "submission", "", actor=world.office_head, seen=str(first.pk))

    assert wording_of(world.organisation, "submission") == default_wording("submission")


def test_former_wordings_stand():
    world = make_world()
    first = write(world.organisation, "submission", OWN, actor=world.office_head, seen="")
    write(world.organisation, "submission", OWN + "Thêm.", actor=world.office_head, seen=str(first.pk))

    assert Wording.objects.count() == 2


def test_wording_of_another_organisation_is_not_used():
    world, other = make_world(), make_world()
    write(other.organisation, "submission", OWN, actor=other.office_head, seen="")

    assert wording_of(world.organisation, "submission") == default_wording("submission")


def test_slower_writer_is_told():
    world = make_world()
    write(world.organisation, "submission", OWN, actor=world.office_head, seen="")

    with pytest.raises(StaleContent):
        write(world.organisation, "submission", OWN, actor=world.office_head, seen="")


def test_reviewer_reads_only():
    world = make_world()

    with pytest.raises(NotPermitted):
        write(world.organisation, "submission", OWN, actor=world.office_reviewer, seen="")


def test_broken_wording_is_refused_with_its_line_and_kept_on_the_page():
    world = make_world()
    answer = post(world, BROKEN)

    body = answer.content.decode()
    assert (answer.status_code, "Dòng 5" in body, "Kính trình {{ ai_đó }}." in body) == (422, True, True)
    assert not Wording.objects.exists()


def test_sound_wording_is_saved():
    world = make_world()

    assert post(world, OWN).status_code == 302
    assert Wording.objects.get().text == OWN.strip()


def test_page_takes_the_sites_wording_again():
    world = make_world()
    row = write(world.organisation, "submission", OWN, actor=world.office_head, seen="")
    post(world, "", usual="yes", seen=row.pk)

    assert wording_of(world.organisation, "submission") == default_wording("submission")


def test_wording_that_fails_on_the_real_paper_is_told_in_words():
    world = make_world()
    target = put_forward_after(world)
    Wording.objects.create(
        organisation=world.organisation, kind="submission", text=BROKEN, written_by=world.office_head,
        written_at=target.created_at,
    )  # fmt: skip

    with pytest.raises(NotAllowed, match="Dòng 5"):
        printed(PAPERS["submission"], target, "pdf")


OWN_DECISION = """[trích yếu]
Về việc khen thưởng {{ đối_tượng }}

[nội dung]
Điều 1. Khen thưởng {{ số_lượng }} bằng {{ hình_thức }}.
Kinh phí theo quy định.
Điều 2. Có hiệu lực từ ngày ký.
"""


def test_decision_is_signed_in_the_bodys_own_words():
    world = make_world()
    write(world.organisation, "decision_text", OWN_DECISION, actor=world.office_head, seen="")

    paper = decisions.sign(put_forward_after(world), actor=world.director).paper

    assert (paper["subject"], paper["articles"]) == (
        "Về việc khen thưởng các cá nhân",
        ["Khen thưởng 02 cá nhân bằng Giấy khen.\nKinh phí theo quy định.", "Có hiệu lực từ ngày ký."],
    )


def test_decision_with_a_broken_wording_is_not_signed_and_takes_no_number():
    world = make_world()
    target = put_forward_after(world)
    Wording.objects.create(
        organisation=world.organisation, kind="decision_text", text="[nội dung]\n{{ ai_đó }}",
        written_by=world.office_head, written_at=target.created_at,
    )  # fmt: skip

    with pytest.raises(NotAllowed, match="Dòng 2"):
        decisions.sign(target, actor=world.director)
    assert not Decision.objects.exists()
    assert not NumberSeries.objects.filter(series="QĐ").exclude(last=0).exists()


@pytest.mark.parametrize("name", VALUES["decision_text"])
def test_decision_knows_every_value_of_the_sample(name):
    world = make_world()
    text = "[trích yếu]\n{{ NAME }}\n[nội dung]\nĐiều 1. A.".replace("NAME", name)
    write(world.organisation, "decision_text", text, actor=world.office_head, seen="")

    assert decisions.sign(put_forward_after(world), actor=world.director).paper["subject"] != ""


@pytest.mark.parametrize("text", ["[trích yếu]\nA\n", "[nội dung]\nĐiều 1. A.\n", "[trích yếu]\nA\n[nội dung]\n\n"])
def test_wording_that_says_nothing_where_a_paper_must_is_refused(text):
    world = make_world()

    with pytest.raises(BadWording, match="còn trống"):
        write(world.organisation, "decision_text", text, actor=world.office_head, seen="")
