"""The trade-off table as numbers: municipality by land use, what is, is drawn and is planned. No Qt."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

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
    """One use in one municipality (or in several), in whole m2."""

    present: int
    drawn: int
    programme: int

    @property
    def gap(self) -> int:
        """What is planned but not drawn yet, m2; below zero where more is drawn than planned."""
        return self.programme - self.drawn

    def of(self, what: str) -> int:
        """One of the numbers, by its name in SHOWN, m2."""
        return int(getattr(self, what))

    def change(self, shown: str) -> int:
        """The difference that a view of the cell is about, m2: a gap itself, else the change from the
        present."""
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
class Facts:
    """What a municipality is grouped by: its area in m2, its inhabitants (None: not known), how pressing the
    question is there (0: nobody said, to 3)."""

    area_m2: int
    inhabitants: float | None = None
    urgency: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """`places` are (code, name) by name; `cells` by (code, use); `totals` by use, over all places; `facts`
    by code."""

    places: tuple[tuple[str, str], ...]
    cells: Mapping[tuple[str, str], Cell]
    totals: Mapping[str, Cell]
    facts: Mapping[str, Facts] = field(default_factory=dict)

    def cell(self, code: str, use: str) -> Cell:
        """One cell; zero where the table has none."""
        return self.cells.get((code, use), NOTHING)

    def sum(self, codes: Iterable[str], use: str) -> Cell:
        """One use over several municipalities."""
        present = drawn = planned = 0
        for code in codes:
            cell = self.cell(code, use)
            present += cell.present
            drawn += cell.drawn
            planned += cell.programme
        return Cell(present, drawn, planned)

    def area(self, codes: Iterable[str]) -> int:
        """The area of several municipalities, m2."""
        return sum(self.facts[code].area_m2 for code in codes if code in self.facts)


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
    made = Table(places, cells, {}, _facts(snapshot))
    codes = [code for code, _name in places]
    return Table(places, cells, {use: made.sum(codes, use) for use in USES}, made.facts)


def _facts(snapshot: Snapshot) -> dict[str, Facts]:
    pressing: dict[str, int] = {}
    for row in snapshot.urgencies.values():
        pressing[row.municipality] = max(row.level, pressing.get(row.municipality, 0))
    return {
        row.code: Facts(int(area), row.inhabitants, pressing.get(row.code, 0))
        for row, area in zip(snapshot.region.municipalities, snapshot.region.area_m2.tolist(), strict=True)
    }


def _alphabet(name: str) -> str:
    return name.casefold().removeprefix("'s-")
