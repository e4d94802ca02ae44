"""Natural keys and the rows they name, looked up in memory: one query for each model."""

import hashlib
from collections.abc import Iterable
from functools import lru_cache

from django.db import models

Key = tuple[str, ...]
LONGEST_KEY = 300


def key_of(words: Iterable) -> Key:
    """Return the words of a natural key in the form in which they are compared."""
    return tuple(str(word) for word in words)


def in_words(key: Key) -> str:
    """Return a key as files write it: `[inclusivity, 1]`."""
    return f"[{', '.join(key)}]"


def key_text(key: Key) -> str:
    """Return the key as one text of at most 300 characters, different for different keys."""
    text = " / ".join(key)
    if len(text) <= LONGEST_KEY:
        return text
    return f"{text[: LONGEST_KEY - 65]} {hashlib.sha256(text.encode()).hexdigest()}"


@lru_cache
def key_parts(model: type[models.Model]) -> tuple[tuple[str, int | None], ...]:
    """Say where the words of the natural key of `model` come from, as (field, which word of its own key).

    A plain field has None: it is the word. ("contribution__slug",) gives (("contribution", 1),).
    """
    parts = []
    for path in model.natural_fields:
        name, _, rest = path.partition("__")
        related = model._meta.get_field(name).related_model
        parts.append((name, related.natural_fields.index(rest) if rest else None))
    return tuple(parts)


class KeyIndex:
    """Which row each natural key names, in the database as it is now."""

    def __init__(self):
        self._numbers: dict[type[models.Model], dict[Key, int]] = {}
        self._keys: dict[type[models.Model], dict[int, Key]] = {}

    def _load(self, model: type[models.Model]) -> None:
        if model not in self._numbers:
            rows = model._default_manager.order_by().values_list("pk", *model.natural_fields)
            self._numbers[model], self._keys[model] = {}, {}
            for number, *words in rows:
                self.add(model, key_of(words), number)

    def add(self, model: type[models.Model], key: Key, number: int) -> None:
        """Note that the row `number` of `model` is named by `key`."""
        self._load(model)
        self._numbers[model][key] = number
        self._keys[model][number] = key

    def number(self, model: type[models.Model], key: Key) -> int | None:
        """Return the primary key of the row that `key` names, or None."""
        self._load(model)
        return self._numbers[model].get(key)

    def key(self, model: type[models.Model], number: int | None) -> Key | None:
        """Return the natural key of the row with this primary key."""
        self._load(model)
        return self._keys[model].get(number)

    def keys(self, model: type[models.Model]) -> Iterable[Key]:
        """Return every natural key of `model`."""
        self._load(model)
        return self._numbers[model].keys()
