"""Nothing of a draft, of what waits at the desk or of its history is on any way out to readers."""

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from documents.desk import previews
from documents.models import ContributionFile
from opinions.models import Opinion, Revision

from . import factory
from .secrets import PUBLISHABLE, SECRET, is_worth_asking, links_of, make_secret_world

pytestmark = pytest.mark.django_db
LISTS = (
    "/", "/opinions/", "/documents/", "/meetings/", "/stakeholders/", "/schedule/", "/sources/", "/about/",
    "/changes/", "/quality/", "/instruments/", "/positions/", "/pledges/", "/discrepancies/", "/not-known/",
    "/compare/",
)  # fmt: skip
QUESTIONS = (
    "q=secret",
    f"q={SECRET}",
    "as_of=2013-02-11",
    "as_of=2999-01-01",
    "page=2",
    "page=999",
    "sort=title",
)
NOWHERE = (
    "/robots.txt",
    "/sitemap.xml",
    "/favicon.ico",
    "/media/",
    "/static/",
    "/api/v1/",
    "/search/?q=secret",
)
MOST = 900


@pytest.fixture
def secrets():
    return make_secret_world()


def told(answer) -> str:
    """All that an answer says, in small letters: its first line, headers and body."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return f"{answer.reason_phrase}{answer.headers}{content.decode(errors='replace')}".lower()


def own_addresses(rows) -> set[str]:
    """The addresses of rows as their models give them, and other pages of the same things."""
    found = set()
    for row in rows:
        if not hasattr(row, "get_absolute_url"):
            continue
        page = row.get_absolute_url().partition("#")[0]
        found.add(page)
        if isinstance(row, Opinion):
            found |= {f"{page}compare/", f"{page}compare/1...2/", f"{page}revisions/1/"}
        if isinstance(row, Revision):
            found |= {f"{page}authorship/", f"{page}fate/"}
    return found


def test_a_draft_of_every_kind_is_in_the_walk(secrets):
    _, drafts, _ = secrets
    assert {type(row) for row in drafts} == set(PUBLISHABLE)
    assert len({type(row) for row in drafts}) > 15


def test_no_page_that_anything_leads_to_shows_a_secret(secrets, client):
    world, _, withdrawn = secrets
    waiting = [*LISTS, *NOWHERE, *world.addresses(), *own_addresses(withdrawn)]
    waiting += [f"{page}?{question}" for page in LISTS for question in QUESTIONS]
    seen, found = set(), {}
    while waiting and len(seen) < MOST:
        place = waiting.pop(0)
        if place in seen or not is_worth_asking(place):
            continue
        seen.add(place)
        answer = client.get(place)
        assert answer.status_code < 500, place
        asked = place.lower().count(SECRET.lower())
        if SECRET.lower() in told(answer) and not asked:
            found[place] = answer.status_code
        waiting += sorted(links_of(place, answer) - seen)
    assert found == {}
    assert len(seen) > 300
    print(len(seen), "pages walked")  # noqa: T201


def test_questions_with_secret_words_find_nothing(secrets, client):
    for page in LISTS:
        page_of_secret = client.get(page, {"q": SECRET})
        page_of_nothing = client.get(page, {"q": "NO-SUCH-WORD"})
        assert page_of_secret.status_code == page_of_nothing.status_code, page
        same = told(page_of_secret).replace(SECRET.lower(), "no-such-word")
        assert same == told(page_of_nothing), page


def asked(client, place: str) -> tuple:
    """(status, what is told, number of queries) of the page at `place`."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(place)
        text = told(answer)
    return answer.status_code, text, len(queries)


def test_draft_answers_as_what_never_was(secrets, client):
    _, drafts, _ = secrets
    different, number = [], 0
    for row in drafts:
        key = getattr(row, "slug", "") or getattr(row, "key", "")
        for place in sorted(own_addresses([row])):
            if not key or key not in place:
                continue
            never = key[:-2] + "zz"
            of_draft, of_nothing = asked(client, place), asked(client, place.replace(key, never))
            number += 1
            same = (of_draft[0], of_draft[1].replace(key, never), of_draft[2])
            if of_draft[0] == 200 or same != of_nothing:
                different.append((place, of_draft[0], of_nothing[0], of_draft[2], of_nothing[2]))
    assert different == []
    assert number > 8


def test_bytes_of_a_draft_are_nowhere(secrets, client):
    hidden = ContributionFile.objects.filter(name__startswith=SECRET, withdrawn_at=None)
    brought = factory.make_file(published=False, content=b"More of it.", name="more.txt")
    for file in (*hidden, brought):
        for place in (
            file.get_absolute_url(),
            f"/media/{file.file.name}",
            f"/{file.file.name}",
            file.file.url,
        ):
            never = place.replace(file.sha256, "0" * 64)
            assert asked(client, place)[0] == 404
            assert asked(client, place)[2] == asked(client, never)[2]


def test_preview_without_a_signature_shows_nothing(secrets, client):
    place = next(each for each in own_addresses(secrets[1]) if each.startswith("/opinions/"))
    for token in ("", "x", "x:y:z", "a" * 5000, "%00", "..", "%2e%2e%2f", "1"):
        for each in ("/", "/opinions/", place):
            answer = client.get(f"/preview/{token}{each}")
            assert answer.status_code == 404, token
            assert SECRET.lower() not in told(answer).replace(place, "")


def test_preview_of_one_thing_shows_no_other_draft(secrets):
    world, drafts, _ = secrets
    shown = factory.make_event(
        world.opinion, published=False, sources=[world.source], summary="Open to a guest."
    )
    token = previews.token_of(shown, by=factory.make_person("contributors"))
    for place in (world.opinion.get_absolute_url(), world.document.get_absolute_url(), *LISTS):
        answer = Client().get(f"/preview/{token}{place}")
        assert answer.status_code == 200, place
        assert SECRET.lower() not in told(answer), place


def test_signature_holds_for_what_was_signed_alone(client):
    row, other = factory.make_opinion(published=False), factory.make_opinion(published=False)
    token = previews.token_of(row, by=factory.make_person("contributors"))
    assert client.get(f"/preview/{token}{row.get_absolute_url()}").status_code == 200
    given = signing.loads(token, salt=previews.SALT)
    assert client.get(f"/preview/{signing.dumps(given, salt='other')}/").status_code == 404
    for change in ({"pk": other.pk}, {"of": "documents.process"}, {"until": 9**10}, {"by": 10**6}):
        forged = signing.dumps(given | change, key="k", salt=previews.SALT)
        mixed = ":".join([forged.partition(":")[0], token.partition(":")[2]])
        for each in (forged, mixed):
            assert client.get(f"/preview/{each}/").status_code == 404
