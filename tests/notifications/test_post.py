"""Letters against a mail server that behaves as mail servers do: never none, at most one extra copy."""

import socket
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from notifications.models import Letter, UndeliverableAddress
from notifications.services import bounces, post
from tests.notifications import mail_server as deeds
from tests.notifications.mail_server import MailServer, mail_server
from tests.notifications.telling import make_due, make_person, tell

pytestmark = pytest.mark.django_db(transaction=True)


def backend(port: int) -> Any:
    return override_settings(
        EMAIL_BACKEND="notifications.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=port, EMAIL_TIMEOUT=1
    )


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def after(*script: str, rounds: int, told: Callable = lambda: tell([make_person("an")])) -> tuple[MailServer, Letter]:
    """One letter, and so many rounds of the post with everything due."""
    told()
    with mail_server(*script) as server, backend(server.port):
        for _ in range(rounds):
            make_due()
            post.deliver()
    return server, Letter.objects.get()


def fate(letter: Letter) -> str:
    return "sent" if letter.sent_at else "dead" if letter.dead_at else "waits"


def test_letter_is_sent_once():
    server, letter = after(deeds.ACCEPT, rounds=3)

    assert (fate(letter), server.message_ids) == ("sent", [f"<{letter.pk}@localhost>"])


def test_letter_is_kept_as_sent():
    server, letter = after(deeds.ACCEPT, rounds=1)

    text = server.taken[0].get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert (letter.subject, letter.text) == ("Hồ sơ 12 bị trả lại", text)


def test_letter_cut_after_its_end_is_sent_once_more_under_its_id():
    server, letter = after(deeds.CUT_AFTER_DATA, deeds.ACCEPT, rounds=4)

    assert (fate(letter), server.message_ids) == ("sent", [f"<{letter.pk}@localhost>"] * 2)


def test_letter_cut_after_its_end_twice_is_left_to_a_person():
    server, letter = after(deeds.CUT_AFTER_DATA, rounds=5)

    assert (fate(letter), len(server.taken), letter.last_error) == ("dead", 2, post.UNCERTAIN)


def test_silent_server_leaves_a_doubt():
    server, letter = after(deeds.HANG, deeds.ACCEPT, rounds=4)

    assert (fate(letter), len(server.taken)) == ("sent", 2)


def test_line_cut_before_the_letter_leaves_no_doubt():
    server, letter = after(*[deeds.CUT_BEFORE_DATA] * 4, deeds.ACCEPT, rounds=5)

    assert (fate(letter), len(server.taken), letter.attempts) == ("sent", 1, 5)


def test_busy_server_is_tried_again():
    server, letter = after(*[deeds.BUSY] * 3, deeds.ACCEPT, rounds=4)

    assert (fate(letter), len(server.taken), letter.attempts) == ("sent", 1, 4)


def test_busy_server_is_left_in_peace_for_a_while():
    server, letter = after(deeds.BUSY, rounds=1)
    with backend(server.port):
        assert post.deliver() == 0

    assert (letter.attempts, letter.doubts) == (1, 0)


def test_server_busy_for_ever_ends_the_letter():
    server, letter = after(deeds.BUSY, rounds=len(post.PATIENCE) + 3)

    assert (fate(letter), len(server.taken), letter.attempts) == ("dead", 0, len(post.PATIENCE) + 1)


def test_refused_letter_is_not_sent_again():
    _server, letter = after(deeds.REFUSED, rounds=3)

    assert (fate(letter), letter.attempts, UndeliverableAddress.objects.count()) == ("dead", 1, 0)


def test_unknown_mailbox_is_noted_against_its_address():
    after(deeds.NO_SUCH_ADDRESS, rounds=2)

    assert [found.address for found in UndeliverableAddress.objects.all()] == ["an@example.vn"]


def test_noted_address_gets_no_more_letters():
    person = make_person("an")
    UndeliverableAddress.objects.create(address=person.email, reason="550", noted_at=person.date_joined)

    tell([person])

    assert (Letter.objects.count(), person.messages.count()) == (0, 1)


def test_server_away_for_long_costs_no_attempt():
    tell([make_person("an")])
    with backend(closed_port()):
        for _ in range(60):
            make_due()
            post.deliver()

    letter = Letter.objects.get()
    assert (fate(letter), letter.attempts, letter.doubts) == ("waits", 0, 0)


def test_silent_server_is_asked_by_one_letter_a_while():
    tell([make_person(f"nguoi{place}") for place in range(2 * post.BATCH)])
    with mail_server(deeds.HANG) as server, backend(server.port):
        make_due()
        tried = post.deliver(), post.deliver()

    assert (tried, len(server.taken)) == ((post.BATCH, 0), 1)
    assert sorted(Letter.objects.values_list("attempts", flat=True)) == [0] * (2 * post.BATCH - 1) + [1]


def test_server_away_is_asked_by_one_letter_a_while():
    tell([make_person(f"nguoi{place}") for place in range(2 * post.BATCH)])
    with backend(closed_port()):
        make_due()
        assert (post.deliver(), post.deliver()) == (post.BATCH, 0)


