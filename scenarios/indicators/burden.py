"""Benefits and burdens per municipality, the value first (S91, S95, S97): who has what of a variant.

Every item is a figure with its range per municipality; the municipalities and what falls outside the region
add up to the whole. Benefits and burdens in one unit can be set against each other; the net of homes is.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from scenarios.indicators.contours import basis
from scenarios.indicators.figure import (
    ECONOMY,
    HECTARE,
    HIGHER,
    LAND,
    LIVING,
    LOWER,
    SURROUNDINGS,
    Figure,
    figure,
)
from scenarios.indicators.jobs import jobs_formula, jobs_total
from scenarios.indicators.transport import trucks_formula, trucks_total
from scenarios.landuse.assumptions import assumed
from scenarios.landuse.balance import Posting, balance
from scenarios.landuse.burden import across, hosted_m2
from scenarios.landuse.parties import owner_of
from scenarios.landuse.programme import programme
from scenarios.landuse.setbacks import screening_note, setbacks
from scenarios.landuse.span import NOTHING, Span, exactly, weakest
from scenarios.project.model import Move
from scenarios.project.region import USES
from scenarios.project.snapshot import Snapshot
from scenarios.wording import language, tr

BENEFIT, BURDEN = "benefit", "burden"
HOMES_NET = "homes_net"

GREEN = ("GRO", "NAT", "WAT")
"""Green and recreation, nature, water."""

FARMED = ("LAN", "GLA")
_PRICED_AS = {"HMC": "BED"}
"""The factor of heavy industry counts moving a company; its land is worth that of a business park."""

MILLION = 1e6


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A benefit or a burden: `figure` over the region, `spans` by municipality code, `outside` the region."""

    side: str
    figure: Figure
    spans: Mapping[str, Span]
    outside: Span

    @property
    def key(self) -> str:
        """The key of its figure."""
        return self.figure.key

    def of(self, code: str) -> Span:
        """What a municipality has of it; of an empty code the whole."""
        return self.spans.get(code, NOTHING) if code else Span(*self._whole())

    def _whole(self) -> tuple[float, float, float]:
        return (self.figure.value, self.figure.low, self.figure.high)


def items(snapshot: Snapshot) -> tuple[Item, ...]:
    """Every benefit, then every burden, in display order."""
    return snapshot.once(f"burden in {language()}", lambda: (*_benefits(snapshot), *_burdens(snapshot)))


def _benefits(snapshot: Snapshot) -> Iterable[Item]:
    density = assumed(snapshot, "dwellings_per_ha")
    unlocked = _posted(snapshot, lambda posting: posting.to_use == "WON")
    yield _item(
        BENEFIT,
        "homes_unlocked",
        tr("Homes possible on freed land"),
        {code: density.span.times(m2 / HECTARE) for code, m2 in unlocked.items()},
        "dwellings",
        density.certainty,
        tr("Land that becomes housing by what is drawn, moves included, times dwellings per hectare."),
        (density.source, tr("drawn in this variant")),
        LIVING,
    )
    working = jobs_total(snapshot)
    yield _item(
        BENEFIT,
        "jobs_hosted",
        tr("Jobs on clusters and hubs"),
        working.spans,
        "jobs",
        working.certainty,
        jobs_formula(),
        working.sources,
        LIVING,
        _rest(working.span, working.spans),
    )
    left = {move.change for move in snapshot.moves.values() if _counts(move)}
    freed = _posted(snapshot, lambda p: p.to_use != "HMC" and (p.from_use == "HMC" or p.cause in left))
    yield _item(
        BENEFIT,
        "freed",
        tr("Land freed of heavy industry"),
        _hectares(freed),
        "ha",
        "high",
        tr(
            "Heavy industry that gets another use, and land of a business that moves away; each hectare once."
        ),
        (tr("drawn in this variant"),),
        LAND,
    )
    yield _land_value(snapshot)
    gained = _posted(snapshot, lambda p: p.to_use in GREEN and p.from_use not in GREEN)
    yield _item(
        BENEFIT,
        "green_gained",
        tr("Green, nature and water gained"),
        _hectares(gained),
        "ha",
        "high",
        tr("Other land that becomes green and recreation, nature or water."),
        (tr("drawn in this variant"),),
        LAND,
    )


