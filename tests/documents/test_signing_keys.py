from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from django.utils import translation

from documents.signing import faults
from documents.signing.keys import key_from_file
from tests.documents.authority import AT, FROM, PASSPHRASE, UNTIL, certificate, key_file, key_of, private_key

SECOND = timedelta(seconds=1)


def test_key_names_its_holder():
    assert (key_of().subject, key_of().organisation) == ("Lò Đức Thiện", "Sở Thông tin và Truyền thông")


def test_key_tells_its_last_moment():
    assert key_of().expires == UNTIL


def test_wrong_passphrase_is_told_apart():
    with pytest.raises(faults.WrongPassphrase):
        key_from_file(key_file(), "khác")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", key_file()[:200], b"0\x03\x02\x01\x03"])
def test_file_that_is_no_key_is_refused(data):
    with pytest.raises(faults.NotAKeyFile):
        key_from_file(data, PASSPHRASE)


def test_file_with_certificates_alone_is_no_key():
    packed = pkcs12.serialize_key_and_certificates(
        None, None, None, [certificate("Lò Đức Thiện")], BestAvailableEncryption(PASSPHRASE.encode())
    )

    with pytest.raises(faults.NotAKeyFile):
        key_from_file(packed, PASSPHRASE)


def test_key_with_the_certificate_of_another_is_refused():
    packed = pkcs12.serialize_key_and_certificates(
        None,
        private_key("Lò Đức Thiện", "ec"),
        None,
        [certificate("Giàng A Páo")],
        BestAvailableEncryption(PASSPHRASE.encode()),
    )

    with pytest.raises(faults.KeyMismatch):
        key_from_file(packed, PASSPHRASE)


@pytest.mark.parametrize(
    ("moment", "fault"),
    [
        (FROM - SECOND, faults.CertificateNotYetValid),
        (FROM, None),
        (UNTIL, None),
        (UNTIL + SECOND, faults.CertificateExpired),
    ],
)
def test_key_signs_within_the_days_of_its_certificate(moment, fault):
    try:
        key_of().ready(moment)
        found = None
    except faults.SigningFault as raised:
        found = type(raised)

    assert found == fault


def test_key_for_other_uses_does_not_sign():
    with pytest.raises(faults.KeyMayNotSign):
        key_of(signs=False).ready(AT)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", "Chứng thư số của Lò Đức Thiện đã hết hạn ngày 31/12/2014."),
        ("en", "The certificate of Lò Đức Thiện expired on 31/12/2014."),
    ],
)
def test_fault_speaks_the_language_of_its_reader(language, words):
    with pytest.raises(faults.CertificateExpired) as refused:
        key_of().ready(datetime(2020, 1, 1, tzinfo=UTC))

    with translation.override(language):
        assert str(refused.value) == words
