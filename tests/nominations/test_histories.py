"""The office brings decisions of years into the register: upload, columns, comparison, choice, one act, and back."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nominations.importing import past
from nominations.models import HistoryImport, Nomination, PastAward
from nominations.services import histories
from nominations.sheets.legacy import Encoding
from organisation.models import UnitChange
from organisation.services import units
from tests.factories import World, make_dossier, make_nomination, make_world
from tests.nominations.desk import signed_in
from tests.nominations.reviewing import seen
from tests.nominations.sheets.books import csv
from workflows.errors import NotAllowed, NotPermitted, StaleContent
from workflows.models import AuditEvent

pytestmark = pytest.mark.django_db

HEAD = ("Họ và tên", "Ông/Bà", "Đơn vị", "Hình thức khen thưởng", "Số quyết định", "Năm")


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def office(world: World) -> Client:
    return signed_in(world.office_reviewer)


def line(world: World, name: str = "Nguyễn Văn An", year: int = 2005, **said: Any) -> tuple[Any, ...]:
    told = {"title": "Ông", "unit": world.units[0].name, "award": "Giấy khen", "number": f"{year}/QĐ"} | said
    return name, told["title"], told["unit"], told["award"], told["number"], year


def sent(*rows: Any, name: str = "so-cu.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, csv((HEAD, *rows)))


def compared(world: World, *rows: Any) -> HistoryImport:
    """With the columns as they are guessed."""
    found = histories.take_history(world.organisation, sent(*rows), actor=world.office_reviewer)
    return histories.settle(found, encoding=Encoding.UNICODE, headings={}, actor=world.office_reviewer)


def brought(world: World, *rows: Any) -> HistoryImport:
    found = compared(world, *rows)
    histories.bring_in(found, actor=world.office_reviewer)
    return HistoryImport.objects.get(pk=found.pk)


def chosen(world: World, found: HistoryImport, choice: str = "", rest: str = "", fate: str = "new") -> HistoryImport:
    choices = {one.pk: choice for one in found.lines.filter(fate=fate)} if choice else {}
    standing = (found.version, found.content_hash)
    return histories.choose(found, choices, actor=world.office_reviewer, seen=standing, rest=rest)


def fates(found: HistoryImport) -> list[tuple[str, int]]:
    return [(one.fate, one.score) for one in found.lines.order_by("pk")]


def register() -> list[str]:
    return [f"{one.full_name} {one.year}" for one in PastAward.objects.filter(stands=True).order_by("pk")]


def people() -> int:
    return PastAward.objects.filter(stands=True).values("person").distinct().count()


# The way of a file


def test_file_comes_in_by_upload_columns_and_comparison(world: World, office: Client) -> None:
    uploaded = office.post("/histories/", {"file": sent(line(world), line(world, "Lê Thị Hoa", title="Bà"))})
    columns = office.get(uploaded.url).context["form"]
    compared_at = office.post(uploaded.url, {name: field.initial for name, field in columns.fields.items()})
    found = HistoryImport.objects.get()
    done = office.post(f"/histories/{found.pk}/bring_in/", seen(found))

    assert (compared_at.url, done.url, register()) == (
        f"/histories/{found.pk}/", f"/histories/{found.pk}/", ["Nguyễn Văn An 2005", "Lê Thị Hoa 2005"]
    )  # fmt: skip


def test_nothing_stands_before_it_is_brought_in(world: World) -> None:
    compared(world, line(world))

    assert register() == []


def test_file_that_is_no_list_is_refused_in_words(office: Client) -> None:
    answer = office.post("/histories/", {"file": SimpleUploadedFile("so.csv", b"xin chao")})

    assert (answer.status_code, HistoryImport.objects.count()) == (422, 0)


def test_columns_without_award_are_asked_for_again(world: World, office: Client) -> None:
    found = histories.take_history(world.organisation, sent(line(world)), actor=world.office_reviewer)

    answer = office.post(f"/histories/{found.pk}/columns/", {"c-0-0": "full_name", "c-0-5": "year"})

    assert (answer.status_code, HistoryImport.objects.get().compared_at) == (422, None)


def test_columns_are_remembered_for_the_next_file(world: World) -> None:
    found = histories.take_history(world.organisation, sent(line(world)), actor=world.office_reviewer)
    histories.settle(found, encoding=Encoding.UNICODE, headings={"don vi": "position"}, actor=world.office_reviewer)

    assert histories.remembered(world.organisation) == {"don vi": "position"}


def test_same_file_sent_again_is_the_same_import(world: World) -> None:
    first, again = (
        histories.take_history(world.organisation, sent(line(world)), actor=world.office_reviewer) for _time in range(2)
    )

    assert first.pk == again.pk


def test_bringing_in_is_one_event_with_the_content_that_was_seen(world: World) -> None:
    found = brought(world, line(world), line(world, year=2006))

    (event,) = AuditEvent.objects.filter(object_type="nominations.historyimport", object_id=found.pk)
    assert (event.verb, event.content_hash) == ("bring_in", found.content_hash)


def test_stale_page_brings_nothing_in(world: World, office: Client) -> None:
    found = compared(world, line(world))
    before = seen(found)
    chosen(world, found, "leave")

    answer = office.post(f"/histories/{found.pk}/bring_in/", before)

    assert (answer.status_code, register()) == (412, [])


def test_register_that_changed_since_asks_for_another_comparison(world: World) -> None:
    found = compared(world, line(world))
    brought(world, line(world, "Lê Thị Hoa", title="Bà"))

    with pytest.raises(NotAllowed, match="So sánh lại"):
        histories.bring_in(found, actor=world.office_reviewer)


@pytest.mark.parametrize("who", ["unit_head", "director", "auditor", "administrator"])
def test_nobody_but_the_office_sends_a_file(world: World, who: str) -> None:
    with pytest.raises(NotPermitted):
        histories.take_history(world.organisation, sent(line(world)), actor=getattr(world, who))


# What a line is to the register


@pytest.mark.parametrize("name", ["Nguyễn Văn An", "NGUYỄN VĂN AN", "Ông Nguyễn Văn An", "nguyễn văn an"])
def test_same_award_under_another_spelling_is_there_already(world: World, name: str) -> None:
    brought(world, line(world))

    assert fates(compared(world, line(world, name))) == [("same", 100)]


def test_tone_on_another_letter_is_the_same_name(world: World) -> None:
    brought(world, line(world, "Lê Thị Hoà", title="Bà"))

    assert fates(compared(world, line(world, "Lê Thị Hòa", 2006, title="Bà"))) == [("new", 100)]


def test_decomposed_letters_are_the_same_name(world: World) -> None:
    brought(world, line(world))

    assert fates(compared(world, line(world, "Nguye\u0302\u0303n Va\u0306n An", 2006))) == [("new", 100)]


def test_other_award_of_the_same_person_is_new_and_hers(world: World) -> None:
    brought(world, line(world))
    brought(world, line(world, year=2006))

    assert (len(register()), people()) == (2, 1)


def test_old_name_of_the_unit_is_the_same_unit(world: World) -> None:
    unit, administrator = world.units[0], world.administrator
    old = unit.name
    units.change(unit, {"name": "Đơn vị Mới (hư cấu)"}, "VB 1", actor=administrator, seen=units.mark_of(unit))
    brought(world, line(world, unit="Đơn vị Mới (hư cấu)"))

    assert (fates(compared(world, line(world, year=2006, unit=old))), UnitChange.objects.count()) == ([("new", 100)], 1)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Nguyen Van An", {}), ("Văn An Nguyễn", {}), ("Nguyễn Văn An", {"title": "Bà"}),
        ("Nguyễn Văn An", {"unit": "Nơi khác hẳn"}), ("Nguyễn Văn An", {"unit": ""}),
    ],
)  # fmt: skip
def test_what_only_seems_to_be_the_same_person_is_asked(world: World, name: str, said: dict[str, str]) -> None:
    brought(world, line(world))

    assert [fate for fate, _score in fates(compared(world, line(world, name, 2006, **said)))] == ["likely"]


@pytest.mark.parametrize("portion", [1, 1_000])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Nguyễn Văn Bình", "Nguyễn Văn Bìnhh"), ("Nguyễn Văn Bìnhh", "Nguyễn Văn Bình"),
        ("Nguyễn Văn Bình", "Nguyễn Văn Bnìh"), ("Nguyễn Văn Bìnj", "Nguyễn Văn Bình"),
    ],
)  # fmt: skip
def test_slip_of_one_letter_is_asked(world: World, monkeypatch: Any, first: str, second: str, portion: int) -> None:
    monkeypatch.setattr(past, "PORTION", portion)

    assert fates(compared(world, line(world, first), line(world, second, 2006))) == [("new", 0), ("likely", 88)]


def test_slip_of_one_letter_is_asked_of_what_stands_in_the_register(world: World) -> None:
    brought(world, line(world, "Nguyễn Văn Bìnhh"), line(world, "Lê Thị Hoa"))

    assert fates(compared(world, line(world, "Nguyễn Văn Bình", 2006), line(world, "Lê Thị Hooa", 2006))) == [
        ("likely", 88), ("likely", 88),
    ]  # fmt: skip


def test_two_sound_names_a_letter_apart_are_two_people(world: World) -> None:
    assert fates(compared(world, line(world), line(world, "Nguyễn Văn Anh", 2006))) == [("new", 0), ("new", 0)]


def test_same_award_in_another_unit_is_asked(world: World) -> None:
    brought(world, line(world))

    assert [fate for fate, _score in fates(compared(world, line(world, unit="Nơi khác hẳn")))] == ["likely"]


def test_other_name_is_new(world: World) -> None:
    brought(world, line(world))

    assert fates(compared(world, line(world, "Nguyễn Văn Ân", 2006), line(world, "Trần Văn Bình"))) == [
        ("likely", 96), ("new", 0),
    ]  # fmt: skip


def test_same_collective_name_in_another_unit_is_another_collective(world: World) -> None:
    brought(world, line(world, "Phòng Kế toán", title=""))

    assert fates(compared(world, line(world, "Phòng Kế toán", 2006, title="", unit="Nơi khác hẳn"))) == [("new", 0)]


def test_line_twice_in_the_file_is_there_already(world: World) -> None:
    assert fates(compared(world, line(world), line(world))) == [("new", 0), ("same", 100)]


def test_faulty_line_names_its_cell(world: World) -> None:
    (faulty,) = compared(world, line(world, award="")).lines.all()

    assert (faulty.fate, faulty.faults[0][0]) == ("error", "D2")


def test_lines_of_portions_are_compared_with_each_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nominations.importing.past.PORTION", 1)

    assert fates(compared(world, line(world), line(world))) == [("new", 0), ("same", 100)]


# Choosing


def test_likely_line_of_which_nothing_is_said_is_not_brought_in(world: World) -> None:
    brought(world, line(world))
    brought(world, line(world, "Nguyen Van An", 2006), line(world, "Trần Văn Bình"))

    assert register() == ["Nguyễn Văn An 2005", "Trần Văn Bình 2005"]


@pytest.mark.parametrize(("choice", "lines", "heads"), [("same", 2, 1), ("another", 2, 2), ("leave", 1, 1)])
def test_likely_line_becomes_what_somebody_said(world: World, choice: str, lines: int, heads: int) -> None:
    brought(world, line(world))
    found = chosen(
        world, compared(world, line(world, "Nguyen Van An", 2006), line(world, "Trần", 2007)), choice, fate="likely"
    )
    histories.bring_in(found, actor=world.office_reviewer)
    PastAward.objects.filter(full_name="Trần").update(stands=False)

    assert (len(register()), people()) == (lines, heads)


def test_rest_of_the_likely_lines_is_settled_at_once(world: World) -> None:
    brought(world, *(line(world, name) for name in ("Nguyễn Văn An", "Trần Văn Bình", "Lê Văn Chí")))
    found = compared(world, *(line(world, name, 2006) for name in ("Nguyen Van An", "Tran Van Binh", "Le Van Chi")))

    assert (found.unsettled, chosen(world, found, rest="another").unsettled) == (3, 0)


def test_whoever_is_joined_takes_her_later_lines_along(world: World) -> None:
    brought(world, line(world))
    rows = (line(world, "Nguyen Van An", 2006), line(world, "Nguyen Van An", 2007))
    found = compared(world, *rows)
    first = found.lines.order_by("pk")[0]
    standing = (found.version, found.content_hash)
    found = histories.choose(found, {first.pk: "same"}, actor=world.office_reviewer, seen=standing)
    histories.bring_in(chosen(world, found, rest="same"), actor=world.office_reviewer)

    assert (len(register()), people()) == (3, 1)


def test_new_line_that_is_ticked_is_left_out(world: World, office: Client) -> None:
    found = compared(world, line(world), line(world, "Lê Thị Hoa", title="Bà"))
    first, last = found.lines.order_by("pk")
    office.post(f"/histories/{found.pk}/", seen(found, shown=[first.pk, last.pk], leave=[first.pk], show="new"))
    histories.bring_in(found, actor=world.office_reviewer)

    assert register() == ["Lê Thị Hoa 2005"]


def test_choice_of_somebody_who_was_slower_is_refused(world: World) -> None:
    found = compared(world, line(world))
    stale = HistoryImport.objects.get(pk=found.pk)
    chosen(world, found, "leave")

    with pytest.raises(StaleContent):
        chosen(world, stale, "")


def test_choice_of_somebody_who_was_slower_stays_on_the_page(world: World, office: Client) -> None:
    found = compared(world, line(world))
    one, before = found.lines.get(), seen(found)
    chosen(world, found, "leave")

    answer = office.post(f"/histories/{found.pk}/", before | {"shown": [one.pk], "show": "new"})

    assert (answer.status_code, answer.context["lines"][0]["line"].choice) == (412, "")


# The way back


def test_undoing_takes_every_line_out(world: World) -> None:
    found = brought(world, line(world), line(world, year=2006))

    histories.undo(found, actor=world.office_reviewer, reason="Nhầm tệp (hư cấu)")

    assert register() == []


def test_file_to_whose_people_later_lines_refer_stays(world: World) -> None:
    first = brought(world, line(world))
    brought(world, line(world, year=2006))

    with pytest.raises(NotAllowed, match="1 dòng nhập sau"):
        histories.undo(first, actor=world.office_reviewer, reason="Nhầm tệp (hư cấu)")


def test_later_file_is_undone_first(world: World) -> None:
    brought(world, line(world))
    last = brought(world, line(world, year=2006))

    histories.undo(last, actor=world.office_reviewer, reason="Nhầm tệp (hư cấu)")

    assert register() == ["Nguyễn Văn An 2005"]


# What is seen of it


def nominee(world: World, **fields: Any) -> Nomination:
    dossier = make_dossier(world)
    return make_nomination(world, dossier, **{"full_name": "Nguyễn Văn An", "honorific": "ong"} | fields)


def test_nominee_shows_past_awards_to_her_unit(world: World) -> None:
    brought(world, line(world))

    text = signed_in(world.unit_officer).get(f"/nominations/{nominee(world).pk}/").content.decode()

    assert ("2005/QĐ" in text, "Nhập từ hồ sơ cũ." in text) == (True, True)


def test_namesake_of_another_unit_is_no_business_of_the_unit(world: World) -> None:
    brought(world, line(world, unit=world.units[1].name))

    text = signed_in(world.unit_officer).get(f"/nominations/{nominee(world).pk}/").content.decode()

    assert "2005/QĐ" not in text


def test_register_is_searched_without_accents(world: World, office: Client) -> None:
    brought(world, line(world), line(world, "Trần Văn Bình"))

    page = office.get("/past-awards/", {"q": "tran van"}).context["page"]

    assert [one.full_name for one in page] == ["Trần Văn Bình"]


@pytest.mark.parametrize("address", ["/past-awards/", "/histories/{pk}/?show=new", "/histories/{pk}/?show=likely"])
def test_page_asks_as_often_for_three_lines_as_for_one(world: World, office: Client, address: str) -> None:
    brought(world, line(world))
    counts = []
    for years in ((2006,), (2007, 2008, 2009)):
        rows = [line(world, "Nguyen Van An", year) for year in years]
        rows += [line(world, year=year) for year in years]
        found = compared(world, *rows)
        with CaptureQueriesContext(connection) as asked:
            office.get(address.format(pk=found.pk))
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_comparing_asks_as_often_for_three_lines_as_for_one(world: World) -> None:
    counts = []
    for years in ((2006,), (2007, 2008, 2009)):
        with CaptureQueriesContext(connection) as asked:
            compared(world, *(line(world, year=year) for year in years))
        counts.append(len(asked))

    assert counts[0] == counts[1]
