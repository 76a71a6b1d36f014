"""Webhooks: made by a person, told of what the person's own feed shows, in order, again until it is taken."""

import base64
import json
import re
from datetime import timedelta
from io import StringIO
from itertools import chain

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from api.delivering import turns
from api.delivering.signing import signature_of
from api.models import Attempt, Webhook
from api.services.webhooks import forget_old, key_of, make_webhook, tell_again, turn_off, turn_on
from api.states import Trouble
from api.tasks import deliver_webhooks
from nominations.services import dossiers
from tests.api.asking import Program
from tests.api.receiving import receiving
from tests.factories import make_world, submitted
from tests.nominations.desk import page, signed_in
from workflows.seals.sequencer import sequence

pytestmark = pytest.mark.django_db

PAGE = "/account/webhooks/"
ASKED = {"name": "Phần mềm nhân sự", "url": "https://phanmem.example.vn/nhan", "kinds": ["dossiers"], "verbs": "submit"}
SECRET = re.compile(r"whsec_[\w+/]{43}=")


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def receiver(tmp_path, settings):
    with receiving(tmp_path, settings) as server:
        yield server


@pytest.fixture
def told_of(world, receiver):
    """A webhook of the office, and what was said to it."""
    webhook, _secret = make_webhook(world.office_reviewer, name="Hư cấu", url=receiver.url(), kinds=[], verbs=[])
    return webhook


def as_now(webhook):
    return Webhook.objects.get(pk=webhook.pk)


def said(receiver):
    """The bodies of the calls."""
    return [json.loads(body) for _path, _headers, body in receiver.calls]


def happened(world, **more):
    dossier = submitted(world, **more)
    sequence()
    return dossier


def due(webhook):
    Webhook.objects.filter(pk=webhook.pk).update(due_at=Now())


def test_webhook_is_told_what_the_feed_shows(world, receiver, told_of):
    happened(world)

    deliver_webhooks()

    feed = Program(world.office_reviewer).get("/changes").json()
    ((told),) = said(receiver)
    assert (told["type"], told["data"]["items"], len(feed["items"]) > 1) == ("changes", feed["items"], True)


def test_webhook_is_not_told_what_its_account_may_not_see(world, receiver):
    far = make_world()
    sequence()
    make_webhook(far.office_reviewer, name="Hư cấu", url=receiver.url(), kinds=[], verbs=[])
    happened(world)

    deliver_webhooks()

    assert receiver.calls == []


def test_webhook_is_told_from_the_moment_it_was_made(world, receiver):
    happened(world)
    make_webhook(world.office_reviewer, name="Hư cấu", url=receiver.url(), kinds=[], verbs=[])

    deliver_webhooks()

    assert receiver.calls == []


def test_webhook_goes_on_from_where_it_stands(world, receiver, told_of):
    dossier = happened(world)
    deliver_webhooks()
    dossiers.receive(dossier, actor=world.office_reviewer)
    sequence()

    deliver_webhooks()

    first, second = said(receiver)
    assert {one["verb"] for one in second["data"]["items"]} == {"receive"}
    assert second["data"]["items"][0]["sequence"] > first["data"]["items"][-1]["sequence"]


def test_only_wanted_kinds_and_verbs_are_told(world, receiver):
    made = {"name": "Hư cấu", "url": receiver.url(), "kinds": ["dossiers"], "verbs": ["receive"]}
    webhook, _secret = make_webhook(world.office_reviewer, **made)
    dossier = happened(world)
    dossiers.receive(dossier, actor=world.office_reviewer)
    sequence()

    deliver_webhooks()

    ((told),) = said(receiver)
    assert [(one["kind"], one["id"], one["verb"]) for one in told["data"]["items"]] == [
        ("dossiers", dossier.pk, "receive")
    ]
    assert as_now(webhook).position == told["data"]["next"]


def test_many_events_go_in_calls_of_a_few(world, receiver, told_of, monkeypatch):
    monkeypatch.setattr(turns, "MOST", 2)
    happened(world, count=4)

    deliver_webhooks()

    feed = Program(world.office_reviewer).get("/changes").json()["items"]
    told = [one["data"]["items"] for one in said(receiver)]
    assert ([len(items) for items in told], [*chain(*told)]) == ([2, 2, 2, 1], feed)  # two of them of the campaign


def test_call_is_signed_with_the_secret_that_was_shown(world, receiver):
    made = {"name": "Hư cấu", "url": receiver.url(), "kinds": [], "verbs": []}
    _webhook, secret = make_webhook(world.office_reviewer, **made)
    happened(world)

    deliver_webhooks()

    ((_path, headers, body),) = receiver.calls
    key, at = base64.b64decode(secret.removeprefix("whsec_")), int(headers["webhook-timestamp"])
    assert headers["webhook-signature"] == signature_of(key, headers["webhook-id"], at, body)


