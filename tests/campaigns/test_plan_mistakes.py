"""What a plan's writer is told: each mistake with its line, its field and what to do. All at once."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.plan import PlanError, read_plan

SMALL = (Path(__file__).parent / "data" / "invented-small-2028.yaml").read_text(encoding="utf-8")
LINES = SMALL.splitlines()


def mistakes_of(text):
    with pytest.raises(PlanError) as refusal:
        read_plan(text)
    return [(m.line, m.path, m.message) for m in refusal.value.mistakes]


def test_plan_without_mistakes_is_read():
    assert read_plan(SMALL).id == "invented-small-2028"


BROKEN = [
    ("owners: A1, what: Làm", "ownrs: A1, owners: A1, what: Làm", 33, "duties[O1].ownrs",
     "Không có trường “ownrs” ở đây; có phải là “owners”?"),
    ("set_by: Văn phòng, ", "xyz: 1, set_by: Văn phòng, ", 52, "settings.council_step.xyz",
     "Không có trường “xyz” ở đây. Các trường được dùng: value, set_by, why."),
    ("set_by: Văn phòng, ", "", 52, "settings.council_step.set_by", "Thiếu trường “set_by”; hãy bổ sung."),
    ("outline: not_stated\n", "", 2, "outline",
     "Thiếu trường “outline”; nếu kế hoạch không nêu, ghi “outline: not_stated”."),
    ("origin: invented", "origin: invented\norigin: real", 4, "origin",
     "Trường “origin” đã viết ở dòng 3; hãy bỏ một trong hai."),
    ("kind: KẾ HOẠCH", "kind:", 6, "document.kind",
     "Trường để trống; hãy ghi giá trị, hoặc bỏ hẳn trường này nếu không bắt buộc."),
    ("population: not_stated", "population:", 10, "document.population",
     "Trường để trống; nếu kế hoạch không nêu, ghi not_stated."),
    ("issued_by: A1", "issued_by: not_stated", 9, "document.issued_by",
     "Trường này bắt buộc phải có giá trị, không được ghi not_stated."),
    ("origin: invented", "origin: fake", 3, "origin",
     "“fake” không có trong các giá trị được dùng: real, invented."),
    ('operator: ">="', 'operator: "=>"', 35, "targets[T1].operator",
     "“=>” không có trong các giá trị được dùng: >, >=, =, <=, <."),
    ("value: 80", "value: nhiều", 35, "targets[T1].value", "Phải là một số, ví dụ 80 hoặc 80,5."),
    ("count: 2", "count: 2.5", 43, "quotas[Q1].count", "Phải là một số nguyên."),
    ("count: 2", "count: -2", 43, "quotas[Q1].count", "Số lượng không được âm."),
    ("each: true", "each: có", 43, "quotas[Q1].each", "Phải là true hoặc false."),
    ("what: Làm", "what: [Làm]", 33, "duties[O1].what", "Phải là một đoạn chữ."),
    ("reports: not_stated", "reports: báo cáo", 38, "reports",
     "Phải là một danh sách, mỗi mục bắt đầu bằng dấu gạch ngang."),
    ("conferral: {ceremony: not_stated, bonus: not_stated, certificate_number: not_stated,"
     " results_published: not_stated}", "conferral: []", 47, "conferral",
     "Phải là một nhóm trường dạng “tên: giá trị”."),
    ("issued: 2/1/2028", "issued: 30/2/2028", 19, "bases[B1].issued",
     "Phải là ngày/tháng/năm có thật, ví dụ 10/8/2013."),
    ("issued: 2/1/2028", "issued: 2028-01-02", 19, "bases[B1].issued",
     "Phải là ngày/tháng/năm có thật, ví dụ 10/8/2013."),
    ("number: 1/KH-BIA", "number: 1-KH/BIA", 19, "bases[B1].number",
     "Số “1-KH/BIA” không đúng kiểu “state”; hãy sửa số hoặc style."),
    ("years: 10", "years: 11", 22, "commemorations[C1].years",
     "Từ 03/02/2018 đến 03/02/2028 không phải 11 năm; hãy xem lại."),
    ("end: đến hết ngày 31/5/2028", "end: trước ngày 1/3/2028", 26, "period.end",
     "Kết thúc (29/02/2028) trước khi bắt đầu (01/03/2028); hãy sửa một trong hai."),
    ("trước ngày 10/4/2028", "trước ngày 31/4/2028", 33, "duties[O1].deadline.phrase",
     "“trước ngày 31/4/2028” không phải ngày giờ có thật; hãy xem lại."),
    ("trước ngày 10/4/2028", "càng sớm càng tốt", 33, "duties[O1].deadline.phrase",
     "Không hiểu thời hạn “càng sớm càng tốt”; hãy ghi thêm bound (before, through, on, from hoặc none)"
     " và first hoặc event."),
    ("trước ngày 10/4/2028", "{phrase: trước ngày 10/4/2028, bound: through}", 33, "duties[O1].deadline.bound",
     "Ghi “through” nhưng theo câu chữ “trước ngày 10/4/2028” thì là “before”; hãy sửa cho khớp."),
    ("trước ngày 10/4/2028", "{phrase: trước ngày 10/4/2028, first: 11/4/2028}", 33, "duties[O1].deadline.first",
     "Ghi “11/04/2028” nhưng theo câu chữ “trước ngày 10/4/2028” thì là “10/04/2028”; hãy sửa cho khớp."),
    ("trước ngày 10/4/2028", "{phrase: sau này, bound: through}", 33, "duties[O1].deadline.bound",
     "Thời hạn “sau này” có bound “through” nhưng chưa có ngày; ghi thêm first hoặc event."),
    ("trước ngày 10/4/2028", "{phrase: sau này, bound: none, first: 1/1/2028}", 33, "duties[O1].deadline.bound",
     "Thời hạn không ràng buộc (bound: none) thì không ghi ngày, giờ hay sự kiện."),
    ("trước ngày 10/4/2028", "{phrase: sau này, bound: through, event: E1}", 33, "duties[O1].deadline.event",
     "Thời hạn theo sự kiện cần số ngày (days) và trước hay sau (side: before hoặc after)."),
    ("trước ngày 10/4/2028", "{phrase: 5000 ngày sau tổng kết, event: E1}", 33, "duties[O1].deadline.days",
     "Số ngày phải từ 0 đến 3660."),
    ("trước ngày 10/4/2028", "{phrase: sau này, bound: through, first: 1/1/2028, days: 3}", 33,
     "duties[O1].deadline.days", "Có số ngày nhưng chưa ghi tính từ sự kiện nào (event)."),
    ("trước ngày 10/4/2028", "{phrase: a, bound: through, first: 2/1/2028, last: 1/1/2028}", 33,
     "duties[O1].deadline.last", "Kết thúc (01/01/2028) trước khi bắt đầu (02/01/2028); hãy sửa một trong hai."),
    ("trước ngày 10/4/2028", "{phrase: trước ngày 10/4/2028, at: 25h}", 33, "duties[O1].deadline.at",
     "Phải là giờ:phút, ví dụ 17:00."),
    ("trước ngày 10/4/2028", "{phrase: trước ngày 10/4/2028, moved: [{by: B1, phrase: hết năm 2028}]}", 33,
     "duties[O1].deadline.moved[1].by", "Không có mã “B1” trong mục amendments; hãy khai báo hoặc sửa lại mã."),
    ("owners: A1, what: Làm", "owners: [A1, A9], what: Làm", 33, "duties[O1].owners[2]",
     "Không có mã “A9” trong mục actors, units; hãy khai báo hoặc sửa lại mã."),
    ("{id: S1,", "{id: A1,", 31, "subjects[A1].id",
     "Mã “A1” đã dùng ở dòng 29; mỗi mã chỉ dùng một lần trong kế hoạch."),
    ("id: E1", "id: É 1", 37, "events[É 1].id",
     "Mã “É 1” chỉ được gồm chữ không dấu, chữ số, gạch ngang, gạch dưới, không quá 60 ký tự."),
    ("count: 2", "count: 2, ratio: {percent: 5, of: staff}", 43, "quotas[Q1].count",
     "Chỉ tiêu phải có đúng một trong hai trường count hoặc ratio."),
    ("count: 2", "ratio: {percent: 120, of: staff}", 43, "quotas[Q1].ratio.percent",
     "Tỷ lệ phải lớn hơn 0 và không quá 100%."),
    ("actors: A1}", "actors: A1, members: [U1], led_by: U2}", 54, "units[U1].led_by",
     "Đơn vị đứng đầu “U2” phải có trong danh sách thành viên (members)."),
    ("kind: KẾ HOẠCH", "kind: !!python/name:os.system x", 6, "document.kind",
     "Không dùng thẻ “tag:yaml.org,2002:python/name:os.system” của YAML; hãy viết giá trị bình thường."),
    ("subject: Thi đua (bịa đặt)", "subject: &a Thi đua\n  seal: *a", 8, "",
     "Không dùng ký hiệu & hoặc * của YAML; hãy viết đầy đủ nội dung."),
    ("subject: Thi đua (bịa đặt)", "subject: Thi\u200bđua", 7, "",
     "Có ký tự không nhìn thấy U+200B; hãy xóa rồi gõ lại đoạn này."),
    ("subject: Thi đua (bịa đặt)", "subject: Thi\x07đua", 7, "",
     "Có ký tự không nhìn thấy U+0007; hãy xóa rồi gõ lại đoạn này."),
]  # fmt: skip


@pytest.mark.parametrize(("written", "broken", "line", "path", "message"), BROKEN)
def test_mistake_names_line_field_and_remedy(written, broken, line, path, message):
    assert SMALL.count(written) == 1

    assert (line, path, message) in mistakes_of(SMALL.replace(written, broken))


def test_all_mistakes_are_told_at_once_in_the_order_of_lines():
    text = SMALL.replace("origin: invented", "origin: fake").replace("value: 80", "value: x")
    text = text.replace("owners: A1, what: Làm", "owners: A9, what: Làm")

    assert [(line, path) for line, path, _ in mistakes_of(text)] == [
        (3, "origin"),
        (33, "duties[O1].owners"),
        (35, "targets[T1].value"),
    ]


def test_error_reads_as_a_list_for_people():
    with pytest.raises(PlanError) as refusal:
        read_plan(SMALL.replace("origin: invented", "origin: fake"))

    assert str(refusal.value) == "Dòng 3, origin: “fake” không có trong các giá trị được dùng: real, invented."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Tệp không có nội dung."),
        ("- một\n- hai", "Phải là một nhóm trường dạng “tên: giá trị”."),
        ("[" * 5000, "Các mục lồng nhau quá sâu; hãy viết lại theo mẫu."),
        ("a" * 1_000_001, "Tệp lớn hơn 1000000 ký tự; một kế hoạch không dài đến thế."),
    ],
)
def test_text_that_is_no_plan_is_refused(text, message):
    assert mistakes_of(text) == [(1, "", message)]


def test_broken_yaml_names_its_line():
    ((line, path, message),) = mistakes_of("id: a\norigin: [real\nsource: b")

    assert (line, path, message.startswith("Sai cú pháp YAML")) == (3, "", True)


def test_file_in_another_encoding_is_refused(tmp_path):
    file = tmp_path / "plan.yaml"
    file.write_bytes(SMALL.encode("utf-16"))

    assert mistakes_of(file) == [(1, "", "Tệp không phải văn bản UTF-8; hãy lưu lại với bảng mã UTF-8.")]


SOURCE = ["# KẾ HOẠCH", "**Thi đua** (bịa đặt)", "Sở Bịa", "làm *tốt*"]


@pytest.mark.parametrize(
    ("duty", "source", "mistakes"),
    [
        ("phrase: làm tốt, line: 4", "plan.md", []),
        ("phrase: Thi đua (bịa đặt) Sở Bịa, line: [2, 3]", "plan.md", []),
        (
            "phrase: làm tốt, line: 3",
            "plan.md",
            [(33, "duties[O1].phrase", "Đoạn trích “làm tốt” không có ở dòng 3 mà có ở dòng 4 của bản kế hoạch;"
              " hãy sửa lại số dòng.")],
        ),
        (
            "phrase: làm xấu, line: 4",
            "plan.md",
            [(33, "duties[O1].phrase",
              "Đoạn trích “làm xấu” không có đúng từng chữ ở dòng 4 của bản kế hoạch.")],
        ),
        ("phrase: làm tốt, line: 9", "plan.md", [(33, "duties[O1].phrase", "Bản kế hoạch không có dòng 9.")]),
        (
            "phrase: làm tốt",
            "plan.md",
            [(33, "duties[O1].phrase",
              "Đoạn trích “làm tốt” chưa ghi số dòng của bản kế hoạch (trường line).")],
        ),
        (
            "phrase: làm tốt, line: 4",
            "other.md",
            [(4, "source", "Không đọc được bản kế hoạch “other.md” đặt cạnh tệp này.")],
        ),
        (
            "phrase: làm tốt, line: 4",
            "../plan.md",
            [(4, "source", "“../plan.md” phải là tên tệp đặt cạnh tệp này, không kèm thư mục.")],
        ),
    ],
)  # fmt: skip
def test_phrases_are_compared_with_the_source(tmp_path, duty, source, mistakes):
    file = tmp_path / "plan.yaml"
    (tmp_path / "plan.md").write_text("\n".join(SOURCE), encoding="utf-8")
    text = SMALL.replace("source: not_stated", f"source: {source}")
    text = text.replace("phrase: làm, deadline: trước ngày 10/4/2028", f"{duty}, deadline: not_stated")
    file.write_text(text, encoding="utf-8")

    found = []
    try:
        read_plan(file)
    except PlanError as error:
        found = [(m.line, m.path, m.message) for m in error.mistakes]

    assert [mistake for mistake in found if mistake[1] in ("duties[O1].phrase", "source")] == mistakes


def test_words_of_an_amendment_are_not_looked_for_in_the_plan(tmp_path):
    file = tmp_path / "plan.yaml"
    (tmp_path / "plan.md").write_text("làm trước ngày 10/4/2028", encoding="utf-8")
    paper = "kind: Công văn, number: 2/BIA, style: state, issued: 3/4/2028, issuer: Sở Bịa"
    amendment = f"{{id: SD1, phrase: Công văn số 2/BIA, {paper}}}"
    deadline = "{phrase: trước ngày 10/4/2028, moved: [{by: SD1, phrase: hết ngày 20/4/2028}]}"
    text = SMALL.replace("source: not_stated", "source: plan.md").replace(
        "amendments: []", f"amendments: [{amendment}]"
    )
    file.write_text(text.replace("làm, deadline: trước ngày 10/4/2028", f"làm, line: 1, deadline: {deadline}"))

    paths = {path for _, path, _ in mistakes_of(file)}

    assert {path for path in paths if path.startswith(("amendments", "duties"))} == set()


FRAGMENTS = st.sampled_from(
    ["? a", "a: {b: [", "!!binary x", "<<: {}", "- - -", "'", "? [a]\n: b", "---", "id: 1", "\t"]
)


@given(st.integers(0, len(LINES) - 1), FRAGMENTS | st.text(max_size=40))
def test_any_line_replaced_is_read_or_refused_for_people(number, text):
    told = []

    try:
        read_plan("\n".join([*LINES[:number], text, *LINES[number + 1 :]]))
    except PlanError as error:
        told = error.mistakes

    assert all(mistake.message and mistake.line >= 1 for mistake in told)
