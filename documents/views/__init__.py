"""The pages of documents, meetings, stakeholders, processes and sources."""

from .calendars import meeting_calendar, meetings_calendar, schedule_calendar
from .contributions import contribution, contribution_cited, contributions, short_address
from .files import file
from .meetings import meeting, meetings
from .processes import process, schedule
from .sources import source, sources
from .stakeholders import stakeholder, stakeholders

__all__ = [
    "contribution",
    "contribution_cited",
    "contributions",
    "file",
    "meeting",
    "meeting_calendar",
    "meetings",
    "meetings_calendar",
    "process",
    "schedule",
    "schedule_calendar",
    "short_address",
    "source",
    "sources",
    "stakeholder",
    "stakeholders",
]
