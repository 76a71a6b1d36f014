"""Real processes, killed with -9 and started again, as systemd would."""

import contextlib
import os
import signal
import socket
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

POLL = 0.1


@dataclass
class Process:
    """One process of the site in a session of its own; `port` is where it answers, if anywhere."""

    name: str
    kind: str
    command: Sequence[str]
    log: Path
    port: int = 0
    running: subprocess.Popen | None = field(default=None, repr=False)
    started_at: float = 0

    def start(self) -> None:
        with self.log.open("ab") as stream:
            self.running = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=stream, stderr=stream, start_new_session=True
            )
        self.started_at = time.monotonic()

    @property
    def is_ready(self) -> bool:
        """Answers, has its children, or has had its second."""
        if self.running is None or self.running.poll() is not None:
            return False
        if self.port:
            return answers(self.port)
        return bool(self.children) if self.kind == "worker" else time.monotonic() - self.started_at > 1.5

    @property
    def children(self) -> list[int]:
        try:
            return [
                int(pid)
                for pid in Path(f"/proc/{self.running.pid}/task/{self.running.pid}/children").read_text().split()
            ]
        except OSError:
            return []

    def kill(self) -> None:
        self.running.kill()
        self.running.wait()

    def sweep(self) -> None:
        """What the killed one left behind in its session goes too."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.running.pid, signal.SIGKILL)


class Supervisor(threading.Thread):
    """Starts every process, and again whenever it is gone, until `stop`. `deaths` counts the exits nobody asked for."""

    def __init__(self, processes: Sequence[Process]) -> None:
        super().__init__(daemon=True)
        self.processes = processes
        self.deaths: Counter[str] = Counter()
        self.killed: set[int] = set()
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.wait(POLL):
            for process in self.processes:
                if process.running is None or process.running.poll() is not None:
                    self._start_again(process)

    def _start_again(self, process: Process) -> None:
        if process.running is not None:
            process.sweep()
            if process.running.pid not in self.killed:
                self.deaths[process.name] += 1
        process.start()

    def kill(self, process: Process, kind: str, pick: int) -> None:
        """kill -9 of the process, or of one of its children."""
        if kind == "child":
            os.kill(process.children[pick % len(process.children)], signal.SIGKILL)
        else:
            self.killed.add(process.running.pid)
            process.kill()

    def wait_ready(self, within: float) -> None:
        end = time.monotonic() + within
        while waiting := [process.name for process in self.processes if not process.is_ready]:
            if time.monotonic() > end:
                raise TimeoutError(f"not up within {within:.0f} s: {', '.join(waiting)}")
            time.sleep(POLL)

    def stop(self) -> None:
        self._over.set()
        self.join()
        for process in self.processes:
            if process.running is not None:
                process.kill()
                process.sweep()


def free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
