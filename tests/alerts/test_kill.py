"""A sender that is killed at whatever moment, and two at once: nobody gets anything twice, or misses it.

Real processes send through a real server, on the engine that the other tests run on.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter

import pytest

from tests.alerts import postoffice
from tests.test_desk_tables_kill import ROOT, _new_database

PEOPLE = 40
PREPARE = f"""
from documents.desk.history import work
from tests import factory
from tests.alerts.at_work import follow, new
opinion = factory.make_opinion(slug="killed")
for number in range({PEOPLE}):
    follow(opinion, f"p{{number:02}}@example.org")
"""
PUBLISH = """
import itertools
from opinions.models import Opinion
from tests import factory
from tests.alerts.at_work import new
factory._numbers = itertools.count(1000 * (1 + Opinion.objects.get().events.count()))
new(factory.make_event, Opinion.objects.get(slug="killed"), "%s", summary="%s")
"""


@pytest.fixture
def counter():
    running = postoffice.opened()
    yield running
    running.stop()


@pytest.fixture
def manage(tmp_path, django_db_blocker, counter):
    """Return a function that starts a command of manage.py on a new database of people who follow a text."""
    with django_db_blocker.unblock():
        url, remove = _new_database(tmp_path)
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "MEDIA_ROOT": str(tmp_path),
        "SECRET_KEY": "k" * 60,
        "EMAIL_URL": f"smtp://127.0.0.1:{counter.port}",
        "SITE_ADDRESS": "https://tracker.example/",
    }

    def started(*words):
        command = [sys.executable, "manage.py", *words]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(command, cwd=ROOT, env=environment, text=True, **pipes)

    first = publishing("submitted", "The first.")
    for words in (("migrate", "-v0"), ("shell", "-v0", "-c", PREPARE), first, ("rebuild",)):
        finished(started(*words))
    yield started
    with django_db_blocker.unblock():
        remove()


def publishing(kind: str, summary: str) -> tuple[str, ...]:
    return ("shell", "-v0", "-c", PUBLISH % (kind, summary))


def finished(process, status: int = 0) -> str:
    """What a process said, once it has ended."""
    said, problems = process.communicate()
    assert process.returncode == status, problems
    return said + problems


class Killer:
    """Kills a sender when the server has come to a step for the so-manieth time, from within the server."""

    def __init__(self, office, step: str, times: int):
        self.step, self.left, self.process = step, times, None
        self.started = threading.Event()
        office.on_step = self

    def __call__(self, step: str):
        self.left -= step == self.step
        if self.left == 0 and step == self.step:
            self.started.wait(20)
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()

    def kills(self, process) -> None:
        self.process = process
        self.started.set()
        assert process.wait() == -signal.SIGKILL
        process.communicate()


# At which step of which message: before it was handed over, whole but unanswered, after the one before.
STEPS = [("mail", 1), ("rcpt", 2), ("data", 1), ("mail", 4), ("data", 3)]
# In seconds after the first message, wherever that is.
PAUSES = [0.0, 0.007, 0.02]


def test_killed_sender_sends_nothing_twice_and_loses_only_what_was_in_flight(manage, counter):
    office, kills = counter.handler, 0
    for step, times in STEPS:
        Killer(office, step, times).kills(manage("send_alerts"))
        kills += 1
    for pause in PAUSES:
        seen = threading.Event()
        office.on_step = lambda step, seen=seen: seen.set()
        process = manage("send_alerts")
        assert seen.wait(30)
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        kills += 1
    office.on_step = lambda step: None
    named = finished(manage("doctor"), status=1)
    assert "may have arrived, and is not sent again" in named and "example.org" not in named
    finished(manage("send_alerts"))
    arrived = Counter(office.recipients)
    everybody = {f"p{number:02}@example.org" for number in range(PEOPLE)}
    assert set(arrived.values()) == {1}  # nobody twice
    assert len(everybody - arrived.keys()) <= kills
    assert finished(manage("send_alerts")).startswith("0 letters")

    # The next letter says what may be missing to whom it may be missing, and to nobody else.
    finished(manage(*publishing("discussed", "The second.")))
    before = len(office.taken)
    finished(manage("send_alerts"))
    second = dict(zip(office.recipients[before:], office.taken[before:], strict=True))
    assert second.keys() == everybody and len(office.taken) - before == PEOPLE
    doubtful = {to for to, mail in second.items() if "may not have arrived" in postoffice.text_of(mail)}
    assert everybody - arrived.keys() <= doubtful
    assert len(doubtful) <= kills
    finished(manage("rebuild"))
    finished(manage("doctor"))


def test_two_senders_at_once_send_everything_once(manage, counter):
    said = [finished(process) for process in [manage("send_alerts") for _ in range(3)]]
    assert Counter(counter.handler.recipients) == {f"p{number:02}@example.org": 1 for number in range(PEOPLE)}
    assert any(f"{PEOPLE} letters" in each for each in said)


def test_operator_takes_note_of_what_may_be_missing(manage, counter):
    Killer(counter.handler, "data", 1).kills(manage("send_alerts"))
    assert "E-mail no." in finished(manage("doctor"), status=1)
    counter.handler.on_step = lambda step: None
    assert "E-mail no. 1 to subscriber no. 1 was being handed over on" in finished(manage("send_alerts"))
    assert "E-mail no." in finished(manage("doctor"), status=1)
    assert finished(manage("send_alerts", "--noted")) == "Noted: 1 e-mail that may not have arrived.\n"
    assert "sound" in finished(manage("doctor"))
