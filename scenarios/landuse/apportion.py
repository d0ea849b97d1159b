"""Rounds parts to whole numbers that add up (largest remainder): no square metre appears or vanishes."""

import math
from collections.abc import Sequence

DECIMALS = 4
"""Remainders that differ less than 0.0001 m2 count as equal: below that an overlay's own rounding decides."""


def apportion(values: Sequence[float], total: int) -> list[int]:
    """Whole parts that sum to `total`, near `values` (none negative), which sum to about `total`.

    Every value is rounded down; what is missing goes to the largest remainders, the first of equals first.
    Values that do not sum to within one per part of the total are scaled to it.
    """
    parts = [round(max(value, 0.0), DECIMALS) for value in values]
    whole = math.fsum(parts)
    if parts and abs(whole - total) > len(parts):
        parts = [part * (total / whole) for part in parts] if whole else [total / len(parts)] * len(parts)
    floors = [math.floor(part) for part in parts]
    order = sorted(range(len(parts)), key=lambda i: (-round(parts[i] - floors[i], DECIMALS), i))
    missing = total - sum(floors)
    for i in order[:missing] if missing > 0 else []:
        floors[i] += 1
        missing -= 1
    for i in reversed(order):
        if missing >= 0:
            break
        taken = min(floors[i], 1)
        floors[i] -= taken
        missing += taken
    if missing:
        largest = max(range(len(floors)), key=lambda i: (floors[i], -i))
        floors[largest] += missing
    return floors


def shares(total: int, weights: Sequence[int]) -> list[int]:
    """Whole parts of `total` in proportion to whole weights, of which one is above zero; exact."""
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in order[: total - sum(parts)]:
        parts[i] += 1
    return parts
