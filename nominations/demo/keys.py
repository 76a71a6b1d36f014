"""Keys to sign with for the demonstration: an invented authority, the leaders' and the body's, under one passphrase."""

from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from nominations.demo.people import ACCOUNTS, PASSWORD
from organisation.models import Organisation
from organisation.states import Role

AUTHORITY = "Chứng thực hư cấu để trình diễn"
SIGNERS = (Role.DIRECTOR, Role.DEPUTY_DIRECTOR)
SINCE, UNTIL = datetime(2013, 1, 1, tzinfo=UTC), datetime(2038, 1, 1, tzinfo=UTC)


def make_keys(organisation: Organisation, keys: Path, roots: Path) -> None:
    """Writes them into the two folders; keys that stand already stay."""
    owners = {account.username: account.full_name for account in ACCOUNTS if account.role in SIGNERS}
    owners[organisation.code] = organisation.name
    if all((keys / f"{name}.p12").exists() for name in owners):
        return
    for folder in (keys, roots):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    authority = ec.generate_private_key(ec.SECP256R1())
    root = _certificate(AUTHORITY, authority, authority)
    (roots / "trinh-dien.pem").write_bytes(root.public_bytes(serialization.Encoding.PEM))
    locked = serialization.BestAvailableEncryption(PASSWORD.encode())
    for name, owner in owners.items():
        key = ec.generate_private_key(ec.SECP256R1())
        made = pkcs12.serialize_key_and_certificates(b"ky", key, _certificate(owner, key, authority), None, locked)
        (keys / f"{name}.p12").write_bytes(made)


def _certificate(
    owner: str, key: ec.EllipticCurvePrivateKey, authority: ec.EllipticCurvePrivateKey
) -> x509.Certificate:
    is_root = key is authority
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False
    )
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key())
    return (
        x509.CertificateBuilder(
            _name(AUTHORITY), _name(owner), key.public_key(), x509.random_serial_number(), SINCE, UNTIL
        )
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(issuer, critical=False)
        .add_extension(
            x509.KeyUsage(not is_root, not is_root, key_cert_sign=is_root, crl_sign=is_root, **usage), critical=True
        )
        .sign(authority, hashes.SHA256())
    )


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"), x509.NameAttribute(NameOID.COMMON_NAME, common)])
