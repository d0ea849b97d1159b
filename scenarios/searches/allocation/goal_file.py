"""Reads a goal file: what a proposal has to reach and what it aims at, in TOML.

title = "Twenty hectares of heavy industry, least farmland"

[[goal]]
what = "open_land"          # converted, cost, homes, open_land, or burden: the fairest sharing first
unit = "ha"                 # ha, million euro, dwellings, ha, ha per inhabitant
weight = 1.0

[[demand]]
use = "HMC"
growth_at_least = 20.0      # or at_least, at_most, growth_at_most
unit = "ha"                 # or "dwellings" with use WON
municipality = "Delft"      # a code or a name; without it: the whole region
"""

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from scenarios.errors import Refused
from scenarios.landuse.catalogue import USES
from scenarios.project.region import USE_INDEX
from scenarios.project.snapshot import Snapshot
from scenarios.searches.allocation.asked import DWELLINGS, Asked, demand, in_unit
from scenarios.searches.allocation.asked import said as in_words
from scenarios.searches.allocation.demands import FREE, Demand
from scenarios.searches.allocation.goals import GOALS
from scenarios.searches.allocation.program import Vector
from scenarios.searches.allocation.propose import Request
from scenarios.searches.allocation.region import standing
from scenarios.searches.allocation.space import Space
from scenarios.wording import tr

BURDEN = "burden"
_BURDEN_UNIT = "ha per inhabitant"
_LIMITS = ("at_least", "at_most", "growth_at_least", "growth_at_most")
_KNOWN = {
    "": ("title", "goal", "demand"),
    "goal": ("what", "unit", "weight", "use"),
    "demand": ("use", "municipality", "unit", *_LIMITS),
}


