"""The tables under resources as typed rows, so that no room reads a CSV column by its name twice.

All distances in metres, areas in hectares, capacities in tonnes a year, movements per working day both ways.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from scenarios import resource
from scenarios.landuse.span import Span
from scenarios.wording import language, mark, tr

GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "concrete": mark("Concrete"),
        "asphalt": mark("Asphalt"),
        "crushing": mark("Crushing"),
        "sorting": mark("Sorting and waste"),
        "minerals": mark("Sand and gravel"),
        "soil": mark("Soil"),
        "wood": mark("Wood recycling"),
        "timber": mark("Timber and biobased"),
        "metal": mark("Metal"),
        "stone": mark("Stone and cement"),
        "compost": mark("Composting"),
        "quay": mark("Quay"),
        "workshop": mark("Workshops and yards"),
        "hub": mark("Hubs, storage and transport"),
        "shared": mark("Shared facilities"),
        "offices": mark("Offices"),
        "road": mark("Internal road"),
        "green": mark("Green"),
        "water": mark("Water storage"),
        "innovation": mark("Innovation"),
    }
)
"""The kinds of activity in display order, with their names to be translated."""


@dataclass(frozen=True, slots=True)
class Use:
    """A land use of land_uses.csv; `sensitive` to nuisance, `payable`: sliders may take from it unasked."""

    code: str
    name_nl: str
    name_en: str
    colour: str
    letter: str
    sensitive: bool
    payable: bool
    source: str
    year: int
    certainty: str

    @property
    def name(self) -> str:
        """The name in the language in force."""
        return _named(self)


@dataclass(frozen=True, slots=True)
class Activity:
    """What may stand on a plot, from activities.csv.

    `category` is empty for layout parts without nuisance; `index` holds the letters Z C R; `use` is the land
    use it counts as, empty where the category decides; `issued`: the plot can be issued, so it counts as net;
    `jobs_factor` gives jobs per net hectare where `jobs` is None; `quick`: among those that matter first.
    """

    code: str
    name_nl: str
    name_en: str
    group: str
    odour: int
    dust: int
    noise: int
    safety: int
    index: str
    category: str
    area_ha: Span | None
    capacity_t: Span | None
    jobs: Span | None
    trucks_day: Span | None
    quay: str
    jobs_factor: str
    use: str
    issued: bool
    quick: bool
    source: str
    year: int
    certainty: str

    @property
    def name(self) -> str:
        """The name in the language in force."""
        return _named(self)

    @property
    def group_name(self) -> str:
        """The kind of activity, in the language in force."""
        return tr(GROUPS[self.group])


@dataclass(frozen=True, slots=True)
class Setback:
    """The guide distances of one environmental category, m, in quiet and in mixed surroundings."""

    category: str
    quiet: int
    mixed: int
    hmc: str
    source: str
    year: int
    certainty: str


@dataclass(frozen=True, slots=True)
class Factor:
    """A coefficient with its range; `weighting_set` A1, A2 or empty."""

    key: str
    name_nl: str
    name_en: str
    value: float
    low: float
    high: float
    unit: str
    year: int
    source: str
    certainty: str
    weighting_set: str = ""
    changed: bool = False

    @property
    def name(self) -> str:
        """The name in the language in force."""
        return _named(self)

    @property
    def span(self) -> Span:
        """The value with its range."""
        return Span(self.value, self.low, self.high)


def _named(row: Any) -> str:
    return row.name_nl if language() == "nl" else row.name_en


def _span(row: Mapping[str, str], name: str) -> Span | None:
    if not row[name]:
        return None
    value = float(row[name])
    return Span(value, float(row[f"{name}_low"] or value), float(row[f"{name}_high"] or value))


def _use(row: Mapping[str, str]) -> Use:
    return Use(
        row["code"],
        row["name_nl"],
        row["name_en"],
        row["colour"],
        row["letter"],
        row["nuisance_sensitive"] == "1",
        row["payable"] == "1",
        row["source"],
        int(row["year"]),
        row["certainty"],
    )


USES: Mapping[str, Use] = MappingProxyType(
    {row["code"]: _use(row) for row in resource.table("land_uses.csv")}
)
"""The land uses by code, in the order of land_uses.csv."""

SENSITIVE = tuple(code for code, use in USES.items() if use.sensitive)
"""The codes of the uses that suffer from nuisance."""


@cache
def activities() -> Mapping[str, Activity]:
    """The activities by code: the list A, the building blocks F, the layout parts L, as in the file."""
    return MappingProxyType({row["code"]: _activity(row) for row in resource.table("activities.csv")})


def _activity(row: Mapping[str, str]) -> Activity:
    return Activity(
        row["code"],
        row["name_nl"],
        row["name_en"],
        row["group"],
        int(row["odour_m"]),
        int(row["dust_m"]),
        int(row["noise_m"]),
        int(row["safety_m"]),
        row["index"],
        row["category"],
        _span(row, "area_ha"),
        _span(row, "capacity_t"),
        _span(row, "jobs"),
        _span(row, "trucks_day"),
        row["quay"],
        row["jobs_factor"],
        row["use"],
        row["issued"] == "1",
        row["quick"] == "1",
        row["source"],
        int(row["year"]),
        row["certainty"],
    )


@cache
def setback_table() -> tuple[Setback, ...]:
    """The guide distances from the lightest category to the heaviest."""
    return tuple(
        Setback(
            row["category"],
            int(row["quiet_m"]),
            int(row["mixed_m"]),
            row["hmc"],
            row["source"],
            int(row["year"]),
            row["certainty"],
        )
        for row in resource.table("setbacks.csv")
    )


def setback(category: str) -> Setback | None:
    """The guide distances of a category, None where there is none; see `step_of`."""
    step = step_of(category)
    return setback_table()[step] if step >= 0 else None


@cache
def step_of(category: str) -> int:
    """The position of a category from light to heavy, or -1 where it is none.

    A main category alone, as IBIS has it, stands for its heaviest step: "4" counts as "4.2".
    """
    wanted = category.strip().replace(",", ".")
    found = -1
    for step, row in enumerate(setback_table()):
        if row.category == wanted or row.category.split(".")[0] == wanted:
            found = step
    return found


@cache
def factors() -> Mapping[str, Factor]:
    """Every coefficient by key: the numbers of settings.toml and those of factors.csv."""
    found = {
        name: Factor(
            name,
            entry["name_nl"],
            entry["name_en"],
            float(entry["value"]),
            float(entry.get("low", entry["value"])),
            float(entry.get("high", entry["value"])),
            entry.get("unit", ""),
            int(entry.get("year", 0)),
            entry.get("source", ""),
            entry.get("certainty", "low"),
        )
        for name, entry in resource.toml("settings.toml").items()
        if entry["kind"] in ("decimal", "integer")
    }
    for row in resource.table("factors.csv"):
        value = float(row["value"])
        found[row["key"]] = Factor(
            row["key"],
            row["name_nl"],
            row["name_en"],
            value,
            float(row["low"] or value),
            float(row["high"] or value),
            row["unit"],
            int(row["year"]),
            row["source"],
            row["certainty"],
            row["weighting_set"],
        )
    return MappingProxyType(found)


def factor(key: str) -> Factor:
    """A coefficient as the resources have it; raises KeyError where there is none."""
    return factors()[key]
