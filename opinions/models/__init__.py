"""Models of the opinions app. Imports go one way: opinions, revisions, events, positions, pledges, doubts."""

from .doubts import Account, Discrepancy, Gap, Relation
from .events import Actor, Event
from .opinions import Opinion, OtherTitle, Topic
from .pledges import Pledge
from .positions import Amendment, Intervention, Stance
from .revisions import Revision

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
