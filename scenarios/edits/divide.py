"""Splitting areas by a line, merging them, and leading an outline along a line."""

from collections.abc import Iterable, Sequence

import shapely
from shapely import MultiPolygon

from scenarios.edits.overlap import Place
from scenarios.edits.pieces import Ranks, area_of, divided, given, joints
from scenarios.edits.shapes import remove
from scenarios.errors import Refused
from scenarios.geometry import divide
from scenarios.geometry.shape import clean_multipolygon
from scenarios.project.change import Change, delete, update, updates
from scenarios.project.model import GEOMETRY
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

Point = tuple[float, float]


def split(snapshot: Snapshot, places: Iterable[Place], line: Sequence[Point]) -> list[Change]:
    """Split areas by a line: the largest part keeps the row, the others are new rows with the same columns.

    Areas the line does not cut through stay as they are; neighbours get corners where the line ends in their
    edges; the plots of a site go to the part where most of them lies. Raises Refused where it cuts through
    none.
    """
    chosen = list(dict.fromkeys(places))
    ranks = Ranks(snapshot)
    changes: list[Change] = []
    pieces = {}
    refusal: Refused | None = None
    for place in chosen:
        try:
            found = _split(area_of(snapshot, place), line)
        except Refused as refused:
            refusal = refusal or refused
            continue
        changes += divided(snapshot, place, found, ranks)
        pieces[place] = found
    if not pieces:
        raise refusal or Refused(tr("Choose what is to be split first."))
    return changes + joints(snapshot, pieces, pieces)


def merge(snapshot: Snapshot, places: Sequence[Place]) -> list[Change]:
    """Merge areas of one kind: the first one keeps its row and its columns, the others go.

    Plots, members and relations of those that go belong to the first from then on; contours of merged plots
    go. Raises Refused for fewer than two, for different kinds, and where they do not touch.
    """
    chosen = list(dict.fromkeys(places))
    if len(chosen) < 2:
        raise Refused(tr("Choose two or more shapes that touch, then merge them."))
    if len({table for table, _ in chosen}) > 1:
        raise Refused(tr("Only things of one kind can be merged: choose sites, or plots, or areas."))
    first, *others = chosen
    shapes = [area_of(snapshot, place) for place in chosen]
    if GEOMETRY[first[0]] == "MULTIPOLYGON":
        whole = clean_multipolygon(shapes)
    else:
        whole = divide.merged(shapes)
    pointing = _pointed_again(snapshot, first, {key for _, key in others})
    now = snapshot.with_changes(pointing)
    return [
        *pointing,
        *remove(now, others),
        *given(snapshot, first, whole),
        *joints(now, chosen, {first: [whole]}),
    ]


def reshape_along(snapshot: Snapshot, place: Place, line: Sequence[Point]) -> list[Change]:
    """Lead the outline of an area along a line, as QGIS does; raises Refused where they do not meet twice."""
    every = shapely.get_parts(area_of(snapshot, place)).tolist()
    done, refusal = [], None
    for part in every:
        try:
            done.append(divide.reshaped(part, line))
        except Refused as refused:
            refusal = refused
            done.append(part)
    if refusal is not None and all(new is old for new, old in zip(done, every, strict=True)):
        raise refusal
    shape = done[0] if len(done) == 1 else MultiPolygon(done)
    return given(snapshot, place, shape) + joints(snapshot, [place], {place: [shape]})


def _split(shape: shapely.Geometry, line: Sequence[Point]) -> list[shapely.Geometry]:
    """The pieces of an area: what stays with the row first, as one polygon or a multipolygon."""
    kept, loose, refusal = [], [], None
    for part in shapely.get_parts(shape):
        try:
            found = divide.split(part, line)
        except Refused as refused:
            refusal = refused
            found = [part]
        kept.append(found[0])
        loose.extend(found[1:])
    if not loose and refusal is not None:
        raise refusal
    return [kept[0] if len(kept) == 1 else MultiPolygon(kept), *loose]


def _pointed_again(snapshot: Snapshot, first: Place, gone: set[int]) -> list[Change]:
    """Plots and members of sites, and relations of plots, that point at the first instead of what goes."""
    key = first[1]
    if first[0] == "site":
        rows = [row for table in ("plot", "member") for row in snapshot.rows(table).values()]
        return updates(*(update(row, site=key) for row in rows if row.site in gone))
    changes = []
    for row in snapshot.rows("relation").values() if first[0] == "plot" else ():
        ends = [key if end in gone else end for end in (row.from_plot, row.to_plot)]
        if ends[0] == ends[1]:
            changes.append(delete(row))
        else:
            changes.append(update(row, from_plot=ends[0], to_plot=ends[1]))
    return updates(*changes)
