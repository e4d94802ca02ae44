"""The door for HTTP servers: `gunicorn wtpf_tracker.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wtpf_tracker.settings")
application = get_wsgi_application()
