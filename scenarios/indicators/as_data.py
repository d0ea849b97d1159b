"""Burden, benefit and land efficiency as plain data for `assess --json`: per municipality, with ranges."""

from typing import Any

import shapely

from scenarios.indicators.burden import Item, homes_net, host_shares, items, without_owner
from scenarios.indicators.efficiency import efficiency, relief
from scenarios.landuse.burden import across
from scenarios.landuse.efficiency import Area, areas
from scenarios.landuse.parties import owner_of, parties
from scenarios.landuse.span import Span
from scenarios.project.snapshot import Snapshot


def burden_data(snapshot: Snapshot) -> dict[str, Any]:
    """Items with their share per municipality, the net of homes, whose contours, owners, urgency, parties."""
    return {
        "items": [_item(snapshot, item) for item in items(snapshot)],
        "homes_net": {code or "region": span_data(span) for code, span in homes_net(snapshot).items()},
        "host_shares": {
            m.code: {
                found.item.key: None if found.share is None else round(found.share, 6)
                for found in host_shares(snapshot, m.code)
            }
            for m in snapshot.region.municipalities
        },
        "contours_across_m2": [
            {"host": host, "municipality": code, "m2": m2}
            for (host, code), m2 in sorted(across(snapshot).whose.items())
        ],
        "without_owner": [{"item": item.key, "municipality": code} for item, code in without_owner(snapshot)],
        "urgency": {
            row.municipality: {"level": row.level, "by": row.by}
            for row in sorted(snapshot.urgencies.values(), key=lambda row: row.municipality)
        },
        "parties": [
            {
                "name": party.name,
                "sites": [str(key) for key in party.sites],
                "sites_m2": party.m2,
                "owns": [{"item": item, "municipality": code} for item, code in party.owns],
                "agreements_net": party.nets,
            }
            for party in parties(snapshot)
        ],
    }


def efficiency_data(snapshot: Snapshot) -> dict[str, Any]:
    """The figures of land efficiency, every area with the parts of its score, and the relief in words."""
    return {
        "figures": [
            {
                "key": found.key,
                "name": found.name,
                "unit": found.unit,
                **span_data(Span(found.value, found.low, found.high)),
                "certainty": found.certainty,
                "formula": found.formula,
                "sources": list(found.sources),
                "per_municipality": {
                    code: plain(value) for code, value in sorted((found.per_municipality or {}).items())
                },
            }
            for found in efficiency(snapshot)
        ],
        "areas": [_area(area) for area in areas(snapshot)],
        "relief": {m.code: relief(snapshot, m.code) for m in snapshot.region.municipalities},
    }


def span_data(span: Span) -> dict[str, float | int]:
    """A figure with its range."""
    return {"value": plain(span.value), "low": plain(span.low), "high": plain(span.high)}


def plain(value: float) -> float | int:
    """A number without the noise of binary fractions: six decimals, whole where it is whole."""
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def _item(snapshot: Snapshot, item: Item) -> dict[str, Any]:
    found = item.figure
    return {
        "key": item.key,
        "name": found.name,
        "side": item.side,
        "unit": found.unit,
        **span_data(item.of("")),
        "certainty": found.certainty,
        "formula": found.formula,
        "sources": list(found.sources),
        "outside_region": span_data(item.outside),
        "municipalities": {
            code: {**span_data(span), "owner": owner_of(snapshot, item.key, code)}
            for code, span in sorted(item.spans.items())
        },
    }


def _area(area: Area) -> dict[str, Any]:
    point = shapely.point_on_surface(area.geometry)
    return {
        "table": area.place[0],
        "key": str(area.place[1]),
        "name": area.name,
        "place": [round(point.x, 2), round(point.y, 2)],
        "municipality": area.municipality,
        "m2": area.m2,
        "used_m2": area.used_m2,
        "present_use": area.present_use,
        "use": area.planned_use,
        "jobs": None if area.jobs is None else span_data(area.jobs),
        "tonnes_year": None if area.tonnes is None else span_data(area.tonnes),
        "category": area.real,
        "permitted": area.permitted,
        "vacant": area.vacant,
        "score": area.score,
        "parts": {
            part.part: {"value": None if part.value is None else plain(part.value), "text": part.text}
            for part in area.parts
        },
    }
