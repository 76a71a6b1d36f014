"""A key in a device: SoftHSM stands in for an office's HSM."""

import importlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization

from documents.signing import faults
from documents.signing.acts import sign_as_signer
from documents.signing.checking import Verdict
from documents.signing.stamps import Stamp
from documents.signing.tokens import key_from_token
from tests.documents.authority import AT, DIRECTOR, certificate, private_key
from tests.documents.signed import unsigned, verdicts
from tests.services import program

MODULE = "/usr/lib/softhsm/libsofthsm2.so"
TOKEN, PIN = "Thiet bi hu cau", "13579"


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A device with two keys: "giam-doc", and "lech" whose certificate belongs to another key."""
    pytest.importorskip("pkcs11")
    tool, folder = program("softhsm2-util"), tmp_path_factory.mktemp("hsm")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\n")
    before = os.environ.get("SOFTHSM2_CONF")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")  # read by the library inside this process
    made = [tool, "--init-token", "--free", "--label", TOKEN, "--so-pin", "2468", "--pin", PIN]
    subprocess.run(made, check=True, capture_output=True)
    _import(tool, folder, "giam-doc", DIRECTOR, DIRECTOR)
    _import(tool, folder, "lech", DIRECTOR, "Giàng A Páo")
    yield TOKEN
    os.environ.pop("SOFTHSM2_CONF") if before is None else os.environ.update(SOFTHSM2_CONF=before)


def _import(tool: str, folder: Path, label: str, holder: str, named: str) -> None:
    (folder / "key.pem").write_bytes(
        private_key(holder, "rsa").private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    asked = [tool, "--import", folder / "key.pem", "--token", TOKEN, "--label", label, "--id", label.encode().hex()]
    subprocess.run([*asked, "--pin", PIN], check=True, capture_output=True)
    pkcs11, x509 = importlib.import_module("pkcs11"), importlib.import_module("pkcs11.util.x509")
    der = certificate(named, kind="rsa").public_bytes(serialization.Encoding.DER)
    with pkcs11.lib(MODULE).get_token(token_label=TOKEN).open(user_pin=PIN, rw=True) as session:
        described = x509.decode_x509_certificate(der)
        session.create_object({**described, pkcs11.Attribute.LABEL: label, pkcs11.Attribute.TOKEN: True})


def opened(label: str = "giam-doc", pin: str = PIN, name: str = TOKEN, module: str = MODULE) -> str:
    with key_from_token(module, name, label, pin) as key:
        return key.subject


def test_key_in_a_device_signs(token):
    with key_from_token(MODULE, token, "giam-doc", PIN) as key:
        paper = sign_as_signer(unsigned(), key, Stamp(), AT)

    assert verdicts(paper) == [Verdict.WHOLE]


def test_device_is_asked_again_each_time(token):
    assert [opened(), opened()] == [DIRECTOR, DIRECTOR]


def test_wrong_pin_is_told_apart(token):
    with pytest.raises(faults.WrongPassphrase):
        opened(pin="97531")


def test_certificate_of_another_key_is_refused(token):
    with pytest.raises(faults.KeyMismatch):
        opened("lech")


@pytest.mark.parametrize(
    "wrong", [{"name": "Thiet bi khac"}, {"label": "khong co"}, {"module": "/usr/lib/nothing.so"}], ids=str
)
def test_device_that_cannot_be_opened_is_named(token, wrong):
    with pytest.raises(faults.TokenUnavailable, match=wrong.get("name", TOKEN)):
        opened(**wrong)
