"""Reading files that strangers made: in a separate process with hard limits, which may die alone.

The reading process gets no environment of the site's (no keys, no database address), no open files,
limited memory and computing time, and may create no files. What it answers is checked again here.
"""

import json
import logging
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from .limits import LIMITS, Limits, in_words
from .model import Document, RefusedError
from .transfer import from_json

log = logging.getLogger(__name__)

_CHILD = str(Path(__file__).with_name("child.py"))
_KEPT_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")
_STOPPED = (
    "Reading the file stopped without a result; it may be damaged or made to break readers. "
    "Open it, save it again and send that copy."
)
_TOO_SLOW = "Reading the file took too long and was stopped. Send the document in parts, or as plain text."


def read_safely(data: bytes, name: str, limits: Limits = LIMITS) -> Document:
    """Read a .docx, .pdf or .txt file that nobody has checked, within `limits`.

    Raises RefusedError, whose text is a sentence for the person who brought the file, for whatever
    goes wrong: nothing a file holds can raise anything else, take the caller down, or keep it waiting
    longer than `limits.wall` seconds.
    """
    if len(data) > limits.file_size:  # before it is copied to another process
        raise RefusedError(f"The file has {in_words(len(data))}; the limit is {in_words(limits.file_size)}.")
    code, answer, complaint = _run(data, name, limits)
    try:
        found = json.loads(answer)
        if "refused" not in found:
            return from_json(found)
    except (ValueError, KeyError, TypeError):
        log.warning("Reading %r ended with status %s: %s", name[:100], code, complaint[-2000:])
        raise RefusedError(_TOO_SLOW if code == -signal.SIGXCPU else _STOPPED) from None
    if found.get("fault"):
        log.warning("Reading %r failed: %s", name[:100], found["fault"])
    raise RefusedError(found["refused"])


def _run(data: bytes, name: str, limits: Limits) -> tuple[int, bytes, str]:
    """Exit status, answer and complaints of the reading process."""
    request = json.dumps({"name": name, "limits": asdict(limits)}).encode() + b"\n"
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and file, no shell, bytes go in by a pipe
        [sys.executable, "-I", "-B", _CHILD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={key: os.environ[key] for key in _KEPT_ENVIRONMENT if key in os.environ},
        cwd="/",
        start_new_session=True,
    )
    try:
        answer, complaint = process.communicate(request + data, timeout=limits.wall)
    except subprocess.TimeoutExpired:
        raise RefusedError(_TOO_SLOW) from None
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()
    return process.returncode, answer, complaint.decode(errors="replace")
