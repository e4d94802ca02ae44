"""PDF files: lines with their places on the page (pypdfium2), then paragraphs (pdf_layout)."""

import pypdfium2
from pypdfium2 import raw as pdfium

from .characters import one_line
from .head import head_facts
from .limits import Limits, too_many
from .model import Document, RefusedError
from .pdf_layout import Line, blocks_of_pages
from .structure import structured

_FEWEST_LETTERS = 20  # a page with fewer is a picture of a page, or blank
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_LINE_END = 10
_HYPHEN = 2  # how pdfium shows a hyphen at a line's end, whoever put it there


def read_pdf(data: bytes, limits: Limits) -> Document:
    """The document in a .pdf file. Raises RefusedError with a sentence where it cannot be read."""
    file = _opened(data)
    if len(file) > limits.pages:
        raise RefusedError(
            f"The file has {len(file)} pages; the limit is {limits.pages}. Send the document in parts."
        )
    pages = [_lines(file[index]) for index in range(len(file))]
    warnings = _warnings(pages)
    paragraphs = structured(blocks_of_pages(pages))
    if len(paragraphs) > limits.paragraphs:
        raise RefusedError(too_many(limits.paragraphs))
    return Document(
        format="pdf",
        paragraphs=tuple(paragraphs),
        facts=tuple(head_facts(paragraphs, _top_lines(pages))),
        warnings=tuple(warnings),
    )


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise RefusedError(
                "The PDF is protected with a password. Save a copy without a password and send that."
            ) from None
        raise RefusedError(
            "The PDF is damaged or not complete. Open it, save it again and send that copy."
        ) from None


def _warnings(pages: list[list[Line]]) -> list[str]:
    """Which pages have no text; a file of only such pages is refused."""
    bare = [
        number
        for number, lines in enumerate(pages, start=1)
        if sum(len(line.text) for line in lines) < _FEWEST_LETTERS
    ]
    if len(bare) == len(pages):
        raise RefusedError(
            "The PDF holds pictures of pages and no text, as a scanner makes them. "
            "Ask for the Word file, or have the text recognised (OCR) and send that copy."
        )
    if not bare:
        return []
    shown = ", ".join(map(str, bare[:12])) + (" and others" if len(bare) > 12 else "")
    return [
        f"No text was found on page{'s' if len(bare) > 1 else ''} {shown}: blank, or a picture of a page."
    ]


def _top_lines(pages: list[list[Line]]) -> list[tuple[str, str]]:
    """The first lines of the second page: a running header there may carry the symbol."""
    return [("top of page 2", line.text) for line in pages[1][:3]] if len(pages) > 1 else []


def _lines(page: pypdfium2.PdfPage) -> list[Line]:
    """The lines of a page in reading order, with edges and height of letters in points."""
    text_page = page.get_textpage()
    count = text_page.count_chars()
    if count <= 0:
        return []
    place = _Places(text_page)
    height = page.get_height()
    lines, start = [], 0
    codes = _codes(text_page, count)
    # pdfium leaves out the line's end after a hyphen; the line ends there all the same.
    ends = [index + 1 for index, code in enumerate(codes) if code in (_LINE_END, _HYPHEN)]
    for end in [*ends, count]:
        letters = [index for index in range(start, end) if codes[index] > 32]
        if letters:
            text = "".join(map(chr, codes[start:end])).replace(chr(_HYPHEN), "-")
            lines.append(_line(text, letters, place, height, codes[end - 1] == _HYPHEN))
        start = end
    text_page.close()
    page.close()
    return [line for line in lines if line.text]


def _codes(text_page, count: int) -> list[int]:
    """Character codes one by one: in the page's own text, positions and characters may differ in number."""
    return [pdfium.FPDFText_GetUnicode(text_page, index) for index in range(count)]


def _line(text: str, letters: list[int], place: "_Places", height: float, hyphen: bool) -> Line:
    _, bottom, _, top = place.of(letters[len(letters) // 2])
    left, right = place.of(letters[0])[0], place.of(letters[-1])[2]
    sizes = sorted(place.size(index) for index in letters[:: max(1, len(letters) // 5)])
    return Line(
        text=one_line(text),
        left=left,
        right=right,
        top=height - top,
        bottom=height - bottom,
        size=sizes[len(sizes) // 2],
        hyphen=hyphen,
    )


class _Places:
    """Boxes and sizes of a page's characters."""

    def __init__(self, text_page):
        self._text_page = text_page
        self._box = pdfium.FS_RECTF()

    def of(self, index: int) -> tuple[float, float, float, float]:
        """Left, bottom, right, top of a character, in points from the page's lower left corner; from the
        font's lowest to its highest, so that all letters of a line have one bottom."""
        pdfium.FPDFText_GetLooseCharBox(self._text_page, index, self._box)
        return self._box.left, self._box.bottom, self._box.right, self._box.top

    def size(self, index: int) -> float:
        """The size of a character's font in points."""
        return pdfium.FPDFText_GetFontSize(self._text_page, index)
