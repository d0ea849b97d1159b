"""What can be said of a selected thing beside its fields: hectares, places, contours, trees. No Qt."""

from collections.abc import Callable
from typing import Any

import shapely

from desktop.panels.selected_fields import PresentLand, Selected
from desktop.widgets.figures import in_hectares
from desktop.widgets.names import activity_name, kind_name, place_name, use_name
from scenarios.landuse.apportion import apportion
from scenarios.landuse.distances import component_name, distances
from scenarios.landuse.moves import BAD, light_name, moves
from scenarios.landuse.present import areas_in
from scenarios.landuse.sites import facts_of
from scenarios.landuse.taken import taken_by_plot, taken_by_site
from scenarios.landuse.trees import trees_of
from scenarios.landuse.waiting import candidate_of
from scenarios.project.model import Contour, Move, Plot, Site, TreeRow, WaitingLand
from scenarios.project.snapshot import Snapshot
from scenarios.wording import number, tr


def heading(snapshot: Snapshot, selected: Selected, table_name: Callable[[str], str]) -> str:
    """What is selected, in a few words."""
    if len(selected) == 1:
        table, row = selected[0]
        if isinstance(row, Site):
            return kind_name(row.kind)
        if isinstance(row, Plot) and row.site in snapshot.sites:
            site = snapshot.sites[row.site]
            return tr("Plot in {site}", site=site.name or kind_name(site.kind))
        return table_name(table)
    tables = dict.fromkeys(table for table, _ in selected)
    if len(tables) == 1:
        return tr("{count} selected: {what}", count=len(selected), what=table_name(next(iter(tables))))
    return tr("{count} things selected", count=len(selected))


def facts(snapshot: Snapshot, selected: Selected) -> tuple[tuple[str, str], ...]:
    """Label and value: gross and net hectares, share per municipality, distances."""
    if len(selected) == 1 and isinstance(selected[0][1], TreeRow):
        return _trees(snapshot, selected[0][1])
    shapes = [_shape(snapshot, row) for _, row in selected]
    shapes = [shape for shape in shapes if shape is not None and shapely.area(shape) > 0]
    if not shapes:
        return ()
    found: list[tuple[str, str]] = []
    if len(selected) == 1:
        row = selected[0][1]
        if isinstance(row, Site):
            return _site(snapshot, row)
        total, shares = _shares(snapshot, row, shapes[0])
        found += [(tr("Area"), f"{in_hectares(total, 2)} ha"), *_places(snapshot, shares, total)]
        if isinstance(row, Plot):
            found += _contours(snapshot, row)
        if isinstance(row, Contour) and row.plot in snapshot.plots:
            found.append((tr("Of plot"), _short(snapshot.plots[row.plot])))
        if isinstance(row, Move):
            found += _move(snapshot, row)
        if isinstance(row, WaitingLand):
            found += _waiting(snapshot, row)
        return tuple(found)
    whole = float(shapely.area(shapely.union_all(shapes)))
    return ((tr("Area together"), f"{in_hectares(whole, 2)} ha"),)


def _short(plot: Plot) -> str:
    """A plot by its name or what stands on it, in few enough letters for a value."""
    return _shortened(
        plot.name or activity_name(plot.activity).split(",")[0].split("(")[0].strip() or tr("Plot")
    )


def _shortened(said: str) -> str:
    return said if len(said) <= _MOST else f"{said[: _MOST - 1]}…"


_MOST = 24


def _contours(snapshot: Snapshot, plot: Plot) -> list[tuple[str, str]]:
    """How far the nuisance of a plot reaches, and the land that takes."""
    reach = distances(snapshot, plot)
    found = [(tr("Setback contour"), tr("{metres} m", metres=number(reach.category)))]
    if reach.drawn:
        found.append((tr("Drawn contours"), ", ".join(component_name(name) for name in reach.drawn)))
    taken = f"{in_hectares(taken_by_plot(snapshot, plot))} ha"
    return [*found, (tr("Plot and contour together"), taken)]


def _waiting(snapshot: Snapshot, row: WaitingLand) -> list[tuple[str, str]]:
    """What lies on land in waiting now, and how far the water is."""
    about = candidate_of(snapshot, row)
    found = [(tr("Now"), ", ".join(use_name(code) for code in about.uses[:2]))]
    if about.water_m is not None:
        found.append((tr("Distance to water"), tr("{metres} m", metres=number(about.water_m))))
    return found


def _move(snapshot: Snapshot, row: Move) -> list[tuple[str, str]]:
    """Who moves where and when, and what is amiss with that."""
    one = next(one for one in moves(snapshot) if one.row.key == row.key)
    unknown = tr("not known yet")
    found = [
        (tr("Relocation"), one.name),
        (tr("Freed land"), use_name(row.freed_use) if row.freed_use else unknown),
        (tr("Destination"), one.to or unknown),
        (tr("Lands"), unknown if one.lands is None else str(one.lands)),
        (tr("Leaves"), unknown if row.leaves is None else str(row.leaves)),
    ]
    amiss = [light_name(name) for name, light in one.lights.items() if light.state == BAD]
    found += [(tr("Does not fit"), ", ".join(amiss).lower())] if amiss else []
    return [(label, _shortened(value)) for label, value in found]


def _trees(snapshot: Snapshot, row: TreeRow) -> tuple[tuple[str, str], ...]:
    found = trees_of(snapshot, row)
    return (
        (tr("Length"), tr("{metres} m", metres=number(snapshot.geometry(row).length))),
        (tr("Trees"), number(found.count)),
        (tr("Shade"), f"{number(found.shade.area)} m\u00b2"),
    )


def _site(snapshot: Snapshot, site: Site) -> tuple[tuple[str, str], ...]:
    about = facts_of(snapshot, site)
    net = f"{in_hectares(about.net_m2, 2)} ha ({number(about.net_share * 100)} %)"
    outside = (
        [(tr("Outside the region"), f"{in_hectares(about.outside_m2, 2)} ha")] if about.outside_m2 else []
    )
    return (
        (tr("Gross"), f"{in_hectares(about.area_m2, 2)} ha"),
        (tr("Net, can be issued"), net),
        (tr("Site and contours together"), f"{in_hectares(taken_by_site(snapshot, site))} ha"),
        *_places(snapshot, about.municipalities, about.area_m2),
        *outside,
    )


def _places(snapshot: Snapshot, shares: dict[str, int], total: float) -> list[tuple[str, str]]:
    def share(m2: int) -> str:
        return f"{in_hectares(m2, 2)} ha ({number(100 * m2 / total)} %)" if len(shares) > 1 else ""

    order = sorted(shares, key=lambda code: -shares[code])
    return [
        (place_name(snapshot, code), share(shares[code]))
        if len(shares) > 1
        else (tr("Municipality"), place_name(snapshot, code))
        for code in order
    ]


def _shape(snapshot: Snapshot, row: Any) -> Any:
    if isinstance(row, PresentLand):
        return row.shape
    return snapshot.geometry(row) if hasattr(row, "geom") else None


def _shares(snapshot: Snapshot, row: Any, shape: Any) -> tuple[int, dict[str, int]]:
    token = row.geom if hasattr(row, "geom") else ("present polygon", row.key)
    areas, outside = areas_in(snapshot, shape, token)
    total = round(float(shapely.area(shape)))
    whole = apportion([*areas.tolist(), outside], total)
    codes = [m.code for m in snapshot.region.municipalities]
    return total, {code: m2 for code, m2 in zip(codes, whole, strict=False) if m2}
