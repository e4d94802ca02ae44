"""The process that reads one file and ends. Standard input: a line of JSON, then the file's bytes.
Standard output: the document, or the refusal, as JSON. Started by `safely.py`, never imported."""

import json
import resource
import sys
from pathlib import Path


def _limit(memory: int, cpu: int) -> None:
    """Take from this process what it does not need, before it touches the file."""
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 32),
    ):
        hard = resource.getrlimit(what)[1]
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (allowed, allowed))


def main() -> None:
    """Read the request, read the file, write the answer."""
    request = json.loads(sys.stdin.buffer.readline())
    _limit(request["limits"]["memory"], request["limits"]["cpu"])
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from documents.text.limits import Limits  # after the limits are set, and the path is known
    from documents.text.transfer import answer_for

    answer = answer_for(sys.stdin.buffer.read(), request["name"], Limits(**request["limits"]))
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
