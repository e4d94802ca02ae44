"""Files of tables between their trial and their import: kept in the storage, for who brought them."""

import datetime
import hashlib
import secrets
from contextlib import suppress

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from .workbooks import TableRefused

FOLDER = "desk-tables"
KEPT_FOR = datetime.timedelta(days=1)
_SALT = "a table between its trial and its import"
_GONE = "The file of the trial is no longer there, or is not yours. Bring it again."


def keep(data: bytes) -> str:
    """Keep the bytes of a file under a name that nobody can guess; return it. Old ones are cleared away."""
    _clear_away()
    return default_storage.save(f"{FOLDER}/{secrets.token_hex(16)}", ContentFile(data))


def token_of(path: str, data: bytes, *, user, kind: str, name: str, **known) -> str:
    """Return what the page of a trial sends back: signed, for this person and this kind of table alone."""
    digest = hashlib.sha256(data).hexdigest()
    given = {"path": path, "sha256": digest, "user": user.pk, "kind": kind, "name": name, **known}
    return signing.dumps(given, salt=_SALT, compress=True)


def kept(token: str, *, user, kind: str) -> tuple[dict, bytes]:
    """Return what a token says and the bytes it stands for.

    Raises TableRefused where it is another person's, too old or forged, and where the bytes are not those
    of the trial.
    """
    try:
        known = signing.loads(token, salt=_SALT, max_age=KEPT_FOR)
        if (known["user"], known["kind"]) != (user.pk, kind):
            raise TableRefused(_GONE)
        with default_storage.open(known["path"]) as file:
            data = file.read()
    except (signing.BadSignature, OSError):
        raise TableRefused(_GONE) from None
    if hashlib.sha256(data).hexdigest() != known["sha256"]:
        raise TableRefused("The file is no longer the one of the trial. Bring it again.")
    return known, data


def drop(path: str) -> None:
    """Remove a kept file."""
    default_storage.delete(path)


def _clear_away() -> None:
    with suppress(FileNotFoundError):
        for name in default_storage.listdir(FOLDER)[1]:
            path, oldest = f"{FOLDER}/{name}", timezone.now() - KEPT_FOR
            with suppress(FileNotFoundError):  # another process clears away at the same moment
                if default_storage.get_modified_time(path) < oldest:
                    default_storage.delete(path)
