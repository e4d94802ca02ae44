"""Document symbols as ITU papers are cited: `WTPF-IEG/2/10`, `WTPF-13/16(Rev.1)-E`.

People write them in many ways; `symbol_key` gives all ways of one symbol the same key, so that an
address or a citation finds its document. Displayed is always the symbol as the record has it.
"""

import re

# The last letter names the language of the copy (A, C, E, F, R, S), not another document. Looking back
# keeps a run of them from being tried again from each of its places.
_LANGUAGE = re.compile(r"(?<!-[acefrs])(?:-[acefrs])+$")
# "(Rev.1)", "Rev 1", "-rev1" or "16rev1": the first revision of the document; "Review" is none.
_REVISION = re.compile(r"(?<=[ (.\d-])rev(?![^\W\d_])[ .]*(\d{1,3})?\)?")
_BEFORE_REVISION = " (.-"
_SPACE = re.compile(r"\s+")


def symbol_key(symbol: str) -> str:
    """Return the key under which a symbol is looked up: `WTPF-13/16 (Rev. 1)-E` gives `wtpf-13/16rev1`.

    An empty or blank symbol gives an empty key. A revision without a number is the first one.
    """
    text = _SPACE.sub(" ", symbol.strip().casefold()).strip("/ ")
    text = _LANGUAGE.sub("", text).strip("/ ")
    return _with_plain_revisions(text).replace(" ", "")


def _with_plain_revisions(text: str) -> str:
    """Write every revision as `rev1`, without what stands around it."""
    parts, end = [], 0
    for match in _REVISION.finditer(text):
        parts += [text[end : match.start()].rstrip(_BEFORE_REVISION), f"rev{match.group(1) or 1}"]
        end = match.end()
    return "".join([*parts, text[end:]])


def family_key(symbol: str) -> str:
    """Return the key without its revision, shared by a document and all its revisions."""
    return re.sub(r"rev\d+$", "", symbol_key(symbol))
