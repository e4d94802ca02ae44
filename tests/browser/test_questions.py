"""What a reader must find from the first page by clicks alone, three at most, each with its source beside it.

Opening a source mark is looking where one is; choosing a day in a form and sending it is one click.
"""

import re

import pytest

MOST_CLICKS = 3


class Reader:
    """Somebody who only clicks: no address is typed, and the clicks are counted."""

    def __init__(self, page):
        self.page, self.clicks = page, 0

    def click(self, words: str, *, within: str = "body"):
        """Follow the first visible link of exactly these words, on the way to an answer."""
        self.clicks += 1
        links = self.page.locator(within).get_by_role("link", name=words, exact=True)
        links.locator("visible=true").first.click()
        return self

    def choose_day(self, day: str):
        """Choose a day in the form of the page and send it."""
        self.clicks += 1
        form = self.page.locator("form.day")
        form.get_by_label("What was public on").fill(day)
        form.get_by_role("button", name="See that day").click()
        return self

    def reads(self, words: str, *, source: str, within: str = "main"):
        """The words stand in a fact whose mark, opened there, names the source and the confidence."""
        assert self.clicks <= MOST_CLICKS
        facts = self.page.locator(within).locator(":has(> details.sources)")
        fact = facts.filter(has_text=re.compile(words, re.DOTALL)).last
        assert fact.is_visible(), f"no fact with a source says: {words}"
        mark = fact.locator("> details.sources").first
        mark.locator("summary").click()
        assert source in mark.locator("summary").inner_text()
        assert "Confidence:" in mark.locator(".opened").inner_text()
        assert mark.locator(
            f".opened a[href='/sources/{source}/'], .opened a[href^='/sources/{source}/?']"
        ).count()
        mark.locator("summary").click()
        return self


@pytest.fixture(params=[1280, 360])
def reader(visit, request):
    """A reader on the first page, at a desk and with a phone, without JavaScript."""
    return Reader(visit("/", width=request.param, javascript=False))


def open_picture_row(reader, title: str):
    """Follow the line of a text in the table beneath the picture of the first page."""
    return reader.click(title, within="table")


def test_what_became_of_document_2_10(reader):
    open_picture_row(reader, "Multistakeholderism").click("WTPF-IEG/2/10", within="#events ~ .events")
    assert reader.page.locator("h1").inner_text().startswith("WTPF-IEG/2/10")
    reader.reads("What the meeting did with it: To be taken up again", source="S3")
    reader.reads("Multistakeholderism: submitted", source="S3")
    assert "which was adopted as Opinion 5" in reader.page.locator(".status").inner_text()
    unknown = reader.page.locator(".not-known").inner_text()
    assert "whether Saudi Arabia’s draft 2/10 was taken up again" in unknown


def test_document_2_10_is_in_the_list_of_documents(reader):
    reader.click("Documents").click("WTPF-IEG/2/10")
    reader.reads("What the meeting did with it", source="S3")


def test_why_the_inclusivity_opinion_ended(reader):
    open_picture_row(reader, "Inclusivity")
    reader.reads("Withdrawn on 7 February 2013, after the attempt to combine the drafts", source="S0")
    reader.reads(
        "neither draft was being pursued any longer, because of fundamental differences", source="U36"
    )
    reader.reads("the topic divided the meeting too much", source="S0")


def test_who_wanted_the_word_relevant_and_whether_it_came(reader):
    open_picture_row(reader, "Broadband")
    reader.reads("with the word “relevant”, which Turkey had proposed, added at the Forum", source="U34")
    reader.reads("Turkey wanted the word “relevant” added", source="U24", within="#amendment-turkey-relevant")
    change = reader.page.locator(".by-whom", has_text="Turkey wanted the word “relevant” added")
    assert "Accepted. The opinion was adopted with the word added." in change.inner_text()


def test_how_the_text_of_brazil_went_from_version_one_to_four(reader):
    open_picture_row(reader, "Role of governments")
    reader.reads("Not adopted. Left aside by the IEG .* brought back by Brazil", source="U32")
    for step in (
        "Brazil tabled the first version",
        "An informal drafting group rewrote the text",
        "Brazil submitted the text to the Forum as a third version",
    ):
        reader.reads(step, source="U33")
    reader.reads("Brazil’s fourth version was posted", source="U32")
    versions = reader.page.locator("tr[id^=revision-]")
    assert versions.count() == 4


def test_what_sources_disagree_on_about_the_end_of_the_text_of_brazil(reader):
    open_picture_row(reader, "Role of governments").click(
        "Where sources disagree", within="nav[aria-label='On this page']"
    )
    assert reader.page.url.endswith("#disputed")
    question = ".discrepancy:has-text('What became of the text on the role of governments?')"
    reader.reads("would send it to CWG-Internet", source="U34", within=question)
    reader.reads("promised only to urge the Council", source="S1", within=question)
    assert "How we read it:" in reader.page.locator(question).inner_text()


def test_what_cisco_promised_in_october_2012(reader):
    reader.click("Who").click("Cisco")
    for subject in (
        "A joint contribution on ENUM",
        "Text on the re-delegation of ccTLDs",
        "Text to clarify quality",
    ):
        reader.reads(f"10–12 October 2012.*{subject}.*Whether it came: not known", source="S3")


def test_which_documents_were_behind_a_password(reader):
    reader.click("Documents").click("Which documents were behind a password")
    reader.reads("Proposal of Sweden to open CWG-Internet", source="S1")
    reader.reads("TIES-protected, that is, open only with a password", source="S3")
    reader.reads("Many ITU documents could be read only with a password account", source="S4")


def test_what_resolution_180_took_from_the_forum(reader):
    reader.click("ITU Plenipotentiary Conference 2014 (PP-14)")
    reader.click("Facilitating the transition from IPv4 to IPv6")
    reader.reads("Adopted .* citing Opinions 3 and 4 of WTPF-13", source="U58")
    reader.reads("replaces the citation of Opinion 5 .* by Opinions 3 and 4", source="U57")
    reader.reads("considers Opinion 3", source="U58")


def test_resolution_180_is_named_where_an_opinion_is(reader):
    open_picture_row(reader, "IPv6 capacity building")
    reader.reads("cited Opinion 3 in Resolution 180", source="U58")


def test_what_was_public_on_11_february_2013(reader):
    reader.choose_day("2013-02-11")
    assert (
        "Ten texts on the table by 11 February 2013, none adopted yet"
        in reader.page.locator("h1").inner_text()
    )
    assert "11 February 2013" in reader.page.locator(".as-of").inner_text()
    open_picture_row(reader, "Inclusivity")
    assert "as_of=2013-02-11" in reader.page.url
    reader.reads("Access reports that the opinion was withdrawn", source="S0")
    assert "14–16 May 2013" not in reader.page.locator("main").inner_text()


def test_the_day_can_be_chosen_on_a_page_and_left_again(reader):
    open_picture_row(reader, "Multistakeholderism").choose_day("2013-02-11")
    assert "Opinion 5" not in reader.page.locator("main").inner_text()
    assert (
        reader.page.locator("h1").inner_text() == "Supporting Full Multistakeholderism in Internet Governance"
    )
    reader.click("Show what is known now")
    assert "Adopted on 16 May 2013 as Opinion 5" in reader.page.locator(".status").inner_text()
    assert reader.clicks <= MOST_CLICKS
