"""Land efficiency as figures: land used and not used, what a hectare brings, what intensifying yields."""

from collections.abc import Mapping

from scenarios.indicators.figure import (
    ECONOMY,
    HECTARE,
    HIGHER,
    LAND,
    LIVING,
    LOWER,
    NEITHER,
    Figure,
    figure,
    in_hectares,
)
from scenarios.landuse.balance import balance
from scenarios.landuse.efficiency import Area, areas, used_land
from scenarios.landuse.intensify import gain
from scenarios.landuse.span import NOTHING, Span, significant
from scenarios.project.snapshot import Snapshot
from scenarios.wording import language, number, tr


def efficiency(snapshot: Snapshot) -> tuple[Figure, ...]:
    """Every figure of land efficiency in display order."""
    return snapshot.once(
        f"efficiency in {language()}",
        lambda: (*_used(snapshot), *_per_hectare(snapshot), *_homes(snapshot), _gained(snapshot)),
    )


def _used(snapshot: Snapshot) -> tuple[Figure, ...]:
    found = used_land(snapshot)
    formula = tr(
        "Business park, heavy industry and water board land this year. Used: plots with an activity and the "
        "ground of present businesses. Not used: plots without activity, land of sites without plots, and "
        "the rest of a present piece on which a business stands. Not known: all other land for work."
    )

    def one(key: str, name: str, part: str, better: str) -> Figure:
        return _land(key, name, {code: getattr(used, part) for code, used in found.items()}, better, formula)

    return (
        one("work_used", tr("Land for work that is used"), "used", HIGHER),
        one("work_unused", tr("Land for work that is not used"), "unused", LOWER),
        one("work_unknown", tr("Land for work of which the use is not known"), "unknown", NEITHER),
    )


def _land(key: str, name: str, m2: Mapping[str, int], better: str, formula: str) -> Figure:
    sources = (
        tr("drawn in this variant"),
        tr("present businesses of this project"),
        tr("present land use of this project"),
    )
    whole = sum(m2.values()) / HECTARE
    return figure(key, name, whole, "ha", better, "medium", formula, sources, LAND, in_hectares(m2))


def _per_hectare(snapshot: Snapshot) -> tuple[Figure, ...]:
    """Jobs and tonnes per hectare of the areas of which they are known."""
    found = []
    for key, name, unit, column in (
        ("jobs_per_ha", tr("Jobs per hectare, where known"), "jobs/ha", "jobs"),
        ("tonnes_per_ha", tr("Tonnes a year per hectare, where known"), "t/year/ha", "tonnes"),
    ):
        known = [area for area in areas(snapshot) if getattr(area, column) is not None]
        hectares = sum(area.m2 for area in known) / HECTARE
        total = sum((getattr(area, column) for area in known), NOTHING)
        found.append(
            figure(
                key,
                name,
                total.times(1 / hectares) if hectares else 0.0,
                unit,
                HIGHER,
                "low",
                tr(
                    "Of plots and present businesses with a figure of their own or of their activity, "
                    "divided by their hectares: {count} areas, {ha} ha.",
                    count=len(known),
                    ha=round(hectares),
                ),
                (tr("given for the plot"), tr("the list of activities")),
                ECONOMY,
                _by_place(known, column),
            )
        )
    return tuple(found)


def _by_place(known: list[Area], column: str) -> dict[str, float]:
    sums: dict[str, list[float]] = {}
    for area in known:
        amount: Span = getattr(area, column)
        for code, share in area.shares.items():
            pair = sums.setdefault(code, [0.0, 0.0])
            pair[0] += amount.value * share
            pair[1] += area.m2 * share / HECTARE
    return {code: amount / hectares for code, (amount, hectares) in sums.items() if hectares}


def _homes(snapshot: Snapshot) -> tuple[Figure, ...]:
    """Present dwellings per hectare of present housing land, in municipalities that have counts."""
    present = balance(snapshot).present_m2
    known = [m for m in snapshot.region.municipalities if m.dwellings and present[m.code]["WON"]]
    hectares = sum(present[m.code]["WON"] for m in known) / HECTARE
    per = {m.code: (m.dwellings or 0.0) / (present[m.code]["WON"] / HECTARE) for m in known}
    dwellings = sum(m.dwellings or 0.0 for m in known)
    return (
        figure(
            "homes_per_ha",
            tr("Homes per hectare of housing land, present"),
            dwellings / hectares if hectares else 0.0,
            "dwellings/ha",
            NEITHER,
            "medium",
            tr("Dwellings of the municipality divided by its present housing land; where both are known."),
            tuple(m.facts_source for m in known),
            LIVING,
            per,
        ),
    )


def _gained(snapshot: Snapshot) -> Figure:
    found = gain(snapshot)
    return figure(
        "intensified",
        tr("Land that intensifying yields"),
        found.total_m2.times(1 / HECTARE),
        "ha",
        HIGHER,
        found.certainty,
        tr(
            "Present business park and heavy industry that stays, times the share that takes part, times "
            "what is saved by issuing more of it, a second floor and shared yards, one after the other; at "
            "most what was assumed elsewhere. It takes no land from any other use."
        ),
        tuple(factor.source for factor in found.factors),
        LAND,
        {code: span.value / HECTARE for code, span in found.m2.items()},
    )


def relief(snapshot: Snapshot, code: str) -> str:
    """What intensifying means for the demand of a municipality (empty: of the region), in one sentence."""
    found = gain(snapshot)
    codes = [code] if code else list(found.m2)
    asked = sum(found.asked_m2[one] for one in codes) / HECTARE
    met = sum(found.relief_m2(one) for one in codes) / HECTARE
    yields = sum(found.m2[one].value for one in codes) / HECTARE
    amounts = {"asked": number(asked, 1), "met": _ha(met), "rest": _ha(asked - met), "yields": _ha(yields)}
    if not asked:
        return tr("Intensifying yields ca. {yields} ha; the programme asks no more business land.", **amounts)
    if asked - met < _LEAST_HA:
        return tr(
            "The programme asks {asked} ha more business land than is drawn. Intensifying, ca. {yields} ha, "
            "can meet all of that without taking land.",
            **amounts,
        )
    return tr(
        "The programme asks {asked} ha more business land than is drawn. Intensifying meets ca. {met} ha of "
        "that without taking land; {rest} ha are left to find.",
        **amounts,
    )


_LEAST_HA = 0.05


def _ha(hectares: float) -> str:
    """Estimated hectares with no digit too many."""
    return number(significant(hectares), 1 if hectares < _WHOLE_HA else 0)


_WHOLE_HA = 100.0
