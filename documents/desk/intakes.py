"""What is brought to the desk: taken in at once, read when its turn comes, entered one after another."""

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from ..models import Contribution, ContributionFile, Intake
from ..sentences import counted
from ..text.limits import LIMITS, in_words
from ..text.media import media_type_of
from ..text.model import Document, RefusedError
from ..text.natural import natural_key
from ..text.safely import read_safely
from ..uploads import LONGEST_NOTE, what_was_read

MOST_FILES = 100
PASTED = "pasted.txt"


@dataclass(frozen=True)
class Turn:
    """Where an intake stands among those brought together: `number` of `total`, and the one that is next."""

    number: int
    total: int
    next: Intake | None

    @property
    def words(self) -> str:
        """For instance "3 of 16"; nothing where there is one only."""
        return f"{self.number} of {self.total}" if self.total > 1 else ""


@transaction.atomic
def bring(*, files: Iterable[UploadedFile], by, note: str = "") -> list[Intake]:
    """Keep files that were dropped together, in the order of the numbers in their names; return the intakes.

    Nothing is read yet: whatever the bytes hold, they are kept first.
    """
    moment, brought = timezone.now(), []
    for order, file in enumerate(sorted(files, key=lambda one: natural_key(one.name)), start=1):
        given = {"name": file.name[-200:], "by": by, "brought_at": moment, "order": order, "note": note}
        brought.append(Intake.objects.create(file=file, **given, **_bytes_of(file)))
    return brought


def bring_text(*, text: str, by, note: str = "") -> Intake:
    """Keep a pasted text until it is entered; return the intake."""
    return Intake.objects.create(pasted=text, by=by, note=note)


def bring_nothing(*, by) -> Intake:
    """Begin an entry of facts alone; return the intake."""
    return Intake.objects.create(by=by)


def _bytes_of(file: UploadedFile) -> dict:
    digest, beginning = hashlib.sha256(), b""
    for chunk in file.chunks():
        digest.update(chunk)
        beginning = beginning or chunk[:1024]
    return {"size": file.size, "sha256": digest.hexdigest(), "media_type": media_type_of(beginning)}


def read(intake: Intake) -> Document | None:
    """Return the document of an intake, read the first time; None with `refusal` set where it cannot be.

    Reading may take many seconds: ask before a transaction begins.
    """
    if intake.reading is None and not intake.refusal and (intake.file or intake.pasted):
        try:
            document = read_safely(_content(intake), intake.name or PASTED)
        except (RefusedError, OSError) as refusal:
            words = str(refusal) if isinstance(refusal, RefusedError) else "Its bytes are no longer stored."
            intake.refusal = words[:LONGEST_NOTE]
        else:
            intake.reading = asdict(document)
            if intake.file:
                intake.media_type = media_type_of(b"", document.format)
        intake.save(update_fields=["reading", "refusal", "media_type"])
    return intake.document


def _content(intake: Intake) -> bytes:
    if not intake.file:
        return intake.pasted.encode()
    if intake.size > LIMITS.file_size:
        raise RefusedError(
            f"The file has {in_words(intake.size)}; the limit is {in_words(LIMITS.file_size)}."
        )
    with intake.file.open("rb") as stored:
        return stored.read(LIMITS.file_size + 1)


def hand_on(intake: Intake, contribution: Contribution, *, language: str = "en") -> ContributionFile | None:
    """Make the stored bytes of `intake` a file of `contribution`, and note that it is entered.

    The bytes stay where they are; from now on the ContributionFile alone names them. Returns None where
    no file was brought.
    """
    file = _file_of(intake, contribution, language) if intake.file else None
    intake.file, intake.reading = "", None
    intake.contribution, intake.entered_at = contribution, timezone.now()
    intake.save(update_fields=["file", "reading", "contribution", "entered_at"])
    return file


def _file_of(intake: Intake, contribution: Contribution, language: str) -> ContributionFile:
    document, state = intake.document, ContributionFile.Extraction
    return ContributionFile.objects.create(
        contribution=contribution,
        file=intake.file.name,
        name=intake.name,
        language=language,
        media_type=intake.media_type,
        size=intake.size,
        sha256=intake.sha256,
        text=document.text if document else "",
        extraction=state.READ if document else state.REFUSED,
        extraction_note=(what_was_read(document) if document else intake.refusal)[:LONGEST_NOTE],
    )


def turn_of(intake: Intake) -> Turn:
    """Return where `intake` stands among what was brought with it, and what its bringer has to do next."""
    together = Intake.objects.filter(by=intake.by_id, brought_at=intake.brought_at)
    orders = list(together.order_by("order", "pk").values_list("pk", flat=True))
    waiting = Intake.objects.waiting().filter(by=intake.by_id).exclude(pk=intake.pk).in_order()
    later = waiting.filter(brought_at=intake.brought_at, order__gt=intake.order).first()
    return Turn(orders.index(intake.pk) + 1, len(orders), later or waiting.first())


def put_aside(intake: Intake, *, at: datetime.datetime | None = None) -> None:
    """Take an intake out of what waits; its bytes stay, and it can be taken back."""
    intake.put_aside_at = at or timezone.now()
    intake.save(update_fields=["put_aside_at"])


def take_back(intake: Intake) -> None:
    """Let an intake that was put aside wait again."""
    intake.put_aside_at = None
    intake.save(update_fields=["put_aside_at"])


def waiting_in_words(number: int) -> str:
    """Say how much waits."""
    return f"{counted(number, 'document waits', 'documents wait')} to be entered"
