"""A figure with the range it may lie in, and how certain it is: what every estimate is made of."""

import math
from dataclasses import dataclass

CERTAINTIES = ("low", "medium", "high")
"""From the weakest to the strongest; a result has the weakest of its inputs."""


@dataclass(frozen=True, slots=True)
class Span:
    """A figure with the range it may lie in."""

    value: float
    low: float
    high: float

    def __add__(self, other: "Span") -> "Span":
        return Span(self.value + other.value, self.low + other.low, self.high + other.high)

    def times(self, amount: float) -> "Span":
        """The span multiplied by an amount that is certain; a negative amount turns it round."""
        ends = sorted((self.low * amount, self.high * amount))
        return Span(self.value * amount, ends[0], ends[1])

    def by(self, other: "Span") -> "Span":
        """The product of two spans that are not below zero."""
        return Span(self.value * other.value, self.low * other.low, self.high * other.high)


NOTHING = Span(0.0, 0.0, 0.0)


def exactly(value: float) -> Span:
    """A figure without a range."""
    return Span(value, value, value)


def weakest(*certainties: str) -> str:
    """The weakest of certainties; "high" where there are none."""
    return min(certainties, key=CERTAINTIES.index, default="high")


def significant(value: float, digits: int = 3) -> float:
    """A number with all but its first digits taken away: 1234.5 becomes 1230; zero where it is not finite."""
    if value == 0 or not math.isfinite(value):
        return 0.0
    return round(value, digits - 1 - math.floor(math.log10(abs(value))))
