"""Several originals in one act: the key is opened at once, the rest is done behind the page, no secret stays."""

import time
from datetime import timedelta

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents.signing.checking import Verdict
from documents.signing.faults import CertificateExpired, NoKey, WrongPassphrase
from documents.signing.form import SIGNER
from nominations.models import Original, SigningOrder
from nominations.services import decisions, signing_orders
from nominations.services.originals import ask_to_sign, bytes_of
from nominations.states import Signing
from tests.documents.authority import PASSPHRASE, key_file
from tests.factories import checked, make_world, put_forward
from tests.nominations.desk import page, seen, signed_in
from tests.nominations.originals import by_a_program, digital, key_of, now, prepared, signed
from tests.nominations.test_originals import report_of
from tests.workflows.traces import traces
from workflows import clock, work
from workflows.effects import registry
from workflows.models import OutboxEntry

pytestmark = pytest.mark.django_db

WHERE = "/originals/"
QUERIES_OF_THE_LIST, QUERIES_OF_AN_ORDER = 6, 8


@pytest.fixture
def world(tmp_path):
    found = make_world(units=3)
    with digital(found, tmp_path):
        yield found


def decided(world, count=1):
    """So many signed decisions, each with the file that its signer sees."""
    found = []
    for unit in range(count):
        checked(world, unit=unit, count=1)
        found.append(prepared(decisions.sign(put_forward(world), actor=world.director)))
    return found


def picked(*waiting):
    return [(one.pk, one.version, one.content_hash) for one in waiting]


def ordered(world, *waiting, passphrase=PASSPHRASE):
    return signing_orders.order(world.director, Signing.SIGNER, world.director.username, passphrase, picked(*waiting))


def worked_off(order):
    signing_orders.work_off(order.pk)
    return SigningOrder.objects.get(pk=order.pk)


def sent(world, *waiting, **more):
    ticks = [f"{pk}-{version}-{digest}" for pk, version, digest in picked(*waiting)]
    section = f"sign_file-{world.director.username}"
    return {"section": section, "picked": ticks, "passphrase": PASSPHRASE} | more


def test_all_that_was_picked_is_signed_in_one_act(world):
    waiting = decided(world, 2)
    order = worked_off(ordered(world, *waiting))

    assert ([now(one).state for one in waiting], order.refused, order.done) == (["signed", "signed"], [], 2)


def test_each_signature_holds(world):
    (waiting,) = decided(world)
    worked_off(ordered(world, waiting))

    assert [one.verdict for one in report_of(now(waiting)).signatures] == [Verdict.WHOLE]


def test_wrong_passphrase_orders_nothing(world):
    waiting = decided(world)

    with pytest.raises(WrongPassphrase):
        ordered(world, *waiting, passphrase="sai")
    assert SigningOrder.objects.count() == 0


def test_expired_certificate_orders_nothing(world, settings):
    waiting = decided(world)
    (settings.SIGNING_KEYS / f"{world.director.username}.p12").write_bytes(key_file(world.director.full_name))

    with pytest.raises(CertificateExpired):
        ordered(world, *waiting)
    assert SigningOrder.objects.count() == 0


def test_key_that_is_not_here_orders_nothing(world, settings):
    waiting = decided(world)
    (settings.SIGNING_KEYS / f"{world.director.username}.p12").unlink()

    with pytest.raises(NoKey):
        ordered(world, *waiting)
    assert SigningOrder.objects.count() == 0


def test_passphrase_waits_encrypted(world):
    order = ordered(world, *decided(world))

    assert (bool(order.secret), PASSPHRASE in order.secret) == (True, False)


def test_passphrase_is_wiped_when_the_work_is_over(world):
    assert worked_off(ordered(world, *decided(world))).secret == ""


def test_passphrase_that_waited_too_long_signs_nothing(world):
    (waiting,) = decided(world)
    order = ordered(world, waiting)
    old = int(time.time() - signing_orders.GOOD_FOR.total_seconds() - 5)
    secret = signing_orders._lock().encrypt_at_time(PASSPHRASE.encode(), old).decode()
    SigningOrder.objects.filter(pk=order.pk).update(secret=secret)
    order = worked_off(order)

    assert (now(waiting).state, order.secret, order.refused[0][0]) == ("prepared", "", 0)


@pytest.mark.parametrize(("late", "left"), [(timedelta(minutes=9), 0), (timedelta(minutes=11), 1)])
def test_passphrase_of_an_order_left_lying_is_wiped_after_its_time(world, late, left):
    ordered(world, *decided(world))

    with clock.moved_to(clock.now() + late):
        assert signing_orders.forget_secrets() == left


def test_passphrase_of_a_cancelled_order_is_wiped(world):
    work.cancel(ordered(world, *decided(world)))

    assert (signing_orders.forget_secrets(), SigningOrder.objects.get().secret) == (1, "")


def test_file_that_changed_is_refused_and_the_others_are_signed(world):
    first, second = decided(world, 2)
    order = ordered(world, first, second)
    Original.objects.filter(pk=first.pk).update(version=first.version + 1)
    order = worked_off(order)

    assert (now(first).state, now(second).state, [pk for pk, _why in order.refused]) == (
        "prepared", "signed", [first.pk],
    )  # fmt: skip