def read(path: Path, snapshot: Snapshot, space: Space) -> Request:
    """The request of a goal file, the standing demands included; raises Refused with what is wrong where."""
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise Refused(tr("There is no file {file}; check the name.", file=path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refused(tr("{file} is not a goal file in TOML: {why}.", file=path.name, why=error)) from error
    except OSError as error:
        raise Refused(tr("{file} cannot be read: {why}", file=path.name, why=error.strerror)) from error
    return request(given, path.name, snapshot, space)


def request(given: Mapping[str, Any], file: str, snapshot: Snapshot, space: Space) -> Request:
    """The request that a read goal file makes; `file` is its name for messages."""
    _known(given, "", file, tr("the goal file"))
    asked = [_demand(entry, n, file, snapshot, space) for n, entry in _entries(given, "demand", file)]
    if not asked:
        raise Refused(tr("{file} asks nothing: add a [[demand]].", file=file))
    goals: dict[str, float] = {}
    burden: Vector | None = None
    for n, entry in _entries(given, "goal", file):
        what, weight = _goal(entry, n, file)
        if what == BURDEN:
            burden = np.zeros(len(USES))
            burden[_use(entry.get("use", "HMC"), file, f"[[goal]] {n}")] = 1.0
        else:
            goals[what] = goals.get(what, 0.0) + weight
    heads = _heads(snapshot, file) if burden is not None else None
    if not goals:
        goals = {"converted": 1.0}
    return Request((*standing(snapshot, space), *asked), goals, burden, heads)


def _entries(given: Mapping[str, Any], name: str, file: str) -> Iterable[tuple[int, Mapping[str, Any]]]:
    listed = given.get(name, [])
    if not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
        raise Refused(tr("{file}: write each {name} under [[{name}]].", file=file, name=name))
    return list(enumerate(listed, 1))


def _known(entry: Mapping[str, Any], kind: str, file: str, where: str) -> None:
    for name in entry:
        if name not in _KNOWN[kind]:
            raise Refused(
                tr(
                    "{file}, {where}: “{name}” is not known; use one of {known}.",
                    file=file,
                    where=where,
                    name=name,
                    known=", ".join(_KNOWN[kind]),
                )
            )


def _goal(entry: Mapping[str, Any], n: int, file: str) -> tuple[str, float]:
    where = f"[[goal]] {n}"
    _known(entry, "goal", file, where)
    units = {**{key: goal.unit for key, goal in GOALS.items()}, BURDEN: _BURDEN_UNIT}
    what = _one_of(entry.get("what"), units, file, where, "what")
    unit = entry.get("unit")
    if unit != units[what]:
        raise Refused(
            tr(
                '{file}, {where}: the goal {goal} is counted in “{unit}”; write unit = "{unit}".',
                file=file,
                where=where,
                goal=what,
                unit=units[what],
            )
        )
    weight = _amount(entry.get("weight", 1.0), file, where, "weight")
    if weight <= 0:
        raise Refused(tr("{file}, {where}: a weight is larger than zero.", file=file, where=where))
    return what, weight


def _demand(entry: Mapping[str, Any], n: int, file: str, snapshot: Snapshot, space: Space) -> Demand:
    where = f"[[demand]] {n}"
    _known(entry, "demand", file, where)
    use = _use(entry.get("use"), file, where)
    homes = entry.get("unit") == "dwellings"
    if entry.get("unit") != "ha" and not (homes and use == USE_INDEX["WON"]):
        raise Refused(
            tr('{file}, {where}: give a unit: "ha", or "dwellings" with use WON.', file=file, where=where)
        )
    chosen = _municipality(entry.get("municipality"), file, where, snapshot)
    code = "" if chosen is None else space.codes[chosen]
    unit = DWELLINGS if homes else "ha"
    present = in_unit(snapshot, space, Asked(space.uses[use], 0.0, code, unit=unit))
    low, high = -FREE, FREE
    limits = [name for name in _LIMITS if name in entry]
    if not limits:
        raise Refused(tr("{file}, {where}: say {known}.", file=file, where=where, known=", ".join(_LIMITS)))
    for name in limits:
        amount = _amount(entry[name], file, where, name) + (present if name.startswith("growth") else 0.0)
        if name.endswith("at_least"):
            low = max(low, amount)
        else:
            high = min(high, amount)
    if low > high or high < 0:
        raise Refused(
            tr(
                "{file}, {where}: what is asked at least is more than what is allowed.",
                file=file,
                where=where,
            )
        )
    here = tr("the region") if chosen is None else snapshot.region.municipalities[chosen].name
    text = in_words(USES[space.uses[use]].name, here, low, high, homes)
    return demand(snapshot, space, f"demand:{n}", text, chosen, use, low, high, homes)


def _use(said: Any, file: str, where: str) -> int:
    return USE_INDEX[_one_of(said, USE_INDEX, file, where, "use")]


def _municipality(said: Any, file: str, where: str, snapshot: Snapshot) -> int | None:
    if said is None:
        return None
    index = snapshot.region.index
    names = {m.name: i for i, m in enumerate(snapshot.region.municipalities)}
    if said in index:
        return index[said]
    return names[_one_of(said, names, file, where, "municipality")]


def _one_of(said: Any, known: Iterable[str], file: str, where: str, name: str) -> str:
    listed = list(known)
    if isinstance(said, str) and said in listed:
        return said
    near = difflib.get_close_matches(str(said), listed, 1, 0.5) or [", ".join(listed[:12])]
    raise Refused(
        tr(
            "{file}, {where}: {name} cannot be “{said}”; did you mean {near}?",
            file=file,
            where=where,
            name=name,
            said="" if said is None else said,
            near=near[0],
        )
    )


def _amount(said: Any, file: str, where: str, name: str) -> float:
    if isinstance(said, bool) or not isinstance(said, int | float) or not np.isfinite(said):
        raise Refused(
            tr(
                "{file}, {where}: {name} needs a number, not “{said}”.",
                file=file,
                where=where,
                name=name,
                said=said,
            )
        )
    return float(said)


def _heads(snapshot: Snapshot, file: str) -> Vector:
    """Inhabitants per municipality; raises Refused where one has none."""
    for m in snapshot.region.municipalities:
        if not m.inhabitants:
            raise Refused(
                tr(
                    "{file}: the burden is shared by inhabitants, and those of {name} are not known; "
                    "leave the goal burden out, or import municipalities with their inhabitants.",
                    file=file,
                    name=m.name,
                )
            )
    return np.array([float(m.inhabitants or 0) for m in snapshot.region.municipalities])
