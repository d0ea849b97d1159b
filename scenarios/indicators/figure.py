"""What an indicator says: a number with its range, unit, direction, certainty, formula and sources."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from scenarios.landuse.span import Span, exactly
from scenarios.project.snapshot import Snapshot
from scenarios.wording import mark, tr

HIGHER, LOWER, NEITHER = "higher", "lower", "neither"
"""Which way a figure is better."""

HECTARE = 10_000.0

UNITS = (
    mark("ha"),
    mark("%"),
    mark("dwellings"),
    mark("jobs"),
    mark("movements/day"),
    mark("t/year"),
    mark("places"),
    mark("m²"),
    mark("m³"),
    mark("m³/ha"),
    mark("million euro"),
    mark("jobs/ha"),
    mark("t/year/ha"),
    mark("dwellings/ha"),
    mark("trees"),
    mark("relocations"),
)
"""The units that figures come in; a view shows them with `tr`."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of one snapshot; `key` is stable, the words are in the language in force.

    `better` is "higher", "lower" or "neither"; `certainty` the weakest of its inputs; `per_municipality` by
    code, None where that makes no sense.
    """

    key: str
    name: str
    value: float
    low: float
    high: float
    unit: str
    better: str
    certainty: str
    formula: str
    sources: tuple[str, ...]
    per_municipality: Mapping[str, float] | None
    group: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """A way to make figures: `measure` takes a snapshot and gives one figure, or one per use or kind."""

    key: str
    group: str
    measure: Callable[[Snapshot], tuple[Figure, ...]]


LAND, SURROUNDINGS, LIVING, ECONOMY, LANDSCAPE = (
    mark("Land"),
    mark("Surroundings"),
    mark("Living and working"),
    mark("Materials and transport"),
    mark("Landscape and climate"),
)
"""The groups in display order."""


def figure(
    key: str,
    name: str,
    span: Span | float,
    unit: str,
    better: str,
    certainty: str,
    formula: str,
    sources: Iterable[str],
    group: str,
    per_municipality: Mapping[str, float] | None = None,
) -> Figure:
    """A figure; a plain number has no range; sources are listed once each."""
    found = span if isinstance(span, Span) else exactly(float(span))
    return Figure(
        key,
        name,
        found.value,
        found.low,
        found.high,
        unit,
        better,
        certainty,
        formula,
        tuple(dict.fromkeys(source for source in sources if source)),
        per_municipality,
        tr(group),
    )


def in_hectares(m2: Mapping[str, int]) -> dict[str, float]:
    """Whole m2 per municipality as hectares."""
    return {code: value / HECTARE for code, value in m2.items()}
