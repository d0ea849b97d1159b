"""Writing the results of one variant to a file of another format."""

from argparse import Namespace
from pathlib import Path

from scenarios.commands.console import DONE, give, say, wrote
from scenarios.commands.project import looking, project_name, snapshot_of
from scenarios.errors import Refused
from scenarios.formats.layer import VectorLayer
from scenarios.project.opening import is_project
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

TABLES = ("balance", "ledger", "accounts", "indicators", "sites")
SHEETS = {"ledger": ("accounts", "ledger")}
"""Tables that need more than one sheet of a workbook: the accounts with their total, then every entry."""

MAPS = ("drawn", "land_use", "municipality", "contour", "business")


def run(args: Namespace) -> int:
    """Write the file by its ending; one layer or table where the format holds one, else all."""
    out: Path = args.out
    refuse(out, args.file)
    with looking(args.file) as document:
        snapshot = snapshot_of(document, args.variant, args.year)
        warnings = write(out, snapshot, args.layer, project_name(document))
    for warning in warnings:
        say(warning)
    if args.json:
        give({"file": str(out), "variant": snapshot.name, "year": snapshot.year})
    else:
        wrote(out)
    return DONE


def write(out: Path, snapshot: Snapshot, layer: str | None, title: str) -> list[str]:
    """Write a snapshot to a file by its ending and give what to warn of; `refuse` comes first."""
    return WRITERS[out.suffix.lower()](out, snapshot, layer, title)


def refuse(out: Path, project: Path) -> None:
    """Raise Refused where the ending cannot be written, or the output would take the place of a project."""
    if out.suffix.lower() not in WRITERS:
        known = ", ".join(WRITERS)
        raise Refused(tr("{file} has no ending that can be written: {known}.", file=out.name, known=known))
    if out.exists() and project.exists() and out.samefile(project):
        raise Refused(tr("{file} is the project itself; give the export another name.", file=out.name))
    if out.is_file() and is_project(out):
        raise Refused(tr("{file} is a project; give the export another name.", file=out.name))


def _one_map(snapshot: Snapshot, layer: str | None, ending: str) -> VectorLayer:
    from scenarios.reports.vectors import LAYERS

    if layer in TABLES:
        text = tr(
            "The table {layer} cannot be a {ending} file; use .csv or .xlsx.", layer=layer, ending=ending
        )
        raise Refused(text)
    return LAYERS[_known(layer or "drawn", MAPS)](snapshot)


def _known(layer: str, names: tuple[str, ...]) -> str:
    if layer not in names:
        raise Refused(
            tr("There is no layer “{layer}”; there are: {known}.", layer=layer, known=", ".join(names))
        )
    return layer


def _geojson(out: Path, snapshot: Snapshot, layer: str | None, title: str) -> list[str]:
    from scenarios.formats.geojson_out import write_geojson

    write_geojson(out, _one_map(snapshot, layer, ".geojson"))
    return []


def _shapefile(out: Path, snapshot: Snapshot, layer: str | None, title: str) -> list[str]:
    from scenarios.formats.shapefile_out import write_shapefile

    return write_shapefile(out, _one_map(snapshot, layer, ".shp"))


def _geopackage(out: Path, snapshot: Snapshot, layer: str | None, title: str) -> list[str]:
    from scenarios.formats.gpkg_out import write_geopackage
    from scenarios.reports.vectors import LAYERS

    if layer is None:
        write_geopackage(out, [make(snapshot) for make in LAYERS.values()])
    else:
        write_geopackage(out, [_one_map(snapshot, layer, ".gpkg")])
    return []


def _csv(out: Path, snapshot: Snapshot, layer: str | None, title: str) -> list[str]:
    from scenarios.formats.csv_out import write_csv
    from scenarios.reports.tables import TABLES as MAKERS
    from scenarios.reports.tables import of_layer
    from scenarios.reports.vectors import LAYERS

    name = _known(layer or "balance", (*TABLES, *MAPS))
    write_csv(out, MAKERS[name]([snapshot]) if name in TABLES else of_layer(LAYERS[name](snapshot)))
    return []


def _workbook(out: Path, snapshot: Snapshot, layer: str | None, title: str) -> list[str]:
    from scenarios.formats.xlsx_out import write_workbook
    from scenarios.reports.tables import TABLES as MAKERS

    names = TABLES if layer is None else SHEETS.get(layer) or (_known(layer, TABLES),)
    write_workbook(out, [MAKERS[name]([snapshot]) for name in names], title)
    return []


WRITERS = {
    ".geojson": _geojson,
    ".gpkg": _geopackage,
    ".shp": _shapefile,
    ".csv": _csv,
    ".xlsx": _workbook,
}
"""What writes a file, by the ending of its name: path, snapshot, layer and title in, warnings out."""
