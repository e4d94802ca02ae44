"""A whole meeting in one sitting: from sixteen files and a report to the pages that readers see.

The second meeting of the experts group, October 2012: what happened there is as in the record, the files are
made up. At first the record has a process and a body, and nobody who takes part. Each click is counted;
the figures stand in docs/desk.md, and a desk that asks for more than they say is a fault.
"""

import pytest
from django.core.management import call_command

from documents.models import Contribution, Meeting, Review, Source, Stakeholder
from opinions.models import Event, Opinion, Pledge
from tests import ieg2
from tests.browser.conftest import faults_of
from tests.browser.counted import Counted, figures
from tests.browser.signing_in import give_password, sign_in_on_page
from tests.factory import make_source
from tests.signing_in import PASSWORD, make_staff

FILES = [(f"WTPF-IEG-2-{paper.number}.docx", ieg2.word_file(paper)) for paper in ieg2.PAPERS]
TITLES = {paper.number: paper.title for paper in ieg2.PAPERS}


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def come_in(chromium, bare_server, db):
    """Return a function that opens the desk for a person: `come_in("ada", "contributors")`."""
    contexts = []

    def opened(name: str, group: str, *, enter=give_password) -> Counted:
        contexts.append(chromium.new_context(viewport={"width": 1280, "height": 900}))
        page = contexts[-1].new_page()
        page.set_default_timeout(12_000)
        page.faults = faults_of(page)
        page.route("**/favicon.ico", lambda route: route.fulfill(status=204))
        page.goto(bare_server.url + "/admin/")
        enter(page, make_staff(name, group, password=PASSWORD))
        return Counted(page)

    yield opened
    for context in contexts:
        context.close()


# --- what a contributor does -------------------------------------------------------------------


def enter_meeting(desk) -> None:
    """The row of the meeting, with the report from which it is known."""
    desk.go("tr.model-meeting .addlink")
    desk.type("[name=title]", "Second meeting of the Informal Experts Group")
    desk.type("[name=short_title]", "IEG 2")
    desk.find("process", "WTPF")
    desk.find("body", "Informal", "IEG")
    desk.type("[name=date]", "2012-10-10/2012-10-12")
    desk.type("[name=place]", "Geneva")
    with desk.window("#add_id_sources"):
        desk.type("[name=key]", "S3")
        desk.type("[name=title]", "Report of the second meeting of the experts group")
        desk.type("[name=published]", "2012-11-30")
        desk.pick("[name=kind]", "official")
    desk.go("input[name=_review] >> nth=0")


def enter_documents(desk) -> None:
    """Drop the files and confirm each; say what the strangers are whom it names; the report begins a text."""
    desk.drop(FILES)
    for paper in ieg2.PAPERS:
        confirm(desk, paper)


def confirm(desk, paper) -> None:
    """Confirm one document: with Enter, or with the button where something was chosen first."""
    fields = desk.page.locator("select[name^=facts-stranger]")
    asked = fields.evaluate_all("all => all.map(one => [one.name, one.labels[0].innerText.slice(1, -1)])")
    for name, stranger in asked:
        desk.pick(f"[name={name}]", ieg2.WHAT_STRANGERS_ARE[stranger])
    begins = paper.kind == "report-draft"
    if begins:
        desk.click("[name=text-what][value=new]")
    if begins or asked:
        desk.go("button[name=review]")
    else:
        desk.press("Enter")


def line_of(number: int, at: int = 0) -> str:
    opinion = Opinion.objects.get(revisions__contribution__symbol=f"WTPF-IEG/2/{number}")
    return f"text{opinion.pk}-{at}"


def tell_events(desk) -> None:
    """What happened to each text, and what to two of them at once."""
    told = set()
    for number, kind, summary, place in ieg2.EVENTS:
        line = line_of(number, 1 if number in told else 0)
        told.add(number)
        desk.pick(f"[name={line}-kind]", kind)
        desk.type(f"[name={line}-summary]", summary)
        desk.type(f"[name={line}-locator]", place)
    numbers, kind, summary, place = ieg2.PUT_OFF
    for number in numbers:
        desk.click(f"[name=together-texts][value='{line_of(number)[4:-2]}']")
    desk.pick("[name=together-kind]", kind)
    desk.type("[name=together-summary]", summary)
    desk.type("[name=together-locator]", place)


def tell_pledges(desk) -> None:
    """What was promised, each in a line; who is not in the record is entered in a window."""
    desk.click("button[name=_more][value=pledges]")
    report = Opinion.objects.get(instrument="report")
    desk.pick("[name=pledged-text]", str(report.pk))
    for number, (who, what, section) in enumerate(ieg2.PLEDGES):
        for name in who:
            tell_who(desk, f"pledges-{number}-stakeholders", name)
        desk.type(f"[name=pledges-{number}-subject]", what)
        if section:
            desk.type(f"[name=pledges-{number}-section]", section)


