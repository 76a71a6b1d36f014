"""The bundle at one press: who may have it, what is in it, what its check said, and how long it is kept."""

import io
import subprocess
import sys
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tests.factories import World, make_world, signed
from tests.nominations.desk import page, signed_in
from workflows import clock, work
from workflows.models import Access, Bundle, OutboxEntry
from workflows.seals import bundles
from workflows.work import StillWorking

pytestmark = pytest.mark.django_db


def ordered(world: World) -> HttpResponse:
    return signed_in(world.auditor).post(reverse("trail_bundle"))


def packed(world: World) -> Bundle:
    ordered(world)
    bundles.pack_bundle(OutboxEntry.objects.get(effect="workflows.pack_bundle"))
    return Bundle.objects.get()


def address(made: Bundle, name: str = "trail_bundle_made") -> str:
    return reverse(name, args=[made.pk])


def unzipped(answer: Any) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(answer.getvalue()))


def test_order_goes_to_its_page_and_is_packed_later():
    world = make_world()

    answer = ordered(world)

    made = Bundle.objects.get()
    waiting = OutboxEntry.objects.filter(effect="workflows.pack_bundle", object_id=made.pk).count()
    assert (answer["Location"], made.done_at, waiting) == (address(made), None, 1)


def test_second_press_is_the_same_order():
    world = make_world()

    ordered(world)
    ordered(world)

    assert Bundle.objects.count() == 1


def test_page_says_that_it_is_being_packed():
    world = make_world()
    ordered(world)

    assert "đóng gói" in page(signed_in(world.auditor), address(Bundle.objects.get()))


def test_packed_trail_is_whole_and_shows_the_checkpoint_to_keep():
    world = make_world()
    signed(world)
    made = packed(world)

    shown = page(signed_in(world.auditor), address(made))

    assert (made.exit_code, "Nguyên vẹn" in shown, made.checkpoint.note in shown) == (
        0,
        True,
        True,
    )


def test_zip_holds_all_that_the_auditor_needs():
    world = make_world()
    signed(world)
    made = packed(world)

    archive = unzipped(signed_in(world.auditor).get(address(made, "trail_bundle_file")))

    beside = {"verify_audit.py", "DOC-TRUOC-README.txt", "keys.txt", "report.txt", "checkpoint.note"}
    names = set(archive.namelist())
    assert (beside <= names, "trail/manifest.json" in names, archive.testzip()) == (True, True, None)


def test_zip_is_verified_by_its_own_program(tmp_path: Path):
    world = make_world()
    signed(world)
    unzipped(signed_in(world.auditor).get(address(packed(world), "trail_bundle_file"))).extractall(tmp_path)

    asked = ["verify_audit.py", "trail", "--keys", "keys.txt", "--held", "checkpoint.note"]
    command = [sys.executable, "-I", "-S", *asked]

    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 0


def test_checkpoint_is_a_file_too():
    world = make_world()
    signed(world)
    made = packed(world)

    answer = signed_in(world.auditor).get(address(made, "trail_bundle_checkpoint"))

    assert answer.content.decode() == made.checkpoint.note


def test_site_without_a_key_says_that_nobody_outside_can_check(settings):
    settings.SEAL_KEY = ""
    world = make_world()
    signed(world)
    made = packed(world)

    shown = page(signed_in(world.auditor), address(made))

    assert (made.exit_code == 0, "Chưa có bản đối chiếu" in shown) == (False, True)


def test_auditor_of_one_organisation_of_two_gets_none():
    world, _other = make_world(), make_world()
    client = signed_in(world.auditor)

    shown = page(client, reverse("trail_bundle"))

    assert ("mọi cơ quan" in shown, client.post(reverse("trail_bundle")).status_code) == (True, 404)


@pytest.mark.parametrize("name", ["trail_bundle_made", "trail_bundle_file", "trail_bundle_checkpoint"])
def test_bundle_is_closed_once_there_is_another_organisation(name: str):
    world = make_world()
    signed(world)
    made = packed(world)
    make_world()

    assert signed_in(world.auditor).get(address(made, name)).status_code == 404


