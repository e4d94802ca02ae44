"""Models of the opinions app. Imports go one way: opinions, events, positions, doubts."""

from .doubts import Account, Discrepancy, Gap, Relation
from .events import Actor, Event
from .opinions import Opinion, OtherTitle, Revision, Topic
from .positions import Amendment, Intervention, Pledge, Stance

__all__ = [
    "Account",
    "Actor",
    "Amendment",
    "Discrepancy",
    "Event",
    "Gap",
    "Intervention",
    "Opinion",
    "OtherTitle",
    "Pledge",
    "Relation",
    "Revision",
    "Stance",
    "Topic",
]
