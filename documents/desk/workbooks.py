"""The archive that an Excel workbook is, looked through before anything of it is read as one."""

import io
import re
import zipfile

from ..text.archives import BROKEN, declares_doctype, holds_macros
from ..text.limits import in_words

MOST_PARTS = 1_000
_PIECE = 256 * 1024
_OVERLAP = 32
_FORMULA = re.compile(rb"<(\w+:)?f[ >/]")


class TableRefused(Exception):
    """The file cannot be read as a table; the text is a sentence that says why, and what to do."""


def formulas_in(data: bytes, expanded: int) -> bool:
    """Return whether a sheet of the workbook in `data` holds a formula, having unpacked all of it once.

    What an archive says of its sizes is a claim: what is unpacked is counted, up to `expanded` bytes.
    Raises TableRefused where that is exceeded, and where the archive is damaged, locked or holds what no
    workbook needs.
    """
    left, found = expanded, False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_odd_parts(archive.namelist())
            for name in archive.namelist():
                for piece in _pieces(archive, name):
                    left -= len(piece) - _OVERLAP
                    if left < 0:
                        raise TableRefused(
                            f"The file unpacks to more than {in_words(expanded)}, far more than such a table "
                            "holds. It was not read. Send it in parts, as CSV."
                        )
                    found = found or bool("/worksheets/" in name and _FORMULA.search(piece))
    except BROKEN as problem:
        why = "protected with a password" if "encrypted" in str(problem) else "damaged, or no Excel workbook"
        raise TableRefused(f"The file is {why}. Open it, save it as an .xlsx file and send that.") from None
    return found


def _refuse_odd_parts(names: list[str]) -> None:
    if len(names) > MOST_PARTS:
        raise TableRefused(f"The file holds more than {MOST_PARTS:,} parts, which no table needs. Send CSV.")
    if holds_macros(names):
        raise TableRefused("The file holds macros and was not read. Save it as an ordinary .xlsx file.")


def _pieces(archive: zipfile.ZipFile, name: str):
    """What a part unpacks to, piece by piece; each begins with the end of the one before."""
    end = bytes(_OVERLAP)
    with archive.open(name) as part:
        while piece := part.read(_PIECE):
            if declares_doctype(end + piece):
                raise TableRefused(
                    "The file declares a document type, which Excel never writes and which is used to attack "
                    "readers. It was not read. Open it, save it again and send that copy."
                )
            yield end + piece
            end = piece[-_OVERLAP:].rjust(_OVERLAP, b"\0")
