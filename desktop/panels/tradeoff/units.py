"""In what the table counts: hectares, shares, square metres, or what the land carries. No Qt.

What land carries is an estimate: three significant digits, and nothing where no density is known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from desktop.panels.tradeoff.cells import Table
from desktop.widgets.figures import HECTARE
from scenarios.landuse.densities import CARRIED, Density, densities
from scenarios.landuse.span import Span, significant
from scenarios.project.region import USES
from scenarios.project.snapshot import Snapshot
from scenarios.wording import mark, number, signed, tr

UNITS: tuple[tuple[str, str, str], ...] = (
    ("ha", mark("ha"), mark("Hectares (ha)")),
    ("%", mark("%"), mark("Share of the municipality (%)")),
    ("m2", mark("m²"), mark("Square metres (m²)")),
    ("dwellings", mark("dwellings"), mark("Dwellings that fit")),
    ("jobs", mark("jobs"), mark("Jobs that fit")),
    ("tonnes", mark("t/year"), mark("Tonnes a year")),
)
"""The units: key, what stands in the header, and what they are called in the choice of them."""

NO_FIGURE = "\u2013"
"""What stands in a cell where the land carries something of which no density is known."""

_DECIMALS = {"ha": 1, "%": 1}
_EXACT = {"ha": 4, "%": 8, "m2": 0}


@dataclass(frozen=True)
class Unit:
    """A unit by its key in UNITS; `densities` by use where it is something that land carries."""

    key: str = "ha"
    densities: Mapping[str, Density] = field(default_factory=dict)

    @property
    def carried(self) -> bool:
        """Whether it is something that land carries, so an estimate."""
        return self.key in CARRIED

    @property
    def short(self) -> str:
        """What stands in the header."""
        return next(tr(short) for key, short, _title in UNITS if key == self.key)

    def known(self, use: str) -> bool:
        """Whether land of a use can be counted in it."""
        return not self.carried or use in self.densities

    def amount(self, m2: float, use: str, area_m2: int) -> float | None:
        """Square metres of a use in land of an area, in this unit; None where no figure is known."""
        if self.carried:
            return self.densities[use].span.value * m2 / HECTARE if use in self.densities else None
        if self.key == "%":
            return 100 * m2 / area_m2 if area_m2 else 0.0
        return m2 if self.key == "m2" else m2 / HECTARE

    def span(self, m2: float, use: str) -> Span | None:
        """What land of a use carries with its range; None where no figure is known or nothing is carried."""
        return self.densities[use].span.times(m2 / HECTARE) if use in self.densities else None

    def m2(self, amount: float, use: str, area_m2: int) -> int | None:
        """An amount in this unit as whole m2 of a use; None where no figure is known."""
        if self.carried:
            per = self.densities[use].span.value if use in self.densities else 0.0
            return round(amount / per * HECTARE) if per > 0 else None
        if self.key == "%":
            return round(amount * area_m2 / 100)
        return round(amount if self.key == "m2" else amount * HECTARE)

    def text(self, amount: float | None, *, sign: bool = False) -> str:
        """An amount as it stands in a cell, without its unit."""
        if amount is None:
            return NO_FIGURE
        decimals = _DECIMALS.get(self.key, 0)
        if self.key == "%" and 0 < abs(amount) < 1:
            decimals = 2
        shown = significant(amount) if self.carried else amount
        if round(shown, decimals) == 0:
            return number(0)
        return signed(shown, decimals) if sign else number(shown, decimals).replace("-", "\u2212", 1)

    def exact(self, amount: float | None) -> str:
        """An amount for another program or to type over: all its digits, no thousands, no unit."""
        if amount is None:
            return ""
        decimals = _EXACT.get(self.key, 2)
        text = f"{round(amount, decimals):.{decimals}f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return text.replace(".", _decimal_sign()) if text != "-0" else "0"


HECTARES = Unit()


def unit_of(snapshot: Snapshot, key: str) -> Unit:
    """A unit by its key, with the densities that hold in the project; hectares for an unknown key."""
    if key in CARRIED:
        return Unit(key, densities(snapshot, key))
    return Unit(key) if key in {known for known, *_ in UNITS} else HECTARES


def total(table: Table, unit: Unit, codes: Iterable[str], what: str) -> float:
    """All uses of some municipalities together, also those that do not show: what the cells add up to."""
    codes = tuple(codes)
    area = table.area(codes)
    amounts = (unit.amount(table.sum(codes, use).of(what), use, area) for use in USES)
    return sum(amount for amount in amounts if amount is not None)


def _decimal_sign() -> str:
    return number(0.5, 1)[1]
