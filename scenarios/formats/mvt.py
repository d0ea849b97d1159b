"""Vector tiles, one file or a folder z/x/y.pbf, each tile clipped to its own square.

The tiles are decoded here and not by GDAL, which rejects whole tiles where one ring crosses itself; a ring
that does so is repaired later like any other. Neighbouring tiles overlap by a buffer, so every feature is
cut at its tile's edge, with extra corners along that edge: a straight line in the tile is none in RD.
"""

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from scenarios.errors import Refused
from scenarios.formats.features import Field, LayerInfo, Raw, kind_of, samples
from scenarios.geometry.remarks import Remark
from scenarios.geometry.repair import mended, of_one_kind
from scenarios.progress import Job, Progress
from scenarios.wording import tr

CRS = "EPSG:3857"
SUFFIXES = (".pbf", ".mvt")

_HALF = 20037508.342789244
_EDGE_STEPS = 16
_LARGEST_TILE = 64 * 1024 * 1024
_NUMBERS = ("double_value", "float_value", "int_value", "sint_value", "uint_value")


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile file and its place in the pyramid."""

    path: Path
    zoom: int
    x: int
    y: int

    def frame(self) -> tuple[float, float, float]:
        """The left and upper edge in EPSG:3857 and the width, m."""
        width = 2 * _HALF / 2**self.zoom
        return -_HALF + self.x * width, _HALF - self.y * width, width


def is_tiles(path: Path) -> bool:
    """Whether the path is a tile file or a folder of tiles: one zoom level, or its parent."""
    if path.is_file():
        return path.suffix.lower() in SUFFIXES
    return path.is_dir() and (bool(_zooms(path)) or _is_zoom(path))


def tiles(path: Path) -> list[Tile]:
    """The tiles of a source, by column and row; raises Refused where a file has no place in the pyramid.

    Of a folder with several zoom levels the most detailed one is taken that covers as much as any other.
    """
    if path.is_file():
        return [_placed(path)]
    folder = path if _is_zoom(path) else _chosen(path)
    return [_placed(file) for file in _files(folder)]


def layers(path: Path) -> list[LayerInfo]:
    """The layers over all tiles of a source; damaged tiles of a folder are passed over."""
    found: dict[str, _Tally] = {}
    for tile in tiles(path):
        try:
            decoded = _decoded(tile.path)
        except Refused:
            if path.is_file():
                raise
            continue
        for layer in decoded.layers:
            found.setdefault(layer.name, _Tally()).add(layer)
    return [tally.info(name) for name, tally in found.items()]


def read(
    path: Path, layer: str, columns: tuple[str, ...] | None, within: Callable[[Tile], bool] | None = None
) -> Job[Raw]:
    """One layer of all tiles for which `within` holds, in EPSG:3857; a damaged tile is left out
    (`bad-tile`)."""
    geoms: list[NDArray[np.object_]] = []
    values: list[list[dict[str, Any]]] = []
    bad: list[str] = []
    wanted = [tile for tile in tiles(path) if within is None or within(tile)]
    for done, tile in enumerate(wanted):
        if done % 10 == 0:
            yield Progress(done, len(wanted), tr("Reading vector tiles"))
        try:
            shapes, properties = _features(tile, layer)
        except (Refused, shapely.GEOSException, ValueError, IndexError, OverflowError):
            if len(wanted) == 1:
                raise
            bad.append(f"{tile.x}/{tile.path.name}")
            continue
        geoms.append(shapes)
        values.append(properties)
    rows = [row for some in values for row in some]
    names = columns if columns is not None else tuple(dict.fromkeys(name for row in rows for name in row))
    table = {name: _column(rows, name) for name in names}
    remarks = (Remark("bad-tile", len(bad), detail=", ".join(bad[:3])),) if bad else ()
    return Raw(np.concatenate(geoms) if geoms else np.empty(0, dtype=object), table, CRS, remarks)


def _column(rows: list[dict[str, Any]], name: str) -> NDArray[np.object_]:
    column = np.empty(len(rows), dtype=object)
    column[:] = [row.get(name) for row in rows]
    return column


def _is_zoom(folder: Path) -> bool:
    return bool(re.fullmatch(r"\d{1,2}", folder.name)) and next(_files(folder), None) is not None


def _zooms(folder: Path) -> list[Path]:
    found = [child for child in folder.iterdir() if child.is_dir() and _is_zoom(child)]
    return sorted(found, key=lambda child: int(child.name))


def _files(folder: Path) -> Iterator[Path]:
    columns = [c for c in folder.iterdir() if c.is_dir() and c.name.isdigit()]
    for column in sorted(columns, key=lambda c: int(c.name)):
        rows = [f for f in column.iterdir() if f.suffix.lower() in SUFFIXES and f.stem.isdigit()]
        yield from sorted(rows, key=lambda f: int(f.stem))


def _chosen(folder: Path) -> Path:
    zooms = _zooms(folder)
    covered = [sum(1 for _ in _files(zoom)) / 4.0 ** int(zoom.name) for zoom in zooms]
    enough = [zoom for zoom, share in zip(zooms, covered, strict=True) if share >= 0.5 * max(covered)]
    return enough[-1]


def _placed(path: Path) -> Tile:
    names = (path.parent.parent.name, path.parent.name, path.stem)
    if not all(name.isdigit() for name in names):
        raise Refused(
            tr(
                "{file} is a vector tile without its place: keep it in folders zoom/column/row.pbf.",
                file=path.name,
            )
        )
    zoom, x, y = (int(name) for name in names)
    if zoom > 24 or max(x, y) >= 2**zoom:
        raise Refused(
            tr(
                "{file} is a vector tile without its place: keep it in folders zoom/column/row.pbf.",
                file=path.name,
            )
        )
    return Tile(path, zoom, x, y)


def _decoded(path: Path) -> Any:
    from mapbox_vector_tile.Mapbox import vector_tile_pb2

    content = path.read_bytes()
    try:
        if content[:2] == b"\x1f\x8b":
            content = zlib.decompressobj(31).decompress(content, _LARGEST_TILE)
        tile = vars(vector_tile_pb2)["tile"]()
        tile.ParseFromString(content)
    except Exception as error:  # protobuf's own error type comes from a package that is not ours to import
        raise Refused(
            tr("{file} is no readable vector tile: it is damaged or cut short.", file=path.name)
        ) from error
    return tile


def _features(tile: Tile, name: str) -> tuple[NDArray[np.object_], list[dict[str, Any]]]:
    shapes: list[NDArray[np.object_]] = []
    rows: list[dict[str, Any]] = []
    for layer in _decoded(tile.path).layers:
        if layer.name != name:
            continue
        keys, values = list(layer.keys), [_value(value) for value in layer.values]
        extent = int(layer.extent) or 4096
        geoms = np.empty(len(layer.features), dtype=object)
        geoms[:] = [_geometry(f.type, np.array(f.geometry, dtype=np.int64)) for f in layer.features]
        geoms = _clipped(geoms, extent)
        left, top, width = tile.frame()
        scale = width / extent
        shapes.append(shapely.transform(geoms, lambda xy: np.array([left, top]) + xy * [scale, -scale]))  # noqa: B023
        rows.extend(
            {keys[k]: values[v] for k, v in zip(f.tags[::2], f.tags[1::2], strict=True)}
            for f in layer.features
        )
    return (np.concatenate(shapes) if shapes else np.empty(0, dtype=object)), rows


def _value(value: Any) -> Any:
    if value.HasField("string_value"):
        return value.string_value
    if value.HasField("bool_value"):
        return value.bool_value
    return next((getattr(value, name) for name in _NUMBERS if value.HasField(name)), None)


def _geometry(kind: int, commands: NDArray[np.int64]) -> Any:
    """A geometry out of its commands (Vector Tile Specification 2.1), in tile units with y downwards."""
    parts, closed = _parts(commands)
    if kind == 1:
        return shapely.multipoints(np.concatenate(parts)) if parts else None
    if kind == 2:
        lines = [part for part in parts if len(part) > 1]
        return shapely.MultiLineString(lines) if lines else None
    return _polygons([part for part, done in zip(parts, closed, strict=True) if done and len(part) > 2])


def _parts(commands: NDArray[np.int64]) -> tuple[list[NDArray[np.int64]], list[bool]]:
    steps = (commands >> 1) ^ -(commands & 1)
    parts: list[NDArray[np.int64]] = []
    closed: list[bool] = []
    at = np.zeros(2, dtype=np.int64)
    place, size = 0, len(commands)
    while place < size:
        command, count = int(commands[place]) & 7, int(commands[place]) >> 3
        place += 1
        if command == 7:
            if closed:
                closed[-1] = True
            continue
        if command not in (1, 2) or place + 2 * count > size:
            raise ValueError("unknown command")
        corners = at + np.cumsum(steps[place : place + 2 * count].reshape(-1, 2), axis=0)
        place += 2 * count
        if count == 0:
            continue
        at = corners[-1]
        if command == 1:
            parts.append(corners)
            closed.append(False)
        elif parts:
            parts[-1] = np.concatenate([parts[-1], corners])
    return parts, closed


def _polygons(rings: list[NDArray[np.int64]]) -> Any:
    """Rings as polygons: one with the first ring's turn begins a polygon, the others are its holes."""
    groups: list[list[Any]] = []
    outer = 0.0
    for ring in rings:
        x, y = ring[:, 0], ring[:, 1]
        turn = float(np.sign(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y)))
        if turn == 0:
            continue
        outer = outer or turn
        if turn == outer or not groups:
            groups.append([])
        groups[-1].append(shapely.linearrings(ring))
    if not groups:
        return None
    return shapely.multipolygons([shapely.polygons(group[0], group[1:] or None) for group in groups])


