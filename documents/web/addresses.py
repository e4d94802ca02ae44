"""Which web addresses may be spoken to: http and https, on their own ports, at public IP addresses only."""

import ipaddress
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

PORTS = {"http": 80, "https": 443}
LONGEST = 2000
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*\.?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")

# An IPv6 address is spoken to where it is of the space that is given out; 6to4 and Teredo carry an IPv4
# address of anybody's choice inside and are no longer in use. NAT64 is judged by the IPv4 address inside.
_GIVEN_OUT = ipaddress.ip_network("2000::/3")
_TUNNELS = (ipaddress.ip_network("2002::/16"), ipaddress.ip_network("2001::/32"))
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class NotAskedError(Exception):
    """The address is not one to speak to; `str()` says why, in a sentence."""


def is_public(ip: str) -> bool:
    """Whether an IP address, as text, is one of the public Internet."""
    try:
        found = ipaddress.ip_address(ip)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv4Address):
        return found.is_global and not found.is_multicast
    if found.ipv4_mapped:
        return is_public(str(found.ipv4_mapped))
    if found in _NAT64:
        return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
    return found in _GIVEN_OUT and found.is_global and not any(found in tunnel for tunnel in _TUNNELS)


def own_port(scheme: str, port: int) -> bool:
    """Whether `port` is the one that belongs to `scheme`."""
    return PORTS[scheme] == port


def look_up(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host, the preferred first. Raises OSError where it has none.

    The system's resolver takes the time that its configuration allows, no more.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(place[0] for *_, place in found))


@dataclass(frozen=True)
class Reach:
    """What may be spoken to. The default is the only one in use; tests give their own server's."""

    ip_allowed: Callable[[str], bool] = is_public
    port_allowed: Callable[[str, int], bool] = own_port
    look_up: Callable[[str, int], list[str]] = look_up


PUBLIC = Reach()


@dataclass(frozen=True)
class Target:
    """An address taken apart: what to connect to, and what to ask for there."""

    scheme: str
    host: str  # without brackets
    port: int
    path: str  # with the query

    @property
    def host_header(self) -> str:
        """The name of the host as a request says it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if PORTS[self.scheme] == self.port else f"{host}:{self.port}"


def target_of(address: str, reach: Reach = PUBLIC) -> Target:
    """Take an address apart. Raises NotAskedError for what is not a plain public web address by its form."""
    if len(address) > LONGEST:
        raise NotAskedError(f"It is longer than {LONGEST} characters.")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise NotAskedError("It cannot be read as a web address.") from None
    if parts.scheme not in PORTS:
        raise NotAskedError("It begins with neither http:// nor https://.")
    if "@" in parts.netloc:
        raise NotAskedError("It carries a user name or password.")
    host, port = _host_of(parts), PORTS[parts.scheme] if port is None else port
    if not reach.port_allowed(parts.scheme, port):
        raise NotAskedError(f"Port {port} is not the one of {parts.scheme}.")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~?")
    return Target(parts.scheme, host, port, f"{path}?{query}" if query else path)


def _host_of(parts: SplitResult) -> str:
    """Return the host, in the letters that names are looked up by."""
    host = parts.hostname or ""
    if _is_ip(host):
        return str(ipaddress.ip_address(host))
    try:
        host = host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        host = ""
    if len(host) > 253 or not _NAME.fullmatch(host):
        raise NotAskedError("It names no host that could be looked up.")
    if _NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]):
        raise NotAskedError("Its host is a number written in an unusual way.")
    return host


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return "%" not in host  # the name of a network card after an address belongs to one machine


def checked_ips(target: Target, reach: Reach = PUBLIC) -> list[str]:
    """Look the host up, once, and return its IP addresses: they alone may be connected to.

    Raises NotAskedError where one of them is not public, OSError where there is none.
    """
    ips = [target.host] if _is_ip(target.host) else reach.look_up(target.host, target.port)
    if not ips:
        raise OSError("no address")
    if not all(reach.ip_allowed(ip) for ip in ips):
        raise NotAskedError("Its host is not on the public Internet.")
    return ips
