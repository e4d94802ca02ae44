"""Takes the pictures of docs/desk.md anew, from made-up data: `pytest tests/browser/pictures_of_desk.py`.

Not one of the tests: its name keeps it from being collected with them. With pngquant installed the pictures
are small; without it they are as the browser makes them.
"""

import shutil
import subprocess
from pathlib import Path

from documents.models import Review
from tests import ieg2
from tests.browser.counted import Counted
from tests.browser.signing_in import give_code, give_password
from tests.browser.test_sitting_browser import (
    FILES,
    _quick_passwords,  # noqa: F401
    come_in,  # noqa: F401
    confirm,
    enter_meeting,
    line_of,
)
from tests.factory import make_stakeholder
from tests.signing_in import code_of, give_factor

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "desk"
WIDE, HIGH = 1100, 760


def take(page, name: str, *, of: str | None = None, high: int = HIGH) -> None:
    """Keep what a page shows, from its top or from the thing `of`, as docs/desk/<name>.png."""
    page.set_viewport_size({"width": WIDE, "height": high})
    page.wait_for_load_state("networkidle")
    if of:
        page.locator(of).first.evaluate("one => one.scrollIntoView()")
    else:
        page.evaluate("window.scrollTo(0, 0)")
    path = FOLDER / f"{name}.png"
    page.screenshot(path=path)
    if shutil.which("pngquant"):
        subprocess.run(["pngquant", "--force", "--ext", ".png", "64", path], check=True)


def test_pictures(come_in, bare_server):  # noqa: F811
    FOLDER.mkdir(exist_ok=True)
    ieg2.make_process_and_body()
    for name, category in (("Nominet", "sector-member"), ("PayPal", "sector-member")):
        make_stakeholder(name=name, short_name=name, category=category)
    ada = come_in("ada", "contributors")
    enter_meeting(ada)
    enter_some(ada, bare_server.url)
    tell_what_happened(ada)
    review_it(come_in("bob", "reviewers", enter=through_the_door), bare_server.url)


def through_the_door(page, user) -> None:
    device = give_factor(user)
    give_password(page, user)
    take(page, "code", high=600)
    give_code(page, code_of(device))


def enter_some(desk: Counted, url: str) -> None:
    desk.page.goto(f"{url}/admin/documents/contribution/enter/")
    take(desk.page, "bring", high=620)
    desk.drop([FILES[number] for number in (0, 9, 10, 12, 13)])
    take(desk.page, "stranger", of=".row-meeting", high=560)
    for paper in [ieg2.PAPERS[number] for number in (0, 9, 10, 12, 13)]:
        if paper.number == 14:
            take(desk.page, "confirm", high=1000)
        confirm(desk, paper)


def tell_what_happened(desk: Counted) -> None:
    desk.go(".messagelist a:has-text('what happened at IEG 2')")
    told = [row for row in ieg2.EVENTS if row[0] in (10, 11, 13)]
    for number, kind, summary, place in told:
        desk.pick(f"[name={line_of(number)}-kind]", kind)
        desk.type(f"[name={line_of(number)}-summary]", summary)
        desk.type(f"[name={line_of(number)}-locator]", place)
    take(desk.page, "happened", of="#texts", high=900)
    desk.find("pledges-0-stakeholders", "Nomin", "Nominet")
    desk.type("[name=pledges-0-subject]", "Additional text.")
    desk.type("[name=pledges-0-section]", "2.3.4.2 c)")
    take(desk.page, "promised", of="#promised", high=420)
    desk.go("input[name=_review]")
    desk.go("a:has-text('With a text, changes or stances') >> nth=0")
    take(desk.page, "next", high=900)


def review_it(desk: Counted, url: str) -> None:
    take(desk.page, "front", high=520)
    desk.go(".desk-counts .waiting a")
    take(desk.page, "queue", high=620)
    desk.go(".queue#waiting tbody th a >> nth=1")
    take(desk.page, "review", high=860)
    first = Review.objects.waiting().order_by("pk").first()
    desk.page.goto(f"{url}/admin/documents/review/{first.pk}/look/")
    take(desk.page, "preview", high=620)
    desk.page.goto(f"{url}/admin/documents/review/{first.pk}/change/")
    desk.go("button[name=_publish_next]")
    row = first.items.first()
    desk.page.goto(f"{url}/admin/documents/meeting/{row.object_pk}/change/")
    take(desk.page, "correction", high=820)
    desk.page.goto(f"{url}/admin/documents/meeting/{row.object_pk}/history/")
    take(desk.page, "history", high=620)
    desk.page.goto(f"{url}/admin/documents/meeting/{row.object_pk}/withdraw/")
    take(desk.page, "withdraw", high=480)
