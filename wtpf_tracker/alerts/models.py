"""Who follows what by e-mail, what there is to tell them, and what is being handed over.

No row of these is a thing of the record: they are in no export and no history. An address stands in `Request`
until it is confirmed and in `Subscriber` from then on, and nowhere else.
"""

import secrets

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from documents.models import Change

LONGEST_ADDRESS = 254
LONGEST_QUERY = 500


def new_key() -> str:
    """Return what no one can guess; the signed links of a person hold it."""
    return secrets.token_urlsafe(18)


class Often(models.TextChoices):
    """How often somebody wants to hear of it."""

    AT_ONCE = "at-once", "at once"
    DAILY = "daily", "once a day"
    WEEKLY = "weekly", "once a week"


class What(models.TextChoices):
    """What happened to a thing, as readers see it."""

    NEW = "new", "new"
    CORRECTED = "corrected", "corrected"
    WITHDRAWN = "withdrawn", "withdrawn"
    ENTERED = "entered", "now in this list"
    LEFT = "left", "no longer in this list"
    LATER = "later", "a later version"


class News(models.Model):
    """One thing that readers see otherwise than before; found once in the history (see `hearing`)."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    what = models.CharField(max_length=9, choices=What)
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_pk = models.BigIntegerField()
    # Of a correction: the changes before and after which it is told.
    first = models.ForeignKey(Change, models.CASCADE, null=True, related_name="+")
    last = models.ForeignKey(Change, models.CASCADE, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "news"

    def __str__(self):
        return f"{self.what}: {self.content_type.model} {self.object_pk}"

    @property
    def model(self) -> type[models.Model]:
        """The model of the thing."""
        return ContentType.objects.get_for_id(self.content_type_id).model_class()


class Subject(models.Model):
    """What somebody follows, by its address: one row however many follow it, so that it is looked up once."""

    class Kind(models.TextChoices):
        EVERYTHING = "everything", "everything"
        TEXT = "text", "a text"
        TOPIC = "topic", "a topic"
        STAKEHOLDER = "stakeholder", "a stakeholder"
        MEETING = "meeting", "a meeting"
        LIST = "list", "a list"
        SEARCH = "search", "a search"
        PARAGRAPH = "paragraph", "a paragraph"

    kind = models.CharField(max_length=11, choices=Kind)
    # Its address without the last slash or ending, and the query string: "/opinions", "outcome=adopted".
    path = models.CharField(max_length=200)
    query = models.CharField(max_length=LONGEST_QUERY, blank=True)
    # The thing itself, where it is one: its address may change.
    object_pk = models.BigIntegerField(null=True)
    # The last of the News that was looked at.
    heard = models.BigIntegerField(default=0)
    # Of what is computed, such as a list: the rows that it had then.
    seen = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["path", "query"], name="alert_subject_once")]

    def __str__(self):
        return f"{self.path}?{self.query}" if self.query else self.path


class Entry(models.Model):
    """One thing to tell those who follow a subject. The entries of a subject are numbered in their order."""

    subject = models.ForeignKey(Subject, models.CASCADE, related_name="entries")
    at = models.DateTimeField(default=timezone.now, db_index=True)
    what = models.CharField(max_length=9, choices=What)
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_pk = models.BigIntegerField()
    news = models.ForeignKey(News, models.CASCADE, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "entries"

    def __str__(self):
        return f"{self.what}: {self.content_type.model} {self.object_pk}"

    @property
    def model(self) -> type[models.Model]:
        """The model of the thing."""
        return ContentType.objects.get_for_id(self.content_type_id).model_class()


class Trying(models.Model):
    """An address to which mail is tried again, later each time, while it is refused."""

    key = models.CharField(max_length=40, unique=True, default=new_key)
    tries = models.PositiveSmallIntegerField(default=0)
    refusals = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class Request(Trying):
    """Somebody gave an address and has not confirmed it; erased after some days."""

    address = models.CharField(max_length=LONGEST_ADDRESS)
    # The address as far as one mailbox has many: for the limit on mails to it.
    counted = models.CharField(max_length=LONGEST_ADDRESS, db_index=True)
    kind = models.CharField(max_length=11, choices=Subject.Kind)
    path = models.CharField(max_length=200)
    query = models.CharField(max_length=LONGEST_QUERY, blank=True)
    object_pk = models.BigIntegerField(null=True)
    how_often = models.CharField(max_length=7, choices=Often, default=Often.AT_ONCE)
    asked_at = models.DateTimeField(db_index=True)
    sent = models.BooleanField(default=False)

    def __str__(self):
        return f"request no. {self.pk}"


class Asking(models.Model):
    """That somebody of a network asked for an alert; kept for a day, apart from whom it was for."""

    network = models.CharField(max_length=45, db_index=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self):
        return f"asked at {self.at}"


class Subscriber(Trying):
    """A confirmed address; erased with its last alert."""

    address = models.CharField(max_length=LONGEST_ADDRESS, unique=True)

    def __str__(self):
        return f"subscriber no. {self.pk}"


class Alert(models.Model):
    """That somebody follows a subject, and how far they were told."""

    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="alerts")
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="alerts")
    how_often = models.CharField(max_length=7, choices=Often, default=Often.AT_ONCE)
    # The last Entry of the subject that was handed over, or was there before.
    told_to = models.BigIntegerField(default=0)
    next_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscriber", "subject"], name="alert_once")]

    def __str__(self):
        return f"alert no. {self.pk}"


class Mail(models.Model):
    """An e-mail that is being handed over; gone as soon as its fate is known.

    One whose sender was stopped meanwhile stays: it may have arrived, so it is never sent again, and the next
    e-mail to this person says so.
    """

    subscriber = models.ForeignKey(Subscriber, models.CASCADE, null=True, related_name="mails")
    request = models.ForeignKey(Request, models.CASCADE, null=True, related_name="mails")
    at = models.DateTimeField()
    # [[alert, told up to before, and with it, next at before], ...]
    spans = models.JSONField(default=list)
    unsure = models.BooleanField(default=False)
    # The operator took note of it.
    noted = models.BooleanField(default=False)

    def __str__(self):
        return f"e-mail no. {self.pk}"
