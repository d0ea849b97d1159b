"""Finds how far something must grow to have a given area."""

from collections.abc import Callable


def grown_to(area_of: Callable[[float], float], target: float, low: float, high: float) -> float:
    """Where `area_of`, which only grows, reaches the target between low and high, m2 to 0.0001.

    False position, halving the weight of an end that stays (Illinois), which needs a few steps where halving
    the span needs sixty.
    """
    under, over = area_of(low) - target, area_of(high) - target
    if under >= 0 or over <= 0:
        return low if under >= 0 else high
    at, before = low, 0.0
    for _ in range(100):
        at = (low * over - high * under) / (over - under)
        if not low < at < high:
            at = (low + high) / 2
        found = area_of(at) - target
        if abs(found) < 1e-4:
            break
        stays = found * before > 0
        before = found
        if found < 0:
            low, under = at, found
            over = over / 2 if stays else over
        else:
            high, over = at, found
            under = under / 2 if stays else under
    return at
