"""The pages of documents, meetings, stakeholders, processes and sources."""

from .contributions import contribution, contributions, short_address
from .files import file
from .meetings import meeting, meetings
from .processes import process, schedule
from .sources import source, sources
from .stakeholders import stakeholder, stakeholders

__all__ = [
    "contribution",
    "contributions",
    "file",
    "meeting",
    "meetings",
    "process",
    "schedule",
    "short_address",
    "source",
    "sources",
    "stakeholder",
    "stakeholders",
]
