"""What the tests of text work share."""

import time

import pytest


@pytest.fixture
def benchmark_seconds():
    """The shortest time of three calls, in seconds of this process: a busy machine is no failure."""

    def shortest(call):
        times = []
        for _ in range(3):
            start = time.process_time()
            call()
            times.append(time.process_time() - start)
        return min(times)

    return shortest
