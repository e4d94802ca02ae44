"""Why a copy could not be made."""


class Refused(Exception):
    """A copy cannot be made; `str()` says why and what to do, in a sentence or two."""
