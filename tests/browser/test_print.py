"""Pages on paper: what the first sheet shows."""

import re

import pytest
from pypdfium2 import PdfDocument

from tests.browser.kinds import KINDS

PATHS = {name: path for name, path in KINDS.items() if name.startswith(("opinion ", "report", "resolution"))}


def first_sheet(page, paper: str) -> str:
    """The words on the first sheet of a page, printed, in one line."""
    document = PdfDocument(page.pdf(format=paper, prefer_css_page_size=True))
    try:
        return re.sub(r"\s+", " ", document[0].get_textpage().get_text_range())
    finally:
        document.close()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS.keys())
def test_whole_path_stands_on_the_first_sheet(visit, path, paper):
    page = visit(path)
    drawn = page.locator(".narrow-picture text").all_text_contents()
    title, sheet = page.locator("h1").inner_text(), first_sheet(page, paper)
    assert len(drawn) > 2
    assert re.sub(r"\W+", "", title)[:20] in re.sub(r"\W+", "", sheet)
    assert [words for words in drawn if words not in sheet] == []


def test_printed_path_is_large_enough_to_read(visit):
    page = visit(KINDS["opinion adopted"])
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 900})
    sizes = "all => all.map(one => one.getBoundingClientRect().height)"
    heights = page.locator(".narrow-picture .mark-when").evaluate_all(sizes)
    assert min(heights) >= 9.5  # pixels of a line: seven points on paper
