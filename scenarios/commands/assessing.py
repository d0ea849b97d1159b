"""All results of one variant in one year, as JSON for programs or as tables for people."""

from argparse import Namespace
from typing import Any

from scenarios.assessment import assess
from scenarios.commands.console import DONE, follow, give, heading, table, tell
from scenarios.commands.project import looking, project_name, snapshot_of
from scenarios.compare.indicators import indicator_rows
from scenarios.indicators.burden import items
from scenarios.landuse.catalogue import USES
from scenarios.landuse.setbacks import screening_note
from scenarios.progress import Job, Progress
from scenarios.project.snapshot import Snapshot
from scenarios.reports.amounts import HECTARE, amount_of
from scenarios.reports.content import cell_text
from scenarios.reports.naming import certainty, site_kind, title_of, unit
from scenarios.wording import number, signed, tr


def run(args: Namespace) -> int:
    """Assess the variant; `--json` gives the object that other programs rely on."""
    with looking(args.file) as document:
        snapshot = snapshot_of(document, args.variant, args.year)
        found = follow(_assess(snapshot))
        found["project"] = found["project"] or document.path.stem
        if args.json:
            give(found)
        else:
            _show(project_name(document), snapshot, found)
    return DONE


def _assess(snapshot: Snapshot) -> Job[dict[str, Any]]:
    yield Progress(0, 1, tr("Assessing {variant}", variant=title_of(snapshot)))
    return assess(snapshot)


def _show(project: str, snapshot: Snapshot, found: dict[str, Any]) -> None:
    tell(f"{project} · {title_of(snapshot)} · {snapshot.year}")
    _land(found)
    _municipalities(found)
    if found["sites"]:
        _sites(found)
    _burden(snapshot)
    heading(tr("Indicators"))
    shown = [row.about for row in indicator_rows([snapshot])]
    shown = [f for f in shown if f.value and not f.key.startswith("area_")]
    rows = [(f.name, cell_text(amount_of(f)), unit(f.unit), certainty(f.certainty)) for f in shown]
    table((tr("Indicator"), tr("Value"), tr("Unit"), tr("Certainty")), rows, numeric=(1,))
    tell("")
    tell(screening_note())


def _burden(snapshot: Snapshot) -> None:
    """Benefits, then burdens, of the region and of the municipality that has most of each."""
    names = {m.code: m.name for m in snapshot.region.municipalities}
    rows = []
    for item in items(snapshot):
        figure = item.figure
        if not figure.value:
            continue
        most = max(item.spans, key=lambda code: abs(item.spans[code].value), default="")
        rows.append((figure.name, cell_text(amount_of(figure)), unit(figure.unit), names.get(most, "")))
    if rows:
        heading(tr("Benefits and burdens"))
        table((tr("Item"), tr("Value"), tr("Unit"), tr("Most of it in")), rows, numeric=(1,))


def _land(found: dict[str, Any]) -> None:
    heading(tr("Land use, all municipalities together (ha)"))
    columns = [
        {use: sum(row[use] for row in found[name].values()) for use in USES}
        for name in ("present_land_use_m2", "land_use_balance_m2", "programme_m2")
    ]
    rows = []
    for use in USES:
        before, now, planned = (column[use] / HECTARE for column in columns)
        rows.append(
            (USES[use].name, number(before, 1), number(now, 1), signed(now - before, 1), number(planned, 1))
        )
    total = [sum(column.values()) / HECTARE for column in columns]
    rows.append((tr("Total"), number(total[0], 1), number(total[1], 1), signed(0, 1), number(total[2], 1)))
    header = (tr("Land use"), tr("Present"), tr("Drawn"), tr("Difference"), tr("Programme"))
    table(header, rows, numeric=(1, 2, 3, 4))


def _municipalities(found: dict[str, Any]) -> None:
    heading(tr("Municipalities: area and what setback contours claim (ha), dwellings in them"))
    setbacks = found["setbacks"]
    rows = [
        (
            code,
            found["municipality_names"][code],
            number(area / HECTARE, 1),
            number(setbacks["claimed_m2"][code] / HECTARE, 1),
            number(setbacks["sensitive_m2"][code] / HECTARE, 1),
            number(setbacks["dwellings"][code]),
        )
        for code, area in found["municipality_area_m2"].items()
    ]
    header = (tr("Code"), tr("Municipality"), tr("Area"), tr("Claimed"), tr("Sensitive"), tr("Dwellings"))
    table(header, rows, numeric=(2, 3, 4, 5))


def _sites(found: dict[str, Any]) -> None:
    heading(tr("Clusters and hubs (ha)"))
    names = found["municipality_names"]
    rows = [
        (
            site["name"],
            site_kind(site["kind"]),
            number(site["area_m2"] / HECTARE, 1),
            number(site["net_m2"] / HECTARE, 1),
            ", ".join(names[code] for code in site["municipalities"]),
        )
        for site in found["sites"]
    ]
    header = (tr("Site"), tr("Kind"), tr("Area"), tr("Can be issued"), tr("Municipality"))
    table(header, rows, numeric=(2, 3))
    for site in found["sites"]:
        for finding in site["findings"]:
            tell(f"  {site['name']}: {finding}")
    for finding in found["findings"]:
        tell(f"  {finding['text']}")
