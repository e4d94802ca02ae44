"""How much work a call does, counted in lines of Python that run: the same on every machine, however busy."""

import sys
from collections.abc import Callable


def steps(call: Callable[[], object]) -> int:
    """Run `call`; return how many lines of Python ran, in it and in all that it called."""
    count = 0

    def line(frame, event, argument):
        nonlocal count
        count += event == "line"
        return line

    before = sys.gettrace()
    sys.settrace(line)
    try:
        call()
    finally:
        sys.settrace(before)
    return count
