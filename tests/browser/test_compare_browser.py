"""Comparisons in a browser: keys and buttons step through the changes, and nothing needs them."""

import pytest

from opinions.models import Opinion
from tests.browser.test_accessibility import findings
from tests.browser.test_html import complaints, html_of
from tests.browser.test_layout import OVERHANG, WIDTHS
from tests.factory import make_amendment, make_event, make_opinion, make_revision

# Two real texts that no one else has compared: five changes and a moved paragraph among many that stay.
OLD = ["The Forum,", "considering"]
OLD += [
    f"{letter}) that point {letter} on networks of kind {letter}{letter} holds;"
    for letter in "abcdefghijklmnopqrst"
]
OLD += [
    "invites Member States",
    *(f"{n} to act on matter {n} of list {n}{n} without delay;" for n in range(1, 31)),
]
NEW = [
    line.replace("point c on", "each point c on").replace("kind hh holds;", "kind hh holds,") for line in OLD
]
NEW.insert(12, "z) that nobody had thought of this before the meeting began;")
NEW.append(NEW.pop(3))
NEW.remove(OLD[30])

COMPARISON = "/opinions/browser-test/compare/1...2/"
PAGES = {
    "inline": COMPARISON,
    "side by side": f"{COMPARISON}?view=side",
    "only changes": f"{COMPARISON}?changes=only",
    "list": f"{COMPARISON}?view=list",
    "summaries": "/opinions/role-of-governments/compare/3...4/",
    "not found": "/opinions/inclusivity/compare/1...2/",
    "two opinions": "/compare/?left=inclusivity:1&right=multistakeholderism:2",
    "choose": "/opinions/multistakeholderism/compare/",
    "choose any": "/compare/",
    "no such version": "/opinions/multistakeholderism/compare/1...9/",
}


@pytest.fixture(autouse=True)
def _long_texts(record):
    process = Opinion.objects.get(slug="inclusivity").process
    opinion = make_opinion(process, slug="browser-test", short_title="Test of a long text")
    left = make_revision(opinion, text="\n\n".join(OLD), basis="official")
    right = make_revision(opinion, text="\n\n".join(NEW), basis="official", based_on=[left])
    make_event(opinion, "revised", revision=right)
    make_amendment(opinion, wording="each point", resulting_revision=right)


def now(page) -> list:
    """Return the anchor in the address, the one that has the focus, and what the buttons say."""
    said = "document.querySelector('.where-now').textContent"
    return page.evaluate(f"[location.hash.slice(1), document.activeElement.id, {said}]")


def total(page) -> int:
    return page.locator("[data-change]").count()


def test_n_and_p_step_through_the_changes(visit):
    page = visit(COMPARISON)
    page.keyboard.press("n")
    assert now(page) == ["change-1", "change-1", f"Change 1 of {total(page)}"]
    page.keyboard.press("n")
    page.keyboard.press("n")
    page.keyboard.press("p")
    assert now(page) == ["change-2", "change-2", f"Change 2 of {total(page)}"]
    assert page.faults == []


def test_steps_end_at_the_first_and_the_last_change(visit):
    page = visit(COMPARISON)
    for _ in range(total(page) + 2):
        page.keyboard.press("n")
    assert now(page)[0] == f"change-{total(page)}"
    for _ in range(total(page) + 2):
        page.keyboard.press("p")
    assert now(page)[0] == "change-1"
    assert page.evaluate("history.length") == 2


def test_buttons_step_too(visit):
    page = visit(f"{COMPARISON}?view=list", width=360)
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Previous").click()
    assert now(page)[0] == "change-1"


def test_steps_go_on_from_where_a_link_led(visit):
    page = visit(COMPARISON)
    page.evaluate("location.hash = 'change-3'")
    page.wait_for_function("location.hash === '#change-3'")
    page.wait_for_timeout(100)
    page.keyboard.press("n")
    assert now(page)[0] == "change-4"


def test_change_reached_is_in_sight(visit):
    page = visit(COMPARISON, reduced_motion="reduce")
    for _ in range(4):
        page.keyboard.press("n")
    box = page.locator("#change-4").bounding_box()
    tools = page.locator(".compare-tools").bounding_box()
    assert tools["y"] + tools["height"] <= box["y"] and box["y"] + box["height"] <= 900


def test_keys_can_be_switched_off_and_stay_off(visit):
    page = visit(COMPARISON)
    page.get_by_label("Keys n and p").uncheck()
    page.keyboard.press("n")
    assert now(page)[0] == ""
    page.reload()
    page.keyboard.press("n")
    assert now(page)[0] == "" and not page.get_by_label("Keys n and p").is_checked()


def test_keys_of_the_browser_are_left_alone(visit):
    page = visit(COMPARISON)
    page.keyboard.press("Alt+n")
    page.keyboard.press("Control+p")
    assert now(page)[0] == ""


def test_without_javascript_there_are_no_buttons_and_all_the_words(visit):
    without, with_ = (visit(COMPARISON, javascript=on) for on in (False, True))
    assert not without.locator("#stepper").is_visible() and with_.locator("#stepper").is_visible()
    rows = [page.locator(".comparison-rows").inner_text() for page in (without, with_)]
    assert rows[0] == rows[1] and "nobody had thought of this" in rows[0]


def test_without_javascript_the_map_and_the_folds_work(visit):
    page = visit(f"{COMPARISON}?changes=only", javascript=False)
    hidden = page.get_by_text("that point a on networks")
    assert not hidden.is_visible()
    page.locator("details.fold > summary").first.click()
    assert hidden.is_visible()
    page.locator(".change-map a").nth(1).click()
    assert page.url.endswith("#change-1")


def test_without_javascript_two_versions_can_be_chosen(visit):
    page = visit("/opinions/role-of-governments/compare/", javascript=False)
    page.get_by_label("From version 1").check()
    page.get_by_role("button", name="Compare").click()
    assert page.url.endswith("/opinions/role-of-governments/compare/1...4/")


def test_short_text_makes_no_tall_map(visit):
    page = visit("/opinions/role-of-governments/compare/3...4/")
    strip, rows = (
        page.locator(name).bounding_box()["height"] for name in (".change-map", ".comparison-rows")
    )
    assert strip <= rows + 1


def test_on_paper_the_tools_are_gone_and_the_words_stay(visit):
    page = visit(COMPARISON)
    page.emulate_media(media="print")
    assert not page.locator(".compare-tools").is_visible() and not page.locator(".change-map").is_visible()
    assert page.get_by_text("nobody had thought of this").is_visible()


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_comparison_fits_every_width(visit, path):
    page = visit(path)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(OVERHANG) == [], width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_axe_finds_nothing_in_a_comparison(visit, packages, path, scheme):
    page = visit(path, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    assert findings(page, packages) == []
    page.keyboard.press("n")
    assert findings(page, packages) == []


def test_comparisons_are_valid_html(site, packages, tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, path in PAGES.items():
        (folder / f"{name.replace(' ', '-')}.html").write_text(html_of(site + path))
    assert complaints(packages, folder) == []