def _land_value(snapshot: Snapshot) -> Item:
    """The land value of what land becomes, less that of what it was."""
    prices = {use: assumed(snapshot, f"acquire_{_PRICED_AS.get(use, use)}") for use in USES}
    spans = _nothing(snapshot)
    for posting in balance(snapshot).ledger:
        was, becomes = prices[posting.from_use].span, prices[posting.to_use].span
        same = prices[posting.from_use] is prices[posting.to_use]
        change = (
            NOTHING
            if same or was == becomes
            else Span(becomes.value - was.value, becomes.low - was.high, becomes.high - was.low)
        )
        spans[posting.municipality] += change.times(posting.m2 / MILLION)
    used = {use for posting in balance(snapshot).ledger for use in (posting.from_use, posting.to_use)}
    return _item(
        BENEFIT,
        "land_value",
        tr("Rise of land value"),
        spans,
        "million euro",
        weakest("low", *(prices[use].certainty for use in used)),
        tr(
            "An estimate: land that changes use, times the price per m² of acquiring and clearing the new "
            "use less that of the old; heavy industry reckoned as business park, and roads, green and water "
            "inside a site at their own price. No valuation."
        ),
        tuple(prices[use].source for use in USES if use in used),
        ECONOMY,
    )


def _burdens(snapshot: Snapshot) -> Iterable[Item]:
    hosted, beyond = hosted_m2(snapshot)
    yield _item(
        BURDEN,
        "hosted",
        tr("Land for clusters and hubs"),
        {code: exactly(m2 / HECTARE) for code, m2 in hosted.items()},
        "ha",
        "high",
        tr("Visible land of clusters, hubs and plots, roads and green included; overlaps count once."),
        (tr("drawn in this variant"),),
        LAND,
        exactly(beyond / HECTARE),
    )
    yield from _inside_contours(snapshot)
    yield from _homes(snapshot)
    trucks = trucks_total(snapshot)
    yield _item(
        BURDEN,
        "trucks_hosted",
        tr("Truck movements"),
        trucks.spans,
        "movements/day",
        trucks.certainty,
        trucks_formula(trucks),
        trucks.sources,
        ECONOMY,
        _rest(trucks.span, trucks.spans),
    )
    for key, name, uses in (
        ("green_lost", tr("Green, nature and water given up"), GREEN),
        ("farmland_lost", tr("Farmland and glasshouses given up"), FARMED),
    ):
        lost = _posted(snapshot, lambda p, uses=uses: p.from_use in uses and p.to_use not in uses)
        yield _item(
            BURDEN,
            key,
            name,
            _hectares(lost),
            "ha",
            "high",
            tr("Present land of these uses that gets another use by what is drawn."),
            (tr("drawn in this variant"),),
            LAND,
        )


def _inside_contours(snapshot: Snapshot) -> Iterable[Item]:
    found = across(snapshot)
    certainty, sources = basis(snapshot)
    note = screening_note()
    own = tr("Of these, what plots in the municipality itself claim.")
    other = tr("Of these, what only plots in other municipalities claim, or plots outside the region.")
    land = tr("Land inside setback contours and outside all sites.")
    yield _item(
        BURDEN,
        "contour_own",
        tr("Land inside contours of its own plots"),
        _hectares(found.own_m2),
        "ha",
        certainty,
        f"{land} {own} {note}",
        sources,
        SURROUNDINGS,
    )
    yield _item(
        BURDEN,
        "contour_across",
        tr("Land inside contours from across the border"),
        _hectares({code: found.across_m2(code) for code in found.claimed_m2}),
        "ha",
        certainty,
        f"{land} {other} {note}",
        sources,
        SURROUNDINGS,
        exactly(setbacks(snapshot).outside_m2 / HECTARE),
    )
    density = assumed(snapshot, "dwellings_per_ha")
    dwellings = tr(
        "Housing land inside setback contours, in hectares, times dwellings per hectare; the counted "
        "dwellings in municipalities that have them."
    )
    for key, name, spans, said in (
        ("dwellings_own", tr("Dwellings inside contours of its own plots"), found.own_dwellings, own),
        (
            "dwellings_across",
            tr("Dwellings inside contours from across the border"),
            {code: found.across_dwellings(code) for code in found.dwellings},
            other,
        ),
    ):
        yield _item(
            BURDEN,
            key,
            name,
            spans,
            "dwellings",
            weakest(certainty, density.certainty),
            f"{dwellings} {said} {note}",
            (*sources, density.source),
            SURROUNDINGS,
        )


def _homes(snapshot: Snapshot) -> Iterable[Item]:
    """Homes that cannot come, and homes whose land gets another use."""
    density = assumed(snapshot, "dwellings_per_ha")
    certainty, sources = basis(snapshot)
    yield _item(
        BURDEN,
        "homes_not_possible",
        tr("Homes not possible inside contours"),
        {code: _many(land, density.span) for code, land in kept_free(snapshot).items()},
        "dwellings",
        weakest(certainty, density.certainty, "low"),
        tr(
            "Farmland and glasshouses inside contours on which nothing is drawn, times dwellings per "
            "hectare: a ceiling. The low end counts only the housing that the programme of the municipality "
            "asks and that is not drawn yet."
        ),
        (*sources, density.source, tr("programme of this variant")),
        LIVING,
    )
    lost = _posted(snapshot, lambda p: p.from_use == "WON")
    yield _item(
        BURDEN,
        "homes_lost",
        tr("Homes whose land gets another use"),
        {code: density.span.times(m2 / HECTARE) for code, m2 in lost.items()},
        "dwellings",
        density.certainty,
        tr("Present housing land that gets another use, in hectares, times dwellings per hectare."),
        (density.source, tr("drawn in this variant")),
        LIVING,
    )


