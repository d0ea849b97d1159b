"""Filling a site with a layout, and keeping a drawn layout as a template of the project's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from shapely import LineString, Point, Polygon

from scenarios.edits.common import next_rank, require_variant, row_of
from scenarios.edits.shapes import remove
from scenarios.edits.values import checked
from scenarios.errors import Refused
from scenarios.geometry.shape import to_wkb
from scenarios.geometry.subdivide import Layout, Wanted, Wishes, side_along, side_at, subdivide
from scenarios.landuse.catalogue import activities
from scenarios.landuse.surroundings import homes_near, road_near, water_near
from scenarios.landuse.templates import (
    INNOVATION,
    LAID,
    QUAYS,
    Recipe,
    asked,
    measured_part,
    own_text,
)
from scenarios.project.change import Change, delete, insert, update, updates
from scenarios.project.model import Plot, Site, Template, new_key
from scenarios.project.snapshot import Snapshot
from scenarios.wording import hectares, number, tr

Place = tuple[str, int]

NO_QUAY = "none"

_SHORT = 0.9
"""A share of water that comes to less than this part of what was asked is said."""

_LEAST_SAID_M2 = 100.0


@dataclass(frozen=True, slots=True)
class Options:
    """How a recipe is to be laid out; None leaves it to the recipe or the project.

    `quay`: None finds the water beside the outline, "none" wants no quay, a place (x, y) chooses the side of
    the outline nearest to it. Shares run from 0 to 1. `replace`: the plots that the site has give way.
    """

    road_m: float | None = None
    green_m: float | None = None
    water_share: float | None = None
    innovation: float | None = None
    quay: tuple[float, float] | str | None = None
    replace: bool = False


@dataclass(frozen=True, eq=False)
class Filled:
    """A site with a layout: what has to be written, sentences on what did not fit, and the layout itself."""

    changes: tuple[Change, ...]
    said: tuple[str, ...]
    layout: Layout
    quay: LineString | None


def fill_site(snapshot: Snapshot, site: int, recipe: Recipe, options: Options = Options()) -> Filled:
    """Lay out a site after a recipe that fits itself to the outline.

    Raises Refused where the site has plots that are not to be replaced, and for an outline in which no layout
    is possible.
    """
    require_variant(snapshot)
    row = row_of(snapshot, "site", site)
    before = snapshot.plots_of(site)
    if before and not options.replace:
        raise Refused(
            tr(
                "This site already has {count} plots: choose to replace them, or take another site.",
                count=len(before),
            )
        )
    outline, quay = _outline_of(snapshot, row, recipe, options)
    wishes = _wishes(snapshot, outline, quay, recipe, options)
    innovation = innovation_of(snapshot, recipe, options)
    layout = subdivide(outline, lambda m2: asked(recipe, m2, innovation), wishes)
    rank = next_rank(snapshot)
    added = [
        insert(_plot(row, snapshot.variant, rank + n, shape, columns))
        for n, (shape, columns) in enumerate(_named(recipe, layout))
    ]
    removed = remove(snapshot, [("plot", plot.key) for plot in before])
    said = _said(recipe, layout, wishes, outline)
    return Filled((*removed, *added), tuple(said), layout, quay)


def filled(snapshot: Snapshot, site: int, recipe: Recipe, options: Options) -> Filled | Refused:
    """As fill_site, remembered for as long as nothing of it changes; a refusal is given, not raised."""

    def make() -> Filled | Refused:
        try:
            return fill_site(snapshot, site, recipe, options)
        except Refused as refusal:
            return refusal

    return snapshot.remember(_key(snapshot, site, recipe, options), make)


def known(snapshot: Snapshot, site: int, recipe: Recipe, options: Options) -> Filled | Refused | None:
    """What `filled` remembers, None where it has not been worked out."""
    return snapshot.memo.get(_key(snapshot, site, recipe, options))


def innovation_of(snapshot: Snapshot, recipe: Recipe, options: Options) -> float:
    """The share of innovation plots in the net area: the one chosen, the recipe's or the project's."""
    for share in (options.innovation, recipe.innovation):
        if share is not None:
            return share
    return float(snapshot.settings["innovation_share"]) / 100


def save_template(snapshot: Snapshot, places: Iterable[Place], name: str) -> list[Change]:
    """Keep the layout of the chosen site, or of the chosen plots of one site, as a template of this project.

    Areas, activities, widths and shares are measured. Raises Refused where there is nothing to keep.
    """
    site, plots = _chosen(snapshot, places)
    said = checked(snapshot, name=name)["name"]
    if not said:
        raise Refused(tr("A template needs a name: type one."))
    laid: dict[str, list[Any]] = {code: [] for code in (*LAID.values(), INNOVATION)}
    parts = []
    for plot in plots:
        shape = snapshot.geometry(plot)
        if plot.activity in laid:
            laid[plot.activity].append(shape)
            continue
        parts.append(
            measured_part(
                plot.activity,
                shape.area,
                quay=_wants_quay(plot.activity),
                central=plot.activity == "F16",
                name=plot.name,
                category=plot.category,
                also=plot.also,
            )
        )
    if not parts:
        raise Refused(
            tr("There are no plots with work in this selection: choose a site with its plots, then keep it.")
        )
    parts.sort(key=lambda part: (not part.central, -part.m2))
    tests = sum(shape.area for shape in laid[INNOVATION])
    net = sum(part.m2 for part in parts) + tests
    whole = snapshot.geometry(site).area
    text = own_text(
        tuple(parts),
        _width(laid[LAID["road"]]) or 12.0,
        _width(laid[LAID["green"]]),
        sum(shape.area for shape in laid[LAID["water"]]) / whole,
        tests / net,
    )
    return [insert(Template(new_key(), said, site.kind, text))]


def rename_template(snapshot: Snapshot, key: int, name: str) -> list[Change]:
    """Give a template of this project another name; raises Refused for none."""
    said = checked(snapshot, name=name)["name"]
    if not said:
        raise Refused(tr("A template needs a name: type one."))
    return updates(update(row_of(snapshot, "template", key), name=said))


def remove_template(snapshot: Snapshot, key: int) -> list[Change]:
    """Take a template out of this project."""
    return [delete(row_of(snapshot, "template", key))]


def _key(snapshot: Snapshot, site: int, recipe: Recipe, options: Options) -> tuple[object, ...]:
    share = innovation_of(snapshot, recipe, options)
    changes = tuple(snapshot.use_changes.values())
    row = snapshot.sites.get(site)
    return ("layout", row, snapshot.plots_of(site), changes, next_rank(snapshot), recipe, options, share)


def _outline_of(
    snapshot: Snapshot, site: Site, recipe: Recipe, options: Options
) -> tuple[Polygon, LineString | None]:
    outline = snapshot.geometry(site)
    if options.quay == NO_QUAY or outline.interiors:
        return outline, None
    if isinstance(options.quay, tuple):
        return outline, side_at(outline, Point(options.quay))
    if not recipe.at_water:
        return outline, None
    water, reach = water_near(snapshot, outline)
    return outline, side_along(outline, water, reach) if water is not None else None


def _wishes(
    snapshot: Snapshot, outline: Polygon, quay: LineString | None, recipe: Recipe, options: Options
) -> Wishes:
    def chosen(value: float | None, default: float) -> float:
        return default if value is None else value

    return Wishes(
        chosen(options.road_m, recipe.road_m),
        chosen(options.green_m, recipe.green_m),
        chosen(options.water_share, recipe.water_share),
        quay,
        road_near(snapshot, outline),
        homes_near(snapshot, outline),
    )


def _named(recipe: Recipe, layout: Layout) -> Iterable[tuple[Polygon, dict[str, Any]]]:
    """The land of a layout with the columns of its plots, the ground first."""
    for kind in ("green", "water", "roads"):
        code = LAID["road" if kind == "roads" else kind]
        yield from ((shape, {"activity": code}) for shape in getattr(layout, kind))
    yield from ((shape, {"name": tr("Free for later")}) for shape in layout.free)
    for at, shape in layout.plots:
        position = int(layout.asked[at].name)
        if position < 0:
            yield shape, {"activity": INNOVATION}
        else:
            part = recipe.parts[position]
            columns = {"activity": part.activity, "name": part.name, "category": part.category}
            yield shape, {**columns, "also": part.also}


def _plot(site: Site, variant: int, rank: int, shape: Polygon, columns: dict[str, Any]) -> Plot:
    key, years = new_key(), {"start_year": site.start_year, "end_year": site.end_year}
    return Plot(key, key, variant, to_wkb(shape), site.key, rank=rank, **years, **columns)


def _said(recipe: Recipe, layout: Layout, wishes: Wishes, outline: Polygon) -> list[str]:
    """What a layout leaves to say: what did not fit, and what is not as asked."""
    found = []
    for name, least in _left_out(recipe, layout):
        found.append(tr("{activity} did not fit: it needs {area}.", activity=name, area=hectares(least)))
    dry = list(dict.fromkeys(_name_of(recipe, layout.asked[i]) for i in layout.dry))
    if dry and wishes.quay is None:
        found.append(
            tr(
                "There is no water beside this outline: {activities} have no quay. Point at the side where "
                "ships can come.",
                activities=", ".join(dry),
            )
        )
    elif dry:
        found.append(tr("The quay is too short: {activities} lie off the water.", activities=", ".join(dry)))
    got, wanted = sum(p.area for p in layout.water), wishes.water_share * outline.area
    if got < wanted * _SHORT:
        found.append(
            tr(
                "Water storage comes to {got} % of the outline, not to {wanted} %.",
                got=number(100 * got / outline.area, 1),
                wanted=number(100 * wishes.water_share, 1),
            )
        )
    free = sum(p.area for p in layout.free)
    if free >= _LEAST_SAID_M2:
        found.append(tr("{area} along the road stays free for later.", area=hectares(free, 2)))
    if layout.cut_off >= _LEAST_SAID_M2:
        found.append(
            tr(
                "{area} lies behind a place too narrow for a road and became green.",
                area=hectares(layout.cut_off, 2),
            )
        )
    return found


def _left_out(recipe: Recipe, layout: Layout) -> Iterable[tuple[str, float]]:
    """Names and least areas of what is in the recipe and not in the layout."""
    made = {layout.asked[i].name for i, _ in layout.plots}
    for position, part in enumerate(recipe.parts):
        if str(position) not in made and not part.again:
            yield _called(part.name, part.activity), part.least
    tests = [layout.asked[i] for i in layout.missing if layout.asked[i].name == "-1"]
    if tests:
        yield tr("Room for innovation"), sum(one.m2 for one in tests)


def _name_of(recipe: Recipe, one: Wanted) -> str:
    part = recipe.parts[int(one.name)]
    return _called(part.name, part.activity)


def _called(name: str, activity: str | None) -> str:
    found = activities().get(activity or "")
    return name or (found.name if found else tr("Plot without an activity"))


def _wants_quay(activity: str | None) -> bool:
    found = activities().get(activity or "")
    return found is not None and (found.group == "quay" or found.quay in QUAYS)


def _chosen(snapshot: Snapshot, places: Iterable[Place]) -> tuple[Site, list[Plot]]:
    places = list(places)
    plots = [row_of(snapshot, table, key) for table, key in places if table == "plot"]
    sites = list(dict.fromkeys([key for table, key in places if table == "site"]))
    if not plots and len(sites) == 1:
        return row_of(snapshot, "site", sites[0]), list(snapshot.plots_of(sites[0]))
    owners = {plot.site for plot in plots}
    if len(owners) != 1:
        raise Refused(tr("Choose one site, or plots of one site, to keep as a template."))
    return row_of(snapshot, "site", owners.pop()), plots


def _width(shapes: list[Any]) -> float:
    """How wide long land is: from area and outline, as if it were one long strip; 0 where there is none."""
    area, half = sum(s.area for s in shapes), sum(s.length for s in shapes) / 2
    if not area:
        return 0.0
    return (half - max(0.0, half * half - 4 * area) ** 0.5) / 2
