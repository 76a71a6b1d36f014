"""One click ends a kind of mail: a signed token names the account and the kinds, and can do nothing else."""

from collections.abc import Sequence

from django.core import signing

from notifications.kinds import is_legal
from notifications.models import Letter, Message, Preference
from notifications.states import Channel

SALT = "notifications.unsubscribe"


def token_for(letter: Letter, messages: Sequence[Message]) -> str:
    kinds = sorted({message.kind for message in messages})
    return signing.dumps([letter.recipient_id, kinds], salt=SALT, compress=True)


def kinds_of(token: str) -> list[str]:
    """The kinds of mail that the token may end. Raises signing.BadSignature."""
    return [kind for kind in signing.loads(token, salt=SALT)[1] if not is_legal(kind)]


def unsubscribe(token: str) -> list[str]:
    """From now on the kinds of the token stand in the inbox alone; returns them.

    Raises signing.BadSignature for a token that this site has not made.
    """
    owner, wanted = signing.loads(token, salt=SALT)[0], kinds_of(token)
    Preference.objects.bulk_create(
        [Preference(owner_id=owner, kind=kind, channel=Channel.IN_APP) for kind in wanted],
        update_conflicts=True, unique_fields=["owner", "kind"], update_fields=["channel"],
    )  # fmt: skip
    return wanted
