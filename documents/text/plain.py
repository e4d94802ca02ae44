"""Plain text files: bytes to characters, characters to blocks.

UTF-8 and UTF-16 are recognised for certain; of older encodings the likeliest is taken and a warning
says so. Lines that were broken to fit a width are joined again.
"""

import re

from .characters import one_line
from .labels import split_label
from .model import Block
from .openers import find_opener
from .pages import without_furniture

# Encodings met in the six languages of the Union before UTF-8: name, for the reader, letters expected.
_OLD = (
    ("windows-1252", "Western European (Windows-1252)", re.compile(r"[À-ÖØ-öø-ÿŒœ‘’“”–—…€«»°§]")),
    ("windows-1251", "Cyrillic (Windows-1251)", re.compile(r"(?<![а-яА-ЯёЁ])[А-ЯЁ]?[а-яё]+(?![А-ЯЁ])")),
    ("windows-1256", "Arabic (Windows-1256)", re.compile(r"[\u0620-\u064a\u060c\u061b\u061f]")),
    ("gb18030", "Chinese (GB 18030)", re.compile(r"[\u4e00-\u9fff\u3000-\u303f\uff00-\uff5e]")),
)
_WIDEST_BROKEN_LINE = 120
_RESIDUE = re.compile(r"\[bookmark: [^\[\]\n]{1,80}\]")


def decoded(data: bytes) -> tuple[str, str]:
    """The characters of a text file and a warning, empty where the encoding is certain."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace"), ""
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        return _decoded_by_likelihood(data)


def _decoded_by_likelihood(data: bytes) -> tuple[str, str]:
    sample = data[:100_000]
    high = sum(byte > 127 for byte in sample) or 1
    scores = []
    for rank, (encoding, name, letters) in enumerate(_OLD):
        text = sample.decode(encoding, "replace")
        expected = sum(len(found.encode(encoding)) for found in letters.findall(text))
        # Western text has few high bytes, the other scripts little else; that settles most ties.
        dense = high / max(1, len(sample)) > 0.3
        scores.append((expected / high - (0.5 if dense == (rank == 0) else 0), -rank, encoding, name))
    *_, encoding, name = max(scores)
    warning = (
        f"The file does not say how its letters are stored; it was read as {name}. Check accented letters."
    )
    return data.decode(encoding, "replace"), warning


def blocks_of(text: str) -> list[Block]:
    """Blocks of a whole text file: wrapped lines joined, table rows recognised, page furniture dropped."""
    pages = _RESIDUE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).split("\f")
    lines = [page.split("\n") for page in pages]
    if len(lines) > 1:
        lines = without_furniture(lines)
    flat = [line for page in lines for line in page]
    wrapped = _is_wrapped(flat)
    blocks: list[Block] = []
    for group in _groups(flat):
        if sum(line.startswith("\t") for line in group) > 1:
            blocks.append(_row(group))
        else:
            blocks += [Block(line) for line in (_unwrapped(group) if wrapped else map(one_line, group))]
    return [block for block in blocks if block.text]


def _groups(lines: list[str]):
    """Runs of lines between blank lines."""
    group: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            group.append(line)
        elif group:
            yield group
            group = []


def _row(group: list[str]) -> Block:
    """A group whose lines begin with tabs is a table's row, one cell a tab; other lines go on with a cell."""
    cells: list[str] = []
    for line in group:
        if line.startswith("\t") or not cells:
            cells.append(one_line(line))
        else:
            cells[-1] = f"{cells[-1]} {one_line(line)}"
    return Block(" | ".join(cells), form="table")


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines were broken to a width: many reach close to the longest, none is very long."""
    lengths = [len(line.rstrip()) for line in lines if line.strip()]
    if not lengths or max(lengths) > _WIDEST_BROKEN_LINE or max(lengths) < 40:
        return False
    full = sum(length > max(lengths) * 0.8 for length in lengths)
    return full >= 2 and full >= len(lengths) * 0.3


def _unwrapped(group: list[str]) -> list[str]:
    """Paragraphs of a group of broken lines. A line that reaches the width goes on in the next one,
    unless that begins with a label or an opener of its own."""
    width = max(len(line.rstrip()) for line in group)
    paragraphs = [one_line(group[0])]
    for before, line in zip(group, group[1:], strict=False):
        text = one_line(line)
        label, _ = split_label(text)
        goes_on = len(before.rstrip()) > width * 0.7 or text[:1].islower()
        if label or not goes_on or _opens(text, before):
            paragraphs.append(text)
        else:
            paragraphs[-1] = f"{paragraphs[-1]} {text}"
    return paragraphs


def _opens(text: str, before: str) -> bool:
    found = find_opener(text)
    return bool(found and (found.alone or before.rstrip().endswith((",", ";"))))
