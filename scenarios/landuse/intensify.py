"""The intensification lever: hectares that present business land yields by itself, without taking any (S2).

Three means work on the same land one after the other: more of it issued (net to gross), a second floor,
shared yards. Together they never yield more than was found elsewhere; the share of the land that takes part
is the lever's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from scenarios.landuse.assumptions import assumed
from scenarios.landuse.balance import balance
from scenarios.landuse.catalogue import Factor
from scenarios.landuse.programme import programme
from scenarios.landuse.span import NOTHING, Span, weakest
from scenarios.project.snapshot import Snapshot

LEVERS = ("intensify_part", "intensify_net", "intensify_floors", "intensify_yards", "intensify_most")
"""The settings of the lever in display order, all in %."""

BUSINESS = ("BED", "HMC")


@dataclass(frozen=True, slots=True, eq=False)
class Gain:
    """What intensifying yields: `share` of the land that takes part (0-1), `m2` per municipality code.

    `ground_m2` is the present business land that stays; `asked_m2` what the programme asks of business land
    and is not drawn; `factors` what the lever is made of.
    """

    share: Span
    ground_m2: Mapping[str, int]
    m2: Mapping[str, Span]
    asked_m2: Mapping[str, int]
    factors: tuple[Factor, ...]

    @property
    def total_m2(self) -> Span:
        """The yield of the whole region."""
        return sum(self.m2.values(), NOTHING)

    @property
    def certainty(self) -> str:
        """The weakest of what the lever is made of."""
        return weakest(*(factor.certainty for factor in self.factors))

    def relief_m2(self, code: str) -> float:
        """How much of what a municipality asks for its own yield can meet, m2."""
        return min(float(self.asked_m2[code]), self.m2[code].value)


def gain(snapshot: Snapshot) -> Gain:
    """What intensifying yields per municipality at the project's settings."""
    part, net, floors, yards, most = factors = tuple(assumed(snapshot, key) for key in LEVERS)
    usual = assumed(snapshot, "net_to_gross_work")
    share = Span(
        _saved(usual.value, net.value, floors.value, yards.value, most.value),
        _saved(usual.high, net.low, floors.low, yards.low, most.low),
        _saved(usual.low, net.high, floors.high, yards.high, most.high),
    )
    ground = _ground(snapshot)
    taking_part = part.span.times(0.01)
    taking_part = Span(taking_part.value, taking_part.low, min(taking_part.high, 1.0))
    whole = share.by(taking_part)
    return Gain(
        share,
        ground,
        {code: whole.times(m2) for code, m2 in ground.items()},
        _asked(snapshot),
        (*factors, usual),
    )


def _saved(usual: float, net: float, floors: float, yards: float, most: float) -> float:
    """The share of land that is saved where what stood on it needs less: 0 to `most` %."""
    issued = min(usual / (net / 100), 1.0) if net > 0 else 1.0
    left = issued * (1 - min(floors, 100.0) / 100) * (1 - min(yards, 100.0) / 100)
    return min(max(1 - left, 0.0), min(most, 100.0) / 100)


def _ground(snapshot: Snapshot) -> dict[str, int]:
    """Present business land that keeps its use, whole m2."""
    found = balance(snapshot)
    stays = {code: sum(row[use] for use in BUSINESS) for code, row in found.present_m2.items()}
    for posting in found.ledger:
        if posting.from_use in BUSINESS:
            stays[posting.municipality] -= posting.m2
    return stays


def _asked(snapshot: Snapshot) -> dict[str, int]:
    """Business land that the programme asks for above what is there and drawn, whole m2."""
    found = balance(snapshot)
    return {
        code: max(
            0,
            sum(row[use] for use in BUSINESS)
            - max(
                sum(found.now_m2[code][use] for use in BUSINESS),
                sum(found.present_m2[code][use] for use in BUSINESS),
            ),
        )
        for code, row in programme(snapshot).items()
    }
