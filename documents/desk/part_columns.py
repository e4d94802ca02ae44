"""The column of rows that belong to a thing, in their order: submitters of a document, actors of an event."""

import re

from django.db import models

from .columns import DIVIDER, Column, Thing, YesNoColumn, column_of, divided, empty_state


class PartsColumn(Column):
    """Rows that belong to the thing, in their order: `brazil; egypt (presented)`.

    `word` is the field of such a row that stands in brackets, and its column says how.
    """

    def __init__(self, relation: models.ManyToOneRel, *, called: str, word: str):
        model = relation.related_model
        super().__init__(model._meta.get_field("stakeholder"))
        self.attribute, self.column_name, self.relation = relation.name, called, relation
        self.model, self.word = model, column_of(model._meta.get_field(word))

    def export(self, thing, **kwargs):
        parts = thing.state["parts"][self.attribute]
        in_order = sorted(parts.items(), key=lambda part: (part[1]["fields"]["order"], _place(part[0])))
        return f"{DIVIDER} ".join(self._part_text(part, thing) for _, part in in_order)

    def _part_text(self, part: dict, thing: Thing) -> str:
        who = thing.names.text(self.of.related_model, part["fields"][self.of.name])
        word = self._word_of(part)
        return f"{who} ({word})" if word else who

    def _word_of(self, part: dict) -> str:
        value = part["fields"][self.word.attribute]
        if isinstance(self.word, YesNoColumn):
            return self.word.column_name if value else ""
        return value

    def read(self, cell, thing):
        there = {self._identity(part): key for key, part in thing.state["parts"][self.attribute].items()}
        parts, seen = {}, set()
        for order, said in enumerate(divided(cell), start=1):
            part = self._part(said, thing, order)
            identity = self._identity(part)
            if identity in seen:
                raise ValueError(f"“{said[:100]}” stands there twice.")
            seen.add(identity)
            parts[there.get(identity, f"new {order}")] = part
        return parts

    def _part(self, said: str, thing: Thing, order: int) -> dict:
        found = re.fullmatch(r"([^()]+?)\s*(?:\(([^()]*)\))?", said)
        if not found:
            raise ValueError(f"“{said[:100]}” cannot be read. {self.said}")
        state = empty_state(self.model)
        del state["fields"][self.relation.field.name]
        state["fields"] |= {
            self.of.name: thing.names.number(self.of.related_model, found[1]),
            self.word.attribute: self._value_of((found[2] or "").strip(), thing),
            "order": order,
        }
        return state

    def _value_of(self, word: str, thing: Thing):
        if not isinstance(self.word, YesNoColumn):
            return self.word.read(word, thing)
        if word.lower() not in ("", self.word.column_name):
            raise ValueError(f"“({word[:100]})” should be “({self.word.column_name})” or nothing.")
        return bool(word)

    def _identity(self, part: dict) -> tuple:
        of_word = () if isinstance(self.word, YesNoColumn) else (part["fields"][self.word.attribute],)
        return part["fields"][self.of.name], *of_word

    def put(self, state, value):
        state["parts"][self.attribute] = value

    @property
    def said(self):
        if isinstance(self.word, YesNoColumn):
            return f"Several in their order, divided by semicolons: brazil; egypt ({self.word.column_name})."
        words = ", ".join(value for value, _ in self.word.of.flatchoices)
        several = "Several in their order, divided by semicolons, each with its part"
        return f"{several}: brazil (author). Parts: {words}."


def _place(key: str) -> tuple:
    return not key.isdigit(), int(key) if key.isdigit() else 0, key