def tell_who(desk, field: str, name: str) -> None:
    if Stakeholder.objects.filter(short_name=name).exists():
        desk.find(field, name[:5], name)
        return
    with desk.window(f"#add_id_{field}"):
        desk.type("[name=name]", name)
        desk.type("[name=short_name]", name)
        desk.pick("[name=category]", ieg2.WHAT_STRANGERS_ARE[name])
        desk.find("sources", "S3")


# --- what a reviewer does, and what readers see ------------------------------------------------


def publish_all(desk) -> int:
    """Publish what waits, one review after the other, from the queue; return how many."""
    number = Review.objects.waiting().count()
    desk.go(".desk-counts .waiting a")
    desk.go(".queue#waiting tbody th a >> nth=0")
    for _ in range(number):
        desk.go("button[name=_publish_next]")
    return number


def words_of(page, address: str) -> str:
    page.goto(address)
    return " ".join(page.inner_text("main").split())


def check_pages(page, url: str) -> None:
    """The pages of the meeting, the documents and the texts show what was entered, each with its source."""
    meeting = words_of(page, f"{url}/meetings/ieg-2/")
    assert [title for title in TITLES.values() if title not in meeting] == []
    assert [row[2] for row in ieg2.EVENTS if row[2] not in meeting] == []
    assert meeting.count(ieg2.PUT_OFF[2]) == 2
    assert [row[1] for row in ieg2.PLEDGES if row[1] not in meeting] == []
    assert "S3" in meeting and "Verizon" in meeting
    documents = words_of(page, f"{url}/documents/?meeting=ieg-2")
    assert [title for title in TITLES.values() if title not in documents] == []
    stages = {10: "deferred", 12: "deferred", 13: "deferred", 14: "under discussion", 15: "submitted"}
    for number, stage in stages.items():
        opinion = Opinion.objects.get(revisions__contribution__symbol=f"WTPF-IEG/2/{number}")
        assert opinion.get_stage_display() == stage
        shown = words_of(page, url + opinion.get_absolute_url())
        assert all(row[2] in shown for row in ieg2.EVENTS if row[0] == number)
        assert f"WTPF-IEG/2/{number}" in shown
    assert "Verizon" in words_of(page, f"{url}/pledges/")
    assert words_of(page, f"{url}/sources/S3/").count("Report of the second meeting")


def within(cost, what: str, shares: int = 1) -> None:
    """Hold a cost to what the paper says of it, for each of so many."""
    clicks, keys = figures(what)[:2]
    print(f"{what}: {cost}; each {cost.clicks / shares:.1f}, {cost.keys / shares:.1f}")  # noqa: T201
    assert cost.clicks <= clicks and cost.keys <= keys, f"{what}: {cost}"


def test_meeting_is_entered_published_and_read_in_one_sitting(come_in, bare_server, capsys):
    ieg2.make_process_and_body()
    call_command("rebuild")  # what a test makes is no work of anybody, and search knows nothing of it
    ada = come_in("ada", "contributors")
    with ada.counting() as meeting:
        enter_meeting(ada)
    assert Meeting.objects.get().title == "Second meeting of the Informal Experts Group"
    ada.page.goto(f"{bare_server.url}/admin/")
    with ada.counting() as documents:
        ada.go("a.button:has-text('Enter a document')")
        enter_documents(ada)
    assert Contribution.objects.filter(meeting__slug="ieg-2").count() == 16
    assert Opinion.objects.count() == 7 and Event.objects.filter(kind="submitted").count() == 7
    with ada.counting() as events:
        ada.go(".messagelist a:has-text('what happened at IEG 2')")
        tell_events(ada)
    with ada.counting() as pledges:
        tell_pledges(ada)
        ada.go("input[name=_review]")
    assert Event.objects.filter(meeting__slug="ieg-2", contribution=None).count() == len(ieg2.EVENTS) + 2
    assert Pledge.objects.count() == len(ieg2.PLEDGES)
    assert not Contribution.objects.published().exists()

    bob = come_in("bob", "reviewers", enter=sign_in_on_page)
    with bob.counting() as reviewing:
        reviews = publish_all(bob)
    assert reviews == 18 and not Review.objects.open().exists()
    assert not Source.objects.filter(published_at=None).exists()
    reader = ada.page.context.browser.new_context().new_page()
    check_pages(reader, bare_server.url)
    reader.context.close()
    call_command("doctor")
    # A question is dropped as the next letter is typed; that is no fault.
    assert [fault for fault in (*ada.page.faults, *bob.page.faults) if "ERR_ABORTED" not in fault] == []
    with capsys.disabled():
        within(meeting, "the meeting’s own row, with its source")
        within(documents, "sixteen documents, six drafts, twelve new names", 16)
        within(events, "ten events of seven texts", 10)
        within(pledges, "eleven pledges, three new names", 11)
        within(reviewing, "publishing it all: eighteen reviews", 18)


# --- the same, row by row ----------------------------------------------------------------------


def add(desk, url: str, model: str) -> None:
    """Open the plain form of a new row from the first page of the desk."""
    desk.page.goto(f"{url}/admin/")
    desk.go(f"tr.model-{model} .addlink")


