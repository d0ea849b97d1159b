"""The trade-off table as numbers: municipality by land use, what is, is drawn and is planned. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass

from scenarios.landuse.balance import balance
from scenarios.landuse.programme import programme
from scenarios.project.region import USES
from scenarios.project.snapshot import Snapshot
from scenarios.wording import mark

SHOWN = (
    ("present", mark("Present")),
    ("drawn", mark("Drawn")),
    ("programme", mark("Programme")),
    ("gap", mark("Gap")),
    ("all", mark("All")),
)
"""What the cells can show, and its name."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One use in one municipality (or in all), in whole m2."""

    present: int
    drawn: int
    programme: int

    @property
    def gap(self) -> int:
        """What is planned but not drawn yet, m2; below zero where more is drawn than planned."""
        return self.programme - self.drawn

    def shade(self, shown: str) -> int:
        """The difference that colours the cell, m2: a gap's own value, else the change from the present."""
        if shown == "gap":
            return self.gap
        if shown == "drawn":
            return self.drawn - self.present
        return 0 if shown == "present" else self.programme - self.present

    def plus(self, other: "Cell") -> "Cell":
        """The two together."""
        return Cell(self.present + other.present, self.drawn + other.drawn, self.programme + other.programme)


NOTHING = Cell(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Table:
    """`places` are (code, name) by name; `cells` by (code, use); `totals` by use, over all places."""

    places: tuple[tuple[str, str], ...]
    cells: Mapping[tuple[str, str], Cell]
    totals: Mapping[str, Cell]

    def cell(self, code: str, use: str) -> Cell:
        """One cell; zero where the table has none."""
        return self.cells.get((code, use), NOTHING)

    def strongest(self, shown: str) -> int:
        """The largest difference that any cell is coloured by, m2."""
        return max((abs(cell.shade(shown)) for cell in self.cells.values()), default=0)


def table(snapshot: Snapshot) -> Table:
    """The trade-off table of a variant in a year; the programme is always that of the target year."""
    land, planned = balance(snapshot), programme(snapshot)
    places = tuple(
        sorted(((m.code, m.name) for m in snapshot.region.municipalities), key=lambda p: _alphabet(p[1]))
    )
    cells = {
        (code, use): Cell(
            land.present_m2[code].get(use, 0), land.now_m2[code].get(use, 0), planned[code].get(use, 0)
        )
        for code, _name in places
        for use in USES
    }
    totals = dict.fromkeys(USES, NOTHING)
    for (_code, use), cell in cells.items():
        totals[use] = totals[use].plus(cell)
    return Table(places, cells, totals)


def _alphabet(name: str) -> str:
    return name.casefold().removeprefix("'s-")
