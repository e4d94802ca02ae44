"""Malformed addresses get a clear page with the right status, and never a fault of ours."""

import re
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.world import make_world

pytestmark = pytest.mark.django_db
LISTS = ["/documents/", "/stakeholders/", "/opinions/", "/positions/", "/pledges/", "/changes/"]
PAGES = ["/", "/meetings/", "/schedule/", "/sources/", "/discrepancies/", "/not-known/", "/about/"]
PARAMETERS = ["q", "kind", "meeting", "topic", "category", "stakeholder", "year", "access", "process", "sort"]
PARAMETERS += ["page", "as_of", "outcome", "stage", "sponsor", "instrument", "other"]
FREELY = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def is_clear(response) -> bool:
    """Whether an error page says what was wrong under one heading, and leads on."""
    content = response.content.decode()
    return content.count("<h1") == 1 and 'href="/"' in content


@pytest.fixture
def world(client):
    client.raise_request_exception = False
    return make_world()


@pytest.mark.parametrize("path", [*LISTS[:5], *PAGES[:5]])
@pytest.mark.parametrize(
    "day", ["yesterday", "2013-02-30", "20130211", "2013-02-11T00:00", "0000-00-00", "2013-W07-1", "\0"]
)
def test_day_that_is_none_is_refused(world, client, path, day):
    response = client.get(path, {"as_of": day})
    assert response.status_code == 400
    assert "is not a day" in response.content.decode()
    assert is_clear(response)


@pytest.mark.parametrize("path", ["/documents/", "/stakeholders/", "/opinions/", "/changes/"])
@pytest.mark.parametrize(
    ("number", "status"),
    [
        ("0", 404),
        ("99", 404),
        ("999999999", 404),
        ("-1", 400),
        ("1.5", 400),
        ("9" * 30, 400),
        ("²", 400),
        ("x", 400),
    ],
)
def test_page_that_is_none_is_refused(world, client, path, number, status):
    response = client.get(path, {"page": number})
    assert response.status_code == status
    assert is_clear(response)


@pytest.mark.parametrize("path", ["/documents/", "/opinions/"])
@pytest.mark.parametrize("value", ["nonsense", "\0", "'", "1" * 5000, "é€", "../../etc/passwd"])
def test_unknown_choice_is_refused_by_the_name_of_its_parameter(world, client, path, value):
    response = client.get(path, {"meeting": value})
    assert response.status_code == 400
    assert "“meeting”" in response.content.decode()
    assert is_clear(response)


@pytest.mark.parametrize(
    "query", ["kind=%ff%fe", "q=%00", "q=%C3%28", "year=%D9%A1%D9%A9", "sort=%F0%9F%98%80"]
)
def test_bytes_that_are_no_text_are_refused_or_just_not_found(world, client, query):
    response = client.get(f"/documents/?{query}")
    assert response.status_code in (200, 400)
    assert (response.status_code == 200) == (query == "q=%C3%28")


@pytest.mark.parametrize(
    "path",
    [
        "/documents/%00/",
        "/documents/WTPF-IEG/2/10%00/",
        "/documents/%FF%FE/",
        "/documents/unnumbered/",
        "/documents/unnumbered/%00/",
        "/documents/unnumbered/a/b/",
        "/documents////",
        "/documents/%20/",
        "/documents/(rev.)/",
        "/documents/..%2F..%2Fetc%2Fpasswd/",
        "/documents/" + "x" * 3000 + "/",
        "/documents/" + "rev" * 500 + "/",
        "/documents/" + "9" * 5000 + "/",
        "/d/%00",
        "/d/" + "é" * 900,
        "/meetings/%00/",
        "/meetings/IEG 2/",
        "/stakeholders/" + "a" * 4000 + "/",
        "/sources/ÿ/",
        "/sources/%00/",
        "/processes/1/2/",
        "/opinions/x/revisions/99999999999999999999/",
        "/opinions/x/revisions/-1/",
        "/%FF",
        "/" + "a/" * 1000,
    ],
)
def test_address_that_names_nothing_is_missing(world, client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert is_clear(response)
    assert "Nothing is at this address" in response.content.decode()


def test_number_of_a_revision_beyond_the_database_is_missing(world, client):
    response = client.get(f"{world.opinion.get_absolute_url()}revisions/{'9' * 40}/")
    assert response.status_code == 404


@pytest.mark.parametrize("path", ["/documents/", "/meetings/", "/about/", "/sources/"])
def test_pages_are_for_reading_only(world, client, path):
    assert client.post(path).status_code == 405


def test_what_was_asked_is_shown_escaped(world, client):
    content = client.get("/documents/", {"kind": "<img src=x>"}).content.decode()
    assert "<img" not in content
    assert "&lt;img" in content


@pytest.mark.parametrize("query", ["as_of=%00", "page=%00%07", "kind=%00", "as_of=%E2%80%AEtxt"])
def test_what_no_page_may_hold_is_not_shown(world, client, query):
    response = client.get(f"/documents/?{query}")
    assert response.status_code == 400
    assert not {"\0", "\a", "\u202e"} & set(response.content.decode())


@pytest.mark.parametrize(
    "path", [*LISTS, *PAGES[:-1], "/d/WTPF-IEG/2/10", "/documents/x/", "/no/such/page/", "/admin/login/"]
)
def test_address_with_thousands_of_values_is_refused(world, client, path):
    response = client.get(f"{path}?{'q=x&' * 3000}")
    assert response.status_code in (400, 404)
    assert is_clear(response)


@pytest.mark.parametrize(
    "path", ["//evil.example/opinions", "/d//evil.example", "/d/%5Cevil.example", "/\\evil.example"]
)
def test_address_of_another_site_leads_nowhere(world, client, path):
    response = client.get("/", PATH_INFO=path)
    assert response.status_code == 404 or response["Location"].startswith(("/documents/", "/%2F"))


def test_host_that_is_not_ours_is_refused(world, client):
    response = client.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "This request cannot be read" in response.content.decode()


odd = st.one_of(
    st.text(max_size=40),
    st.integers().map(str),
    st.sampled_from(
        ["\0", "%", "2013-02-11", "report", "-date", "1", "x" * 500, "\ud7ff", "‮", "' OR 1=1 --"]
    ),
)


@FREELY
@given(st.sampled_from([*LISTS, *PAGES]), st.lists(st.tuples(st.sampled_from(PARAMETERS), odd), max_size=4))
def test_no_question_is_a_fault_of_ours(world, client, path, asked):
    response = client.get(f"{path}?{urlencode(asked)}")
    assert response.status_code in (200, 400, 404)
    if response.status_code != 200:
        assert is_clear(response)


@FREELY
@given(
    st.sampled_from(["documents", "d", "meetings", "stakeholders", "sources", "processes", "opinions"]), odd
)
def test_no_name_is_a_fault_of_ours(world, client, section, name):
    response = client.get(f"/{section}/{quote(name)}/")
    assert response.status_code in (200, 301, 404)
    if response.status_code == 301:
        assert re.match(r"/(documents|d)/", response["Location"]) or name in ("", "/")


@FREELY
@given(st.binary(max_size=30), st.binary(max_size=30))
def test_no_bytes_are_a_fault_of_ours(world, client, path, query):
    response = client.get(f"/documents/{quote(path)}/?kind={quote(query)}")
    assert response.status_code in (200, 301, 400, 404)


@pytest.mark.parametrize(
    "path", ["/files/a/%00", "/documents/nothing/?process=%00", "/documents/nothing.bib?process=%00"]
)
def test_letter_that_no_database_holds_names_nothing(world, client, path):
    assert client.get(path).status_code == 404
