"""Files of past awards on every step of their way into the register."""

from django.core.files.base import ContentFile

from nominations.models import HistoryImport
from nominations.services import histories
from nominations.sheets.legacy import Encoding
from tests.factories import World

COLUMNS = ("full_name", "award_form", "decision", "year")
NAMES = ("kept", "undone", "read", "fresh")  # what is compared is compared last


HEADINGS = ("Họ và tên", "Hình thức khen thưởng", "Số quyết định", "Năm")


def past(name: str) -> bytes:
    return f"{';'.join(HEADINGS)}\n{name};Giấy khen;07/QĐ-CU;2005\n".encode()


def histories_of(world: World, family: str) -> dict[str, HistoryImport]:
    return {f"history {name}": _history(world, name, family) for name in NAMES}


def _history(world: World, name: str, family: str) -> HistoryImport:
    file = ContentFile(past(f"{family} Cũ {name}"), f"so-{name}-{family}.csv")
    found = histories.take_history(world.organisation, file, actor=world.office_reviewer)
    if name == "fresh":
        return found
    found = histories.settle(found, encoding=Encoding.UNICODE, headings={}, actor=world.office_reviewer)
    if name in ("kept", "undone"):
        histories.bring_in(found, actor=world.office_reviewer)
    if name == "undone":
        histories.undo(found, actor=world.office_reviewer, reason="Lý do (hư cấu).")
    return HistoryImport.objects.get(pk=found.pk)
