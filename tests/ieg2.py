"""Sixteen Word files in the shape of the documents of the second meeting of the experts group.

Symbols, titles and submitters are those of the record; every other word is made up, and says so.
"""

from dataclasses import dataclass
from pathlib import Path

from tests.factory import make_body, make_meeting, make_process, make_stakeholder
from tests.text.wordfile import docx, par


@dataclass(frozen=True)
class Paper:
    """One document: the number in its symbol, its title, the line that names who sent it, what it is."""

    number: int
    title: str
    source: str
    kind: str
    submitters: tuple[str, ...]

    @property
    def symbol(self) -> str:
        return f"WTPF-IEG/2/{self.number}"

    @property
    def is_draft(self) -> bool:
        return self.kind == "draft-opinion"


UK, SAUDI = ("United Kingdom",), ("Saudi Arabia",)
_COMMENTS = "on the third draft of the report"
PAPERS = (
    Paper(1, "Agenda (revised)", "Source: ITU Secretariat", "agenda", ("Secretariat",)),
    Paper(
        2,
        "Third draft of the Secretary-General’s report",
        "Source: ITU Secretariat",
        "report-draft",
        ("Secretariat",),
    ),
    Paper(
        3,
        f"Comments of the United Kingdom {_COMMENTS}",
        "Contribution from the United Kingdom",
        "comments",
        UK,
    ),
    Paper(4, f"Comments of Nominet {_COMMENTS}", "Contribution from Nominet", "comments", ("Nominet",)),
    Paper(
        5,
        f"Joint contribution of ICANN, ISOC and the NRO {_COMMENTS}",
        "Joint contribution from ICANN, ISOC and the NRO",
        "comments",
        ("ICANN", "ISOC", "NRO"),
    ),
    Paper(
        6, f"Contribution of Saudi Arabia {_COMMENTS}", "Contribution from Saudi Arabia", "comments", SAUDI
    ),
    Paper(7, f"Comments of Cisco {_COMMENTS}", "Contribution from Cisco", "comments", ("Cisco",)),
    Paper(
        8,
        f"Proposals of the Russian Federation {_COMMENTS}",
        "Contribution from the Russian Federation",
        "comments",
        ("Russia",),
    ),
    Paper(
        9,
        f"Comments of the United States {_COMMENTS}",
        "Contribution from the USA",
        "comments",
        ("United States",),
    ),
    Paper(
        10,
        "Supporting Full Multistakeholderism in Internet Governance",
        "Contribution from the Kingdom of Saudi Arabia",
        "draft-opinion",
        SAUDI,
    ),
    Paper(
        11,
        "Operationalizing the Enhanced Cooperation Process",
        "Contribution from the Kingdom of Saudi Arabia",
        "draft-opinion",
        SAUDI,
    ),
    Paper(
        12,
        "Support of the Adoption of IPv6 and of Careful Management of the Transition from IPv4",
        "Joint contribution from Saudi Arabia and the United Arab Emirates",
        "draft-opinion",
        ("Saudi Arabia", "UAE"),
    ),
    Paper(
        13,
        "Supporting Capacity Building for the deployment of IPv6",
        "Contribution from the UK",
        "draft-opinion",
        UK,
    ),
    Paper(
        14,
        "Promoting Internet Exchange Points (IXPs) as a long-term solution to advance connectivity",
        "Contribution from the United Kingdom of Great Britain and Northern Ireland",
        "draft-opinion",
        UK,
    ),
    Paper(
        15,
        "Supporting the inclusivity of communications for all",
        "Contribution from the United Kingdom",
        "draft-opinion",
        UK,
    ),
    Paper(
        16,
        "Late submission of the Internet Society, Bulgaria",
        "Contribution from Internet Society, Bulgaria",
        "comments",
        ("ISOC Bulgaria",),
    ),
)
DRAFTS = tuple(paper for paper in PAPERS if paper.is_draft)
WHO = (
    ("ITU Secretariat", "Secretariat", "secretariat"),
    ("United Kingdom", "United Kingdom", "member-state"),
    ("Kingdom of Saudi Arabia", "Saudi Arabia", "member-state"),
    ("Russian Federation", "Russia", "member-state"),
    ("United States of America", "United States", "member-state"),
    ("United Arab Emirates", "UAE", "member-state"),
    ("Nominet", "Nominet", "sector-member"),
    ("Cisco", "Cisco", "sector-member"),
    ("PayPal", "PayPal", "sector-member"),
    ("Internet Corporation for Assigned Names and Numbers (ICANN)", "ICANN", "technical"),
    ("Internet Society (ISOC)", "ISOC", "technical"),
    ("Number Resource Organization (NRO)", "NRO", "technical"),
    ("Internet Society, Bulgaria", "ISOC Bulgaria", "other"),
)