def test_slow_server_gets_one_letter_a_turn(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(post, "LONGEST", 0)
    tell([make_person(f"nguoi{place}") for place in range(3)])
    with mail_server(deeds.ACCEPT) as server, backend(server.port):
        make_due()
        taken = [(post.deliver(), len(server.taken))[1] for _ in range(3)]

    assert taken == [1, 2, 3]


def test_letters_after_a_silence_are_sent_when_the_server_is_back():
    tell([make_person(f"nguoi{place}") for place in range(2 * post.BATCH)])
    with mail_server(deeds.HANG, deeds.ACCEPT) as server, backend(server.port):
        for _ in range(4):
            make_due()
            post.deliver()

    assert {fate(letter) for letter in Letter.objects.all()} == {"sent"}
    assert len(server.taken) == 2 * post.BATCH + 1


def test_letter_is_sent_when_its_server_is_back():
    tell([make_person("an")])
    with backend(closed_port()):
        make_due()
        post.deliver()
    with mail_server(deeds.ACCEPT) as server, backend(server.port):
        make_due()
        post.deliver()

    assert len(server.taken) == 1


def test_refused_letter_does_not_hold_up_the_next():
    def told() -> None:
        tell([make_person("an"), make_person("binh"), make_person("chi")])

    told()
    with mail_server(deeds.ACCEPT, deeds.REFUSED, deeds.ACCEPT) as server, backend(server.port):
        make_due()
        post.deliver()

    assert sorted(map(fate, Letter.objects.all())) == ["dead", "sent", "sent"]
    assert len(server.taken) == 2


def test_cut_line_is_opened_again_for_the_next_letter():
    tell([make_person("an"), make_person("binh")])
    with mail_server(deeds.CUT_AFTER_DATA, deeds.ACCEPT) as server, backend(server.port):
        make_due()
        post.deliver()

    assert sorted(map(fate, Letter.objects.all())) == ["sent", "waits"]
    assert len(server.taken) == 2


def test_sender_that_died_with_the_letter_in_hand_is_a_doubt():
    tell([make_person("an")])
    Letter.objects.update(attempts=2, doubts=2)  # two senders were killed before they could say what happened
    with mail_server(deeds.ACCEPT) as server, backend(server.port):
        make_due()
        post.deliver()

    assert (fate(Letter.objects.get()), server.taken) == ("dead", [])


@pytest.mark.parametrize(
    "address", ["an@example.vn\nBcc: all@example.vn", "an@", "<an>", "an@example.vn, b@example.vn"]
)
def test_address_that_is_none_reaches_no_server(address: str):
    server, letter = after(deeds.ACCEPT, rounds=1, told=lambda: tell([make_person("an", address)]))

    assert (fate(letter), server.taken) == ("dead", [])


def test_line_break_in_a_title_reaches_no_header():
    server, letter = after(
        deeds.ACCEPT, rounds=1, told=lambda: tell([make_person("an")], title=lambda: "Hồ sơ\nBcc: all@example.vn")
    )

    assert [message["Bcc"] for message in server.taken] == [None] * len(server.taken)
    assert fate(letter) == "sent"


def test_deliver_inside_a_transaction_is_refused():
    tell([make_person("an")])

    with transaction.atomic(), pytest.raises(RuntimeError):
        post.deliver()


def test_first_letters_of_all_acts_leave_before_second_ones():
    many = [make_person(f"nguoi{place}") for place in range(5)]
    tell(many)
    tell([make_person("mot")])
    with mail_server(deeds.ACCEPT) as server, backend(server.port):
        make_due()
        post.deliver(limit=2)

    assert {message["To"] for message in server.taken} == {"nguoi0@example.vn", "mot@example.vn"}


def test_mails_of_one_thread_refer_to_one_root():
    person = make_person("an")
    for _ in range(2):
        tell([person], thread="nominations.dossier/12")
    tell([person], thread="nominations.dossier/13")
    with mail_server(deeds.ACCEPT) as server, backend(server.port):
        make_due()
        post.deliver()

    roots = [message["References"] for message in server.taken]
    assert (roots[0] == roots[1], roots[1] == roots[2], len(roots)) == (True, False, 3)


def test_refused_recipient_stops_what_else_waits_for_the_address():
    person = make_person("an")
    tell([person])
    tell([person])
    with mail_server(deeds.NO_SUCH_ADDRESS, deeds.ACCEPT) as server, backend(server.port):
        make_due()
        post.deliver(limit=1)
        make_due()
        post.deliver()
        told = list(Letter.objects.order_by("attempts"))

    assert ([fate(letter) for letter in told], told[0].last_error, server.taken) == (
        ["dead", "dead"], bounces.RETURNED, [],
    )  # fmt: skip
    assert person.messages.count() == 2


def test_confirmed_address_gets_letters_again():
    person = make_person("an")
    after(deeds.NO_SUCH_ADDRESS, rounds=1, told=lambda: tell([person]))
    bounces.confirm(person, actor=person)

    tell([person])
    with mail_server(deeds.ACCEPT) as server, backend(server.port):
        make_due()
        post.deliver()

    assert len(server.taken) == 1


def test_changed_address_gets_letters_again():
    person = make_person("an")
    after(deeds.NO_SUCH_ADDRESS, rounds=1, told=lambda: tell([person]))
    type(person).objects.update(email="new@example.vn")

    tell([person])

    assert Letter.objects.get(dead_at=None).address == "new@example.vn"
