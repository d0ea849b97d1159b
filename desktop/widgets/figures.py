"""How numbers are written in panels: exact hectares exactly, estimates with no digit too many. No Qt.

At most three significant digits for an estimate, with "ca." and its range; a number that is counted or
measured is written out. Differences carry an arrow and a sign, so that colour is never the only news.
"""

import math
import re
from dataclasses import dataclass

from scenarios.landuse.span import significant
from scenarios.wording import language, number, signed, tr

HECTARE = 10_000
UP, DOWN, EVEN = "\u25b2", "\u25bc", "\u2013"
DIGITS = 3
DECIMALS = {"ha": 1, "%": 1}
"""Units that may have decimals; dwellings, jobs and movements come whole."""


@dataclass(frozen=True, slots=True)
class Written:
    """A figure as text: its value, its range ("" where it has none) and what it is ("gain", "loss" or "")."""

    value: str
    range: str = ""
    tone: str = ""


def in_hectares(m2: float, decimals: int = 1) -> str:
    """Square metres as hectares without the unit, which stands in the header: 12.3."""
    return number(m2 / HECTARE, decimals)


def signed_hectares(m2: float, decimals: int = 1) -> str:
    """A difference in square metres as signed hectares without the unit: +12.3."""
    return signed(m2 / HECTARE, decimals)


def read_number(text: str) -> float | None:
    """What was typed, in the language's notation or with the other decimal sign; None if it is no number."""
    typed = re.sub(r"[\s\u00a0\u202f]|ha$", "", text.strip())
    thousands, point = (".", ",") if language() == "nl" else (",", ".")
    if point not in typed and re.fullmatch(rf"-?\d+{re.escape(thousands)}(?!\d{{3}}$)\d*", typed):
        thousands, point = point, thousands
    if thousands in typed and not re.fullmatch(
        rf"-?\d{{1,3}}({re.escape(thousands)}\d{{3}})+({re.escape(point)}\d*)?", typed
    ):
        return None
    try:
        value = float(typed.replace(thousands, "").replace(point, "."))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def decimals_for(value: float, digits: int = DIGITS) -> int:
    """How many decimals a number of so many significant digits is written with: 12.3 one, 1230 none."""
    if value == 0 or not math.isfinite(value):
        return 0
    return min(3, max(0, digits - 1 - math.floor(math.log10(abs(value)))))


def is_estimate(value: float, low: float, high: float, certainty: str) -> bool:
    """Whether a figure must look uncertain: it has a range, or rests on something of low certainty."""
    return certainty == "low" or low != value or high != value


def plain(value: float, unit: str = "") -> str:
    """A counted or measured number, without its unit: hectares with one decimal, whole numbers whole."""
    if value == 0:
        return number(0)
    return _minus(number(value, _plain_decimals(value, unit)))


def rough(value: float, unit: str = "") -> str:
    """An estimated number with at most three significant digits, and no parts of dwellings or jobs."""
    return _minus(number(significant(value), _rough_decimals(value, unit)))


def written(value: float, low: float, high: float, unit: str, certainty: str) -> Written:
    """A figure as it is shown: exact, or "ca." with the range it lies in."""
    if not is_estimate(value, low, high, certainty):
        return Written(plain(value, unit))
    least, most = rough(low, unit), rough(high, unit)
    span = tr("{low} to {high}", low=least, high=most) if least != most else ""
    if value == 0 and not span:
        return Written(number(0))
    return Written(tr("ca. {value}", value=rough(value, unit)), span)


def difference(value: float, base: float, better: str, *, unit: str = "", estimate: bool = False) -> Written:
    """How a figure differs from another one: arrow, sign and amount, and whether that is a gain or a loss."""
    change = value - base
    amount = significant(change) if estimate else change
    decimals = _rough_decimals(change, unit) if estimate else _plain_decimals(change, unit)
    if round(amount, decimals) == 0:
        return Written(EVEN)
    text = f"{UP if amount > 0 else DOWN} {signed(amount, decimals)}"
    if better not in ("higher", "lower"):
        return Written(text)
    return Written(text, tone="gain" if (amount > 0) == (better == "higher") else "loss")


def _plain_decimals(value: float, unit: str) -> int:
    return DECIMALS.get(unit, 0 if float(value).is_integer() else min(decimals_for(value), 2))


def _rough_decimals(value: float, unit: str) -> int:
    return min(decimals_for(significant(value)), DECIMALS.get(unit, 0))


def _minus(text: str) -> str:
    """The sign that is as wide as a figure, in place of the hyphen."""
    return text.replace("-", "\u2212", 1)
