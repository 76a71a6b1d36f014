"""Jobs that are due once a day, an hour, a week: a row of (job, slot) is the right to do it.

Beat may tick twice, late, or on two machines. Whoever gets the row does the work; who dies leaves a lease, and another
does it again, so a job must be idempotent within its slot.
"""

from collections.abc import Callable
from datetime import timedelta

from django.db.models import Q
from django.db.models.functions import Now

from workflows.models import JobSlot

LEASE = timedelta(minutes=10)


def once(job: str, slot: str, work: Callable[[], object], lease: timedelta = LEASE) -> bool:
    """Does the work unless it was done, or is being done, for this slot; True when this call did it.

    An exception of the work goes through, and the slot is free again at once.
    """
    JobSlot.objects.bulk_create([JobSlot(job=job, slot=slot)], ignore_conflicts=True)
    row = JobSlot.objects.filter(job=job, slot=slot, done_at=None)
    if not row.filter(Q(lease_until=None) | Q(lease_until__lte=Now())).update(lease_until=Now() + lease):
        return False
    try:
        work()
    except BaseException:
        row.update(lease_until=None)
        raise
    row.update(done_at=Now(), lease_until=None)
    return True
