from organisation.models.authority import SigningAuthority
from organisation.models.grant import UnitGrant
from organisation.models.identity import Identity
from organisation.models.kept_file import KeptFile
from organisation.models.mandate import Invitation, Mandate
from organisation.models.organisation import Organisation
from organisation.models.swapped_day import SwappedDay
from organisation.models.unit import Unit
from organisation.models.unit_change import UnitChange
from organisation.models.user import User

__all__ = [
    "Identity", "Invitation", "KeptFile", "Mandate", "Organisation", "SigningAuthority", "SwappedDay", "Unit",
    "UnitChange", "UnitGrant", "User",
]  # fmt: skip
