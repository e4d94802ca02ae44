"""A page that counts what a person does on it; the figures that docs/desk.md gives for that."""

import base64
import re
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PAPER = (Path(__file__).resolve().parents[2] / "docs" / "desk.md").read_text(encoding="utf-8")
DROP = """async ([name, files]) => {
  const bag = new DataTransfer();
  for (const [name, content] of files) {
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    bag.items.add(new File([bytes], name));
  }
  const dropped = new DragEvent("drop", {dataTransfer: bag, bubbles: true, cancelable: true});
  document.querySelector(name).dispatchEvent(dropped);
}"""
RESULTS = ".select2-results__option:not(.loading-results)"


def said(what: str) -> int:
    """The first figure that the paper gives for `what`: `| what | 12 |`."""
    return figures(what)[0]


def figures(what: str) -> list[int]:
    """The figures that the paper gives for `what`: `| what | 12 | 34 |`."""
    row = re.search(rf"^\| {re.escape(what)} \|(.+)\|$", PAPER, re.MULTILINE)[1]
    return [int(figure) for figure in row.split("|") if figure.strip().isdigit()]


@dataclass
class Cost:
    """What something asked of a person, and how long the browser was about it."""

    clicks: int = 0
    keys: int = 0
    seconds: float = 0

    def __str__(self):
        return f"{self.clicks} clicks, {self.keys} keystrokes, {self.seconds:.0f} s"


class Counted:
    """A page that counts what a person does: clicks (a drop is one), keystrokes (a paste is two)."""

    def __init__(self, page):
        self.page, self.clicks, self.keys = page, 0, 0

    @contextmanager
    def counting(self):
        """Give a Cost that is filled in when the block ends."""
        cost, began = Cost(), time.monotonic()
        clicks, keys = self.clicks, self.keys
        yield cost
        cost.clicks, cost.keys = self.clicks - clicks, self.keys - keys
        cost.seconds = time.monotonic() - began

    def click(self, selector: str) -> None:
        """Click, and wait for what comes of it."""
        self.clicks += 1
        self.page.click(selector)
        self.page.wait_for_load_state("networkidle")

    def go(self, selector: str) -> None:
        """Click on what leads to another page, and wait for it."""
        self.clicks += 1
        with self.page.expect_navigation():
            self.page.click(selector)

    def press(self, key: str) -> None:
        """Press a key that sends the form, and wait for the page that follows."""
        self.keys += 1
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def type(self, selector: str, words: str) -> None:
        """Click into a field and write over what it has."""
        self.clicks += 1
        self.keys += len(words)
        self.page.fill(selector, words)

    def paste(self, selector: str, words: str) -> None:
        """Click into a field and paste what was copied."""
        self.clicks += 1
        self.keys += 2
        self.page.fill(selector, words)

    def pick(self, selector: str, value: str) -> None:
        """Open a list and click on one of its lines."""
        self.clicks += 2
        self.page.select_option(selector, value)

    def find(self, field: str, letters: str, found: str | None = None) -> None:
        """Click into the field of this name, type a few letters, and click on what is found."""
        self.clicks += 2
        self.keys += len(letters)
        box = f"[name='{field}'] + .select2 .select2-selection"
        self.page.click(box)
        self.page.keyboard.type(letters)
        self.page.click(f"{RESULTS}:has-text('{found or letters}') >> nth=0")

    @contextmanager
    def window(self, selector: str):
        """Click on the + of a field; the block fills in the window that opens, then it is saved."""
        self.clicks += 1
        with self.page.expect_popup() as opened:
            self.page.click(selector)
        whole, self.page = self.page, opened.value
        yield self
        self.clicks += 1
        with self.page.expect_event("close"):
            self.page.click("input[name=_save] >> nth=0")
        self.page = whole

    def drop(self, files: list[tuple[str, bytes]]) -> None:
        """Drag files from a folder onto the page."""
        self.clicks += 1
        given = [[name, base64.b64encode(content).decode()] for name, content in files]
        with self.page.expect_navigation():
            self.page.evaluate(DROP, ["[data-drop]", given])
