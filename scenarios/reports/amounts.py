"""How figures are shown: hectares with one decimal, estimates with three digits, "ca." and their range."""

from scenarios.compare.indicators import IndicatorRow
from scenarios.indicators import Figure
from scenarios.landuse.span import significant
from scenarios.reports.content import Amount, Tone

HECTARE = 10_000.0
_DECIMALS = {"ha": 1, "%": 0}


def amount_of(figure: Figure) -> Amount:
    """An indicator's figure; what has a range is an estimate and rounded to three digits."""
    decimals = _DECIMALS.get(figure.unit, 0)
    if figure.low == figure.high:
        return Amount(figure.value, decimals)
    value, low, high = (significant(v) for v in (figure.value, figure.low, figure.high))
    return Amount(value, _needed(value, decimals), low=low, high=high, about=True)


def difference_of(row: IndicatorRow, position: int) -> Amount | None:
    """A variant's difference from the reference, with its sign; coloured where it is better or worse."""
    figure, difference = row.figures[position], row.differences[position]
    if figure is None or difference is None:
        return None
    decimals = _DECIMALS.get(figure.unit, 0)
    estimate = figure.low != figure.high
    value = significant(difference) if estimate else difference
    tone: Tone = row.tone(position) if round(value, decimals) else "quiet"
    return Amount(value, _needed(value, decimals) if estimate else decimals, signed=True, tone=tone)


def _needed(value: float, most: int) -> int:
    """How many of the decimals of an estimate are shown: none from a hundred on."""
    return 0 if abs(value) >= 100 else most


def in_hectares(m2: float, *, signed: bool = False, tone: Tone = "") -> Amount:
    """Whole square metres as hectares with one decimal."""
    return Amount(m2 / HECTARE, 1, signed=signed, tone=tone)
