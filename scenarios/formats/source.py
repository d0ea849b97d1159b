"""Where a user points at data: PATH[:LAYER] taken apart, its format recognised by content, its folder left
alone.

GDAL could read from archives, servers and connection strings; here only files and folders that exist are
read, in the formats of a short list. Files that a reader would leave traces beside are copied first.
"""

import contextlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scenarios.errors import Refused
from scenarios.formats import mvt
from scenarios.wording import tr

FORMATS = "GeoJSON, GeoPackage, Shapefile, FlatGeobuf, MVT, SQLite/SpatiaLite, GML, TopoJSON, CSV"

_SHAPEFILE_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg", ".qpj")
_READABLE = (
    ".geojson",
    ".json",
    ".topojson",
    ".gpkg",
    ".sqlite",
    ".db",
    ".shp",
    ".fgb",
    ".gml",
    ".csv",
    ".tsv",
)
_HEAD = 4096
_ODD = "!;?"


@dataclass(frozen=True, slots=True)
class Source:
    """A file or folder and its layer; `format` is the reader's name, `implied`: the layer was not named."""

    path: Path
    layer: str
    format: str
    implied: bool = False

    @property
    def label(self) -> str:
        """How messages and reports call the file or folder; a zoom level goes by its folder's name too."""
        if self.format == "mvt" and self.path.name.isdigit():
            return f"{self.path.resolve().parent.name}/{self.path.name}"
        return self.path.name

    @property
    def name(self) -> str:
        """The label with the layer, where one was named."""
        return f"{self.label}:{self.layer}" if self.layer and not self.implied else self.label


def parse(given: str | Path) -> Source:
    """The source that PATH[:LAYER] names; raises Refused where there is none or its format is not read.

    A path that exists as it stands has no layer; else the last colon that leaves an existing path before it
    divides the two, so drive letters, `#`, spaces and colons in layer names do no harm.
    """
    said = str(given).strip()
    if not said:
        raise Refused(tr("Name a file or folder to read."))
    _refuse_remote(said)
    path, layer = _split(said)
    return Source(path, layer, _recognised(path))


def inside(folder: Path) -> list[Path]:
    """The readable files in a folder, by name: a folder of files counts as one source."""
    return sorted(f for f in folder.iterdir() if f.is_file() and f.suffix.lower() in _READABLE)


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Path]:
    """A path that GDAL may open: the file itself, or a private copy where opening would leave traces.

    Copied are GML (a .gfs appears beside it), SQLite files in WAL mode or with a journal, Shapefiles without
    their index, and files whose name the reader would take for something else.
    """
    if not _needs_copy(path):
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="schuifruimte-") as folder:
        copy = Path(folder) / f"{_harmless(path.stem)}{path.suffix.lower()}"
        try:
            for companion, suffix in _companions(path):
                shutil.copyfile(companion, copy.with_name(copy.stem + suffix))
        except OSError as error:
            raise Refused(
                tr("{file} cannot be read: {why}", file=path.name, why=error.strerror or str(error))
            ) from error
        yield copy


def _refuse_remote(said: str) -> None:
    plain = said.replace("\\", "/").lower()
    if plain.startswith("/vsi") or re.match(r"[a-z][a-z0-9+.-]+://", plain):
        raise Refused(
            tr("Only files on this computer are read: “{source}” is not one. Download it first.", source=said)
        )


def _split(said: str) -> tuple[Path, str]:
    if _exists(said):
        return Path(said), ""
    places = [match.start() for match in re.finditer(":", said)]
    for place in reversed(places):
        if os.name == "nt" and place == 1:
            continue
        if _exists(said[:place]):
            return Path(said[:place]), said[place + 1 :]
    raise Refused(tr("There is no file or folder “{path}”: check the name.", path=said))


def _exists(said: str) -> bool:
    try:
        return bool(said) and Path(said).exists()
    except (OSError, ValueError):
        return False


def _recognised(path: Path) -> str:
    if path.is_dir():
        if mvt.is_tiles(path):
            return "mvt"
        if inside(path):
            return "folder"
        raise Refused(
            tr(
                "The folder {file} holds no map files. Formats read: {formats}.",
                file=path.name,
                formats=FORMATS,
            )
        )
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise Refused(
            tr("{file} cannot be read: {why}", file=path.name, why=error.strerror or str(error))
        ) from error
    found = _by_content(path, head)
    if found is None:
        raise Refused(
            tr(
                "{file} is not in a format that is read. Formats read: {formats}.",
                file=path.name,
                formats=FORMATS,
            )
        )
    return found


def _by_content(path: Path, head: bytes) -> str | None:
    suffix = path.suffix.lower()
    if not head:
        raise Refused(tr("{file} is empty.", file=path.name))
    if head.startswith(b"SQLite format 3\0"):
        return "sqlite"
    if head.startswith(b"fgb"):
        return "gdal"
    if suffix in mvt.SUFFIXES:
        return "mvt"
    if suffix in (".shp", ".dbf", ".shx"):
        return "gdal" if suffix == ".shp" and head[:4] == b"\0\0\x27\x0a" else None
    plain = head.decode("utf-8-sig", errors="replace").lstrip()
    if plain.startswith("{"):
        return "topojson" if _is_topology(path, plain) else "gdal"
    if plain.startswith("<"):
        return "gdal" if "gml" in plain.lower() and "ogrvrt" not in plain.lower() else None
    return "delimited" if suffix in (".csv", ".tsv", ".txt") and b"\0" not in head else None


def _is_topology(path: Path, head: str) -> bool:
    """Whether a JSON file is a topology, whichever key comes first."""
    first = re.match(r'\{\s*"type"\s*:\s*"(\w+)"', head)
    if first:
        return first[1] == "Topology"
    if '"Feature' in head:
        return False
    return path.suffix.lower() == ".topojson" or any(
        key in head for key in ('"arcs"', '"objects"', '"transform"')
    )


def _needs_copy(path: Path) -> bool:
    suffix = path.suffix.lower()
    if suffix == ".gml" or any(sign in str(path) for sign in _ODD) or suffix in (".zip", ".xml"):
        return True
    if suffix == ".shp":
        return not any(path.with_suffix(end).exists() for end in (".shx", ".SHX"))
    if any(path.with_name(path.name + end).exists() for end in ("-wal", "-shm", "-journal")):
        return True
    with path.open("rb") as file:
        head = file.read(20)
    return head.startswith((b"SQLite format 3\0",)) and b"\x02" in head[18:20]


def _companions(path: Path) -> list[tuple[Path, str]]:
    suffix = path.suffix.lower()
    if suffix == ".shp":
        beside = {f.suffix.lower(): f for f in path.parent.glob(f"{_escaped(path.stem)}.*")}
        return [(beside[end], end) for end in _SHAPEFILE_PARTS if end in beside]
    extra = [(path.with_name(path.name + end), suffix + end) for end in ("-wal", "-journal")]
    return [(path, suffix), *[(file, end) for file, end in extra if file.exists()]]


def _harmless(stem: str) -> str:
    """A file name that keeps the layer's name, which some formats take from it."""
    return re.sub(f"[{_ODD}]", "_", stem)


def _escaped(name: str) -> str:
    return re.sub(r"([\[*?])", r"[\1]", name)
