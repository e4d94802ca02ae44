"""The forms of the desk by keyboard alone, on a tablet by finger, and under axe-core in light and dark."""

import pytest
from django.contrib import admin
from django.urls import reverse

from documents.admin_base import RecordAdmin
from documents.models import Meeting
from opinions.models import Opinion
from tests.browser.desk_at_work import signed_in
from tests.browser.test_accessibility import findings
from tests.browser.test_layout import OVERHANG

MODELS = [page.opts for page in admin.site._registry.values() if isinstance(page, RecordAdmin)]
LISTS = [f"/admin/{opts.app_label}/{opts.model_name}/" for opts in MODELS]
FORMS = [f"{path}add/" for path in LISTS]

# What axe-core finds in Django's own frame and scripts, each with where and why it stays.
DJANGO = (
    # Select2, with which Django draws relations, gives the field inside its box no label; the box has one.
    ("label", "select2"),
    ("aria-", "select2"),
    # In a box of several values it draws them as spans in a list.
    ("list", "select2"),
    # In a table of rows that belong to a thing, the column of their names has an empty heading.
    ("empty-table-header", ""),
)


@pytest.fixture
def desk(visit, site):
    """Return a function that opens a page of the desk as somebody who is signed in."""
    who = signed_in()

    def opened(path: str, **options):
        page = visit(path, **who, **options)
        page.wait_for_load_state("networkidle")
        return page

    return opened


@pytest.fixture
def opinion(record) -> Opinion:
    return Opinion.objects.get(slug="role-of-governments")


@pytest.fixture
def happened_place(opinion) -> str:
    """Where what happened at a meeting is entered: one at which something happened to the text."""
    event = opinion.events.exclude(meeting=None).first()
    return reverse("admin:documents_meeting_happened", args=[event.meeting_id])


def next_place(opinion: Opinion) -> str:
    return reverse("admin:opinions_opinion_next", args=[opinion.pk])


# --- by keyboard -------------------------------------------------------------------------------

FOCUSED = "document.activeElement.id || document.activeElement.name || document.activeElement.className"


def tab_to(page, wanted: str, *, most: int = 90) -> None:
    """Press the tabulator until the control `wanted` (its id, or its name) has the focus."""
    for _ in range(most):
        found = page.evaluate("[document.activeElement.id, document.activeElement.name]")
        if wanted in found:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} was not reached; the focus is on {page.evaluate(FOCUSED)}")


def choose(page, field: str, words: str) -> None:
    """Open the box of the relation `field`, which the tabulator reaches, type `words` and take the first."""
    box = f".select2-selection[aria-labelledby*='{field}'], #{field} + .select2-container .select2-selection"
    for _ in range(90):
        if page.evaluate("selector => document.activeElement.matches(selector)", box):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".select2-container--open .select2-search__field").wait_for()
    page.keyboard.type(words)
    page.locator(".select2-results__option--highlighted", has_text=words).first.wait_for()
    page.keyboard.press("Enter")


def test_meeting_is_entered_by_keyboard_alone(desk):
    page = desk("/admin/documents/meeting/add/?process=")
    choose(page, "id_process", "WTPF-13")
    tab_to(page, "id_title")
    page.keyboard.type("Fourth meeting of the Informal Experts Group")
    tab_to(page, "id_short_title")
    page.keyboard.type("IEG 4")
    tab_to(page, "id_date")
    page.keyboard.type("2013-03-10")
    choose(page, "id_body", "IEG")
    tab_to(page, "id_locator")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    meeting = Meeting.objects.get(short_title="IEG 4")
    assert (meeting.slug, meeting.is_published, meeting.process.slug) == ("ieg-4", False, "wtpf-13")


def test_event_is_entered_by_keyboard_alone(desk, opinion):
    page = desk(next_place(opinion))
    before = opinion.events.count()
    tab_to(page, "id_event-date")
    page.keyboard.press("Control+a")
    page.keyboard.type("2015-01-10")
    tab_to(page, "event-kind")
    page.keyboard.press("Space")
    choose(page, "id_event-meeting", "PP-14")
    tab_to(page, "id_event-summary")
    page.keyboard.type("It was discussed once more.")
    tab_to(page, "id_event-locator")
    page.keyboard.type("p. 3")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert opinion.events.count() == before + 1
    event = opinion.events.get(summary="It was discussed once more.")
    assert (event.is_published, event.locator, event.meeting.short_title) == (False, "p. 3", "PP-14")


IN_ORDER = """() => {
  const all = document.querySelectorAll(
    "#content-main form :is(input, select, textarea, button, .select2-selection, summary)");
  const shown = [...all]
    .filter(one => one.checkVisibility() && one.tabIndex >= 0 && !one.matches(".select2-search__field"))
    .map(one => [one.getBoundingClientRect().top, one.outerHTML.slice(0, 80)]);
  return shown.filter((one, place) => place && shown[place - 1][0] > one[0] + 60).map(one => one[1]);
}"""


