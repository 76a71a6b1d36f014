"""The page of a plan: everything that its file holds stands there in words, and nothing in codes."""

import html
import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
import yaml
from django.test import Client
from django.urls import reverse

from campaigns.plan.deadlines import Deadline, Move, Wording
from campaigns.plan.hints import fields_of, taken_apart
from campaigns.plan.schema.plan import Plan
from campaigns.plan.schema.settings import Decided, Settings
from campaigns.plan.schema.work import Frequency, Operator
from campaigns.plan.stated import NotStated, Quotation
from campaigns.services.loading import load_file
from campaigns.shown.labels import LABELS, SECTIONS, label_of
from campaigns.shown.words import BY_CLASS, COMPARED
from organisation.models import User
from organisation.selectors import root_unit
from organisation.services import appoint
from organisation.states import Role, UnitKind

pytestmark = pytest.mark.django_db

LAO_CAI = Path(__file__).parents[2] / "campaigns" / "plans" / "lao-cai-2013.yaml"
PLANS = [LAO_CAI, *sorted((Path(__file__).parent / "data").glob("invented-*.yaml"))]
ABOUT = ("id", "origin", "source")  # of the plan itself; they stand with the document
IN_A_SENTENCE = {"bound", "side", "counted", "operator"}  # tested by what the sentence says
SECTION = re.compile(r'<section class="card" aria-labelledby="plan-([\w-]+)">(.*?)</section>', re.DOTALL)
OWN_WORDS = {Deadline, Move, Wording, Frequency, Quotation, Settings, Plan, Decided}
CALLED = ("what", "indicator", "name", "title", "phrase")


def records(hint: Any, found: dict[Any, None]) -> dict[Any, None]:
    """Every record and every list of codes that the schema can hold, through all fields."""
    parts = taken_apart(hint)
    found |= {type(word): None for word in parts.words}
    if get_origin(parts.main) is tuple:
        return records(get_args(parts.main)[0], found)
    if parts.argument:
        records(parts.argument, found)
    known = parts.main in found or not isinstance(parts.main, type)
    if not known and (is_dataclass(parts.main) or issubclass(parts.main, Enum)):
        found[parts.main] = None
        for field in fields_of(parts.main) if is_dataclass(parts.main) else ():
            records(field.hint, found)
    return found


SCHEMA = records(Plan, {})
CODES = [found for found in SCHEMA if issubclass(found, Enum) and found is not NotStated]


def page_of(plan: Path) -> str:
    campaign = load_file(plan).campaign
    user = User.objects.create(username="xem", full_name="Người Hư Cấu", organisation=campaign.organisation)
    appoint(user, Role.AUDITOR, root_unit(campaign.organisation_id))
    client = Client()
    client.force_login(user, backend="organisation.backends.PersonBackend")
    return client.get(reverse("campaign_plan", args=[campaign.pk])).content.decode()


def read(markup: str) -> str:
    """As it is read; an abbreviation stands in its sentence, whatever it means."""
    plain = re.sub(r"</?abbr\b[^>]*>", "", markup)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", plain)).split())


def sections(plan: Path) -> dict[str, str]:
    return {key: read(markup) for key, markup in SECTION.findall(page_of(plan))}


def leaves(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Each field with each of its plain values, as written in the file."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, key)
    else:
        yield key, " ".join(value.split())


def called(value: Any, names: dict[str, str]) -> dict[str, str]:
    """What each id of the file is called there."""
    if isinstance(value, dict):
        key = value.get("id") or value.get("code")
        words = [" ".join(value[name].split()) for name in CALLED if isinstance(value.get(name), str)]
        if key and words:
            names.setdefault(key, words[0])
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        called(inner, names)
    return names


def expected(key: str, value: str, names: dict[str, str]) -> list[str]:
    """Any of these on the page says the value."""
    if value == "not_stated":
        return [str(words) for name, words in LABELS.items() if name.rpartition(".")[2] == key] + [
            "không nêu",
            "chưa nêu",
        ]
    if value in ("true", "false"):
        return ["Có" if value == "true" else "Không"]
    if re.fullmatch(r"\d{1,2}/\d{1,2}/\d{4}", value):
        day, month, year = value.split("/")
        return [f"{int(day):02}/{int(month):02}/{year}", value]
    coded = [str(words) for (_codes, code), words in BY_CLASS.items() if code == value]
    coded += [str(label) for code, label in UnitKind.choices if code == value]
    return [*coded, *([names[value]] if value in names else []), *([] if coded else [value])]


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.stem)
def test_every_value_of_the_file_stands_in_its_section(plan):
    raw = yaml.load(plan.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    names, shown = called(raw, {}), sections(plan)
    raw["document"] |= {name: raw.pop(name) for name in ABOUT}

    lacking = [
        f"{section}: {key}: {value}"
        for section, content in raw.items()
        for key, value in leaves(content, section)
        if key not in IN_A_SENTENCE and not any(words in shown[section] for words in expected(key, value, names))
    ]

    assert lacking == []


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.stem)
def test_no_code_of_the_file_is_on_the_page(plan):
    text = " ".join(sections(plan).values())
    codes = {code.value for codes in CODES for code in codes if re.fullmatch(r"[a-z_]{3,}", code.value)} | {
        "not_stated"
    }
    raw = {found for found in re.findall(r"(?<![\w.-])[a-z_]+(?![\w.-])", text) if found in codes}

    assert (raw, re.findall(r"\d{4}-\d\d-\d\d|[<>]=?", text)) == (set(), [])


