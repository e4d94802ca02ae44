"""What reading a file gives: plain dataclasses, with no Django and no file format in them."""

from dataclasses import dataclass, field, replace

KINDS = ("heading", "preambular", "operative", "point", "footnote", "table", "body")


class RefusedError(Exception):
    """A file that cannot be read; its text is a sentence for the person who brought the file."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph as a file gives it, before its role in the text is known.

    `label` is the number a word processor shows but does not write (from its list settings);
    `level` is 1-9 where the file itself calls the paragraph a heading, else 0.
    """

    text: str
    label: str = ""
    level: int = 0
    form: str = "text"  # text, table, footnote


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One numbered paragraph: `number` counts from 1 and is its address (`#p3`).

    `label` ("a)", "1.1.", "¹") and `text` together are the paragraph; neither repeats the other.
    `opener` is the phrase that governs it ("considering further", "invites"), whether it stands in
    the paragraph itself or above it; `addressee` is whom that phrase addresses, as written.
    """

    number: int
    label: str
    kind: str
    opener: str
    addressee: str
    text: str
    depth: int = 0

    @property
    def anchor(self) -> str:
        """The fragment that addresses this paragraph on a page."""
        return f"p{self.number}"

    @property
    def line(self) -> str:
        """Label and text as one line, as `paragraphs_of` reads it back."""
        return f"{self.label} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the head of a document says about itself, for a person to confirm.

    `name` is title, symbol, date, meeting_date or submitter; `where` says where it was found;
    `quote` is the line it was read from.
    """

    name: str
    value: str
    where: str
    quote: str


@dataclass(frozen=True, slots=True)
class TrackedChange:
    """One tracked change of a word processor: `kind` is inserted, deleted, moved-from or moved-to.

    `paragraph` is the number in the text after the change for inserted and moved-to, and in the text
    before it for deleted and moved-from; None where only a paragraph's end was changed. `date` is as
    the file has it, usually ISO 8601. `move` is the name that links both ends of one move.
    """

    kind: str
    author: str
    date: str
    text: str
    paragraph: int | None
    move: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read. `before` is the text with all tracked changes rejected, `paragraphs` the
    text with all of them accepted; without tracked changes `before` is empty."""

    format: str
    paragraphs: tuple[Paragraph, ...]
    title: str = ""
    symbol: str = ""
    date: str = ""
    submitters: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    warnings: tuple[str, ...] = ()
    before: tuple[Paragraph, ...] = ()
    changes: tuple[TrackedChange, ...] = field(default=())

    @property
    def text(self) -> str:
        """The text as stored: one paragraph a line."""
        return as_text(self.paragraphs)

    @property
    def text_before(self) -> str:
        """The text before the tracked changes; the same as `text` where there are none."""
        return as_text(self.before or self.paragraphs)

    def warn(self, *sentences: str) -> "Document":
        """A copy with these warnings added."""
        return replace(self, warnings=self.warnings + sentences)


def as_text(paragraphs) -> str:
    """Paragraphs as text, one a line: `paragraphs_of` reads it back to the same paragraphs."""
    return "\n".join(paragraph.line for paragraph in paragraphs)
