"""What was typed for a value: a number in either notation, with or without a unit; and how a value is
written."""

import re
from dataclasses import dataclass

from desktop.widgets.figures import read_number
from scenarios.errors import Refused
from scenarios.wording import mark, number, tr


@dataclass(frozen=True)
class Kind:
    """A value that can be typed: its name, its unit, how many of our own units (m, m2, degrees, 1) other
    units are, how many decimals it is shown with, an example, and the least that it may be."""

    title: str
    unit: str
    units: dict[str, float]
    decimals: int
    example: float
    least: float | None = None


_METRES = {"m": 1.0, "km": 1000.0, "cm": 0.01}
_DEGREES = {"°": 1.0, "deg": 1.0}
_SQUARE = {"ha": 10_000.0, "m2": 1.0, "m²": 1.0, "km2": 1e6, "km²": 1e6}

KINDS: dict[str, Kind] = {
    "distance": Kind(mark("Distance"), "m", _METRES, 2, 120.5, 0.0),
    "angle": Kind(mark("Angle"), "°", _DEGREES, 1, 90.0),
    "x": Kind(mark("X"), "m", _METRES, 2, 92_145.5),
    "y": Kind(mark("Y"), "m", _METRES, 2, 437_210.5),
    "area": Kind(mark("Area"), "ha", _SQUARE, 4, 14.0, 0.0),
    "width": Kind(mark("Width"), "m", _METRES, 2, 12.5, 0.0),
    "sides": Kind(mark("Sides"), "", {}, 0, 6, 3),
    "factor": Kind(mark("Factor"), "", {"%": 0.01, "x": 1.0, "×": 1.0}, 3, 1.5),
    "turn": Kind(mark("Turn"), "°", _DEGREES, 1, 45.0),
    "offset": Kind(mark("Offset"), "m", _METRES, 2, 10.0),
    "tolerance": Kind(mark("Tolerance"), "m", _METRES, 2, 2.0, 0.0),
}
"""Every value by its name in `Preview.asks`."""

_TEXT = re.compile(r"(.*?)\s*((?:[a-z°²%×]+2?)?)", re.IGNORECASE | re.DOTALL)


def read(name: str, text: str) -> float:
    """What was typed for a value, in m, m2, degrees or plainly; without a unit it is in the value's own.

    Raises Refused with what can be typed.
    """
    kind = KINDS[name]
    found = _TEXT.fullmatch(text.strip())
    unit = found[2].lower() or kind.unit if found is not None else ""
    value = read_number(found[1]) if found is not None and (unit == kind.unit or unit in kind.units) else None
    if value is None:
        example = f"{_short(kind.example)} {kind.unit}".strip()
        raise Refused(tr("“{text}” is no number: type for instance {example}.", text=text, example=example))
    value *= kind.units.get(unit, 1.0)
    if name == "sides":
        value = float(round(value))
    if kind.least is not None and value < kind.least:
        raise Refused(tr("{title} is at least {least}.", title=tr(kind.title), least=_short(kind.least)))
    return value


def shown(name: str, value: float) -> str:
    """A value as it stands in its field, without its unit, which stands beside it."""
    kind = KINDS[name]
    return number(value / kind.units.get(kind.unit, 1.0), kind.decimals)


def written(name: str, value: float) -> str:
    """A value with its unit."""
    unit = KINDS[name].unit
    return f"{shown(name, value)}{'' if unit in ('', '°') else ' '}{unit}"


def _short(value: float) -> str:
    return number(value, 0 if value == int(value) else 1)
