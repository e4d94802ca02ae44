"""Hands one message to the mail server, and says whether it was taken, was refused, or nobody knows."""

import re
import smtplib
from contextlib import suppress
from email.utils import parseaddr
from enum import Enum

from django.core.mail import EmailMessage, get_connection
from django.core.mail.message import sanitize_address

OK, START_INPUT = 250, 354
LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)
LOST = (smtplib.SMTPException, OSError)


class Outcome(Enum):
    """What became of a message that was handed over."""

    SENT = "sent"
    REFUSED = "refused"  # for good, and because of this address or message
    LATER = "later"  # it was surely not taken; it may be another time
    UNSURE = "unsure"  # it was handed over whole and no answer came


class NoServer(Exception):
    """The mail server cannot be reached, or refuses us: nothing can be sent now."""


class Post:
    """A connection to the mail server, opened anew where it was lost."""

    def __init__(self):
        self.connection = get_connection(fail_silently=False)

    def open(self) -> None:
        """Be connected. Raises NoServer with a sentence; what it says holds no address of a person."""
        if getattr(self.connection, "connection", None) is not None:
            return
        try:
            self.connection.open()
        except LOST as problem:
            self._forget()
            raise NoServer(f"The mail server cannot be used: {_reason(problem)}.") from None

    def close(self) -> None:
        """Say goodbye, if there is still somebody to say it to."""
        server = getattr(self.connection, "connection", None)
        if server is not None:
            with suppress(*LOST):
                server.quit()
            self._forget()

    def hand_over(self, message: EmailMessage) -> Outcome:
        """Hand over a message to its one recipient, after `open`. Raises NoServer where it refuses us."""
        server = getattr(self.connection, "connection", None)
        if server is None:  # a backend that is no server, as `consolemail:`
            return Outcome.SENT if self.connection.send_messages([message]) else Outcome.LATER
        try:
            outcome = _hand_over(server, message)
        except LOST:
            outcome = Outcome.LATER
        if outcome != Outcome.SENT:
            self.close()  # whatever state it is in: the next message begins anew
        return outcome

    def _forget(self) -> None:
        if hasattr(self.connection, "connection"):
            self.connection.connection = None


def _reason(problem: Exception) -> str:
    """What went wrong, without what the server said: that may hold addresses."""
    if isinstance(problem, smtplib.SMTPResponseException):
        return f"it answered {problem.smtp_code}"
    return f"{type(problem).__name__}" if not getattr(problem, "strerror", None) else problem.strerror


def _hand_over(server: smtplib.SMTP, message: EmailMessage) -> Outcome:
    """Say MAIL, RCPT and DATA; what is raised here happened before the message was handed over whole."""
    sender = sanitize_address(message.from_email, message.encoding)
    [recipient] = (sanitize_address(to, message.encoding) for to in message.recipients())
    server.ehlo_or_helo_if_needed()
    code, _ = server.mail(parseaddr(sender)[1])
    if code != OK:  # it is us whom the server refuses, not this address
        raise NoServer(f"The mail server refuses mail from us: it answered {code}.")
    code, _ = server.rcpt(parseaddr(recipient)[1])
    if code not in (OK, 251):
        return _refused(code)
    code, _ = server.docmd("DATA")
    if code != START_INPUT:
        return _refused(code)
    return _data(server, message.message().as_bytes(linesep="\r\n"))


def _data(server: smtplib.SMTP, data: bytes) -> Outcome:
    """Hand over the message itself. Where no answer comes to its end, nobody knows whether it was taken."""
    server.send(LEADING_DOT.sub(b"..", data).rstrip(b"\r\n"))  # without the end that follows it is no message
    try:
        server.send(b"\r\n.\r\n")
        code, _ = server.getreply()
    except LOST:
        return Outcome.UNSURE
    return Outcome.SENT if code == OK else _refused(code)


def _refused(code: int) -> Outcome:
    return Outcome.REFUSED if 500 <= code < 600 else Outcome.LATER
