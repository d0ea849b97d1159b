"""The balance and the contours worked out a second time, with geopandas.overlay and none of our own code.

Slow and simple on purpose: whole layers are overlaid, top down, and rounding is done with sorted tuples.
"""

import csv
import math
from functools import lru_cache
from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import shapely

from scenarios.project.model import Correction, Plot, Site, UseChange
from scenarios.project.region import USES
from scenarios.project.snapshot import Snapshot

RD = "EPSG:28992"
RESOURCES = Path(__file__).parents[2] / "resources"


def frame(geoms: list, **columns: list) -> geopandas.GeoDataFrame:
    """A layer; an empty one keeps its columns."""
    return geopandas.GeoDataFrame(columns, geometry=geopandas.GeoSeries(list(geoms), crs=RD), crs=RD)


def municipalities(snapshot: Snapshot) -> geopandas.GeoDataFrame:
    """The municipal borders with their codes."""
    return frame(list(snapshot.region.borders), code=[m.code for m in snapshot.region.municipalities])


@lru_cache(maxsize=1)
def present_layer(snapshot: Snapshot) -> geopandas.GeoDataFrame:
    """The whole region by municipality code and present use, corrections and `OVE` included."""
    borders, coverage = municipalities(snapshot), snapshot.region.imported
    land = frame(
        list(coverage.geoms),
        code=[snapshot.region.municipalities[i].code for i in coverage.municipality],
        use=[USES[i] for i in coverage.use],
    )
    layers = [land]
    if not land.empty:
        # Dissolved first: geopandas takes the polygons away one by one, which takes hours on a real region.
        covered = land.dissolve(by="code").reset_index()[["geometry"]]
        rest = borders.overlay(covered, how="difference", keep_geom_type=True)
    else:
        rest = borders
    layers.append(rest.assign(use="OVE"))
    land = pd.concat(layers, ignore_index=True)
    rows: list[Correction] = sorted(snapshot.corrections.values(), key=lambda row: (row.rank, row.key))
    for row in rows:
        one = frame([shapely.from_wkb(row.geom)], use=[row.use])
        kept = land.overlay(one[["geometry"]], how="difference", keep_geom_type=True)
        new = borders.overlay(one, how="intersection", keep_geom_type=True)
        land = pd.concat([kept, new], ignore_index=True)
    return land


def pieces(snapshot: Snapshot, uses: dict[int, str]) -> pd.DataFrame:
    """Float m2 by code, present use, use this year and cause, topmost thing first; cause 0 is what stays."""
    left = present_layer(snapshot)
    found = []
    things: list[Site | Plot | UseChange] = list(reversed(snapshot.things))
    for thing in things:
        one = frame([shapely.from_wkb(thing.geom)], to=[uses[thing.key]], cause=[thing.key])
        found.append(left.overlay(one, how="intersection", keep_geom_type=True))
        left = left.overlay(one[["geometry"]], how="difference", keep_geom_type=True)
    found.append(left.assign(to=left["use"], cause=0))
    cells = pd.concat(found, ignore_index=True)
    cells["m2"] = cells.geometry.area
    return pd.DataFrame(cells[["code", "use", "to", "cause", "m2"]])


def balance(snapshot: Snapshot, uses: dict[int, str]) -> tuple[dict, dict, list]:
    """Present and this year's whole m2 by (code, use), and the postings, by the three roundings."""
    cells = pieces(snapshot, uses)
    present: dict[tuple[str, str], int] = {}
    now: dict[tuple[str, str], int] = {}
    postings = []
    for code, border in zip(municipalities(snapshot)["code"], snapshot.region.borders, strict=True):
        own = cells[cells["code"] == code]
        by_use = {use: float(own.loc[own["use"] == use, "m2"].sum()) for use in sorted(USES)}
        whole = largest_remainder(list(by_use.values()), round(border.area))
        for use, m2 in zip(by_use, whole, strict=True):
            present[code, use] = m2
            now[code, use] = now.get((code, use), 0)
            row = own[own["use"] == use]
            parts: dict[tuple[str, int], float] = {(use, 0): 0.0}
            for to, cause, area in zip(row["to"], row["cause"], row["m2"], strict=True):
                cell = (use, 0) if to == use else (to, int(cause))
                parts[cell] = parts.get(cell, 0.0) + float(area)
            cellwise = sorted(parts)
            for cell, m2_part in zip(
                cellwise, largest_remainder([parts[c] for c in cellwise], m2), strict=True
            ):
                now[code, cell[0]] = now.get((code, cell[0]), 0) + m2_part
                if cell[1] and m2_part:
                    postings.append((code, use, cell[0], m2_part, cell[1]))
    return present, now, sorted(postings)


