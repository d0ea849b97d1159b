"""GeoPackage geometry: a header in front of WKB, and the one form in which rows hold WKB.

Little-endian, two-dimensional, of the type its table declares (one polygon among multipolygons becomes one
part), so that a shape is the same bytes in memory, in the journal and in the file. Arrays of the region
hold one-part multipolygons as polygons, which are quicker to work with.
"""

import struct
from collections.abc import Sequence
from typing import cast

import numpy as np
import shapely
from numpy.typing import NDArray

SRS = 28992

_HEADER = struct.Struct("<2sBBi4d")
_ENVELOPE = struct.Struct("<4d")
_OURS = b"GP\x00\x03" + struct.pack("<i", SRS)
"""Magic, version 0, little-endian with an xy envelope, EPSG:28992: what this program and GDAL write."""

_POLYGON = b"\x01\x03\x00\x00\x00"
_MULTIPOLYGON = b"\x01\x06\x00\x00\x00"
_WRAP = _MULTIPOLYGON + b"\x01\x00\x00\x00"
_ONE_PART = _WRAP + _POLYGON
_PLAIN = tuple(b"\x01" + bytes([kind, 0, 0, 0]) for kind in (1, 2, 3, 4, 5, 6))
_ENVELOPE_BYTES = (0, 32, 48, 48, 64)


def normal(wkb: bytes, declared: str) -> bytes:
    """The WKB as a table declared as that type holds it; ValueError where it is empty, curved or unsound."""
    plain = wkb if wkb.startswith(_PLAIN) else _plain(wkb)
    if declared == "MULTIPOLYGON" and plain.startswith(_POLYGON):
        return _WRAP + plain
    if declared == "POLYGON" and plain.startswith(_ONE_PART):
        return plain[9:]
    return plain


def _plain(wkb: bytes) -> bytes:
    try:
        shape = shapely.force_2d(shapely.from_wkb(wkb))
    except (shapely.errors.ShapelyError, NotImplementedError, TypeError) as error:
        raise ValueError("unreadable") from error
    if shape is None or shape.is_empty:
        raise ValueError("empty")
    plain = shapely.to_wkb(shape, byte_order=1)
    if not plain.startswith(_PLAIN):
        raise ValueError("unreadable")
    return plain


def encode(wkb: bytes) -> bytes:
    """The blob to store for WKB."""
    return _with_header(wkb, shapely.bounds(shapely.from_wkb(wkb)))


def encode_all(wkbs: Sequence[bytes]) -> list[bytes]:
    """The blobs to store for many WKBs: one bounds call for all of them."""
    bounds = shapely.bounds(shapely.from_wkb(np.array(wkbs, dtype=object))).reshape(-1, 4)
    return [_with_header(wkb, box) for wkb, box in zip(wkbs, bounds, strict=True)]


def _with_header(wkb: bytes, bounds: NDArray[np.float64]) -> bytes:
    xmin, ymin, xmax, ymax = bounds
    return _HEADER.pack(b"GP", 0, 3, SRS, xmin, xmax, ymin, ymax) + wkb


def decode(blob: bytes, declared: str) -> bytes:
    """The WKB out of a stored blob with any header; raises ValueError where it is no geometry of ours."""
    if blob.startswith(_OURS):
        return normal(blob[_HEADER.size :], declared)
    return normal(blob[_header_size(blob) :], declared)


def _header_size(blob: bytes) -> int:
    if len(blob) < 13 or blob[:2] != b"GP":
        raise ValueError("not a GeoPackage geometry")
    version, flags = blob[2], blob[3]
    indicator = (flags >> 1) & 7
    if version != 0 or flags & 0b00100000 or indicator >= len(_ENVELOPE_BYTES):
        raise ValueError("unknown kind of GeoPackage geometry")
    (srs,) = struct.unpack_from("<i" if flags & 1 else ">i", blob, 4)
    if srs != SRS:
        raise ValueError("another coordinate system")
    if flags & 0b00010000:
        raise ValueError("empty")
    return 8 + _ENVELOPE_BYTES[indicator]


def envelope(blob: bytes) -> tuple[float, float, float, float]:
    """xmin, ymin, xmax, ymax of a blob that this module encoded, m."""
    xmin, xmax, ymin, ymax = _ENVELOPE.unpack_from(blob, 8)
    return xmin, ymin, xmax, ymax


def shapes(blobs: Sequence[bytes | None]) -> NDArray[np.object_]:
    """The shapely geometries of many stored blobs, None where one cannot be read.

    The usual header is skipped without looking at each geometry: a region has a hundred thousand of them.
    """
    if all(isinstance(blob, bytes) and blob.startswith(_OURS) for blob in blobs):
        sound = cast("Sequence[bytes]", blobs)
        wkbs = [blob[49:] if blob.startswith(_ONE_PART, 40) else blob[40:] for blob in sound]
    else:
        wkbs = [_or_none(blob) for blob in blobs]
    filled = np.empty(len(wkbs), dtype=object)
    filled[:] = wkbs
    try:
        return shapely.from_wkb(filled)
    except (shapely.errors.ShapelyError, NotImplementedError):
        filled[:] = [_or_none(blob) for blob in blobs]
        return shapely.from_wkb(filled, on_invalid="ignore")


def polygons(wkbs: Sequence[bytes]) -> NDArray[np.object_]:
    """The shapely geometries of WKBs that rows hold, one-part multipolygons as polygons."""
    filled = np.empty(len(wkbs), dtype=object)
    filled[:] = [wkb[9:] if wkb.startswith(_ONE_PART) else wkb for wkb in wkbs]
    return shapely.from_wkb(filled)


def _or_none(blob: bytes | None) -> bytes | None:
    try:
        wkb = decode(blob, "POLYGON") if isinstance(blob, bytes) else None
        return None if wkb is None or shapely.from_wkb(wkb, on_invalid="ignore") is None else wkb
    except (ValueError, NotImplementedError):
        return None
