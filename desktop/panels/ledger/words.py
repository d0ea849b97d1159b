"""How the ledger's figures are written: hectares under each other, whole m2 where one asks. No Qt."""

from desktop.panels.ledger.lines import Line
from desktop.widgets.figures import HECTARE, in_hectares, signed_hectares
from scenarios.wording import number, tr

SMALLEST_SHOWN = HECTARE / 20
"""Less than this, m2, is written as less than the smallest figure, never as nothing."""

NOTHING = "\u2013"


def figure(m2: int, *, signed: bool = False) -> str:
    """Hectares for a column that has its unit in the header; a dash for nothing."""
    if not m2:
        return "0" if signed else NOTHING
    if abs(m2) < SMALLEST_SHOWN:
        small = in_hectares(HECTARE / 10)
        return f"\u2212<{small}" if m2 < 0 else f"<{small}"
    return signed_hectares(m2) if signed else in_hectares(m2)


def figures(line: Line) -> list[str]:
    """What the five columns of a line say."""
    *sides, gap = line.figures()
    return [*(figure(m2) for m2 in sides), figure(gap, signed=True)]


def square_metres(m2: int) -> str:
    """Whole square metres with their unit."""
    return tr("{area} m2", area=number(m2))


def told(line: Line) -> str:
    """All that a line says, to the square metre."""
    rows = [line.words]
    for gives, takes, said in (
        (line.drawn_gives, line.drawn_takes, tr("Drawn")),
        (line.planned_gives, line.planned_takes, tr("Planned")),
    ):
        if gives or takes:
            rows.append(
                tr(
                    "{ledger}: gives {gives}, takes {takes}",
                    ledger=said,
                    gives=square_metres(gives),
                    takes=square_metres(takes),
                )
            )
    rows.append(tr("Planned and not drawn: {gap}", gap=square_metres(line.gap)))
    return "\n".join(rows)


def spoken(line: Line) -> str:
    """All that a line says, in one sentence for a screen reader."""
    return ". ".join(told(line).split("\n"))


def header_words(years: tuple[int, int]) -> list[str]:
    """What the columns are, for a copied table."""
    drawn, planned = years
    return [
        tr("Account"),
        tr("Drawn until {year}: gives m2", year=drawn),
        tr("Drawn until {year}: takes m2", year=drawn),
        tr("Planned by {year}: gives m2", year=planned),
        tr("Planned by {year}: takes m2", year=planned),
        tr("Planned and not drawn, m2"),
    ]
