"""Moves of businesses: what is known of both ends, whether the dates fit, and whether the place suits.

A move is one object with two ends (S82), so that finding a place is as visible as moving out (S83): every
light that is not known yet stays open, and moves without a destination are counted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import shapely

from scenarios.landuse.admitted import heaviest_admitted
from scenarios.landuse.catalogue import activities, step_of
from scenarios.landuse.chains import order_of
from scenarios.landuse.present import areas_in
from scenarios.landuse.relations import curve
from scenarios.project.model import Business, Move, Plot
from scenarios.project.snapshot import Snapshot
from scenarios.wording import hectares, language, tr

GOOD, OPEN, BAD = "good", "open", "bad"
"""States of a light: it is so, it is not known yet, it cannot be so."""

LIGHTS = ("origin", "destination", "dates", "suits")
"""The lights of a move in the order in which they are shown."""

_BEND = 0.16


@dataclass(frozen=True, slots=True)
class Light:
    """Whether something about a move is good, open or bad, and why in one sentence."""

    state: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class MoveFacts:
    """What there is to say of one move.

    `m2`: the area left, `needed_m2`: what it needs elsewhere, both whole; `origin` and `destination`: codes
    of municipalities, empty outside the region or not known; `to`: the name of the destination, empty where
    that is not known; `lands`: the first year at the new place, the plot's own where the move does not say.
    `depth`: how many moves come before it in its chain, `chain`: the key of the first of them.
    """

    row: Move
    name: str
    category: str
    m2: int
    needed_m2: int
    origin: str
    destination: str
    to: str
    lands: int | None
    depth: int
    chain: int
    lights: Mapping[str, Light]

    @property
    def state(self) -> str:
        """The worst of the lights."""
        states = {light.state for light in self.lights.values()}
        return next(state for state in (BAD, OPEN, GOOD) if state in states)


class Unplaced(NamedTuple):
    """An end of a move without a place: category (empty: not known), m2 that it needs, and the move."""

    category: str
    m2: int
    move: Move


def light_name(name: str) -> str:
    """What a light is about."""
    return {
        "origin": tr("Origin"),
        "destination": tr("Destination"),
        "dates": tr("Dates"),
        "suits": tr("Suitability"),
    }[name]


def moves(snapshot: Snapshot) -> tuple[MoveFacts, ...]:
    """The facts of every move of a variant, set aside or not: chain after chain, each in playing order."""
    return snapshot.once(f"moves in {language()}", lambda: tuple(_facts(snapshot)))


def unplaced(snapshot: Snapshot) -> tuple[Unplaced, ...]:
    """The moves that count and have no destination yet, in playing order."""
    rows = (row for row, _, _ in order_of(snapshot.moves) if row.plot is None and not row.aside)
    return tuple(Unplaced(category_of_move(snapshot, row), needed(snapshot, row), row) for row in rows)


def category_of_move(snapshot: Snapshot, row: Move) -> str:
    """The environmental category of what moves: its own, its business's, its activity's, or empty."""
    business = snapshot.businesses.get(row.business or 0)
    if row.category or business is None:
        return row.category or ""
    activity = activities().get(business.activity or "")
    return business.category or (activity.category if activity else "")


def needed(snapshot: Snapshot, row: Move) -> int:
    """The whole m2 that what moves needs elsewhere: its business's own area, else the area that is left."""
    business = snapshot.businesses.get(row.business or 0)
    own = business.area_m2 if business is not None else None
    return max(1, round(own or shapely.area(snapshot.geometry(row))))


def name_of(snapshot: Snapshot, row: Move) -> str:
    """What a move is called: its own name, else that of its business, else where it leaves from."""
    business = snapshot.businesses.get(row.business or 0)
    if row.name or (business is not None and business.name):
        return row.name or (business.name if business is not None else "")
    code = municipality_at(snapshot, row)
    return tr("Relocation from {place}", place=_place(snapshot, code)) if code else tr("Relocation")


