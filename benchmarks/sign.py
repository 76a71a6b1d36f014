"""What does a drawn signature at a given time cost, against the library signing the same file unseen?"""

from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, sign_pdf

from benchmarks.measuring import interleaved, timed
from documents.signing.acts import sign_as_signer
from documents.signing.checking import check
from documents.signing.stamps import Stamp
from tests.documents.authority import AT, key_of, root
from tests.documents.signed import finished, unsigned

RUNS, WARM = 100, 5


def run() -> dict[str, Any]:
    """A decision of two pages, the signature in words, a key on P-256: with RSA most of both is reading the key."""
    paper, key = unsigned(), key_of(kind="ec")
    about = PdfSignatureMetadata(field_name="Unseen", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)

    def ours() -> None:
        sign_as_signer(paper, key, Stamp(), AT)

    def floor() -> None:
        sign_pdf(IncrementalPdfFileWriter(BytesIO(paper)), about, key.signer)

    for _ in range(WARM):
        ours()
        floor()
    signed = finished()
    checked = sorted(timed(lambda: check(signed, [root()])) for _ in range(9))
    return {**interleaved([ours] * RUNS, [floor] * RUNS), "check_ms": round(checked[4], 1)}
