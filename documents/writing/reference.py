"""What a citation says, before it is written as BibTeX, RIS or CSL-JSON."""

from dataclasses import dataclass

from ..text.dates import EdtfDate, Point, parse_edtf

PAGE = "page"  # a page of this site
REPORT = "report"  # a document or a text, cited as such
SITE = "WTPF Tracker"


@dataclass(frozen=True)
class Reference:
    """One thing to cite. `key` is in letters, digits and hyphens; `date` is EDTF; `notes` are sentences."""

    key: str
    kind: str
    title: str
    address: str
    authors: tuple[str, ...] = ()
    date: str = ""
    publisher: str = ""
    number: str = ""
    genre: str = ""
    language: str = "en"
    notes: tuple[str, ...] = ()

    @property
    def read_date(self) -> EdtfDate | None:
        """The date, where there is one that both begins and ends."""
        read = parse_edtf(self.date) if self.date else None
        return read if read and read.start and read.end else None

    @property
    def note(self) -> str:
        """The notes as one text; a date that is only a limit is said there."""
        limit = f"Date: {parse_edtf(self.date).in_words()}." if self.date and not self.read_date else ""
        return " ".join(filter(None, [limit, *self.notes]))

    @property
    def points(self) -> list[Point]:
        """The date as one point, or as both ends of a span; empty where it is not known or only a limit."""
        read = self.read_date
        if read is None:
            return []
        return [read.start] if read.start == read.end else [read.start, read.end]


def numbers(point: Point) -> list[int]:
    """Return year, month and day as far as a date says them."""
    return [number for number in (point.year, point.month, point.day) if number]
