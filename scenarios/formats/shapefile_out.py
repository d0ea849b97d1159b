"""Shapefile, for those who must: short column names, keys as text, a warning of what it cannot hold."""

from pathlib import Path

from scenarios.formats.layer import VectorLayer, write
from scenarios.formats.written import atomically
from scenarios.wording import tr

NAME_LENGTH = 10
TEXT_BYTES = 254


def write_shapefile(path: Path, layer: VectorLayer) -> list[str]:
    """Write one layer in EPSG:28992 with its side files; gives warnings: columns renamed, texts cut off."""
    names = short_names(list(layer.columns))
    keys = [name for name in layer.columns if name in ("key", "site_key")]
    cut = 0
    columns = {}
    for name, values in layer.with_text(*keys).columns.items():
        columns[name] = [_short(value) for value in values]
        cut += sum(a != b for a, b in zip(values, columns[name], strict=True))
    fitting = VectorLayer(path.stem, layer.kind, layer.geoms, columns).renamed(names)
    with atomically(path) as unfinished:
        write(unfinished, fitting, "ESRI Shapefile", ENCODING="UTF-8")
    return _warnings({old: new for old, new in names.items() if old != new}, cut)


def short_names(names: list[str]) -> dict[str, str]:
    """Each column name cut to ten characters, numbered where two would become the same in lower case."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        short, number = name[:NAME_LENGTH], 1
        while short.lower() in taken:
            number += 1
            short = f"{name[: NAME_LENGTH - len(str(number)) - 1]}_{number}"
        taken.add(short.lower())
        found[name] = short
    return found


def _short(value: object) -> object:
    if not isinstance(value, str):
        return value
    return value.encode()[:TEXT_BYTES].decode(errors="ignore")


def _warnings(renamed: dict[str, str], cut: int) -> list[str]:
    said = []
    if renamed:
        pairs = ", ".join(f"{old} = {new}" for old, new in renamed.items())
        said.append(tr("Shapefile column names have at most ten characters: {pairs}.", pairs=pairs))
    if cut:
        said.append(tr("{count} texts were longer than a shapefile can hold and were cut off.", count=cut))
    return said
