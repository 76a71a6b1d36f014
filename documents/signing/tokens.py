"""A key inside a device (PKCS#11: an HSM of the office, a USB token at the server). Needs the package python-pkcs11."""

import asyncio
import importlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from cryptography.exceptions import InvalidSignature
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.general import SigningError
from pyhanko_certvalidator.sig_validate import DefaultSignatureValidator

from documents.signing.faults import KeyMismatch, TokenUnavailable, WrongPassphrase
from documents.signing.keys import SigningKey

PROBE = b"Does this key belong to its certificate?"
TURN = threading.Lock()  # a process is logged in once: another's PIN would not be asked


@contextmanager
def key_from_token(module: str, token: str, label: str, pin: str) -> Iterator[SigningKey]:
    """The key and certificate named `label` in the device named `token`, reached through the library `module`.

    It signs until the context ends; one at a time in a process. Raises TokenUnavailable, WrongPassphrase, KeyMismatch.
    """
    try:
        pkcs11 = importlib.import_module("pkcs11")
        devices = importlib.import_module("pyhanko.sign.pkcs11")
    except ImportError as error:
        raise TokenUnavailable(token=token, reason="python-pkcs11") from error
    with TURN:
        try:
            session = devices.open_pkcs11_session(module, token_criteria=TokenCriteria(label=token), user_pin=pin)
        except (pkcs11.PinIncorrect, pkcs11.PinLenRange, pkcs11.PinInvalid) as error:
            raise WrongPassphrase from error
        except (pkcs11.PKCS11Error, RuntimeError) as error:
            raise TokenUnavailable(token=token, reason=str(error) or type(error).__name__) from error
        try:
            with session:
                key = SigningKey(devices.PKCS11Signer(session, cert_label=label, key_label=label))
                _belongs(key)
                yield key
        except (pkcs11.PKCS11Error, SigningError) as error:
            raise TokenUnavailable(token=token, reason=str(error) or type(error).__name__) from error


def _belongs(key: SigningKey) -> None:
    # A device tells its certificate by label alone, so it is tried.
    signature = asyncio.run(key.signer.async_sign_raw(PROBE, "sha256"))
    mechanism = key.signer.get_signature_mechanism_for_digest("sha256")
    try:
        DefaultSignatureValidator().validate_signature(signature, PROBE, key.certificate.public_key, mechanism)
    except (InvalidSignature, AssertionError, ValueError) as error:
        raise KeyMismatch from error
