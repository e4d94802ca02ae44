"""Where Django looks for the project's own tables."""

from .alerts.models import Alert, Asking, Entry, Mail, News, Request, Subject, Subscriber
from .doors.models import DoorEvent

__all__ = ["Alert", "Asking", "DoorEvent", "Entry", "Mail", "News", "Request", "Subject", "Subscriber"]
