"""What signs: a private key with its certificate, from a file or from a token."""

import datetime
from dataclasses import dataclass

from asn1crypto import pkcs12 as packed
from asn1crypto import x509
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.sign.signers import Signer, SimpleSigner

from documents.paper import HANOI
from documents.signing.faults import (
    CertificateExpired,
    CertificateNotYetValid,
    KeyMayNotSign,
    KeyMismatch,
    NotAKeyFile,
    WrongPassphrase,
)

SIGNING = {"digital_signature", "non_repudiation"}  # either will do


@dataclass(frozen=True)
class SigningKey:
    """A key that signs. `ready` says whether it may at a given moment; no signature is made without asking it."""

    signer: Signer

    @property
    def certificate(self) -> x509.Certificate:
        certificate = self.signer.signing_cert
        if certificate is None:
            raise KeyMismatch
        return certificate

    @property
    def subject(self) -> str:
        """Whom the certificate names: "Lò Đức Thiện"."""
        return subject_of(self.certificate)

    @property
    def organisation(self) -> str:
        """ "Sở Thông tin và Truyền thông", or nothing."""
        return organisation_of(self.certificate)

    @property
    def expires(self) -> datetime.datetime:
        """The last moment of the certificate."""
        return self.certificate.not_valid_after

    def ready(self, at: datetime.datetime) -> None:
        """Raises CertificateExpired, CertificateNotYetValid or KeyMayNotSign."""
        certificate = self.certificate
        if at > certificate.not_valid_after:
            raise CertificateExpired(subject=self.subject, date=_day(certificate.not_valid_after))
        if at < certificate.not_valid_before:
            raise CertificateNotYetValid(subject=self.subject, date=_day(certificate.not_valid_before))
        usage = certificate.key_usage_value
        if usage is not None and not SIGNING & usage.native:
            raise KeyMayNotSign(subject=self.subject)


def key_from_file(data: bytes, passphrase: str) -> SigningKey:
    """The key of a PKCS#12 file (.p12, .pfx), with the certificates that come with it.

    Raises NotAKeyFile, WrongPassphrase or KeyMismatch.
    """
    secret = passphrase.encode() or None
    try:
        private, certificate, _others = pkcs12.load_key_and_certificates(data, secret)
    except ValueError as error:
        raise WrongPassphrase if _is_packed(data) else NotAKeyFile from error
    if private is None:
        raise NotAKeyFile
    if certificate is None:  # found by the key it belongs to
        raise KeyMismatch
    try:
        return SigningKey(SimpleSigner.load_pkcs12_data(data, [], secret))
    except (NotImplementedError, ValueError) as error:
        raise NotAKeyFile from error


def subject_of(certificate: x509.Certificate) -> str:
    return _named(certificate, "common_name") or certificate.subject.human_friendly


def organisation_of(certificate: x509.Certificate) -> str:
    return _named(certificate, "organization_name")


def _named(certificate: x509.Certificate, part: str) -> str:
    value = certificate.subject.native.get(part, "")
    return value if isinstance(value, str) else ", ".join(value)


def _is_packed(data: bytes) -> bool:
    try:
        return bool(packed.Pfx.load(data, strict=True)["auth_safe"].native)
    except (ValueError, TypeError):
        return False


def _day(moment: datetime.datetime) -> str:
    return f"{moment.astimezone(HANOI):%d/%m/%Y}"
