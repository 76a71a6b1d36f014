from django.core.files.base import ContentFile

from nominations.models import HistoryImport
from nominations.services import histories
from nominations.sheets.legacy import Encoding
from tests.factories import World

STATES = """
uploaded    bring_in → brought_in
brought_in  undo → undone
undone
"""

MAY = """
          UO UH OR OH CS CM CC DI DD RC PU AU AD  NB SU EL OU OF EX NY  CR CO  duties
bring_in  .  .  +  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   .  .
undo      .  .  +  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   .  .
"""
A_BOOK = "Họ và tên;Hình thức khen thưởng;Số quyết định;Năm\nNguyễn Thị Hư Cấu;Giấy khen;07/QĐ-CU;2005\n"


def begin(world: World) -> HistoryImport:
    """One new line, compared with the register."""
    file = ContentFile(A_BOOK.encode(), "so-cu.csv")
    found = histories.take_history(world.organisation, file, actor=world.office_reviewer)
    return histories.settle(found, encoding=Encoding.UNICODE, headings={}, actor=world.office_reviewer)


BEGINNINGS = {"uploaded": begin}
READY: dict = {}
