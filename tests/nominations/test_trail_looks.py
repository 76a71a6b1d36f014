"""The page “Ai đã xem”, the tab of an object, and what an auditor of elsewhere sees of it: nothing."""

import pytest
from django.urls import reverse

from nominations.duties import DUTIES
from nominations.services.attachments import attach
from tests.factories import World, make_dossier, make_nomination, make_world, submitted
from tests.nominations.desk import page, pdf, seen, signed_in
from tests.nominations.machines.override import compiled_by_the_director
from tests.nominations.reviewing import first_of, received, words

pytestmark = pytest.mark.django_db


def looked(world: World) -> World:
    """The office's reviewer opened a dossier and one of its nominations."""
    dossier = received(world)
    client = signed_in(world.office_reviewer)
    client.get(reverse("review_dossier", args=[dossier.pk]))
    client.get(first_of(dossier).get_absolute_url())
    return world


def rows(world: World, url: str = "", **asked: str) -> int:
    """How many looks the page lists; the auditor's own are not counted."""
    answer = signed_in(world.auditor).get(url or reverse("trail_looks"), asked)
    return sum(row["look"].actor_id != world.auditor.pk for row in answer.context["rows"])


def test_page_lists_who_opened_what():
    world = looked(make_world())

    shown = words(page(signed_in(world.auditor), reverse("trail_looks")))

    assert (world.office_reviewer.full_name in shown, "Hồ sơ của Phòng Hư cấu 1" in shown) == (True, True)


def test_auditor_stands_in_the_log_herself():
    world = looked(make_world())
    client = signed_in(world.auditor)
    client.get(reverse("trail_looks"))

    answer = client.get(reverse("trail_looks"), {"actor": world.auditor.username})

    assert [row["object"] for row in answer.context["rows"]] == ["Trang “Ai đã xem”"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [({"kind": "nominations.dossier"}, 1), ({"how": "download"}, 0), ({"how": "read"}, 2),
     ({"until": "01/01/2001"}, 0), ({"since": "01/01/2001"}, 2), ({"actor": "nobody"}, 0),
     ({"q": "phong hu cau 1"}, 2), ({"q": "phong hu cau 2"}, 0)],
    ids=str,
)  # fmt: skip
def test_filter_narrows_the_looks(asked, expected):
    assert rows(looked(make_world()), **asked) == expected


def test_other_organisations_looks_are_not_there():
    looked(make_world())

    assert rows(make_world()) == 0


def test_tab_of_a_dossier_has_its_nominations_and_files_too():
    world = make_world()
    dossier = make_dossier(world)
    nomination = make_nomination(world, dossier)
    file = attach(dossier, nomination, pdf(), kind="evidence", actor=world.unit_officer)
    client = signed_in(world.unit_officer)
    for url in (dossier.get_absolute_url(), nomination.get_absolute_url(), reverse("attachment", args=[file.pk])):
        client.get(url)

    url = reverse("trail_object_looks", args=["nominations.dossier", dossier.pk])

    assert rows(world, url) == 3


def test_page_says_which_duty_forbade_an_act():
    world = make_world()
    consolidated = compiled_by_the_director(world)
    signed_in(world.director).post(f"/lists/{consolidated.pk}/sign/", seen(consolidated))

    shown = page(signed_in(world.auditor), f"{reverse('trail_looks')}?how=refused")

    assert f"Phê duyệt và ký quyết định: {DUTIES['created_by']}" in shown


def test_refused_object_keeps_its_name():
    hidden, world = submitted(make_world()), make_world()
    signed_in(world.unit_officer).get(hidden.get_absolute_url())

    answer = signed_in(world.auditor).get(reverse("trail_looks"), {"how": "refused"})

    assert [(row["object"], row["label"]) for row in answer.context["rows"]] == [(f"hồ sơ đề nghị {hidden.pk}", "")]


@pytest.mark.parametrize("name", ["trail_looks", "trail_bundle"])
def test_page_is_missing_for_those_who_are_no_auditors(name):
    world = make_world()

    assert signed_in(world.director).get(reverse(name)).status_code == 404
