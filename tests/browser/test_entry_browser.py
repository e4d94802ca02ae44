"""Sixteen documents of a meeting entered in a real browser, each click and keystroke counted.

The figures stand in docs/desk.md too; a page that asks for more than it says there is a fault.
"""

import pytest
from django.test import Client

from documents.models import Contribution, Intake, Review, Source
from opinions.models import Event, Opinion, Revision
from tests import ieg2
from tests.browser.conftest import faults_of
from tests.browser.counted import Counted, said
from tests.browser.test_accessibility import findings
from tests.signing_in import make_staff, sign_in
from tests.text.wordfile import changed, docx, par, run

BEGIN = "/admin/documents/contribution/enter/"


@pytest.fixture
def asks_axe(request) -> bool:
    """Whether a checker is put into the page, which its security policy would not let in."""
    return "packages" in request.fixturenames


@pytest.fixture
def desk(chromium, bare_server, asks_axe, db):
    """The page on which documents are brought, opened by somebody who is signed in; the record is small."""
    ieg2.make_surroundings()
    client = sign_in(Client(), make_staff(superuser=True))
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=asks_axe)
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": bare_server.url}
    context.add_cookies([session])
    page = context.new_page()
    page.faults = faults_of(page)
    page.route("**/favicon.ico", lambda route: route.fulfill(status=204))
    page.goto(bare_server.url + BEGIN)
    yield Counted(page)
    context.close()


def test_sixteen_documents_are_entered_with_a_drop_and_a_key_each(desk):
    desk.drop([(f"WTPF-IEG-2-{paper.number}.docx", ieg2.word_file(paper)) for paper in ieg2.PAPERS])
    for number in range(1, 17):
        assert f"{number} of 16" in desk.page.inner_text("h1")
        assert desk.page.evaluate("document.activeElement.name") == "facts-symbol"
        desk.press("Enter")
    assert desk.page.faults == []
    assert not Intake.objects.waiting().exists()
    for paper in ieg2.PAPERS:
        row = Contribution.objects.get(symbol=paper.symbol)
        names = [str(one.stakeholder) for one in row.submissions.all()]
        assert (row.title, row.kind, tuple(names)) == (paper.title, paper.kind, paper.submitters)
        assert (row.meeting.slug, row.date, row.files.count()) == ("ieg-2", "2012-10-05", 1)
    assert Revision.objects.count() == Opinion.objects.count() == Event.objects.count() == len(ieg2.DRAFTS)
    for paper in ieg2.DRAFTS:
        revision = Revision.objects.get(contribution__symbol=paper.symbol)
        assert revision.text.split("\n") == ieg2.draft_lines(paper)
    assert Review.objects.count() == 16
    assert (desk.clicks, desk.keys) == (
        said("clicks for sixteen documents"),
        said("keystrokes for sixteen documents"),
    )


def test_wrong_proposal_is_mended_in_place(desk):
    desk.drop([("paper.docx", ieg2.word_file(ieg2.PAPERS[2]))])
    desk.type("[name=facts-title]", "Comments by the UK")
    desk.press("Enter")
    assert Contribution.objects.get().title == "Comments by the UK"


def test_refused_form_leads_to_the_field_that_is_wrong(desk):
    desk.drop([("paper.docx", ieg2.word_file(ieg2.PAPERS[2]))])
    desk.type("[name=facts-date]", "soon")
    desk.press("Enter")
    assert desk.page.evaluate("document.activeElement.name") == "facts-date"
    desk.type("[name=facts-date]", "2012-10-06")
    desk.press("Enter")
    assert Contribution.objects.get().date == "2012-10-06"


def test_tracked_changes_are_shown_and_entered_as_two_versions(desk):
    lines = [
        par(line)
        for line in ("Document WTPF-IEG/2/40", "Contribution from the UK", "Draft opinion: Made-up things")
    ]
    text = run("that Member States ") + changed("del", "should") + changed("ins", "may") + run(" act,")
    desk.drop([("tracked.docx", docx("".join([*lines, par("is of the view"), par(text)])))])
    assert desk.page.inner_text(".entry-compare ins").split() == ["added:", "may", "(end)"]
    desk.press("Enter")
    assert [row.text.split()[-2] for row in Revision.objects.order_by("number")] == ["should", "may"]


def test_pasted_text_and_facts_alone_are_entered(desk):
    desk.type("#text", "Document WTPF-IEG/2/41\n\nContribution from the UK\n\nAgenda of made-up things")
    desk.click("[name=paste]")
    desk.press("Enter")
    desk.page.goto(desk.page.url.partition("/admin/")[0] + BEGIN)
    desk.click("[name=facts]")
    desk.type("[name=facts-title]", "A lost paper")
    desk.page.select_option("[name=facts-kind]", "comments")
    desk.page.click(".row-process .select2-selection")
    desk.page.click(".select2-results__option:has-text('WTPF-13')")
    desk.page.click("summary:has-text('More about it')")
    desk.type("[name=facts-slug]", "lost-paper")
    desk.page.check("[name=sources-own]")
    desk.type("[name=sources-key]", "LOST")
    desk.press("Enter")
    assert [row.slug for row in Contribution.objects.order_by("pk")] == ["wtpf-ieg-2-41", "lost-paper"]
    assert Source.objects.filter(key="LOST").exists()


def test_fields_that_a_choice_makes_needless_are_hidden(desk):
    desk.drop([("paper.docx", ieg2.word_file(ieg2.PAPERS[12]))])
    assert desk.page.is_visible("[name=text-new_title]") and not desk.page.is_visible(".if-opinion")
    desk.click("[name=text-what][value=none]")
    assert not desk.page.is_visible("[name=text-label]") and not desk.page.is_visible(".entry-event")


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_fits_its_window(desk, width, scheme):
    desk.page.emulate_media(color_scheme=scheme)
    desk.page.set_viewport_size({"width": width, "height": 900})
    assert desk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    desk.drop([("paper.docx", ieg2.word_file(ieg2.PAPERS[11]))])
    assert desk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_checker_of_accessibility_finds_nothing(desk, packages, scheme):
    desk.page.emulate_media(color_scheme=scheme)
    assert findings(desk.page, packages) == []
    lines = [
        par(line)
        for line in ("Document WTPF-IEG/2/40", "Contribution from Atlantis and the UK", "Made-up things")
    ]
    text = run("that Member States ") + changed("del", "should") + changed("ins", "may") + run(" act,")
    desk.drop([("tracked.docx", docx("".join([*lines, par("is of the view"), par(text)])))])
    # What the fields that Django brings find by typing are made of is not ours to mend.
    assert [found for found in findings(desk.page, packages) if "select2" not in found] == []
