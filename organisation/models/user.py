from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from organisation.models.organisation import Organisation
from organisation.states import Honorific
from organisation.text import fold

SESSIONS = "organisation.user.sessions"
MACHINE = "he-thong"


class User(AbstractUser):
    """An account of one person. Vietnamese names stay whole: họ, đệm, tên, as written."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    full_name = models.CharField(_("họ và tên"), max_length=120)
    honorific = models.CharField(_("Ông/Bà"), max_length=4, choices=Honorific.choices, blank=True)
    position = models.CharField(_("chức vụ"), max_length=120, blank=True)
    same_person_as = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="accounts")
    sessions_ended = models.PositiveIntegerField(default=0, editable=False)  # how often all sessions were ended

    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = _("tài khoản")
        verbose_name_plural = _("tài khoản")

    def __str__(self) -> str:
        return self.full_name

    @property
    def display_name(self) -> str:
        return self.full_name

    @property
    def person_id(self) -> int:
        """Equal for all accounts of one person: separation of duties counts people, not accounts."""
        return self.same_person_as_id or self.pk

    @property
    def is_machine(self) -> bool:
        """The site itself, when a moment passes and nobody acts."""
        return self.username == MACHINE and self.organisation_id is None and not self.is_active

    @cached_property
    def name_key(self) -> str:
        """The name by which a nominee may be told to be this person: accents, case and spaces aside."""
        return fold(self.full_name)

    def has_perm(self, perm: str, obj: object = None) -> bool:  # noqa: ARG002
        """Never: powers are dated grants on units and campaigns, also of Django's superusers, who decide nothing."""
        return False

    def has_module_perms(self, app_label: str) -> bool:  # noqa: ARG002
        return False

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Sessions end with the password, and whenever `organisation.services.end_sessions` says so."""
        return salted_hmac(
            SESSIONS, f"{self.password} {self.sessions_ended}", secret=secret, algorithm="sha256"
        ).hexdigest()
