"""Certificates of a long list: made in parts in the background, in order, never more than a part at a time."""

import io
import zipfile
from datetime import timedelta
from typing import Any

import pypdf
import pytest
from django.urls import reverse

from documents.certificate import Certificates, render_certificates
from nominations import printing
from nominations.models import Decision, PrintRun
from nominations.papers.awards import certificates
from tests.factories import make_world, signed
from tests.nominations.desk import page, signed_in
from tests.nominations.reviewing import queries
from workflows import clock, outbox, work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "AT_ONCE", 2)
    monkeypatch.setattr(printing, "PART", 2)


@pytest.fixture
def world() -> Any:
    return make_world()


@pytest.fixture
def decision(world) -> Decision:
    """Of five lines: three parts."""
    return signed(world, 5)


def made(decision: Decision, form: str = "pdf", shift: dict[str, Any] | None = None) -> PrintRun:
    run = printing.order(decision, form, decision.signer, shift)
    while outbox.drain():
        pass
    return PrintRun.objects.get(pk=run.pk)


def files_of(run: PrintRun) -> dict[str, bytes]:
    with run.file.open("rb") as file:
        archive = zipfile.ZipFile(io.BytesIO(file.read()))
    return {name: archive.read(name) for name in archive.namelist()}


def texts_of(pdf: bytes) -> list[str]:
    return [one.extract_text() for one in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def test_each_file_holds_a_part_and_all_hold_the_list_in_its_order(decision):
    files = files_of(made(decision))

    assert list(files) == [f"giay-khen-{part}.pdf" for part in ("0001-0002", "0003-0004", "0005-0005")]
    texts = [text for file in files.values() for text in texts_of(file)]
    names = [one.name for one in certificates(decision).certificates]
    assert [name in text for name, text in zip(names, texts, strict=True)] == [True] * 5


def test_never_more_than_a_part_is_set_in_type(decision, monkeypatch):
    sizes = []

    def render(part: Certificates) -> bytes:
        sizes.append(len(part.certificates))
        return b"%PDF"

    monkeypatch.setattr(printing, "render_certificates", render)
    made(decision)

    assert sizes == [2, 2, 1]


def test_register_numbers_go_on_over_the_parts(decision):
    parts = [part for _first, part in printing.parts_of(certificates(decision))]

    assert [one.register_number for part in parts for one in part.certificates] == ["01", "02", "03", "04", "05"]


@pytest.mark.parametrize(
    ("form", "begins"), [("pdf", b"%PDF"), ("docx", b"PK"), ("proof", b"%PDF"), ("stock", b"%PDF")]
)
def test_every_form_is_made(decision, form, begins):
    shift = {"right": "1.5", "down": "0", "borne": []} if form == "stock" else None

    files = files_of(made(decision, form, shift))

    assert [file.startswith(begins) for file in files.values()] == [True] * 3


def test_print_onto_stock_is_moved(decision):
    shift = {"right": "1.5", "down": "0", "borne": ["nation"]}

    plain, moved = files_of(made(decision)), files_of(made(decision, "stock", shift))

    first = next(iter(plain))
    assert ["CỘNG HÒA" in texts_of(files[first])[0] for files in (plain, moved)] == [True, False]


def test_run_is_done_and_says_so(decision):
    run = made(decision)

    assert (run.done, run.total, run.parts, run.size) == (4, 4, 3, run.file.size)


def test_second_press_is_the_same_run(decision):
    first, second = (printing.order(decision, "pdf", decision.signer) for _press in range(2))

    assert first == second


def test_other_form_is_another_run(decision):
    runs = [printing.order(decision, form, decision.signer) for form in ("pdf", "docx")]

    assert runs[0] != runs[1]


def test_cancelled_run_keeps_no_file(decision):
    run = printing.order(decision, "pdf", decision.signer)
    work.cancel(run)
    while outbox.drain():
        pass

    assert (PrintRun.objects.get().file.name, PrintRun.objects.get().done) == ("", 0)


def test_run_cancelled_between_two_parts_stops_there(decision, monkeypatch):
    asked = []

    def render(part: Certificates) -> bytes:
        asked.append(part)
        work.cancel(PrintRun.objects.get())
        return render_certificates(part)

    monkeypatch.setattr(printing, "render_certificates", render)
    run = made(decision)

    assert (len(asked), run.file.name) == (1, "")


def test_what_cannot_be_printed_ends_the_run_in_words(decision):
    decision.paper["rows"]["individual"][0]["name"] = "Rất dài " * 200
    Decision.objects.filter(pk=decision.pk).update(paper=decision.paper)

    run = made(decision)

    assert (run.is_over, "không đủ chỗ" in run.trouble) == (True, True)


def test_file_is_forgotten_after_a_day(decision):
    run = made(decision)
    with clock.moved_to(clock.now() + timedelta(days=1, minutes=1)):
        printing.forget_old()

    assert (PrintRun.objects.get(pk=run.pk).file.name, run.file.storage.exists(run.file.name)) == ("", False)


@pytest.mark.parametrize("name", ["certificates.pdf", "certificates.docx", "certificate_proof.pdf"])
def test_request_does_not_print_a_long_list(world, decision, name):
    answer = signed_in(world.director).get(reverse("decision_paper", args=[decision.pk, name]))

    assert (answer.status_code, answer.url) == (302, reverse("print_runs", args=[decision.pk]))


def test_request_prints_a_short_list(world):
    decision = signed(world, 2)

    answer = signed_in(world.director).get(reverse("decision_paper", args=[decision.pk, "certificates.pdf"]))

    assert answer.status_code == 200


@pytest.mark.parametrize(("count", "shown"), [(2, False), (3, True)])
def test_page_of_a_decision_leads_to_where_it_is_ordered(world, count, shown):
    decision = signed(world, count)

    text = page(signed_in(world.director), decision.get_absolute_url())

    assert (reverse("print_runs", args=[decision.pk]) in text) is shown


def test_order_is_made_on_the_page(world, decision):
    client = signed_in(world.director)

    answer = client.post(reverse("print_runs", args=[decision.pk]), {"form": "proof"})

    run = PrintRun.objects.get()
    assert (answer.url, run.form) == (reverse("print_run", args=[decision.pk, run.pk]), "proof")


def test_stock_of_a_long_list_is_ordered_as_it_was_adjusted(world, decision):
    client = signed_in(world.director)
    asked = {"right": "1,5", "down": "-2", "borne": ["nation"], "print": "stock"}
    answer = client.get(reverse("overprint_pdf", args=[decision.pk]), asked)
    shown = client.get(answer.url).content.decode()

    client.post(answer.url, {"form": "stock", "right": "1,5", "down": "-2", "borne": ["nation"]})

    assert 'name="right" value="1,5"' in shown
    assert PrintRun.objects.get().overprint == {"right": "1.5", "down": "-2", "borne": ["nation"]}


def test_print_that_would_leave_the_paper_is_not_ordered(world, decision):
    client = signed_in(world.director)

    answer = client.post(reverse("print_runs", args=[decision.pk]), {"form": "stock", "right": "99", "down": "0"})

    assert (answer.url, PrintRun.objects.count()) == (reverse("overprint", args=[decision.pk]), 0)


def test_page_of_a_run_shows_how_far_it_is(world, decision):
    run = printing.order(decision, "pdf", world.director)
    work.advance(work.take_up(PrintRun, run.pk, total=4), 1)

    text = page(signed_in(world.director), reverse("print_run", args=[decision.pk, run.pk]))

    assert ("In từng phần" in text, "Hủy việc này" in text) == (True, True)


def test_certificates_are_taken_away(world, decision):
    run = made(decision)
    client = signed_in(world.director)
    link = reverse("print_run_file", args=[decision.pk, run.pk])

    shown = page(client, reverse("print_run", args=[decision.pk, run.pk]))
    answer = client.get(link)

    assert (link in shown, b"".join(answer)[:2]) == (True, b"PK")


def test_run_is_nobody_elses(world, decision):
    run = made(decision)
    addresses = [
        reverse("print_run", args=[decision.pk, run.pk]),
        reverse("print_run_file", args=[decision.pk, run.pk]),
    ]

    people = (world.unit_head, make_world().director)
    assert {signed_in(person).get(address).status_code for person in people for address in addresses} == {404}


def test_number_of_queries_is_constant(world, decision):
    client, counts = signed_in(world.director), []
    for form in ("pdf", "docx", "proof"):
        printing.order(decision, form, world.director)
        counts.append(queries(client, reverse("print_runs", args=[decision.pk])))

    assert counts[0] == counts[2]
