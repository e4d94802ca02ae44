"""What is found at an address, over real servers on this machine, none of which can hold us or mislead us."""

import itertools
import socket
import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.link_round import HOSTS_AT_ONCE, look_at_all
from documents.web.addresses import PUBLIC
from documents.web.looking import MOST_STEPS, Courtesy, Looker, Status
from tests.web_servers import AGENT, looker, on_loopback, site, speaking

OK = (200, {})


def moved(to: str, code: int = 302):
    return code, {"Location": to}


def test_page_that_is_there():
    with site(page=OK) as server:
        found = looker().look(server.address("/page"))
    assert (found.status, found.code, found.sentence) == (Status.ANSWERS, 200, "It answers.")
    assert [method for method, *_ in server.asked] == ["HEAD"]


def test_request_says_who_asks_and_brings_no_cookies():
    with site(page=(200, {"Set-Cookie": "a=b"})) as server:
        asking = looker()
        asking.look(server.address("/page"))
        asking.look(server.address("/page"))
    _, _, headers = server.asked[1]
    assert headers["User-Agent"] == AGENT
    assert headers["Host"] == f"127.0.0.1:{server.port}"
    assert not {"Cookie", "Referer", "Authorization"} & set(headers)


@pytest.mark.parametrize("code", [404, 410])
def test_page_that_is_gone(code):
    with site(page=(code, {})) as server:
        found = looker().look(server.address("/page"))
    assert (found.status, found.code) == (Status.GONE, code)
    assert "Nothing is there any more" in found.sentence


@pytest.mark.parametrize("code", [401, 403, 429, 451])
def test_page_that_is_not_shown_to_everybody_answers(code):
    with site(page=(code, {})) as server:
        found = looker().look(server.address("/page"))
    assert (found.status, found.code) == (Status.ANSWERS, code)
    assert "does not show the page to all" in found.sentence


@pytest.mark.parametrize("code", [400, 500, 503])
def test_server_that_fails_does_not_answer(code):
    with site(page=(code, {})) as server:
        found = looker().look(server.address("/page"))
    assert (found.status, found.code) == (Status.SILENT, code)


@pytest.mark.parametrize("code", [403, 404, 405, 501, 500])
def test_head_that_is_refused_is_asked_again_with_get(code):
    with site(HEAD__page=(code, {}), page=OK) as server:
        found = looker().look(server.address("/page"))
    assert found.status == Status.ANSWERS
    assert [method for method, *_ in server.asked] == ["HEAD", "GET"]


def test_head_that_breaks_off_is_asked_again_with_get():
    heard = []

    def say(connection):
        heard.append(1)
        if len(heard) > 1:
            connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")

    with speaking(say) as address:
        assert looker().look(address).status == Status.ANSWERS


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_address_that_leads_on_is_followed(code):
    with site(old=moved("/new", code), new=OK) as server:
        found = looker().look(server.address("/old"))
    assert found.status == Status.ANSWERS
    assert found.sentence == f"It answers, at {server.address('/new')}."


def test_address_that_leads_on_to_letters_beyond_ascii():
    with site(old=moved("/né".encode().decode("latin-1"))) as server:
        server.pages["/n%C3%A9"] = OK
        assert looker().look(server.address("/old")).status == Status.ANSWERS


def test_redirects_end_after_five():
    pages = {f"p{number}": moved(f"/p{number + 1}") for number in range(9)}
    with site(**pages) as server:
        found = looker().look(server.address("/p0"))
    assert found.status == Status.SILENT
    assert f"more than {MOST_STEPS} times" in found.sentence
    assert len(server.asked) == MOST_STEPS + 1


def test_five_redirects_are_followed():
    pages = {f"p{number}": moved(f"/p{number + 1}") for number in range(5)}
    with site(**pages, p5=OK) as server:
        assert looker().look(server.address("/p0")).status == Status.ANSWERS


def test_circle_of_redirects_ends():
    with site(a=moved("/b"), b=moved("/a")) as server:
        found = looker().look(server.address("/a"))
    assert found.status == Status.SILENT
    assert len(server.asked) == MOST_STEPS + 1


@pytest.mark.parametrize(
    "inside",
    [
        "http://127.0.0.2/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:169.254.169.254]/",
        "http://2130706434/",
        "http://0177.0.0.2/",
        "//192.168.1.1/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "http://user@127.0.0.1/",
    ],
)
def test_redirect_to_what_is_not_public_is_refused(inside):
    with site(page=moved(inside)) as server:
        found = looker().look(server.address("/page"))
    assert found.status == Status.REFUSED
    assert "it leads on to" in found.sentence
    assert len(server.asked) == 1