def _clipped(geoms: NDArray[np.object_], extent: int) -> NDArray[np.object_]:
    """Geometries cut to their tile's square; those that reach its edge get corners along it."""
    bounds = shapely.bounds(geoms)
    reaching = (bounds[:, :2] <= 0).any(axis=1) | (bounds[:, 2:] >= extent).any(axis=1)
    if not reaching.any():
        return geoms
    square = shapely.box(0, 0, extent, extent)
    sound = np.array([_sound(geom) for geom in geoms[reaching]], dtype=object)
    cut = shapely.intersection(sound, square)
    mixed = shapely.get_type_id(cut) == shapely.GeometryType.GEOMETRYCOLLECTION
    # A corner or edge that only touches the square is a point or line: the first kind is the feature itself.
    cut[mixed] = [(of_one_kind(geom) or [None])[0] for geom in cut[mixed]]
    cut[shapely.get_dimensions(cut) < shapely.get_dimensions(sound)] = None
    geoms[reaching] = shapely.segmentize(cut, extent / _EDGE_STEPS)
    return geoms


def _sound(geom: Any) -> Any:
    if geom.geom_type != "MultiPolygon" or geom.is_valid:
        return geom
    parts = [[part] if part.is_valid else mended(part) for part in geom.geoms]
    return shapely.union_all([piece for some in parts if some is not None for piece in some])


class _Tally:
    """Counts a layer's features and collects its fields, tile after tile."""

    def __init__(self) -> None:
        self.count = 0
        self.kinds: set[int] = set()
        self.values: dict[str, dict[Any, None]] = {}

    def add(self, layer: Any) -> None:
        self.count += len(layer.features)
        self.kinds.update(feature.type for feature in layer.features)
        for key in layer.keys:
            self.values.setdefault(key, {})
        for feature in layer.features[:50]:
            for k, v in zip(feature.tags[::2], feature.tags[1::2], strict=False):
                if k < len(layer.keys) and v < len(layer.values):
                    self.values[layer.keys[k]].setdefault(_value(layer.values[v]))

    def info(self, name: str) -> LayerInfo:
        kinds = {1: "point", 2: "line", 3: "polygon"}
        found = {kinds.get(kind, "mixed") for kind in self.kinds}
        fields = []
        for field, given in self.values.items():
            column = np.empty(len(given), dtype=object)
            column[:] = list(given)
            fields.append(Field(field, kind_of(column), samples(column)))
        return LayerInfo(name, found.pop() if len(found) == 1 else "mixed", self.count, tuple(fields), CRS)
