"""Debian's Chromium against a live server with the shipped record; run as `pytest tests/browser`.

A missing browser, Java or npm package is a failure, never a skip.
"""

import os
import socket
import subprocess
import threading
import time
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

# Playwright runs an event loop in this thread; the database is only used between its steps.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

RUNNING = []  # the servers of this process
HERE = Path(__file__).resolve().parent
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    """Every test here reads the database, through the server."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.django_db)


def _running_server():
    server = LiveServer("localhost")
    RUNNING.append(server)
    yield server
    RUNNING.remove(server)
    server.stop()


@pytest.fixture(scope="session")
def server(_shipped_record):
    """A running site; it answers while a test has the record."""
    yield from _running_server()


@pytest.fixture(scope="session")
def bare_server(django_db_setup):
    """A running site whose database holds what a test puts there."""
    yield from _running_server()


@pytest.fixture(autouse=True)
def _requests_end_before_their_test(db):
    """Wait until no server works on a request any more, before what the test changed is undone.

    Server and test share one connection: a request that outlives its test opens savepoints while the
    transaction is rolled back, and what the test wrote stays for the next one. Asking for `db` makes
    this end before the transaction does; the fixtures that open pages have closed them by then.
    """
    yield
    for server in RUNNING:
        _wait_for_accepting(server)
    late = time.monotonic() + 30
    while busy := [thread.name for thread in threading.enumerate() if "process_request" in thread.name]:
        assert time.monotonic() < late, f"Requests go on after their test, or pages are still open: {busy}"
        time.sleep(0.01)


def _wait_for_accepting(server):
    """Return when whatever was sent before has its thread: connections are accepted in their order."""
    with socket.create_connection((server.thread.host, server.thread.port), timeout=30) as asking:
        asking.sendall(b"no request\r\n\r\n")
        asking.recv(1)


@pytest.fixture
def site(server, record) -> str:
    """The address of the site with the shipped record: `http://localhost:12345`."""
    return server.url


@pytest.fixture(scope="session")
def packages() -> Path:
    """The folder of the npm packages that package-lock.json pins, installed where they are missing."""
    folder = HERE / "node_modules"
    if not (folder / "axe-core" / "axe.min.js").exists() or not (folder / "vnu-jar").exists():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=HERE, check=True)
    return folder


@pytest.fixture(scope="session")
def chromium():
    """The browser; one for all tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, site):
    """Return a function that opens `visit("/documents/", width=360, color_scheme="dark")` as a page."""
    contexts = []

    def opened(path: str, *, width: int = 1280, javascript: bool = True, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=javascript, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.faults = faults_of(page)
        page.goto(site + path)
        return page

    yield opened
    for context in contexts:
        context.close()


def faults_of(page) -> list[str]:
    """Return a list that fills with what the console calls an error, and with requests that failed.

    What the browser gave up itself, as the page was left before its picture had come, is no failure.
    """
    faults = []
    page.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))

    def note(request):
        if request.failure != "net::ERR_ABORTED":
            faults.append(f"{request.url}: {request.failure}")

    page.on("requestfailed", note)
    return faults
