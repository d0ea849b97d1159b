"""Blocks of the table as text for a spreadsheet, and such text back as amounts in cells. No Qt.

Names of municipalities and uses are matched in both languages, by code or by name; where nothing was named,
the place in the table counts. Nothing is guessed: a name that is not known is refused with the nearest one.
"""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.panels.tradeoff.lines import Line, folded
from desktop.panels.tradeoff.model import MatrixModel, kinds
from desktop.widgets.figures import read_number
from desktop.widgets.names import use_name
from scenarios import resource
from scenarios.errors import Refused
from scenarios.wording import mark, tr

NOTHING = ("", "-", "\u2013", "\u2014")
WHAT = mark("What")
_SUMS = ("region", "regio", "total", "totaal", "sum", "som")
_KINDS = {"programme": "programme", "programma": "programme"}
_NEAR = 0.6
_LONGEST = 200_000
"""More letters than this are no table that somebody copied."""


class Unknown(Refused):
    """A name that is no municipality or use; `nearest`: what was probably meant, "" where nothing is near."""

    def __init__(self, sentence: str, typed: str, nearest: str) -> None:
        super().__init__(sentence)
        self.typed = typed
        self.nearest = nearest


@dataclass(frozen=True, slots=True)
class Amount:
    """A pasted amount in the unit of the table: for a municipality and use."""

    code: str
    use: str
    value: float


def copied(model: MatrixModel, rows: Sequence[int], columns: Sequence[int], *, names: bool = True) -> str:
    """Cells as text with tabs, all their digits; with the names of rows and uses unless those are not
    wanted."""
    many = model.view.shown == "all"
    found: list[list[str]] = []
    if names:
        uses = [use_name(model.use(c)) if model.use(c) else tr("Total") for c in columns]
        found.append([f"{tr('Municipality')} ({model.unit.short})", *([tr(WHAT)] if many else []), *uses])
    for row in rows:
        for what in kinds(model.view.shown):
            cells = [model.unit.exact(model.amount(row, column, what)) for column in columns]
            ahead = [model.lines[row].name, *([tr(what.capitalize())] if many else [])] if names else []
            found.append([*ahead, *cells])
    return "\n".join("\t".join(line) for line in found)


def pasted(
    text: str, model: MatrixModel, row: int, column: int, also: Mapping[str, str] | None = None
) -> list[Amount]:
    """The amounts in a text, from a cell on where no names are given; raises Refused with one sentence.

    `also`: names that stand for other ones, as answered to an Unknown.
    """
    grid = _grid(text)
    names = _Names(model, also or {})
    head = (
        grid[0] if _has_words(grid[0][1:]) or (_has_words(grid[0][:1]) and names.is_use(grid[0][0])) else None
    )
    body = grid[1:] if head is not None else grid
    named = any(_is_word(line[0]) for line in body)
    columns = _columns(head, named, names, model, column, max(len(line) for line in grid))
    found: list[Amount] = []
    at = row
    for order, line in enumerate(body):
        if _skipped(line, head, named, names):
            continue
        if named:
            code = names.place(line[0])
        else:
            code, at = _next_place(model.lines, at)
        for place, use in columns.items():
            typed = line[place] if place < len(line) else ""
            if typed in NOTHING:
                continue
            value = read_number(_bare(typed, model.unit.short))
            if value is None:
                raise Refused(
                    tr(
                        "“{text}” in row {row} of what was pasted is no number: nothing was changed.",
                        text=typed,
                        row=order + (2 if head is not None else 1),
                    )
                )
            found.append(Amount(code, use, value))
    if not found:
        raise Refused(
            tr("There are no amounts in what was copied: copy cells with numbers in a spreadsheet.")
        )
    return found


def _grid(text: str) -> list[list[str]]:
    if len(text) > _LONGEST:
        raise Refused(tr("What was copied is too much for this table: copy fewer cells."))
    sign = "\t" if "\t" in text else ";" if ";" in text else "\n"
    rows = [
        [cell.strip().strip('"').replace("\u2212", "-") for cell in line.split(sign)]
        for line in text.splitlines()
    ]
    rows = [row for row in rows if any(row)]
    if not rows:
        raise Refused(tr("There is no text to paste: copy cells in a spreadsheet first."))
    return rows


def _is_word(cell: str) -> bool:
    return cell not in NOTHING and read_number(_bare(cell, "")) is None


