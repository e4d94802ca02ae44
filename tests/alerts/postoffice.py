"""A real mail server on loopback, that keeps what it takes and refuses what it is told to."""

import email
import email.policy
import socket
from collections import defaultdict
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

LOST_BEFORE, LOST_AFTER = "lost before", "lost after"


class _Server(SMTP):
    """Breaks the connection where the office is told to."""

    async def smtp_RCPT(self, arg):
        answer = self.event_handler.answer_to(arg)
        if answer == LOST_BEFORE:
            self.transport.abort()
        else:
            await super().smtp_RCPT(arg)


class Office:
    """What was taken, as messages parsed by Python's own library, in order; `answers` by address."""

    def __init__(self):
        self.taken: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.recipients: list[str] = []
        self.answers: dict[str, str] = {}
        self.tries: dict[str, int] = defaultdict(int)
        self.sender_answer = "250 OK"
        self.data_answers: dict[str, str] = {}
        # Called with the step that has come: "mail", "rcpt", "data"; before it is answered.
        self.on_step = lambda step: None

    def answer_to(self, text: str) -> str:
        return next((answer for address, answer in self.answers.items() if address in text), "")

    async def handle_MAIL(self, server, session, envelope, address, options):
        envelope.mail_from = address
        self.on_step("mail")
        return self.sender_answer

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.tries[address] += 1
        self.on_step("rcpt")
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250") or answer == LOST_AFTER:
            envelope.rcpt_tos.append(address)
            return "250 OK"
        return answer

    async def handle_DATA(self, server, session, envelope):
        [address] = envelope.rcpt_tos
        self.raw.append(envelope.original_content)
        self.recipients.append(address)
        self.taken.append(email.message_from_bytes(envelope.original_content, policy=email.policy.default))
        if self.answers.get(address) == LOST_AFTER:
            server.transport.abort()
        self.on_step("data")
        return self.data_answers.get(address, "250 taken")

    def to(self, address: str) -> list[EmailMessage]:
        """What was taken for an address."""
        return [message for message, to in zip(self.taken, self.recipients, strict=True) if to == address]


class Counter(Controller):
    """The server of an office, on a port of its own."""

    def factory(self):
        return _Server(self.handler, enable_SMTPUTF8=False)


def opened(port: int = 0) -> Counter:
    """Return a running server; `.handler` is its office, `.port` where it listens."""
    counter = Counter(Office(), hostname="127.0.0.1", port=port or _free_port())
    counter.start()
    return counter


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def text_of(message: EmailMessage) -> str:
    """Return the plain text of a message."""
    return message.get_body(("plain",)).get_content()


def html_of(message: EmailMessage) -> str:
    """Return the HTML of a message."""
    return message.get_body(("html",)).get_content()
