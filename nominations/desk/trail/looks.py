"""The access log as an auditor reads it: who opened, took away or was refused what."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import parse_qsl

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns.models import Assignment, Evidence, ProgressReport
from campaigns.permissions import Roles
from nominations.desk.trail.finding import KINDS, day_bounds, people_named, search
from nominations.desk.trail.reading import named_after
from nominations.duties import DUTIES
from nominations.models import Attachment, ConsolidatedList, Decision, Dossier, Nomination, Original
from organisation.states import Role
from workflows.models import Access, How, Subject
from workflows.verbs import verbs_of

PLACES: dict[type[Any], Sequence[str]] = {  # what a file's name leads to
    Attachment: ("nomination", "dossier__unit"), Evidence: ("report__unit", "report__assignment"),
}  # fmt: skip
TONES = {How.READ: "neutral", How.DOWNLOAD: "info", How.EXPORT: "violet", How.REFUSED: "warn"}
SHOWN = {**KINDS, **{model._meta.label_lower: model for model in (Attachment, Evidence, Assignment)}}
PAGES = {
    "trail": _("Trang tìm trong nhật ký"),
    "trail_act": _("Một lượt việc trong nhật ký"),
    "trail_looks": _("Trang “Ai đã xem”"),
    "trail_export": _("Kết xuất từ nhật ký"),
    "trail_bundle": _("Gói kiểm tra"),
    "trail_bundle_made": _("Kết quả kiểm tra gói"),
    "trail_bundle_file": _("Gói kiểm tra (tệp ZIP)"),
    "trail_bundle_checkpoint": _("Bản đối chiếu"),
    **dict.fromkeys(("overrides", "override", "override_ask", "override_verb"), _("Trang vượt quyền")),
    **dict.fromkeys(
        ("mandates", "mandate", "mandate_verb", "mandate_invite", "mandate_invite_list", "mandate_unlink"),
        _("Trang tài khoản và quyền"),
    ),
    "sessions": _("Trang phiên đăng nhập"),
    **dict.fromkeys(("effects", "effect", "mails", "mail", "bounces"), _("Hàng đợi gửi")),
    "trail_upkeep": _("Trang “Việc của quản trị”"),
    "open_dossier": _("Mở hồ sơ của đơn vị"),
    "signing_order": _("Một lượt ký số"),
    **dict.fromkeys(("statistics", "statistics_sheet"), _("Thống kê năm")),
    **dict.fromkeys(("export", "export_file"), _("Danh sách kết xuất")),
    "search_export": _("Kết quả tìm kiếm"),
    "past_awards": _("Sổ khen thưởng các năm trước"),
    "histories": _("Các tệp khen thưởng cũ"),
    **dict.fromkeys(("history", "history_columns", "history_file", "history_verb"), _("Tệp khen thưởng cũ")),
    **dict.fromkeys(("list_import", "import_columns", "import_undo", "import_file"), _("Tệp nhập danh sách")),
}


def looks_for(roles: Roles) -> QuerySet[Access]:
    """The looks at what the auditor answers for; refusals of her organisations' accounts."""
    theirs = Q(campaign__in=roles.campaign_ids(Role.AUDITOR))
    return Access.objects.filter(theirs | Q(organisation__in=roles.organisation_ids(Role.AUDITOR)))


def looks_at(subject: Subject, roles: Roles) -> QuerySet[Access]:
    """The looks at one object, at its files, and at what lies in it or came of it."""
    wanted = Q(object_type=subject.object_type(), object_id=subject.pk)
    for model, keys in _parts_of(subject):
        wanted |= Q(object_type=model._meta.label_lower, object_id__in=list(keys))
    return looks_for(roles).filter(wanted)


def _parts_of(subject: Subject) -> Iterator[tuple[type[Any], QuerySet[Any]]]:
    if isinstance(subject, Dossier):
        yield Nomination, subject.nominations.values_list("pk", flat=True)
    if isinstance(subject, Dossier | Nomination):
        yield Attachment, subject.attachments.values_list("pk", flat=True)
    if isinstance(subject, ProgressReport):
        yield Evidence, subject.evidence.values_list("pk", flat=True)
    if isinstance(subject, ConsolidatedList):
        yield Decision, Decision.objects.filter(consolidated_list=subject).values_list("pk", flat=True)
    if isinstance(subject, Decision):
        yield Original, Original.objects.filter(decision=subject).values_list("pk", flat=True)


def narrowed(looks: QuerySet[Access], wanted: dict[str, Any], roles: Roles) -> QuerySet[Access]:
    """The looks that the form asks for."""
    if wanted.get("q"):
        looks = looks.filter(search(wanted["q"], roles).of_objects())
    if wanted.get("actor"):
        looks = looks.filter(actor_id__in=[user.pk for user in people_named(wanted["actor"], roles)])
    if wanted.get("how"):
        looks = looks.filter(how=wanted["how"])
    if wanted.get("kind"):
        looks = looks.filter(object_type=wanted["kind"])
    return looks.filter(day_bounds(wanted))


def shown(looks: Sequence[Access]) -> list[dict[str, Any]]:
    """Looks in words, each with its object where that still stands: one query for each kind."""
    objects: dict[tuple[str, int], Any] = {}
    for label, model in SHOWN.items():
        keys = {look.object_id for look in looks if look.object_type == label}
        related = PLACES.get(model) or named_after(model)
        found = model._default_manager.select_related(*related).in_bulk(keys) if keys else {}
        objects |= {(label, pk): subject for pk, subject in found.items()}
    return [_shown(look, objects.get((look.object_type, look.object_id or 0))) for look in looks]


def _shown(look: Access, found: Any) -> dict[str, Any]:
    """A refused object keeps its name to itself: the account that was refused may belong elsewhere."""
    model = SHOWN.get(look.object_type)
    number = look.object_id or ""
    named = found is not None and look.how != How.REFUSED
    return {
        "look": look,
        "object": str(found) if named else f"{model._meta.verbose_name} {number}" if model else page_of(look),
        "kind": model._meta.verbose_name if model else "",
        "label": look.object_type if look.object_type in KINDS and named else "",
        "of": place_of(found) if named else None,
        "actor": look.actor.display_name,
        "how": How(look.how).label,
        "why": why_of(look),
        "tone": TONES.get(How(look.how), "neutral"),
        "at": look.at,
    }


def place_of(found: Any) -> Any:
    """What a file belongs to."""
    if isinstance(found, Evidence):
        return found.report
    return (found.nomination or found.dossier) if isinstance(found, Attachment) else None


def why_of(look: Access) -> str:
    """The verb that somebody tried and the separated duty that forbade it; empty for every other look."""
    said = dict(parse_qsl(look.detail)) if look.how == How.REFUSED else {}
    if said.get("rule") not in DUTIES:
        return ""
    model = KINDS.get(look.object_type)
    tried = verbs_of(model).get(said.get("verb", "")) if model else None
    return f"{tried.label}: {DUTIES[said['rule']]}" if tried else str(DUTIES[said["rule"]])


def page_of(look: Access) -> str:
    by_program = _("Chương trình, qua API") if look.route.startswith("api_") else look.route
    return str(PAGES.get(look.route, by_program))
