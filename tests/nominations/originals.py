"""A body that signs digitally: its keys in a folder of the server, under one invented passphrase."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from django.test import override_settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from documents.signing.keys import SigningKey, key_from_file
from nominations.models import Decision, Original
from nominations.services import originals
from nominations.states import Signing
from tests.documents.authority import PASSPHRASE, certificate, key_file
from tests.factories import World

ROOT = "Tổ chức chứng thực hư cấu"
FAR = datetime(2090, 1, 1, tzinfo=UTC)


@contextmanager
def digital(world: World, folder: Path) -> Iterator[Path]:
    """The director's key and the body's lie in the folder, their root beside it is trusted."""
    keys, roots = folder / "keys", folder / "roots"
    keys.mkdir(exist_ok=True)
    roots.mkdir(exist_ok=True)
    (keys / f"{world.director.username}.p12").write_bytes(key_of(world.director.full_name, packed=True))
    (keys / f"{world.organisation.code}.p12").write_bytes(key_of(world.organisation.name, packed=True))
    (roots / "root.pem").write_bytes(certificate(ROOT, ROOT, until=FAR).public_bytes(serialization.Encoding.PEM))
    with override_settings(SIGNING_KEYS=keys, SIGNING_ROOTS=roots):
        yield keys


def key_of(owner: str, *, packed: bool = False) -> SigningKey | bytes:
    data = key_file(owner, until=FAR)
    return data if packed else key_from_file(data, PASSPHRASE)


def prepared(decision: Decision) -> Original:
    """The original of a decision with the file that is shown to its signer."""
    found = Original.objects.get(decision=decision)
    originals.store_file(found)
    return now(found)


def signed(world: World, original: Original) -> Original:
    key = key_of(world.director.full_name)
    originals.sign_with(original, key, Signing.SIGNER, actor=world.director, seen=None)
    return now(original)


def sealed(world: World, original: Original) -> Original:
    key = key_of(world.organisation.name)
    originals.sign_with(original, key, Signing.BODY, actor=world.records_clerk, seen=None)
    return now(original)


def now(original: Original) -> Original:
    return Original.objects.get(pk=original.pk)


def by_a_program(pdf: bytes, key: SigningKey, field: str) -> bytes:
    """Signed by what a person has on a machine of their own: a plain PAdES signature in a place of the paper, now."""
    about = PdfSignatureMetadata(field_name=field, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    return PdfSigner(about, key.signer).sign_pdf(writer, existing_fields_only=True).getvalue()