def test_call_is_in_the_log(world, receiver, told_of):
    happened(world)

    deliver_webhooks()

    call, now = Attempt.objects.get(), as_now(told_of)
    assert (call.status, call.trouble, call.answer, call.after, call.until) == (200, "", "da nhan", 0, now.position)


def test_call_in_vain_is_made_again_under_the_same_id(world, receiver, told_of):
    happened(world)
    receiver.status = 500
    deliver_webhooks()
    failed = as_now(told_of)
    receiver.status = 200
    due(told_of)

    deliver_webhooks()

    first, second = receiver.calls
    assert (first[1]["webhook-id"], said(receiver)[0]["data"]) == (second[1]["webhook-id"], said(receiver)[1]["data"])
    assert (failed.attempts, failed.position, as_now(told_of).attempts, as_now(told_of).failing_since) == (
        1,
        0,
        0,
        None,
    )


def test_call_in_vain_waits(world, receiver, told_of):
    happened(world)
    receiver.status = 500
    deliver_webhooks()

    deliver_webhooks()

    assert (len(receiver.calls), Attempt.objects.get().trouble) == (1, Trouble.REFUSED)


def test_redirect_counts_as_in_vain(world, receiver, told_of):
    happened(world)
    receiver.status, receiver.headers = 302, {"Location": receiver.url("/noi-khac")}

    deliver_webhooks()

    assert (len(receiver.calls), as_now(told_of).attempts) == (1, 1)


def test_webhook_that_fails_for_days_is_off(world, receiver, told_of):
    happened(world)
    receiver.status = 500
    Webhook.objects.update(failing_since=timezone.now() - turns.LONGEST, attempts=30)

    deliver_webhooks()

    browser = signed_in(world.office_reviewer)
    assert as_now(told_of).off_at is not None
    assert "Hệ thống đã tắt webhook này" in page(browser, f"{PAGE}{told_of.pk}/")


def test_receiver_that_is_gone_is_off_at_once(world, receiver, told_of):
    happened(world)
    receiver.status = 410

    deliver_webhooks()

    assert as_now(told_of).off_at is not None


def test_webhook_that_is_off_is_told_once_it_is_on(world, receiver, told_of):
    turn_off(told_of)
    happened(world)
    deliver_webhooks()
    meanwhile = len(receiver.calls)
    turn_on(told_of)

    deliver_webhooks()

    assert (meanwhile, len(receiver.calls)) == (0, 1)


def test_account_that_is_off_is_told_nothing(world, receiver, told_of):
    happened(world)
    world.office_reviewer.is_active = False
    world.office_reviewer.save()

    deliver_webhooks()

    assert (receiver.calls, as_now(told_of).position) == ([], 0)


def test_role_that_asks_for_a_second_factor_is_told_nothing_without(world, receiver, told_of, settings):
    settings.SECOND_FACTOR_ROLES = ["office_reviewer"]
    happened(world)

    deliver_webhooks()

    assert (receiver.calls, Attempt.objects.get().trouble) == ([], Trouble.FACTOR)


def test_secret_outlives_the_key_that_sealed_it(told_of, settings):
    key = key_of(told_of)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]

    assert key_of(told_of) == key


def test_secret_that_no_key_opens_is_told(world, receiver, told_of, settings):
    happened(world)
    settings.SECRET_KEY = "another"

    deliver_webhooks()

    assert (receiver.calls, Attempt.objects.get().trouble) == ([], Trouble.SECRET)


def test_webhook_that_another_worker_tells_is_left_alone(world, receiver, told_of):
    happened(world)
    Webhook.objects.update(lease_until=timezone.now() + timedelta(minutes=1))

    deliver_webhooks()

    assert receiver.calls == []


def test_webhook_set_back_during_a_call_stays_there(world, receiver, told_of):
    happened(world)
    claimed = as_now(told_of)
    Webhook.objects.update(position=1)

    turns._advance(claimed, 5)

    assert as_now(told_of).position == 1


def test_again_sends_everything_from_there_on(world, receiver, told_of):
    happened(world)
    deliver_webhooks()
    browser = signed_in(world.office_reviewer)

    browser.post(f"{PAGE}{told_of.pk}/", {"deed": "again", "call": Attempt.objects.get().pk})
    deliver_webhooks()

    first, second = said(receiver)
    assert first["data"] == second["data"]


def test_old_calls_are_forgotten(world, receiver, told_of):
    happened(world)
    deliver_webhooks()
    kept = forget_old()
    Attempt.objects.update(at=timezone.now() - timedelta(days=31))

    assert (kept, forget_old(), Attempt.objects.count()) == (0, 1, 0)


