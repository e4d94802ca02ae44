"""Asking for an alert, confirming, changing and ending it. Nothing here says whether an address is known."""

import datetime
import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.http import Http404, QueryDict
from django.utils import timezone
from django.utils.encoding import punycode

from documents.gone import Gone
from documents.questions import BadQuestion

from . import subjects
from .hearing import hear
from .matching import begin, match
from .models import LONGEST_ADDRESS, Alert, Asking, Entry, Request, Subject, Subscriber
from .subjects import Asked, Kind
from .times import next_time

DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)
MOST_FOR_AN_ADDRESS = 3
"""Confirmations to one mailbox in a day that were not answered."""
MOST_OF_A_NETWORK = {HOUR: 10, DAY: 30}
MOST_WAITING = 10_000
"""Requests that wait for confirmation, of all people together."""
NOT_ASCII = (
    "The part before the @ has letters that many mail servers cannot handle. Give an address in letters from "
    "a to z, figures and signs; the part after the @ may be in any script."
)


class TooMany(Exception):
    """A network asks for more than one person would; `str()` says so in a sentence."""


def cleaned_address(text: str) -> str:
    """Return an address as it is kept, its domain in ASCII. Raises ValidationError with a sentence."""
    text = text.strip()
    local, _, domain = text.rpartition("@")
    if not local.isascii():
        raise ValidationError(NOT_ASCII)
    try:
        validate_email(text)
        address = f"{local}@{punycode(domain).lower()}"
    except (ValidationError, UnicodeError):
        raise ValidationError("This is no e-mail address. Write it as name@example.org.") from None
    if len(address) > LONGEST_ADDRESS:
        raise ValidationError("This address is too long to be one.")
    return address


def counted(address: str) -> str:
    """Return the mailbox of an address as far as one can tell: `A+x@b` is that of `a@b`."""
    local, _, domain = address.lower().rpartition("@")
    return f"{re.split(r'[+]', local)[0] or local}@{domain}"


def request_alert(*, address: str, asked: Asked, how_often: str, network: str | None, now=None) -> None:
    """Keep that somebody asked for an alert, so that the next run asks the address whether it wants it.

    Raises TooMany where the network asked too often. Beyond the limit of the address nothing is done, and
    nobody is told.
    """
    now = now or timezone.now()
    _count(network or "unknown", now)
    mailbox = counted(address)
    if Request.objects.filter(counted=mailbox, asked_at__gt=now - DAY).count() >= MOST_FOR_AN_ADDRESS:
        return
    if Request.objects.count() >= MOST_WAITING:
        raise TooMany("Too many people ask for alerts at this moment. Try again tomorrow.")
    Request.objects.create(address=address, counted=mailbox, how_often=how_often, asked_at=now, **asked.kept)


def _count(network: str, now) -> None:
    for span, most in MOST_OF_A_NETWORK.items():
        if Asking.objects.filter(network=network, at__gt=now - span).count() >= most:
            raise TooMany("From your network too many alerts were asked for. Try again tomorrow.")
    Asking.objects.create(network=network, at=now)


def asked_of(row: Request | Subject) -> Asked | None:
    """Return what a request or a subject asks for as it is now; None where readers do not see it any more."""
    query, parts = QueryDict(row.query), row.path.strip("/").split("/")
    try:
        if row.kind == Kind.EVERYTHING:
            return subjects.everything_there_is(query)
        if row.kind == Kind.LIST:
            return subjects.listing(parts[0], query)
        if row.kind == Kind.SEARCH:
            return subjects.searched(query)
        if row.kind == Kind.PARAGRAPH:
            return subjects.paragraph(parts[1], int(parts[3]), query)
        return subjects.thing(parts[0], parts[1], query)
    except (Http404, Gone, BadQuestion):
        return None


def confirm(request: Request, now=None) -> Alert:
    """Begin the alert that was asked for: what comes from now on is told. Once, however often it is asked."""
    now = now or timezone.now()
    hear(now)
    with transaction.atomic():
        subject = _subject_of(request, now)
        subscriber, _ = Subscriber.objects.get_or_create(address=request.address)
        last = Entry.objects.filter(subject=subject).order_by("-pk").values_list("pk", flat=True).first() or 0
        start = {"told_to": last, "next_at": next_time(request.how_often, now)}
        alert, new = Alert.objects.get_or_create(
            subscriber=subscriber, subject=subject, defaults={"how_often": request.how_often, **start}
        )
        if not new:
            change(alert, request.how_often, now)
        Request.objects.filter(pk=request.pk).delete()
    return alert


def _subject_of(request: Request, now) -> Subject:
    """The subject that a request is about, with nothing left to be looked at."""
    found = {"kind": request.kind, "object_pk": request.object_pk}
    key = {"path": request.path, "query": request.query}
    subject, new = Subject.objects.get_or_create(**key, defaults=found)
    if new:
        begin(subject)
        subject.save()
    else:
        match(subject.pk, now)
    return subject


def change(alert: Alert, how_often: str, now=None) -> None:
    """Change how often somebody is told."""
    if alert.how_often != how_often:
        next_at = next_time(how_often, now or timezone.now())
        Alert.objects.filter(pk=alert.pk).update(how_often=how_often, next_at=next_at)


@transaction.atomic
def stop(alert: Alert) -> bool:
    """End an alert; with the last one the address is erased. Return whether it was."""
    subscriber = alert.subscriber
    alert.delete()
    if subscriber.alerts.exists():
        return False
    erase(subscriber)
    return True


@transaction.atomic
def erase(subscriber: Subscriber) -> None:
    """Erase an address everywhere: its alerts, what waits to be sent to it, what it has not confirmed yet."""
    Request.objects.filter(counted=counted(subscriber.address)).delete()
    subscriber.delete()
