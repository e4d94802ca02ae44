"""Tables of what happened and of who wanted what."""

from collections import defaultdict

from django.core.exceptions import ValidationError

from documents.desk.part_columns import PartsColumn
from documents.desk.tables import RecordResource

from ..actions import unexplained_missteps
from ..models import Event, Intervention


class EventResource(RecordResource):
    """Steps of paths, with who acted. An event that may not follow is refused, unless it says why it does."""

    kind = "events"
    model = Event

    def part_columns(self):
        return [PartsColumn(Event._meta.get_field("actors"), called="actors", word="role")]

    def understood(self, table):
        rows = super().understood(table)
        self.already = {event.pk for path in _paths().values() for event, _ in unexplained_missteps(path)}
        return rows

    def refusals(self, things):
        """Yield the events that may not stand where their dates put them, among those of the same table.

        What could not stand before the table came is not its fault; where it puts an older event in the
        wrong, the first of its rows on that path is told so.
        """
        numbers = {thing.pk: number for number, thing in things}
        first = {}
        for number, thing in things:
            first.setdefault(thing.state["fields"]["opinion"], number)
        for opinion, path in _paths(opinion__in=first).items():
            for event, reason in unexplained_missteps(path):
                if event.pk in numbers:
                    yield numbers[event.pk], ValidationError({"kind": reason})
                elif event.pk not in self.already:
                    older = f"“{event.get_kind_display()}” of {event.date_in_words}"
                    said = f"With it, {older} cannot stand: {reason}"
                    yield first[opinion], ValidationError({"kind": said})


def _paths(**which) -> dict[int, list[Event]]:
    """The events of each opinion as the desk knows them, in order: drafts too, withdrawn ones not."""
    paths = defaultdict(list)
    for event in Event.objects.filter(withdrawn_at=None, **which).in_order():
        paths[event.opinion_id].append(event)
    return paths


class StanceResource(RecordResource):
    """What stakeholders said, with their stance."""

    kind = "stances"
    model = Intervention