@pytest.mark.parametrize("count", [1, 3])
def test_call_costs_the_same_however_many_events_it_tells(world, receiver, told_of, count):
    happened(world, count=count)
    tell_again(told_of, 0)

    with CaptureQueriesContext(connection) as queries:
        turns.deliver()

    assert (len(said(receiver)[0]["data"]["items"]), len(queries)) == (count + 3, 13)


def test_making_one_shows_its_secret_once(world):
    browser = signed_in(world.unit_officer)

    (secret,) = SECRET.findall(browser.post(PAGE, ASKED).content.decode())

    made = Webhook.objects.get()
    assert base64.b64decode(secret.removeprefix("whsec_")) == key_of(made)
    assert (SECRET.findall(page(browser, PAGE)), secret in str(Webhook.objects.values())) == ([], False)
    assert (made.account, made.kinds, made.verbs) == (world.unit_officer, ["dossiers"], ["submit"])


def test_making_one_asks_again_who_one_is(world):
    answer = signed_in(world.unit_officer, minutes_ago=6).post(PAGE, ASKED)

    assert (answer.status_code, answer.url, Webhook.objects.count()) == (302, reverse("account_reauthenticate"), 0)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("url", "http://phanmem.example.vn/", "phải bắt đầu bằng https://"),
        ("url", "https://10.0.0.1/", "địa chỉ nội bộ"),
        ("verbs", "submit khong_co", "Không có thao tác: khong_co"),
    ],
)
def test_form_that_can_not_be_is_told_and_kept(world, name, value, words):
    text = signed_in(world.unit_officer).post(PAGE, ASKED | {name: value}).content.decode()

    assert (words in text, f'value="{value}"' in text, Webhook.objects.count()) == (True, True, 0)


def test_more_than_enough_are_refused(world):
    for _ in range(10):
        make_webhook(world.unit_officer, name="Hư cấu", url=ASKED["url"], kinds=[], verbs=[])

    text = signed_in(world.unit_officer).post(PAGE, ASKED).content.decode()

    assert ("Đã có 10 webhook đang bật" in text, Webhook.objects.count()) == (True, 10)


def test_webhook_is_turned_off_and_on(world, told_of):
    browser, url = signed_in(world.office_reviewer), f"{PAGE}{told_of.pk}/"
    browser.post(url, {"deed": "off"})
    off = as_now(told_of).off_at

    browser.post(url, {"deed": "on"})

    assert (off is not None, as_now(told_of).off_at) == (True, None)


@pytest.mark.parametrize("method", ["get", "post"])
def test_webhook_of_another_person_is_missing(world, told_of, method):
    browser = signed_in(world.unit_head)

    answer = getattr(browser, method)(f"{PAGE}{told_of.pk}/", {"deed": "off"})

    assert (answer.status_code, as_now(told_of).off_at) == (404, None)


def test_call_of_another_webhook_is_no_place_to_begin(world, receiver, told_of):
    happened(world)
    deliver_webhooks()
    other, _secret = make_webhook(world.office_reviewer, name="Hư cấu", url=receiver.url(), kinds=[], verbs=[])

    answer = signed_in(world.office_reviewer).post(
        f"{PAGE}{other.pk}/", {"deed": "again", "call": Attempt.objects.get().pk}
    )

    assert (answer.status_code, as_now(other).position > 0) == (404, True)


@pytest.mark.parametrize("count", [1, 3])
def test_log_is_read_with_the_same_questions(world, told_of, count):
    for _ in range(count):
        turns._keep(told_of, turns.Batch([], 0), turns.Outcome(500, Trouble.REFUSED, "lỗi"), 5)
    browser = signed_in(world.office_reviewer)

    with CaptureQueriesContext(connection) as queries:
        text = page(browser, f"{PAGE}{told_of.pk}/")

    assert (text.count("Gửi lại từ đây"), len(queries)) == (count, 7)


def on_the_machine(*arguments, **options):
    out = StringIO()
    call_command("webhook", *arguments, stdout=out, **options)
    return out.getvalue().strip()


def test_webhook_is_made_and_ended_on_the_machine(world):
    told = on_the_machine(world.office_reviewer.username, name="Cổng dữ liệu", url=ASKED["url"], kind=["dossiers"])
    made = Webhook.objects.get()
    on_the_machine(off=made.pk)

    assert told == f"{made.pk} whsec_{base64.b64encode(key_of(made)).decode()}"
    assert (made.account, made.kinds, as_now(made).off_at is None) == (world.office_reviewer, ["dossiers"], False)


@pytest.mark.parametrize(
    "wrong", [{"url": "http://x.vn"}, {"kind": ["khong-co"]}, {"verb": ["khong_co"]}, {"name": ""}]
)
def test_command_that_can_not_be_is_refused(world, wrong):
    with pytest.raises(CommandError):
        on_the_machine(world.office_reviewer.username, **({"name": "Cổng dữ liệu", "url": ASKED["url"]} | wrong))
