"""What is true of the fourteen municipalities: names, areas and land use from resources/region/facts.csv."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from scenarios import resource

SOURCE = "CBS and Kadaster, CC BY 4.0"


@dataclass(frozen=True, slots=True)
class Facts:
    """One municipality: land and water in ha, counts, m2 per use (together its area), true neighbours."""

    code: str
    name: str
    land_ha: float
    water_ha: float
    inhabitants: float
    dwellings: float
    year: int
    uses_m2: Mapping[str, float]
    neighbours: frozenset[str]

    @property
    def area_m2(self) -> float:
        """Land and water together."""
        return (self.land_ha + self.water_ha) * 10_000


@cache
def facts() -> Mapping[str, Facts]:
    """The municipalities by code, in order of code."""
    rows = sorted(resource.table("region", "facts.csv"), key=lambda row: row["code"])
    return {row["code"]: _facts(row) for row in rows}


def _facts(row: Mapping[str, str]) -> Facts:
    land, water = float(row["land_ha"]), float(row["water_ha"])
    whole = (land + water) * 10_000

    def share(column: str) -> float:
        return float(row[column]) / 100 * whole

    uses = {
        "WAT": water * 10_000,
        "NAT": share("nature_pct"),
        "WON": float(row["residential_ha"]) * 10_000,
        "BED": float(row["business_park_ha"]) * 10_000,
        "GRO": share("recreation_pct"),
        "LAN": share("agriculture_pct"),
    }
    # Built-up land is housing, business parks, and the shops, offices and facilities that are left.
    uses["WRK"] = share("built_pct") - uses["WON"] - uses["BED"]
    uses["OVE"] = whole - sum(uses.values())
    return Facts(
        row["code"],
        row["name"],
        land,
        water,
        float(row["inhabitants_2024"]),
        float(row["dwellings_2022"]),
        int(row["land_use_year"]),
        uses,
        frozenset(row["neighbours"].split()),
    )


def true_pairs() -> frozenset[tuple[str, str]]:
    """The pairs of municipalities that are neighbours in reality, each pair in order of code."""
    return frozenset(
        (min(code, other), max(code, other)) for code, fact in facts().items() for other in fact.neighbours
    )