def add_document_by_hand(desk, url: str, folder, paper) -> None:
    """Source, document with file and submitter, opinion, text and first event: a form each."""
    path = folder / "paper.docx"
    path.write_bytes(ieg2.word_file(paper))
    add(desk, url, "source")
    desk.type("[name=key]", "WTPF-IEG-2-13")
    desk.type("[name=title]", paper.title)
    desk.type("[name=author]", "United Kingdom")
    desk.type("[name=publisher]", "ITU")
    desk.type("[name=published]", "2012-10-05")
    desk.pick("[name=kind]", "official")
    desk.go("input[name=_save] >> nth=0")
    add(desk, url, "contribution")
    desk.type("[name=symbol]", paper.symbol)
    desk.paste("[name=title]", paper.title)
    desk.pick("[name=kind]", "draft-opinion")
    desk.type("[name=date]", "2012-10-05")
    desk.find("process", "WTPF")
    desk.find("meeting", "IEG 2")
    cite(desk, "WTPF-IEG-2-13")
    desk.click("#submissions-group .add-row a")
    desk.find("submissions-0-stakeholder", "United", "United Kingdom")
    desk.click("#files-group .add-row a")
    desk.clicks += 2
    desk.page.set_input_files("[name=files-0-file]", path)
    desk.go("input[name=_save] >> nth=0")
    add_text_by_hand(desk, url, paper)
    add_event_by_hand(desk, url, "submitted", "The United Kingdom submitted the draft.", "WTPF-IEG-2-13")


def add_text_by_hand(desk, url: str, paper) -> None:
    """The opinion and its first text, in two plain forms."""
    add(desk, url, "opinion")
    desk.paste("[name=title]", paper.title)
    desk.type("[name=short_title]", "IPv6 capacity")
    desk.find("process", "WTPF")
    cite(desk, "WTPF-IEG-2-13")
    desk.go("input[name=_save] >> nth=0")
    add(desk, url, "revision")
    desk.find("opinion", "IPv6")
    desk.type("[name=number]", "1")
    desk.type("[name=label]", "Draft of the United Kingdom")
    desk.find("contribution", "2/13")
    desk.type("[name=date]", "2012-10-05")
    desk.find("sponsors", "United", "United Kingdom")
    desk.pick("[name=basis]", "official")
    desk.paste("[name=text]", "\n".join(ieg2.draft_lines(paper)))
    cite(desk, "WTPF-IEG-2-13")
    desk.go("input[name=_save] >> nth=0")


def cite(desk, key: str, place: str = "") -> None:
    """Name the source of a plain form, and the place in it."""
    desk.find("sources", key)
    desk.type("[name=locator]", f"{key} {place}".strip())
    desk.pick("[name=confidence]", "high")


def add_event_by_hand(desk, url: str, kind: str, summary: str, source: str, place: str = "") -> None:
    """An event of the draft in the plain form of events."""
    add(desk, url, "event")
    desk.find("opinion", "IPv6")
    desk.pick("[name=kind]", kind)
    desk.type("[name=date]", "2012-10-10/2012-10-12")
    desk.find("meeting", "IEG 2")
    desk.type("[name=summary]", summary)
    cite(desk, source, place)
    if kind == "submitted":
        desk.find("contribution", "2/13")
        desk.find("revision", "Draft of", "Draft")
        desk.click("#actors-group .add-row a")
        desk.find("actors-0-stakeholder", "United", "United Kingdom")
        desk.pick("[name=actors-0-role]", "author")
    desk.go("input[name=_save] >> nth=0")


def add_pledge_by_hand(desk, url: str) -> None:
    """A pledge in the plain form of pledges."""
    add(desk, url, "pledge")
    desk.find("opinion", "IPv6")
    desk.find("meeting", "IEG 2")
    desk.find("stakeholders", "Nominet")
    desk.type("[name=section]", "2.3.4.2 c)")
    desk.type("[name=subject]", "Additional text.")
    desk.type("[name=date]", "2012-10-10/2012-10-12")
    cite(desk, "S3", "5.3")
    desk.go("input[name=_save] >> nth=0")


def test_plain_forms_row_by_row_ask_for_what_the_paper_says(come_in, bare_server, tmp_path, capsys):
    ieg2.make_surroundings()
    make_source(key="S3", title="Report of the second meeting")
    ada = come_in("ada", "contributors")
    with ada.counting() as document:
        add_document_by_hand(ada, bare_server.url, tmp_path, ieg2.PAPERS[12])
    with ada.counting() as event:
        add_event_by_hand(ada, bare_server.url, "deferred", ieg2.EVENTS[6][2], "S3", "6.4")
    with ada.counting() as pledge:
        add_pledge_by_hand(ada, bare_server.url)
    assert Event.objects.count() == 2 and Pledge.objects.count() == 1
    with capsys.disabled():
        for what, cost in (("draft", document), ("event", event), ("pledge", pledge)):
            within(cost, f"one {what}, row by row")
