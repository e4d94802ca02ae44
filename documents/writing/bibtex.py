"""References as BibTeX, for LaTeX with BibTeX or biblatex."""

from .reference import REPORT, Reference

# Letters that LaTeX takes for commands. Braces are written as commands, since BibTeX counts bare ones.
_COMMANDS = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    **{letter: "\\" + letter for letter in "&%$#_"},
}
_ESCAPES = str.maketrans(_COMMANDS)


def bibtex(reference: Reference) -> str:
    """Return one entry; the second braces keep capitals and names as they are."""
    report = reference.kind == REPORT
    fields = {
        "title": _whole(reference.title),
        "author": " and ".join(map(_whole, reference.authors)),
        "institution" if report else "howpublished": _words(reference.publisher),
        "number": _words(reference.number),
        "type": _words(reference.genre) if report else "",
        "year": str(reference.points[0].year) if reference.points else "",
        "month": str(reference.points[0].month or "") if reference.points else "",
        "date": reference.date if reference.points else "",
        "url": reference.address,
        "langid": "british" if reference.language == "en" else "",
        "note": _words(reference.note),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{'techreport' if report else 'misc'}{{{reference.key},\n" + ",\n".join(lines) + "\n}\n"


def _words(text: str) -> str:
    return " ".join(text.split()).translate(_ESCAPES)


def _whole(text: str) -> str:
    return f"{{{_words(text)}}}"
