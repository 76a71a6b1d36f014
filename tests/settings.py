"""The suite's settings: the real ones, with a throw-away database and quick password hashing."""

from config.settings import *  # noqa: F403
from config.settings import INSTALLED_APPS, STORAGES

INSTALLED_APPS = ["tests.database", *INSTALLED_APPS]
SEAL_KEY = "PRIVATE+KEY+tests.example+b94e06e7+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"
SECRET_KEY = "only-for-the-tests"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {**STORAGES, "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
AXES_ENABLED = False
RATE_LIMITED = False  # crawlers ask for everything; tests/config/test_limits.py turns it on
SECOND_FACTOR_ROLES = []  # tests of the doors ask for it
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}  # tests of the cache bring their own