def on_plot(snapshot: Snapshot, plot: int) -> tuple[Move, ...]:
    """The moves that count and land on a plot, in order of key."""
    return tuple(sorted((m for m in _landing(snapshot).get(plot, ())), key=lambda m: m.key))


def line_of_move(snapshot: Snapshot, row: Move) -> Any:
    """The curve from the area left to the destination, as a LineString in EPSG:28992.

    Without a destination a short straight line away from the area, which ends nowhere.
    """
    plot = snapshot.plots.get(row.plot or 0)
    start = snapshot.geometry(row)
    if plot is None:
        return snapshot.remember(("open move", row.geom), lambda: _stub(start))
    end = snapshot.geometry(plot)
    key = ("move line", row.geom, plot.geom)
    return snapshot.remember(key, lambda: curve(_middle(start), _middle(end), _BEND))


def municipality_at(snapshot: Snapshot, row: Move | Plot | Business) -> str:
    """The code of the municipality that has most of a row's area, or its point; empty outside the region."""
    shape = snapshot.geometry(row)
    areas, _outside = areas_in(snapshot, shape, row.geom)
    if not shapely.area(shape):
        areas = shapely.intersects(snapshot.region.borders, shape).astype(float)
    at = int(np.argmax(areas))
    return snapshot.region.municipalities[at].code if areas[at] > 0 else ""


def _middle(shape: Any) -> tuple[float, float]:
    centre = shape.centroid
    point = centre if shapely.contains(shape, centre) else shapely.point_on_surface(shape)
    return point.x, point.y


def _stub(shape: Any) -> Any:
    x, y = _middle(shape)
    far = 1.2 * float(np.sqrt(shapely.area(shape)))
    return shapely.LineString([(x, y), (x + far, y + far)])


def _landing(snapshot: Snapshot) -> Mapping[int, list[Move]]:
    def make() -> Mapping[int, list[Move]]:
        found: dict[int, list[Move]] = {}
        for row in snapshot.moves.values():
            if row.plot is not None and not row.aside:
                found.setdefault(row.plot, []).append(row)
        return found

    return snapshot.once("moves by plot", make)


def _facts(snapshot: Snapshot) -> Iterator[MoveFacts]:
    for row, depth, chain in order_of(snapshot.moves):
        plot = snapshot.plots.get(row.plot or 0)
        lands = row.lands if row.lands is not None or plot is None else _start(snapshot, plot)
        yield MoveFacts(
            row,
            name_of(snapshot, row),
            category_of_move(snapshot, row),
            round(shapely.area(snapshot.geometry(row))),
            needed(snapshot, row),
            municipality_at(snapshot, row),
            municipality_at(snapshot, plot) if plot is not None else "",
            plot_name(snapshot, plot) if plot is not None else "",
            lands,
            depth,
            chain,
            {
                "origin": _origin(snapshot, row),
                "destination": _destination(snapshot, plot),
                "dates": _dates(snapshot, row, plot, lands),
                "suits": _suits(snapshot, row, plot),
            },
        )


def plot_name(snapshot: Snapshot, plot: Plot) -> str:
    """What a destination is called: the plot and its site."""
    activity = activities().get(plot.activity or "")
    own = plot.name or (activity.name.split(",")[0].split("(")[0].strip() if activity else "") or tr("plot")
    site = snapshot.sites.get(plot.site)
    return f"{site.name}: {own}" if site is not None and site.name else own


def _place(snapshot: Snapshot, code: str) -> str:
    return snapshot.region.municipalities[snapshot.region.index[code]].name


def _origin(snapshot: Snapshot, row: Move) -> Light:
    missing = []
    if not category_of_move(snapshot, row):
        missing.append(tr("the category of the business"))
    if not row.freed_use:
        missing.append(tr("what its land becomes"))
    if missing:
        return Light(OPEN, tr("Not known yet: {what}.", what=", ".join(missing)))
    if row.change is None:
        return Light(OPEN, tr("Nothing is drawn for the freed land: choose again what it becomes."))
    return Light(GOOD, tr("Area, category and what the land becomes are known."))


