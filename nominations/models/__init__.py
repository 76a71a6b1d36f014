from nominations.models.archive import Archive
from nominations.models.article import Article
from nominations.models.attachment import Attachment
from nominations.models.bonus import BonusRule
from nominations.models.comment import Comment
from nominations.models.consolidated_list import ConsolidatedList
from nominations.models.consultation import Consultation
from nominations.models.decision import Decision, NumberSeries
from nominations.models.delivery import Delivery
from nominations.models.dossier import Dossier
from nominations.models.erasure import Erasure, LegalHold
from nominations.models.export import Export
from nominations.models.history import HistoryImport, PastAward
from nominations.models.kept_figures import KeptFigures
from nominations.models.list_import import ListImport
from nominations.models.nomination import Nomination
from nominations.models.original import Original, SigningOrder
from nominations.models.override import Override
from nominations.models.print_run import PrintRun
from nominations.models.process import DossierProcess, ListProcess
from nominations.models.publication import Publication, PublicationRule
from nominations.models.recovery import Recovery
from nominations.models.reminder import Reminder
from nominations.models.unit_letter import UnitLetter
from nominations.models.upload import Upload
from nominations.models.wording import Wording

__all__ = [
    "Archive", "Article", "Attachment", "BonusRule", "Comment", "ConsolidatedList", "Consultation", "Decision",
    "Delivery", "Dossier", "DossierProcess", "Erasure", "Export", "HistoryImport", "KeptFigures", "LegalHold",
    "ListImport", "ListProcess", "Nomination", "NumberSeries", "Original", "Override", "PastAward", "PrintRun",
    "Publication", "PublicationRule", "Recovery", "Reminder", "SigningOrder", "UnitLetter", "Upload", "Wording",
]  # fmt: skip
