"""A folder made anew beside the one it takes the place of: nothing half-made is ever seen there; no Django.

While `copy/` is made, `.copy.making/` stands beside it; what `copy/` held before is called `.copy.before/`
for the moment in which the new one is put there.
"""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .manifest import files_under
from .refusals import Refused

FilesOfOurs = Callable[[Path], set[str] | None]
_MOST_NAMED = 5


@contextmanager
def made_beside(target: Path, ours: FilesOfOurs) -> Iterator[Path]:
    """Give an empty folder to fill; when that went well, it takes the place of `target`.

    `ours(folder)` names the files that an earlier copy put into a folder, or gives None where it holds no
    copy. Raises Refused, with nothing changed, where `target` holds anything else, cannot be written, or
    runs full, and where somebody else is making it.
    """
    target = Path(os.path.abspath(target))
    making, before = (target.with_name(f".{target.name}.{word}") for word in ("making", "before"))
    try:
        _put_back(target, before)
        _refuse_what_is_not_ours(target, ours)
        with _alone(making):
            yield making
            _swap(making, target, before)
    except OSError as problem:
        raise Refused(_in_words(problem, target)) from None


def _put_back(target: Path, before: Path) -> None:
    """Finish what was cut off in the moment of putting the new folder in place of the old one."""
    if before.exists() and not target.exists():
        before.rename(target)
    elif before.exists():
        shutil.rmtree(before)


def _refuse_what_is_not_ours(target: Path, ours: FilesOfOurs) -> None:
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise Refused(f"{target} is no folder. Name a folder, or one that is not there yet.")
    there = files_under(target) if target.is_dir() else []
    known = ours(target) if there else set()
    if known is None:
        raise Refused(
            f"{target} is not empty and holds no copy that this command made. Nothing was touched. Name an "
            "empty folder, or one that is not there yet."
        )
    strange = [name for name in there if name not in known]
    if strange:
        named = ", ".join(strange[:_MOST_NAMED]) + (" and more" if len(strange) > _MOST_NAMED else "")
        raise Refused(
            f"{target} holds files that are no part of the copy, and they would be lost: {named}. Nothing "
            "was touched. Move them elsewhere first."
        )


@contextmanager
def _alone(making: Path) -> Iterator[None]:
    """Make the folder and hold it, so that two do not fill it at once; it is gone when all is done."""
    making.parent.mkdir(parents=True, exist_ok=True)
    making.mkdir(exist_ok=True)
    held = os.open(making, os.O_RDONLY)
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(
                f"Somebody else is making this copy in {making}. Wait until that is done."
            ) from None
        _empty(making)  # what was cut off before it was done
        try:
            yield
        finally:
            shutil.rmtree(making, ignore_errors=True)
    finally:
        os.close(held)


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _swap(making: Path, target: Path, before: Path) -> None:
    if target.exists():
        target.rename(before)
    making.rename(target)
    shutil.rmtree(before, ignore_errors=True)


def _in_words(problem: OSError, target: Path) -> str:
    place = f" ({problem.filename})" if problem.filename else ""
    return (
        f"{target} could not be written: {problem.strerror}{place}. What stood there before is as it was. "
        "The copy is made in the folder above it, which has to be writable and to have room for it."
    )
