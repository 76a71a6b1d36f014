"""`manage.py erase_person`: nothing of the person is left, and every proof holds."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.test import Client

from nominations.models import Attachment, Erasure, ListImport, Nomination
from nominations.services import attachments, decisions, dossiers, erasures, imports, lists
from nominations.services import nominations as noms
from nominations.traces import MARK
from organisation.models import User
from organisation.services import appoint
from organisation.states import Role
from tests.erasing.dumping import tables_that_name
from tests.factories import World, found_eligible, make_dossier, make_nomination, make_user, make_world, put_forward
from tests.nominations.desk import pdf
from tests.nominations.sheets.books import csv
from verify_audit import main as verify
from workflows import outbox
from workflows.audit import history_of
from workflows.errors import NotAllowed, NotPermitted
from workflows.models import AuditEvent
from workflows.seals.checkpoints import known_keys
from workflows.seals.export import export
from workflows.verification import verify_everything

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

NAME = "Hoàng Thị Quỳnh Dao"
REQUEST = "Yêu cầu số 12/YC ngày 5/8/2013 (hư cấu)"


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def struck(world: World) -> Nomination:
    """Filed with a file, reviewed, put on the list, struck by the Director for a reason that names her; then signed."""
    dossier = make_dossier(world)
    subject = make_nomination(world, dossier, full_name=NAME, position="Nhân viên Hoàng Thị Quỳnh Dao")
    make_nomination(world, dossier)
    attachments.attach(dossier, subject, pdf(f"{NAME}.pdf"), kind="evidence", actor=world.unit_officer)
    dossiers.submit(dossier, actor=world.unit_head)
    found_eligible(world, dossier)
    target = put_forward(world)
    line = target.nominations.get(pk=subject.pk)
    lists.strike(target, [line], actor=world.director, reason=f"{NAME} đã chuyển công tác (hư cấu).")
    decisions.sign(target, actor=world.director)
    while outbox.drain():
        pass
    return Nomination.objects.get(pk=subject.pk)


def erase(world: World, subject: Nomination, **options: Any) -> str:
    said = StringIO()
    named = {
        "requested_by": world.office_head.username, "confirmed_by": world.administrator.username, "reason": REQUEST,
        "explanation": "Phong trào còn chạy, dòng đã bị gạch (hư cấu).", "erase": True,
    }  # fmt: skip
    call_command("erase_person", nomination=[subject.pk], stdout=said, **(named | options))
    return said.getvalue()


def test_dry_run_is_the_default_and_changes_nothing(world: World, struck: Nomination):
    said, before = StringIO(), tables_that_name(NAME)

    call_command("erase_person", nomination=[struck.pk], reason=REQUEST, stdout=said)

    assert ("Nothing was changed" in said.getvalue(), tables_that_name(NAME)) == (True, before)
    assert Erasure.objects.count() == 0


def test_dry_run_names_every_place_with_its_count(world: World, struck: Nomination):
    said = StringIO()

    call_command("erase_person", nomination=[struck.pk], reason=REQUEST, stdout=said)

    lines = [line.split() for line in said.getvalue().splitlines()]
    counted = {words[1]: words[0] for words in lines if len(words) == 2}
    assert (counted["nominations.nomination"], counted["nominations.attachment"]) == ("1", "1")


def test_name_is_left_in_no_table(world: World, struck: Nomination):
    assert tables_that_name(NAME) >= {"nominations_nomination", "workflows_contentsnapshot", "workflows_auditpayload"}

    erase(world, struck)

    assert tables_that_name(NAME) == set()


def test_file_is_gone(world: World, struck: Nomination):
    file = Attachment.objects.get(nomination=struck).file

    erase(world, struck)

    assert (file.storage.exists(file.name), Attachment.objects.filter(nomination=struck).exists()) == (False, False)


def test_file_that_brought_the_list_is_gone(world: World, struck: Nomination):
    named = csv((("Họ và tên", "Chức vụ"), (NAME, "Nhân viên")))
    other = make_dossier(world, 1)
    stays = imports.take_list(other, ContentFile(named, "a.csv"), actor=world.unit_officer_2)
    brought = ListImport.objects.create(
        dossier=struck.dossier, name=f"{NAME}.csv", content_type="text/csv", size=1, sha256="0" * 64,
        file=ContentFile(named, "a"), uploaded_at=stays.uploaded_at, uploaded_by=world.unit_officer,
    )  # fmt: skip

    erase(world, struck)

    now = ListImport.objects.get(pk=brought.pk)
    kept = [one.file.storage.exists(one.file.name) for one in (brought, stays)]
    assert (now.name, now.file.name, kept) == (MARK, "", [False, True])


def test_search_finds_nobody(world: World, struck: Nomination):
    erase(world, struck)
    client = Client()
    client.force_login(world.auditor)

    assert struck.code not in client.get("/nominations/", {"q": NAME}).content.decode()


def test_trail_says_that_it_was_erased(world: World, struck: Nomination):
    erase(world, struck)
    client = Client()
    client.force_login(world.auditor)

    page = client.get(f"/trail/nominations.nomination/{struck.pk}/").content.decode()

    assert (MARK in page, NAME in page) == (True, False)


def test_chains_hold(world: World, struck: Nomination):
    erase(world, struck)

    assert {name: tally.faults for name, tally in verify_everything().items() if tally.faults} == {}


def test_auditor_verifies_alone_and_learns_how_much_was_erased(
    world: World, struck: Nomination, tmp_path: Path, capsys: pytest.CaptureFixture
):
    erase(world, struck)
    export(tmp_path / "bundle")
    (tmp_path / "keys").write_text("".join(f"{key}\n" for key in known_keys()))

    code = verify([str(tmp_path / "bundle"), "--keys", str(tmp_path / "keys")])

    assert (code, "lời ghi và" in capsys.readouterr().out) == (0, True)


def test_other_peoples_words_stay(world: World, struck: Nomination):
    other = Nomination.objects.exclude(pk=struck.pk).get()

    erase(world, struck)

    assert Nomination.objects.get(pk=other.pk).full_name == other.full_name


def test_old_salt_is_gone(world: World, struck: Nomination):
    erase(world, struck)

    assert Nomination.objects.get(pk=struck.pk).content_salt != struck.content_salt


def test_erasure_is_an_act_of_two(world: World, struck: Nomination):
    erase(world, struck)

    events = history_of(Erasure.objects.get())
    assert [(event.verb, event.actor_id) for event in events] == [
        ("request_erasure", world.office_head.pk), ("erase", world.administrator.pk),
    ]  # fmt: skip


@pytest.mark.parametrize("confirmer", ["office_head", "director", "unit_head", "auditor"])
def test_who_may_not_confirm_is_refused(world: World, struck: Nomination, confirmer: str):
    with pytest.raises(CommandError):
        erase(world, struck, confirmed_by=world.people[confirmer].username)

    assert "nominations_nomination" in tables_that_name(NAME)


def test_two_accounts_of_one_person_are_one(world: World, struck: Nomination):
    twin = make_user(world.organisation, "twin", "Người Hư Cấu", same_person_as=world.office_head)
    grant(twin, world)

    with pytest.raises(CommandError, match="không được tự xác nhận"):
        erase(world, struck, confirmed_by="twin")


def grant(user: User, world: World) -> None:
    world.administrator.unitgrant_set.update(user=user)


def test_two_heads_of_the_office_are_not_enough(world: World, struck: Nomination):
    second = make_user(world.organisation, "second", "Người Hư Cấu Khác")
    world.office_head.unitgrant_set.model.objects.create(
        user=second, permission=world.office_head.unitgrant_set.get().permission, content_object=world.root
    )

    with pytest.raises(CommandError, match="quản trị hệ thống"):
        erase(world, struck, confirmed_by="second")


def test_reason_may_not_bring_the_name_back(world: World, struck: Nomination):
    with pytest.raises(CommandError, match="không được nêu tên"):
        erase(world, struck, reason="Theo yêu cầu của hoang thi quynh dao")


def test_running_campaign_asks_for_an_explanation(world: World, struck: Nomination):
    with pytest.raises(CommandError, match="phải giải trình"):
        erase(world, struck, explanation="")


def test_decision_in_force_is_not_erased(world: World, struck: Nomination):
    honoured = Nomination.objects.exclude(pk=struck.pk).get()

    with pytest.raises(CommandError, match="đang có hiệu lực"):
        erase(world, honoured)


def test_hold_is_respected_until_it_is_lifted(world: World, struck: Nomination):
    hold = {"by": world.office_head.username, "stdout": StringIO()}
    call_command("legal_hold", struck.pk, reason="Thanh tra (hư cấu)", **hold)
    with pytest.raises(CommandError, match="Thanh tra"):
        erase(world, struck)

    call_command("legal_hold", struck.pk, lift=True, **hold)
    erase(world, struck)

    assert tables_that_name(NAME) == set()


def test_namesake_keeps_what_is_theirs(world: World, struck: Nomination):
    dossier = make_dossier(world, 1)
    namesake = make_nomination(world, dossier, full_name=NAME)

    erase(world, struck)

    assert Nomination.objects.get(pk=namesake.pk).full_name == NAME


def test_account_without_acts_is_emptied(world: World):
    account = make_user(world.organisation, "quynh.dao", NAME, email="quynh.dao@example.vn")

    erasures.erase(
        erasures.request_erasure(erasures.person_of([], "quynh.dao"), actor=world.administrator, reason=REQUEST),
        actor=world.office_head, reason=REQUEST,
    )  # fmt: skip

    left = User.objects.get(pk=account.pk)
    assert (left.full_name, left.is_active, tables_that_name("quynh.dao")) == (MARK, False, set())


def test_what_hangs_on_the_account_goes_with_it(world: World):
    account = make_user(world.organisation, "quynh.dao", NAME)
    appoint(account, Role.PUBLISHER, world.root)
    Client().post("/sign-in/", {"username": "quynh.dao", "password": "wrong-password-123"})
    person = erasures.person_of([], "quynh.dao")

    asked = erasures.request_erasure(person, actor=world.administrator, reason=REQUEST)
    erasures.erase(asked, actor=world.office_head, reason=REQUEST)

    assert (account.unitgrant_set.count(), tables_that_name("quynh.dao")) == (0, set())


def test_account_that_acted_in_office_stays(world: World, struck: Nomination):
    person = erasures.person_of([], world.office_reviewer.username)

    with pytest.raises(NotAllowed):
        erasures.request_erasure(person, actor=world.administrator, reason=REQUEST)


def test_stranger_may_not_ask(world: World, struck: Nomination):
    person = erasures.person_of([struck.pk], "")

    with pytest.raises(NotPermitted):
        erasures.request_erasure(person, actor=world.director, reason=REQUEST)


def test_no_hashed_leaf_names_a_person(world: World, struck: Nomination):
    names = set(User.objects.values_list("full_name", flat=True)) | {NAME}
    said = " ".join(str(value) for event in AuditEvent.objects.all() for value in event.leaf().values())

    assert {name for name in names if name in said} == set()


def test_draft_can_be_asked_about_without_an_account(world: World):
    draft = make_nomination(world, make_dossier(world), full_name=NAME)
    noms.save_nomination(draft, actor=world.unit_officer, achievements=f"{NAME} làm tốt (hư cấu).")

    erase(world, draft)

    assert tables_that_name(NAME) == set()
