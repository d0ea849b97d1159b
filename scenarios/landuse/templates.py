"""Complete layouts as recipes: which plots a cluster or hub holds, in which order they are fitted in.

The built-in ones stand in resources/templates; a project adds its own (table `template`). A recipe has no
place: it says areas with their ranges, widths and shares, and an outline decides how much of it fits.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from scenarios import resource
from scenarios.geometry.subdivide import Wanted
from scenarios.landuse.catalogue import activities, step_of
from scenarios.project.model import Template
from scenarios.project.snapshot import Snapshot
from scenarios.wording import language, tr

INNOVATION = "L06"
LAID = {"road": "L03", "green": "L04", "water": "L05"}
"""The activities of what a layout lays out by itself."""

QUAYS = ("needed", "strongly wanted", "shared")
"""What activities.csv says of the quay where an activity is to lie at one."""
_ONE_TEST_M2 = 4_000.0
"""About how large one innovation plot is."""

_LEAST_TEST_M2 = 600.0
_MOST_PLOTS = 60
_OWN_RANGE = (0.5, 2.0)
"""How far a measured plot may shrink and grow in another outline."""


@dataclass(frozen=True, slots=True)
class Part:
    """A plot of a recipe: areas in m2 (usual, least, most), `central`: shared by all; `again`: comes more
    than once where there is room."""

    activity: str | None
    m2: float
    least: float
    most: float
    quay: bool = False
    central: bool = False
    again: bool = False
    name: str = ""
    category: str | None = None
    also: str = ""


@dataclass(frozen=True, slots=True)
class Recipe:
    """A layout: `key` of a built-in one, or of the project's own (`own` its row's key); widths in m.

    `water_share` of the outline; `innovation` is its own share of the net area, None: the project's setting.
    """

    key: str
    kind: str
    name_nl: str
    name_en: str
    text_nl: str
    text_en: str
    parts: tuple[Part, ...]
    road_m: float
    green_m: float
    water_share: float
    innovation: float | None = None
    source: str = ""
    year: int = 0
    certainty: str = ""
    own: int = 0

    @property
    def name(self) -> str:
        """The name in the language in force."""
        return self.name_nl if language() == "nl" else self.name_en

    @property
    def text(self) -> str:
        """What is in it, in the language in force."""
        return self.text_nl if language() == "nl" else self.text_en

    @property
    def at_water(self) -> bool:
        """Whether any of its plots wants a quay."""
        return any(part.quay for part in self.parts)


@cache
def built_in() -> tuple[Recipe, ...]:
    """The recipes of resources/templates in their order."""
    files = sorted(resource.path("templates").glob("*.toml"))
    read = [(resource.toml("templates", file.name), file.stem) for file in files]
    return tuple(_recipe(key, entry) for entry, key in sorted(read, key=lambda one: one[0]["position"]))


def recipes(snapshot: Snapshot) -> tuple[Recipe, ...]:
    """All recipes that a project offers: the built-in ones, then its own by name."""
    own = sorted(snapshot.rows("template").values(), key=lambda row: (row.name.casefold(), row.key))
    return (*built_in(), *(r for row in own if (r := own_recipe(row)) is not None))


def recipe_of(snapshot: Snapshot, key: str) -> Recipe | None:
    """The recipe with a key, None where there is none."""
    return next((recipe for recipe in recipes(snapshot) if recipe.key == key), None)


def own_recipe(row: Template) -> Recipe | None:
    """The recipe of a project's own template; None where its text is not one."""
    try:
        found = json.loads(row.recipe)
        parts = tuple(Part(**part) for part in found["parts"])
        road_m, green_m, water, innovation = (
            float(found[name]) for name in ("road_m", "green_m", "water_share", "innovation")
        )
    except (ValueError, KeyError, TypeError):
        return None
    if not parts:
        return None
    said = ", ".join(dict.fromkeys(_called(part) for part in parts))
    return Recipe(
        str(row.key),
        row.kind,
        row.name,
        row.name,
        said,
        said,
        parts,
        road_m,
        green_m,
        water,
        innovation,
        own=row.key,
        certainty="low",
    )


def own_text(parts: tuple[Part, ...], road_m: float, green_m: float, water: float, innovation: float) -> str:
    """A recipe as the text that a template's row holds."""
    return json.dumps(
        {
            "parts": [asdict(part) for part in parts],
            "road_m": round(road_m, 1),
            "green_m": round(green_m, 1),
            "water_share": round(water, 4),
            "innovation": round(innovation, 4),
        },
        ensure_ascii=False,
    )


