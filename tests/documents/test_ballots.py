from dataclasses import fields, replace
from fractions import Fraction

import pytest

from documents.ballots import Nominee, VoteCount, Votes, VotingRule, WrongCount, written_part, written_share
from documents.council import Ballot
from documents.pdf import render_pdf
from tests.documents.meetings import COUNT, PAO, TUYET
from tests.documents.reading import pages, shown, squeezed


def judged(rule: VotingRule, agreed: int = 7) -> VoteCount:
    """Eleven members, nine present, one consulted, ten ballots, nine of them valid."""
    votes = [Votes(PAO, agreed, 9 - agreed)]
    return replace(COUNT, present=9, written=1, issued=10, collected=10, valid=9, invalid=1, votes=votes, rule=rule)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"collected": 10, "valid": 9}, "10 ballots collected are more than the 9 issued"),
        ({"valid": 7}, r"7 valid \+ 1 invalid ballots are not the 9 collected"),
        ({"issued": 10}, "10 ballots issued are more than the 9 members present or consulted"),
        ({"present": 12}, "12 present or consulted are more than the 11 members"),
        ({"written": 3}, "12 present or consulted are more than the 11 members"),
        ({"invalid": -1, "valid": 10}, "invalid is negative: -1"),
        ({"votes": []}, "at least one nominee"),
        ({"team": []}, "somebody who counted"),
    ],
)
def test_numbers_that_cannot_be_are_refused(changes, message):
    with pytest.raises(WrongCount, match=message) as refused:
        replace(COUNT, **changes)

    assert refused.value.row == 0


@pytest.mark.parametrize("counts", [(7, 0, 0), (8, 1, 0), (9, -1, 0)])
def test_row_whose_sum_is_not_the_valid_ballots_is_named(counts):
    with pytest.raises(WrongCount, match=r"Row 2 \(Bà Nguyễn Thị Ánh Tuyết\): .*, but 8 ballots are valid") as refused:
        replace(COUNT, votes=[Votes(PAO, 8, 0), Votes(TUYET, *counts)])

    assert refused.value.row == 2


def test_ballots_may_be_kept_back():
    assert replace(COUNT, collected=8, invalid=0).collected == 8


@pytest.mark.parametrize(("of", "whole"), [("members", 11), ("present", 9), ("consulted", 10), ("valid", 9)])
def test_share_is_taken_of_the_whole_that_the_rule_names(of, whole):
    assert judged(VotingRule(Fraction(1, 2), of=of)).whole == whole


@pytest.mark.parametrize(
    ("rule", "agreed", "passed"),
    [
        (VotingRule(Fraction(7, 10), of="valid"), 7, True),  # 7/9
        (VotingRule(Fraction(7, 10), of="valid"), 6, False),
        (VotingRule(Fraction(2, 3), of="valid"), 6, True),  # exactly
        (VotingRule(Fraction(2, 3), of="valid", above=True), 6, False),
        (VotingRule(Fraction(1, 2), of="consulted"), 5, True),
        (VotingRule(Fraction(1, 2), of="consulted", above=True), 5, False),
        (VotingRule(Fraction(9, 10)), 9, False),  # 9/11
    ],
)
def test_nominee_passes_by_the_exact_share(rule, agreed, passed):
    assert judged(rule, agreed).passed() == ([PAO] if passed else [])


def test_nobody_passes_without_a_quorum():
    few = replace(judged(VotingRule(Fraction(1, 2), of="valid", quorum=Fraction(10, 11))), present=9)

    assert (few.quorate, few.passed()) == (False, [])


def test_lack_of_a_quorum_is_printed():
    few = judged(VotingRule(Fraction(1, 2), of="valid", quorum=Fraction(10, 11)))

    assert squeezed("Số thành viên có mặt (9/11) không đủ theo quy tắc.") in shown(pages(render_pdf(few.as_paper()))[0])


