"""What things are called in reports and tables, in the language in force."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from scenarios.intake.report import LAND_USE, MUNICIPALITIES, map_name
from scenarios.landuse.catalogue import activities
from scenarios.landuse.moves import name_of
from scenarios.project.model import PRESENT, Plot, Site, UseChange
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr


def title_of(snapshot: Snapshot) -> str:
    """A variant's name; the present by its name in the language in force."""
    return tr("Present") if snapshot.variant == PRESENT else snapshot.name


def municipality_names(snapshot: Snapshot) -> dict[str, str]:
    """The names of the municipalities by code."""
    return {m.code: m.name for m in snapshot.region.municipalities}


def site_kind(kind: str) -> str:
    """What a kind of site is called."""
    return tr("Cluster") if kind == "cluster" else tr("Building hub")


def site_name(site: Site) -> str:
    """A site's name, or what kind it is."""
    return site.name or site_kind(site.kind)


def plot_name(plot: Plot) -> str:
    """A plot's name, or that of its activity."""
    activity = activities().get(plot.activity or "")
    return plot.name or (activity.name if activity else tr("Plot without activity"))


def thing_name(thing: Site | Plot | UseChange) -> str:
    """The name of anything drawn."""
    if isinstance(thing, Site):
        return site_name(thing)
    return plot_name(thing) if isinstance(thing, Plot) else thing.name or tr("Land-use change")


def cause_name(snapshot: Snapshot, cause: int | str) -> str:
    """What a posting was caused by: a drawn thing by name, a plot with its site, or how it was planned."""
    for table in ("site", "plot", "use_change"):
        row = snapshot.rows(table).get(cause) if isinstance(cause, int) else None
        if isinstance(row, Plot) and row.site in snapshot.sites:
            return f"{site_name(snapshot.sites[row.site])}: {plot_name(row)}"
        if row is not None:
            return thing_name(row)
    move = snapshot.moves.get(cause) if isinstance(cause, int) else None
    return name_of(snapshot, move) if move is not None else _planned(str(cause))


def _planned(cause: str) -> str:
    said = {
        "slider": tr("set with a slider"),
        "typed": tr("typed programme"),
        "imported": tr("imported programme"),
        "proposal": tr("proposal"),
    }
    return said.get(cause, cause)


def direction(better: str) -> str:
    """Which way an indicator is better."""
    return {"higher": tr("higher"), "lower": tr("lower")}.get(better, tr("neither"))


def certainty(name: str) -> str:
    """How certain a figure is."""
    return {"high": tr("high"), "medium": tr("medium"), "low": tr("low")}.get(name, name)


def unit(name: str) -> str:
    """A unit in the language in force."""
    said = {
        "dwellings": tr("dwellings"),
        "jobs": tr("jobs"),
        "movements/day": tr("movements/day"),
        "t/year": tr("t/year"),
        "places": tr("places"),
        "trees": tr("trees"),
        "dwellings/ha": tr("dwellings/ha"),
        "year": tr("year"),
        "share": tr("share"),
    }
    return said.get(name, name)


def labels_of(present: Snapshot, variants: Sequence[Snapshot]) -> tuple[str, ...]:
    """What has to stand on every picture and page of a project: that its map or its drawings are made up."""
    labels = [tr("Schematic map, areas true")] if present.settings["example"] else []
    tables = ("site", "use_change", "business", "waiting_land", "sensitive_place")
    rows = [row for snapshot in variants for table in tables for row in snapshot.rows(table).values()]
    drawn_up = any(row.fictitious for row in (*rows, *present.variants.values()))
    return (*labels, tr("Fictitious")) if drawn_up else tuple(labels)


def land_source(report: Mapping[str, Any]) -> str:
    """Where the map comes from, as the import report in the project says; empty where it says nothing."""
    sources = [s for s in report.get("sources", ()) if isinstance(s, Mapping)]
    land = _names(s for s in sources if s.get("part") == LAND_USE)
    borders = _names(s for s in sources if s.get("part") == MUNICIPALITIES)
    said = [tr("Land use: {files}", files=land)] if land else []
    said += [tr("borders: {files}", files=borders)] if borders else []
    return "; ".join([*said, tr("coordinates: RD New")]) if said else ""


def _names(sources: Iterable[Mapping[str, Any]]) -> str:
    """The files by name, with the map of classes that was used."""
    named = {}
    for source in sources:
        classes = map_name(str(source.get("classes") or ""))
        named[f"{source.get('name', '')} ({classes})" if classes else str(source.get("name", ""))] = None
    return ", ".join(name for name in named if name)
