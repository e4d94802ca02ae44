"""Debian's Chromium against a live server with the shipped record; run as `pytest tests/browser`.

A missing browser, Java or npm package is a failure, never a skip.
"""

import os
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

# Playwright runs an event loop in this thread; the database is only used between its steps.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

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


@pytest.fixture(scope="session")
def server(_shipped_record):
    """A running site; it answers while a test has the record."""
    server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def bare_server(django_db_setup):
    """A running site whose database holds what a test puts there."""
    server = LiveServer("localhost")
    yield server
    server.stop()


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
    """Return a list that fills with what the console calls an error, and with requests that failed."""
    faults = []
    page.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("requestfailed", lambda request: faults.append(f"{request.url}: {request.failure}"))
    return faults