@pytest.mark.parametrize("width", [768, 1280])
def test_order_of_the_keyboard_is_that_of_the_page(desk, opinion, width):
    page = desk("/admin/documents/meeting/add/", width=width)
    assert page.evaluate(IN_ORDER) == []
    page.goto(page.url.split("/admin")[0] + next_place(opinion))
    form = "#content form :is(input, select, textarea)[tabindex]:not([tabindex='-1'], [tabindex='0'])"
    assert page.locator(form).count() == 0


def test_way_to_the_first_error_leads_into_its_field(desk):
    page = desk("/admin/documents/meeting/add/")
    page.locator("#id_title").press("Enter")
    page.locator(".to-errors").wait_for()
    page.locator(".to-errors").get_by_role("link", name="Title", exact=True).focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_title"


def test_what_may_follow_on_a_date_is_shown_and_nothing_is_lost(desk, opinion):
    page = desk(next_place(opinion))
    before = opinion.events.count()
    page.fill("#id_event-summary", "Words that are kept.")
    page.fill("#id_event-date", "2012-10-11")
    page.get_by_role("button", name="Show what may follow on this date").press("Enter")
    page.get_by_text("Where the text stood on that day (11 October 2012)").wait_for()
    assert page.input_value("#id_event-summary") == "Words that are kept."
    assert page.locator(".errornote, .errorlist").count() == 0
    assert opinion.events.count() == before


# --- on a tablet -------------------------------------------------------------------------------

TABLET = {"width": 768, "has_touch": True}
# Links within a line of text are as high as it; the field inside a box of Select2 is part of the box.
SMALL = """least => [
    ...document.querySelectorAll("#content :is(a, button, input, select, summary, textarea)")]
  .filter(one => one.checkVisibility())
  .filter(one => !one.matches(".select2-search__field, .select2-hidden-accessible"))
  .filter(one => !(one.tagName === "A" && getComputedStyle(one).display === "inline"))
  .map(one => [one.getBoundingClientRect(), one])
  .filter(([box]) => box.width > 1 && (box.height < least || box.width < least))
  .slice(0, 5)
  .map(([box, one]) => `${Math.round(box.width)}x${Math.round(box.height)} ${one.outerHTML.slice(0, 90)}`)"""
PRIMARY = """() => [...document.querySelectorAll(
    ".submit-row input[type=submit], .aligned .form-row input[type=text], .aligned .select2-selection, " +
    ".object-tools a")]
  .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 44)
  .slice(0, 5).map(one => one.outerHTML.slice(0, 120))"""
BESIDE = """() => [
    ...document.querySelectorAll(".aligned .form-row .flex-container:not(.checkbox-row) > label")]
  .map(label => [label, label.nextElementSibling])
  .filter(([label, field]) => label.checkVisibility() && field && field.checkVisibility())
  .filter(([label, field]) => !field.matches(".select2-hidden-accessible"))
  .filter(([label, field]) =>
    label.getBoundingClientRect().bottom > field.getBoundingClientRect().top + 2)
  .slice(0, 3).map(([label]) => label.textContent)"""
LOOKS = ((OVERHANG, None), (SMALL, 24), (PRIMARY, None), (BESIDE, None))


def test_forms_and_lists_work_on_a_tablet(desk, opinion):
    page = desk("/admin/", **TABLET)
    site, wrong = page.url.split("/admin")[0], {}
    for path in ["/admin/", *LISTS, *FORMS, next_place(opinion)]:
        page.goto(site + path)
        for found in [one for script, given in LOOKS for one in page.evaluate(script, given)]:
            wrong.setdefault(found, []).append(path)
        if page.evaluate("document.documentElement.scrollWidth") > TABLET["width"]:
            wrong.setdefault("scrolls sideways", []).append(path)
    assert not wrong, in_words(wrong)


@pytest.mark.parametrize("width", [768, 1280])
def test_what_happened_at_a_meeting_does_not_scroll_sideways(desk, happened_place, width):
    page = desk(happened_place, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def in_words(wrong: dict[str, list[str]]) -> str:
    return "\n".join(f"{found}\n  on {len(on)} pages: {', '.join(on[:3])}" for found, on in wrong.items())


# --- axe-core ----------------------------------------------------------------------------------


def own(found: list[str]) -> list[str]:
    """Leave out what Django causes."""
    return [one for one in found if not any(one.startswith(rule) and where in one for rule, where in DJANGO)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("part", ["lists", "forms", "others"])
def test_no_finding_of_axe(desk, packages, opinion, happened_place, scheme, part):
    others = ["/admin/", next_place(opinion), happened_place]
    paths = {"lists": LISTS, "forms": FORMS, "others": others}[part]
    page = desk("/admin/", color_scheme=scheme, bypass_csp=True)
    site, wrong = page.url.split("/admin")[0], {}
    for path in paths:
        page.goto(site + path)
        for found in own(findings(page, packages)):
            wrong.setdefault(found, []).append(path)
    assert not wrong, in_words(wrong)
