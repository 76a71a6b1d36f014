"""The administrator's desk: what waits, what was given up, sending again, dropping, and addresses that return mail."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config import health
from nominations.desk.system.shown import EFFECTS, named, touched, why
from notifications.models import Letter, UndeliverableAddress
from notifications.services import bounces
from organisation.models import User
from tests.factories import World, make_world
from tests.nominations.desk import page, signed_in
from tests.nominations.reviewing import queries
from workflows.effects import registry
from workflows.models import OutboxEntry, Upkeep

pytestmark = pytest.mark.django_db
STATES = ["waiting", "retrying", "dead", "done", "dropped"]
TRACEBACK = (
    'Traceback (most recent call last):\n  File "/srv/vinh-danh/nominations/effects.py", line 88, in tell\n'
    "    raise ValueError(name)\nValueError: Nguyễn Văn An\n"
)


def fields(state: str, done: str = "done_at") -> dict[str, Any]:
    now = timezone.now()
    return {
        "waiting": {},
        "retrying": {"attempts": 2, "last_error": TRACEBACK},
        "dead": {"attempts": 5, "dead_at": now, "last_error": TRACEBACK},
        "done": {"attempts": 1, done: now},
        "dropped": {"attempts": 5, "dead_at": now, "dropped_at": now, "last_error": TRACEBACK},
    }[state]


def effect(state: str, **more: Any) -> OutboxEntry:
    now = timezone.now()
    given = {"act_id": uuid.uuid4(), "object_type": "a.b", "object_id": 1, "created_at": now, "available_at": now}
    return OutboxEntry.objects.create(**{"effect": "nominations.tell_unit", **given, **fields(state), **more})


def letter(world: World, state: str, **more: Any) -> Letter:
    reader, now = world.director, timezone.now()
    User.objects.filter(pk=reader.pk).update(email="giamdoc@example.vn")
    given = {"recipient": reader, "address": "old@example.vn", "created_at": now, "available_at": now}
    return Letter.objects.create(**{**given, **fields(state, "sent_at"), **more})


def keeper(world: World) -> Client:
    return signed_in(world.people["administrator"])


def stands(row: Any) -> list[Any]:
    return list(type(row).objects.filter(pk=row.pk).values_list("attempts", "last_error", "dead_at", "dropped_at")[0])


@pytest.mark.parametrize("state", STATES)
def test_tab_shows_the_effects_of_its_state_alone(state: str):
    world = make_world()
    OutboxEntry.objects.all().delete()  # of the world's own acts
    rows = {one: effect(one) for one in STATES}

    found = keeper(world).get(reverse("effects"), {"state": state}).context["rows"]

    assert [one["row"].pk for one in found] == [rows[state].pk]


@pytest.mark.parametrize("state", STATES)
def test_tab_shows_the_letters_of_its_state_alone(state: str):
    world = make_world()
    rows = {one: letter(world, one) for one in STATES}

    found = keeper(world).get(reverse("mails"), {"state": state}).context["rows"]

    assert [one["row"].pk for one in found] == [rows[state].pk]


def test_metrics_count_as_the_desk_does():
    world = make_world()
    for state, times in zip(STATES, (1, 2, 3, 1, 1), strict=True):
        for _ in range(times):
            effect(state)
            letter(world, state)
    client = keeper(world)

    desk = {
        name: [tab["count"] for tab in client.get(reverse(name)).context["tabs"][:3]] for name in ("effects", "mails")
    }

    told = {name.removeprefix("vinh_danh_"): value for name, _what, value in health.samples()}
    assert desk == {
        "effects": [told["outbox_dead"], told["outbox_failing"], told["outbox_waiting"] - told["outbox_failing"]],
        "mails": [told["letters_dead"], told["letters_failing"], told["letters_waiting"] - told["letters_failing"]],
    }


def test_error_is_told_without_anybodys_words():
    assert why(TRACEBACK) == "ValueError (nominations/effects.py:88)"


def test_error_of_the_mail_server_is_told_in_its_words():
    assert why("SMTPDataError: (554, b'not wanted')") == "SMTPDataError: (554, b'not wanted')"


def test_administrator_reads_the_address_and_not_the_letter():
    world = make_world()
    row = letter(world, "dead", subject="Tiêu đề kín", text="Nội dung kín")

    shown = page(keeper(world), reverse("mail", args=[row.pk]))

    assert ["old@example.vn" in shown, "kín" in shown] == [True, False]


@pytest.mark.parametrize("role", ["director", "office_head", "auditor", "unit_head"])
@pytest.mark.parametrize("name", ["effects", "mails", "bounces"])
def test_desk_is_missing_for_everybody_else(role: str, name: str):
    client = signed_in(make_world().people[role])

    assert [client.get(reverse(name)).status_code, client.post(reverse(name)).status_code] == [404, 404]


def test_effect_of_another_organisation_is_missing():
    world, other = make_world(), make_world()
    row = effect("dead", object_type="campaigns.campaign", object_id=other.campaign.pk)
    mine = effect("dead", object_type="campaigns.campaign", object_id=world.campaign.pk)

    found = [keeper(world).get(reverse("effect", args=[one.pk])).status_code for one in (row, mine)]

    assert found == [404, 200]


def test_letter_of_another_organisation_is_missing():
    world, other = make_world(), make_world()

    assert keeper(world).get(reverse("mail", args=[letter(other, "dead").pk])).status_code == 404


@pytest.mark.parametrize("name", ["effects", "mails", "bounces"])
def test_list_costs_the_same_for_one_row_and_for_three(name: str):
    world = make_world()
    counts = []
    for rows in (1, 2):
        for number in range(rows):
            effect("dead")
            letter(world, "dead")
            account = User.objects.exclude(pk=world.director.pk).order_by("pk")[rows + number]
            User.objects.filter(pk=account.pk).update(email=f"{account.pk}@example.vn")
            bounces.note(f"{account.pk}@example.vn", "SMTPError: x")
        client = keeper(world)
        counts.append(queries(client, reverse(name)))

    assert counts[0] == counts[1]


@pytest.mark.parametrize("name", ["effects", "mails"])
def test_older_rows_stand_on_the_next_page(name: str):
    world = make_world()
    made = [effect("dead").pk if name == "effects" else letter(world, "dead").pk for _ in range(27)]
    client = keeper(world)

    first = client.get(reverse(name)).context
    second = client.get(reverse(name) + first["older"]).context

    seen = [one["row"].pk for context in (first, second) for one in context["rows"]]
    assert (len(first["rows"]), sorted(map(str, seen))) == (25, sorted(map(str, made)))


def test_retried_effect_is_due_again_from_the_first_attempt():
    world, row = make_world(), effect("dead")

    keeper(world).post(reverse("effect", args=[row.pk]), {"deed": "retry"})

    assert stands(row) == [0, "", None, None]


def test_retry_says_who_and_what_to_the_auditors():
    world, row = make_world(), effect("dead")

    keeper(world).post(reverse("effect", args=[row.pk]), {"deed": "retry", "reason": "Đã sửa máy in"})

    deed = Upkeep.objects.get()
    assert (deed.actor, deed.deed, deed.kind, deed.object_id, deed.reason) == (
        world.people["administrator"], "retry", "nominations.tell_unit", str(row.pk), "Đã sửa máy in",
    )  # fmt: skip
    assert "Đã sửa máy in" in page(signed_in(world.auditor), reverse("trail_upkeep"))


def test_auditor_of_another_organisation_reads_none_of_it():
    world, other = make_world(), make_world()
    row = effect("dead", object_type="campaigns.campaign", object_id=world.campaign.pk)
    keeper(world).post(reverse("effect", args=[row.pk]), {"deed": "drop", "reason": "Đã làm tay"})

    assert ("Đã làm tay" in page(signed_in(other.auditor), reverse("trail_upkeep")), Upkeep.objects.count()) == (
        False,
        1,
    )


def test_all_dead_of_a_kind_are_retried_and_no_other():
    world = make_world()
    wanted, other = [effect("dead"), effect("dead")], effect("dead", effect="nominations.render")

    keeper(world).post(reverse("effects"), {"kind": "nominations.tell_unit"})

    dead = list(OutboxEntry.objects.filter(dead_at__isnull=False))
    assert (dead, Upkeep.objects.get().count) == ([other], len(wanted))


def test_drop_without_a_reason_changes_nothing():
    world, row = make_world(), effect("dead")

    keeper(world).post(reverse("effect", args=[row.pk]), {"deed": "drop", "reason": " "})

    assert (stands(row)[3], Upkeep.objects.count()) == (None, 0)


@pytest.mark.parametrize("state", ["waiting", "retrying", "dead"])
def test_dropped_effect_stays_and_says_why(state: str):
    world, row = make_world(), effect(state)

    keeper(world).post(reverse("effect", args=[row.pk]), {"deed": "drop", "reason": "Đã làm tay"})

    assert (stands(row)[3] is not None, Upkeep.objects.get().reason) == (True, "Đã làm tay")


@pytest.mark.parametrize(("seconds", "dropped"), [(60, False), (-1, True)])
def test_drop_respects_the_lease_of_a_drainer(seconds: int, dropped: bool):
    world = make_world()
    row = effect("retrying", lease_until=timezone.now() + timedelta(seconds=seconds))

    keeper(world).post(reverse("effect", args=[row.pk]), {"deed": "drop", "reason": "Đã làm tay"})

    assert (stands(row)[3] is not None, Upkeep.objects.count()) == (dropped, int(dropped))


def test_done_effect_is_neither_retried_nor_dropped():
    world, row = make_world(), effect("done")
    client, url = keeper(world), reverse("effect", args=[row.pk])

    client.post(url, {"deed": "retry"})
    client.post(url, {"deed": "drop", "reason": "Nhầm"})

    assert (stands(row), Upkeep.objects.count()) == ([1, "", None, None], 0)


def test_retried_letter_goes_to_the_present_address_without_its_doubts():
    world = make_world()
    row = letter(world, "dead", doubts=2)

    keeper(world).post(reverse("mail", args=[row.pk]), {"deed": "retry"})

    assert Letter.objects.values_list("address", "doubts", "dead_at").get() == ("giamdoc@example.vn", 0, None)


def test_letter_to_an_address_that_returns_mail_is_not_retried():
    world = make_world()
    row = letter(world, "dead")
    bounces.note("giamdoc@example.vn", "SMTPError: x")

    keeper(world).post(reverse("mail", args=[row.pk]), {"deed": "retry"})

    assert (stands(row)[2] is None, Upkeep.objects.count()) == (False, 0)


def test_upkeep_is_never_changed():
    world, row = make_world(), effect("dead")
    keeper(world).post(reverse("effect", args=[row.pk]), {"deed": "retry"})

    with pytest.raises(Exception, match="append-only"):
        Upkeep.objects.update(reason="khác")


def test_noted_bounce_stops_the_waiting_letters():
    world = make_world()
    letter(world, "waiting", address="giamdoc@example.vn")

    keeper(world).post(reverse("bounces"), {"address": "giamdoc@example.vn", "reason": "Thư báo lỗi"})

    assert (Letter.objects.get().last_error, Upkeep.objects.get().reason) == (bounces.RETURNED, "Thư báo lỗi")


def test_address_of_another_organisation_is_not_noted():
    world, other = make_world(), make_world()
    letter(other, "waiting")

    keeper(world).post(reverse("bounces"), {"address": "giamdoc@example.vn", "reason": "Thư báo lỗi"})

    assert UndeliverableAddress.objects.count() == 0


def test_administrator_confirms_an_address():
    world = make_world()
    letter(world, "done")
    bounces.note("giamdoc@example.vn", "SMTPError: x")

    keeper(world).post(reverse("bounces"), {"confirm": world.director.pk})

    assert (UndeliverableAddress.objects.count(), Upkeep.objects.get().deed) == (0, "confirm")


@pytest.mark.parametrize("name", ["notifications", "preferences"])
def test_person_is_told_that_mail_comes_back(name: str):
    world = make_world()
    letter(world, "done")
    before = page(signed_in(world.director), reverse(name))
    bounces.note("giamdoc@example.vn", "SMTPError: x")

    after = page(signed_in(world.director), reverse(name))

    assert ["bị trả lại" in shown for shown in (before, after)] == [False, True]


def test_person_confirms_the_address():
    world = make_world()
    letter(world, "done")
    bounces.note("giamdoc@example.vn", "SMTPError: x")
    client = signed_in(User.objects.get(pk=world.director.pk))

    client.post(reverse("preferences"), {"confirm_address": "yes"})

    assert UndeliverableAddress.objects.count() == 0


def test_administrator_is_told_on_the_page_of_the_account():
    world = make_world()
    letter(world, "done")
    bounces.note("giamdoc@example.vn", "SMTPError: x")

    assert "bị trả lại" in page(keeper(world), reverse("mandate", args=[world.director.pk]))


def test_every_effect_has_words() -> None:
    assert {name for name in registry if not name.startswith("serving.")} == set(EFFECTS)


@pytest.mark.parametrize(
    ("kind", "words"),
    [("nominations.tell_unit", "Báo cho đơn vị"), ("daily", "Thư tổng hợp hằng ngày"), ("gone.effect", "gone.effect")],
)
def test_kind_of_a_row_in_words(kind: str, words: str) -> None:
    assert named(kind) == words


def test_deed_without_a_kind_is_named_after_its_rows() -> None:
    assert touched(Upkeep(queue="notifications.letter")) == "Thư điện tử"
