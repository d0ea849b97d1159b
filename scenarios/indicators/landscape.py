"""Landscape and climate: green, water storage, pavement, trees and their shade in clusters and hubs."""

import shapely

from scenarios.indicators.figure import HECTARE, HIGHER, LANDSCAPE, LOWER, Figure, figure
from scenarios.landuse.assumptions import assumed
from scenarios.landuse.layout import Piece, layout
from scenarios.landuse.paving import paved, paving_of
from scenarios.landuse.present import areas_in
from scenarios.landuse.span import NOTHING, Span, weakest
from scenarios.landuse.trees import active_rows, shade, trees_of
from scenarios.project.model import Plot
from scenarios.project.snapshot import Snapshot
from scenarios.wording import number, tr

GREEN, WATER = "GRO", "WAT"


def green_in_layouts(snapshot: Snapshot) -> tuple[Figure, ...]:
    """The green of clusters and hubs, ha, and as a share of their area, %."""
    pieces = layout(snapshot)
    green = [piece for piece in pieces if piece.use == GREEN]
    whole, m2 = sum(piece.m2 for piece in pieces), sum(piece.m2 for piece in green)
    formula = tr("Visible green plots, and land outside plots that a site keeps green.")
    sources = (tr("drawn in this variant"),)
    per = dict.fromkeys((m.code for m in snapshot.region.municipalities), 0.0)
    for piece in green:
        for code, part in _by_code(snapshot, piece).items():
            per[code] += part / HECTARE
    return (
        figure(
            "layout_green",
            tr("Green in clusters and hubs"),
            m2 / HECTARE,
            "ha",
            HIGHER,
            "high",
            formula,
            sources,
            LANDSCAPE,
            per,
        ),
        figure(
            "layout_green_share",
            tr("Green share of clusters and hubs"),
            100 * m2 / whole if whole else 0.0,
            "%",
            HIGHER,
            "high",
            formula + " " + tr("Divided by the visible area of all sites."),
            sources,
            LANDSCAPE,
        ),
    )


def paved_share(snapshot: Snapshot) -> tuple[Figure, ...]:
    """The paved or built share of clusters and hubs, %."""
    pieces = layout(snapshot)
    span, certainty, sources = paved(pieces)
    whole = sum(piece.m2 for piece in pieces)
    return (
        figure(
            "paved_share",
            tr("Paved share of clusters and hubs"),
            span.times(100 / whole) if whole else NOTHING,
            "%",
            LOWER,
            certainty,
            tr(
                "Visible land of sites times its paved share, roofs included: as given for the plot, else as "
                "is usual for its activity; divided by the visible area of all sites."
            ),
            sources,
            LANDSCAPE,
        ),
    )


def water_storage(snapshot: Snapshot) -> tuple[Figure, ...]:
    """The water that layouts can hold, m3, per paved hectare, and what is short of the asked figure."""
    pieces = layout(snapshot)
    stored, missing = _stored(pieces)
    span, certainty, sources = paved(pieces)
    asked = assumed(snapshot, "water_storage_asked")
    formula = tr("Area of each plot with a storage depth times that depth.")
    if missing:
        formula += " " + tr("Water plots without a depth, not counted: {count}.", count=missing)
    drawn = (tr("drawn in this variant"), tr("given for the plot"))
    said = tr(
        "Asked is {asked} m³ per paved hectare ({source}).", asked=number(asked.value), source=asked.source
    )
    return (
        figure(
            "water_storage",
            tr("Water storage"),
            stored,
            "m³",
            HIGHER,
            "medium" if stored else "high",
            formula,
            drawn,
            LANDSCAPE,
        ),
        figure(
            "water_storage_per_paved_ha",
            tr("Water storage per paved hectare"),
            _per(stored, span),
            "m³/ha",
            HIGHER,
            certainty,
            tr("Water storage divided by the paved hectares of all sites.") + " " + said,
            (*drawn, *sources, asked.source),
            LANDSCAPE,
        ),
        figure(
            "water_storage_short",
            tr("Water storage still lacking"),
            _short(stored, span.times(asked.value / HECTARE)),
            "m³",
            LOWER,
            weakest(certainty, asked.certainty),
            tr("Paved hectares of all sites times the storage asked, less the water storage.") + " " + said,
            (*drawn, *sources, asked.source),
            LANDSCAPE,
        ),
    )


def trees(snapshot: Snapshot) -> tuple[Figure, ...]:
    """The trees in rows, the ground they shade, and the share of paved land that lies in that shade."""
    rows = active_rows(snapshot)
    crown, spacing = assumed(snapshot, "tree_crown"), assumed(snapshot, "tree_spacing")
    used = [crown] * any(row.crown_m is None for row in rows)
    used += [spacing] * any(row.spacing_m is None for row in rows)
    certainty = weakest(*(one.certainty for one in used))
    sources = (tr("drawn in this variant"), *(one.source for one in used))
    ground = shade(snapshot)
    under = tr("The ground under the crowns of full-grown trees, as the sun at its highest shades it.")
    pieces = layout(snapshot)
    span, paving, paving_sources = paved(pieces)
    return (
        figure(
            "trees",
            tr("Trees in rows"),
            sum(trees_of(snapshot, row).count for row in rows),
            "trees",
            HIGHER,
            certainty,
            tr("Length of each row divided by the distance between its trees, and one."),
            sources,
            LANDSCAPE,
        ),
        figure(
            "tree_shade",
            tr("Shade of trees"),
            float(ground.area),
            "m²",
            HIGHER,
            certainty,
            under + " " + tr("Crowns that overlap count once."),
            sources,
            LANDSCAPE,
        ),
        figure(
            "shaded_pavement",
            tr("Shaded share of paved land"),
            100 * _shaded(snapshot, pieces) / span.value if span.value else 0.0,
            "%",
            HIGHER,
            weakest(certainty, paving),
            under + " " + tr("Of each plot its paved share of that ground, divided by all paved land."),
            (*sources, *paving_sources),
            LANDSCAPE,
        ),
    )


def _by_code(snapshot: Snapshot, piece: Piece) -> dict[str, float]:
    areas, _outside = areas_in(snapshot, piece.geometry, piece.token)
    codes = [m.code for m in snapshot.region.municipalities]
    return dict(zip(codes, areas.tolist(), strict=True))


def _stored(pieces: tuple[Piece, ...]) -> tuple[float, int]:
    """The m3 that plots with a depth hold, and how many water plots have none."""
    plots = [(piece, piece.thing) for piece in pieces if isinstance(piece.thing, Plot)]
    stored = sum(piece.m2 * plot.storage_m for piece, plot in plots if plot.storage_m is not None)
    missing = sum(piece.use == WATER and plot.storage_m is None for piece, plot in plots)
    return float(stored), missing


def _per(stored: float, span: Span) -> Span:
    """An amount divided by paved hectares with their range: the more is paved, the less there is."""
    low, value, high = (HECTARE * stored / m2 if m2 > 0 else 0.0 for m2 in (span.high, span.value, span.low))
    return Span(value, min(low, value), max(high, value))


def _short(stored: float, asked: Span) -> Span:
    return Span(*(max(0.0, m3 - stored) for m3 in (asked.value, asked.low, asked.high)))


def _shaded(snapshot: Snapshot, pieces: tuple[Piece, ...]) -> float:
    """The paved m2 that lie under crowns."""
    ground = shade(snapshot)
    if ground.is_empty:
        return 0.0
    return sum(
        paving_of(piece).share.value * float(shapely.area(shapely.intersection(ground, piece.geometry)))
        for piece in pieces
        if shapely.intersects(ground, piece.geometry)
    )
