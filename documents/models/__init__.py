"""Models of the documents app; imports go one way, base first and facts last."""

from .addresses import OldAddress
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
from .contributions import Contribution, Submission
from .desk import AboutAThing, Change, Review, ReviewItem
from .facts import Fact, LoadedRow
from .files import ContributionFile
from .intakes import Intake, TextSketch
from .links import LinkCheck
from .processes import Body, Meeting, Process, ScheduleItem
from .search import SearchEntry, SearchText, SearchWord
from .sources import Source
from .stakeholders import Participation, PartQuerySet, Stakeholder

__all__ = [
    "AboutAThing",
    "Body",
    "Change",
    "Confidence",
    "Contribution",
    "ContributionFile",
    "Dated",
    "Fact",
    "Intake",
    "LinkCheck",
    "LoadedRow",
    "Meeting",
    "Named",
    "NaturalQuerySet",
    "PartQuerySet",
    "OldAddress",
    "Participation",
    "Process",
    "Publishable",
    "PublishedQuerySet",
    "Review",
    "ReviewItem",
    "ScheduleItem",
    "SearchEntry",
    "SearchText",
    "SearchWord",
    "Source",
    "Sourced",
    "SourcedQuerySet",
    "Stakeholder",
    "Submission",
    "TextSketch",
]
