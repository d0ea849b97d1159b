"""What a report says, apart from how it is set: the one model behind the HTML, the PDF and the workbook.

Texts are plain text in the report's language; every setter escapes them in its own way. Numbers stay numbers
(`Amount`), so that the workbook can hold them typed and the page can show them in the reader's format.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from scenarios import wording

Tone: TypeAlias = Literal["", "gain", "loss", "quiet"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with the way to show it: decimals, unit (where the column has none), range, sign, estimate.

    `low` and `high` show as a range behind the value, `about` as "ca."; `signed` gives gains a plus.
    """

    value: float
    decimals: int = 0
    unit: str = ""
    low: float | None = None
    high: float | None = None
    signed: bool = False
    about: bool = False
    tone: Tone = ""

    def text(self) -> str:
        """The number as a reader sees it, without its range."""
        shown = wording.signed if self.signed else wording.number
        prefix = wording.tr("ca.") + "\u00a0" if self.about else ""
        return prefix + shown(self.value, self.decimals) + (f"\u00a0{self.unit}" if self.unit else "")

    def range(self) -> str:
        """The range as a reader sees it, or nothing where the number has none."""
        if self.low is None or self.high is None or self.low == self.high:
            return ""
        low, high = wording.number(self.low, self.decimals), wording.number(self.high, self.decimals)
        return wording.tr("{low} to {high}", low=low, high=high)


Cell: TypeAlias = str | Amount | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, the unit of its numbers, and whether it holds numbers (set right) or text."""

    header: str
    unit: str = ""
    numeric: bool = False
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells; `group` rows are headings inside a table (one cell), `total` rows close it."""

    cells: tuple[Cell, ...]
    role: Literal["body", "group", "total"] = "body"


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `wide` ones get a page on its side; `sheet` is its name in the workbook (empty: not in it)."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""
    wide: bool = False
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3 (the title of the report is no heading of these)."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `lead` is larger, `quiet` smaller."""

    text: str
    style: Literal["", "lead", "quiet"] = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A text that may not be missed, such as "screening distances" or "fictitious"."""

    text: str
    tone: Literal["note", "warning"] = "note"


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG picture with its text alternative; `part` is its width as a share of the page's."""

    svg: str
    alt: str
    caption: str = ""
    part: float = 1.0


@dataclass(frozen=True, slots=True)
class Gallery:
    """Pictures next to each other, `across` to a row."""

    pictures: tuple[Picture, ...]
    across: int = 2


@dataclass(frozen=True, slots=True)
class Items:
    """A list of short texts."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Headlines:
    """The few numbers that matter, large: each a number, what it is, and a remark below."""

    entries: tuple[tuple[Amount, str, str], ...]


Block: TypeAlias = Heading | Paragraph | Notice | Table | Picture | Gallery | Items | Headlines


@dataclass(frozen=True, slots=True)
class Report:
    """A report: title, subtitle, facts under it (name and value), labels such as "fictitious", and blocks."""

    title: str
    subtitle: str
    made: date
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    labels: tuple[str, ...] = ()
    language: str = field(default_factory=wording.language)


def tables(report: Report) -> list[Table]:
    """The tables of a report in order."""
    return [block for block in report.blocks if isinstance(block, Table)]


def pictures(report: Report) -> list[Picture]:
    """The pictures of a report in order, those in galleries too."""
    found: list[Picture] = []
    for block in report.blocks:
        found += [block] if isinstance(block, Picture) else list(getattr(block, "pictures", ()))
    return found


def cell_text(cell: Cell) -> str:
    """A cell as plain text, its range in brackets."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    spread = cell.range()
    return f"{cell.text()} ({spread})" if spread else cell.text()


def body(rows: Sequence[Sequence[Cell]]) -> tuple[Row, ...]:
    """Plain rows of cells."""
    return tuple(Row(tuple(cells)) for cells in rows)
