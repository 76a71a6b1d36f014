"""`python -m nominations.demo.environment`: the demonstration's settings, made once and kept in var/demo.env.

Its clock begins on Monday 5 August 2013 at 8:30 in Vietnam and goes on from there; see workflows/clock.py.
"""

import secrets
from datetime import UTC, datetime

from workflows.seals.notes import Signer

TODAY = datetime.fromisoformat("2013-08-05T08:30:00+07:00")


def lines() -> list[str]:
    offset = int((TODAY - datetime.now(UTC)).total_seconds())
    return [
        "DEMO=1",
        f"SECRET_KEY={secrets.token_urlsafe(50)}",
        f"CLOCK_OFFSET={offset}",
        f"SEAL_KEY={Signer.generate('demo.example')}",
        "SEAL_ANCHORS=var/checkpoints",
        "SIGNING_KEYS=var/keys",
        "SIGNING_ROOTS=var/roots",
        "SECOND_FACTOR_ROLES=",  # whoever looks around has no telephone of the director's
    ]


if __name__ == "__main__":
    print("\n".join(lines()))  # noqa: T201 - this is what it is for
