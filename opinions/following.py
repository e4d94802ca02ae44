"""What follows from every piece of work: paths are kept, and stay possible; old addresses lead on."""

from documents.desk.history import following
from documents.old_addresses import composed

from .actions import keep_paths
from .places import compared_now

following(keep_paths)
composed(compared_now)
