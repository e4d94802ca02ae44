"""Whether an address answers: asked gently, followed where it leads, and said in a sentence."""

import http.client
import ssl
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urljoin

from .addresses import PUBLIC, NotAskedError, Reach, Target, target_of
from .asking import SECONDS, Answer, ask

MOST_STEPS = 5
PAUSE = 1.0
MOVED = frozenset({301, 302, 303, 307, 308})
GONE = frozenset({404, 410})
# The page is there; it is not shown to everybody, or not to a program.
KEPT_BACK = frozenset({401, 402, 403, 407, 429, 451})
FINE = range(200, 300)


class Status(StrEnum):
    """What looking at an address found."""

    ANSWERS = "answers"
    GONE = "gone"
    SILENT = "no-answer"
    REFUSED = "refused"


@dataclass(frozen=True)
class Finding:
    """What was found at an address: a status, the code of the answer if one came, and a sentence."""

    status: Status
    code: int | None
    sentence: str


class Courtesy:
    """One request at a time to a host, with a pause before the next, however many threads ask."""

    def __init__(self, pause: float = PAUSE):
        self.pause = pause
        self._guard = threading.Lock()
        self._turns: dict[str, threading.Lock] = defaultdict(threading.Lock)
        self._last: dict[str, float] = {}

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait until it is polite to speak to `host`, and let nobody else do so meanwhile."""
        with self._guard:
            turn = self._turns[host]
        with turn:
            if host in self._last:
                time.sleep(max(0.0, self._last[host] + self.pause - time.monotonic()))
            try:
                yield
            finally:
                self._last[host] = time.monotonic()


@dataclass(frozen=True)
class Looker:
    """Who looks, how politely, and what it may speak to (tests alone give a `reach`)."""

    agent: str
    courtesy: Courtesy
    reach: Reach = PUBLIC
    seconds: float = SECONDS

    def look(self, address: str) -> Finding:
        """Return what is found at an address; whatever goes wrong is a finding."""
        try:
            return self._follow(address)
        except NotAskedError as refusal:
            return Finding(Status.REFUSED, None, f"Not asked: {_small(str(refusal))}")
        except TimeoutError:
            return Finding(Status.SILENT, None, "It did not answer in time.")
        except ssl.SSLCertVerificationError as problem:
            return Finding(Status.SILENT, None, f"Its certificate is not valid: {_reason(problem)}.")
        except (OSError, http.client.HTTPException, UnicodeError) as problem:
            return Finding(Status.SILENT, None, f"No answer: {_reason(problem)}.")

    def _follow(self, address: str) -> Finding:
        place = address
        for step in range(MOST_STEPS + 1):
            answer = self._ask(place, led_on=step > 0)
            if answer.code not in MOVED or not answer.location:
                return _finding(answer, place if step else "")
            place = _next_place(place, answer.location)
        return Finding(Status.SILENT, answer.code, f"It leads on more than {MOST_STEPS} times.")

    def _ask(self, place: str, *, led_on: bool) -> Answer:
        """Ask at one place; each is checked anew, for a public address may lead to one that is not."""
        try:
            return self._ask_both_ways(target_of(place, self.reach))
        except NotAskedError as refusal:
            raise NotAskedError(f"It leads on to “{place[:120]}”. {refusal}" if led_on else refusal) from None

    def _ask_both_ways(self, target: Target) -> Answer:
        """Servers that answer a HEAD badly, wrongly or not at all are asked again with GET."""
        try:
            answer = self._ask_once(target, "HEAD")
        except (http.client.HTTPException, ConnectionError, TimeoutError):
            return self._ask_once(target, "GET")
        fine = answer.code in FINE or (answer.code in MOVED and answer.location)
        return answer if fine else self._ask_once(target, "GET")

    def _ask_once(self, target: Target, method: str) -> Answer:
        with self.courtesy.turn(target.host):
            return ask(target, method, agent=self.agent, reach=self.reach, seconds=self.seconds)


def _finding(answer: Answer, end: str) -> Finding:
    """Say what an answer means; `end` is where it was found after leading on."""
    code, where = answer.code, f", at {end[:200]}" if end else ""
    if code in FINE:
        return Finding(Status.ANSWERS, code, f"It answers{where}.")
    if code in KEPT_BACK:
        return Finding(
            Status.ANSWERS, code, f"It answers{where}, but does not show the page to all ({code})."
        )
    if code in GONE:
        return Finding(Status.GONE, code, f"Nothing is there any more{where} ({code}).")
    return Finding(Status.SILENT, code, f"The server answers with a fault{where} ({code}).")


def _next_place(place: str, location: str) -> str:
    try:
        return urljoin(place, location)
    except ValueError:
        raise http.client.HTTPException("it leads on to what cannot be read as an address") from None


def _reason(problem: Exception) -> str:
    said = getattr(problem, "verify_message", None) or getattr(problem, "strerror", None)
    words = said or str(problem) or type(problem).__name__
    return " ".join(_small(words).split())[:120].rstrip(".")


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