def largest_remainder(values: list[float], total: int) -> list[int]:
    """Whole numbers that sum to a total: floors, and the missing ones by remainder, equal ones in order."""
    rounded = np.round(values, 4)
    floors = [math.floor(v) for v in rounded]
    ranked = sorted(range(len(values)), key=lambda i: (-np.round(rounded[i] - floors[i], 4), i))
    for i in ranked[: total - sum(floors)]:
        floors[i] += 1
    return floors


Rows = dict[str, dict[str, str]]


@lru_cache(maxsize=1)
def tables() -> tuple[Rows, Rows]:
    """The activities by code and the guide distances by category, as the files have them."""
    found = []
    for name, key in (("activities.csv", "code"), ("setbacks.csv", "category")):
        with (RESOURCES / name).open(encoding="utf-8", newline="") as file:
            found.append({row[key]: row for row in csv.DictReader(file)})
    return found[0], found[1]


def reach_of(snapshot: Snapshot, plot: Plot) -> float:
    """How far a plot reaches, m: Z13, Z15 and Z27 of the domain reference, in the order of a planner."""
    listed, steps = tables()
    codes = [code for code in (plot.activity or "", *plot.also.split(",")) if code in listed]
    mixed = (plot.setting or snapshot.settings["setback_setting"]) == "mixed"
    typed = {c: getattr(plot, f"{c}_m") for c in ("odour", "dust", "noise", "safety")}
    drawn = {row.component for row in snapshot.contours.values() if row.plot == plot.key}
    found = {}
    for component, own in typed.items():
        metres = max((float(listed[code][f"{component}_m"]) for code in codes), default=0.0)
        if mixed and component != "safety" and metres > 0:
            metres = min(float(row["mixed_m"]) for row in steps.values() if float(row["quiet_m"]) >= metres)
        found[component] = metres if own is None else float(own)
    if drawn or any(own is not None for own in typed.values()):
        return max((metres for component, metres in found.items() if component not in drawn), default=0.0)
    categories = [listed[code]["category"] for code in codes if listed[code]["category"]]
    category = plot.category or max(categories, key=float, default="")
    if not category:
        return 0.0
    row = steps[category]
    return max(float(row["mixed_m"]), found["safety"]) if mixed else float(row["quiet_m"])


def contours(snapshot: Snapshot, uses: dict[int, str]) -> tuple[dict[str, float], dict[str, float], float]:
    """Float m2 claimed and sensitive by code, and claimed outside."""
    plots = [t for t in snapshot.things if isinstance(t, Plot)]
    borders = municipalities(snapshot)
    none = dict.fromkeys(borders["code"], 0.0)
    if not plots:
        return none, dict(none), 0.0
    there = {plot.key for plot in plots}
    rings = geopandas.GeoSeries(
        [
            shapely.from_wkb(p.geom).buffer(metres, quad_segs=16)
            for p in plots
            if (metres := reach_of(snapshot, p)) > 0
        ]
        + [shapely.from_wkb(row.geom) for row in snapshot.contours.values() if row.plot in there],
        crs=RD,
    )
    if rings.empty:
        return none, dict(none), 0.0
    sites = [shapely.from_wkb(site.geom) for site in snapshot.sites.values()]
    claimed = frame([rings.union_all()])
    if sites:
        claimed = claimed.overlay(frame(sites), how="difference", keep_geom_type=True)
    inside = claimed.overlay(borders, how="intersection", keep_geom_type=True)
    by_code = {code: float(inside[inside["code"] == code].area.sum()) for code in none}
    felt = dict(none)
    left = present_layer(snapshot)
    layers = []
    for thing in reversed(snapshot.things):
        one = frame([shapely.from_wkb(thing.geom)], use=[uses[thing.key]])
        layers.append(left[["code", "geometry"]].overlay(one, how="intersection", keep_geom_type=True))
        left = left.overlay(one[["geometry"]], how="difference", keep_geom_type=True)
    land = pd.concat([*layers, left], ignore_index=True)
    hit = land[land["use"] == "WON"].overlay(claimed, how="intersection", keep_geom_type=True)
    grounds = [
        shape
        for row in snapshot.sensitive_places.values()
        if row.kind != "dwellings" and (shape := shapely.from_wkb(row.geom)).geom_type == "Polygon"
    ]
    if grounds:
        ground = frame([shapely.union_all(grounds)])
        more = left[left["use"] != "WON"].overlay(claimed, how="intersection", keep_geom_type=True)
        more = more.overlay(ground, how="intersection", keep_geom_type=True)
        hit = pd.concat([hit, more], ignore_index=True)
    for code in felt:
        felt[code] = float(hit[hit["code"] == code].area.sum())
    return by_code, felt, float(claimed.area.sum()) - sum(by_code.values())
