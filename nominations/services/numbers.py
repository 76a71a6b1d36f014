"""Numbers of papers: continuous in each organisation, year and series (Nghị định 30/2020/NĐ-CP, Điều 15)."""

from django.db.models import F

from nominations.models import NumberSeries
from organisation.models import Organisation


def next_number(organisation: Organisation, *, year: int, series: str) -> int:
    """The next number of the series, held until the transaction ends: no gap, no double."""
    return next_numbers(organisation, year=year, series=series, count=1)[0]


def next_numbers(organisation: Organisation, *, year: int, series: str, count: int) -> range:
    """So many in a row, held until the transaction ends."""
    NumberSeries.objects.get_or_create(organisation=organisation, year=year, series=series)
    row = NumberSeries.objects.select_for_update().get(organisation=organisation, year=year, series=series)
    NumberSeries.objects.filter(pk=row.pk).update(last=F("last") + count)
    return range(row.last + 1, row.last + 1 + count)
