"""How far a slider reaches and how finely it moves: round hectares, one reach for all of a municipality.

A slider shows the difference from the present: left of the middle a use gives land, right of it takes. No Qt.
"""

import math
from collections.abc import Iterable

HECTARE = 10_000
NARROWEST = 10 * HECTARE
STEPS = (1, 2, 5)


def reach(differences: Iterable[int]) -> int:
    """The round number of m2 that a slider reaches to either side, given the differences it must show."""
    largest = max((abs(d) for d in differences), default=0)
    return max(NARROWEST, _round_up(largest * 1.25))


def wider(reach_m2: int) -> int:
    """The next wider reach, m2."""
    return _round_up(reach_m2 * 1.01)


def narrower(reach_m2: int) -> int:
    """The next narrower reach, m2, never less than the narrowest."""
    exponent = math.floor(math.log10(reach_m2) + 1e-9)
    below = [
        step * 10**power
        for power in (exponent - 1, exponent)
        for step in STEPS
        if step * 10**power < reach_m2 * 0.999
    ]
    return max(NARROWEST, max(below))


def snap(m2: float, m2_per_pixel: float) -> int:
    """A dragged difference rounded to what a hand can aim at: tenths of hectares or rounder."""
    step = max(HECTARE // 10, _round_up(m2_per_pixel))
    return round(m2 / step) * step


def _round_up(value: float) -> int:
    if value <= 0:
        return 0
    exponent = math.floor(math.log10(value) + 1e-9)
    for step in (*STEPS, 10):
        if step * 10**exponent >= value * (1 - 1e-9):
            return int(step * 10**exponent)
    return int(10 ** (exponent + 1))