def test_second_worker_signs_nothing_twice(world):
    (waiting,) = decided(world)
    order = ordered(world, waiting)
    signed(world, waiting)
    before = bytes_of(now(waiting))
    order = worked_off(order)

    assert (bytes_of(now(waiting)) == before, order.refused) == (True, [])


def test_order_reaches_its_worker_by_the_outbox(world):
    (waiting,) = decided(world)
    ordered(world, waiting)
    registry["nominations.sign_originals"](OutboxEntry.objects.get(effect="nominations.sign_originals"))

    assert now(waiting).state == "signed"


def test_sent_page_orders_the_signatures(world):
    waiting = decided(world, 2)
    answer = signed_in(world.director).post(WHERE, sent(world, *waiting))
    order = SigningOrder.objects.get()

    assert (answer.url, order.originals) == (
        reverse("signing_order", args=[order.pk]), [list(one) for one in picked(*waiting)],
    )  # fmt: skip


def test_wrong_passphrase_is_told_and_the_ticks_stay(world):
    _first, second = decided(world, 2)
    answer = signed_in(world.director).post(WHERE, sent(world, second, passphrase="sai"))
    section = answer.context["sections"][0]

    assert (answer.status_code, section.form.errors["passphrase"], [tick for _one, _value, tick in section.rows]) == (
        422, ["Mật khẩu của khóa ký không đúng."], [False, True],
    )  # fmt: skip


def test_page_without_a_tick_orders_nothing(world):
    decided(world)
    answer = signed_in(world.director).post(WHERE, sent(world))

    assert (answer.status_code, SigningOrder.objects.count()) == (422, 0)


def test_tick_of_another_version_orders_nothing(world):
    (waiting,) = decided(world)
    ticks = [f"{waiting.pk}-{waiting.version + 1}-{waiting.content_hash}"]
    answer = signed_in(world.director).post(WHERE, sent(world, picked=ticks))

    assert (answer.status_code, SigningOrder.objects.count()) == (422, 0)


def test_signing_asks_again_who_signs_and_keeps_no_passphrase(world):
    waiting = decided(world)
    client = signed_in(world.director, minutes_ago=6)
    answer = client.post(WHERE, sent(world, *waiting))
    kept = client.session["waiting_form"]

    assert (answer.url, SigningOrder.objects.count(), "passphrase" in resumed_names(kept)) == (
        "/account/again/",
        0,
        False,
    )


def resumed_names(kept):
    return [name for name, _text in signing.loads(kept, salt="config.resuming")[1]]


def test_originals_wait_for_nobody_else(world):
    decided(world)

    assert signed_in(world.deputy_director).get(WHERE).context["sections"] == []


def test_order_is_shown_to_nobody_else(world):
    order = ordered(world, *decided(world))

    assert signed_in(world.records_clerk).get(reverse("signing_order", args=[order.pk])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries_for_one_and_three(world, count, django_assert_num_queries):
    decided(world, count)
    client = signed_in(world.director)

    with django_assert_num_queries(QUERIES_OF_THE_LIST):
        client.get(WHERE)


@pytest.mark.parametrize("count", [1, 3])
def test_order_takes_the_same_queries_for_one_and_three(world, count, django_assert_num_queries):
    order = ordered(world, *decided(world, count))
    client = signed_in(world.director)

    with django_assert_num_queries(QUERIES_OF_AN_ORDER):
        client.get(reverse("signing_order", args=[order.pk]))


def test_file_signed_elsewhere_is_sent_in_on_its_page(world):
    (waiting,) = decided(world)
    file = by_a_program(bytes_of(waiting), key_of(world.director.full_name), f"{SIGNER}1")
    form = seen(waiting, file=pdf_of(file))
    answer = signed_in(world.director).post(waiting.get_absolute_url(), form)

    assert (answer.status_code, now(waiting).state) == (302, "signed")


def pdf_of(content):
    return SimpleUploadedFile("da-ky.pdf", content, content_type="application/pdf")


def test_file_without_a_signature_is_refused_in_words(world):
    (waiting,) = decided(world)
    before = traces()
    form = seen(waiting, file=pdf_of(bytes_of(waiting)))
    answer = signed_in(world.director).post(waiting.get_absolute_url(), form)

    assert (answer.status_code, "chưa có thêm chữ ký số nào" in answer.content.decode(), traces() == before) == (
        422, True, True,
    )  # fmt: skip


def test_signatures_page_names_signer_and_verdict(world):
    (waiting,) = decided(world)
    signed(world, waiting)
    text = page(signed_in(world.records_clerk), f"{waiting.get_absolute_url()}signatures/")

    assert (world.director.full_name in text, "Nguyên vẹn" in text) == (True, True)


@pytest.mark.parametrize(("language", "words"), [("vi", "Nội dung đã thay đổi"), ("en", "The content has changed")])
def test_refusal_is_told_in_the_language_of_who_looks(world, language, words):
    (waiting,) = decided(world)
    order = ordered(world, waiting)
    Original.objects.filter(pk=waiting.pk).update(version=99)
    worked_off(order)

    client = signed_in(world.director)
    client.cookies["django_language"] = language
    assert words in page(client, reverse("signing_order", args=[order.pk]))


def test_asking_the_door_anew_for_its_words_leaves_nothing(world):
    (waiting,) = decided(world)
    before = traces()
    ask_to_sign(waiting, Signing.SIGNER, actor=world.director, seen=picked(waiting)[0][1:])

    assert (now(waiting).state, traces() == before) == ("prepared", True)
