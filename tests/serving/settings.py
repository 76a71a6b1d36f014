"""The suite's settings for a server process on the suite's database: with real mail."""

from config import settings as site
from tests.settings import *  # noqa: F403
from tests.settings import INSTALLED_APPS

INSTALLED_APPS = ["tests.serving", *INSTALLED_APPS]
ROOT_URLCONF = "tests.serving.urls"
EMAIL_BACKEND = site.EMAIL_BACKEND
