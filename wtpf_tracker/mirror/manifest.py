"""Lists of files with their SHA-256 sums, as `sha256sum -c` and BagIt (RFC 8493) read them; no Django."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

MANIFEST = "manifest-sha256.txt"


def files_under(folder: Path) -> list[str]:
    """Return the places of all files under a folder, in the order of their letters."""
    found = (path for path in folder.rglob("*") if not path.is_dir() or path.is_symlink())
    return sorted(path.relative_to(folder).as_posix() for path in found)


def sum_of(path: Path) -> str:
    """Return the SHA-256 sum of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_manifest(folder: Path, places: Iterable[str], name: str = MANIFEST) -> None:
    """Write the sums of the files at `places` to the file `name` of the folder."""
    lines = [f"{sum_of(folder / place)}  {place}\n" for place in places]
    (folder / name).write_text("".join(lines), encoding="utf-8", newline="\n")


def read_manifest(path: Path) -> dict[str, str] | None:
    """Return {place: sum} as a manifest has it; None where there is none or it is none of ours."""
    try:
        *lines, rest = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return None
    parts = [line.split("  ", 1) for line in lines]
    if rest or not all(len(part) == 2 and len(part[0]) == 64 for part in parts):
        return None
    return {place: digest for digest, place in parts}
