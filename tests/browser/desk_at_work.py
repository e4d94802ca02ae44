"""A page of the desk in a browser, as somebody who is signed in already."""

from django.conf import settings
from django.test import Client

from tests.signing_in import make_staff, sign_in


def signed_in(user=None) -> dict:
    """Return the options of `visit` for a person of the desk: visit("/admin/", **signed_in())."""
    client = sign_in(Client(), user or make_staff(superuser=True))
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "domain": "localhost", "path": "/"}
    return {"storage_state": {"cookies": [cookie], "origins": []}}
