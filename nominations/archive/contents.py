"""What is filed of a campaign: one file (hồ sơ) for its organisation, each unit's list, the lists, decisions, letters.

Nothing that a unit still writes is in it. Every item is made when its turn comes, so that memory stays constant.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from io import BytesIO
from typing import BinaryIO

from django.db.models import QuerySet
from django.utils.timezone import localdate

from campaigns.models import Campaign
from documents.official import written_number
from documents.paper import Paper
from documents.pdf import render_pdf
from nominations.archive.names import ending_of
from nominations.archive.retention import CLASSES, Retention, retention_of
from nominations.models import Attachment, ConsolidatedList, Decision, Dossier, Nomination, Original, UnitLetter
from nominations.papers.kinds import PAPERS, rendered
from nominations.papers.payment import pays
from nominations.states import DossierState, LetterState, NominationState, OriginalState
from workflows.audit import history_of
from workflows.errors import NotAllowed
from workflows.models import Subject
from workflows.seals.proofs import proof_of

GROUP = "TĐKT"  # thi đua, khen thưởng: the heading under which the files stand
BATCH = 200


@dataclass(frozen=True)
class Item:
    """One paper: what the index says of it, and how to have it."""

    title: str  # kind and subject
    author: str
    open: Callable[[], AbstractContextManager[BinaryIO]]
    ending: str = ".pdf"
    notation: str = ""
    day: date | None = None
    name: str = ""  # of the file, if not the title


@dataclass(frozen=True)
class Folder:
    """One file (hồ sơ, đơn vị bảo quản)."""

    title: str
    short: str  # in the name of its folder
    retention: Retention
    items: Callable[[], Iterator[Item]] = field(repr=False)


def filed(campaign: Campaign) -> QuerySet[Dossier]:
    """The lists that left their unit and were not taken back."""
    return Dossier.objects.filter(campaign=campaign).exclude(state=DossierState.DRAFT)


def nominated(campaign: Campaign) -> QuerySet[Nomination]:
    """The nominations that left their unit."""
    return Nomination.objects.filter(campaign=campaign, dossier__in=filed(campaign)).exclude(
        state=NominationState.DRAFT
    )


def attached(campaign: Campaign) -> QuerySet[Attachment]:
    """The files of those lists and nominations."""
    files = Attachment.objects.filter(dossier__in=filed(campaign))
    return files.exclude(nomination__state=NominationState.DRAFT)


def folders_of(campaign: Campaign) -> list[Folder]:
    """In the order of the work; one that would be empty is left out."""
    made = [Folder("Kế hoạch tổ chức phong trào", "Kế hoạch", CLASSES["campaign"], partial(_plan, campaign))]
    dossiers = filed(campaign).select_related("unit", "round").order_by("round__closes_at", "unit__position", "pk")
    for dossier in dossiers:
        title = f"Hồ sơ đề nghị khen thưởng của {dossier.unit} ({dossier.round})"
        made.append(Folder(title, str(dossier.unit), _retention_of(dossier), partial(_of_unit, dossier.pk)))
    of_awards = retention_of(campaign.award_forms.all())
    if _lists(campaign).exists():
        title = "Tổng hợp, trình đề nghị khen thưởng"
        made.append(Folder(title, "Tổng hợp, trình", of_awards, partial(_of_lists, campaign)))
    if _decisions(campaign).exists():
        made.append(Folder("Quyết định khen thưởng", "Quyết định", of_awards, partial(_of_decisions, campaign)))
    if _letters(campaign).exists():
        title = "Công văn gửi các đơn vị"
        made.append(Folder(title, title, CLASSES["correspondence"], partial(_of_letters, campaign)))
    return made


def _retention_of(dossier: Dossier) -> Retention:
    forms = {one.award_form for one in dossier.nominations.select_related("award_form") if one.award_form}
    return retention_of(forms or dossier.campaign.award_forms.all())


def _plan(campaign: Campaign) -> Iterator[Item]:
    yield _printed("campaign_plan", campaign, f"Kế hoạch {campaign.name}", str(campaign.organisation), name="Kế hoạch")
    said = json.dumps(campaign.plan, ensure_ascii=False, indent=1, default=str).encode()
    title = f"Kế hoạch {campaign.name} (dữ liệu như hệ thống lưu)"
    yield Item(title, str(campaign.organisation), partial(BytesIO, said), ".json", name="Kế hoạch (dữ liệu)")


def _of_unit(pk: int) -> Iterator[Item]:
    related = ("unit", "round", "campaign", "organisation")
    dossier = Dossier.objects.select_related(*related).get(pk=pk)
    unit, office = str(dossier.unit), dossier.organisation.office_name or str(dossier.organisation)
    sent = _day(dossier.submitted_at)
    if dossier.state != DossierState.NIL:
        title = "Công văn đề nghị khen thưởng" if dossier.unit.is_external else "Tờ trình đề nghị khen thưởng"
        yield _printed("proposal", dossier, title, unit, sent, dossier.letter_number)
        yield _printed("nomination_list", dossier, "Danh sách đề nghị khen thưởng", unit, sent)
    yield from (_attached(one, unit) for one in dossier.attachments.filter(nomination=None))
    yield _printed("checking_sheet", dossier, f"Phiếu kiểm tra hồ sơ của {unit}", office)
    left = dossier.nominations.exclude(state=NominationState.DRAFT).order_by("pk")
    for nomination in left.select_related("unit", "dossier", "award_form", "campaign").iterator(BATCH):
        title = f"Báo cáo thành tích của {nomination.full_name}"
        if nomination.state == NominationState.WITHDRAWN:
            title += " (đã rút)"
        yield _printed("achievement_report", nomination, title, unit, sent)
        for one in nomination.attachments.all():
            yield _attached(one, unit)


def _lists(campaign: Campaign) -> QuerySet[ConsolidatedList]:
    found = ConsolidatedList.objects.filter(campaign=campaign).exclude(forwarded_at=None)
    return found.select_related("organisation", "campaign").order_by("number")


def _of_lists(campaign: Campaign) -> Iterator[Item]:
    for one in _lists(campaign):
        office, day = campaign.organisation.office_name, _day(one.forwarded_at)
        yield _printed("submission", one, f"Tờ trình đề nghị khen thưởng lần {one.number}", office, day)
        yield _printed("summary", one, f"Bảng tổng hợp đề nghị khen thưởng lần {one.number}", office, day)


def _decisions(campaign: Campaign) -> QuerySet[Decision]:
    return Decision.objects.filter(campaign=campaign).exclude(pdf="").order_by("number")


def _of_decisions(campaign: Campaign) -> Iterator[Item]:
    for one in _decisions(campaign):
        body, subject = str(campaign.organisation), one.paper["subject"].replace("\n", " ")
        day, name = date.fromisoformat(one.paper["date"]), f"Quyết định {one.notation}"
        title = f"Quyết định {subject[:1].lower()}{subject[1:]}"
        if one.state in ("revoked", "replaced"):
            title += f" ({one.get_state_display().lower()})"
        yield Item(title, body, partial(one.pdf.storage.open, one.pdf.name), ".pdf", one.notation, day, name)
        if original := Original.objects.filter(decision=one, state=OriginalState.SEALED).first():
            file, said = original.file, f"Bản gốc điện tử của Quyết định số {one.notation}"
            yield Item(said, body, partial(file.storage.open, file.name), ".pdf", one.notation, day, f"{name} bản gốc")
        if proof := next(filter(None, map(proof_of, history_of(one).order_by("-seq"))), None):
            proven = json.dumps(proof, ensure_ascii=False, indent=1).encode()
            title = f"Bằng chứng niêm phong của Quyết định số {one.notation} (kiểm tra bằng verify_audit.py --proof)"
            yield Item(title, body, partial(BytesIO, proven), ".json", day=day, name=f"Bằng chứng {one.notation}")
        if not one.is_revocation and not one.is_replaced and pays(one):
            title = f"Danh sách chi tiền thưởng kèm theo Quyết định số {one.notation}"
            office, name = campaign.organisation.office_name or body, f"Chi tiền thưởng {one.notation}"
            yield _printed("payment_list", one, title, office, day, name=name)


def _letters(campaign: Campaign) -> QuerySet[UnitLetter]:
    sent = UnitLetter.objects.filter(campaign=campaign, state=LetterState.RELEASED)
    return sent.select_related("unit", "organisation").order_by("ended_at", "pk")


def _of_letters(campaign: Campaign) -> Iterator[Item]:
    for one in _letters(campaign).iterator(BATCH):
        title, day = f"Công văn gửi {one.unit}: {one.title}", _day(one.ended_at)
        yield _printed("unit_letter", one, title, campaign.organisation.office_name, day, name=f"Gửi {one.unit}")


def _attached(attachment: Attachment, author: str) -> Item:
    """As it was sent, under the name that the sender gave it."""
    title, file = f"{attachment.get_kind_display()}: {attachment.name}", attachment.file
    return Item(
        title, author, partial(file.storage.open, file.name), ending_of(attachment.name),
        day=_day(attachment.uploaded_at), name=attachment.name,
    )  # fmt: skip


def _printed(
    paper: str, subject: Subject, title: str, author: str, day: date | None = None, notation: str = "", name: str = ""
) -> Item:
    """A paper drawn from the data. One that cannot be printed is not left out: the reason stands in its place."""
    kind = PAPERS[paper]
    seen = (nominated(subject.campaign),) if isinstance(subject, Dossier) else ()
    drawn: list[Paper] = []

    def make() -> bytes:
        drawn.append(kind.draw(subject, *seen))  # type: ignore[arg-type] # a Paper: certificates are not filed
        return render_pdf(drawn[0])

    try:
        made = rendered(make, subject)
    except NotAllowed as fault:
        words = f"{title}: không in được.\n{fault}\n".encode()
        return Item(f"{title} (không in được)", author, partial(BytesIO, words), ".txt", notation, day, name or title)
    head = drawn[0].letterhead
    if head.number:
        notation = f"{written_number(head.number)}/{head.symbol}"
    return Item(title, author, partial(BytesIO, made), ".pdf", notation, head.date or day, name or title)


def _day(moment: datetime | None) -> date | None:
    return localdate(moment) if moment else None
