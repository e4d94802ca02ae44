"""The mails themselves: what was followed and changed, and the question whether somebody wants that."""

import email.charset
import re
from dataclasses import dataclass
from email.utils import formatdate
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.text import Truncator

from documents.imports.faults import counted

from .models import Request, Subscriber
from .subjects import Asked
from .telling import Section
from .tokens import link, whole

# Lines of whatever length and letters pass every server so.
QUOTED = email.charset.Charset("utf-8")
QUOTED.body_encoding = email.charset.QP
LONGEST_SUBJECT = 120


@dataclass(frozen=True)
class Letter:
    """What a person is told: a section for each thing followed, and the days whose mail may be missing."""

    subscriber: Subscriber
    sections: list[Section]
    doubtful: list


def is_on() -> bool:
    """Whether mails can be sent: there are a mail server and an address of this site to lead to."""
    return bool(settings.SENDS_MAIL and settings.SITE_ADDRESS)


def host() -> str:
    """Return the name of this site as mails are named by it."""
    return urlsplit(settings.SITE_ADDRESS).hostname or "localhost"


def message_of(letter: Letter, mark: str) -> EmailMultiAlternatives:
    """Return a letter as a message; the same `mark` gives the same Message-ID."""
    stop = link("alerts-stop-all", letter.subscriber)
    words = {
        "sections": letter.sections,
        "doubtful": letter.doubtful,
        "manage": link("alerts-manage", letter.subscriber),
        "stop": stop,
        "changes": whole("/changes/"),
        "site": whole("/"),
    }
    headers = {
        "List-Id": f"WTPF Tracker alerts <alerts.{host()}>",
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return _message(letter.subscriber.address, _subject(letter.sections), "alerts/mail", words, headers, mark)


def confirmation_of(request: Request, asked: Asked) -> EmailMultiAlternatives:
    """Return the mail that asks whether an alert is wanted."""
    words = {
        "asked": asked,
        "page": whole(asked.page),
        "how_often": request.get_how_often_display(),
        "confirm": link("alerts-confirm", request),
        "site": whole("/"),
    }
    subject = f"Please confirm: alerts on {asked.title}"
    return _message(request.address, subject, "alerts/confirmation", words, {}, f"request {request.key}")


def _message(to: str, subject: str, template: str, words: dict, headers: dict, mark: str):
    name = salted_hmac("wtpf_tracker.alerts.message", mark, algorithm="sha256").hexdigest()[:32]
    message = EmailMultiAlternatives(
        subject=_one_line(subject),
        body=_tidy(render_to_string(f"{template}.txt", words)),
        to=[to],
        headers={
            "Message-ID": f"<{name}@{host()}>",
            "Date": formatdate(timezone.now().timestamp(), usegmt=True),
            "Auto-Submitted": "auto-generated",
            **headers,
        },
    )
    message.encoding = QUOTED
    message.attach_alternative(render_to_string(f"{template}.html", words), "text/html")
    return message


def _subject(sections: list[Section]) -> str:
    told = [one for each in sections for one in each.told]
    number = len(told) + sum(each.further for each in sections)
    if number == 1:
        return f"{told[0].title} ({told[0].what})"
    of = sections[0].title if len(sections) == 1 else f"{len(sections)} things you follow"
    return f"{of}: {counted(number, 'change')}"


def _one_line(text: str) -> str:
    """A subject line: without breaks or letters that are none, and not too long."""
    text = "".join(letter if letter.isprintable() else " " for letter in text)
    return Truncator(" ".join(text.split())).chars(LONGEST_SUBJECT)


def _tidy(text: str) -> str:
    """Plain text without the empty lines that a template leaves."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.splitlines())).strip() + "\n"
