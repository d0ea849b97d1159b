"""Which rows the table shows, in which order: sorted, grouped, filtered. No Qt.

Sums are always over all municipalities of a group or the region, also over those that do not show; the title
of a sum says so.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from desktop.panels.tradeoff.cells import Facts, Table
from desktop.panels.tradeoff.units import Unit, total
from scenarios.project.region import USES
from scenarios.wording import mark, tr

NAME, TOTAL = "name", "total"
"""Columns that are no land use, to sort by."""

GROUPS = (
    ("", mark("No groups")),
    ("size", mark("By size")),
    ("hosts", mark("By HMC land")),
    ("urgency", mark("By urgency")),
)
"""What municipalities can be grouped by, and its name."""

_PEOPLE = (100_000, 50_000, 25_000, 0)
_HECTARES = (100_000_000, 50_000_000, 25_000_000, 0)


@dataclass(frozen=True)
class View:
    """How the table is looked at: what it shows, in which unit, sorted, grouped, filtered; `large`: type for
    a beamer."""

    shown: str = "programme"
    unit: str = "ha"
    sort: str = NAME
    falling: bool = False
    group: str = ""
    closed: frozenset[str] = frozenset()
    typed: str = ""
    hidden_places: frozenset[str] = frozenset()
    hidden_uses: frozenset[str] = frozenset()
    large: bool = False

    @property
    def uses(self) -> tuple[str, ...]:
        """The land uses that show; all of them where none would."""
        return tuple(use for use in USES if use not in self.hidden_uses) or USES


@dataclass(frozen=True, slots=True)
class Line:
    """A row: a municipality, or (`heading`) a group of them or the region; `codes` are what it sums up."""

    key: str
    name: str
    codes: tuple[str, ...]
    heading: bool = False
    open: bool = True
    shown: int = 0

    @property
    def code(self) -> str:
        """The municipality; empty for a heading."""
        return "" if self.heading else self.key

    @property
    def title(self) -> str:
        """Its name; of a heading also how many municipalities it sums up, and how many of those show."""
        if not self.heading:
            return self.name
        if self.shown == len(self.codes):
            return tr("{name} ({count})", name=self.name, count=len(self.codes))
        values = {"name": self.name, "count": len(self.codes), "shown": self.shown}
        if self.key:
            return tr("{name} ({count}, {shown} shown)", **values)
        return tr("{name} (all {count}, {shown} shown)", **values)


def lines(table: Table, view: View, unit: Unit) -> tuple[Line, ...]:
    """The rows that show, from top to bottom, without the region's own."""
    shown = [place for place in table.places if _shows(view, *place)]
    order = _order(table, view, unit)
    if order is not None:
        shown.sort(key=order, reverse=view.falling)
    if not view.group:
        return tuple(Line(code, name, (code,)) for code, name in shown)
    found: list[Line] = []
    for key, name, codes in groups(table, view.group):
        inside = [Line(code, title, (code,)) for code, title in shown if code in codes]
        if inside:
            is_open = key not in view.closed
            found.append(Line(key, name, codes, True, is_open, len(inside) if is_open else 0))
            found += inside if is_open else []
    return tuple(found)


def region_line(table: Table, rows: tuple[Line, ...]) -> Line:
    """The row of the whole region below the rows that show."""
    codes = tuple(code for code, _name in table.places)
    return Line("", tr("Region"), codes, True, True, sum(1 for line in rows if not line.heading))


def groups(table: Table, group: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """The groups in their order: key, name, and the codes of all municipalities in each."""
    place = _grouping(table, group)
    found: dict[tuple[int, str], list[str]] = {}
    for code, _name in table.places:
        found.setdefault(place(code), []).append(code)
    return [(f"{group}:{order}", name, tuple(codes)) for (order, name), codes in sorted(found.items())]


def offered_groups(table: Table) -> list[tuple[str, str]]:
    """The groupings that say something here: urgency only where somebody gave one."""
    pressing = any(facts.urgency for facts in table.facts.values())
    return [(key, tr(name)) for key, name in GROUPS if key != "urgency" or pressing]


def folded(text: str) -> str:
    """A text without capitals and accents, to compare with."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).strip()


def _shows(view: View, code: str, name: str) -> bool:
    if code in view.hidden_places:
        return False
    asked = [word for word in map(folded, view.typed.split(",")) if word]
    return not asked or any(word in folded(name) or word == folded(code) for word in asked)


def _order(table: Table, view: View, unit: Unit) -> Callable[[tuple[str, str]], float] | None:
    """What municipalities are sorted by; None for their names, in which they stand already."""
    if view.sort == NAME:
        rank = {place: float(at) for at, place in enumerate(table.places)}
        return rank.__getitem__ if view.falling else None
    what = "programme" if view.shown == "all" else view.shown
    if view.sort == TOTAL:
        return lambda place: total(table, unit, place[:1], what)
    use = view.sort

    def amount(place: tuple[str, str]) -> float:
        found = unit.amount(table.cell(place[0], use).of(what), use, table.facts[place[0]].area_m2)
        return found if found is not None else 0.0

    return amount


def _grouping(table: Table, group: str) -> Callable[[str], tuple[int, str]]:
    if group == "urgency":
        return lambda code: _by_urgency(table.facts[code])
    if group == "hosts":
        return lambda code: _by_hosting(table, code)
    if any(facts.inhabitants is not None for facts in table.facts.values()):
        return lambda code: _by_people(table.facts[code])
    return lambda code: _by_area(table.facts[code])


def _by_urgency(facts: Facts) -> tuple[int, str]:
    names = {3: tr("High urgency"), 2: tr("Some urgency"), 1: tr("Low urgency")}
    return (3 - facts.urgency, names.get(facts.urgency, tr("No urgency given")))


def _by_hosting(table: Table, code: str) -> tuple[int, str]:
    cell = table.cell(code, "HMC")
    if max(cell.drawn, cell.programme) > cell.present:
        return (0, tr("Gets HMC land"))
    return (1, tr("Has HMC land")) if cell.present else (2, tr("Without HMC land"))


def _by_people(facts: Facts) -> tuple[int, str]:
    if facts.inhabitants is None:
        return (len(_PEOPLE), tr("Inhabitants not known"))
    step = next(i for i, least in enumerate(_PEOPLE) if facts.inhabitants >= least)
    names = (
        tr("100 000+ inhabitants"),
        tr("50 000+ inhabitants"),
        tr("25 000+ inhabitants"),
        tr("Under 25 000 inhabitants"),
    )
    return (step, names[step])


def _by_area(facts: Facts) -> tuple[int, str]:
    step = next(i for i, least in enumerate(_HECTARES) if facts.area_m2 >= least)
    names = (
        tr("10 000+ ha"),
        tr("5 000+ ha"),
        tr("2 500+ ha"),
        tr("Under 2 500 ha"),
    )
    return (step, names[step])
