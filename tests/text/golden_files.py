"""Golden files of reading: each input beside what is expected of it.

`python -m tests.text.golden_files` writes the expected files anew; read the difference before keeping it.
"""

import json
from pathlib import Path

from documents.text.model import Document
from documents.text.reader import read
from tests.text.wordfile import docx, note, par

FOLDER = Path(__file__).with_name("golden")
INPUTS = sorted(path for path in FOLDER.iterdir() if path.suffix in (".txt", ".xml", ".pdf"))


def document_in(path: Path) -> Document:
    """The document in a golden input; a .xml is the body of a Word file with one footnote and a header."""
    if path.suffix != ".xml":
        return read(path.read_bytes(), path.name)
    body = path.read_text("utf-8")
    parts = {"footnotes": note(2, "What the note says."), "header": par("WTPF-13/98-E")}
    return read(docx(body.replace(">\n<", "><").strip(), **parts), "golden.docx")


def summary(document: Document) -> dict:
    """A document as JSON that a person can read: a paragraph a line."""
    return {
        "facts": [f"{fact.name} = {fact.value} ({fact.where})" for fact in document.facts],
        "paragraphs": [_line(paragraph) for paragraph in document.paragraphs],
        "before": [_line(paragraph) for paragraph in document.before],
        "changes": [
            f"{c.kind} by {c.author} {c.date} in {c.paragraph}{f' ({c.move})' if c.move else ''}: {c.text}"
            for c in document.changes
        ],
        "warnings": list(document.warnings),
    }


def expected_file(path: Path) -> Path:
    """The file that holds what is expected of an input."""
    return path.with_name(path.name.split(".")[0] + ".expected.json")


def _line(p) -> str:
    governed = f" <{p.opener}{f' > {p.addressee}' if p.addressee else ''}>" if p.opener else ""
    return f"{p.number} {p.kind}{p.depth or ''}{governed} [{p.label}] {p.text}"


def main() -> None:
    """Write every expected file anew."""
    for path in INPUTS:
        text = json.dumps(summary(document_in(path)), indent=1, ensure_ascii=False)
        expected_file(path).write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