def test_namesakes_are_judged_each_by_their_own_votes():
    two = replace(COUNT, votes=[Votes(PAO, 8, 0), Votes(PAO, 0, 8)])

    assert [row[-1] for row in two._table().rows] == ["Thông qua", "Không"]


def test_no_ballot_at_all_passes_nobody():
    none = replace(COUNT, issued=0, collected=0, valid=0, invalid=0, votes=[Votes(PAO, 0, 0)])

    assert replace(none, rule=VotingRule(Fraction(1, 2), of="valid")).passed() == []


def test_binary_share_is_refused():
    with pytest.raises(TypeError, match=r"0\.7 is not exact"):
        VotingRule(0.7)


def test_share_above_the_whole_is_refused():
    with pytest.raises(ValueError, match="between 0 and 1, not at 70"):
        VotingRule(Fraction(70))


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Fraction(7, 10), "70%"),
        (Fraction(9, 10), "90%"),
        (Fraction(161, 200), "80,5%"),
        (Fraction(1, 16), "6,25%"),
        (Fraction(1001, 10000), "10,01%"),
        (Fraction(1), "100%"),
        (Fraction(2, 3), "2/3"),
    ],
)
def test_share_that_per_cent_cannot_say_stays_a_fraction(share, words):
    assert written_share(share) == words


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (7, 9, "7/9 (77,77%)"),
        (7, 10, "7/10 (70%)"),
        (2, 3, "2/3 (66,66%)"),
        (2699, 3000, "2699/3000 (89,96%)"),
        (89999, 100000, "89999/100000 (89,99%)"),
        (0, 0, "0/0 (0%)"),
    ],
)
def test_part_is_cut_and_never_rounded_up(part, whole, words):
    assert written_part(part, whole) == words


def test_rule_is_printed_with_the_count():
    text = shown(pages(render_pdf(COUNT.as_paper()))[0])

    assert squeezed(
        "Hình thức: bỏ phiếu kín. Phiên họp hợp lệ khi có mặt ít nhất 2/3 thành viên. Quy tắc: trường hợp được thông "
        "qua khi số phiếu tán thành đạt từ 70% trở lên so với tổng số thành viên Hội đồng (Quy chế hoạt động của Hội "
        "đồng, Điều 6)."
    ) in text  # fmt: skip


def test_rule_of_more_than_a_share_is_said_so():
    assert VotingRule(Fraction(1, 2), above=True, secret=False).words() == [
        "Hình thức: biểu quyết công khai.",
        "Quy tắc: trường hợp được thông qua khi số phiếu tán thành đạt trên 50% so với tổng số thành viên Hội đồng.",
    ]


def test_count_is_printed_row_by_row():
    (table,) = pages(render_pdf(COUNT.as_paper()))[0].extract_tables()

    assert [[cell.replace("\n", " ") for cell in row] for row in table[2:]] == [
        ["1", "Ông Giàng A Páo, Phòng Quản lý Thông tin điện tử", "8", "0", "0", "1", "8/11 (72,72%)", "Thông qua"],
        ["2", "Bà Nguyễn Thị Ánh Tuyết, Văn phòng Sở", "7", "1", "0", "1", "7/11 (63,63%)", "Không"],
        ["3", "Chi nhánh Viettel", "5", "2", "1", "1", "5/11 (45,45%)", "Không"],
    ]


def test_every_counter_signs_the_head_last():
    assert [(s.name, *s.position) for s in COUNT.as_paper().signatures] == [
        ("Lê Thị Mẫu", "THÀNH VIÊN"),
        ("Trần Văn Mẫu", "TRƯỞNG BAN"),
    ]


def test_nothing_of_a_ballot_can_name_a_voter():
    known = {field.name for kind in (Ballot, Votes, Nominee) for field in fields(kind)}

    assert known == {
        "letterhead", "subject", "nominees", "secret", "nominee", "agreed", "against", "abstained", "name", "unit",
        "award",
    }  # fmt: skip
