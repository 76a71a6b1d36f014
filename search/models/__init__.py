from search.models.entry import Entry
from search.models.saved import SavedSearch

__all__ = ["Entry", "SavedSearch"]
