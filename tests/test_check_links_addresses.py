"""Only public web addresses are spoken to, however an address is spelled and whatever its name leads to."""

import socket

import pytest

from documents.web.addresses import (
    NotAskedError,
    Reach,
    Target,
    checked_ips,
    is_public,
    look_up,
    own_port,
    target_of,
)


def reaching(*ips: str) -> Reach:
    """The rules in use, with a name service that answers with these IP addresses."""
    return Reach(look_up=lambda host, port: list(ips))


def system_ips(host: str) -> list[str]:
    """Resolve as the system does, without asking a name server."""
    found = socket.getaddrinfo(host, 80, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    return [place[0] for *_, place in found]


PUBLIC_IPS = ["8.8.8.8", "156.106.202.5", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"]
OTHER_IPS = [
    *("127.0.0.1", "127.255.255.254", "0.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1"),
    *("169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1", "203.0.113.9", "224.0.0.1"),
    *("239.255.255.250", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%lo"),
    *("fc00::1", "fd12::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254"),
    *("::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::1"),
    *("64:ff9b::169.254.169.254", "2002:7f00:1::", "2002:a00:1::1", "2001:0:7f00:1::", "fec0::1", "100::1"),
    *("", "nonsense", "1.2.3", "127.1"),
]


@pytest.mark.parametrize("ip", PUBLIC_IPS)
def test_public_ip(ip):
    assert is_public(ip)


@pytest.mark.parametrize("ip", OTHER_IPS)
def test_ip_that_is_not_public(ip):
    assert not is_public(ip)


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("http://example.org", Target("http", "example.org", 80, "/")),
        ("https://EXAMPLE.org:443/a?b=c#d", Target("https", "example.org", 443, "/a?b=c")),
        ("HTTP://example.org:80/", Target("http", "example.org", 80, "/")),
        ("http://example.org/a%20b/é ü", Target("http", "example.org", 80, "/a%20b/%C3%A9%20%C3%BC")),
        ("http://bücher.example/", Target("http", "xn--bcher-kva.example", 80, "/")),
        ("https://[2606:4700::1111]/", Target("https", "2606:4700::1111", 443, "/")),
        ("http://8.8.8.8/", Target("http", "8.8.8.8", 80, "/")),
    ],
)
def test_address_is_taken_apart(address, target):
    assert target_of(address) == target


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("ftp://example.org/", "neither http"),
        ("file:///etc/passwd", "neither http"),
        ("gopher://example.org:80/", "neither http"),
        ("//example.org/", "neither http"),
        ("http://example.org:8080/", "Port 8080"),
        ("https://example.org:80/", "Port 80"),
        ("http://example.org:0/", "Port 0"),
        ("http://example.org:99999/", "cannot be read"),
        ("http://example.org:x/", "cannot be read"),
        ("http://user:secret@example.org/", "user name"),
        ("http://example.org@127.0.0.1/", "user name"),
        ("http:///path", "names no host"),
        ("http://exa mple.org/", "names no host"),
        ("http://example..org/", "names no host"),
        ("http://[::1%25lo]/", "names no host|cannot be read"),
        ("http://[nonsense/", "cannot be read"),
        (f"http://{'a' * 300}.org/", "names no host"),
        (f"http://example.org/{'a' * 3000}", "longer than"),
    ],
)
def test_address_that_is_refused_by_its_form(address, why):
    with pytest.raises(NotAskedError, match=why):
        target_of(address)


@pytest.mark.parametrize(
    "host",
    [
        *("2130706433", "0x7f000001", "017700000001", "0177.0.0.1", "127.1", "127.0.1", "0x7f.1"),
        *("0x7f.0x0.0x0.0x1", "10.0.0.0x1", "127.0.0.1.", "1.2.3.4.5", "256.1.1.1", "0"),
    ],
)
def test_number_in_an_unusual_spelling_is_refused(host):
    with pytest.raises(NotAskedError):
        target_of(f"http://{host}/")


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1"])
def test_unusual_spelling_would_not_pass_as_an_ip_either(host):
    assert system_ips(host) == ["127.0.0.1"]
    with pytest.raises(NotAskedError, match="public Internet"):
        checked_ips(Target("http", host, 80, "/"), reaching(*system_ips(host)))


@pytest.mark.parametrize("ip", ["127.0.0.1", "169.254.169.254", "[::1]", "[::ffff:127.0.0.1]", "[fd00::1]"])
def test_address_of_an_ip_that_is_not_public_is_refused(ip):
    with pytest.raises(NotAskedError, match="public Internet"):
        checked_ips(target_of(f"http://{ip}/"))


@pytest.mark.parametrize("ip", [ip for ip in OTHER_IPS if ip.count(".") == 3 or ":" in ip])
def test_name_with_one_ip_that_is_not_public_is_refused_whole(ip):
    target = target_of("http://example.org/")
    for ips in ([ip], ["8.8.8.8", ip], [ip, "8.8.8.8"]):
        with pytest.raises(NotAskedError, match="public Internet"):
            checked_ips(target, reaching(*ips))


def test_name_of_public_ips_is_taken():
    assert checked_ips(target_of("http://example.org/"), reaching("8.8.8.8", "2606:4700::1111")) == [
        "8.8.8.8",
        "2606:4700::1111",
    ]


def test_name_without_any_ip_does_not_answer():
    with pytest.raises(OSError, match="no address"):
        checked_ips(target_of("http://example.org/"), reaching())


def test_localhost_is_refused_by_the_rules_in_use():
    with pytest.raises(NotAskedError, match="public Internet"):
        checked_ips(target_of("http://localhost/"))


def test_system_gives_each_ip_once():
    ips = look_up("localhost", 80)
    assert set(ips) & {"127.0.0.1", "::1"}
    assert len(ips) == len(set(ips))


def test_each_scheme_has_its_own_port():
    assert own_port("http", 80) and own_port("https", 443)
    assert not own_port("http", 443) and not own_port("https", 8443)


@pytest.mark.parametrize(
    ("address", "header"),
    [
        ("https://example.org/", "example.org"),
        ("http://[2606:4700::1111]/", "[2606:4700::1111]"),
    ],
)
def test_request_names_the_host(address, header):
    assert target_of(address).host_header == header


def test_request_names_a_port_that_is_not_the_usual_one():
    assert Target("http", "127.0.0.1", 8001, "/").host_header == "127.0.0.1:8001"