def test_redirect_to_another_port_is_refused_where_the_rules_say_so():
    with site(page=moved("http://127.0.0.1:22/")) as server:
        asking = looker(port_allowed=lambda scheme, port: port == server.port)
        found = asking.look(server.address("/page"))
    assert found.status == Status.REFUSED
    assert "Port 22" in found.sentence


def test_redirect_that_cannot_be_read():
    with site(page=moved("http://[nonsense/")) as server:
        found = looker().look(server.address("/page"))
    assert found.status == Status.SILENT
    assert "cannot be read" in found.sentence


@pytest.mark.parametrize("path", ["/", "/latest/meta-data/"])
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]"])
def test_rules_in_use_never_reach_this_machine(host, path):
    with site() as server:
        found = Looker(AGENT, Courtesy(0)).look(f"http://{host}{path}")
        with_port = Looker(AGENT, Courtesy(0)).look(f"http://{host}:{server.port}{path}")
    assert found.status == with_port.status == Status.REFUSED
    assert server.asked == []


def test_rules_in_use_are_those_without_any_word():
    assert Looker(AGENT, Courtesy()).reach is PUBLIC


def test_name_is_looked_up_once_and_that_ip_is_spoken_to():
    answers = iter([["127.0.0.1"], ["169.254.169.254"]])
    asked = []

    def look_up(host, port):
        asked.append(host)
        return next(answers)

    with site(page=OK) as server:
        found = looker(look_up=look_up).look(server.address("/page", host="rebinding.example"))
    assert found.status == Status.ANSWERS
    assert asked == ["rebinding.example"]
    assert server.asked[0][2]["Host"] == f"rebinding.example:{server.port}"


def test_name_that_changes_between_redirects_is_checked_again():
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    with site(page=moved("/other")) as server:
        asking = looker(look_up=lambda host, port: next(answers))
        found = asking.look(server.address("/page", host="rebinding.example"))
    assert found.status == Status.REFUSED
    assert len(server.asked) == 1


def test_name_with_one_private_ip_is_refused_before_anything_is_asked():
    with site(page=OK) as server:
        asking = looker(look_up=lambda host, port: ["127.0.0.1", "10.0.0.1"])
        found = asking.look(server.address("/page", host="mixed.example"))
    assert found.status == Status.REFUSED
    assert server.asked == []


def test_second_ip_is_tried_where_the_first_does_not_take_it():
    with site(page=OK) as server:
        asking = looker(
            ip_allowed=lambda ip: ip.startswith("127."), look_up=lambda host, port: ["127.0.0.9", "127.0.0.1"]
        )
        assert asking.look(server.address("/page", host="two.example")).status == Status.ANSWERS


def test_name_that_nobody_knows():
    def look_up(host, port):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    found = looker(look_up=look_up).look("http://nobody.example/")
    assert found.status == Status.SILENT
    assert found.sentence == "No answer: name or service not known."


def test_port_that_nobody_listens_on():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    found = looker().look(f"http://127.0.0.1:{port}/")
    assert found.status == Status.SILENT
    assert "refused" in found.sentence


def test_server_without_a_certificate():
    with site(page=OK) as server:
        found = looker().look(server.address("/page").replace("http:", "https:"))
    assert found.status == Status.SILENT


# --- servers that would hold us ------------------------------------------------------------------


def drip(connection, beginning: bytes, each: bytes, every: float, sent: list):
    connection.sendall(beginning)
    while True:
        connection.sendall(each)
        sent.append(each)
        time.sleep(every)


