"""Progress reports at the moment that the clock stands at."""

from collections.abc import Iterable

from campaigns.models import Campaign, ProgressReport
from campaigns.services import progress
from nominations.demo.acts import who
from nominations.demo.progress import PEOPLE, Said, written


def file(campaign: Campaign, said: Said) -> ProgressReport:
    """The officer writes it, the head hands it in."""
    report = written(campaign, said)
    progress.submit(report, actor=who(PEOPLE[said.unit][1]))
    return report


def accept(reports: Iterable[ProgressReport]) -> None:
    for report in reports:
        progress.accept(ProgressReport.objects.get(pk=report.pk), actor=who("chuyenvien2"))
