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

    def less(self, other: "Cell") -> "Cell":
        """This one without the other."""
        return Cell(self.present - other.present, self.drawn - other.drawn, self.programme - other.programme)


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
    and `rows` by code: present, drawn and planned m2 by use, of which the cells are made."""

    places: tuple[tuple[str, str], ...]
    cells: Mapping[tuple[str, str], Cell]
    totals: Mapping[str, Cell]
    facts: Mapping[str, Facts] = field(default_factory=dict)
    rows: Mapping[str, tuple[Mapping[str, int], ...]] = field(default_factory=dict)

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


def table(snapshot: Snapshot, before: Table | None = None) -> Table:
    """The trade-off table of a variant in a year; the programme is always that of the target year.

    Cells of municipalities that are as they were `before` are the same objects, so that a table that follows
    the mouse is quick to make and to compare.
    """
    land, planned = balance(snapshot), programme(snapshot)
    places = _places(snapshot)
    rows = {code: (land.present_m2[code], land.now_m2[code], planned[code]) for code, _name in places}
    cells: dict[tuple[str, str], Cell] = {}
    for code, (present, drawn, programmed) in rows.items():
        if before is not None and before.rows.get(code) == rows[code]:
            cells.update(((code, use), before.cells[code, use]) for use in USES)
        else:
            cells.update(
                ((code, use), Cell(present.get(use, 0), drawn.get(use, 0), programmed.get(use, 0)))
                for use in USES
            )
    return Table(places, cells, _totals(cells, rows, before), _facts(snapshot), rows)


def _totals(
    cells: Mapping[tuple[str, str], Cell],
    rows: Mapping[str, tuple[Mapping[str, int], ...]],
    before: Table | None,
) -> dict[str, Cell]:
    """The sums over all municipalities, from those of before where the municipalities are the same."""
    if before is None or before.rows.keys() != rows.keys():
        every = Table((), cells, {})
        return {use: every.sum(rows, use) for use in USES}
    other = [code for code in rows if before.rows[code] != rows[code]]
    found = {}
    for use in USES:
        found[use] = before.totals[use]
        for code in other:
            found[use] = found[use].plus(cells[code, use]).less(before.cells[code, use])
    return found


def _places(snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    def make() -> tuple[tuple[str, str], ...]:
        named = ((m.code, m.name) for m in snapshot.region.municipalities)
        return tuple(sorted(named, key=lambda place: _alphabet(place[1])))

    return snapshot.remember(("places by name", snapshot.region.stamp), make)


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