@pytest.mark.parametrize(
    ("beginning", "each"),
    [(b"", b"H"), (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"), (b"HTTP/1.1 200 OK\r\nX: ", b"a")],
    ids=["status", "lines", "one line"],
)
def test_server_that_drips_is_left_when_the_time_is_over(beginning, each):
    sent = []
    with speaking(lambda connection: drip(connection, beginning, each, 0.05, sent)) as address:
        found = looker(seconds=0.4).look(address)
    assert found.status == Status.SILENT
    assert len(sent) < 40  # a HEAD and a GET, of eight drops each


def test_server_that_never_says_anything():
    with speaking(lambda connection: time.sleep(3)) as address:
        found = looker(seconds=0.3).look(address)
    assert found.sentence == "It did not answer in time."


def count_what_is_sent(piece: bytes, beginning: bytes = b"HTTP/1.1 200 OK\r\n"):
    """Return a server's talk without an end, and the list of how many bytes it could get rid of."""
    sent = []

    def say(connection):
        connection.sendall(beginning)
        while True:
            sent.append(connection.send(piece))

    return say, sent


@pytest.mark.parametrize("piece", [b"X: y\r\n" * 500, b"a" * 4000], ids=["endless headers", "endless line"])
def test_head_without_an_end_is_left(piece):
    say, sent = count_what_is_sent(piece)
    with speaking(say) as address:
        found = looker().look(address)
    assert found.status == Status.SILENT
    assert sum(sent) < 20_000_000  # what the system's buffers took


def test_interim_answers_without_an_end_are_left():
    say, _ = count_what_is_sent(b"HTTP/1.1 100 Continue\r\n\r\n" * 40, b"")
    with speaking(say) as address:
        found = looker().look(address)
    assert found.status == Status.SILENT
    assert "longer than 64 KiB" in found.sentence


def test_body_without_an_end_is_not_read():
    say, sent = count_what_is_sent(b"a" * 65536, b"HTTP/1.1 200 OK\r\n\r\n")
    with speaking(say) as address:
        looker().look(address)
    assert sum(sent) < 20_000_000


@pytest.mark.parametrize(
    "said",
    [b"SSH-2.0-OpenSSH_9\r\n", b"\x00\x01\x02\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/9.9 200 OK\r\n\r\n"],
)
def test_what_is_no_answer_of_the_web(said):
    with speaking(lambda connection: connection.sendall(said)) as address:
        found = looker().look(address)
    assert found.status == Status.SILENT
    assert found.sentence.startswith("No answer: ")


# --- courtesy ------------------------------------------------------------------------------------


def test_requests_to_one_host_keep_a_pause():
    with site(a=OK, b=OK) as server:
        asking = looker(pause=0.2)
        start = time.monotonic()
        for path in ("/a", "/b"):
            asking.look(server.address(path))
        assert time.monotonic() - start >= 0.2


def test_one_host_is_asked_one_thing_at_a_time():
    courtesy, now, most = Courtesy(0), itertools.count(), []
    inside = []

    def visit():
        with courtesy.turn("a.example"):
            inside.append(next(now))
            most.append(len(inside))
            time.sleep(0.01)
            inside.pop()

    threads = [threading.Thread(target=visit) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 6


def test_other_host_does_not_wait():
    courtesy, let_in = Courtesy(3600), []
    for host in ("a.example", "b.example"):
        with courtesy.turn(host):
            let_in.append(host)
    assert let_in == ["a.example", "b.example"]


def test_round_looks_at_each_address_once_and_at_several_hosts_together():
    everybody = threading.Barrier(HOSTS_AT_ONCE, timeout=5)

    def say(connection):
        everybody.wait()
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")

    names = [f"host{number}.example" for number in range(HOSTS_AT_ONCE)]
    with speaking(say) as address:
        port = address.rpartition(":")[2]
        addresses = [f"http://{name}:{port}" for name in names]
        asking = looker(look_up=lambda host, port: ["127.0.0.1"])
        found = dict(look_at_all(addresses, asking))
    assert found.keys() == set(addresses)
    assert {finding.status for finding in found.values()} == {Status.ANSWERS}


def test_round_that_nobody_listens_to_any_more_stops():
    with site(**{f"p{number}": OK for number in range(30)}) as server:
        addresses = [server.address(f"/p{number}") for number in range(30)]
        round_ = look_at_all(addresses, looker(pause=0.05))
        next(round_)
        round_.close()
    assert len(server.asked) < 10


def test_fault_of_ours_ends_the_round_instead_of_hanging_it():
    def look_up(host, port):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(look_at_all(["http://a.example/", "http://b.example/"], looker(look_up=look_up)))


def nowhere(host, port):
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://[", "http://a.example", "http://a@"]))
def test_whatever_stands_where_an_address_should_is_a_finding(text, beginning):
    found = looker(look_up=nowhere, ip_allowed=lambda ip: False).look(beginning + text)
    assert found.status in (Status.REFUSED, Status.SILENT)
    assert found.sentence.endswith(".")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=80), st.sampled_from([b"", b"HTTP/1.1 302 Found\r\nLocation: ", b"HTTP/1.1 "]))
def test_whatever_a_server_says_is_a_finding(said, beginning):
    with speaking(lambda connection: connection.sendall(beginning + said + b"\r\n\r\n")) as address:
        found = looker(seconds=2, ip_allowed=lambda ip: ip == "127.0.0.1", look_up=nowhere).look(address)
    assert found.status in Status
    assert found.sentence


def test_only_loopback_is_allowed_to_the_tests():
    assert on_loopback("127.0.0.1") and not on_loopback("127.0.0.2")
