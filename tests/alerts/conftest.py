"""What the tests of alerts share: a mail server, and a site that sends through it."""

import pytest

from tests.alerts import postoffice


@pytest.fixture
def office(settings):
    """The office of a running mail server, through which the site sends."""
    counter = postoffice.opened()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", counter.port
    settings.SENDS_MAIL, settings.SITE_ADDRESS = True, "https://tracker.example/"
    settings.DEFAULT_FROM_EMAIL = "WTPF Tracker <alerts@tracker.example>"
    yield counter.handler
    counter.stop()
