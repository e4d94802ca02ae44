"""Filters that a list offers as choices with counts, checked: an unknown value is a BadQuestion.

The count beside a choice says how many rows the list would have with that choice and all other
filters as they are. A choice that would leave none is not offered.
"""

import re
from dataclasses import dataclass
from operator import itemgetter

import django_filters
from django.db.models import Count, Q

from .questions import BadQuestion

MOST_WORDS = 12


@dataclass(frozen=True)
class Option:
    """One choice of a facet, as a list shows it."""

    value: str
    words: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class ShownFacet:
    """A facet as a list shows it: its parameter, its label, its choices; `chosen` is one of them or None."""

    name: str
    label: str
    options: list[Option]

    @property
    def chosen(self) -> Option | None:
        """The choice that the address makes, if any."""
        return next((option for option in self.options if option.chosen), None)


@dataclass(frozen=True)
class Chosen:
    """A filter in force: what it says, and the query string of the same list without it."""

    label: str
    words: str
    query: str


class Facet(django_filters.ChoiceFilter):
    """A filter by one of a set of values.

    `known(day)` returns every value there is, [(value, words), ...]; `count(rows)` how many of the rows
    have each, {value: number}; by default it counts the values of the column `field_name`.
    """

    def __init__(self, *, known, count=None, **options):
        super().__init__(**options)
        self.known = known
        self.count = count or self.count_column

    def count_column(self, rows) -> dict:
        """How many rows have each value of the column."""
        return count_values(rows, self.field_name)

    def prepare(self, day) -> None:
        """Ask once which values there are; as of `day` where one is asked for."""
        self.extra["choices"] = self.known(day)


def count_values(rows, column: str) -> dict:
    """Return {value: number of distinct rows} for a look-up that may lead through several rows."""
    counted = rows.order_by().values_list(column).annotate(number=Count("pk", distinct=True))
    return {str(value): number for value, number in counted if value not in (None, "")}


def words_in(text: str) -> list[str]:
    """Return the words of a question as far as a list looks for them."""
    return text.split()[:MOST_WORDS]


def having(word: str, *columns: str) -> Q:
    """Return the condition that one of the columns has the word, whatever the case of its letters.

    A regular expression, because SQLite knows the case of ASCII letters alone when it looks for text.
    """
    found = Q()
    for column in columns:
        found |= Q((f"{column}__iregex", re.escape(word)))
    return found


class FacetedFilterSet(django_filters.FilterSet):
    """A filter set whose choices come from the record; `rows()` and `facets()` are what a list shows."""

    def __init__(self, data, queryset, *, day=None):
        super().__init__(data, queryset)
        self.day = day
        for name, facet in self._facets().items():
            if data.get(name):
                facet.prepare(day)

    def _facets(self) -> dict[str, Facet]:
        return {name: filter_ for name, filter_ in self.filters.items() if isinstance(filter_, Facet)}

    def rows(self):
        """Return the rows asked for. Raises BadQuestion, naming the parameter, for what cannot be asked."""
        for name in self.filters:
            if len(self.data.getlist(name)) > 1:
                raise BadQuestion(f"The address gives “{name}” more than once. Give it once.")
        if not self.is_valid():
            raise self._refusal(next(iter(self.form.errors)))
        return self.qs

    def _refusal(self, name: str) -> BadQuestion:
        value = self.data.get(name, "")
        facet = self._facets().get(name)
        if self.day and facet and value in map(itemgetter(0), facet.known(None)):
            return BadQuestion(
                f"“{value[:40]}” was not public on {self.day.day} {self.day:%B %Y}, as far as the "
                f"publication dates of the sources show. Choose a later day, or leave “{name}” out.",
                status=404,
            )
        return BadQuestion(
            f"“{value[:40]}” is not a value of “{name}” that this list knows. "
            "Choose one of those that it offers, or leave it out."
        )

    def facets(self) -> list[ShownFacet]:
        """Return the facets with their choices and counts; two queries each. Only after `rows`."""
        for facet in self._facets().values():
            if "choices" not in facet.extra:
                facet.prepare(self.day)
        return [self._show(name, facet) for name, facet in self._facets().items()]

    def chosen(self) -> list[Chosen]:
        """Return the filters in force; the order is not one of them. Only after `rows`."""
        found = []
        for name, value in self.form.cleaned_data.items():
            if value not in (None, "") and name != "sort":
                words = dict(self.filters[name].extra.get("choices", ())).get(value, value)
                found.append(Chosen(self.filters[name].label, str(words), self._query_without(name)))
        return found

    def _query_without(self, name: str) -> str:
        query = self.data.copy()
        for left_out in (name, "page"):
            query.pop(left_out, None)
        return query.urlencode()

    def _show(self, name: str, facet: Facet) -> ShownFacet:
        chosen = self.form.cleaned_data[name]
        numbers = facet.count(self._without(name))
        options = [
            Option(value, str(words), numbers.get(value, 0), value == chosen)
            for value, words in facet.extra["choices"]
            if numbers.get(value) or value == chosen
        ]
        return ShownFacet(name, facet.label, options)

    def _without(self, name: str):
        rows = self.queryset
        for other, value in self.form.cleaned_data.items():
            if other != name:
                rows = self.filters[other].filter(rows, value)
        return rows
