"""Surroundings: land, housing and nature inside setback contours, and the dwellings on it."""

from scenarios.indicators.figure import HECTARE, LOWER, SURROUNDINGS, Figure, figure, in_hectares
from scenarios.landuse.assumptions import assumed
from scenarios.landuse.catalogue import activities, setback
from scenarios.landuse.distances import distances
from scenarios.landuse.setbacks import active_plots, screening_note, setbacks
from scenarios.landuse.span import NOTHING, weakest
from scenarios.landuse.visible import category_of
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr


def claimed_land(snapshot: Snapshot) -> tuple[Figure, ...]:
    """The land inside contours and outside all sites, ha, and apart what lies outside the region."""
    found = setbacks(snapshot)
    certainty, sources = _basis(snapshot)
    formula = tr("All land inside a setback contour and outside all sites, water and roads included.")
    return (
        figure(
            "claimed",
            tr("Land inside setback contours"),
            sum(found.claimed_m2.values()) / HECTARE,
            "ha",
            LOWER,
            certainty,
            f"{formula} {screening_note()}",
            sources,
            SURROUNDINGS,
            in_hectares(found.claimed_m2),
        ),
        figure(
            "claimed_outside",
            tr("Same, outside the region"),
            found.outside_m2 / HECTARE,
            "ha",
            LOWER,
            certainty,
            f"{formula} {screening_note()}",
            sources,
            SURROUNDINGS,
        ),
    )


def sensitive_land(snapshot: Snapshot) -> tuple[Figure, ...]:
    """The housing land inside contours, ha."""
    found = setbacks(snapshot)
    certainty, sources = _basis(snapshot)
    return (
        figure(
            "sensitive",
            tr("Housing land inside setback contours"),
            sum(found.sensitive_m2.values()) / HECTARE,
            "ha",
            LOWER,
            certainty,
            tr("Land inside setback contours whose use this year suffers from nuisance.")
            + f" {screening_note()}",
            sources,
            SURROUNDINGS,
            in_hectares(found.sensitive_m2),
        ),
    )


def dwellings_in_contours(snapshot: Snapshot) -> tuple[Figure, ...]:
    """The dwellings on the housing land inside contours, by the project's density."""
    found = setbacks(snapshot)
    certainty, sources = _basis(snapshot)
    density = assumed(snapshot, "dwellings_per_ha")
    return (
        figure(
            "dwellings_in_contours",
            tr("Dwellings inside setback contours"),
            sum(found.dwellings.values(), NOTHING),
            "dwellings",
            LOWER,
            weakest(certainty, density.certainty),
            tr("Housing land inside setback contours, in hectares, times dwellings per hectare.")
            + f" {screening_note()}",
            (*sources, density.source),
            SURROUNDINGS,
            {code: span.value for code, span in found.dwellings.items()},
        ),
    )


def nature_in_contours(snapshot: Snapshot) -> tuple[Figure, ...]:
    """The nature inside contours, ha."""
    found = setbacks(snapshot)
    certainty, sources = _basis(snapshot)
    return (
        figure(
            "nature_in_contours",
            tr("Nature inside setback contours"),
            sum(found.nature_m2.values()) / HECTARE,
            "ha",
            LOWER,
            certainty,
            tr("Nature and forest inside setback contours this year; never part of the housing land.")
            + f" {screening_note()}",
            sources,
            SURROUNDINGS,
            in_hectares(found.nature_m2),
        ),
    )


def _basis(snapshot: Snapshot) -> tuple[str, tuple[str, ...]]:
    """The weakest certainty of the distances in force, and their sources."""
    certainties, sources = [], []
    for plot in active_plots(snapshot):
        if distances(snapshot, plot).category <= 0:
            continue
        activity = activities().get(plot.activity or "")
        row = setback(category_of(plot))
        for basis in (activity, row):
            if basis is not None:
                certainties.append(basis.certainty)
                sources.append(basis.source)
    return weakest(*certainties), tuple(dict.fromkeys(sources))
