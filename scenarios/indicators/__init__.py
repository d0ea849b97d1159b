"""Indicators: what a variant brings and costs, in one list that every panel and report shows in order."""

from scenarios.indicators.capacity import capacity
from scenarios.indicators.contours import (
    claimed_land,
    dwellings_in_contours,
    nature_in_contours,
    places_in_contours,
    sensitive_land,
    sites_and_contours,
)
from scenarios.indicators.figure import ECONOMY, LAND, LANDSCAPE, LIVING, SURROUNDINGS, Figure, Indicator
from scenarios.indicators.homes import dwellings_on_freed_land
from scenarios.indicators.jobs import jobs
from scenarios.indicators.land import (
    area_by_use,
    cluster_area,
    hub_area,
    net_area,
    net_share,
    not_placed,
    taken_by_use,
)
from scenarios.indicators.landscape import green_in_layouts, paved_share, trees, water_storage
from scenarios.indicators.relocations import open_moves
from scenarios.indicators.transport import truck_movements
from scenarios.project.snapshot import Snapshot

__all__ = ["INDICATORS", "Figure", "Indicator", "measure"]

INDICATORS: tuple[Indicator, ...] = (
    Indicator("dwellings_on_freed_land", LIVING, dwellings_on_freed_land),
    Indicator("jobs", LIVING, jobs),
    Indicator("claimed", SURROUNDINGS, claimed_land),
    Indicator("sites_and_contours", SURROUNDINGS, sites_and_contours),
    Indicator("sensitive", SURROUNDINGS, sensitive_land),
    Indicator("dwellings_in_contours", SURROUNDINGS, dwellings_in_contours),
    Indicator("places_in_contours", SURROUNDINGS, places_in_contours),
    Indicator("nature_in_contours", SURROUNDINGS, nature_in_contours),
    Indicator("layout_green", LANDSCAPE, green_in_layouts),
    Indicator("paved_share", LANDSCAPE, paved_share),
    Indicator("water_storage", LANDSCAPE, water_storage),
    Indicator("trees", LANDSCAPE, trees),
    Indicator("cluster_area", LAND, cluster_area),
    Indicator("hub_area", LAND, hub_area),
    Indicator("net_area", LAND, net_area),
    Indicator("net_share", LAND, net_share),
    Indicator("not_placed", LAND, not_placed),
    Indicator("open_moves", LAND, open_moves),
    Indicator("capacity", ECONOMY, capacity),
    Indicator("trucks", ECONOMY, truck_movements),
    Indicator("taken", LAND, taken_by_use),
    Indicator("area", LAND, area_by_use),
)
"""Every indicator in display order: the value first, then the burden, the landscape, then the land."""


def measure(snapshot: Snapshot) -> tuple[Figure, ...]:
    """All figures of a snapshot in display order."""
    return tuple(found for indicator in INDICATORS for found in indicator.measure(snapshot))
