"""The comparison as plain values: which variants, what their headers say, which rows the table has. No Qt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.widgets.figures import Written, difference, is_estimate, written
from scenarios.compare.areas import changed_land
from scenarios.compare.indicators import IndicatorRow, indicator_rows
from scenarios.indicators import Figure
from scenarios.progress import Job, Progress
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

KEY_FIGURES = ("dwellings_on_freed_land", "jobs", "dwellings_in_contours")
"""What the header of a variant shows: two that it brings, one that it asks."""

CHARTED = ("dwellings_on_freed_land", "jobs", "dwellings_in_contours", "claimed", "trucks")
"""The indicators with a bar chart, the value before the burden."""


@dataclass(frozen=True, eq=False)
class Comparison:
    """Snapshots next to each other: indicator rows, and per snapshot the land that differs."""

    snapshots: tuple[Snapshot, ...]
    reference: int
    rows: tuple[IndicatorRow, ...]
    changed: tuple[Any, ...]

    def row(self, key: str) -> IndicatorRow | None:
        """The row of an indicator."""
        return next((row for row in self.rows if row.about.key == key), None)


def compare(snapshots: tuple[Snapshot, ...], reference: int) -> Job[Comparison]:
    """Measure the snapshots, and find where each differs from the one at `reference`; for a thread."""
    total = len(snapshots) + 1
    yield Progress(0, total, tr("Measuring"))
    rows = indicator_rows(snapshots, reference)
    changed: list[Any] = []
    for at, snapshot in enumerate(snapshots):
        yield Progress(at + 1, total, tr("Comparing maps"))
        land = () if at == reference else changed_land(snapshots[reference], snapshot)
        changed.append(tuple(change.geometry for change in land))
    return Comparison(snapshots, reference, rows, tuple(changed))


@dataclass(frozen=True, slots=True)
class Heading:
    """A line in the table that names the group of the rows below it."""

    text: str


Line = IndicatorRow | Heading


def lines(comparison: Comparison, *, every: bool) -> list[Line]:
    """The table's lines by group; without `every` no rows that are zero, or land that is the same."""
    rows = [row for row in comparison.rows if every or _says_something(row)]
    groups = list(dict.fromkeys(row.about.group for row in comparison.rows))
    found: list[Line] = []
    for group in groups:
        own = [row for row in rows if row.about.group == group]
        found += [Heading(group), *own] if own else []
    return found


def _says_something(row: IndicatorRow) -> bool:
    if row.about.key.startswith("area_"):
        return any(d is not None and round(d, 1) != 0 for d in row.differences)
    return any(figure is not None and figure.value != 0 for figure in row.figures)


def value(figure: Figure | None) -> Written:
    """A figure as it is shown; empty where a variant has none."""
    if figure is None:
        return Written("")
    return written(figure.value, figure.low, figure.high, figure.unit, figure.certainty)


def change(row: IndicatorRow, at: int, reference: int) -> Written:
    """How a variant's figure differs from the reference's."""
    figure, base = row.figures[at], row.figures[reference]
    if figure is None or base is None or at == reference:
        return Written("")
    estimate = any(is_estimate(f.value, f.low, f.high, f.certainty) for f in (figure, base))
    return difference(figure.value, base.value, figure.better, unit=figure.unit, estimate=estimate)


def key_figures(comparison: Comparison, at: int) -> Iterator[tuple[Figure, Written]]:
    """The figures in the header of a variant, with their differences from the reference."""
    for key in KEY_FIGURES:
        row = comparison.row(key)
        figure = row.figures[at] if row is not None else None
        if row is not None and figure is not None:
            yield figure, change(row, at, comparison.reference)


def names_of(snapshots: Sequence[Snapshot]) -> list[str]:
    """What the variants are called."""
    return [tr("Present") if s.variant == 0 else s.name for s in snapshots]
