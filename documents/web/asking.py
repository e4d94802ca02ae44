"""One request to one checked IP address, of which only the head of the answer is read: bounded in all."""

import http.client
import io
import socket
import ssl
import time
from dataclasses import dataclass

from .addresses import PUBLIC, Reach, Target, checked_ips

SECONDS = 10
HEAD_BYTES = 64 * 1024
MOST_IPS = 2  # of a host with many, the first ones stand for all


@dataclass(frozen=True)
class Answer:
    """The head of an answer: its code, and where it leads on to (empty: nowhere)."""

    code: int
    location: str


class TooMuchError(OSError):
    """The head of the answer did not end within the bounds."""


class _Head(io.RawIOBase):
    """What comes from a socket until a moment or a number of bytes is reached, whichever is first."""

    def __init__(self, connected: socket.socket, until: float, most: int):
        self.connected, self.until, self.left = connected, until, most

    def readable(self):
        return True

    def readinto(self, room):
        # The time left shrinks with each read: a server that sends a byte now and then does not stretch it.
        self.connected.settimeout(_time_left(self.until))
        if self.left <= 0:
            raise TooMuchError(f"its head is longer than {HEAD_BYTES // 1024} KiB")
        number = self.connected.recv_into(memoryview(room)[: self.left])
        self.left -= number
        return number

    def makefile(self, mode):
        """What `http.client` asks of a socket."""
        return io.BufferedReader(self, 1024)


def _time_left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("timed out")
    return left


def ask(
    target: Target, method: str, *, agent: str, reach: Reach = PUBLIC, seconds: float = SECONDS
) -> Answer:
    """Ask for the head of what stands at `target`, within `seconds` after its host was looked up.

    Raises NotAskedError where it is not public, OSError or http.client.HTTPException where no answer came.
    """
    ips = checked_ips(target, reach)
    until = time.monotonic() + seconds
    with _connected(ips[:MOST_IPS], target, until) as connected:
        connected.settimeout(_time_left(until))
        connected.sendall(_request(target, method, agent))
        answer = http.client.HTTPResponse(_Head(connected, until, HEAD_BYTES), method=method)
        try:
            answer.begin()
            return Answer(answer.status, _as_text(answer.getheader("Location") or ""))
        finally:
            answer.close()


def _as_text(header: str) -> str:
    """Read as UTF-8, which servers send, what `http.client` read letter by letter."""
    return header.encode("latin-1", "replace").decode("utf-8", "replace").strip()


def _request(target: Target, method: str, agent: str) -> bytes:
    """No cookies, no name of the page it comes from; what is asked for is closed after the head."""
    lines = [
        f"{method} {target.path} HTTP/1.1",
        f"Host: {target.host_header}",
        f"User-Agent: {agent}",
        "Accept: */*",
        "Accept-Encoding: identity",
        "Connection: close",
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii", "replace")


def _connected(ips: list[str], target: Target, until: float) -> socket.socket:
    """Connect to the first of the IP addresses that takes it; over TLS where the scheme says so."""
    for ip in ips[:-1]:
        try:
            return _connected_to(ip, target, until)
        except OSError:
            continue
    return _connected_to(ips[-1], target, until)


def _connected_to(ip: str, target: Target, until: float) -> socket.socket:
    plain = socket.create_connection((ip, target.port), timeout=_time_left(until))
    if target.scheme == "http":
        return plain
    try:
        plain.settimeout(_time_left(until))
        return ssl.create_default_context().wrap_socket(plain, server_hostname=target.host)
    except BaseException:
        plain.close()
        raise