def _destination(snapshot: Snapshot, plot: Plot | None) -> Light:
    if plot is None:
        return Light(OPEN, tr("The destination is not known yet."))
    return Light(GOOD, tr("The destination is {plot}.", plot=plot_name(snapshot, plot)))


def _start(snapshot: Snapshot, row: Any) -> int:
    return snapshot.base_year if row.start_year is None else row.start_year


def _dates(snapshot: Snapshot, row: Move, plot: Plot | None, lands: int | None) -> Light:
    said = _clash(snapshot, row, plot, lands)
    if said:
        return Light(BAD, said)
    if row.leaves is None:
        return Light(OPEN, tr("The year in which it leaves is not known yet."))
    if lands is None:
        return Light(OPEN, tr("The year in which it lands is not known yet."))
    return Light(GOOD, tr("It lands in {lands} and leaves in {leaves}.", lands=lands, leaves=row.leaves))


def _clash(snapshot: Snapshot, row: Move, plot: Plot | None, lands: int | None) -> str:
    """Why the dates cannot be so, in one sentence; empty where they can."""
    leaves, change = row.leaves, snapshot.use_changes.get(row.change or 0)
    before = snapshot.moves.get(row.after or 0)
    if plot is not None and lands is not None and lands < _start(snapshot, plot):
        start = _start(snapshot, plot)
        return tr("It lands in {lands}, but its plot is there from {start}.", lands=lands, start=start)
    if plot is not None and plot.end_year is not None and plot.end_year <= max(lands or 0, leaves or 0):
        return tr("Its plot is there only until {end}.", end=plot.end_year)
    if leaves is not None and lands is not None and leaves < lands:
        return tr("It leaves in {leaves}, before it can land in {lands}.", leaves=leaves, lands=lands)
    if leaves is not None and change is not None and _start(snapshot, change) < leaves:
        start = _start(snapshot, change)
        return tr(
            "The freed land is used from {start}, before it leaves in {leaves}.", start=start, leaves=leaves
        )
    if before is not None and before.leaves is not None and lands is not None and lands < before.leaves:
        return tr(
            "It lands in {lands}, before {other} makes room in {leaves}.",
            lands=lands,
            other=name_of(snapshot, before),
            leaves=before.leaves,
        )
    return ""


def _suits(snapshot: Snapshot, row: Move, plot: Plot | None) -> Light:
    if plot is None:
        return Light(OPEN, tr("Whether the place suits cannot be told without a destination."))
    category, limit = category_of_move(snapshot, row), _limit(snapshot, plot)
    if category and step_of(category) > step_of(limit):
        return Light(
            BAD,
            tr(
                "Category {category} is heavier than the place admits ({limit}).",
                category=category,
                limit=limit,
            ),
        )
    others = [other for other in on_plot(snapshot, plot.key) if other.key != row.key]
    wanted = sum(needed(snapshot, other) for other in (row, *others))
    there = round(shapely.area(snapshot.geometry(plot)))
    if wanted > there:
        return Light(BAD, _too_small(snapshot, others, wanted, there))
    if not category:
        return Light(OPEN, tr("Whether the place suits cannot be told without the category."))
    return Light(GOOD, tr("Category and area suit the place."))


def _limit(snapshot: Snapshot, plot: Plot) -> str:
    """The heaviest category that a plot admits: its own where that is given and lighter, else its site's."""
    site = snapshot.sites.get(plot.site)
    limit = heaviest_admitted(snapshot, site) if site is not None else "6"
    own = plot.category or ""
    return own if own and step_of(own) < step_of(limit) else limit


def _too_small(snapshot: Snapshot, others: list[Move], wanted: int, there: int) -> str:
    areas = {"wanted": hectares(wanted, 2), "there": hectares(there, 2)}
    if not others:
        return tr("{wanted} is needed and the plot has {there}.", **areas)
    names = ", ".join(name_of(snapshot, other) for other in others)
    return tr("Together with {names} {wanted} is needed and the plot has {there}.", names=names, **areas)