def measured_part(activity: str | None, m2: float, **more: Any) -> Part:
    """A plot of a layout that was measured: it may shrink to half and grow to double elsewhere."""
    low, high = _OWN_RANGE
    return Part(activity, round(m2), round(m2 * low), round(m2 * high), **more)


def asked(recipe: Recipe, net_m2: float, innovation: float) -> tuple[Wanted, ...]:
    """The plots of a recipe for so much net land, of which a share is kept for innovation.

    Plots come in the recipe's order as long as their least areas fit; each then lies in its own range so
    that together they fill the land; where even the most of all leaves land, some come again. `name` is the
    position in the recipe, or -1 for an innovation plot.
    """
    tests = innovation * net_m2
    count = max(1, round(tests / _ONE_TEST_M2)) if tests >= _LEAST_TEST_M2 else 0
    rest = net_m2 - (tests if count else 0.0)
    taken: list[int] = []
    least = 0.0
    again = [i for i, part in enumerate(recipe.parts) if part.again]
    for i, part in enumerate(recipe.parts):
        if least + part.least <= rest:
            taken.append(i)
            least += part.least
    while again and len(taken) < _MOST_PLOTS and sum(recipe.parts[i].most for i in taken) < rest:
        fitting = [i for i in again if least + recipe.parts[i].least <= rest]
        if not fitting:
            break
        taken += fitting[:1]
        least += recipe.parts[fitting[0]].least
        again = [*again[again.index(fitting[0]) + 1 :], *again[: again.index(fitting[0]) + 1]]
    areas = _shared_out([recipe.parts[i] for i in taken], rest)
    weights = _weights(recipe)
    wanted = [
        Wanted(m2, weights[i], p.quay, p.central, max(m2, p.most), str(i))
        for i, m2 in zip(taken, areas, strict=True)
        if (p := recipe.parts[i])
    ]
    wanted += [Wanted(tests / count, weights[-1], name="-1") for _ in range(count)]
    return tuple(wanted)


def _shared_out(parts: list[Part], m2: float) -> list[float]:
    """An area for each part, between its least and its most, that add up to so much where they can."""
    usual = sum(part.m2 for part in parts)
    ends = [part.least if usual > m2 else part.most for part in parts]
    span = sum(ends) - usual
    step = min(1.0, (m2 - usual) / span) if abs(span) > 1e-9 else 0.0
    return [part.m2 + (end - part.m2) * max(0.0, step) for part, end in zip(parts, ends, strict=True)]


def _weights(recipe: Recipe) -> list[float]:
    """How heavy each part is, from 0 for the lightest of the recipe to 1; at the end that of innovation."""
    known = activities()
    codes = [
        p.category or (found.category if (found := known.get(p.activity or "")) else "") for p in recipe.parts
    ]
    steps = [max(0, step_of(code)) if code else 0 for code in [*codes, known[INNOVATION].category]]
    low, high = min(steps), max(steps)
    return [(step - low) / (high - low) if high > low else 0.5 for step in steps]


def _called(part: Part) -> str:
    found = activities().get(part.activity or "")
    return part.name or (found.name if found else tr("plot without an activity"))


def _recipe(key: str, entry: Mapping[str, Any]) -> Recipe:
    parts = tuple(_part(plot) for plot in entry["plot"])
    texts = {name: entry[name] for name in ("kind", "name_nl", "name_en", "text_nl", "text_en")}
    numbers = {name: float(entry[name]) for name in ("road_m", "green_m", "water_share")}
    sources = {name: entry[name] for name in ("source", "year", "certainty")}
    return Recipe(key, parts=parts, **texts, **numbers, **sources)


def _part(plot: Mapping[str, Any]) -> Part:
    activity = activities()[plot["activity"]]
    if "area_ha" in plot:
        least, usual, most = plot["area_ha"]
    elif activity.area_ha is not None:
        least, usual, most = activity.area_ha.low, activity.area_ha.value, activity.area_ha.high
    else:
        raise ValueError(f"{activity.code} has no area of its own: give area_ha")
    return Part(
        activity.code,
        usual * 10_000,
        least * 10_000,
        most * 10_000,
        plot.get("quay", activity.quay in QUAYS),
        plot.get("central", False),
        plot.get("repeat", False),
    )
