"""The page of the one box."""

import pytest
from django.urls import reverse

from search.models import SavedSearch
from tests.factories import make_dossier, make_nomination, make_user, make_world
from tests.nominations.desk import signed_in
from tests.nominations.reviewing import queries

pytestmark = pytest.mark.django_db
URL = "/search/"


def test_page_tells_of_an_unknown_filter():
    answer = signed_in(make_world().office_reviewer).get(URL, {"q": "màu:đỏ lan"})

    assert answer.context["told"] == ["Không có bộ lọc “màu”; phần còn lại vẫn được tìm."]


@pytest.mark.parametrize(
    "typed", ["\x00", "lan\u202e", "x" * 500, '"', ":", "a:", "đơn vị:", "'='", "-", "*", "(" * 60]
)
def test_page_answers_whatever_is_typed(typed):
    assert signed_in(make_world().office_reviewer).get(URL, {"q": typed}).status_code == 200


def test_page_says_when_a_slip_was_forgiven():
    world = make_world()
    make_nomination(world, make_dossier(world), full_name="Đặng Thị Hòa")

    answer = signed_in(world.unit_officer).get(URL, {"q": "dabg"})

    assert (answer.context["slip"], [one.count for one in answer.context["found"]]) == (True, [1])


def test_count_tells_nothing_of_what_one_may_not_see():
    world = make_world()
    for unit, rows in ((0, 1), (1, 2)):
        dossier = make_dossier(world, unit)
        for _ in range(rows):
            make_nomination(world, dossier, full_name="Đặng Thị Hòa")

    counts = {who: signed_in(world.people[who]).get(URL, {"q": "dang"}).context["found"] for who in
              ("unit_officer", "unit_officer_2", "office_head", "auditor")}  # fmt: skip

    assert {who: [one.count for one in found] for who, found in counts.items()} == {
        "unit_officer": [1], "unit_officer_2": [2], "office_head": [], "auditor": [3],
    }  # fmt: skip


def test_queries_do_not_grow_with_rows():
    def of(rows: int) -> int:
        world = make_world()
        dossier = make_dossier(world)
        for _ in range(rows):
            make_nomination(world, dossier, full_name="Đặng Thị Hòa")
        return queries(signed_in(world.unit_officer), f"{URL}?q=dang")

    assert of(1) == of(3)


def test_last_searches_are_offered_again_newest_first():
    client = signed_in(make_world().office_reviewer)
    for typed in [*"abcdefghijkl", "a"]:
        client.get(URL, {"q": typed})

    assert client.get(URL).context["recent"] == [*"alkjihgfed"]


def test_search_is_kept_under_a_name_and_the_name_takes_the_next_one():
    world = make_world()
    client = signed_in(world.office_reviewer)
    for query in ("dang", "hoa"):
        client.post(reverse("search_save"), {"name": "Hằng ngày", "query": query})

    assert list(SavedSearch.objects.values_list("account", "name", "query")) == [
        (world.office_reviewer.pk, "Hằng ngày", "hoa")
    ]


def test_kept_search_of_somebody_else_is_not_there():
    world = make_world()
    other = make_user(world.organisation, "other", "Người Khác")
    kept = SavedSearch.objects.create(account=other, name="Riêng", query="dang")
    client = signed_in(world.office_reviewer)

    answer = client.post(reverse("search_remove", args=[kept.pk]))

    assert (answer.status_code, client.get(URL).context["saved"], SavedSearch.objects.count()) == (404, [], 1)


def test_no_more_are_kept_than_a_person_can_look_through():
    world = make_world()
    client = signed_in(world.office_reviewer)
    SavedSearch.objects.bulk_create(
        SavedSearch(account=world.office_reviewer, name=f"{place}", query="dang") for place in range(30)
    )

    client.post(reverse("search_save"), {"name": "một nữa", "query": "dang"})

    assert SavedSearch.objects.count() == 30


def test_box_stands_on_every_page_of_the_desk():
    assert "data-seek" in signed_in(make_world().office_reviewer).get("/campaigns/").content.decode()
