"""What search finds: a narrow row to count and sort by, its texts apart, and the words there are.

All of it follows from the rows of the record and can be built anew from them (`rebuild`). The index of
words itself is no model: each database has its own kind, made by the migration.
"""

from django.db import models


class SearchEntry(models.Model):
    """One thing to be found. Its key is its place among all hits: a smaller one comes first."""

    place = models.BigIntegerField(primary_key=True)
    # The row it was made from.
    model = models.CharField(max_length=40)
    row = models.BigIntegerField()
    kind = models.CharField(max_length=10)
    # Slugs, or empty. `who` holds several: "|brazil|isoc|".
    process = models.CharField(max_length=80, blank=True)
    opinion = models.CharField(max_length=80, blank=True)
    meeting = models.CharField(max_length=80, blank=True)
    who = models.TextField(blank=True)
    # The number of the version that a paragraph belongs to.
    version = models.IntegerField(null=True)
    # The years it spans, of which search finds it by each; 0 and 0 without a date.
    year = models.IntegerField(default=0)
    last_year = models.IntegerField(default=0)
    # What is known to be of a day or earlier may be of any day before; so with later ones.
    earliest = models.DateField(null=True)
    latest = models.DateField(null=True)
    # The first day on which one of its sources was published; null: no day is known.
    known_from = models.DateField(null=True)
    # Some rows are told otherwise of a day gone by: "now" and "past"; empty where it makes no difference.
    state = models.CharField(max_length=4, blank=True)
    known_until = models.DateField(null=True)
    # When it, and all that it stands under, was published here.
    shown_from = models.DateTimeField()
    # Of all that was stored for it: what is right need not be written again.
    digest = models.CharField(max_length=32)

    class Meta:
        indexes = [models.Index(fields=["model", "row"], name="search_entry_row")]

    def __str__(self):
        return f"{self.model} {self.row}"


class SearchText(models.Model):
    """What is shown of an entry."""

    entry = models.OneToOneField(SearchEntry, models.CASCADE, primary_key=True, db_column="place")
    title = models.TextField()
    text = models.TextField(blank=True)
    address = models.TextField()
    language = models.CharField(max_length=8)

    def __str__(self):
        return self.title


class SearchWord(models.Model):
    """A word of the texts, folded, and the stem under which they are found: for beginnings of words."""

    word = models.CharField(max_length=60)
    token = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["word", "token"], name="search_word_once")]

    def __str__(self):
        return self.word