def _has_words(cells: Sequence[str]) -> bool:
    return any(_is_word(cell) for cell in cells)


def _bare(cell: str, unit: str) -> str:
    """A figure without its unit."""
    for end in (unit, "ha", "m²", "m2", "%"):
        if end and cell.endswith(end):
            return cell[: -len(end)].strip()
    return cell


def _skipped(line: Sequence[str], head: Sequence[str] | None, named: bool, names: "_Names") -> bool:
    """Sums are worked out, not typed; of four numbers per cell only the programme is."""
    if named and (names.is_sum(line[0]) or line[0] in NOTHING):
        return True
    at = _what_column(head)
    return at is not None and at < len(line) and folded(line[at]) not in _KINDS


def _what_column(head: Sequence[str] | None) -> int | None:
    words = [folded(cell) for cell in head or ()]
    return next((words.index(word) for word in ("what", "wat") if word in words), None)


def _columns(
    head: Sequence[str] | None, named: bool, names: "_Names", model: MatrixModel, column: int, wide: int
) -> dict[int, str]:
    """Which use stands in which column of the block."""
    first = 1 if named else 0
    if head is not None:
        what = _what_column(head)
        return {
            at: names.use(cell)
            for at, cell in enumerate(head)
            if at >= first and at != what and cell not in NOTHING and folded(cell) not in _SUMS
        }
    found = {}
    for at in range(first, wide):
        place = column + at - first
        if place == len(model.uses):
            # The last column is a sum, which follows from the others.
            continue
        use = model.use(place)
        if not use:
            raise Refused(
                tr("What was copied is wider than the table from here on: start further to the left.")
            )
        found[at] = use
    return found


def _next_place(lines: Sequence[Line], at: int) -> tuple[str, int]:
    """The next municipality from a row on, past the headings of groups, and the row after it."""
    while at < len(lines) and lines[at].heading:
        at += 1
    if at >= len(lines):
        raise Refused(tr("What was copied has more rows than the table from here on: start further up."))
    return lines[at].code, at + 1


class _Names:
    """Finds municipalities and uses by what they are called."""

    def __init__(self, model: MatrixModel, also: Mapping[str, str]) -> None:
        self._also = {folded(typed): meant for typed, meant in also.items()}
        self._places: dict[str, str] = {}
        self._uses: dict[str, str] = {}
        for code, name in model.table.places:
            self._places[folded(code)] = self._places[folded(name)] = code
        self._names = dict(model.table.places)
        self._groups = {folded(line.name) for line in model.lines if line.heading}
        for row in resource.table("land_uses.csv"):
            for column in ("code", "name_nl", "name_en", "short_nl", "short_en"):
                self._uses.setdefault(folded(row[column]), row["code"])

    def is_sum(self, typed: str) -> bool:
        """Whether a word is what a sum is called: the region, or a group that shows."""
        return folded(typed) in _SUMS or folded(typed) in self._groups

    def is_use(self, typed: str) -> bool:
        """Whether a word is the name of a use."""
        return folded(typed) in self._uses

    def place(self, typed: str) -> str:
        """The code of a municipality; raises Unknown."""
        found = self._places.get(folded(self._also.get(folded(typed), typed)))
        if found is None:
            near = self._names.get(_nearest(typed, self._places), "")
            raise Unknown(_unknown_place(typed, near), typed, near)
        return found

    def use(self, typed: str) -> str:
        """The code of a use; raises Unknown."""
        found = self._uses.get(folded(self._also.get(folded(typed), typed)))
        if found is None:
            meant = _nearest(typed, self._uses)
            near = use_name(meant) if meant else ""
            raise Unknown(_unknown_use(typed, near), typed, near)
        return found


def _nearest(typed: str, known: Mapping[str, str]) -> str:
    """The code under the known name that is nearest to a typed one; "" where none is near."""
    found = difflib.get_close_matches(folded(typed), list(known), 1, _NEAR)
    return known[found[0]] if found else ""


def _unknown_place(typed: str, near: str) -> str:
    if near:
        return tr("“{typed}” is no municipality of this region: is {near} meant?", typed=typed, near=near)
    return tr("“{typed}” is no municipality of this region: nothing was changed.", typed=typed)


def _unknown_use(typed: str, near: str) -> str:
    if near:
        return tr("“{typed}” is no land use: is {near} meant?", typed=typed, near=near)
    return tr("“{typed}” is no land use: nothing was changed.", typed=typed)
