"""The way to check a paper, printed behind everything that the decree lays out."""

from dataclasses import replace

from documents.decision import Check, render_decision
from tests.documents.papers import PAPER
from tests.documents.reading import pages, scanned, shown, squeezed

CHECK = Check("https://thidua.example.vn/decisions/12/proof.json", "ab" * 32)


def test_address_and_hash_are_printed_behind_the_annex():
    last = squeezed(shown(pages(render_decision(replace(PAPER, check=CHECK)))[-1]))

    total, behind = last.partition(squeezed("Danh sách gồm"))[::2]
    assert (bool(total), squeezed(CHECK.address) in behind, squeezed(CHECK.event_hash) in behind) == (True, True, True)


def test_code_holds_the_address_and_stands_on_the_last_page_alone():
    read = [scanned(page) for page in pages(render_decision(replace(PAPER, check=CHECK)))]

    assert read == [*([[]] * (len(read) - 1)), [CHECK.address]]


def test_paper_without_a_check_bears_no_code():
    assert [code for page in pages(render_decision(PAPER)) for code in scanned(page)] == []


def test_what_the_decree_lays_out_stays_where_it_is():
    plain, checked = (
        [squeezed(shown(page)) for page in pages(render_decision(paper))]
        for paper in (PAPER, replace(PAPER, check=CHECK))
    )

    assert checked[:-1] == plain[:-1]
    assert checked[-1].startswith(plain[-1])
