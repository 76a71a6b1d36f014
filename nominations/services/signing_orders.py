"""Several originals in one act: ordered with an opened key, signed in the background one after the other.

The passphrase waits encrypted with the site's own key, for some minutes, and is wiped when the work is over.
Reasons: docs/decisions/signing-several.md.
"""

import base64
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from documents.signing import keyring
from documents.signing.faults import SigningFault
from documents.signing.keys import SigningKey
from documents.typesetting import MissingGlyph
from nominations.models import Original, SigningOrder
from nominations.services.originals import WAITING, ask_to_sign, sign_with
from nominations.states import Signing
from organisation.models import User
from workflows import clock, outbox, work
from workflows.engine import Seen
from workflows.errors import NotAllowed, NotPermitted, StaleContent

GOOD_FOR = timedelta(minutes=10)  # from the order to the last signature
Picked = tuple[int, int, str]  # key, version and content hash of an original as it stood on the screen
REFUSALS = (SigningFault, NotAllowed, NotPermitted, StaleContent, MissingGlyph)


def order(actor: User, verb: str, key_name: str, passphrase: str, picked: Sequence[Picked]) -> SigningOrder:
    """Opens the key to see that it can sign now, and orders the signatures. Raises SigningFault; nothing waits then."""
    with keyring.opened(settings.SIGNING_KEYS, key_name, passphrase) as key:
        key.ready(clock.now())
    now = clock.now()
    with transaction.atomic():
        made = SigningOrder.objects.create(
            ordered_by=actor, ordered_at=now, verb=verb, key_name=key_name, originals=[list(one) for one in picked],
            total=len(picked), secret=_lock().encrypt(passphrase.encode()).decode(),
        )  # fmt: skip
        outbox.add("nominations.sign_originals", made)
    return made


def work_off(pk: int) -> None:
    """Does what was ordered, once; a second worker finds done what the first one signed. Raises StillWorking."""
    made = work.take_up(SigningOrder, pk, total=len(SigningOrder.objects.get(pk=pk).originals))
    if made is None:
        return
    try:
        passphrase = _lock().decrypt(made.secret, ttl=int(GOOD_FOR.total_seconds())).decode()
        with keyring.opened(settings.SIGNING_KEYS, made.key_name, passphrase) as key:
            _sign_all(made, key)
    except work.Stopped:
        return
    except InvalidToken:
        late = _in_each_language(lambda: _("Việc ký chờ quá lâu nên mật khẩu đã bị xóa. Hãy ký lại."))
        work.finish(made, secret="", refused=[[0, late]])
    except SigningFault as fault:
        work.finish(made, secret="", refused=[[0, _in_each_language(partial(str, fault))]])
    except Exception as error:
        work.give_back(made, type(error).__name__)
        raise


def _sign_all(made: SigningOrder, key: SigningKey) -> None:
    refused: list[list[object]] = []
    for place, (pk, version, content_hash) in enumerate(made.originals, start=1):
        original = Original.objects.select_related("decision", "organisation").get(pk=pk)
        if original.state == WAITING[Signing(made.verb)]:  # else signed already, by this order or another
            try:
                sign_with(original, key, made.verb, actor=made.ordered_by, seen=(version, content_hash))
            except REFUSALS as refusal:
                refused.append([pk, _told(made, original, (version, content_hash), refusal)])
        if place < made.total:
            work.advance(made, place)
    work.finish(made, secret="", refused=refused)


def _in_each_language(said: Callable[[], str]) -> dict[str, str]:
    found = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found[language] = said()
    return found


def _told(made: SigningOrder, original: Original, seen: Seen, refusal: Exception) -> dict[str, str]:
    """The refusal in every language: who looks at it later is not the worker that met it."""
    return _in_each_language(partial(_words_of, made, original, seen, refusal))


def _words_of(made: SigningOrder, original: Original, seen: Seen, refusal: Exception) -> str:
    if isinstance(refusal, SigningFault):
        return str(refusal)
    if isinstance(refusal, MissingGlyph):
        words = _("Phông chữ của văn bản không có ký tự %(characters)s trong: %(texts)s.")
        return words % {"characters": ", ".join(refusal.characters), "texts": "; ".join(refusal.texts)}
    try:  # the door worded its answer when it was asked, so it is asked anew
        ask_to_sign(original, made.verb, actor=made.ordered_by, seen=seen)
    except REFUSALS as same:
        return str(same)
    return str(refusal)


def forget_secrets() -> int:
    """Wipes what opens a key of orders that are over, or were never worked off in time. How many."""
    old = SigningOrder.objects.filter(ordered_at__lt=clock.now() - GOOD_FOR) | SigningOrder.objects.exclude(
        cancelled_at=None
    )
    return old.exclude(secret="").update(secret="")


def _lock() -> Fernet:
    """A key of its own, derived from the site's."""
    derived = HKDF(hashes.SHA256(), 32, salt=None, info=b"vinh-danh signing order").derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
