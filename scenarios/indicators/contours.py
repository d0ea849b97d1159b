"""Surroundings: land, housing and nature inside setback contours, and the dwellings on it."""

from scenarios.indicators.figure import HECTARE, LOWER, SURROUNDINGS, Figure, figure, in_hectares
from scenarios.landuse.assumptions import assumed
from scenarios.landuse.catalogue import setback
from scenarios.landuse.distances import distances
from scenarios.landuse.setbacks import active_plots, screening_note, setbacks
from scenarios.landuse.span import NOTHING, weakest
from scenarios.landuse.taken import taken
from scenarios.landuse.visible import activities_of, category_of
from scenarios.project.model import Site
from scenarios.project.snapshot import Snapshot
from scenarios.wording import language, tr


def claimed_land(snapshot: Snapshot) -> tuple[Figure, ...]:
    """The land inside contours and outside all sites, ha, and apart what lies outside the region."""
    found = setbacks(snapshot)
    certainty, sources = basis(snapshot)
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


def sites_and_contours(snapshot: Snapshot) -> tuple[Figure, ...]:
    """The land that sites and their contours take together, ha."""
    sites = tuple(thing for thing in snapshot.things if isinstance(thing, Site))
    found = taken(snapshot, sites, active_plots(snapshot))
    certainty, sources = basis(snapshot)
    return (
        figure(
            "sites_and_contours",
            tr("Land of sites and contours together"),
            sum(found.values()) / HECTARE,
            "ha",
            LOWER,
            certainty,
            tr(
                "Gross area of all sites and all land inside their contours, also outside the region; with "
                "round arcs, as one works it out by hand."
            )
            + f" {screening_note()}",
            (tr("drawn in this variant"), *sources),
            SURROUNDINGS,
            {code: m2 / HECTARE for code, m2 in found.items() if code},
        ),
    )


def places_in_contours(snapshot: Snapshot) -> tuple[Figure, ...]:
    """The schools, care and overnight recreation inside contours."""
    found = setbacks(snapshot)
    certainty, sources = basis(snapshot)
    return (
        figure(
            "places_in_contours",
            tr("Schools, care and recreation inside contours"),
            sum(found.places.values()),
            "places",
            LOWER,
            certainty,
            tr("Places of the list of sensitive places that lie inside a setback contour.")
            + f" {screening_note()}",
            (*sources, *_listed(snapshot)),
            SURROUNDINGS,
            {code: float(count) for code, count in found.places.items()},
        ),
    )


def sensitive_land(snapshot: Snapshot) -> tuple[Figure, ...]:
    """The land that suffers inside contours, ha: housing, schools, care, overnight recreation."""
    found = setbacks(snapshot)
    certainty, sources = basis(snapshot)
    return (
        figure(
            "sensitive",
            tr("Sensitive land inside setback contours"),
            sum(found.sensitive_m2.values()) / HECTARE,
            "ha",
            LOWER,
            certainty,
            tr(
                "Land inside setback contours whose use this year suffers from nuisance, and the ground of "
                "schools, care and overnight recreation."
            )
            + f" {screening_note()}",
            (*sources, *_listed(snapshot)),
            SURROUNDINGS,
            in_hectares(found.sensitive_m2),
        ),
    )


def dwellings_in_contours(snapshot: Snapshot) -> tuple[Figure, ...]:
    """The dwellings inside contours: counted where a municipality has counts, else by the density."""
    found = setbacks(snapshot)
    certainty, sources = basis(snapshot)
    density = assumed(snapshot, "dwellings_per_ha")
    return (
        figure(
            "dwellings_in_contours",
            tr("Dwellings inside setback contours"),
            sum(found.dwellings.values(), NOTHING),
            "dwellings",
            LOWER,
            weakest(certainty, density.certainty),
            tr(
                "Housing land inside setback contours, in hectares, times dwellings per hectare; the counted "
                "dwellings in municipalities that have them."
            )
            + f" {screening_note()}",
            (*sources, density.source, *_listed(snapshot)),
            SURROUNDINGS,
            {code: span.value for code, span in found.dwellings.items()},
        ),
    )


def nature_in_contours(snapshot: Snapshot) -> tuple[Figure, ...]:
    """The nature inside contours, ha."""
    found = setbacks(snapshot)
    certainty, sources = basis(snapshot)
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


def _listed(snapshot: Snapshot) -> tuple[str, ...]:
    """The sources of the sensitive places, each once."""
    return tuple(dict.fromkeys(row.source for row in snapshot.sensitive_places.values() if row.source))


def basis(snapshot: Snapshot) -> tuple[str, tuple[str, ...]]:
    """The weakest certainty of the distances in force, and their sources."""
    return snapshot.once(f"basis of contours in {language()}", lambda: _basis(snapshot))


def _basis(snapshot: Snapshot) -> tuple[str, tuple[str, ...]]:
    certainties, sources = [], []
    for plot in active_plots(snapshot):
        found = distances(snapshot, plot)
        if found.drawn:
            sources.append(tr("drawn in this variant"))
        if found.category <= 0:
            continue
        for basis in (*activities_of(plot), setback(category_of(plot))):
            if basis is not None:
                certainties.append(basis.certainty)
                sources.append(basis.source)
    return weakest(*certainties), tuple(dict.fromkeys(sources))
