"""The papers that the desk offers: of which object, for whom, and how each is drawn up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, CampaignReport
from campaigns.permissions import Roles
from campaigns.selectors import campaign_reports_for, campaigns_for
from documents.certificate import Certificates, TextTooLong, render_certificates, render_proof_sheet
from documents.paper import Paper
from documents.pdf import render_pdf
from documents.typesetting import MissingGlyph
from documents.word import render_docx
from documents.word.certificate import render_certificates_docx
from documents.wording import BadWording
from nominations.models import ConsolidatedList, Decision, Dossier, Nomination, UnitLetter
from nominations.papers.awards import award_register, certificates, certified_copy, decision_text, presentation_list
from nominations.papers.office import checking_sheet, submission, summary, unit_letter
from nominations.papers.payment import payment_list
from nominations.papers.plan import campaign_plan
from nominations.papers.report import campaign_report
from nominations.papers.unit import achievement_report, nomination_list, proposal, unit_minutes
from nominations.selectors import (
    dossiers_for,
    filed_dossiers_for,
    honouring_decisions_for,
    issued_decisions_for,
    letters_for,
    lists_for,
    nominations_for,
    paid_decisions_for,
    signed_awards_for,
    signed_decisions_for,
    signed_replacements_for,
    signed_revocations_for,
)
from workflows.errors import NotAllowed
from workflows.models import Subject

FORMS: dict[str, Callable[[Any], bytes]] = {"pdf": render_pdf, "docx": render_docx}
CERTIFICATES: dict[str, Callable[[Any], bytes]] = {"pdf": render_certificates, "docx": render_certificates_docx}


@dataclass(frozen=True)
class Kind:
    """One sort of paper. `readable` are the objects that a reader may print it of; `draw` makes it of one.

    That of a dossier also takes the nominations that the reader may see.
    """

    label: Any
    of: type[Subject]
    readable: Callable[[Roles], QuerySet]
    draw: Callable[..., Paper | Certificates]
    file_name: str  # of the file that is sent, before the object's key
    forms: Mapping[str, Callable[[Any], bytes]] = field(default_factory=lambda: FORMS)  # by the file's ending


PAPERS: dict[str, Kind] = {
    "campaign_plan": Kind(_("Kế hoạch thi đua"), Campaign, campaigns_for, campaign_plan, "ke-hoach"),
    "nomination_list": Kind(
        _("Danh sách đề nghị khen thưởng"), Dossier, dossiers_for, nomination_list, "danh-sach-de-nghi"
    ),
    "proposal": Kind(_("Tờ trình, công văn đề nghị"), Dossier, dossiers_for, proposal, "to-trinh-don-vi"),
    "unit_minutes": Kind(_("Biên bản họp bình xét"), Dossier, dossiers_for, unit_minutes, "bien-ban-hop"),
    "checking_sheet": Kind(_("Phiếu kiểm tra hồ sơ"), Dossier, filed_dossiers_for, checking_sheet, "phieu-kiem-tra"),
    "achievement_report": Kind(
        _("Báo cáo thành tích"), Nomination, nominations_for, achievement_report, "bao-cao-thanh-tich"
    ),
    "summary": Kind(_("Bảng tổng hợp"), ConsolidatedList, lists_for, summary, "bang-tong-hop"),
    "submission": Kind(_("Tờ trình Giám đốc"), ConsolidatedList, lists_for, submission, "to-trinh"),
    "decision_text": Kind(
        _("Quyết định để sửa"), Decision, signed_awards_for, decision_text, "quyet-dinh", {"docx": render_docx}
    ),
    "replacement_text": Kind(
        _("Quyết định thay thế để sửa"),
        Decision,
        signed_replacements_for,
        decision_text,
        "quyet-dinh-thay-the",
        {"docx": render_docx},
    ),
    "revocation_text": Kind(
        _("Quyết định hủy bỏ để sửa"),
        Decision,
        signed_revocations_for,
        decision_text,
        "quyet-dinh-huy-bo",
        {"docx": render_docx},
    ),
    "certified_copy": Kind(_("Bản sao y"), Decision, issued_decisions_for, certified_copy, "sao-y"),
    "certificates": Kind(_("Giấy khen"), Decision, honouring_decisions_for, certificates, "giay-khen", CERTIFICATES),
    "certificate_proof": Kind(
        _("Bản đọc soát giấy khen"),
        Decision,
        honouring_decisions_for,
        certificates,
        "doc-soat-giay-khen",
        {"pdf": render_proof_sheet},
    ),
    "presentation_list": Kind(
        _("Danh sách trao thưởng"), Decision, honouring_decisions_for, presentation_list, "danh-sach-trao-thuong"
    ),
    "award_register": Kind(
        _("Sổ khen thưởng trong năm"), Decision, signed_decisions_for, award_register, "so-khen-thuong"
    ),
    "payment_list": Kind(
        _("Danh sách chi tiền thưởng"), Decision, paid_decisions_for, payment_list, "danh-sach-chi-tien-thuong"
    ),
    "campaign_report": Kind(
        _("Báo cáo kết quả phong trào"), CampaignReport, campaign_reports_for, campaign_report, "bao-cao"
    ),
    "unit_letter": Kind(_("Công văn gửi đơn vị"), UnitLetter, letters_for, unit_letter, "cong-van"),
}


def papers_of(subject: Subject, roles: Roles) -> dict[str, Kind]:
    """The papers that this reader may print of the object, by name; a query for each group of readers."""
    own = {name: kind for name, kind in PAPERS.items() if isinstance(subject, kind.of)}
    groups = {kind.readable for kind in own.values()}
    open_to = {readable for readable in groups if readable(roles).filter(pk=subject.pk).exists()}
    return {name: kind for name, kind in own.items() if kind.readable in open_to}


def printed(kind: Kind, subject: Subject, form: str, seen: QuerySet[Nomination] | None = None) -> bytes:
    """The paper as a file of that form ("pdf", "docx"), with no other nominee of a unit than is in `seen`.

    Raises NotAllowed, in words, when it cannot be printed.
    """
    more = (seen,) if kind.of is Dossier else ()
    return rendered(lambda: kind.forms[form](kind.draw(subject, *more)), subject)


def rendered(make: Callable[[], bytes], subject: Subject) -> bytes:
    """The file that `make` makes of the subject. Raises NotAllowed, in words, when it cannot be printed."""
    try:
        return make()
    except BadWording as fault:
        words = gettext("Mẫu lời văn của văn bản này có lỗi. %(fault)s Hãy báo Văn phòng sửa mẫu.") % {"fault": fault}
        raise NotAllowed([words], subject=subject) from fault
    except TextTooLong as fault:
        words = gettext("Giấy khen của %(who)s không đủ chỗ, dù đã thu nhỏ chữ: tên, đơn vị hoặc thành tích quá dài.")
        raise NotAllowed([words % {"who": fault.recipient}], subject=subject) from fault
    except MissingGlyph as fault:
        words = gettext("Phông chữ của văn bản không có ký tự %(characters)s trong: %(texts)s.")
        named = {"characters": ", ".join(fault.characters), "texts": "; ".join(fault.texts)}
        raise NotAllowed([words % named], subject=subject) from fault
