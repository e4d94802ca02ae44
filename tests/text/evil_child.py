"""Searches evil texts, each with a limit of computing time. Started by `test_text_linear_cost.py` with a
length, a limit in seconds and names of searches; prints each name when it is done. Where a search takes more
than the limit, the system ends this process: computing time counts, however busy the machine is.
"""

import resource
import sys

from tests.text.evil import SEARCHES, texts


def main(length: int, seconds: int, names: list[str]) -> None:
    """Try the searches of these names over texts of `length` letters, each text within `seconds`."""
    for name in names:
        for text in texts(length):
            used = resource.getrusage(resource.RUSAGE_SELF)
            limit = int(used.ru_utime + used.ru_stime) + 1 + seconds
            resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
            SEARCHES[name](text)
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
