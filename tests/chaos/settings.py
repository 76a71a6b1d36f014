"""The suite's settings for many processes: real files and real mail, as on a site of several machines."""

from config import settings as site
from tests.settings import *  # noqa: F403

STORAGES = site.STORAGES
EMAIL_BACKEND = site.EMAIL_BACKEND
