"""Results as typed tables, for workbooks and text files: indicators, balance, ledgers, accounts, sites.

Areas are whole square metres as the balance has them; what a reader sees in hectares is made from these.
"""

from collections.abc import Callable, Sequence

import numpy as np
import shapely

from scenarios.compare.indicators import indicator_rows
from scenarios.formats.layer import VectorLayer
from scenarios.formats.sheet import Field, Sheet, Value
from scenarios.landuse.balance import balance
from scenarios.landuse.catalogue import USES
from scenarios.landuse.programme import programme
from scenarios.landuse.sites import site_facts
from scenarios.project.snapshot import Snapshot
from scenarios.reports.columns import M2, place_fields, variant_fields
from scenarios.reports.ledger import accounts, ledgers
from scenarios.reports.naming import (
    certainty,
    direction,
    municipality_names,
    site_name,
    title_of,
    unit,
)
from scenarios.wording import tr


def indicators(snapshots: Sequence[Snapshot], reference: int = 0) -> Sheet:
    """One row per indicator; per variant its value, range and difference from the reference."""
    fields = [
        Field("key", tr("Key"), width=24),
        Field("group", tr("Group"), width=22),
        Field("indicator", tr("Indicator"), width=38),
        Field("unit", tr("Unit"), width=14),
        Field("better", tr("Better"), width=10),
        Field("certainty", tr("Certainty"), width=12),
    ]
    for number, snapshot in enumerate(snapshots):
        title, at = title_of(snapshot), "" if len(snapshots) == 1 else f"_{number + 1}"
        fields += [
            Field(f"value{at}", title, decimals=2, width=16),
            Field(f"low{at}", tr("{variant}: low", variant=title), decimals=2, width=14),
            Field(f"high{at}", tr("{variant}: high", variant=title), decimals=2, width=14),
        ]
        if number != reference:
            fields.append(
                Field(f"difference{at}", tr("{variant}: difference", variant=title), decimals=2, width=14)
            )
    fields += [Field("formula", tr("Formula in words"), width=60), Field("sources", tr("Sources"), width=60)]
    rows: list[tuple[Value, ...]] = []
    for row in indicator_rows(snapshots, reference):
        about = row.about
        cells: list[Value] = [
            about.key,
            about.group,
            about.name,
            unit(about.unit),
            direction(about.better),
            certainty(row.certainty),
        ]
        for number, figure in enumerate(row.figures):
            cells += [None] * 3 if figure is None else [figure.value, figure.low, figure.high]
            if number != reference:
                cells.append(row.differences[number])
        rows.append((*cells, about.formula, "; ".join(row.sources)))
    return Sheet("indicators", tr("Indicators"), tuple(fields), tuple(rows))


def land_balance(snapshots: Sequence[Snapshot]) -> Sheet:
    """One row per variant, municipality and land use: present, drawn, programme and gap, whole m2."""
    fields = (
        *variant_fields(),
        *place_fields(),
        Field("use", tr("Use"), width=8),
        Field("use_name", tr("Land use"), width=28),
        Field("present_m2", tr("Present"), M2, 0, 16),
        Field("drawn_m2", tr("Drawn"), M2, 0, 16),
        Field("programme_m2", tr("Programme"), M2, 0, 16),
        Field("gap_m2", tr("Planned, not drawn"), M2, 0, 16),
    )
    rows: list[tuple[Value, ...]] = []
    for snapshot in snapshots:
        found, planned, names = balance(snapshot), programme(snapshot), municipality_names(snapshot)
        for code, uses in found.now_m2.items():
            for use, drawn in uses.items():
                wanted = planned[code][use]
                cells = (found.present_m2[code][use], drawn, wanted, wanted - drawn)
                place = (snapshot.name, snapshot.year, code, names[code])
                rows.append((*place, use, USES[use].name, *cells))
    return Sheet("balance", tr("Land balance"), fields, tuple(rows))


def sites(snapshots: Sequence[Snapshot]) -> Sheet:
    """One row per drawn cluster or hub: areas, where it lies, and what to look at."""
    fields = (
        *variant_fields(),
        Field("key", tr("Key"), width=22),
        Field("name", tr("Name"), width=30),
        Field("kind", tr("Kind"), width=14),
        Field("area_m2", tr("Area"), M2, 0, 14),
        Field("net_m2", tr("Can be issued"), M2, 0, 14),
        Field("outside_m2", tr("Outside the region"), M2, 0, 14),
        Field("municipalities", tr("Municipalities"), width=40),
        Field("start", tr("From year"), width=10),
        Field("end", tr("Until year"), width=10),
        Field("fictitious", tr("Fictitious"), width=10),
        Field("findings", tr("Findings"), width=80),
    )
    rows: list[tuple[Value, ...]] = []
    for snapshot in snapshots:
        names = municipality_names(snapshot)
        for facts in site_facts(snapshot):
            site = snapshot.sites[facts.key]
            shares = sorted(facts.municipalities.items(), key=lambda pair: -pair[1])
            rows.append(
                (
                    snapshot.name,
                    snapshot.year,
                    str(facts.key),
                    site_name(site),
                    site.kind,
                    facts.area_m2,
                    facts.net_m2,
                    facts.outside_m2,
                    "; ".join(f"{names[code]} {m2} m2" for code, m2 in shares),
                    site.start_year,
                    site.end_year,
                    tr("yes") if site.fictitious else tr("no"),
                    " ".join(finding.text for finding in facts.findings),
                )
            )
    return Sheet("sites", tr("Sites"), fields, tuple(rows))


def of_layer(layer: VectorLayer) -> Sheet:
    """The columns of a map layer, and the middle of each shape in RD New coordinates (m)."""
    middles = shapely.get_coordinates(shapely.point_on_surface(layer.geoms))
    fields = [Field(name, name) for name in layer.columns]
    fields += [Field("x", "X", "m", 0), Field("y", "Y", "m", 0)]
    columns = [*layer.columns.values(), *np.rint(middles).astype(np.int64).T.tolist()]
    return Sheet(layer.name, layer.name, tuple(fields), tuple(zip(*columns, strict=True)))


TABLES: dict[str, Callable[[Sequence[Snapshot]], Sheet]] = {
    "indicators": indicators,
    "balance": land_balance,
    "ledger": ledgers,
    "accounts": accounts,
    "sites": sites,
}
"""The tables by the name that `export --layer` takes, in the order of a workbook."""
