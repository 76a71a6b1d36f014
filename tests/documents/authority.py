"""A certification authority of the tests' own, and what people sign with. Every name is invented."""

import functools
from datetime import UTC, datetime

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from documents.signing.keys import SigningKey, key_from_file

FROM, UNTIL = datetime(2013, 1, 1, tzinfo=UTC), datetime(2014, 12, 31, tzinfo=UTC)
AT = datetime(2013, 9, 25, 3, 15, tzinfo=UTC)  # 10:15 in Vietnam
LATER = datetime(2013, 9, 25, 7, 30, tzinfo=UTC)
PASSPHRASE = "mật khẩu hư cấu"
BODY = "Sở Thông tin và Truyền thông"
DIRECTOR, OFFICE = "Lò Đức Thiện", "Sở Thông tin và Truyền thông tỉnh Lào Cai"


@functools.cache
def private_key(owner: str, kind: str) -> CertificateIssuerPrivateKeyTypes:
    return rsa.generate_private_key(65537, 2048) if kind == "rsa" else ec.generate_private_key(ec.SECP256R1())


def certificate(
    owner: str,
    issuer: str = "Tổ chức chứng thực hư cấu",
    *,
    kind: str = "ec",
    signs: bool = True,
    until: datetime = UNTIL,
) -> x509.Certificate:
    is_root = owner == issuer
    theirs, ours = private_key(issuer, "ec"), private_key(owner, kind)
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False
    )
    personal = signs and not is_root
    return (
        x509.CertificateBuilder(
            _name(issuer), _name(owner), ours.public_key(), x509.random_serial_number(), FROM, until
        )
        .add_extension(x509.BasicConstraints(is_root, None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(ours.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(theirs.public_key()), critical=False)
        .add_extension(
            x509.KeyUsage(
                personal, personal, **(usage | {"key_encipherment": not signs}), key_cert_sign=is_root, crl_sign=is_root
            ),
            critical=True,
        )
        .sign(theirs, hashes.SHA256())
    )


def _name(common: str) -> x509.Name:
    parts = {NameOID.COUNTRY_NAME: "VN", NameOID.ORGANIZATION_NAME: BODY, NameOID.COMMON_NAME: common}
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts.items()])


@functools.cache
def root(name: str = "Tổ chức chứng thực hư cấu") -> asn1.Certificate:
    return asn1.Certificate.load(certificate(name, name).public_bytes(serialization.Encoding.DER))


@functools.cache
def key_file(owner: str = DIRECTOR, **how) -> bytes:
    """A .p12 under PASSPHRASE."""
    kind = how.get("kind", "ec")
    locked = serialization.BestAvailableEncryption(PASSPHRASE.encode())
    return pkcs12.serialize_key_and_certificates(
        b"ky", private_key(owner, kind), certificate(owner, **how), None, locked
    )


@functools.cache
def key_of(owner: str = DIRECTOR, **how) -> SigningKey:
    return key_from_file(key_file(owner, **how), PASSPHRASE)
