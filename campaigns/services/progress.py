"""Reports on duties and targets: beginning one, writing in it, its files, and its verbs."""

from collections.abc import Mapping
from functools import partial
from itertools import chain
from typing import Any, Unpack

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from campaigns.figures import mean
from campaigns.guards import why_no_report, why_not_as_of
from campaigns.models import PARTICULARS, Assignment, Evidence, ProgressReport
from campaigns.permissions import can_report
from campaigns.states import ProgressState
from organisation.models import User
from organisation.selectors import root_unit
from organisation.uploads import RefusedUpload, safe_name, sha256_of, sniff
from workflows import clock, content
from workflows.engine import Act, Knock, Seen, lock, perform
from workflows.errors import NotAllowed, NotPermitted, StaleContent
from workflows.rules import roles_of

MOST_FILES = 20  # of one report
WRITTEN = ("as_of", "value", "part_values", "progress", "words")
ROWS = ("attendance", "indicators")
OPTIONAL = (*dict.fromkeys(chain(*PARTICULARS.values())), *ROWS)  # what some tasks ask for beside it
Named = Any  # a binary file with a `name`, as uploads have


def begin(assignment: Assignment, *, actor: User) -> ProgressReport:
    """The report that is open on the assignment, or a new one; for an owner outside the register, the body's.

    Raises NotPermitted, NotAllowed outside the campaign.
    """
    with transaction.atomic():
        task = Assignment.objects.select_for_update(of=("self",)).select_related("campaign", "unit").get(
            pk=assignment.pk
        )  # fmt: skip
        _may_report(task, actor)
        known = task.reports.exclude(state=ProgressState.ACCEPTED).first()
        if known:
            return known
        if reasons := list(why_no_report(task)):
            raise NotAllowed(reasons)
        unit = task.unit or root_unit(task.campaign.organisation_id)
        report = ProgressReport(
            organisation_id=task.campaign.organisation_id, campaign=task.campaign, unit=unit, assignment=task,
            created_at=clock.now(),
        )  # fmt: skip
        return content.create(report)


def write(report: ProgressReport, written: Mapping[str, Any], *, actor: User, seen: Seen | None = None) -> Any:
    """Writes `WRITTEN`, and of `OPTIONAL` what is given; a target counted over parts has the mean of their figures.

    Raises StaleContent when another person saved since `seen`, NotAllowed once the report is handed in or where its
    day lies outside the campaign.
    """
    with transaction.atomic():
        locked = _editable(report, actor)
        if seen is not None and (locked.version, locked.content_hash) != (int(seen[0]), seen[1]):
            raise StaleContent(locked, seen[1])
        if written["as_of"]:
            today = localtime(clock.now()).date()
            if reasons := list(why_not_as_of(locked.assignment, written["as_of"], today)):
                raise NotAllowed(reasons, subject=locked)
        names = [*WRITTEN, *(name for name in OPTIONAL if name in written)]
        for name in names:
            setattr(locked, name, written[name])
        if locked.assignment.parts:
            locked.value = mean(list(locked.figures.values()))
        return content.store(locked, names)


def attach(report: ProgressReport, file: Named, *, actor: User, is_plan: bool = False) -> Evidence:
    """Keeps the file under its content's hash; the same file twice is one. The plan of an event goes to the units.

    Raises RefusedUpload with words for the sender, NotPermitted, or NotAllowed once the report is handed in.
    """
    found = sniff(file, name=file.name, limit=settings.UPLOAD_LIMIT)
    digest = sha256_of(file)
    with transaction.atomic():
        locked = _editable(report, actor)
        beside = list(locked.evidence.all())
        known = next((other for other in beside if other.sha256 == digest), None)
        if known:
            if is_plan and not known.is_plan:
                known.is_plan = True
                known.save(update_fields=["is_plan"])
                content.store(locked, [])
            return known
        if len(beside) >= MOST_FILES:
            words = _("Đã có %(count)s tệp, không thêm được nữa. Hãy gộp hoặc bỏ bớt tệp.")
            raise RefusedUpload(words % {"count": len(beside)})
        _refuse_beyond_quota(locked, file.size)
        evidence = Evidence(
            report=locked, name=safe_name(file.name, found), content_type=found.media_type, size=file.size,
            sha256=digest, is_plan=is_plan, uploaded_at=clock.now(), uploaded_by=actor,
        )  # fmt: skip
        evidence.file.save(digest, file, save=False)
        evidence.save()
        content.store(locked, [])
    return evidence


def detach(evidence: Evidence, *, actor: User) -> None:
    """Takes the file off the report. The bytes of a report that was handed in once stay, for the trail names them."""
    with transaction.atomic():
        locked = _editable(evidence.report, actor)
        gone, _by_model = Evidence.objects.filter(pk=evidence.pk).delete()
        if gone:
            content.store(locked, [])
            if not locked.event_seq and not Evidence.objects.filter(sha256=evidence.sha256).exists():
                transaction.on_commit(partial(evidence.file.delete, save=False))


def submit(report: ProgressReport, **knock: Unpack[Knock]) -> Act:
    """The unit's head confirms and hands in."""
    return perform(report, "submit", **knock)


def withdraw(report: ProgressReport, **knock: Unpack[Knock]) -> Act:
    """The unit takes it back, as long as the office has not answered."""
    return perform(report, "withdraw", **knock)


def accept(report: ProgressReport, **knock: Unpack[Knock]) -> Act:
    """The office has verified what it says; it stands from now on."""
    return perform(report, "accept", **knock)


def send_back(report: ProgressReport, **knock: Unpack[Knock]) -> Act:
    """Back to the unit, with the reason."""
    return perform(report, "send_back", **knock)


def _may_report(subject: Assignment | ProgressReport, actor: User) -> None:
    at = clock.now()
    if can_report(Act("report", actor, at, roles=roles_of(actor, at)), subject) is None:
        raise NotPermitted


def _editable(report: ProgressReport, actor: User) -> Any:
    """The report, locked for writing."""
    locked = lock(report)
    _may_report(locked, actor)
    if not locked.is_editable:
        words = _("Báo cáo đang ở trạng thái “%(state)s”, không sửa nội dung hay minh chứng được nữa.")
        raise NotAllowed([words % {"state": locked.get_state_display()}], subject=locked)
    return locked


def _refuse_beyond_quota(report: ProgressReport, size: int) -> None:
    """A unit fills its share of the disk, never another's (ASVS 5.0, V5.2.4)."""
    of_the_unit = Evidence.objects.filter(report__unit=report.unit_id, report__campaign=report.campaign_id)
    if (of_the_unit.aggregate(total=Sum("size"))["total"] or 0) + size > settings.UNIT_QUOTA:
        raise RefusedUpload(
            _("Các tệp của đơn vị trong phong trào này đã chiếm hết %(quota)s MB được phép. Hãy bỏ bớt tệp không cần.")
            % {"quota": settings.UNIT_QUOTA // 1024**2}
        )
