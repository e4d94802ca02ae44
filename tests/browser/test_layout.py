"""Every kind of page fits a phone, works without JavaScript, and asks for nothing that is refused."""

import pytest

from tests.browser.kinds import ALL, ERRORS

WIDTHS = (320, 360, 768, 1280)
OVERHANG = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("main *, header *, footer *")]
    .filter(one => one.getBoundingClientRect().right > width + 1)
    .slice(0, 5).map(one => one.outerHTML.slice(0, 120));
}"""


@pytest.mark.parametrize("path", ALL.values(), ids=ALL.keys())
def test_no_scrolling_sideways(visit, path):
    page = visit(path)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(OVERHANG) == [], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_overhang_is_seen(visit):
    page = visit("/about/", width=320, bypass_csp=True)
    page.evaluate("document.querySelector('h1').style.width = '900px'")
    assert page.evaluate(OVERHANG) != []


@pytest.mark.parametrize("path", ALL.values(), ids=ALL.keys())
def test_nothing_is_refused_and_the_console_is_silent(visit, path):
    page = visit(path)
    allowed = [f"status of {status}" for _, status in ERRORS.values()]
    assert [fault for fault in page.faults if not any(words in fault for words in allowed)] == []


def test_refusals_are_seen(visit):
    page = visit("/about/")
    page.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://example.org/x.png'}))")
    page.wait_for_timeout(200)
    assert any("Content Security Policy" in fault for fault in page.faults)


@pytest.mark.parametrize("path", ALL.values(), ids=ALL.keys())
def test_page_says_the_same_without_javascript(visit, path):
    without, with_ = (visit(path, javascript=on).locator("main").inner_text() for on in (False, True))
    assert len(without) > 100
    assert without == with_


def test_filters_and_marks_work_without_javascript(visit):
    page = visit("/documents/", javascript=False)
    page.get_by_label("Access").select_option("password")
    page.get_by_role("button", name="Show").click()
    assert "access=password" in page.url
    page.locator("details.sources > summary").first.click()
    assert page.locator("details.sources .opened").first.is_visible()


@pytest.mark.parametrize(
    ("path", "shown", "hidden"),
    [
        ("/", ".wide-picture", ".narrow-picture"),
        ("/opinions/role-of-governments/", ".narrow-picture", ".wide-picture"),
    ],
)
def test_sheet_of_paper_holds_the_whole_picture(visit, path, shown, hidden):
    page = visit(path, width=680)  # about the words' width of a sheet
    page.emulate_media(media="print")
    drawn = page.locator(f"{shown} svg").first.bounding_box()
    assert drawn["x"] >= 0 and drawn["x"] + drawn["width"] <= 680 and drawn["height"] <= 900
    assert not page.locator(hidden).first.is_visible()
