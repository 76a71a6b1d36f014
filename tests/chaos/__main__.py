"""`make chaos [KILLS=15]`: real processes under real load, killed at random; afterwards everything is counted.

    python -m tests.chaos --kills 100 --broker embedded --broker redis --seed 7

Two web nodes, two workers, beat and a broker on PostgreSQL; `embedded` is the whole site in one process, on SQLite.
"""

import argparse
import random
import signal
import subprocess
import sys

from tests.chaos.stage import BROKERS, stage


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--broker", action="append", choices=BROKERS, help="may be given several times; else all")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # leave through the `with` blocks
    try:
        for broker in options.broker or BROKERS:
            with stage(broker) as environment:
                command = [sys.executable, "-W", "ignore", "-m", "tests.chaos.play", str(options.kills)]
                subprocess.run([*command, str(options.seed)], env=environment, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
