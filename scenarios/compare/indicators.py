"""The indicators of several variants next to each other, with their differences from one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from scenarios.indicators import Figure, measure
from scenarios.landuse.span import weakest
from scenarios.project.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator: its figure per variant (None where it has none), and differences from the reference."""

    figures: tuple[Figure | None, ...]
    differences: tuple[float | None, ...]

    @property
    def about(self) -> Figure:
        """The figure that says what the indicator is: name, unit, formula."""
        return next(figure for figure in self.figures if figure is not None)

    @property
    def certainty(self) -> str:
        """The weakest certainty of its figures."""
        return weakest(*(figure.certainty for figure in self.figures if figure is not None))

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of all its figures, once each."""
        known = (figure for figure in self.figures if figure is not None)
        return tuple(dict.fromkeys(source for figure in known for source in figure.sources))

    def tone(self, position: int) -> Literal["", "gain", "loss"]:
        """Whether a variant does better or worse than the reference by this indicator."""
        difference = self.differences[position]
        if not difference or self.about.better == "neither":
            return ""
        return "gain" if (difference > 0) == (self.about.better == "higher") else "loss"


def indicator_rows(snapshots: Sequence[Snapshot], reference: int = 0) -> tuple[IndicatorRow, ...]:
    """Every indicator of the snapshots in display order; differences from the snapshot at `reference`."""
    measured = [{figure.key: figure for figure in measure(snapshot)} for snapshot in snapshots]
    keys = list(dict.fromkeys(key for figures in measured for key in figures))
    return tuple(_row([figures.get(key) for figures in measured], reference) for key in keys)


def _row(figures: list[Figure | None], reference: int) -> IndicatorRow:
    base = figures[reference]
    differences = tuple(None if f is None or base is None else f.value - base.value for f in figures)
    return IndicatorRow(tuple(figures), differences)
