"""Fields that keep a text and what follows from it: EDTF dates with their days, texts with their hashes.

A derived column is filled by its field's `pre_save`, as Django does for `auto_now`: so it is right after
`save` and `bulk_create` alike, and no model needs logic in `save`. `loaddata` alone writes rows as they are,
without asking the fields: after it, `rebuild` fills the derived columns (`load_record` does so by itself).
"""

import hashlib
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from .text.dates import parse_edtf
from .text.paths import LONGEST, address_key
from .text.symbols import symbol_key


def validate_edtf(text: str) -> None:
    """Refuse what is not a date in the record's notation, with a sentence."""
    try:
        parse_edtf(text)
    except ValueError as problem:
        raise ValidationError(str(problem), code="edtf") from None


class EdtfField(models.CharField):
    """A date of any precision, kept as the EDTF text that was entered."""

    description = "A date in EDTF"

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 30)
        kwargs.setdefault(
            "help_text",
            "As exactly as the source says: 2012-10-10 (day), 2013-02 (month), 2012 (year), "
            "2012-10-10/2012-10-12 (first and last day). A ~ after it: about. ../2013-05-14: by that day.",
        )
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, validate_edtf]


class DerivedMixin:
    """A column that nobody edits, computed from the sibling field named `of` each time a row is saved."""

    def __init__(self, *args, of: str = "", **kwargs):
        self.of = of
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("editable", None)
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, instance, add):
        value = self.derive(getattr(instance, self.of))
        setattr(instance, self.attname, value)
        return value


class FirstDay(DerivedMixin, models.DateField):
    """The first day of the EDTF date in `of`, for sorting and filtering; null where there is none."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{**kwargs, "null": True})

    def derive(self, text: str):
        return parse_edtf(text).first_day if text else None


class LastDay(FirstDay):
    """The last day of the EDTF date in `of`."""

    def derive(self, text: str):
        return parse_edtf(text).last_day if text else None


class Sha256(DerivedMixin, models.CharField):
    """The SHA-256 of the text in `of`, as 64 hexadecimal digits."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{**kwargs, "max_length": 64})

    def derive(self, text: str):
        return hashlib.sha256(text.encode()).hexdigest()


class SymbolKey(DerivedMixin, models.CharField):
    """The key under which the symbol in `of` is looked up."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{**kwargs, "max_length": 80})

    def derive(self, text: str):
        return symbol_key(text)


class AddressKey(DerivedMixin, models.CharField):
    """The key under which the address in `of` is looked up."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{**kwargs, "max_length": LONGEST})

    def derive(self, text: str):
        return address_key(unquote(text))[:LONGEST]


class DateHistory(DerivedMixin, models.JSONField):
    """Every value that the date in `of` has had here, the present one last: [{"date", "noted"}, ...].

    `noted` is when it was changed to that, None for the first. Calendars tell from it that an event moved.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{**kwargs, "default": list})

    def pre_save(self, instance, add):
        had = getattr(instance, self.attname) or ([] if add else self._stored(instance))
        date = getattr(instance, self.of)
        if not had or had[-1]["date"] != date:
            had = [*had, {"date": date, "noted": timezone.now().isoformat() if had else None}]
        setattr(instance, self.attname, had)
        return had

    def _stored(self, instance) -> list:
        """What the database has: a row that is loaded anew from a file comes without it."""
        rows = type(instance)._base_manager.filter(pk=instance.pk).values_list(self.attname, flat=True)
        return rows.first() or []
