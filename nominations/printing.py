"""The certificates of a long list, made in parts: what is in memory is one part, and what comes of it is one ZIP.

The work may be ordered on the desk and is then done in the background; its file is kept a day, for what is erased later
must not live on in it.
"""

import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.utils.translation import override

from documents.certificate import Certificates, Overprint, render_certificates, render_proof_sheet
from documents.word.certificate import render_certificates_docx
from nominations.models import Decision, PrintRun
from nominations.papers.awards import certificates
from nominations.papers.kinds import rendered
from nominations.states import PrintForm
from workflows import clock, outbox, work
from workflows.errors import NotAllowed

AT_ONCE = 200  # certificates that a request makes itself; more are ordered
PART = 200  # certificates of one file
KEPT = timedelta(days=1)
ENDINGS = {PrintForm.DOCX: "docx"}


def count_of(decision: Decision) -> int:
    """How many the decision's list grants."""
    return sum(map(len, decision.paper["rows"].values()))


def is_long(decision: Decision) -> bool:
    return count_of(decision) > AT_ONCE


def parts_of(whole: Certificates) -> Iterator[tuple[int, Certificates]]:
    """Where each part begins, from 1, and its certificates; together the whole in its order."""
    for start in range(0, len(whole.certificates), PART):
        yield start + 1, replace(whole, certificates=whole.certificates[start : start + PART])


def order(decision: Decision, form: str, actor: Any, shift: dict[str, Any] | None = None) -> PrintRun:
    """A new run, or the same that is being made for the same account. `shift` is how far it moves on stock."""
    now, shift = clock.now(), shift or {}
    waiting = PrintRun.objects.filter(
        decision=decision, form=form, overprint=shift, ordered_by=actor, done_at=None, cancelled_at=None,
        ordered_at__gt=now - work.LONGEST,
    )  # fmt: skip
    if known := waiting.order_by("-pk").first():
        return known
    made = PrintRun.objects.create(decision=decision, form=form, overprint=shift, ordered_by=actor, ordered_at=now)
    outbox.add("nominations.print_certificates", made)
    return made


def make(pk: int) -> None:
    """Does what was ordered, once: whoever comes second finds it done, or raises StillWorking.

    What cannot be printed at all ends the work, and its page says why.
    """
    found = PrintRun.objects.select_related("decision__organisation", "decision__campaign").get(pk=pk)
    parts = -(-count_of(found.decision) // PART)
    made = work.take_up(PrintRun, pk, total=parts + 1)
    if made is None:
        return
    try:
        _make(made, found.decision)
    except work.Stopped:
        return
    except NotAllowed as refusal:
        work.give_back(made, str(refusal))
        work.cancel(made)
    except Exception as error:
        work.give_back(made, type(error).__name__)
        raise


def _make(made: PrintRun, decision: Decision) -> None:
    with tempfile.TemporaryDirectory(prefix="prints-") as place:
        path = Path(place) / "certificates.zip"
        parts = write(decision, made.form, made.overprint, path, partial(work.advance, made))
        size, sha256 = path.stat().st_size, work.sha256_of(path)
        with path.open("rb") as file:
            made.file.save(f"{made.pk}-{sha256[:12]}.zip", File(file), save=False)
    try:
        work.finish(made, size=size, sha256=sha256, parts=parts, file=made.file.name)
    except work.Stopped:  # cancelled while the file was stored
        made.file.delete(save=False)
        raise


@override(settings.LANGUAGE_CODE)
def write(decision: Decision, form: str, shift: dict[str, Any], path: Path, told: Callable[[int], None]) -> int:
    """Writes the ZIP part by part; how many files are in it. `told` hears after each how many are done."""
    render, ending, done = _renderer(form, shift), ENDINGS.get(PrintForm(form), "pdf"), 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:  # what is in it is packed already
        for first, part in parts_of(certificates(decision)):
            last = first + len(part.certificates) - 1
            file = rendered(partial(render, part), decision)
            archive.writestr(zipfile.ZipInfo(f"giay-khen-{first:04d}-{last:04d}.{ending}"), file)
            done += 1
            told(done)
    return done


def _renderer(form: str, shift: dict[str, Any]) -> Callable[[Certificates], bytes]:
    if form == PrintForm.DOCX:
        return render_certificates_docx
    if form == PrintForm.PROOF:
        return render_proof_sheet
    if form == PrintForm.STOCK and shift:
        moved = Overprint(float(shift["right"]), float(shift["down"]), tuple(shift["borne"]))
        return partial(render_certificates, overprint=moved)
    return render_certificates


def forget_old() -> int:
    """Takes the files of runs that were kept long enough; the rows stay. How many went."""
    return work.forget_files(PrintRun, KEPT)