def kept_free(snapshot: Snapshot) -> dict[str, Span]:
    """The m2 on which contours keep new housing away: as much as there is; at least what is asked for."""
    now, asked = balance(snapshot).now_m2, programme(snapshot)
    found = {}
    for code, m2 in across(snapshot).open_m2.items():
        wanted = max(0, asked[code]["WON"] - now[code]["WON"])
        found[code] = Span(m2, min(m2, wanted), m2)
    return found


def homes_net(snapshot: Snapshot) -> dict[str, Span]:
    """Homes possible on freed land less those lost and those not possible, by code; whole under ""."""
    density = assumed(snapshot, "dwellings_per_ha").span
    built = _posted(snapshot, lambda p: p.to_use == "WON")
    lost = _posted(snapshot, lambda p: p.from_use == "WON")
    land = {
        code: Span(*(built[code] - lost[code] - m2 for m2 in (free.value, free.high, free.low)))
        for code, free in kept_free(snapshot).items()
    }
    land[""] = sum(land.values(), NOTHING)
    return {code: _many(m2, density) for code, m2 in land.items()}


@dataclass(frozen=True, slots=True)
class HostShare:
    """The share of a municipality (0-1) in what the region has of an item; None where the region has none."""

    item: Item
    share: float | None


def host_shares(snapshot: Snapshot, code: str) -> tuple[HostShare, ...]:
    """How much of every item falls on one municipality (S80), items that are below zero left out."""
    found = []
    for item in items(snapshot):
        parts = [span.value for span in item.spans.values()] + [item.outside.value]
        whole = sum(parts)
        if min(parts, default=0.0) >= 0:
            found.append(HostShare(item, item.of(code).value / whole if whole > 0 else None))
    return tuple(found)


def without_owner(snapshot: Snapshot) -> tuple[tuple[Item, str], ...]:
    """What falls on a municipality and has no owner, item by item (S48): the item and the code."""
    return tuple(
        (item, code)
        for item in items(snapshot)
        for code, span in item.spans.items()
        if (span.value or span.low or span.high) and not owner_of(snapshot, item.key, code)
    )


def _many(m2: Span, density: Span) -> Span:
    """Dwellings on land of which the amount and the density both have a range."""
    ends = [a * b / HECTARE for a in (m2.low, m2.high) for b in (density.low, density.high)]
    return Span(m2.value * density.value / HECTARE, min(ends), max(ends))


def _item(
    side: str,
    key: str,
    name: str,
    spans: Mapping[str, Span],
    unit: str,
    certainty: str,
    formula: str,
    sources: Iterable[str],
    group: str,
    outside: Span = NOTHING,
) -> Item:
    total = sum(spans.values(), outside)
    better = HIGHER if side == BENEFIT else LOWER
    values = {code: span.value for code, span in spans.items()}
    return Item(
        side,
        figure(key, name, total, unit, better, certainty, formula, sources, group, values),
        dict(spans),
        outside,
    )


def _rest(whole: Span, parts: Mapping[str, Span]) -> Span:
    """What of a whole falls on no municipality; not below zero by the noise of fractions."""
    inside = sum(parts.values(), NOTHING)
    left = (whole.value - inside.value, whole.low - inside.low, whole.high - inside.high)
    return Span(*(value if abs(value) > _NOISE else 0.0 for value in left))


_NOISE = 1e-6


def _nothing(snapshot: Snapshot) -> dict[str, Span]:
    return dict.fromkeys((m.code for m in snapshot.region.municipalities), NOTHING)


def _posted(snapshot: Snapshot, wanted: Callable[[Posting], bool]) -> dict[str, int]:
    """The m2 of the ledger's postings that are wanted, by municipality."""
    found = dict.fromkeys((m.code for m in snapshot.region.municipalities), 0)
    for posting in balance(snapshot).ledger:
        if wanted(posting):
            found[posting.municipality] += posting.m2
    return found


def _hectares(m2: Mapping[str, int]) -> dict[str, Span]:
    return {code: exactly(value / HECTARE) for code, value in m2.items()}


def _counts(move: Move) -> bool:
    return move.change is not None and not move.aside