@pytest.mark.parametrize("role", ["director", "office_head", "administrator", "unit_head"])
def test_bundle_is_missing_for_everybody_else(role: str):
    world = make_world()
    client = signed_in(world.people[role])

    answers = [getattr(client, method)(reverse("trail_bundle")).status_code for method in ("get", "post")]
    assert answers == [404, 404]


def test_download_is_an_export_in_the_access_log():
    world = make_world()
    made = packed(world)

    signed_in(world.auditor).get(address(made, "trail_bundle_file"))

    row = Access.objects.get(how="export")
    assert (row.actor, row.route, row.detail) == (world.auditor, "trail_bundle_file", str(made.pk))


def test_second_worker_is_turned_away_while_one_packs():
    world = make_world()
    ordered(world)
    Bundle.objects.update(started_at=clock.now())

    with pytest.raises(StillWorking):
        bundles.pack_bundle(OutboxEntry.objects.get(effect="workflows.pack_bundle"))


def test_entry_that_runs_again_packs_nothing_anew():
    made = packed(make_world())

    bundles.pack_bundle(OutboxEntry.objects.get(effect="workflows.pack_bundle"))

    assert Bundle.objects.get().sha256 == made.sha256


def test_packing_that_failed_is_told_on_the_page(settings):
    world = make_world()
    ordered(world)
    settings.WORKFLOWS_EVIDENCE = "nowhere.evidence"

    with pytest.raises(ModuleNotFoundError):
        bundles.pack_bundle(OutboxEntry.objects.get(effect="workflows.pack_bundle"))

    assert "chưa thành" in page(signed_in(world.auditor), address(Bundle.objects.get()))


def test_file_is_gone_after_a_day_and_the_verdict_stays():
    world = make_world()
    made = packed(world)

    with clock.moved_to(clock.now() + timedelta(days=1, minutes=1)):
        bundles.forget_old()

    left = Bundle.objects.get()
    gone = signed_in(world.auditor).get(address(made, "trail_bundle_file")).status_code
    assert (left.file.name, left.sha256, gone) == ("", made.sha256, 404)


def test_page_shows_how_far_the_packing_is():
    world = make_world()
    ordered(world)
    made = work.take_up(Bundle, Bundle.objects.get().pk, total=4)
    work.advance(made, 2)

    shown = page(signed_in(world.auditor), address(made))

    bar = '<progress value="2" max="4" aria-label="Đóng thành tệp ZIP">'
    assert (bar in shown, 'hx-trigger="every 3s"' in shown, '<meta http-equiv="refresh"' in shown) == (True, True, True)


def test_cancelled_order_is_not_packed_and_its_page_asks_no_more():
    world = make_world()
    ordered(world)
    made = Bundle.objects.get()

    signed_in(world.auditor).post(address(made))
    bundles.pack_bundle(OutboxEntry.objects.get(effect="workflows.pack_bundle"))

    shown = page(signed_in(world.auditor), address(made))
    assert (Bundle.objects.get().done_at, "Đã hủy" in shown, "every 3s" in shown) == (None, True, False)


def test_new_order_after_a_cancelled_one_is_another():
    world = make_world()
    ordered(world)
    work.cancel(Bundle.objects.get())

    ordered(world)

    assert Bundle.objects.count() == 2


def test_packing_cancelled_after_the_export_goes_no_further(monkeypatch: pytest.MonkeyPatch):
    world = make_world()
    ordered(world)
    export = bundles.export
    monkeypatch.setattr(bundles, "export", lambda folder: (export(folder), work.cancel(Bundle.objects.get())))

    bundles.pack_bundle(OutboxEntry.objects.get(effect="workflows.pack_bundle"))

    left = Bundle.objects.get()
    assert (left.done, left.file.name, left.exit_code) == (0, "", None)


def test_bundle_is_cancelled_by_nobody_else():
    world = make_world()
    ordered(world)

    answer = signed_in(world.director).post(address(Bundle.objects.get()))

    assert (answer.status_code, Bundle.objects.get().cancelled_at) == (404, None)
