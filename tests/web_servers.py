"""Servers on this machine for the tests of links: a well-behaved one, and one that says what it is told."""

import socket
import threading
from collections.abc import Callable
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from documents.web.addresses import Reach
from documents.web.looking import Courtesy, Looker

AGENT = "WTPF-Tracker-link-check (+https://tracker.example/)"


def on_loopback(ip: str) -> bool:
    """What the tests' servers alone are reached by."""
    return ip == "127.0.0.1"


def looker(seconds: float = 5, pause: float = 0, **reach) -> Looker:
    """Somebody who may speak to the servers of the tests, on whatever port they have, and to nobody else."""
    given = {"ip_allowed": on_loopback, "port_allowed": lambda scheme, port: True, **reach}
    return Looker(AGENT, Courtesy(pause), Reach(**given), seconds)


class Site:
    """What a server answers by path, {"/path": (code, headers)}, and what it was asked."""

    def __init__(self, port: int, pages: dict):
        self.port, self.pages, self.asked = port, pages, []

    def address(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"


@contextmanager
def site(**pages):
    """Run a server; `pages` are {path without slash: (code, headers)}; `HEAD__path` is for one method."""
    answers = {}

    class Handler(BaseHTTPRequestHandler):
        def answer(self):
            running.asked.append((self.command, self.path, dict(self.headers)))
            code, headers = answers.get(f"{self.command} {self.path}") or answers.get(self.path, (404, {}))
            self.send_response(code)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()

        do_HEAD = do_GET = answer

        def log_message(self, *args):
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        running = Site(server.server_port, answers)
        answers.update({_path(name): page for name, page in pages.items()})
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield running
        finally:
            server.shutdown()


def _path(name: str) -> str:
    method, _, path = name.rpartition("__")
    return f"{method} /{path}" if method else f"/{path}"


@contextmanager
def speaking(say: Callable[[socket.socket], None]):
    """Run a server that hears each request and then does `say(connection)`; yields its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(10)

    def one(connection):
        with connection:
            try:
                connection.recv(65536)
                say(connection)
            except OSError:
                pass  # whoever asked has heard enough

    def serve():
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=one, args=(connection,), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    finally:
        listening.close()
