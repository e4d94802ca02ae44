"""Reading a 200-page Word file: seconds, and peak memory of the reading process.

`python benchmarks/extraction.py` prints a table. The file is made here: 200 pages of 500 words, every
tenth paragraph with tracked changes, Word lists, a footnote a page and a table every ten pages. Beside
it: the same text as a PDF and as plain text, the reading of stored text for a page, and the index of
passages. Aim: 200 pages of .docx in under 3 seconds and 300 MB.
"""

import random
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from documents.text.passages import PassageIndex  # noqa: E402
from documents.text.structure import paragraphs_of  # noqa: E402
from tests.text.pdffile import pdf  # noqa: E402
from tests.text.wordfile import changed, cites, docx, note, par, run, table  # noqa: E402

PAGES = 200
PARAGRAPHS_A_PAGE = 10
WORDS_A_PARAGRAPH = 50
_TEXT = """the of and to in for on with that Member States Sector Members Internet public policy issues
access broadband exchange points cooperation development countries stakeholders governments role
capacity building information society telecommunication networks services infrastructure
deployment transition"""
_WORDS = _TEXT.split()
# What Word writes into every run of a document that several people edited.
_FORMAT = (
    '<w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:color w:val="000000"/>'
    '<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="en-GB" w:eastAsia="en-GB"/></w:rPr>'
)
_WORDS_A_RUN = 6


def sentence(chance: random.Random) -> str:
    """A paragraph of words that mean nothing, as long as those of a contribution."""
    return " ".join(chance.choices(_WORDS, k=WORDS_A_PARAGRAPH)) + ";"


def runs(text: str) -> str:
    """The text in short runs, each with its format, as Word leaves it after editing."""
    words = text.split()
    parts = [" ".join(words[at : at + _WORDS_A_RUN]) + " " for at in range(0, len(words), _WORDS_A_RUN)]
    return "".join(run(part, _FORMAT) for part in parts)


def word_file(chance: random.Random) -> bytes:
    """The .docx described above."""
    body, notes = [], []
    for page in range(PAGES):
        body.append(par(f"Section {page + 1}", style="H1"))
        for place in range(PARAGRAPHS_A_PAGE):
            text = sentence(chance)
            if place == 0:
                notes.append(note(page + 1, "A note."))
                text = runs(text) + cites(page + 1)
            elif place == 5:
                text = (
                    runs(text[:100])
                    + changed("del", "old words ")
                    + changed("ins", "new ")
                    + runs(text[100:])
                )
            else:
                text = runs(text)
            body.append(par(text, listed=(1, place % 2) if place > 6 else None))
        if page % 10 == 0:
            body.append(table(*[("1 March", "a step", "done")] * 10))
    return docx("".join(body), footnotes="".join(notes))


def pdf_file(chance: random.Random) -> bytes:
    """A PDF of as many pages, each 40 lines of 13 words."""
    pages = []
    for page in range(PAGES):
        lines = [(60, 780 - 17 * place, " ".join(chance.choices(_WORDS, k=13))[:95]) for place in range(40)]
        pages.append([(250, 815, "WTPF-13/99-E"), *lines, (290, 40, f"- {page + 1} -")])
    return pdf(pages)


def measured(data: bytes, name: str) -> tuple[float, ...]:
    """Seconds, seconds of computing and peak MB of reading a file as the site does, and its words.

    Each file is read by a fresh helper so that the peak is that of this file's reading process alone.
    """
    code = (
        "import resource, sys, time; sys.path.insert(0, sys.argv[1])\n"
        "from documents.text.safely import read_safely\n"
        "data = sys.stdin.buffer.read()\n"
        "start = time.perf_counter()\n"
        "found = read_safely(data, sys.argv[2])\n"
        "seconds = time.perf_counter() - start\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)\n"
        "print(sum(len(p.text.split()) for p in found.paragraphs))"
    )
    rows = []
    for _ in range(3):
        done = subprocess.run(
            [sys.executable, "-c", code, str(ROOT), name], input=data, capture_output=True, check=True
        )
        rows.append(tuple(map(float, done.stdout.split())))
    return sorted(rows)[1]


def stored_text(chance: random.Random) -> str:
    """A stored text of 100 paragraphs."""
    return "considering\n" + "\n".join(f"{n} that {sentence(chance)}" for n in range(1, 100))


def timed(call) -> float:
    """Median of five times, in seconds."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return sorted(times)[2]


def passages_rows(chance: random.Random, paragraphs: int) -> list[tuple[str, str]]:
    """Building and asking an index of so many paragraphs of 40 words, natural word frequencies."""
    words = [f"w{n}" for n in range(8_000)]
    weights = [1 / (rank + 1) for rank in range(8_000)]
    texts = [" ".join(chance.choices(words, weights, k=40)) for _ in range(paragraphs)]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    index = PassageIndex(texts)
    index.find("")
    built = time.perf_counter() - start
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    asked = timed(lambda: [index.find(texts[place]) for place in range(0, 100)]) / 100
    return [
        (
            f"passage index, {paragraphs:,} paragraphs: built",
            f"{built:.2f} s, {grown:.0f} MB beside the texts",
        ),
        ("passage index: one paragraph asked", f"{asked * 1000:.2f} ms"),
    ]


def main() -> None:
    """Measure and print the table."""
    chance = random.Random(1)
    rows = []
    for name, data in (("200.docx", word_file(chance)), ("200.pdf", pdf_file(chance))):
        seconds, computing, peak, words = measured(data, name)
        figure = f"{seconds:.2f} s ({computing:.2f} s of computing), {peak:.0f} MB at its peak"
        rows.append((f"{name}, {words:,.0f} words, {len(data) / 1e6:.1f} MB", figure))
    small = docx(par("One paragraph."))
    rows.append(
        ("one-paragraph.docx (what the separate process costs)", f"{measured(small, 's.docx')[0]:.2f} s")
    )
    text = stored_text(chance)
    rows.append(("paragraphs of a stored text of 100", f"{timed(lambda: paragraphs_of(text)) * 1000:.1f} ms"))
    rows += passages_rows(chance, 100_000)
    width = max(len(label) for label, _ in rows)
    for label, figure in rows:
        print(f"{label:<{width}}  {figure}")


if __name__ == "__main__":
    main()
