"""Whether what is drawn on land in waiting starts before that land comes free, and whose land it is (S90)."""

from collections.abc import Iterator

import shapely

from scenarios.geometry.shape import SMALLEST_M2
from scenarios.landuse.checks.finding import Finding, Row, called, inside
from scenarios.project.model import Plot, Site, UseChange, WaitingLand, free_year, table_of
from scenarios.project.snapshot import Snapshot, Thing
from scenarios.wording import hectares, tr


def on_waiting_land(snapshot: Snapshot, thing: Site | UseChange) -> Iterator[Finding]:
    """What a site, or a change of land use, has to do with land in waiting below it."""
    for land in snapshot.waiting_lands.values():
        shared = _shared(snapshot, thing, land)
        if shared is None:
            continue
        m2, place = shared
        site = thing.key if isinstance(thing, Site) else 0
        year, who = free_year(land.free_from), land.owner or land.name or tr("someone else")
        early = [] if year is None else _early(snapshot, thing, land, year)
        if early:
            text = tr(
                "{area} of {name} comes free in {year}, and {what} starts before that.",
                area=hectares(m2),
                name=land.name or who,
                year=year,
                what=_named(snapshot, early),
            )
            yield Finding("too_early", text, place, "start_when_free", (*early, _place(land)), site)
            continue
        if year is None:
            text = tr(
                "{area} is land in waiting of {owner}; when it comes free is not known.",
                area=hectares(m2),
                owner=who,
            )
        else:
            text = tr(
                "{area} is land in waiting of {owner} that comes free in {year}.",
                area=hectares(m2),
                owner=who,
                year=year,
            )
        yield Finding("waiting_land", text, place, "", ((table_of(thing), thing.key), _place(land)), site)


def _shared(snapshot: Snapshot, thing: Thing, land: WaitingLand) -> tuple[float, tuple[float, float]] | None:
    """How many m2 of waiting land lie under a thing, and where; None for less than a slip of the hand."""

    def make() -> tuple[float, tuple[float, float]] | None:
        a, b = snapshot.geometry(thing), snapshot.geometry(land)
        if not shapely.intersects(a, b):
            return None
        both = shapely.intersection(a, b)
        return (float(both.area), inside(both)) if both.area >= SMALLEST_M2 else None

    return snapshot.remember(("waiting", thing.geom, land.geom), make)


def _early(snapshot: Snapshot, thing: Thing, land: WaitingLand, year: int) -> list[Row]:
    """The thing, and the plots of a site, that start on waiting land before its year."""
    plots = snapshot.plots_of(thing.key) if isinstance(thing, Site) else ()
    rows = [thing, *(plot for plot in plots if snapshot.active(plot))]
    return [
        (table_of(row), row.key)
        for row in rows
        if _start(snapshot, row) < year and (row is thing or _shared(snapshot, row, land) is not None)
    ]


def _start(snapshot: Snapshot, row: Thing) -> int:
    return snapshot.base_year if row.start_year is None else row.start_year


def _named(snapshot: Snapshot, rows: list[Row]) -> str:
    table, key = rows[0]
    row = snapshot.rows(table)[key]
    if isinstance(row, Plot):
        return tr("plot {name}", name=called(row))
    return tr("this site") if isinstance(row, Site) else called(row)


def _place(land: WaitingLand) -> Row:
    return ("waiting_land", land.key)
