"""Signed links: who has one is who got the mail it stood in. It ends with the row whose key it holds."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from .models import Request, Subscriber, Trying

_SALTS = {Subscriber: "wtpf_tracker.alerts.manage", Request: "wtpf_tracker.alerts.confirm"}


def token_of(row: Trying) -> str:
    """Return what stands in the links of a person."""
    return signing.Signer(salt=_SALTS[type(row)], sep="~").sign(row.key)


def row_of_token(model: type[Trying], token: str):
    """Return the row whose token this is, or None: it is forged, or the row was erased."""
    try:
        key = signing.Signer(salt=_SALTS[model], sep="~").unsign(token)
    except signing.BadSignature:
        return None
    return model.objects.filter(key=key).first()


def link(name: str, row: Trying) -> str:
    """Return the whole address of one of the pages for the holder of a token."""
    return whole(reverse(name, args=[token_of(row)]))


def whole(place: str) -> str:
    """Return an address on this site with its beginning, as mails need it; one that is whole stays so."""
    return f"{settings.SITE_ADDRESS.rstrip('/')}{place}" if place.startswith("/") else place