@pytest.mark.parametrize(
    "record", [one for one in SCHEMA if is_dataclass(one) and one not in OWN_WORDS], ids=lambda one: one.__name__
)
def test_every_field_of_the_schema_has_a_label(record):
    fields = {field.name for field in fields_of(record)} - {"id", "line"}

    assert all(label_of(record, name) for name in fields)


def test_every_section_of_the_schema_has_a_heading():
    assert {field.name for field in fields_of(Plan)} - {*ABOUT, "settings"} == set(SECTIONS)


def test_every_setting_of_the_schema_has_a_label():
    assert [field.name for field in fields_of(Settings) if f"setting.{field.name}" not in LABELS] == []


@pytest.mark.parametrize("codes", [one for one in CODES if one is not Operator], ids=lambda one: one.__name__)
def test_every_code_of_the_schema_has_words(codes):
    in_sentences = {"Bound", "Side", "Counted"}

    assert codes.__name__ in in_sentences or all(BY_CLASS[codes, code.value] for code in codes)


def test_every_comparison_has_words():
    assert set(COMPARED) == set(Operator)


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("targets", "Mức cần đạt trên 80 %"),
        ("targets", "Mức cần đạt đạt 100 %"),
        ("targets", "Mức cần đạt từ 80 % trở lên"),
        ("targets", "T3-10 chưa nêu tên"),
        ("reports", "Định kỳ Một lần"),
        ("reports", "Định kỳ thường xuyên theo từng thời điểm không nêu khoảng cách"),
        ("bases", "Ngày ban hành 08/05/2013"),
        ("recipients", "Gửi để Để báo cáo"),
        ("rounds", "trước ngày 10/8/2013 Chậm nhất hết thứ Sáu, 09/08/2013"),
        ("period", "Số ngày 119"),
        ("document", "Kế hoạch không nêu: Số, ký hiệu; Ngày ban hành; Địa danh; Quốc hiệu, tiêu ngữ"),
        ("settings", "Cách tính thời điểm nộp Lúc nhận được"),
        ("settings", "Khoảng cách báo cáo Hằng tháng"),
        ("settings", "Chỉ tiêu khen thưởng Không có"),
        ("settings", "Thứ tự phụ lục Tập thể Cá nhân"),
    ],
)
def test_plan_of_2013_reads_in_words(section, words):
    assert words in sections(LAO_CAI)[section]


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("rounds", "chậm nhất 10 ngày trước lễ tổng kết Đến hết 10 ngày trước Lễ tổng kết; chưa xác định ngày"),
        ("rounds", "Đổi theo Công văn số 91/BVBD-TCCB: trước 17 giờ 00 ngày 20/4/2027 Trước 17:00 thứ Ba, 20/04/2027"),
        ("duties", "Đến hết 5 ngày làm việc sau Lễ phát động: thứ Sáu, 26/03/2027"),
        ("duties", "Trước 3 ngày sau Lễ tổng kết; chưa xác định ngày"),
        ("period", "Đến hết Lễ tổng kết; chưa xác định ngày"),
        ("quotas", "Số lượng không quá 12,5 % – Số người, tập thể tham gia"),
    ],
)
def test_plan_of_a_hospital_reads_in_words(section, words):
    assert words in sections(PLANS[1])[section]


def test_contents_lead_to_every_section():
    page = page_of(LAO_CAI)

    links = re.findall(r'<li><a href="#plan-([\w-]+)">', page)
    assert links == [*SECTIONS, "settings"]
    assert [key for key in links if f'id="plan-{key}"' not in page] == []


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.stem)
def test_every_link_on_the_page_leads_somewhere(plan):
    page = page_of(plan)

    assert {ref for ref in re.findall(r'href="#([^"]+)"', page) if f'id="{ref}"' not in page} == set()
