"""Any vector source behind two questions: which layers are there, and what are the features of one.

Features come out in EPSG:28992 without Z and M, nulls kept in their place so that columns and geometries
agree.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scenarios.errors import Refused
from scenarios.formats import crs as systems
from scenarios.formats import delimited, gdal, mvt, topojson
from scenarios.formats.features import Features, Field, LayerInfo, Raw, kind_of, samples
from scenarios.formats.source import Source, inside, opened, parse
from scenarios.geometry.remarks import Remark
from scenarios.progress import Job, Progress, drain
from scenarios.project.schema import foreign
from scenarios.wording import tr

Bounds = tuple[float, float, float, float]

_MANY = 50_000


def layers(given: Source | str | Path) -> list[LayerInfo]:
    """The layers of a source, of a folder those of all its files; raises Refused where there is none to
    read."""
    source = given if isinstance(given, Source) else parse(given)
    found = _layers(source)
    if not found:
        raise Refused(tr("{file} holds no layers.", file=source.label))
    return found


def layer_of(given: Source | str | Path, *, areas: bool = False) -> tuple[Source, LayerInfo]:
    """The source with the one layer it names or, without a name, its only layer (with `areas`: of polygons).

    Raises Refused listing the layers where it cannot be told which one is meant.
    """
    source = given if isinstance(given, Source) else parse(given)
    found = layers(source)
    if source.layer:
        return source, _named(source, found)
    fitting = [
        one for one in found if one.geometry != "none" and (not areas or one.geometry in ("polygon", "mixed"))
    ]
    if len(fitting) == 1 or len(found) == 1:
        one = (fitting or found)[0]
        return Source(source.path, one.name, source.format, implied=True), one
    if not fitting:
        raise Refused(tr("{file} holds no layer with polygons.", file=source.label))
    raise Refused(
        tr(
            "{file} holds several layers: name one, as {file}:LAYER. Its layers: {layers}.",
            file=source.label,
            layers=", ".join(one.name for one in fitting),
        )
    )


def read(
    given: Source | str | Path,
    layer: str = "",
    columns: tuple[str, ...] | None = None,
    *,
    crs: str = "",
    bounds: Bounds | None = None,
) -> Job[Features]:
    """The features of one layer in RD, with some of its columns (None: all); drain it for the result.

    `crs` overrides what the file says; `bounds` (RD, m) lets large sources be
    read near them only. Raises
    Refused for missing layers or fields, coordinate systems that are missing or wrong, and what cannot be
    read.
    """
    source = given if isinstance(given, Source) else parse(given)
    name = layer or source.layer
    yield Progress(0, 1, tr("Reading {file}", file=source.label))
    raw = yield from _raw(source, name, columns, crs, bounds)
    geoms, remarks = systems.to_rd(raw.geoms, crs or raw.crs, source.label)
    return Features(geoms, raw.columns, (*raw.remarks, *remarks), crs or raw.crs)


def values(given: Source | str | Path, layer: str, field: str) -> dict[str, int]:
    """How often each value of a field occurs, most frequent first: what a class table is made for."""
    from scenarios.formats.features import text

    source = given if isinstance(given, Source) else parse(given)
    raw = drain(_raw(source, layer or source.layer, (field,), "", None))
    counted: dict[str, int] = {}
    for value in raw.columns[field]:
        counted[text(value)] = counted.get(text(value), 0) + 1
    return dict(sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def columns(
    given: Source | str | Path, layer: str, names: tuple[str, ...]
) -> Job[Mapping[str, NDArray[np.object_]]]:
    """Some columns of a layer without its shapes; empty where no names are given."""
    if not names:
        return {}
    source = given if isinstance(given, Source) else parse(given)
    raw = yield from _raw(source, layer, names, "", None)
    return raw.columns


def _layers(source: Source) -> list[LayerInfo]:
    if source.format == "folder":
        return [replace(layer, name=name) for name, (_, layer) in _in_folder(source.path).items()]
    stat = source.path.stat()
    return list(_listed(Source(source.path, "", source.format), stat.st_mtime_ns, stat.st_size))


@lru_cache(maxsize=32)
def _listed(source: Source, _changed: int, _size: int) -> tuple[LayerInfo, ...]:
    """The layers, kept as long as the file or folder does not change: a source is asked for them several
    times."""
    return tuple(_found(source))


def _found(source: Source) -> list[LayerInfo]:
    if source.format == "mvt":
        return mvt.layers(source.path)
    if source.format == "topojson":
        return topojson.layers(source.path)
    if source.format == "delimited":
        return delimited.layers(source.path)
    try:
        return gdal.layers(source.path)
    except gdal.Unsupported:
        return [_foreign_info(source.path, table) for table in _foreign(source.path)]


def _in_folder(folder: Path) -> dict[str, tuple[Source, LayerInfo]]:
    """The layers of all files in a folder by a name that is theirs alone; raises Refused where no file can
    be read.

    Files that cannot be read are passed over: beside map files lie tables and notes.
    """
    found: list[tuple[Source, LayerInfo]] = []
    first: Refused | None = None
    for file in inside(folder):
        try:
            member = parse(file)
            found.extend((member, layer) for layer in _layers(member))
        except Refused as refused:
            first = first or refused
    if not found and first is not None:
        raise first
    names = [layer.name for _, layer in found]
    return {
        layer.name if names.count(layer.name) == 1 else f"{member.path.stem}.{layer.name}": (member, layer)
        for member, layer in found
    }


def _named(source: Source, found: list[LayerInfo]) -> LayerInfo:
    for one in found:
        if one.name == source.layer:
            return one
    raise Refused(
        tr(
            "{file} has no layer “{layer}”. Its layers: {layers}.",
            file=source.label,
            layer=source.layer,
            layers=", ".join(one.name for one in found),
        )
    )


def _raw(
    source: Source, layer: str, columns: tuple[str, ...] | None, crs: str, bounds: Bounds | None
) -> Job[Raw]:
    if source.format == "folder":
        found = _in_folder(source.path).get(layer)
        if found is not None:
            return (yield from _raw(found[0], found[1].name, columns, crs, bounds))
    info = _named(Source(source.path, layer, source.format), _layers(source))
    _must_have(source, info, columns)
    if source.format == "mvt":
        return (yield from mvt.read(source.path, layer, columns, _tile_filter(bounds)))
    if source.format == "topojson":
        return topojson.read(source.path, layer, columns)
    if source.format == "delimited":
        return delimited.read(source.path, columns)
    # A window makes GDAL pass over features without a shape; they are only worth that where there are many.
    window = systems.window(bounds, crs or info.crs) if bounds and info.count > _MANY else None
    try:
        return gdal.read(source.path, layer, columns, window)
    except gdal.Unsupported:
        table = next(one for one in _foreign(source.path) if one.name == layer)
        return _foreign_raw(source.path, table, columns)


def _must_have(source: Source, info: LayerInfo, columns: tuple[str, ...] | None) -> None:
    names = [field.name for field in info.fields]
    for column in columns or ():
        if column not in names:
            raise Refused(
                tr(
                    "{source} has no field “{field}”. Its fields: {fields}.",
                    source=source.name,
                    field=column,
                    fields=", ".join(names) or tr("none"),
                )
            )


def _tile_filter(bounds: Bounds | None) -> Callable[[mvt.Tile], bool] | None:
    box = systems.window(bounds, mvt.CRS) if bounds else None
    if box is None:
        return None

    def reaches(tile: mvt.Tile) -> bool:
        left, top, width = tile.frame()
        return left <= box[2] and left + width >= box[0] and top >= box[1] and top - width <= box[3]

    return reaches


def _foreign(path: Path) -> list[foreign.FeatureTable]:
    try:
        with opened(path) as safe:
            return foreign.tables(safe)
    except foreign.Unreadable as error:
        raise Refused(tr("{file} cannot be read: {why}", file=path.name, why=str(error))) from error


def _foreign_raw(
    path: Path, table: foreign.FeatureTable, columns: tuple[str, ...] | None, most: int | None = None
) -> Raw:
    try:
        with opened(path) as safe:
            geoms, rows, bad = foreign.read(safe, table, most)
    except foreign.Unreadable as error:
        raise Refused(tr("{file} cannot be read: {why}", file=path.name, why=str(error))) from error
    values = {}
    for name in table.columns if columns is None else columns:
        column = np.empty(len(rows), dtype=object)
        column[:] = [row[table.columns.index(name)] for row in rows]
        values[name] = column
    return Raw(geoms, values, table.crs, (Remark("unreadable", bad),) if bad else ())


def _foreign_info(path: Path, table: foreign.FeatureTable) -> LayerInfo:
    raw = _foreign_raw(path, table, None, 500)
    fields = tuple(Field(name, kind_of(column), samples(column)) for name, column in raw.columns.items())
    return LayerInfo(table.name, gdal.geometry_kind(raw.geoms), table.count, fields, table.crs)
