"""How many nominations have come at least so far on their way to the award."""

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from nominations.models import Nomination
from nominations.states import NominationState as N

STEPS = {
    "filed": (_("Đã nộp"), (N.SUBMITTED, N.UNDER_REVIEW, N.ON_HOLD, N.RETURNED, N.INELIGIBLE)),
    "eligible": (_("Đủ điều kiện"), (N.ELIGIBLE,)),
    "proposed": (_("Đã tổng hợp, trình"), (N.CONSOLIDATED, N.FORWARDED, N.DECLINED)),
    "approved": (_("Được phê duyệt"), (N.APPROVED,)),
    "awarded": (_("Đã khen thưởng"), (N.AWARDED, N.REVOKED)),
}
NOT_FILED = (N.DRAFT, N.WITHDRAWN)


def funnel(nominations: QuerySet[Nomination]) -> dict[str, int]:
    """By step, the first one first: those that reached it, wherever they are now; one query. Withdrawn ones left."""
    by_state = dict(nominations.order_by().values_list("state").annotate(count=Count("pk")))
    reached, further = {}, 0
    for step, (_label, states) in reversed(STEPS.items()):
        further += sum(by_state.get(state, 0) for state in states)
        reached[step] = further
    return {step: reached[step] for step in STEPS}
