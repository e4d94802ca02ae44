"""The parts of a .docx file, read with a limit on every step.

A .docx is a ZIP archive of XML parts. Sizes in an archive's directory are claims: what is unpacked
is counted while it is unpacked. Only the parts asked for are unpacked at all; pictures never are.
"""

import io
import posixpath
import zipfile

from lxml import etree

from .archives import BROKEN, declares_doctype, holds_macros
from .docx_names import STRICT, TRANSITIONAL
from .limits import Limits, in_words
from .model import RefusedError

_MAIN = "/officeDocument"
DAMAGED = (
    "The file is damaged: it is not a complete Word document. "
    "Open it in Word, save it again and send that copy."
)
PROTECTED = "The file is protected with a password. Remove the password in Word, save it and send that copy."


class Package:
    """A .docx file's parts by name. Raises RefusedError where the file breaks a limit or is not a .docx."""

    def __init__(self, data: bytes, limits: Limits):
        self._limits = limits
        self._left = limits.expanded_size
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN:
            raise RefusedError(DAMAGED) from None
        self._names = {name.lstrip("/"): name for name in self._archive.namelist()}
        if len(self._names) > limits.archive_members:
            raise RefusedError(
                f"The file holds {len(self._names)} parts; a Word document of this size is not plausible, "
                f"and the limit is {limits.archive_members}. Send an ordinary .docx file."
            )
        self._refuse_macros()
        self.main = self._main_part()

    def names(self, start: str, end: str = ".xml") -> list[str]:
        """Names of parts that begin and end so, sorted."""
        return sorted(name for name in self._names if name.startswith(start) and name.endswith(end))

    def xml(self, name: str) -> etree._Element | None:
        """The root of a part, or None where the file has no such part."""
        if name not in self._names:
            return None
        data = self._unpacked(name)
        if declares_doctype(data):
            raise RefusedError(_doctype(name))
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data.replace(STRICT, TRANSITIONAL), parser)
        except etree.XMLSyntaxError:
            raise RefusedError(DAMAGED) from None
        # An encoding that hides the declaration from the search above does not hide it here.
        if root.getroottree().docinfo.internalDTD is not None:
            raise RefusedError(_doctype(name))
        return root

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """Relationships of a part: {id: (kind, target)}; the target of an external one is empty."""
        folder, file = posixpath.split(part)
        root = self.xml(f"{folder}/_rels/{file}.rels".lstrip("/"))
        found = {}
        for element in root if root is not None else ():
            kind = element.get("Type", "").rsplit("/", 1)[-1]
            target = element.get("Target", "")
            inside = "" if element.get("TargetMode") == "External" else _resolved(folder, target)
            found[element.get("Id", "")] = (kind, inside)
        return found

    def part_of_kind(self, kind: str) -> str:
        """Name of the main part's first related part of a kind ("styles", "numbering"), or empty."""
        return next((target for found, target in self.related(self.main).values() if found == kind), "")

    def _unpacked(self, name: str) -> bytes:
        try:
            with self._archive.open(self._names[name]) as part:
                data = part.read(self._left + 1)
        except RuntimeError as error:
            raise RefusedError(PROTECTED if "encrypted" in str(error) else DAMAGED) from None
        except BROKEN:
            raise RefusedError(DAMAGED) from None
        self._left -= len(data)
        if self._left < 0:
            raise RefusedError(
                f"The file unpacks to more than {in_words(self._limits.expanded_size)} of text, far more "
                "than a document holds. It was not read. Send the document in parts."
            )
        return data

    def _refuse_macros(self) -> None:
        types = b""
        if "[Content_Types].xml" in self._names:
            types = self._unpacked("[Content_Types].xml")
        if holds_macros(self._names) or b"macroEnabled" in types:
            raise RefusedError(
                "The file holds macros (programs inside a document) and was not read. "
                "In Word, save it as an ordinary .docx and send that copy."
            )

    def _main_part(self) -> str:
        for kind, target in self.related("").values():
            if kind == _MAIN.strip("/") and target in self._names:
                return target
        if "word/document.xml" in self._names:
            return "word/document.xml"
        raise RefusedError(
            "The file is an archive, but not a Word document. "
            "Send a .docx, .pdf or .txt file, not packed together."
        )


def _resolved(folder: str, target: str) -> str:
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(folder, target)).lstrip("/")


def _doctype(name: str) -> str:
    return (
        f"The part “{name[:60]}” of the file declares a document type, which Word never writes and which "
        "is used to attack readers. It was not read. Open the file in Word, save it again and send that copy."
    )
