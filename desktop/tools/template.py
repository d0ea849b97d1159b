"""Filling a site with a layout: it shows on the map before it is written, and follows what is asked of it.

A layout takes up to a second, too long for a hand that moves: it is worked out by the panel of layouts, and
the tool shows what has been worked out. Enter in haste works it out at once.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import shapely

from desktop.tools.event import Context, Event, Gesture, Outcome, Place, Preview, Sketch
from desktop.tools.hit import at
from desktop.tools.said import named
from desktop.tools.variant import only_in_a_variant
from scenarios.edits.templates import NO_QUAY, Filled, Options, filled, known
from scenarios.landuse.templates import Recipe, recipe_of
from scenarios.project.model import Site
from scenarios.project.snapshot import Snapshot
from scenarios.wording import hectares, tr

_REACH = 6.0
_AT_EDGE = 14.0
"""Pixels within which a click on the outline points at a quay side, where the side lights up."""

AMOUNTS = {
    "template_road": ("road_m", 1.0),
    "template_green": ("green_m", 1.0),
    "template_innovation": ("innovation", 0.01),
    "template_water": ("water_share", 0.01),
}
"""The session's options that are numbers: what they are called in a layout's options, and their unit."""


def template(context: Context) -> Gesture:
    """Fill a site with the chosen layout; a click on its outline says where ships come."""
    return (yield from only_in_a_variant(context, _fill(context)))


def options_of(options: Mapping[str, Any]) -> Options:
    """What the session's options ask of a layout."""
    asked: dict[str, Any] = {}
    for name, (column, unit) in AMOUNTS.items():
        text = options.get(name)
        if text:
            asked[column] = float(text) * unit
    quay = options.get("template_quay")
    if quay == NO_QUAY:
        asked["quay"] = NO_QUAY
    elif quay:
        x, y = quay.split(",")
        asked["quay"] = (float(x), float(y))
    return Options(replace=options.get("template_replace") == "on", **asked)


def target(snapshot: Snapshot, selection: tuple[Place, ...]) -> Site | None:
    """The one site that is selected, by itself or by its plots."""
    found = set()
    for table, key in selection:
        if table == "site":
            found.add(key)
        elif table == "plot" and key in snapshot.plots:
            found.add(snapshot.plots[key].site)
    return snapshot.sites.get(found.pop()) if len(found) == 1 else None


def forget(options: Mapping[str, Any], choose: Callable[[str, str], None]) -> None:
    """Let go of what was asked for one site only: that its plots give way, and the side where ships come."""
    choose("template_replace", "off")
    if options.get("template_quay") != NO_QUAY:
        choose("template_quay", "")


def step_of(recipe: Recipe, site: Site) -> str:
    """The label of the step that fills a site."""
    return tr("Fill {site} with {layout}", site=named(site), layout=recipe.name)


def _fill(context: Context) -> Gesture:
    said, pointer = "", None
    chosen: tuple[Place, ...] | None = None
    while True:
        event = yield _shown(context, pointer, said, chosen)
        chosen = None
        if event.kind == "move":
            pointer = event
            continue
        if event.kind == "press" and event.button == "left":
            said = ""
            if _at_edge(context, event):
                x, y = event.hand
                context.choose("template_quay", f"{x:.2f},{y:.2f}")
            else:
                chosen = _site_under(context, event)
        elif (event.kind == "key" and event.key == "enter") or event.kind == "double":
            outcome, said = _applied(context)
            if outcome is not None:
                return outcome


def _recipe(context: Context) -> Recipe | None:
    return recipe_of(context.snapshot(), str(context.options.get("template") or ""))


def _shown(context: Context, pointer: Event | None, said: str, chosen: tuple[Place, ...] | None) -> Preview:
    snapshot, recipe = context.snapshot(), _recipe(context)
    site = target(snapshot, context.selection())
    shown = Preview(hint=said or _hint(site, recipe), warning=said, selection=chosen, cursor="point")
    if site is None or recipe is None:
        return shown
    answer = known(snapshot, site.key, recipe, options_of(context.options))
    sketches = [Sketch(snapshot.geometry(site), "chosen")]
    if isinstance(answer, Filled):
        if answer.quay is not None:
            sketches.append(Sketch(answer.quay, "hover"))
        if pointer is not None and _at_edge(context, pointer):
            foot = shapely.shortest_line(snapshot.geometry(site).exterior, shapely.Point(pointer.hand))
            sketches.append(Sketch(shapely.Point(foot.coords[0]).buffer(4 * pointer.pixel), "hover"))
        net = sum(plot.area for _, plot in answer.layout.plots)
        return replace(
            shown,
            sketches=tuple(sketches),
            changes=answer.changes,
            lines=(recipe.name, tr("{area} of plots", area=hectares(net))),
        )
    hint = str(answer) if answer is not None and not said else shown.hint
    return replace(shown, sketches=tuple(sketches), hint=hint)


def _hint(site: Site | None, recipe: Recipe | None) -> str:
    if recipe is None:
        return tr("Choose a layout in the list of layouts.")
    if site is None:
        return tr("Click the cluster or hub that is to be filled, or draw its outline first with C or B.")
    return tr("Enter fills the site; click a side of its outline to say where ships come.")


def _at_edge(context: Context, event: Event) -> bool:
    site = target(context.snapshot(), context.selection())
    if site is None:
        return False
    edge = context.snapshot().geometry(site).exterior
    return edge.distance(shapely.Point(event.hand)) <= _AT_EDGE * event.pixel


def _site_under(context: Context, event: Event) -> tuple[Place, ...] | None:
    snapshot = context.snapshot()
    under = at(snapshot, *event.hand, _REACH * event.pixel, context.seen)
    site = target(snapshot, tuple(under[:1]))
    return (("site", site.key),) if site is not None else None


def _applied(context: Context) -> tuple[Outcome | None, str]:
    snapshot, recipe = context.snapshot(), _recipe(context)
    site = target(snapshot, context.selection())
    if recipe is None or site is None:
        return None, _hint(site, recipe)
    answer = filled(snapshot, site.key, recipe, options_of(context.options))
    if not isinstance(answer, Filled):
        return None, str(answer)
    forget(context.options, context.choose)
    return Outcome(step_of(recipe, site), answer.changes, (("site", site.key),)), ""
