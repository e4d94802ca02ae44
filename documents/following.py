"""What follows from every piece of work: history, old addresses, moments of correction, search."""

from .corrections import note_corrections
from .desk.history import following
from .desk.witness import watch
from .old_addresses import note_addresses
from .search.index import keep_search

watch()
following(note_addresses, alone=True)
following(note_corrections)
following(keep_search)
