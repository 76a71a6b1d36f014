import threading
import time

import pytest

from workflows.doorbell import COALESCE, Doorbell


class Broker:
    """Counts messages; may be broken, or hang until it is let go."""

    def __init__(self) -> None:
        self.messages = 0
        self.broken = False
        self.heard = threading.Event()
        self.free = threading.Event()
        self.free.set()

    def publish(self) -> None:
        self.free.wait()
        self.messages += 1
        self.heard.set()
        if self.broken:
            raise ConnectionError("broker is away")


@pytest.fixture
def broker() -> Broker:
    return Broker()


def test_one_ring_is_one_message(broker: Broker) -> None:
    Doorbell(broker.publish).ring()

    assert broker.heard.wait(5)
    time.sleep(3 * COALESCE)
    assert broker.messages == 1


def test_rings_of_a_bulk_act_become_a_few_messages(broker: Broker) -> None:
    bell = Doorbell(broker.publish)
    for _ in range(20):
        bell.ring()
        time.sleep(COALESCE / 20)

    assert broker.heard.wait(5)
    time.sleep(5 * COALESCE)
    assert broker.messages < 10


def test_ring_while_a_message_is_under_way_is_not_lost(broker: Broker) -> None:
    bell = Doorbell(broker.publish)
    broker.free.clear()
    bell.ring()
    time.sleep(3 * COALESCE)
    bell.ring()
    broker.free.set()

    time.sleep(5 * COALESCE)
    assert broker.messages == 2


def test_ring_does_not_wait_for_a_silent_broker(broker: Broker) -> None:
    bell = Doorbell(broker.publish)
    broker.free.clear()

    started = time.monotonic()
    for _ in range(100):
        bell.ring()
    took = time.monotonic() - started
    broker.free.set()

    assert took < 1


def test_ring_after_a_broken_broker_is_heard(broker: Broker, caplog: pytest.LogCaptureFixture) -> None:
    bell = Doorbell(broker.publish)
    broker.broken = True
    bell.ring()
    assert broker.heard.wait(5)
    broker.heard.clear()
    broker.broken = False

    bell.ring()

    assert broker.heard.wait(5)
    assert [record.getMessage() for record in caplog.records] == [
        "the outbox's bell was not heard: ConnectionError: broker is away"
    ]
