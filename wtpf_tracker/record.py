"""Loads the shipped record into both apps and brings up to date what follows from it."""

from collections import defaultdict
from pathlib import Path

from documents.desk.history import work
from documents.imports.faults import RecordRefused
from documents.imports.record import Report, load
from documents.models import Change
from opinions.actions import published_events, rebuild_paths, unexplained_missteps
from opinions.models import Event, Revision

# A published text is never edited, by whatever way it comes.
FROZEN = {Revision: ("text",)}


@work(by_name="load_record", act=Change.Act.LOADED)
def load_record(folder: Path, *, overwrite: bool = False) -> Report:
    """Load or update the record from the fixtures of `folder`; return what was done.

    Raises RecordRefused with the faults of the files, among them events that may not follow where
    they stand and give no reason; then nothing is changed.
    """
    report = load(folder, overwrite=overwrite, frozen=FROZEN)
    events = {row.key: row.source for row in report.written if row.model is Event}
    if events and (faults := [events[key].fault(why, "kind") for key, why in _missteps() if key in events]):
        raise RecordRefused(faults)
    rebuild_paths()
    return report


def _missteps() -> list[tuple[tuple[str, str], str]]:
    """Return (natural key, reason) of each published event that may not stand where it does."""
    paths = defaultdict(list)
    for event in published_events().select_related("opinion"):
        paths[event.opinion_id].append(event)
    return [
        (event.natural_key(), why) for path in paths.values() for event, why in unexplained_missteps(path)
    ]
