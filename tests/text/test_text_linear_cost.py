"""Evil input costs what its length costs: every pattern and every public function over text."""

import importlib
import pkgutil
import re
import time

import pytest

import documents.text as package
from documents.text.addressees import asks
from documents.text.brackets import brackets_of, fates
from documents.text.characters import clean, one_line
from documents.text.commitment import markers, strength_changes
from documents.text.head import head_facts
from documents.text.passages import PassageIndex
from documents.text.plain import blocks_of
from documents.text.references import references
from documents.text.structure import paragraphs_of

EVIL = (
    "a", " ", "(", "[", "]", "[ ", "-", "\t", "1 ", "1.1.", "a) ", "i) ", "the ", "The Group, ",
    "to the ", "of the ", "x\u0301\u0323", "Resolution 1, ", "Resolutions 1 and ",
    "Resolution 1 (Rev. A", "paragraph 1, ", "paras 1-", "Tunis Agenda ", "A/RES/", "WTPF-", "RA",
    "PP1/", "C11/", "considering and ", "noting with ", "further ", "invites Member States, in ",
    "resolves to ", "shall not ", "as far as ", "to consider ", "within available ", "Article 1 of the ",
    "ITU Council ", "Geneva, ", "10-", "1 May ", "contribution ", "report by ", "[a/b] ", "/ ",
    "Alternative 1: ", "telecommunication/ICT ", "¹", "\u202e", "of the International ",
)  # fmt: skip
WRAPPED = (
    ("Resolutions ", "1, "),
    ("paragraphs ", "1, "),
    ("The ", "Assembly "),
    ("calls upon ", "the to the "),
)
FUNCTIONS = {
    "clean": clean,
    "one_line": one_line,
    "paragraphs_of": paragraphs_of,
    "blocks_of": blocks_of,
    "references": references,
    "brackets": lambda text: fates(brackets_of(text), brackets_of(text[: len(text) // 2])),
    "asks": lambda text: asks(paragraphs_of(f"invites Member States\n1 {text}")),
    "markers": lambda text: [markers(p) for p in paragraphs_of(f"The Assembly,\ninvites {text}")],
    "strength_changes": lambda text: [strength_changes(p, p) for p in paragraphs_of(text)],
    "head_facts": lambda text: head_facts(paragraphs_of(text)),
    "passages": lambda text: PassageIndex([text]).find(text),
}


def patterns():
    """Every compiled pattern in the modules of the package, by name."""
    found = {}
    for module in pkgutil.iter_modules(package.__path__):
        if module.name in ("child", "dates", "symbols"):  # a program; two that only read short fields
            continue
        for name, value in vars(importlib.import_module(f"{package.__name__}.{module.name}")).items():
            for one in value if isinstance(value, tuple) else (value,):
                for inner in one if isinstance(one, tuple) else (one,):
                    if isinstance(inner, re.Pattern):
                        found[f"{module.name}.{name}.{len(found)}"] = inner
    return found


PATTERNS = patterns()


def seconds(call):
    """The shorter of two times of this process alone, whatever else the machine does."""
    times = []
    for _ in range(2):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    return min(times)


def texts(length):
    """Evil texts of about this length."""
    for unit in EVIL:
        yield unit * (length // len(unit))
    for start, unit in WRAPPED:
        yield start + unit * (length // len(unit))


def test_patterns_are_found():
    assert len(PATTERNS) > 50


def slow_ones(call):
    """Evil texts of which four times as much costs more than eight times as much; a quadratic cost
    would be sixteen times. Times too short to compare are no evidence."""
    found = []
    for small, large in zip(texts(3_000), texts(12_000), strict=True):
        if seconds(lambda text=large: call(text)) < 0.1:
            continue
        once, more = seconds(lambda text=small: call(text)), seconds(lambda text=large: call(text))
        if more > 8 * once:
            found.append((small[:20], round(once, 3), round(more, 3)))
    return found


@pytest.mark.parametrize("name", PATTERNS)
def test_pattern_is_linear(name):
    assert slow_ones(lambda text: list(PATTERNS[name].finditer(text))) == []


@pytest.mark.parametrize("name", FUNCTIONS)
def test_function_is_linear(name):
    assert slow_ones(FUNCTIONS[name]) == []


def test_a_quadratic_cost_is_noticed():
    """A pattern that begins anew at every space and runs to the end of them: the usual mistake."""
    assert slow_ones(lambda text: re.findall(r"\s+x", text)) != []
