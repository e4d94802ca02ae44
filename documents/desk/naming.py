"""Names and numbers that nobody has to type: made from what a new row says, and free where it stands."""

from collections.abc import Iterable, Mapping

from django.db import models
from django.utils.text import slugify

from ..fields import EdtfField
from ..models import Named
from ..text.dates import parse_edtf

LONGEST = 60


def made_fields(model: type[models.Model]) -> list[str]:
    """Return the fields of `model` that are filled in where nobody typed them: its name, its number."""
    if not issubclass(model, Named):
        return []
    return [*model.natural_fields[-1:]] * bool(model.named_from) + [*model.counted[:1]]


def fill(row: Named, typed: Mapping) -> dict[str, str | int]:
    """Set what of `made_fields` was left empty in `typed`, all that was typed of `row`; return what was set.

    Many-to-many fields are looked for in `typed`, the others in `row`, whose derived columns are right.
    """
    made = {}
    for name in made_fields(type(row)):
        if name in typed and typed[name] in (None, ""):
            made[name] = free_number(row) if name in row.counted else free_name(row, typed)
            setattr(row, name, made[name])
    return made


def free_number(row: Named) -> int:
    """Return the next number after those of the rows that `row` is counted among, from 1."""
    name, *within = row.counted
    among = _among(row, within)
    return (among.aggregate(last=models.Max(name))["last"] or 0) + 1


def free_name(row: Named, typed: Mapping) -> str:
    """Return a name for `row`, made of what its model says: `turkey-2013-05`, or `turkey-2013-05-2`."""
    field = row._meta.get_field(row.natural_fields[-1])
    words = [_word(row, typed, parts) for parts in row.named_from]
    stem = "-".join(filter(None, words)) or slugify(row._meta.verbose_name)
    stem = _cut(stem, min(LONGEST, field.max_length - 5))
    within = [] if field.unique else [path.partition("__")[0] for path in row.natural_fields[:-1]]
    there = _among(row, within).filter(**{f"{field.name}__startswith": stem})
    return first_free(stem, there.values_list(field.name, flat=True))


def first_free(stem: str, taken: Iterable[str]) -> str:
    """Return `stem`, or `stem-2` and so on where that is among `taken`."""
    taken = set(taken)
    names = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _among(row: Named, within: list[str]) -> models.QuerySet:
    return type(row)._base_manager.filter(**{name: getattr(row, name) for name in within}).exclude(pk=row.pk)


def _word(row: Named, typed: Mapping, parts: str | tuple[str, ...]) -> str:
    """The first of the fields `parts` that is filled in, as a part of an address."""
    for name in (parts,) if isinstance(parts, str) else parts:
        field = row._meta.get_field(name)
        value = typed.get(name) if field.many_to_many else getattr(row, name)
        if word := _as_word(field, value):
            return word
    return ""


def _as_word(field: models.Field, value) -> str:
    if not value:
        return ""
    if isinstance(field, EdtfField):
        return f"{parse_edtf(value).first_day:%Y-%m}"
    if field.many_to_many:
        value = next(iter(value), None)
    return slugify(getattr(value, "slug", value or "").replace("/", "-"))


def _cut(text: str, length: int) -> str:
    """`text`, at most so long, without a part of a word at its end."""
    if len(text) <= length:
        return text
    return text[: length + 1].rpartition("-")[0] or text[:length]
