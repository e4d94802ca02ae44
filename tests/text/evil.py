"""Texts made to cost readers much, and every compiled pattern that they could be made for."""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from contextlib import suppress

import documents.text as package
from documents.text.dates import parse_edtf
from documents.text.symbols import family_key, symbol_key

EVIL = (
    "a", " ", "(", "[", "]", "[ ", "-", "\t", "1 ", "1.1.", "a) ", "i) ", "the ", "The Group, ",
    "to the ", "of the ", "x\u0301\u0323", "Resolution 1, ", "Resolutions 1 and ",
    "Resolution 1 (Rev. A", "paragraph 1, ", "paras 1-", "Tunis Agenda ", "A/RES/", "WTPF-", "RA",
    "PP1/", "C11/", "considering and ", "noting with ", "further ", "invites Member States, in ",
    "resolves to ", "shall not ", "as far as ", "to consider ", "within available ", "Article 1 of the ",
    "ITU Council ", "Geneva, ", "10-", "1 May ", "contribution ", "report by ", "[a/b] ", "/ ",
    "Alternative 1: ", "telecommunication/ICT ", "¹", "\u202e", "of the International ",
    "-a", " (", "rev ", "1rev.", "2013-05/", "2013-05-14~",
)  # fmt: skip
WRAPPED = (
    ("Resolutions ", "1, "),
    ("paragraphs ", "1, "),
    ("The ", "Assembly "),
    ("calls upon ", "the to the "),
)
QUADRATIC = "quadratic"
"""The name of a pattern that begins anew at every space and runs to the end of them: the usual mistake."""


def texts(length: int) -> Iterator[str]:
    """Evil texts of about this length; a letter that fits nothing ends each, so matches fail late."""
    for unit in EVIL:
        yield unit * (length // len(unit)) + "\u00a7"
    for start, unit in WRAPPED:
        yield start + unit * (length // len(unit)) + "\u00a7"


def patterns() -> dict[str, re.Pattern]:
    """Every compiled pattern in the modules of the package, by name."""
    found = {}
    for module in pkgutil.iter_modules(package.__path__):
        if module.name == "child":  # a program
            continue
        for name, value in vars(importlib.import_module(f"{package.__name__}.{module.name}")).items():
            for one in value if isinstance(value, tuple) else (value,):
                for inner in one if isinstance(one, tuple) else (one,):
                    if isinstance(inner, re.Pattern):
                        found[f"{module.name}.{name}.{len(found)}"] = inner
    return found


def _tried(pattern: re.Pattern) -> Callable[[str], None]:
    def search(text: str) -> None:
        for _ in pattern.finditer(text):
            pass

    return search


def _date(text: str) -> None:
    with suppress(ValueError):
        parse_edtf(text)


# What does its work outside Python's lines, by name: every pattern, and functions that are little else.
SEARCHES: dict[str, Callable[[str], object]] = {
    **{name: _tried(pattern) for name, pattern in patterns().items()},
    "symbols.symbol_key": symbol_key,
    "symbols.family_key": family_key,
    "dates.parse_edtf": _date,
    QUADRATIC: _tried(re.compile(r"\s+x")),
}
