"""Adds up what plots bring, with the range, the weakest certainty, the sources and the municipalities."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from scenarios.landuse.span import NOTHING, Span, weakest


@dataclass(slots=True)
class Total:
    """A running sum; `missing` counts what has no figure and so is not in it."""

    span: Span = NOTHING
    certainty: str = "high"
    sources: list[str] = field(default_factory=list)
    spans: dict[str, Span] = field(default_factory=dict)
    missing: int = 0

    def add(self, amount: Span, shares: Mapping[str, float], certainty: str, *sources: str) -> None:
        """Add an amount that falls on municipalities by shares."""
        self.span += amount
        self.certainty = weakest(self.certainty, certainty)
        self.sources.extend(sources)
        for code, share in shares.items():
            self.spans[code] = self.spans.get(code, NOTHING) + amount.times(share)

    @property
    def per_municipality(self) -> dict[str, float]:
        """The amounts by municipality code, without their ranges."""
        return {code: span.value for code, span in self.spans.items()}
