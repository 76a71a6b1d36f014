from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

MOST = 30  # for one account
NAME, QUERY = 60, 200


class SavedSearch(models.Model):
    """A search that an account keeps under a name; only that account sees it."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("tên"), max_length=NAME)
    query = models.CharField(_("nội dung tìm"), max_length=QUERY)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "name"], name="one_saved_search")]

    def __str__(self) -> str:
        return self.name
