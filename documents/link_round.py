"""A round over many addresses: several hosts at once, each of them asked one thing at a time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from threading import Event
from urllib.parse import urlsplit

from .web.looking import Finding, Looker

HOSTS_AT_ONCE = 4


def look_at_all(addresses: Iterable[str], looker: Looker) -> Iterator[tuple[str, Finding]]:
    """Yield each address with what was found there, as the answers come.

    Whoever stops listening, for instance with Ctrl+C, stops the round after the addresses being looked at.
    """
    hosts = _by_host(addresses)
    found: SimpleQueue = SimpleQueue()
    stopped = Event()

    def visit(host: list[str]) -> None:
        for address in host:
            if stopped.is_set():
                return
            try:
                found.put((address, looker.look(address)))
            except Exception as fault:
                found.put((address, fault))  # a fault of ours: whoever listens must not wait for ever
                raise

    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        try:
            for host in hosts:
                pool.submit(visit, host)
            for _ in range(sum(map(len, hosts))):
                address, finding = found.get()
                if isinstance(finding, Exception):
                    raise finding
                yield address, finding
        finally:
            stopped.set()


def _by_host(addresses: Iterable[str]) -> list[list[str]]:
    hosts = defaultdict(list)
    for address in addresses:
        hosts[_host(address)].append(address)
    return list(hosts.values())


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""
