"""The site's own answers, asked for in this process as an anonymous reader under a public address would."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import connection, transaction
from django.http.response import HttpResponseBase
from django.test import Client, override_settings

from .addresses import Address
from .refusals import Refused

PIECE = 1 << 16
HTML = "text/html"
_WHITENOISE = "whitenoise.middleware.WhiteNoiseMiddleware"


@dataclass(frozen=True)
class Answer:
    """What the site answers: its status, the media type without parameters, where it leads, its bytes."""

    status: int
    media_type: str
    leads_to: str
    content: Iterator[bytes]


class Site:
    """The site under its public address; made by `opened`."""

    def __init__(self, address: str):
        self.address = address
        self._parts = urlsplit(address)
        # The client of the tests, because it leaves the connection, and with it the moment, open.
        self._client = Client(raise_request_exception=False)

    def ask(self, address: Address) -> Answer:
        """Return the answer to a GET of `address`; Refused where the site failed to make one."""
        if address.path.startswith(settings.STATIC_URL):
            return _static_file(address)
        host = {"HTTP_HOST": self._parts.netloc, "SERVER_NAME": self._parts.hostname}
        response = self._client.get(address.asked, secure=self._parts.scheme == "https", **host)
        if response.status_code >= 500:
            raise Refused(f"The site fails to answer {address.asked}; see what it noted. Mend that first.")
        media_type = response.headers.get("Content-Type", "").partition(";")[0].strip()
        return Answer(
            response.status_code, media_type, response.headers.get("Location", ""), _pieces(response)
        )

    def living(self, address: Address) -> str:
        """Return where `address` is on the living site."""
        return f"{self.address}{address.asked}"


def _pieces(response: HttpResponseBase) -> Iterator[bytes]:
    yield from response.streaming_content if response.streaming else [response.content]


def _static_file(address: Address) -> Answer:
    found = finders.find(address.path.removeprefix(settings.STATIC_URL))
    if found is None:
        return Answer(404, "", "", iter(()))
    media_type = "text/css" if address.path.endswith(".css") else ""
    return Answer(200, media_type, "", _read(Path(found)))


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


@contextmanager
def opened(address: str) -> Iterator[Site]:
    """Open the site under its public address (`https://example.org`), as it is at one moment.

    Whoever writes meanwhile is not seen and not held up. Raises Refused where `address` is none of a site.
    """
    address = _checked(address)
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    changed = {
        "ALLOWED_HOSTS": [urlsplit(address).hostname],
        "DEBUG": False,
        "SECURE_SSL_REDIRECT": False,
        "PUBLISH_DUE_EVERY": 0,  # who copies publishes nothing
        "STORAGES": {**settings.STORAGES, "staticfiles": plain},
        "MIDDLEWARE": [name for name in settings.MIDDLEWARE if name != _WHITENOISE],
    }
    with override_settings(**changed), _one_moment():
        yield Site(address)


def _checked(address: str) -> str:
    try:
        parts = urlsplit(address.strip())
        right = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        right = False
    if not right or parts.path.strip("/") or parts.query or parts.fragment or parts.username:
        raise Refused(
            f"“{address}” is not the address of a site. Write it as https://example.org, without a path."
        )
    return f"{parts.scheme}://{parts.netloc}"


@contextmanager
def _one_moment() -> Iterator[None]:
    """Let all questions see the same state of the database; where a transaction is open already, its own."""
    if connection.in_atomic_block:
        yield
        return
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        # Reads only, so that it takes no lock: what IMMEDIATE is for does not arise.
        kept, connection.transaction_mode = connection.transaction_mode, "DEFERRED"
        try:
            with transaction.atomic():
                yield
        finally:
            connection.transaction_mode = kept
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
