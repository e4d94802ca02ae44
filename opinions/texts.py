"""A stored text as a page shows it: numbered paragraphs, each with its opening words set apart."""

from dataclasses import dataclass

from documents.text.model import Paragraph
from documents.text.structure import paragraphs_of


@dataclass(frozen=True)
class ShownParagraph:
    """A paragraph to draw: `opening` is the opener where it begins the text, `rest` what follows it."""

    paragraph: Paragraph
    opening: str
    rest: str


def shown_paragraphs(text: str) -> list[ShownParagraph]:
    """Return the paragraphs of `text` in order, with the openers that begin them set apart."""
    return [_shown(paragraph) for paragraph in paragraphs_of(text)]


def _shown(paragraph: Paragraph) -> ShownParagraph:
    opens = paragraph.kind in ("preambular", "operative")
    if opens and paragraph.text.lower().startswith(paragraph.opener.lower()):
        cut = len(paragraph.opener)
        return ShownParagraph(paragraph, paragraph.text[:cut], paragraph.text[cut:])
    return ShownParagraph(paragraph, "", paragraph.text)


def words_in(text: str) -> int:
    """Return the size of a text in words: what stands between white space."""
    return len(text.split())
