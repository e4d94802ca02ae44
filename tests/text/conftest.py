"""What the tests of text work share."""

import time

import pytest


@pytest.fixture
def benchmark_seconds():
    """The shortest time of three calls, in seconds: a slow moment of the machine is no failure."""

    def shortest(call):
        times = []
        for _ in range(3):
            start = time.perf_counter()
            call()
            times.append(time.perf_counter() - start)
        return min(times)

    return shortest