# What became of the drafts at the meeting, as the record has it: the number of the paper, what happened, in a
# sentence, and the place in the report of the meeting.
EVENTS = (
    (2, "presented", "The Secretariat presented the third draft.", "S3 3.1"),
    (2, "discussed", "The group discussed the six broad themes of section 2.", "S3 5.1"),
    (10, "discussed", "Delegates asked about the relation of ITU to the United Nations system.", "S3 6.1"),
    (11, "discussed", "Several asked how such a process would be put into practice.", "S3 6.2"),
    (12, "discussed", "Delegates asked the registries how far the move to IPv6 had come.", "S3 6.3"),
    (12, "deferred", "It was agreed to wait for the results of WTSA-12.", "S3 6.3"),
    (13, "deferred", "The draft was to be revised after WTSA-12.", "S3 6.4"),
    (14, "discussed", "A delegate offered more text and comments on interconnection.", "S3 6.5"),
)
PUT_OFF = (
    (10, 11),
    "deferred",
    "It was suggested to return to both drafts after the General Assembly.",
    "S3 6.1",
)
# What was promised there: who, what, for which section.
PLEDGES = (
    (("ICANN",), "Clarifying text.", "2.3.4.1 e)"),
    (("Cisco", "United Kingdom"), "A joint contribution on ENUM.", "2.3.4.1 c)"),
    (("Nominet",), "Additional text.", "2.3.4.2 c)"),
    (("Cisco",), "Text on the re-delegation of ccTLDs.", "2.3.4.2 e)"),
    (("ISOC", "ICANN"), "Additional text.", "2.3.4.3"),
    (("PayPal",), "Text on how complex multilingual domain names are.", ""),
    (("ITU Secretariat",), "Inputs from Study Group 17 on internationalised domain names.", ""),
    (("ICANN", "PayPal"), "Updated text on regional root servers.", "2.3.5.2 c)"),
    (("ARIN",), "Additional text on ccTLDs.", ""),
    (("PayPal", "Verizon"), "Text on the role of the Governmental Advisory Committee.", "2.3.6"),
    (("Cisco",), "Text to clarify quality of service.", ""),
)
WHAT_STRANGERS_ARE = {
    "ITU Secretariat": "secretariat",
    "United Kingdom": "member-state",
    "Saudi Arabia": "member-state",
    "Kingdom of Saudi Arabia": "member-state",
    "Russian Federation": "member-state",
    "USA": "member-state",
    "United Arab Emirates": "member-state",
    "UK": "member-state",
    "Internet Society, Bulgaria": "other",
    "ICANN": "technical",
    "ISOC": "technical",
    "NRO": "technical",
    "Nominet": "sector-member",
    "Cisco": "sector-member",
    "PayPal": "sector-member",
    "ARIN": "technical",
    "Verizon": "sector-member",
}


def make_process_and_body():
    """Make nothing but the process and the body of the meeting."""
    make_process(slug="wtpf-13", short_title="WTPF-13", host="ITU", date="2011/2013-05-16")
    make_body(slug="ieg", name="Informal Experts Group", abbreviation="IEG")


def make_surroundings():
    """Make what stands in the record before the papers come: process, body, meetings, who takes part."""
    process = make_process(slug="wtpf-13", short_title="WTPF-13", host="ITU", date="2011/2013-05-16")
    body = make_body(slug="ieg", name="Informal Experts Group", abbreviation="IEG")
    make_meeting(process=process, body=body, slug="ieg-1", short_title="IEG 1", date="2012-06-05")
    for name, short, category in WHO:
        make_stakeholder(name=name, short_name=short, category=category)
    return make_meeting(process=process, body=body, slug="ieg-2", short_title="IEG 2")


def word_file(paper: Paper) -> bytes:
    """The bytes of one document."""
    title = f"Draft opinion: {paper.title}" if paper.is_draft else paper.title
    head = (f"Document {paper.symbol}-E", "5 October 2012", "English only", paper.source, title)
    return docx("".join(map(par, (*head, *(draft_lines(paper) if paper.is_draft else _prose(paper))))))


def _prose(paper: Paper) -> list[str]:
    about = f"This paragraph of paper {paper.number} is made up for a test: nobody wrote anything like it."
    return [
        about,
        *(f"Made-up point {point} of paper {paper.number}, by nobody at all." for point in range(1, 6)),
    ]


def draft_lines(paper: Paper) -> list[str]:
    """The paragraphs of a draft opinion; none of these words is anybody’s."""
    subject = f"the made-up subject {' '.join(paper.title.split()[::-1])} of paper {paper.number}"
    return [
        "The fifth World Telecommunication/ICT Policy Forum (Geneva, 2013),",
        "considering",
        f"a) that {subject} is invented for a test and is nobody’s wording,",
        f"b) that {' and '.join(paper.submitters)} never wrote these words,",
        "is of the view",
        f"1 that nobody should quote {subject},",
        f"2 that {paper.number} tests of {subject} should do,",
        "invites Member States",
        f"to read the true papers instead of {subject}.",
    ]


def write_all(folder: Path) -> list[Path]:
    """Write the sixteen files into `folder`; return their paths in the order of their numbers."""
    paths = []
    for paper in PAPERS:
        path = folder / f"WTPF-IEG-2-{paper.number}.docx"
        path.write_bytes(word_file(paper))
        paths.append(path)
    return paths
