"""Writes that touch more than one row. Views, admin, commands and imports call these."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from . import uploads
from .desk.history import work
from .desk.states import PUBLICATION, parts_of
from .models import Contribution, ContributionFile, Publishable, Source, Sourced

NO_SOURCE = (
    "A fact without a source cannot be published. Name a source that readers see, or keep it as a draft."
)


def without_source(*facts: Publishable) -> list[Publishable]:
    """Return those of `facts` that must have a source and have none that readers see; one query a model."""
    by_model = defaultdict(list)
    for fact in facts:
        if isinstance(fact, Sourced):
            by_model[type(fact)].append(fact)
    found = []
    for model, of_one_model in by_model.items():
        rows = model.objects.filter(pk__in=[fact.pk for fact in of_one_model])
        sourced = set(rows.filter(sources__in=Source.objects.published()).values_list("pk", flat=True))
        found += [fact for fact in of_one_model if fact.pk not in sourced]
    return found


@work()
def publish(*facts: Publishable, at: datetime.datetime | None = None) -> int:
    """Show `facts`, with their parts, to readers from `at` on (now by default); return how many were drafts.

    What follows from them is brought up to date. Raises ValidationError with a sentence for each fact without
    a source that readers see, and for each event that may not follow where it stands; then none is published.
    """
    # Whole seconds: databases keep and compare fractions of a second differently.
    moment = (at or timezone.now()).replace(microsecond=0)
    drafts = [fact for fact in facts if fact.published_at is None]
    parts = draft_parts(facts)
    for fact in [*drafts, *parts]:
        fact.published_at, fact.withdrawn_at, fact.withdrawn_reason = moment, None, ""
        fact.save(update_fields=PUBLICATION)
    if unsourced := without_source(*facts, *parts):
        raise ValidationError([f"“{fact}”: {NO_SOURCE}" for fact in unsourced])
    return len(drafts)


def draft_parts(facts: Iterable[Publishable]) -> list[Publishable]:
    """Return the parts of `facts` that are facts themselves and not yet published."""
    return [
        part
        for fact in facts
        for relation in parts_of(type(fact))
        if issubclass(relation.related_model, Publishable)
        for part in getattr(fact, relation.name).filter(published_at=None)
    ]


def describe_upload(upload: UploadedFile) -> dict:
    """Return what a new ContributionFile says of its bytes: name, media_type, size, sha256, text, extraction,
    extraction_note.

    Reading a file may take many seconds: ask before a transaction begins. The same upload is read once.
    """
    if not hasattr(upload, "described"):
        upload.described = uploads.described(upload, upload.name)
        upload.seek(0)
    return upload.described


def read_again(files: Iterable[ContributionFile]) -> int:
    """Read stored files anew and keep what that gives; return how many could be read.

    Their bytes, and what is known of them, stay as they are.
    """
    number = 0
    for file in files:
        found = uploads.described_stored(file)
        for name in uploads.READING:
            setattr(file, name, found[name])
        file.save(update_fields=uploads.READING)
        number += file.extraction == ContributionFile.Extraction.READ
    return number


def has_file(contribution: Contribution, sha256: str) -> bool:
    """Whether `contribution` already has a file of exactly these bytes."""
    return contribution.pk is not None and contribution.files.filter(sha256=sha256).exists()
