"""The web addresses of the record: where they stand, which are due for a look, and what was found there."""

import datetime
from collections.abc import Iterator

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat, Replace, StrIndex
from django.utils import timezone

from .models import LinkCheck, Source
from .web.looking import Finding, Status

# Texts that hold several addresses, one a line.
LINES = {Source: "other_addresses"}
LONGEST = LinkCheck._meta.get_field("address").max_length
LONGEST_SENTENCE = LinkCheck._meta.get_field("sentence").max_length


def models_with_addresses() -> dict[type[models.Model], list[str]]:
    """Return {model: names of its fields that hold one web address} for the models of the record."""
    found = {}
    for model in apps.get_models():
        names = [field.name for field in model._meta.concrete_fields if isinstance(field, models.URLField)]
        if names:
            found[model] = names
    return found


def addresses() -> set[str]:
    """Return every web address that stands in the record, published or not; one query a field."""
    found = set()
    for model, names in models_with_addresses().items():
        for name in names:
            found.update(model.objects.order_by().values_list(name, flat=True))
    for model, name in LINES.items():
        for text in model.objects.exclude(**{name: ""}).values_list(name, flat=True):
            found.update(line.strip() for line in text.splitlines())
    return {address for address in found if 0 < len(address) <= LONGEST}


def due_addresses(older_than: datetime.timedelta) -> list[str]:
    """Return the addresses to look at: first those never seen, then those seen longest ago.

    One that failed once is due on the next day already: only then is it known to be dead.
    """
    standing = addresses()
    now = timezone.now()
    checks = dict(LinkCheck.objects.values_list("address", "checked_at"))
    due = LinkCheck.objects.due(now - older_than, timezone.localdate(now)).values_list("address", flat=True)
    again = sorted(standing & set(due), key=lambda address: (checks[address], address))
    return [*sorted(standing - checks.keys()), *again]


def note(address: str, finding: Finding, now: datetime.datetime | None = None) -> LinkCheck:
    """Keep what was found at an address, and since when it has been failing."""
    now = now or timezone.now()
    before = LinkCheck.objects.filter(address=address).first() or LinkCheck(address=address)
    if finding.status == Status.ANSWERS:
        before.failing_since = before.failed_last = None
    else:
        before.failed_last = timezone.localdate(now)
        before.failing_since = before.failing_since or before.failed_last
    before.checked_at, before.status = now, finding.status
    before.http_code = finding.code
    # What a server said may hold letters that no page and no database should.
    before.sentence = "".join(letter for letter in finding.sentence if letter.isprintable())[
        :LONGEST_SENTENCE
    ]
    before.save()
    return before


def forget_unused() -> int:
    """Delete what was found at addresses that stand nowhere any more; return how many these were."""
    unused = set(LinkCheck.objects.values_list("address", flat=True)) - addresses()
    return sum(LinkCheck.objects.filter(address__in=part).delete()[0] for part in _parts(sorted(unused)))


def _parts(addresses: list[str], size: int = 500) -> Iterator[list[str]]:
    for start in range(0, len(addresses), size):
        yield addresses[start : start + size]


def checks_of(model: type[models.Model], checks) -> list:
    """Return querysets of those of `checks` whose address stands in a row of `model`, one a field.

    For subqueries over rows of `model`.
    """
    found = [checks.filter(address=OuterRef(name)) for name in models_with_addresses()[model]]
    if name := LINES.get(model):
        text = models.TextField()
        newline = Value("\n", text)
        lines = Replace(OuterRef(name), Value("\r"), Value(""), output_field=text)
        line = Concat(newline, Cast(F("address"), text), newline)
        place = StrIndex(Concat(newline, lines, newline), line)
        found.append(checks.annotate(place=place).filter(place__gt=0))
    return found


def standing_in(model: type[models.Model], checks) -> Q:
    """Return the condition on rows of `model` that one of their addresses is among `checks`."""
    condition = Q()
    for found in checks_of(model, checks):
        condition |= Q(Exists(found))
    return condition
