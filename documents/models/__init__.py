"""Models of the documents app; imports go one way, base first and facts last."""

from .base import (
    Confidence,
    Dated,
    Named,
    NaturalQuerySet,
    Publishable,
    PublishedQuerySet,
    Sourced,
    SourcedQuerySet,
)
from .contributions import Contribution, ContributionFile, Submission
from .facts import Fact, LoadedRow
from .processes import Body, Meeting, Process, ScheduleItem
from .sources import Source
from .stakeholders import Participation, PartQuerySet, Stakeholder

__all__ = [
    "Body",
    "Confidence",
    "Contribution",
    "ContributionFile",
    "Dated",
    "Fact",
    "LoadedRow",
    "Meeting",
    "Named",
    "NaturalQuerySet",
    "PartQuerySet",
    "Participation",
    "Process",
    "Publishable",
    "PublishedQuerySet",
    "ScheduleItem",
    "Source",
    "Sourced",
    "SourcedQuerySet",
    "Stakeholder",
    "Submission",
]
