"""What a document that was read says about itself, brought to the rows and fields of the record."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.desk.proposals import free_slug, kind_of, proposals_of
from documents.desk.submitters import named
from documents.text.naming import folded, keys_of
from documents.text.reader import read
from tests.factory import make_body, make_contribution, make_meeting, make_process, make_stakeholder
from tests.text.wordfile import docx, par

pytestmark = pytest.mark.django_db


def document(*lines: str):
    """A Word file of these lines, read."""
    return read(docx("".join(map(par, lines))), "a.docx")


UK_DRAFT = (
    "Document WTPF-IEG/2/13",
    "1 October 2012",
    "Contribution from the United Kingdom",
    "Draft opinion: Supporting made-up things",
    "considering",
    "a) that this text is made up,",
    "is of the view",
    "that nobody should believe it.",
)


@pytest.fixture
def ieg2():
    """The second meeting of the experts group of a process, after the first."""
    process, body = make_process(short_title="WTPF-13"), make_body(abbreviation="IEG")
    make_meeting(process=process, body=body, date="2012-06-05")
    return make_meeting(process=process, body=body, date="2012-10-10/2012-10-12", short_title="IEG 2")


# --- names -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "short", "written"),
    [
        ("United States of America", "United States", "USA"),
        ("United States of America", "United States", "the U.S."),
        ("United States of America", "United States", "Delegation of the United States"),
        ("United Kingdom", "United Kingdom", "UK"),
        ("United Kingdom", "United Kingdom", "United Kingdom of Great Britain and Northern Ireland"),
        ("Islamic Republic of Iran", "Iran", "Iran (Islamic Republic of)"),
        ("Kingdom of Saudi Arabia", "Saudi Arabia", "SAUDI ARABIA"),
        ("Federative Republic of Brazil", "Brazil", "Brasil"),
        ("Russian Federation", "Russia", "the Russian Federation"),
        ("Turkey", "Turkey", "Türkiye"),
        ("Côte d’Ivoire", "Côte d’Ivoire", "Cote d'Ivoire"),
        ("Internet Society (ISOC)", "ISOC", "Internet Society"),
        ("Internet Corporation for Assigned Names and Numbers (ICANN)", "ICANN", "icann"),
        ("Center for Democracy & Technology (CDT)", "CDT", "Center for Democracy and Technology"),
        ("Number Resource Organization (NRO)", "NRO", "the Number Resource Organization (NRO)"),
    ],
)
def test_spelling_finds_the_stakeholder_for_certain(name, short, written):
    row = make_stakeholder(name=name, short_name=short)
    make_stakeholder(name="Another State", short_name="Another")
    found = named([written])[0]
    assert (found.row, found.sure) == (row, True)


def test_state_without_its_title_is_found_but_not_for_certain():
    row = make_stakeholder(name="Republic of Nowhere", short_name="Rep. Nowhere")
    found = named(["Nowhere"])[0]
    assert (found.row, found.sure) == (row, False)


def test_name_that_two_may_bear_is_offered_as_a_choice():
    rows = [
        make_stakeholder(name=f"{title} of the Congo", short_name=f"{title} Congo")
        for title in ("Republic", "State")
    ]
    found = named(["Congo"])[0]
    assert (found.row, list(found.choices)) == (None, rows)


def test_chapter_of_a_society_is_not_the_society():
    society = make_stakeholder(name="Internet Society (ISOC)", short_name="ISOC")
    chapter = make_stakeholder(name="Internet Society, Bulgaria", short_name="ISOC Bulgaria")
    assert named(["Internet Society, Bulgaria", "Internet Society"])[0].row == chapter
    assert named(["Internet Society"])[0].row == society
    assert set(named(["Internet Society, Elsewhere"])[0].choices) == {society, chapter}


def test_misspelt_name_is_offered_and_unknown_one_has_no_choice():
    row = make_stakeholder(name="Switzerland", short_name="Switzerland")
    assert named(["Switzerlnd"])[0].choices == (row,)
    assert named(["Atlantis"])[0].choices == ()


def test_office_is_offered_by_the_words_of_its_holders():
    row = make_stakeholder(name="A. Person, Chairman of the Informal Experts Group", short_name="IEG Chair")
    assert named(["Chairman"])[0].choices == (row,)


def test_all_names_are_looked_up_in_one_query(django_assert_num_queries):
    make_stakeholder()
    with django_assert_num_queries(1):
        named([f"State of {number}" for number in range(20)])
    with django_assert_num_queries(0):
        assert named([]) == []


# The iota below a letter is a mark until it is written large: then it is a letter.
@given(st.text(st.characters(exclude_characters="\u0345", exclude_categories=["Cs"]), max_size=400))
def test_any_text_has_keys_and_finds_itself(text):
    keys = keys_of(text)
    assert "" not in keys.every
    assert bool(keys.exact) == bool(folded(text)) or not keys.exact
    assert keys_of(text.upper().lower()).exact == keys_of(text.lower()).exact


@given(st.lists(st.text("abcdefghij", min_size=2, max_size=9), min_size=1, max_size=5))
def test_case_accents_articles_and_brackets_do_not_matter(words):
    name = " ".join(words)
    for written in (
        name.upper(),
        f"The {name}",
        f"Delegation of the {name}",
        f"{name} (XYZ)",
        name.replace("a", "á"),
    ):
        assert keys_of(written).exact & keys_of(name).exact, written


# --- the whole document ------------------------------------------------------------------------


def test_document_proposes_every_field_with_its_place(ieg2):
    uk = make_stakeholder(name="United Kingdom", short_name="United Kingdom")
    found = proposals_of(document(*UK_DRAFT))
    assert found.initial == {
        "symbol": "WTPF-IEG/2/13",
        "title": "Supporting made-up things",
        "date": "2012-10-01",
        "process": ieg2.process,
        "meeting": ieg2,
        "kind": "draft-opinion",
        "slug": "wtpf-ieg-2-13",
        "access": "public",
        "submitters": [uk],
    }
    assert found.fields["symbol"].found == "Found in paragraph 1: “Document WTPF-IEG/2/13”"
    assert found.fields["submitters"].found == "Found in paragraph 3: “Contribution from the United Kingdom”"
    assert found.fields["meeting"].found == "From the symbol: IEG/2 is meeting number 2 of IEG in WTPF-13."


def test_without_a_document_little_is_proposed():
    assert proposals_of(None).initial == {"access": "not-located"}


def test_unknown_submitter_is_said(ieg2):
    found = proposals_of(document("Contribution from Atlantis", "A title"))
    assert [one.written for one in found.unknown] == ["Atlantis"]
    assert found.initial["submitters"] == []


def test_series_decides_the_meeting(ieg2):
    other = make_contribution(meeting=ieg2, process=ieg2.process, symbol="XYZ-A/7/1", title="Other")
    make_contribution(meeting=ieg2, process=ieg2.process, symbol="XYZ-A/7/2")
    found = proposals_of(document("C13/5", "A title"))
    assert "meeting" not in found.fields
    found = proposals_of(document("WTPF-13/7", "A title"))
    assert "meeting" not in found.fields
    make_contribution(meeting=other.meeting, process=ieg2.process, symbol="WTPF-13/6")
    found = proposals_of(document("WTPF-13/7", "A title")).fields
    assert (found["meeting"].value, found["meeting"].sure) == (ieg2, True)
    assert found["meeting"].found == "From the symbol: WTPF-13/6 is of the same series."


def test_series_of_two_processes_is_decided_by_the_date(ieg2):
    old = make_process(date="2008/2009-04", short_title="WTPF-09")
    make_contribution(process=old, symbol="WTPF-IEG/2/2")
    make_contribution(process=ieg2.process, meeting=ieg2, symbol="WTPF-IEG/2/3")
    for day, process in (("1 October 2012", ieg2.process), ("3 November 2008", old)):
        found = proposals_of(document("WTPF-IEG/2/13", day, "A title")).fields["process"]
        assert (found.value, found.sure) == (process, False)


def test_days_of_the_meeting_decide_where_there_is_no_symbol(ieg2):
    found = proposals_of(document("A title", "Geneva, 10-12 October 2012")).fields
    assert found["meeting"].value == ieg2
    assert found["date"].value == "../2012-10-12" and not found["date"].sure


def test_date_before_a_meeting_decides_last_and_is_not_sure(ieg2):
    found = proposals_of(document("A title", "1 September 2012")).fields["meeting"]
    assert (found.value, found.sure) == (ieg2, False)


def test_only_process_is_proposed_where_nothing_else_says():
    process = make_process(date="2012-06-05/2013-05-16")
    assert proposals_of(document("A title")).fields["process"].value == process
    make_process()
    assert "process" not in proposals_of(document("A title")).fields


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Agenda (revised)", "agenda"),
        ("Draft agenda", "agenda"),
        ("Comments of Nominet on the third draft of the report", "comments"),
        ("Comments on the draft opinion of the United Kingdom", "comments"),
        ("Joint contribution of A, B and C on the third draft of the report", "comments"),
        ("Third draft of the Secretary-General’s report", "report-draft"),
        ("Draft opinion on made-up things", "draft-opinion"),
        ("Report of the Chairman on the second meeting", "report"),
        ("Statement of the President", "statement"),
        ("Proposals for the work of the Conference", "proposal"),
        ("Decision 562", "decision"),
    ],
)
def test_kind_follows_from_the_words_of_the_head(line, kind):
    assert kind_of(document("WTPF-IEG/2/1", line, "Some more words.")).value == kind


def test_kind_follows_from_opening_words_and_is_not_sure():
    found = kind_of(document("Supporting things", *UK_DRAFT[4:]))
    assert (found.value, found.sure) == ("draft-opinion", False)
    assert found.found == "Its paragraphs begin with “considering” and “is of the view”."


def test_kind_follows_from_the_symbol_of_an_information_paper():
    assert kind_of(document("A paper"), "WTPF-IEG/2/Info-Doc1").value == "information"


def test_kind_is_left_open_where_nothing_says():
    assert kind_of(document("Some words")) is None


def test_slug_is_free_in_its_process():
    process = make_process()
    assert free_slug(process, "WTPF-13/16(Rev.1)") == "wtpf-13-16-rev-1"
    make_contribution(process=process, slug="wtpf-13-16")
    assert free_slug(process, "WTPF-13/16") == "wtpf-13-16-2"
    assert free_slug(None, "приложение") == "document"


@given(st.text(max_size=200))
def test_any_words_make_a_slug_that_may_stand_in_an_address(words):
    slug = free_slug(None, words)
    assert 0 < len(slug) <= 80 and slug.replace("-", "").isalnum() and slug == slug.lower() and slug.isascii()


def test_letter_of_the_language_is_no_part_of_the_symbol():
    found = proposals_of(document("Document WTPF-13/16(Rev.1)-F", "Un titre")).fields
    assert (found["symbol"].value, found["language"].value) == ("WTPF-13/16(Rev.1)", "fr")
    assert found["language"].found == "From the end of the symbol, -F."


def test_long_title_is_cut_and_not_sure():
    found = proposals_of(document("Title " * 33 + "end")).fields.get("title")
    assert found is None or found.sure
    found = proposals_of(read(docx(par("Long words " * 25, style="H1") + par("x")), "a.docx")).fields["title"]
    assert len(found.value) <= 300
