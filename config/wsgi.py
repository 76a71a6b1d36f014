"""The application for any WSGI server: gunicorn config.wsgi."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
gc.freeze()  # what start-up left in memory stays: no act of a thousand lines waits for it to be swept again
