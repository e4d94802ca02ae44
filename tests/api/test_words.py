"""Comparison and authorship: what the commands say of the same texts, with their keys."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from documents.text.model import as_text
from documents.text.structure import paragraphs_of
from opinions.models import Revision
from tests import factory
from tests.api.reading import BASE, HOST, answer
from tests.world import queries_of

pytestmark = pytest.mark.django_db
FIRST = "Recalling the Tunis Agenda,\n\nInvites Member States to support exchange points."
SECOND = (
    "Recalling the Tunis Agenda for the Information Society,\n\nInvites Sector Members too.\n\nA new end."
)


@pytest.fixture
def two():
    opinion = factory.make_opinion(slug="ixps")
    first = factory.make_revision(opinion, text=FIRST)
    second = factory.make_revision(opinion, text=SECOND)
    second.based_on.set([first])
    return first, second


def compared(client, left: Revision, right: Revision) -> dict:
    sides = [f"{one.opinion.slug}:{one.number}" for one in (left, right)]
    return answer(client, f"{BASE}compare?left={sides[0]}&right={sides[1]}")


def of_command(tmp_path, name: str, *texts: str) -> dict:
    """What a command says of the paragraphs of stored texts."""
    paths = []
    for number, text in enumerate(texts):
        paths.append(tmp_path / f"{number}.txt")
        paths[-1].write_text("\n\n".join(one.line for one in paragraphs_of(text)))
    out = StringIO()
    call_command(name, *map(str, paths), "--format", "json", stdout=out, stderr=StringIO())
    return json.loads(out.getvalue())


def test_comparison_is_that_of_the_command(client, two, tmp_path):
    found = compared(client, *two)
    expected = of_command(tmp_path, "compare_texts", FIRST, SECOND)
    assert {key: found[key] for key in expected} == expected
    assert found["left"]["self"] == f"{HOST}{BASE}opinions/ixps/revisions/1" and found["as_of"] is None


def test_comparison_gives_both_texts_back(client, record):
    rows = Revision.objects.exclude(text="").order_by("pk")[:12]
    for left, right in zip(rows, rows[1:], strict=False):
        found = compared(client, left, right)
        for side, gone, text in (("old", "added", left.text), ("new", "removed", right.text)):
            kept = sorted((row for row in found["rows"] if row[side] is not None), key=lambda row: row[side])
            words = "".join(op["text"] for row in kept for op in row["ops"] if op["op"] != gone).split()
            assert words == as_text(paragraphs_of(text)).split()


def test_text_compared_with_itself_has_no_changes(client, two):
    found = compared(client, two[0], two[0])
    assert found["stats"] == {"same": found["old_words"], "added": 0, "removed": 0, "moved": 0}


def test_comparison_is_computed_once(client, two):
    before = queries_of(client, f"{BASE}compare?left=ixps:1&right=ixps:2")
    assert compared(client, *two) == compared(client, *two)
    assert queries_of(client, f"{BASE}compare?left=ixps:1&right=ixps:2") == before <= 20


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("", 400),
        ("left=ixps:1", 400),
        ("left=ixps:1&right=", 400),
        ("left=ixps&right=ixps:1", 400),
        ("left=ixps:x&right=ixps:1", 400),
        ("left=:1&right=ixps:1", 400),
        ("left=ixps:9999999&right=ixps:1", 400),
        ("left=ixps:9&right=ixps:1", 404),
        ("left=nothing:1&right=ixps:1", 404),
        ("left=ixps:1&right=ixps:2&view=side", 400),
    ],
)
def test_comparison_of_what_there_is_not_is_refused(client, two, question, status):
    assert len(answer(client, f"{BASE}compare?{question}", status)["detail"]) > 30


def test_text_that_was_not_found_cannot_be_compared_or_traced(client, two):
    lost = factory.make_revision(two[0].opinion, text="", basis="none")
    said = answer(client, f"{BASE}compare?left=ixps:1&right=ixps:{lost.number}", 404)
    assert "was not found" in said["detail"]
    said = answer(client, f"{BASE}opinions/ixps/revisions/{lost.number}/authorship", 404)
    assert "was not found" in said["detail"]


def test_text_that_was_not_public_on_the_day_is_not_compared(client, two):
    late = factory.make_revision(two[0].opinion, sources=[factory.make_source(published="2013-06-01")])
    question = f"left=ixps:1&right=ixps:{late.number}"
    assert answer(client, f"{BASE}compare?{question}")
    answer(client, f"{BASE}compare?{question}&as_of=2012-12-31", 404)
    answer(client, f"{BASE}opinions/ixps/revisions/{late.number}/authorship?as_of=2012-12-31", 404)


def test_authorship_is_that_of_the_command(client, two, tmp_path):
    found = answer(client, f"{BASE}opinions/ixps/revisions/2/authorship")
    expected = of_command(tmp_path, "trace_words", FIRST, SECOND)
    assert {key: found[key] for key in expected} == expected
    assert [one["key"] for one in found["revisions"]] == ["ixps/1", "ixps/2"]
    assert found["revision"]["key"] == "ixps/2" and found["left_out"] == 0


def test_authorship_of_every_text_of_the_record(client, record):
    for row in Revision.objects.exclude(text="").select_related("opinion")[::3]:
        found = answer(client, f"{BASE}opinions/{row.opinion.slug}/revisions/{row.number}/authorship")
        assert [one["word"] for one in found["words"]] == as_text(paragraphs_of(row.text)).split()
        assert sum(found["shares"].values()) == pytest.approx(1)
        assert all(one["origin"] < len(found["revisions"]) for one in found["words"])
