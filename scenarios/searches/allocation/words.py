"""Prices, clashes and distances in words that a councillor reads, with every figure's unit."""

import math
from collections.abc import Mapping

from scenarios.landuse.catalogue import USES
from scenarios.landuse.span import significant
from scenarios.searches.allocation.clashes import Easing
from scenarios.searches.allocation.demands import Demand
from scenarios.searches.allocation.goals import GOALS
from scenarios.searches.allocation.prices import CellPrice, Price
from scenarios.wording import mark, number, signed, tr

_UNITS = {
    "ha": mark("ha"),
    "million euro": mark("million euro"),
    "dwellings": mark("dwellings"),
}
_ONE = {"ha": mark("hectare"), "dwellings": mark("dwelling")}
_SHORT = {
    "converted": mark("land converted"),
    "cost": mark("cost"),
    "homes": mark("homes"),
    "open_land": mark("nature and farmland taken"),
}
_LOST = 1e-6
"""A change of a goal below this is none."""


def unit_name(unit: str) -> str:
    """A unit in the language in force."""
    return tr(_UNITS[unit]) if unit in _UNITS else unit


def goal_name(key: str) -> str:
    """What a goal counts, in a few words."""
    return tr(_SHORT[key])


def price_unit(goals: Mapping[str, float]) -> str:
    """The unit of prices: that of the first goal, which the others are weighed against."""
    return unit_name(GOALS[next(iter(goals))].unit)


def amount(value: float) -> str:
    """A figure with at most three digits that say something."""
    if value == 0 or not math.isfinite(value):
        return number(0)
    short = significant(value)
    return number(short, _decimals(short))


def _decimals(short: float) -> int:
    """How many decimals say something, at most four."""
    digits = min(4, max(0, 2 - math.floor(math.log10(abs(short)))))
    while digits and round(short, digits) == round(short, digits - 1):
        digits -= 1
    return digits


def said(price: Price, goals: Mapping[str, float]) -> str:
    """What a demand costs: both sides where they differ, in the unit of the first goal."""
    scale = 1.0 / next(iter(goals.values()))
    one = tr(_ONE.get(price.demand.unit, price.demand.unit))
    sentence = f"{price.demand.text}. {_sides(price, one, price_unit(goals), scale)}"
    return f"{sentence} {tr('All goals weighed.')}" if len(goals) > 1 else sentence


def dual_said(demand: Demand, dual: float, goals: Mapping[str, float]) -> str:
    """What the solver says one unit of a demand is worth, at the place where the answer stands."""
    values = {
        "demand": demand.text,
        "one": tr(_ONE.get(demand.unit, demand.unit)),
        "amount": amount(abs(dual) / next(iter(goals.values()))),
        "unit": price_unit(goals),
    }
    if demand.key.startswith("keep:"):
        return tr("{demand}. One {one} less would save {amount} {unit}.", **values)
    if dual > 0:
        return tr("{demand}. One {one} more costs {amount} {unit}.", **values)
    return tr("{demand}. One {one} more room saves {amount} {unit}.", **values)


def _sides(price: Price, one: str, unit: str, scale: float) -> str:
    less = None if price.less is None else amount(price.less * scale)
    more = None if price.more is None else amount(price.more * scale)
    values = {"one": one, "unit": unit}
    if price.bound == "high":
        if less is None:
            return tr("One {one} less room costs {more} {unit}.", more=more or "", **values)
        if more is None:
            return tr("One {one} more room saves {less} {unit}; less cannot be.", less=less, **values)
        return tr(
            "One {one} more room saves {less} {unit}, one less costs {more}.", less=less, more=more, **values
        )
    if price.demand.key.startswith("keep:") and less is not None:
        return tr("One {one} less would save {less} {unit}.", less=less, **values)
    if more is None and less is None:
        return tr("One {one} more or less cannot be met.", **values)
    if more is None:
        return tr("One {one} less saves {less} {unit}; one more cannot be met.", less=less, **values)
    if price.is_one or less is None:
        return tr("One {one} more costs {more} {unit}, one less saves as much.", more=more, **values)
    return tr("One {one} more costs {more} {unit}, one less saves {less}.", more=more, less=less, **values)


def changes_said(changes: Mapping[str, float]) -> str:
    """What one unit more changes in each goal; `changes` as people read it."""
    found = []
    for key, change in changes.items():
        if abs(change) > _LOST:
            short = significant(change)
            found.append(f"{goal_name(key)} {signed(short, _decimals(short))} {unit_name(GOALS[key].unit)}")
    return ", ".join(found)


def cell_said(price: CellPrice | None, use: str, place: str, goals: Mapping[str, float]) -> str:
    """What a hectare less and more of a use in a place is worth in the proposal."""
    values = {"use": USES[use].name, "place": place, "unit": price_unit(goals)}
    if price is None:
        return tr("{use} in {place}: the proposal cannot have this much.", **values)
    scale = 1.0 / next(iter(goals.values()))
    less, more = _worth(price.less, scale, values["unit"]), _worth(price.more, scale, values["unit"])
    return tr("{use} in {place}: one hectare less {less}, one more {more}.", less=less, more=more, **values)


def _worth(figure: float | None, scale: float, unit: str) -> str:
    if figure is None:
        return tr("cannot be")
    if abs(figure * scale) < _LOST:
        return tr("costs nothing")
    values = {"amount": amount(abs(figure) * scale), "unit": unit}
    return tr("costs {amount} {unit}", **values) if figure > 0 else tr("saves {amount} {unit}", **values)


def eased(easing: Easing) -> str:
    """The smallest change of one demand after which all can be met."""
    unit = unit_name(easing.demand.unit)
    values = {"amount": number(abs(easing.by), 2), "unit": unit, "demand": easing.demand.text}
    if easing.by < 0:
        return tr("Enough would be {amount} {unit} less of: {demand}.", **values)
    return tr("Enough would be {amount} {unit} more room in: {demand}.", **values)
